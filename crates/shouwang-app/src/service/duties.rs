//! Where duties stand, for one reader: lists, counts, and why.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::str::FromStr;

use jiff::Timestamp;
use shouwang_calendar::{Day, Words};
use shouwang_domain::plan::{Reason, Status};
use shouwang_domain::reach::Scope;
use shouwang_domain::register::{Record, Value, catalog};
use shouwang_domain::registers::unit::Unit;
use shouwang_storage::StatusRow;
use shouwang_storage::query::{Cursor, StatusCount, StatusGroup, StatusOrder, StatusQuery, Stored};

use super::Service;
use super::order::named_order;
use crate::caller::Caller;
use crate::duties::{Desk, Evidence, Explained};
use crate::lawbook::Cited;
use crate::planning::Question;
use crate::problem::{AppError, FieldError, ProblemCode};

/// What duties are counted by when they are counted by article.
const ARTICLE: &str = "article";

/// By what duties can be counted, with what the database counts for it.
const COUNTED_BY: [(&str, StatusGroup); 6] = [
    ("division", StatusGroup::Division),
    ("child", StatusGroup::Child),
    ("duty", StatusGroup::Duty),
    (ARTICLE, StatusGroup::Duty),
    ("industry", StatusGroup::Industry),
    ("unit", StatusGroup::Unit),
];

/// By what duties can be ordered.
const ORDERS: [(&str, StatusOrder); 4] =
    [("urgency", StatusOrder::Urgency), ("due", StatusOrder::Due), ("since", StatusOrder::Since), ("unit", StatusOrder::Unit)];

/// Duties that somebody asks for.
#[derive(Clone, Debug, Default)]
pub struct DutiesAsked {
    /// Only what this unit must do.
    pub unit: Option<String>,
    /// Only this division and all below.
    pub division: Option<String>,
    /// Only this division itself, without those below it.
    pub only_division: Option<String>,
    /// Only these statuses, by identifier; empty: all.
    pub statuses: Vec<String>,
    /// Only this duty, by its full name.
    pub duty: Option<String>,
    /// Only duties of this article, as `INSTRUMENT/NUMBER`.
    pub article: Option<String>,
    /// Only what the caller's own units must do, or only what others must.
    pub level: Option<Level>,
    /// Only duties about rows of this register.
    pub register: Option<String>,
    /// Only this subject.
    pub subject: Option<String>,
    /// Only what is due on this day or later.
    pub due_from: Option<Day>,
    /// Only what is due on this day or earlier.
    pub due_until: Option<Day>,
    /// Only what has stood so since this day or later.
    pub since_from: Option<Day>,
    /// Whether it is to be said of each what it rests on.
    pub evidence: bool,
    /// The order: `urgency`, `due`, `since` or `unit`, with a hyphen before it turned round; by urgency when nobody says so.
    pub sort: Option<String>,
    /// Where the page before ended.
    pub after: Option<String>,
    /// Duties that are passed over before the page begins.
    pub skip: u32,
    /// Rows on the page.
    pub limit: u16,
}

/// Whose duties, from where the caller stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Those of the units that he acts for.
    Own,
    /// Those of all other units that he sees: what is below him, or what he oversees.
    Below,
}

/// Where one duty stands, with the words that a list shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyLine {
    /// Where it stands.
    pub status: StatusRow,
    /// What a clerk calls the duty.
    pub title: Words,
    /// Where it stands in the law; none when the law of today does not know it.
    pub article: Option<Cited>,
    /// Why it stands so, in words.
    pub reason: Words,
    /// Whether only the older instrument asks for it.
    pub supplementary: bool,
    /// The subject's name.
    pub subject_name: Option<String>,
    /// The unit's name.
    pub unit_name: Option<String>,
    /// What it rests on, where that was asked for and the facts are at hand.
    pub evidence: Option<Evidence>,
}

impl Service {
    /// A page of where duties stand, as planned for today. What they rest on is told to whoever may have it explained.
    ///
    /// # Errors
    /// When the question is none, or the database fails.
    pub async fn list_duties(&self, caller: &Caller, asked: &DutiesAsked, today: Day) -> Result<(Vec<DutyLine>, Option<Cursor>), AppError> {
        let scope = self.duty_scope(caller, if asked.evidence { "duties.explain" } else { "duties.list" })?;
        let page = self.store.list_statuses(&self.asked_statuses(caller, asked, &scope)?).await?;
        let mut lines = self.lines(page.rows, today).await?;
        if asked.evidence {
            self.add_evidence(&mut lines, today).await?;
        }
        Ok((lines, page.next))
    }

    /// A list does not wait for facts that are being loaded: it then comes without what its duties rest on.
    async fn add_evidence(&self, lines: &mut [DutyLine], today: Day) -> Result<(), AppError> {
        let keys: Vec<_> = lines.iter().map(|line| line.status.key.clone()).collect();
        let work = move |desk: &mut Desk<'_>| {
            let told = keys.iter().map(|key| {
                let period = (!key.period.is_empty()).then_some(key.period.as_str());
                desk.evidence(&key.duty, &key.subject, period, today)
            });
            told.collect::<Vec<_>>()
        };
        for (line, evidence) in lines.iter_mut().zip(self.desks().at_hand(work).await?.unwrap_or_default()) {
            line.evidence = evidence;
        }
        Ok(())
    }

    /// How many duties stand where, by one thing, or by two of them.
    ///
    /// # Errors
    /// As [`Service::list_duties`].
    pub async fn count_duties(
        &self,
        caller: &Caller,
        asked: &DutiesAsked,
        by: &str,
        and: Option<&str>,
    ) -> Result<Vec<StatusCount>, AppError> {
        let scope = self.duty_scope(caller, "duties.list")?;
        let group = |place: &str, id: &str| {
            let found = COUNTED_BY.iter().find(|(known, _)| *known == id).map(|(_, group)| *group);
            found.ok_or_else(|| {
                let known = COUNTED_BY.map(|(id, _)| id);
                let (zh, en) = (known.join("、"), known.join(", "));
                wrong(place, &format!("应为以下之一：{zh}"), &format!("one of these is expected: {en}"))
            })
        };
        let (group_by, group_and) = (group("by", by)?, and.map(|and| group("and", and)).transpose()?);
        if and == Some(by) {
            return Err(wrong("and", "应与 by 不同", "something else than in `by` is expected"));
        }
        if asked.division.is_none() && [Some(group_by), group_and].contains(&Some(StatusGroup::Child)) {
            return Err(wrong("division", "按下级统计（child）时须指明行政区划", "`child` needs the division whose parts are counted"));
        }
        let counts = self.store.count_statuses(&self.asked_statuses(caller, asked, &scope)?, group_by, group_and).await?;
        let is_article = |id: Option<&str>| id == Some(ARTICLE);
        Ok(if is_article(Some(by)) || is_article(and) { self.by_article(counts, is_article(Some(by)), is_article(and)) } else { counts })
    }

    /// Adds up what is of one article: an article is the duties that stand under it.
    fn by_article(&self, counts: Vec<StatusCount>, in_of: bool, in_and: bool) -> Vec<StatusCount> {
        let book = self.book();
        let rules = book.program.duties().iter().map(|duty| &duty.rule);
        let articles: HashMap<_, _> =
            rules.map(|rule| (rule.name.to_string(), format!("{}/{}", rule.name.instrument, rule.clause.article))).collect();
        let article = |duty: Option<String>| articles.get(&duty?).cloned();
        let mut sums: BTreeMap<(Option<String>, Option<String>, u8), StatusCount> = BTreeMap::new();
        for count in counts {
            let of = if in_of { article(count.of) } else { count.of };
            let and = if in_and { article(count.and) } else { count.and };
            let none = StatusCount { of: of.clone(), and: and.clone(), status: count.status, count: 0 };
            sums.entry((of, and, count.status.urgency())).or_insert(none).count += count.count;
        }
        sums.into_values().collect()
    }

    /// Why a duty stands where it stands, and what would fulfil it.
    ///
    /// # Errors
    /// When there is no such duty of such a subject that the caller may see, or the database fails.
    pub async fn explain_duty(
        &self,
        caller: &Caller,
        (duty, subject): (&str, &str),
        (day, known_at): (Day, Option<Timestamp>),
    ) -> Result<Vec<Explained>, AppError> {
        let scope = self.duty_scope(caller, "duties.explain")?;
        let asked = DutiesAsked { duty: Some(duty.to_owned()), subject: Some(subject.to_owned()), limit: 1, ..DutiesAsked::default() };
        // Whoever may not see where it stands now may not learn where it stood.
        if self.store.list_statuses(&self.asked_statuses(caller, &asked, &scope)?).await?.rows.is_empty() {
            return Err(AppError::not_found());
        }
        let question = Question { duty: duty.to_owned(), subject: subject.to_owned(), day, known_at };
        self.desks().explain(question).await
    }

    /// A duty is its unit's business: over which units the operation is open.
    pub(super) fn duty_scope(&self, caller: &Caller, operation: &str) -> Result<Scope, AppError> {
        let unit = catalog().get(Unit::NAME).ok_or_else(|| AppError::internal("no register of units"))?;
        Ok(self.scope(caller, operation, unit))
    }

    async fn lines(&self, rows: Vec<StatusRow>, today: Day) -> Result<Vec<DutyLine>, AppError> {
        let mut codes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for row in &rows {
            codes.entry(row.register.clone()).or_default().insert(row.key.subject.clone());
            if let Some(unit) = &row.unit {
                codes.entry(Unit::NAME.to_owned()).or_default().insert(unit.clone());
            }
        }
        let mut names: BTreeMap<(String, String), String> = BTreeMap::new();
        for (register, codes) in codes {
            let codes: Vec<_> = codes.into_iter().collect();
            // Whoever may see a duty is told what it is about.
            let found = self.names(&Scope::Everything, &register, &codes).await?;
            names.extend(found.into_iter().map(|(code, name)| ((register.clone(), code), name)));
        }
        let book = self.book();
        let line = |status: StatusRow| {
            let duty = book.program.find(&status.key.duty).first().map(|index| book.program.duty(*index));
            let rule = duty.map(|duty| &duty.rule);
            let reason = Reason::from_id(&status.reason).map(Reason::label);
            DutyLine {
                title: rule.map_or_else(|| Words::new("", ""), |rule| rule.title.clone()),
                article: rule.map(|rule| book.cited(rule)),
                // A newer program may have planned with reasons that this one does not know.
                reason: reason.map_or_else(|| Words::new(&status.reason, &status.reason), |label| Words::new(label.zh, label.en)),
                supplementary: duty.is_some_and(|duty| duty.active.is_supplementary_on(today)),
                subject_name: names.get(&(status.register.clone(), status.key.subject.clone())).cloned(),
                unit_name: status.unit.as_ref().and_then(|unit| names.get(&(Unit::NAME.to_owned(), unit.clone())).cloned()),
                evidence: None,
                status,
            }
        };
        Ok(rows.into_iter().map(line).collect())
    }

    /// What the rows of some codes are called that a scope reaches: by their newest name or title, where their register has one.
    pub(super) async fn names(&self, scope: &Scope, register: &str, codes: &[String]) -> Result<BTreeMap<String, String>, AppError> {
        self.names_on(scope, register, codes, Day::MAX).await
    }

    /// The same as they were called on a day; what was not there yet by its first name.
    pub(super) async fn names_on(
        &self,
        scope: &Scope,
        register: &str,
        codes: &[String],
        day: Day,
    ) -> Result<BTreeMap<String, String>, AppError> {
        let (mut names, mut settled) = (BTreeMap::new(), BTreeSet::new());
        let Some(def) = catalog().get(register) else { return Ok(names) };
        let field = ["name", "title", "content", "topic"].into_iter().find_map(|name| def.field_index(name));
        let Some(field) = field else { return Ok(names) };
        for Stored { row, .. } in self.rows_of_codes(scope, def, codes).await? {
            let (code, begun) = (row.key.code, row.key.from <= day);
            let Some(Some(Value::Text(name))) = row.values.into_iter().nth(field) else { continue };
            // Of several rows of a code the one that began last comes first.
            if !settled.contains(&code) {
                settled.extend(begun.then(|| code.clone()));
                names.insert(code, name);
            }
        }
        Ok(names)
    }

    /// The question that somebody asks, in the words of the database.
    fn asked_statuses<'q>(&self, caller: &Caller, asked: &DutiesAsked, scope: &'q Scope) -> Result<StatusQuery<'q>, AppError> {
        let among = asked.article.as_deref().map(|article| self.duties_of(article)).transpose()?;
        let own = caller.own_units();
        let (units, other_units) = match asked.level {
            Some(Level::Own) => (Some(own), None),
            Some(Level::Below) => (None, Some(own)),
            None => (None, None),
        };
        Ok(StatusQuery { among, units, other_units, ..asked.query(scope)? })
    }

    /// The duties of an article, by their full names.
    pub(super) fn duties_of(&self, article: &str) -> Result<Vec<String>, AppError> {
        let book = self.book();
        let found = article.split_once('/').and_then(|(id, number)| {
            let number: u16 = number.parse().ok()?;
            book.law.instrument(id)?.articles.iter().any(|article| article.number == number).then_some((id, number))
        });
        let Some((id, number)) = found else {
            let (zh, en) =
                ("没有这一条；写作“法规/条号”，如 hunan-2026/24", "there is no such article; write the instrument and the number");
            return Err(wrong("article", zh, en));
        };
        let rules = book.program.duties().iter().map(|duty| &duty.rule);
        let of = rules.filter(|rule| &*rule.name.instrument == id && rule.clause.article == number);
        Ok(of.map(|rule| rule.name.to_string()).collect())
    }
}

impl DutiesAsked {
    /// The statuses that were named, by their identifiers.
    pub(super) fn named_statuses(&self) -> Result<Vec<Status>, AppError> {
        let status = |id: &String| {
            let found = Status::ALL.into_iter().find(|status| status.id() == id);
            found.ok_or_else(|| {
                let ids: Vec<_> = Status::ALL.iter().map(|status| status.id()).collect();
                let ids = ids.join(", ");
                wrong("status", &format!("没有这种状态；可用：{ids}"), &format!("there is no such status; there are: {ids}"))
            })
        };
        self.statuses.iter().map(status).collect()
    }

    fn query<'q>(&self, scope: &'q Scope) -> Result<StatusQuery<'q>, AppError> {
        let (order, descending) = named_order(self.sort.as_deref().unwrap_or("urgency"), &ORDERS)?;
        Ok(StatusQuery {
            unit: self.unit.clone(),
            division: self.division.clone(),
            only_division: self.only_division.clone(),
            statuses: self.named_statuses()?,
            duty: self.duty.clone(),
            register: self.register.clone(),
            subject: self.subject.clone(),
            due_from: self.due_from,
            due_until: self.due_until,
            since_from: self.since_from,
            order,
            descending,
            after: self.after.as_deref().map(Cursor::from_text),
            skip: self.skip,
            limit: self.limit,
            ..StatusQuery::new(scope)
        })
    }
}

impl FromStr for Level {
    type Err = AppError;

    fn from_str(text: &str) -> Result<Level, AppError> {
        match text {
            "own" => Ok(Level::Own),
            "below" => Ok(Level::Below),
            _ => Err(wrong("level", "应为 own（本单位）或 below（其他单位）", "own or below is expected")),
        }
    }
}

pub(super) fn wrong(place: &str, zh: &str, en: &str) -> AppError {
    let mut error = AppError::new(ProblemCode::BadParameter, "参数有误", "A parameter is wrong");
    error.fields.push(FieldError::new(place, zh, en));
    error
}
