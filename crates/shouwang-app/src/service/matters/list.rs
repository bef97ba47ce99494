//! Lists of matters: one's drafts, one's own, what waits for one's decision, what was decided, and everything that one looks on at.

use shouwang_calendar::Day;
use shouwang_domain::matter::{Status, form_of};
use shouwang_domain::procedure::matter::Matter as MatterRecord;
use shouwang_domain::procedure::matter_step::MatterStep;
use shouwang_domain::reach::{Reach, Scope};
use shouwang_domain::register::{Choices as _, RegisterDef, Value};
use shouwang_storage::query::{Cursor, Filter, RowQuery, Sort, Test};

use super::held::own_part;
use super::line::{MatterLine, UNLISTED};
use super::register_of;
use crate::caller::Caller;
use crate::problem::{AppError, ProblemCode};
use crate::service::Service;
use crate::service::order::row_order;

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
    /// Only where this stands in the number, in the code of what it is about, or in the applicant's code or name.
    pub search: Option<String>,
    /// Only where something is due on this day or later: by a body, or of what was granted.
    pub due_from: Option<Day>,
    /// Only where something is due on this day or earlier.
    pub due_until: Option<Day>,
    /// The order: `since`, `number` or `due`, with a hyphen before it turned round; that of the view when nobody says so.
    pub sort: Option<String>,
    /// Where the page before ended.
    pub after: Option<String>,
    /// How many on the page.
    pub limit: u16,
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
        let (def, scope, mut filters) = self.view(caller, asked.view)?;
        filters.extend(asked.filters()?);
        let query = RowQuery {
            filters,
            any: Self::searched(asked),
            sort: asked.order()?,
            after: asked.after.as_deref().map(Cursor::from_text),
            limit: asked.limit,
            without: if asked.view.is_of_steps() { &[] } else { UNLISTED },
            ..RowQuery::new(def, &scope)
        };
        let page = self.store.list_rows(&query).await?;
        let mut lines = match asked.view.is_of_steps() {
            true => self.lines_of_steps(&page.rows).await?,
            false => page.rows.iter().map(MatterLine::of_matter).collect::<Result<_, _>>()?,
        };
        self.name_lines(caller, &mut lines).await?;
        Ok((lines, page.next))
    }

    /// The register of a view, what of it somebody sees, and what makes it this view.
    ///
    /// Steps are those of the units themselves for which the caller has a role: what waits for a part of a unit waits for the part.
    pub(super) fn view(&self, caller: &Caller, view: MatterViewKind) -> Result<(&'static RegisterDef, Scope, Vec<Filter>), AppError> {
        let def = if view.is_of_steps() { register_of::<MatterStep>()? } else { register_of::<MatterRecord>()? };
        let whole = self.scope(caller, "matters.list", def);
        let scope = match view {
            MatterViewKind::All => whole,
            // What its own units say is narrower than the scope, and found by an index.
            _ if view.is_of_steps() => Scope::Everything,
            _ => own_part(&whole),
        };
        let own = || self.of_own_units(caller, "matters.list", def);
        let status = |status: Status| Value::Choice(status.position());
        let filters = match view {
            MatterViewKind::Drafts => vec![Filter::new("status", Test::In(vec![status(Status::Draft), status(Status::Returned)]))],
            MatterViewKind::Mine | MatterViewKind::All => vec![Filter::new("filed_on", Test::NotNull)],
            MatterViewKind::ToDecide => vec![own(), Filter::new("closed_on", Test::IsNull)],
            MatterViewKind::Done => vec![own(), Filter::new("closed_on", Test::NotNull)],
        };
        Ok((def, scope, filters))
    }

    /// That a row is of one of the units themselves for which an operation is open to somebody. Whoever may see those rows at all may see all of them.
    pub(super) fn of_own_units(&self, caller: &Caller, operation: &str, def: &RegisterDef) -> Filter {
        let unit = |reach: &Reach| match reach {
            Reach::Unit(code) => Some(code.clone()),
            _ => None,
        };
        let units = match self.scope(caller, operation, def) {
            Scope::Everything => caller.own_units(),
            Scope::Any(reaches) => reaches.iter().filter_map(unit).collect(),
        };
        Filter::new("unit", Test::In(units.into_iter().map(Value::Ref).collect()))
    }

    /// Where a word is looked for: in the number, in the codes of what the matter's lines are about or name, and in the applicant's code and name.
    fn searched(asked: &MattersAsked) -> Vec<Filter> {
        let Some(word) = asked.search.as_deref().filter(|word| !word.is_empty()) else { return Vec::new() };
        let holds = |field: &str| Filter::new(field, Test::Contains(word.to_owned()));
        let number = if asked.view.is_of_steps() { "matter" } else { "code" };
        let named = Filter::new("applicant", Test::Names(Box::new(holds("name"))));
        let things = holds("things");
        let things = if asked.view.is_of_steps() { Filter::new("matter", Test::Names(Box::new(things))) } else { things };
        vec![holds(number), holds("subject"), things, holds("applicant"), named]
    }
}

impl MatterViewKind {
    /// Whether it lists steps, each as a body has it before it.
    fn is_of_steps(self) -> bool {
        matches!(self, MatterViewKind::ToDecide | MatterViewKind::Done)
    }

    fn order(self) -> Vec<Sort> {
        match self {
            MatterViewKind::ToDecide => vec![Sort::up("due_on"), Sort::up("code")],
            MatterViewKind::Done => vec![Sort::down("closed_on"), Sort::down("code")],
            MatterViewKind::Drafts | MatterViewKind::Mine | MatterViewKind::All => vec![Sort::down("from"), Sort::down("code")],
        }
    }
}

impl MattersAsked {
    fn order(&self) -> Result<Vec<Sort>, AppError> {
        let Some(sort) = &self.sort else { return Ok(self.view.order()) };
        let number = if self.view.is_of_steps() { "matter" } else { "code" };
        row_order(sort, &[("since", "from"), ("number", number), ("due", "due_on")])
    }

    /// What lists can be narrowed by.
    fn filters(&self) -> Result<Vec<Filter>, AppError> {
        let mut filters = Vec::new();
        if let Some(id) = &self.kind {
            let form = form_of(id).ok_or_else(|| wrong("kind", "没有这种事项", "there is no such matter"))?;
            filters.push(Filter::new("kind", Test::Eq(Value::Choice(form.kind.position()))));
        }
        if let Some(unit) = &self.applicant {
            filters.push(Filter::new("applicant", Test::Eq(Value::Ref(unit.clone()))));
        }
        if let Some(id) = &self.status {
            let unknown = || wrong("status", "没有这个状态", "there is no such status");
            let at = Status::CHOICES.iter().position(|choice| choice.id == id).and_then(|at| u8::try_from(at).ok());
            let is_so = Filter::new("status", Test::Eq(Value::Choice(at.ok_or_else(unknown)?)));
            // A step is as its matter is.
            filters.push(if self.view.is_of_steps() { Filter::new("matter", Test::Names(Box::new(is_so))) } else { is_so });
        }
        filters.extend(self.due_from.map(|from| Filter::new("due_on", Test::Ge(Value::Day(from)))));
        filters.extend(self.due_until.map(|until| Filter::new("due_on", Test::Le(Value::Day(until)))));
        Ok(filters)
    }
}

fn wrong(place: &str, zh: &str, en: &str) -> AppError {
    AppError::new(ProblemCode::BadParameter, "参数有误", "A parameter is wrong").at(place, zh, en)
}
