//! A matter at the desk: what the facts say of it, and what the engine makes of an act or of time. Pure but for where the facts come from.

use std::collections::BTreeMap;

use shouwang_calendar::Day;
use shouwang_domain::facts::{Facts, register_index};
use shouwang_domain::matter::{
    Act, Call, Case, Checked, Decided, Effects, Matter, Question, Refusal, Seat, Terms, above_late, consequences, decide, elapse, form_of,
    next_moment,
};
use shouwang_domain::register::{Row, RowKey};
use shouwang_law::model::Matter as Rule;

use super::rule_named;
use crate::duties::Desk;
use crate::problem::AppError;
use crate::service::Service;

/// Somebody who acts.
#[derive(Clone, Debug)]
pub(super) struct Actor {
    /// The natural person.
    pub(super) person: String,
    pub(super) seats: Vec<Seat>,
}

/// What changes a matter.
#[derive(Clone, Debug)]
pub(super) enum Move {
    /// Somebody does something.
    Act(Actor, Act),
    /// Time passes.
    Time,
}

/// A row that effects put, with what the desk saw standing under its key.
#[derive(Clone, Debug)]
pub(super) struct Effect {
    pub(super) register: &'static str,
    pub(super) row: Row,
    pub(super) stood: Option<Row>,
}

/// What came of a move.
#[derive(Clone, Debug)]
pub(super) struct Decision {
    pub(super) before: Matter,
    pub(super) decided: Decided,
    /// Everything that follows in the registers.
    pub(super) effects: Vec<Effect>,
    pub(super) leaving: Vec<shouwang_domain::matter::Leaving>,
    pub(super) rule: Rule,
    pub(super) bodies: Vec<Vec<String>>,
    /// For each body whose time is over those above it.
    pub(super) above: BTreeMap<String, Vec<String>>,
    /// The day on which time alone does something next.
    pub(super) next: Option<Day>,
}

/// A matter, with everything that was found out about it.
pub(super) struct Found<'f> {
    pub(super) matter: &'f Matter,
    pub(super) question: Question<'f>,
    pub(super) checked: &'f Checked,
    pub(super) case: Case<'f>,
    pub(super) facts: &'f Facts,
}

impl Service {
    /// Lets somebody work with a matter and what the facts say of it on a day.
    pub(super) async fn at_matter<R: Send + 'static>(
        &self,
        matter: Matter,
        (today, terms): (Day, Terms),
        work: impl FnOnce(&Found<'_>) -> R + Send + 'static,
    ) -> Result<R, AppError> {
        let at_desk = move |desk: &mut Desk<'_>| {
            let (book, settings, facts) = desk.parts();
            let rule = rule_named(&book.program, &matter.rule)?;
            let question = Question {
                program: &book.program,
                settings,
                calendar: &book.calendar,
                rule,
                number: &matter.number,
                applicant: &matter.applicant,
                lines: &matter.lines,
                today,
            };
            let checked = question.check(facts);
            let case = checked.case(&question, terms);
            Ok(work(&Found { matter: &matter, question, checked: &checked, case, facts }))
        };
        self.desks().at_newest(at_desk).await?
    }

    /// What a move makes of a matter; nothing where time does nothing.
    pub(super) async fn decide_matter(&self, matter: Matter, when: (Day, Terms), by: Move) -> Result<Option<Decision>, AppError> {
        let decided = self.at_matter(matter, when, move |found| found.moved(&by)).await?;
        Ok(decided?)
    }
}

impl Found<'_> {
    fn moved(&self, by: &Move) -> Result<Option<Decision>, Refusal> {
        let decided = match by {
            Move::Act(actor, act) => Some(decide(self.matter.clone(), act, actor.call(self.question.today), &self.case)?),
            Move::Time => elapse(self.matter, &self.case, self.question.today),
        };
        decided.map(|decided| self.decision(decided)).transpose()
    }

    fn decision(&self, decided: Decided) -> Result<Decision, Refusal> {
        let effects = match form_of(&self.case.rule.name.id) {
            Some(form) => consequences(&decided.matter, decided.turn, form, self.facts, self.question.today)?,
            None => Effects::none(),
        };
        let rows = effects.rows.iter().flat_map(|(register, rows)| rows.iter().map(move |row| (register, row)));
        let effect = |(register, row): (&'static str, &Row)| Effect { register, row: row.clone(), stood: self.stands(register, &row.key) };
        Ok(Decision {
            before: self.matter.clone(),
            effects: rows.map(effect).collect(),
            next: next_moment(&decided.matter, &self.case),
            leaving: effects.leaving,
            rule: self.case.rule.clone(),
            bodies: self.case.bodies.to_vec(),
            above: above_late(self.facts, &self.case.rule.route, &decided, self.question.today),
            decided,
        })
    }

    fn stands(&self, register: &str, key: &RowKey) -> Option<Row> {
        let register = register_index(register)?;
        let row = self.facts.find_row(register, key)?;
        Some(self.facts.row(register, row))
    }
}

impl Actor {
    pub(super) fn call(&self, day: Day) -> Call<'_> {
        Call { person: &self.person, seats: &self.seats, day }
    }
}
