//! What may help a duty, by its temporal shape.

use shouwang_calendar::{Day, PeriodUnit};
use shouwang_law::model::NoneIs;

use crate::facts::{RowIndex, Segment};
use crate::register::Value;

use super::super::cond::{Cond, DayTerm, RowSet, Tri};
use super::super::eval::{Got, Scope, Tally};
use super::super::outcome::{Outcome, Reason, Status};
use super::super::program::{CompiledNeed, Kind, Retention};
use super::edit::Edit;
use super::goal::{Goal, Places, Step, Wanted};
use super::remedy::field_part;
use super::rows::at_least;
use super::search::Search;

impl<'a> Search<'a, '_> {
    /// Steps towards the duty being fulfilled: what it lacks first, then it is asked again.
    pub(super) fn fulfil(&self, rounds: u8) -> Vec<Step<'a>> {
        let Some(outcome) = self.outcome() else { return Vec::new() };
        match outcome.status {
            Status::Fulfilled => return vec![Step::default()],
            // A row that was made up may first have to come into the scope of the rule.
            Status::NotApplicable if outcome.reason != Reason::OutOfScope => return Vec::new(),
            _ if rounds == 0 => return Vec::new(),
            _ => {}
        }
        let again = Goal::Fulfil { rounds: rounds - 1 };
        let Some((row, scope)) = self.subject() else {
            let table = self.world.facts().table(self.duty().subject);
            let mut row = self.world.draft(self.duty().subject, self.day());
            table.code(self.question.subject).clone_into(&mut row.key.code);
            return vec![Step { edits: vec![Edit::Add(self.duty().subject, row)], goals: vec![again] }];
        };
        let at = self.world.name(self.duty().subject, row);
        let places = Places { row: at, subject: at };
        let mut steps = self.gate(scope, places).unwrap_or_else(|| self.kind(&outcome, scope, places));
        steps.iter_mut().for_each(|step| step.goals.push(again.clone()));
        steps
    }

    /// The subject's row on the day on which the duty is judged.
    fn subject(&self) -> Option<(RowIndex, Scope)> {
        let day = self.past().map_or(self.day(), |period| period.last());
        match self.evaluation(day).subject_row(self.duty(), self.question.subject) {
            Segment::Row(row) => Some((row, Scope { row, subject: row })),
            Segment::Absent | Segment::Unknown => None,
        }
    }

    /// What it takes for the duty to be about the subject at all; `None` when it is.
    fn gate(&self, scope: Scope, places: Places) -> Option<Vec<Step<'a>>> {
        let duty = self.duty();
        if let Some(when) = &duty.when
            && self.past().is_none()
            && self.eval().cond(when, scope) != Tri::True
        {
            return Some(vec![Step::goals(vec![Goal::Holds { cond: when, wanted: true, among: &[], places }])]);
        }
        let rows = duty.measured_by.as_ref()?;
        let measured = matches!(self.eval().tally(rows, None, scope), Got::Known(Tally { yes: 1.., .. }));
        (!measured).then(|| vec![Step::goals(vec![at_least(rows, None, 1, places)])])
    }

    fn kind(&self, outcome: &Outcome, scope: Scope, places: Places) -> Vec<Step<'a>> {
        let holds = |cond: &'a Cond, wanted: bool| vec![Step::goals(vec![Goal::Holds { cond, wanted, among: &[], places }])];
        match &self.duty().kind {
            Kind::State { must } => holds(must, true),
            Kind::ForbiddenState { never } => holds(never, false),
            Kind::Filled { rows, each, count_min } => {
                let part = |part: usize| at_least(rows, each.get(part), *count_min, places);
                vec![Step::goals((0..each.len().max(1)).map(part).collect())]
            }
            Kind::ForbiddenRows { rows } => {
                let any = rows.none == NoneIs::Unknown;
                vec![Step::goals(vec![Goal::Tally { rows, extra: None, min: 0, max: 0, any, places }])]
            }
            Kind::Periodic { rows, for_year, .. } => self.periodic(outcome, rows, *for_year, places),
            Kind::Within { after, rows, .. } => self.within(after, rows, scope, places),
            Kind::Recurring { first_after, rows, .. } => {
                let mut steps = self.proof(rows, self.any_day(Day::MIN), scope, places);
                if let Some(term) = first_after.as_ref().filter(|_| outcome.status == Status::Unknown) {
                    steps.extend(self.supplied(term, rows, scope, places));
                }
                steps
            }
            Kind::Before { event, needs } => self.before(outcome, event, needs, scope, places),
            Kind::Retention(rule) => self.retention(rule, scope, places),
        }
    }

    fn periodic(&self, outcome: &Outcome, all: &'a [RowSet], for_year: Option<usize>, places: Places) -> Vec<Step<'a>> {
        let (Some(period), Some(scope)) = (outcome.period, self.scope(places)) else { return Vec::new() };
        let part = usize::from(outcome.part);
        let Some(rows) = all.get(part) else { return Vec::new() };
        let last = self.day().min(period.last());
        let in_period = Wanted { first: period.first(), last, best: last, covers: None, number: None };
        let wanted = match for_year.filter(|_| part == 0 && period.unit() == PeriodUnit::Year && self.past().is_some()) {
            // What is made up for now names the year that it is for.
            Some(column) => Wanted { number: Some((column, i64::from(period.in_year()))), ..self.any_day(self.day()) },
            None => in_period,
        };
        self.proof(rows, wanted, scope, places)
    }

    fn within(&self, after: &'a DayTerm, rows: &'a RowSet, scope: Scope, places: Places) -> Vec<Step<'a>> {
        match self.eval().day_term(after, scope) {
            Got::Known(start) => self.proof(rows, self.any_day(start), scope, places),
            Got::Nothing | Got::Missing => self.supplied(after, rows, scope, places),
        }
    }

    fn before(&self, outcome: &Outcome, event: &'a DayTerm, needs: &'a [CompiledNeed], scope: Scope, places: Places) -> Vec<Step<'a>> {
        let Got::Known(on) = self.eval().day_term(event, scope) else {
            let rows = needs.iter().map(|need| &need.rows);
            return rows.flat_map(|rows| self.supplied(event, rows, scope, places)).collect();
        };
        let (Some(need), Some(latest)) = (needs.get(usize::from(outcome.part)), outcome.due) else { return Vec::new() };
        let last = latest.min(self.day());
        let covers = need.rows.lasts.then_some(on);
        self.proof(&need.rows, Wanted { last, best: last, covers, ..self.any_day(Day::MIN) }, scope, places)
    }

    fn retention(&self, rule: &'a Retention, scope: Scope, places: Places) -> Vec<Step<'a>> {
        let mut run = self.evaluation(self.day());
        let Got::Known(_) = run.eval.day_term(&rule.since, scope) else {
            return vec![Step::goals(vec![Goal::Known { term: &rule.since, days: vec![self.day()], places }])];
        };
        let Some((first, last)) = run.first_gap(rule, scope) else { return Vec::new() };
        let entity = match self.anchor(&rule.rows.at, places, &Goal::Fulfil { rounds: 0 }) {
            Ok(entity) => entity,
            Err(steps) => return steps.into_iter().map(|step| Step { goals: Vec::new(), ..step }).collect(),
        };
        let mut row = self.fresh(&rule.rows, entity, first);
        row.until = last;
        row.values[rule.complete] = Some(Value::Flag(true));
        let filter = |at| {
            let cond = rule.rows.filter.as_deref();
            cond.map(|cond| Goal::Holds { cond, wanted: true, among: &[], places: Places { row: at, ..places } }).into_iter().collect()
        };
        let next = self.world.next(rule.rows.register);
        let mut steps = vec![Step { edits: vec![Edit::Add(rule.rows.register, row)], goals: filter(next) }];
        let table = self.world.facts().table(rule.rows.register);
        for row in table.rows_naming(rule.rows.link, entity).filter(|&row| table.from(row) <= last && first <= table.until(row)) {
            if table.column(rule.complete).flag(row as usize) == Some(true) {
                continue;
            }
            // Days that are said to be missing are there after all, or the row was wrong.
            let (at, part) = (self.world.name(rule.rows.register, row), field_part(rule.complete));
            steps.push(Step { edits: vec![Edit::set(at, part, Some(Value::Flag(true)))], goals: filter(at) });
            steps.push(Step { edits: vec![Edit::Remove(at)], goals: Vec::new() });
        }
        steps
    }

    /// Steps to one more row of evidence, or to knowing of each row whether it is.
    fn proof(&self, rows: &'a RowSet, wanted: Wanted, scope: Scope, places: Places) -> Vec<Step<'a>> {
        let mut steps = vec![Step::goals(vec![Goal::Evidence { rows, wanted, places }])];
        let tally = self.evaluation(self.day()).evidence(rows, scope, &mut |_, _| {});
        if matches!(tally, Got::Known(Tally { maybe: 1.., .. })) {
            steps.insert(0, Step::goals(vec![Goal::Decided { rows, best: wanted.best, places }]));
        }
        steps
    }

    /// Steps to a day that is not known: today, or so that the evidence that is there fits.
    fn supplied(&self, term: &'a DayTerm, rows: &'a RowSet, scope: Scope, places: Places) -> Vec<Step<'a>> {
        let mut days = vec![self.day()];
        self.evaluation(self.day()).evidence(rows, scope, &mut |on, _| days.push(on));
        vec![Step::goals(vec![Goal::Known { term, days, places }])]
    }

    /// Evidence of any day from this one to today, today rather than before.
    fn any_day(&self, first: Day) -> Wanted {
        Wanted { first, last: self.day(), best: self.day(), covers: None, number: None }
    }
}
