//! Lists of matters: one's drafts, one's own, what waits for one's decision, what was decided, and everything that one looks on at.

use std::collections::{BTreeMap, BTreeSet};

use shouwang_calendar::Day;
use shouwang_domain::matter::{Status, form_of};
use shouwang_domain::procedure::matter::Matter as MatterRecord;
use shouwang_domain::procedure::matter_step::{Deed, MatterStep};
use shouwang_domain::reach::Scope;
use shouwang_domain::register::{Choices as _, Fact, Record as _, Value};
use shouwang_domain::registers::permission::Matter as Kind;
use shouwang_domain::registers::unit::Unit;
use shouwang_storage::query::{Cursor, Filter, RowQuery, Sort, Test};

use super::held::own_part;
use super::register_of;
use crate::caller::Caller;
use crate::problem::{AppError, ProblemCode};
use crate::service::Service;

/// Which matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatterViewKind {
    /// The own units' drafts, and what was sent back to them.
    Drafts,
    /// What the own units have handed in.
    Mine,
    /// What waits for the own units to act; what is due first comes first.
    ToDecide,
    /// What the own units were asked or told, and is over for them.
    Done,
    /// Everything that was handed in and that the caller sees.
    All,
}

/// Matters that somebody asks for.
#[derive(Clone, Debug)]
pub struct MattersAsked {
    /// Which.
    pub view: MatterViewKind,
    /// Only of this kind, by its identifier.
    pub kind: Option<String>,
    /// Only of this unit.
    pub applicant: Option<String>,
    /// Only at this point, by the identifier of the status; not for lists of steps.
    pub status: Option<String>,
    /// Where the page before ended.
    pub after: Option<String>,
    /// How many on the page.
    pub limit: u16,
}

/// One line of a list: a matter, or a step of one as a body has it before it.
#[derive(Clone, Debug)]
pub struct MatterLine {
    /// The matter's number.
    pub number: String,
    /// What it is.
    pub kind: Kind,
    /// The unit that applies.
    pub applicant: String,
    /// Its name.
    pub applicant_name: Option<String>,
    /// The code of what the first line is about.
    pub subject: Option<String>,
    /// How far it has got; of a step nothing is said of the whole.
    pub status: Option<Status>,
    /// The unit that acts, of a step.
    pub unit: Option<String>,
    /// What it does, of a step.
    pub does: Option<Deed>,
    /// Since when it stands so: begun, or waiting.
    pub since: Day,
    /// The day on which it was handed in first.
    pub filed_on: Option<Day>,
    /// The last day of the time of whoever has to act.
    pub due_on: Option<Day>,
    /// Whether a question is open.
    pub asked: bool,
    /// The day on which the step was over.
    pub closed_on: Option<Day>,
}

impl std::str::FromStr for MatterViewKind {
    type Err = AppError;

    fn from_str(text: &str) -> Result<MatterViewKind, AppError> {
        Ok(match text {
            "drafts" => MatterViewKind::Drafts,
            "mine" => MatterViewKind::Mine,
            "to_decide" => MatterViewKind::ToDecide,
            "done" => MatterViewKind::Done,
            "all" => MatterViewKind::All,
            _ => {
                return Err(wrong(
                    "view",
                    "应为 drafts、mine、to_decide、done、all 之一",
                    "one of drafts, mine, to_decide, done, all is expected",
                ));
            }
        })
    }
}

impl Service {
    /// A page of matters that somebody may see.
    ///
    /// # Errors
    /// When the question is none, or the database fails.
    pub async fn list_matters(&self, caller: &Caller, asked: &MattersAsked) -> Result<(Vec<MatterLine>, Option<Cursor>), AppError> {
        let (mut lines, next) = match asked.view {
            MatterViewKind::ToDecide | MatterViewKind::Done => self.list_steps(caller, asked).await?,
            MatterViewKind::Drafts | MatterViewKind::Mine | MatterViewKind::All => self.list_whole(caller, asked).await?,
        };
        let units: BTreeSet<String> = lines.iter().map(|line| line.applicant.clone()).collect();
        let names: BTreeMap<_, _> = self.names(&Scope::Everything, Unit::NAME, &units.into_iter().collect::<Vec<_>>()).await?;
        for line in &mut lines {
            line.applicant_name = names.get(&line.applicant).cloned();
        }
        Ok((lines, next))
    }

    async fn list_whole(&self, caller: &Caller, asked: &MattersAsked) -> Result<(Vec<MatterLine>, Option<Cursor>), AppError> {
        let def = register_of::<MatterRecord>()?;
        let whole = self.scope(caller, "matters.list", def);
        let scope = if asked.view == MatterViewKind::All { whole } else { own_part(&whole) };
        let mut filters = asked.filters()?;
        let status = |status: Status| Value::Choice(status.position());
        filters.push(match asked.view {
            MatterViewKind::Drafts => Filter::new("status", Test::In(vec![status(Status::Draft), status(Status::Returned)])),
            _ => Filter::new("filed_on", Test::NotNull),
        });
        if let Some(id) = &asked.status {
            let unknown = || wrong("status", "没有这个状态", "there is no such status");
            let at = Status::CHOICES.iter().position(|choice| choice.id == id).and_then(|at| u8::try_from(at).ok());
            filters.push(Filter::new("status", Test::Eq(Value::Choice(at.ok_or_else(unknown)?))));
        }
        let sort = vec![Sort::down("from"), Sort::down("code")];
        let page = self.store.list_rows(&asked.query(RowQuery { filters, sort, ..RowQuery::new(def, &scope) })).await?;
        let lines = page.rows.iter().map(|stored| Ok(of_matter(&Fact::from_row(&stored.row).map_err(AppError::internal)?)));
        Ok((lines.collect::<Result<_, AppError>>()?, page.next))
    }

    /// Steps of the units themselves for which the caller has a role: what waits for a part of a unit waits for the part.
    async fn list_steps(&self, caller: &Caller, asked: &MattersAsked) -> Result<(Vec<MatterLine>, Option<Cursor>), AppError> {
        let def = register_of::<MatterStep>()?;
        let scope = own_part(&self.scope(caller, "matters.list", def));
        let units = caller.grants.iter().filter_map(|grant| Some(Value::Ref(grant.unit.as_ref()?.code.clone()))).collect();
        let mut filters = asked.filters()?;
        filters.push(Filter::new("unit", Test::In(units)));
        let sort = match asked.view {
            MatterViewKind::ToDecide => {
                filters.push(Filter::new("closed_on", Test::IsNull));
                vec![Sort::up("due_on"), Sort::up("code")]
            }
            _ => {
                filters.push(Filter::new("closed_on", Test::NotNull));
                vec![Sort::down("closed_on"), Sort::down("code")]
            }
        };
        let page = self.store.list_rows(&asked.query(RowQuery { filters, sort, ..RowQuery::new(def, &scope) })).await?;
        let lines = page.rows.iter().map(|stored| Ok(of_step(Fact::from_row(&stored.row).map_err(AppError::internal)?)));
        Ok((lines.collect::<Result<_, AppError>>()?, page.next))
    }
}

impl MattersAsked {
    /// What both kinds of lists can be narrowed by.
    fn filters(&self) -> Result<Vec<Filter>, AppError> {
        let mut filters = Vec::new();
        if let Some(id) = &self.kind {
            let form = form_of(id).ok_or_else(|| wrong("kind", "没有这种事项", "there is no such matter"))?;
            filters.push(Filter::new("kind", Test::Eq(Value::Choice(form.kind.position()))));
        }
        if let Some(unit) = &self.applicant {
            filters.push(Filter::new("applicant", Test::Eq(Value::Ref(unit.clone()))));
        }
        Ok(filters)
    }

    fn query<'q>(&self, query: RowQuery<'q>) -> RowQuery<'q> {
        RowQuery { after: self.after.as_deref().map(Cursor::from_text), limit: self.limit, ..query }
    }
}

fn of_matter(fact: &Fact<MatterRecord>) -> MatterLine {
    let record = &fact.data;
    MatterLine {
        number: fact.code.clone(),
        kind: record.kind,
        applicant: record.applicant.code.clone(),
        applicant_name: None,
        subject: record.subject.clone(),
        status: Some(record.status),
        unit: None,
        does: None,
        since: fact.from,
        filed_on: record.filed_on,
        due_on: record.due_on,
        asked: record.status == Status::Asked,
        closed_on: None,
    }
}

fn of_step(fact: Fact<MatterStep>) -> MatterLine {
    let record = fact.data;
    MatterLine {
        number: record.matter.code,
        kind: record.kind,
        applicant: record.applicant.code,
        applicant_name: None,
        subject: record.subject,
        status: None,
        unit: Some(record.unit.code),
        does: Some(record.does),
        since: fact.from,
        filed_on: None,
        due_on: record.due_on,
        asked: record.asked == Some(true),
        closed_on: record.closed_on,
    }
}

fn wrong(place: &str, zh: &str, en: &str) -> AppError {
    AppError::new(ProblemCode::BadParameter, "参数有误", "A parameter is wrong").at(place, zh, en)
}
