//! Which rows there should be: a pure function of facts, law and day.

use shouwang_calendar::Day;
use shouwang_domain::facts::{Entity, Facts, Segment, register_index};
use shouwang_domain::plan::{DutyIndex, Outcome, Planner, Status};
use shouwang_domain::register::Choices as _;
use shouwang_domain::registers::unit::Industry;
use shouwang_storage::{StatusKey, StatusRow};

/// The rows of one duty for one subject, by period: none where it does not apply.
#[must_use]
pub fn rows_of(planner: &Planner<'_>, duty: DutyIndex, subject: Entity, day: Day) -> Vec<StatusRow> {
    if quick(planner, duty, subject, day).is_empty() {
        return Vec::new();
    }
    let place = Place::of(planner, duty, subject, day);
    let rule = planner.program.duty(duty);
    let table = planner.facts.table(rule.subject);
    let standings = planner.standings(duty, subject, day).into_iter();
    let applicable = standings.filter(|standing| standing.outcome.status != Status::NotApplicable);
    let mut rows: Vec<_> = applicable
        .map(|standing| StatusRow {
            key: StatusKey { duty: rule.rule.name.to_string(), subject: table.code(subject).to_owned(), period: period(&standing.outcome) },
            register: table.def().name.to_owned(),
            unit: place.unit.clone(),
            division: place.division.clone(),
            seat: place.seat.clone(),
            industry: place.industry.clone(),
            status: standing.outcome.status,
            reason: standing.outcome.reason.id().to_owned(),
            due_on: standing.outcome.due.map_or(Day::MAX, plain),
            since_on: plain(standing.since),
            next_change_on: plain(standing.next_change),
        })
        .collect();
    rows.sort_unstable_by(|one, other| one.key.period.cmp(&other.key.period));
    rows
}

/// All rows, as a full planning gives them, ordered by duty as in the law, then by subject as it was learned.
pub fn all_rows<'p>(planner: &'p Planner<'_>, day: Day) -> impl Iterator<Item = StatusRow> + 'p {
    planner.program.indexed().flat_map(move |(duty, compiled)| {
        let subjects = planner.facts.table(compiled.subject).entity_count();
        (0..).take(subjects).flat_map(move |subject| rows_of(planner, duty, subject, day))
    })
}

/// The rows of a subject on a later day than theirs, when neither facts nor law have changed: what time alone has not changed is taken over,
/// which costs a small part of working it out. `before` are the subject's rows by period.
pub(super) fn rows_later(planner: &Planner<'_>, duty: DutyIndex, subject: Entity, day: Day, before: &[StatusRow]) -> Vec<StatusRow> {
    let now = quick(planner, duty, subject, day);
    let stands = |row: &StatusRow| {
        let same = |outcome: &Outcome| {
            outcome.status == row.status
                && outcome.reason.id() == row.reason
                && outcome.due.map_or(Day::MAX, plain) == row.due_on
                && period(outcome) == row.key.period
        };
        day < row.next_change_on && now.iter().any(same)
    };
    if now.len() != before.len() || !before.iter().all(stands) {
        return rows_of(planner, duty, subject, day);
    }
    let place = Place::of(planner, duty, subject, day);
    before.iter().map(|row| place.clone().put_into(row.clone())).collect()
}

/// What applies, without the days around it.
fn quick(planner: &Planner<'_>, duty: DutyIndex, subject: Entity, day: Day) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    if planner.is_there(duty, subject, day) {
        planner.plan_one(duty, subject, day, |outcome| {
            if outcome.status != Status::NotApplicable {
                outcomes.push(outcome);
            }
        });
    }
    outcomes
}

/// Whose business a status is, and where.
#[derive(Clone)]
struct Place {
    /// The unit that must act.
    unit: Option<String>,
    /// The subject's own division where it is one, otherwise the unit's on the day.
    division: Option<String>,
    /// Where the unit lies, whatever the day: lists are narrowed by this.
    seat: Option<String>,
    industry: Option<String>,
}

impl Place {
    fn of(planner: &Planner<'_>, duty: DutyIndex, subject: Entity, day: Day) -> Place {
        let facts = planner.facts;
        let code = |register: &str, entity: Entity| facts.table_named(register).map(|table| table.code(entity).to_owned());
        let register = planner.program.duty(duty).subject;
        let bearer = planner.bearer(duty, subject, day);
        let own = (Some(register) == register_index("division")).then_some(subject);
        let division = own.or_else(|| division_of(facts, bearer?, day));
        let (seat, industry) = bearer.map(|unit| latest(facts, unit)).unwrap_or_default();
        let named = |division: Option<Entity>| division.and_then(|division| code("division", division));
        Place { unit: bearer.and_then(|unit| code("unit", unit)), division: named(division), seat: named(seat), industry }
    }

    fn put_into(self, row: StatusRow) -> StatusRow {
        let Place { unit, division, seat, industry } = self;
        StatusRow { unit, division, seat, industry, ..row }
    }
}

fn division_of(facts: &Facts, unit: Entity, day: Day) -> Option<Entity> {
    let table = facts.table_named("unit")?;
    let Segment::Row(row) = table.segment(unit, day) else { return None };
    table.column(table.def().field_index("division")?).entity(row as usize)
}

/// The division and the industry of a unit, as its row that began last says.
fn latest(facts: &Facts, unit: Entity) -> (Option<Entity>, Option<String>) {
    let Some(table) = facts.table_named("unit") else { return (None, None) };
    let Some(row) = table.rows_of(unit).last() else { return (None, None) };
    let column = |field: &str| table.def().field_index(field).map(|field| table.column(field));
    let division = column("division").and_then(|column| column.entity(row as usize));
    let industry = column("industry").and_then(|column| column.choice(row as usize));
    let industry = industry.and_then(|at| Industry::CHOICES.get(usize::from(at))).map(|choice| choice.id.to_owned());
    (division, industry)
}

fn period(outcome: &Outcome) -> String {
    outcome.period.map(|period| period.to_string()).unwrap_or_default()
}

/// A day as it is kept: every open beginning is the same, and every open end.
fn plain(day: Day) -> Day {
    if day <= Day::MIN.plus(1) {
        Day::MIN
    } else if day >= Day::MAX.plus(-1) {
        Day::MAX
    } else {
        day
    }
}
