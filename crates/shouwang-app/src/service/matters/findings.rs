//! Reconciliation: what is there and may not be there without a matter, and no permission names it.
//!
//! Which register needs which matter is read off the law ([`claims`]); each claim is one question to the database, within what the caller may see.
//! A permission counts wherever it came from, an act on a matter or a workbook with the number of a paper. What began before any law asked for the
//! matter is no finding, but listed apart: its papers are to be entered.

use std::collections::BTreeMap;

use shouwang_calendar::Day;
use shouwang_domain::matter::{Behind, Claim, claims};
use shouwang_domain::reach::Scope;
use shouwang_domain::register::{Choices as _, FieldKind, Label, Record as _, RegisterDef, Row, Shape, Value, catalog};
use shouwang_domain::registers::permission::{Decision, Matter as Kind, Permission};
use shouwang_domain::registers::unit::Unit;
use shouwang_storage::query::{Cursor, Filter, Naming, RowQuery, Sort, Stored, Test};

use crate::caller::Caller;
use crate::edge::Edge;
use crate::lawbook::Cited;
use crate::problem::AppError;
use crate::service::duties::wrong;
use crate::service::order::row_order;
use crate::service::{Service, today};

/// What came of a matter that stands behind something.
const GRANTED: [Decision; 3] = [Decision::Noticed, Decision::Filed, Decision::Approved];

/// Findings that somebody asks for.
#[derive(Clone, Debug, Default)]
pub struct FindingsAsked {
    /// Only what this article asks a matter for: `hunan-2026/20`.
    pub article: Option<String>,
    /// Only of this register.
    pub register: Option<String>,
    /// Only what this unit answers for.
    pub unit: Option<String>,
    /// What began before any law asked for the matter, in place of what began since.
    pub earlier: bool,
    /// The order within what one claim asks for: `code`, or `-code` turned round; by code when nobody says so.
    pub sort: Option<String>,
    /// Where the page before ended.
    pub after: Option<String>,
    /// How many on the page.
    pub limit: u16,
}

/// Something that is there without a matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its register.
    pub register: &'static str,
    /// What a clerk calls the register.
    pub label: Label,
    /// Its code.
    pub code: String,
    /// What it is called; its code where it has no name.
    pub title: String,
    /// The unit that answers for it.
    pub unit: Option<String>,
    /// The unit's name.
    pub unit_name: Option<String>,
    /// The article that asks for the matter.
    pub article: Cited,
    /// The matter that should stand behind it.
    pub matter: Kind,
    /// Since when it is there; nothing where nobody knows.
    pub since: Option<Day>,
}

/// How much is there without a matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingCount {
    /// The article that asks for the matter.
    pub article: Cited,
    /// The register.
    pub register: &'static str,
    /// What a clerk calls the register.
    pub label: Label,
    /// The matter that should stand behind it.
    pub matter: Kind,
    /// How much began since a law asked for it.
    pub count: i64,
    /// How much began before.
    pub earlier_count: i64,
    /// Whether there is more than was counted.
    pub more: bool,
}

impl Service {
    /// A page of what is there without a matter, claim by claim in the order of the forms.
    ///
    /// # Errors
    /// When the question is none, or the database fails.
    pub async fn list_findings(
        &self,
        caller: &Caller,
        asked: &FindingsAsked,
        edge: &Edge<'_>,
    ) -> Result<(Vec<Finding>, Option<String>), AppError> {
        let (day, claims) = self.asked_claims(asked, edge)?;
        let sort = row_order(asked.sort.as_deref().unwrap_or("code"), &[("code", "code")])?;
        let (mut at, mut after) = read_cursor(asked.after.as_deref())?;
        let mut findings = Vec::new();
        while let Some(claim) = claims.get(at) {
            let room = asked.limit.saturating_sub(u16::try_from(findings.len()).unwrap_or(u16::MAX));
            if room == 0 {
                return Ok((findings, Some(format!("{at}."))));
            }
            let def = register(claim)?;
            let scope = self.scope(caller, "matters.findings", def);
            let cursor = after.take().map(Cursor::from_text);
            let query = RowQuery { after: cursor, limit: room, sort: sort.clone(), ..wanting(claim, def, &scope, (day, asked)) };
            let page = self.store.list_rows(&query).await?;
            findings.extend(self.findings_of(claim, def, &page.rows).await?);
            match page.next {
                Some(next) => return Ok((findings, Some(format!("{at}.{next}")))),
                None => at += 1,
            }
        }
        Ok((findings, None))
    }

    /// How much is there without a matter, by article and register; what there is none of is left out.
    ///
    /// # Errors
    /// When the question is none, or the database fails.
    pub async fn count_findings(&self, caller: &Caller, asked: &FindingsAsked, edge: &Edge<'_>) -> Result<Vec<FindingCount>, AppError> {
        let (day, claims) = self.asked_claims(asked, edge)?;
        let mut counts = Vec::new();
        for claim in &claims {
            let def = register(claim)?;
            let scope = self.scope(caller, "matters.findings", def);
            let count = async |earlier: bool| {
                let asked = FindingsAsked { earlier, ..asked.clone() };
                self.store.count_rows(&wanting(claim, def, &scope, (day, &asked))).await
            };
            let (since, earlier) = (count(false).await?, count(true).await?);
            if since.rows + earlier.rows > 0 {
                counts.push(FindingCount {
                    article: self.book().cited_rule(&claim.rule, claim.clause),
                    register: def.name,
                    label: def.label,
                    matter: claim.kind,
                    count: since.rows,
                    earlier_count: earlier.rows,
                    more: since.more || earlier.more,
                });
            }
        }
        Ok(counts)
    }

    fn asked_claims(&self, asked: &FindingsAsked, edge: &Edge<'_>) -> Result<(Day, Vec<Claim>), AppError> {
        let (day, book) = (today(edge.now), self.book());
        let mut claims = claims(&book.program, day);
        if let Some(name) = &asked.register {
            let known = catalog().find(name).ok_or_else(|| wrong("register", "没有这个台账", "there is no such register"))?;
            claims.retain(|claim| claim.register == known.name);
        }
        if let Some(article) = &asked.article {
            let (zh, en) = ("应写作“法规/条号”，如 hunan-2026/20", "write the instrument and the number, as in hunan-2026/20");
            let (id, number) = article.split_once('/').ok_or_else(|| wrong("article", zh, en))?;
            let number: u16 = number.parse().map_err(|_| wrong("article", zh, en))?;
            claims.retain(|claim| &*claim.rule.instrument == id && claim.clause.article == number);
        }
        Ok((day, claims))
    }

    async fn findings_of(&self, claim: &Claim, def: &'static RegisterDef, rows: &[Stored]) -> Result<Vec<Finding>, AppError> {
        let codes: Vec<String> = rows.iter().map(|stored| stored.row.key.code.clone()).collect();
        let titles = self.names(&Scope::Everything, def.name, &codes).await?;
        let begun = self.begun(claim, def, rows).await?;
        let units = self.units_of(claim, def, rows).await?;
        let known: Vec<String> = units.iter().flatten().cloned().collect();
        let names = self.names(&Scope::Everything, Unit::NAME, &known).await?;
        let article = self.book().cited_rule(&claim.rule, claim.clause);
        let finding = |(stored, unit): (&Stored, Option<String>)| {
            let code = stored.row.key.code.clone();
            Finding {
                register: def.name,
                label: def.label,
                title: titles.get(&code).cloned().unwrap_or_else(|| code.clone()),
                unit_name: unit.as_ref().and_then(|unit| names.get(unit).cloned()),
                unit,
                article: article.clone(),
                matter: claim.kind,
                since: begun.get(&code).copied().filter(|day| *day != Day::MIN),
                code,
            }
        };
        Ok(rows.iter().zip(units).map(finding).collect())
    }

    /// Since when each thing is there, by its code: the first day that is known of it, or the day that the claim names.
    async fn begun(&self, claim: &Claim, def: &'static RegisterDef, rows: &[Stored]) -> Result<BTreeMap<String, Day>, AppError> {
        if let Behind::Between(field, _) = claim.behind {
            let day = |row: &Row| match def.field_index(field).and_then(|at| row.values.get(at)) {
                Some(Some(Value::Day(day))) => *day,
                _ => Day::MIN,
            };
            return Ok(rows.iter().map(|stored| (stored.row.key.code.clone(), day(&stored.row))).collect());
        }
        let mut begun = BTreeMap::new();
        for stored in
            self.rows_of_codes(&Scope::Everything, def, &rows.iter().map(|stored| stored.row.key.code.clone()).collect::<Vec<_>>()).await?
        {
            let from = stored.row.key.from;
            begun.entry(stored.row.key.code).and_modify(|first: &mut Day| *first = from.min(*first)).or_insert(from);
        }
        Ok(begun)
    }

    /// The unit that answers for each row, by the claim's way.
    async fn units_of(&self, claim: &Claim, def: &'static RegisterDef, rows: &[Stored]) -> Result<Vec<Option<String>>, AppError> {
        let mut at: Vec<Option<String>> = rows.iter().map(|stored| named(def, &stored.row, claim.unit.first()?)).collect();
        let mut register = def;
        for pair in claim.unit.windows(2) {
            let [field, next] = pair else { break };
            let Some(FieldKind::Ref(target)) = register.field(field).map(|field| field.kind) else { break };
            let Some(target) = catalog().get(target) else { break };
            let codes: Vec<String> = at.iter().flatten().cloned().collect();
            let mut further = BTreeMap::new();
            for stored in self.rows_of_codes(&Scope::Everything, target, &codes).await? {
                // Of several rows the one that began last comes first.
                further.entry(stored.row.key.code.clone()).or_insert_with(|| named(target, &stored.row, next));
            }
            at = at.into_iter().map(|code| further.get(&code?).cloned().flatten()).collect();
            register = target;
        }
        Ok(at)
    }
}

fn named(def: &RegisterDef, row: &Row, field: &str) -> Option<String> {
    match row.values.get(def.field_index(field)?)? {
        Some(Value::Ref(code)) => Some(code.clone()),
        _ => None,
    }
}

fn register(claim: &Claim) -> Result<&'static RegisterDef, AppError> {
    catalog().get(claim.register).ok_or_else(|| AppError::internal(format!("no register {}", claim.register)))
}

/// The question for what a claim finds wanting on a day.
fn wanting<'q>(claim: &Claim, def: &'static RegisterDef, scope: &'q Scope, (day, asked): (Day, &FindingsAsked)) -> RowQuery<'q> {
    let mut filters: Vec<Filter> = claim.when.iter().map(|narrow| Filter::new(narrow.field, Test::In(narrow.among.clone()))).collect();
    let since = Value::Day(claim.asked_since);
    match claim.behind {
        Behind::Between(begun, ended) => {
            filters.push(Filter::new(begun, Test::Le(Value::Day(day))));
            filters.push(Filter::new(ended, Test::Beyond(Value::Day(day))));
            filters.push(Filter::new(begun, if asked.earlier { Test::Lt(since) } else { Test::Ge(since) }));
        }
        _ => {
            let begun = if asked.earlier { Test::BegunBefore(claim.asked_since) } else { Test::BegunSince(claim.asked_since) };
            filters.push(Filter::new("code", begun));
        }
    }
    if let Behind::LaterThan(field) = claim.behind {
        filters.push(Filter::new(field, Test::LaterThan));
    }
    if def.shape == Shape::Event {
        filters.push(Filter::new("from", Test::Le(Value::Day(day))));
    }
    filters.push(Filter::new("code", Test::Unnamed(behind(claim, day))));
    filters.extend(asked.unit.as_ref().and_then(|unit| of_unit(def, &claim.unit, unit)));
    let on = (def.shape == Shape::State).then_some(day);
    RowQuery { filters, sort: vec![Sort::up("code")], on, ..RowQuery::new(def, scope) }
}

/// The permissions that stand behind what a claim is about.
fn behind(claim: &Claim, day: Day) -> Naming {
    let kinds = claim.kinds.iter().map(|kind| Value::Choice(kind.position())).collect();
    let granted = GRANTED.iter().map(|decision| Value::Choice(decision.position())).collect();
    let filters = vec![Filter::new("matter", Test::In(kinds)), Filter::new("decision", Test::In(granted))];
    Naming { register: Permission::NAME, field: claim.column, filters, on: day }
}

/// The condition that a unit answers for a row, through every reference of the way.
fn of_unit(def: &'static RegisterDef, way: &[&'static str], unit: &str) -> Option<Filter> {
    let (field, further) = way.split_first()?;
    if further.is_empty() {
        return Some(Filter::new(*field, Test::Eq(Value::Ref(unit.to_owned()))));
    }
    let FieldKind::Ref(target) = def.field(field)?.kind else { return None };
    Some(Filter::new(*field, Test::Names(Box::new(of_unit(catalog().get(target)?, further, unit)?))))
}

/// Which claim a page begins in, and where in it.
fn read_cursor(after: Option<&str>) -> Result<(usize, Option<String>), AppError> {
    let Some(after) = after else { return Ok((0, None)) };
    let damaged = || wrong("after", "翻页标记有误；请从第一页重新开始", "this is no cursor of this list; begin again at the first page");
    let (at, inner) = after.split_once('.').ok_or_else(damaged)?;
    let at = at.parse().map_err(|_| damaged())?;
    Ok((at, Some(inner.to_owned()).filter(|inner| !inner.is_empty())))
}
