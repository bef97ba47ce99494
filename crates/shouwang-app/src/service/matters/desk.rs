//! A matter at the desk: what the facts say of it, and what the engine makes of an act or of time. Pure but for where the facts come from.

use std::collections::{BTreeMap, BTreeSet};

use shouwang_calendar::Day;
use shouwang_domain::facts::{Facts, register_index};
use shouwang_domain::matter::{
    Act, Call, Case, Checked, Decided, Effects, Matter, Naming, Question, Receiver, Refusal, Scene, Seat, State, Terms, above_late,
    consequences, decide, elapse, form_of, next_moment,
};
use shouwang_domain::plan::{Answer, Bearer, Premises};
use shouwang_domain::register::{Problem, Ref, Row, RowKey, catalog, validate};
use shouwang_domain::registers::unit::Unit;
use shouwang_law::model::{Body, Matter as Rule};

use super::refusal::Refused;
use super::rule_named;
use crate::caller::Caller;
use crate::duties::Desk;
use crate::problem::AppError;
use crate::service::Service;

/// Somebody who acts.
#[derive(Clone, Debug)]
pub(super) struct Actor {
    /// The natural person.
    pub(super) person: String,
    /// The same person under further accounts.
    pub(super) also: Vec<String>,
    /// What he is called.
    pub(super) name: String,
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

/// A matter as it is brought to the desk.
#[derive(Clone, Debug)]
pub(super) struct Brought {
    matter: Matter,
    /// Whether its lines are still being filled in.
    is_filling: bool,
    /// Lines, from 0, about things that whoever fills in may not know of.
    unseen: BTreeSet<usize>,
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
    /// A matter as somebody brings it to the desk; `is_tried`: with lines that stand nowhere yet.
    ///
    /// Whoever is still filling in may name whatever he likes. What he may not know of is then as if it were not there: nothing is told of it, and the
    /// matter cannot be handed in for it. What was handed in was looked at so before, and every body sees of it what it needs to decide.
    pub(super) async fn brought(&self, caller: &Caller, matter: Matter, is_tried: bool) -> Result<Brought, AppError> {
        let is_open = matches!(matter.state, State::Draft | State::Returned { .. });
        let is_filling = is_tried || is_open && caller.own_units().contains(&matter.applicant);
        if !is_filling {
            return Ok(matter.into());
        }
        let Some((form, def)) = form_of(&matter.rule.id).and_then(|form| Some((form, catalog().get(form.subject)?))) else {
            return Err(AppError::internal(format!("no form {}", matter.rule.id)));
        };
        let codes: BTreeSet<String> = matter.lines.iter().filter_map(|line| form.named_subject(line)).map(str::to_owned).collect();
        let scope = self.told_by_matters(&caller.grants, std::slice::from_ref(&matter.applicant), def.name);
        let seen = self.visible_codes(def, &codes, &scope).await?;
        let is_unseen = |line: &Row| form.named_subject(line).is_some_and(|code| !seen.contains(code));
        let unseen = matter.lines.iter().enumerate().filter(|(_, line)| is_unseen(line)).map(|(at, _)| at).collect();
        Ok(Brought { matter, is_filling, unseen })
    }

    /// Lets somebody work with a matter and what the facts say of it on a day.
    pub(super) async fn at_matter<R: Send + 'static>(
        &self,
        brought: impl Into<Brought>,
        (today, terms): (Day, Terms),
        work: impl FnOnce(&Found<'_>) -> R + Send + 'static,
    ) -> Result<R, AppError> {
        let brought = brought.into();
        let at_desk = move |desk: &mut Desk<'_>| {
            let (book, settings, facts) = desk.parts();
            let matter = &brought.matter;
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
            let checked = brought.narrowed(question.check(facts), &rule.rule);
            let case = checked.case(&question, terms);
            Ok(work(&Found { matter, question, checked: &checked, case, facts }))
        };
        self.desks().at_newest(at_desk).await?
    }

    /// What a move makes of a matter; nothing where time does nothing.
    pub(super) async fn decide_matter(
        &self,
        brought: impl Into<Brought>,
        when: (Day, Terms),
        by: Move,
    ) -> Result<Option<Decision>, AppError> {
        let decided = self.at_matter(brought, when, move |found| found.moved(&by)).await?;
        Ok(decided?)
    }
}

impl Found<'_> {
    fn moved(&self, by: &Move) -> Result<Option<Decision>, Refused> {
        let decided = match by {
            Move::Act(actor, act) => Some(self.acted(actor, act)?),
            Move::Time => elapse(self.matter, &self.case, self.question.today),
        };
        decided.map(|decided| self.decision(decided).map_err(|refusal| self.named(refusal))).transpose()
    }

    /// What an act makes of the matter.
    pub(super) fn acted(&self, actor: &Actor, act: &Act) -> Result<Decided, Refused> {
        let decided = decide(self.matter.clone(), act, actor.call(self.question.today), &self.case);
        decided.map_err(|refusal| self.named(refusal))
    }

    /// A refusal in the names that people use: whoever sees the matter sees how the units are called that occur in it.
    fn named(&self, refusal: Refusal) -> Refused {
        let scene = Scene {
            facts: self.facts,
            day: self.question.today,
            today: self.question.today,
            number: self.question.number,
            applicant: self.question.applicant,
            line: 0,
        };
        let unit = |code: &str| Some(scene.latest::<Unit>(&Ref::to(code)).ok()?.data.name);
        let form = form_of(&self.case.rule.name.id).map(|form| &form.def);
        Refused { words: refusal.words_naming(&Naming { form, unit: &unit }), refusal }
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

impl From<Matter> for Brought {
    fn from(matter: Matter) -> Brought {
        Brought { matter, is_filling: false, unseen: BTreeSet::new() }
    }
}

impl Brought {
    /// What was found out, without what is none of the applicant's business: of a thing that another answers for, or that whoever fills in may not
    /// know of, neither what it lacks nor its days are told, and while it is filled in not whom else it concerns either. The engine refuses such lines
    /// before it asks for any of that.
    fn narrowed(&self, mut checked: Checked, rule: &Rule) -> Checked {
        let (mut is_own, mut hidden) = (true, BTreeSet::new());
        for (at, premises) in checked.premises.iter_mut().enumerate() {
            let is_unseen = self.unseen.contains(&at);
            let applicant = if is_unseen { Bearer::Unknown } else { premises.applicant };
            hidden.extend((is_unseen || applicant == Bearer::Another).then_some(at));
            if applicant != Bearer::Itself {
                *premises = Premises { in_scope: Answer::Unknown, applicant, needs: Vec::new(), event: None };
                is_own = false;
            }
        }
        // What is wrong with such a line is told as far as the line itself shows it.
        let shows = |at: usize, problem: &Problem| {
            let (line, form) = (self.matter.lines.get(at), form_of(&rule.name.id));
            line.zip(form).is_some_and(|(line, form)| validate(line, &form.def).contains(problem))
        };
        checked.problems.retain(|(at, problem)| !hidden.contains(at) || shows(*at, problem));
        if self.is_filling && !is_own {
            let parties = checked.bodies.iter_mut().zip(&rule.route).filter(|(_, step)| step.of == Body::OtherParty);
            parties.for_each(|(bodies, _)| bodies.clear());
        }
        checked
    }
}

impl Actor {
    pub(super) fn call(&self, day: Day) -> Call<'_> {
        Call { person: &self.person, also: &self.also, seats: &self.seats, day }
    }

    /// The same as somebody to whom a step is given.
    pub(super) fn receiver(&self) -> Receiver {
        Receiver { person: self.person.clone(), name: self.name.clone(), seats: self.seats.clone() }
    }
}
