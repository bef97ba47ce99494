//! Everything about a matter that is found out before anything is decided, and shown before anybody types: what is wrong with the lines, what
//! the facts say, which bodies act, how long what is asked for lasts.

use shouwang_calendar::{Calendar, Day};

use crate::facts::{Change, Facts};
use crate::plan::{Answer, Asked, Bearer, CompiledMatter, Premises, Program, Settings};
use crate::register::{Problem, Row, Shape, validate};

use super::bodies::bodies;
use super::case::{Case, Terms};
use super::consequence::takes_effect;
use super::draft::Draft;
use super::effects::Effects;
use super::form::{FormDef, form_of};
use super::own::Own;
use super::scene::{Gone, Scene};

/// Lines of one matter at most.
pub const LINES_MAX: usize = 500;

/// A matter that is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// The law.
    pub program: &'a Program,
    /// What was decided about its rules.
    pub settings: &'a Settings,
    /// Working days.
    pub calendar: &'a Calendar,
    /// The rule.
    pub rule: &'a CompiledMatter,
    /// The matter's number.
    pub number: &'a str,
    /// Code of the unit that applies.
    pub applicant: &'a str,
    /// What is asked for.
    pub lines: &'a [Row],
    /// The day on which it is asked.
    pub today: Day,
}

/// What was found out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// What is wrong with what was filled in, line by line from 0.
    pub problems: Vec<(usize, Problem)>,
    /// What is named and is not there.
    pub gone: Vec<Gone>,
    /// What the facts say, line by line.
    pub premises: Vec<Premises>,
    /// For each step of the route the bodies that may act.
    pub bodies: Vec<Vec<String>>,
    /// The last day of what is asked for, where it has one.
    pub until: Option<Day>,
    /// The lines as they would be handed in: with what the registers say on the day.
    pub frozen: Vec<Row>,
    /// Lines, from 0, of which the thing ends on another day than they say: it was given up before, or goes on.
    pub moved: Vec<usize>,
}

impl Question<'_> {
    /// Finds out everything. The facts are afterwards as they were before.
    #[must_use]
    pub fn check(&self, facts: &mut Facts) -> Checked {
        let Some(form) = form_of(&self.rule.rule.name.id) else { return Checked::default() };
        let mut checked = Checked { until: term(form, self.lines), ..Checked::default() };
        let (mut other, mut changed): (Option<String>, _) = (None, Effects::none());
        for (at, line) in self.lines.iter().enumerate() {
            let mut problems = validate(&coded(line, self.number), &form.def);
            problems.extend(over(form, line, self.today));
            let scene = self.scene(facts, self.today, at);
            let draft = Draft::of(form, line, &scene.code(""), self.today);
            checked.frozen.push(form.frozen(line, &scene));
            checked.moved.extend(moved(form, &draft.row, &scene).then_some(at));
            let party = form.other_party(&draft.row, &scene);
            problems.extend((at > 0 && party != other).then(another_party));
            other = other.or(party);
            let premises = match self.wanted(form, &draft, at, facts) {
                Ok(wanted) if !draft.is_whole() => self.premises(form, &wanted, facts),
                Ok(wanted) => {
                    problems.extend(form.objections(line, &self.scene(facts, wanted.day, at)));
                    problems.extend(self.own(&wanted, facts).later(&wanted.effects).map(|(code, day)| followed(&code, day)));
                    problems.extend(changed.merge(&wanted.effects).err().map(|code| changed_twice(&code)));
                    self.premises(form, &wanted, facts)
                }
                Err(missing) => {
                    // What is not named yet is missing in the form, and not in a register.
                    checked.gone.extend(Some(missing).filter(|missing| !missing.code.is_empty()));
                    Premises { in_scope: Answer::Unknown, applicant: Bearer::Unknown, needs: Vec::new(), event: None }
                }
            };
            checked.premises.push(premises);
            checked.problems.extend(problems.into_iter().map(|problem| (at, problem)));
        }
        let steps = self.rule.rule.route.iter();
        checked.bodies = steps.map(|step| bodies(facts, step, self.applicant, other.as_deref(), self.today)).collect();
        checked
    }

    /// What a line is about and what granting it would change.
    fn wanted(&self, form: &FormDef, draft: &Draft<'_>, at: usize, facts: &Facts) -> Result<Wanted, Gone> {
        let line = &draft.row;
        let subject = form.subject_code(line, &self.scene(facts, self.today, at))?;
        let day = takes_effect(form, line, (facts, &subject), self.today);
        let scene = self.scene(facts, day, at);
        let asked = draft.as_far_as_said(form.proposed(line, &scene)?).changes();
        Ok(Wanted { day, effects: form.effects(line, &scene)?, asked, subject })
    }

    fn premises(&self, form: &FormDef, wanted: &Wanted, facts: &mut Facts) -> Premises {
        let asked = Asked { subject: &wanted.subject, applicant: self.applicant, day: wanted.day, changes: &wanted.asked };
        let premises = self.program.premises(self.rule, self.settings, self.calendar, facts, &asked);
        if premises.applicant != Bearer::Itself || self.is_own(form, wanted, facts) {
            return premises;
        }
        // What another answers for is not told.
        Premises { applicant: Bearer::Another, needs: Vec::new(), event: None, ..premises }
    }

    /// Whether the applicant, who is the one that the law names, may change all that would be changed.
    fn is_own(&self, form: &FormDef, wanted: &Wanted, facts: &Facts) -> bool {
        let (own, subject) = (self.own(wanted, facts), (form.subject, wanted.subject.as_str()));
        match self.rule.function() {
            Some(function) => own.may_bring(subject, function) && own.covers(&wanted.effects, Some(subject)),
            None => own.covers(&wanted.effects, own.stands(subject).then_some(subject)),
        }
    }

    fn own<'f>(&'f self, wanted: &Wanted, facts: &'f Facts) -> Own<'f> {
        Own { facts, unit: self.applicant, day: wanted.day }
    }

    fn scene<'f>(&'f self, facts: &'f Facts, day: Day, line: usize) -> Scene<'f> {
        Scene { facts, day, today: self.today, number: self.number, applicant: self.applicant, line }
    }
}

impl Checked {
    /// The case of a decision on the day of the question.
    #[must_use]
    pub fn case<'c>(&'c self, question: &Question<'c>, terms: Terms) -> Case<'c> {
        Case {
            rule: &question.rule.rule,
            in_force: question.rule.active.silent_on(question.today).is_none(),
            problems: &self.problems,
            gone: &self.gone,
            premises: &self.premises,
            bodies: &self.bodies,
            until: self.until,
            frozen: &self.frozen,
            moved: &self.moved,
            calendar: question.calendar,
            ahead: question.settings.ahead(question.today),
            terms,
        }
    }
}

/// What a line would come to.
struct Wanted {
    /// The code of what it is about.
    subject: String,
    /// The day on which it would take effect.
    day: Day,
    /// What it would change.
    effects: Effects,
    /// What is put into the facts for the preconditions to be asked about.
    asked: Vec<Change>,
}

/// A line that gives no code gets one when it takes effect; until then the matter's number stands in.
fn coded(line: &Row, number: &str) -> Row {
    let mut line = line.clone();
    if line.key.code.is_empty() {
        number.clone_into(&mut line.key.code);
    }
    line
}

/// The last day of what a line asks for: of work its own day.
pub(super) fn last_day(form: &FormDef, line: &Row) -> Day {
    if form.def.shape == Shape::Event { line.key.from } else { line.until }
}

/// The last of all last days, if every line has one.
fn term(form: &FormDef, lines: &[Row]) -> Option<Day> {
    lines.iter().map(|line| last_day(form, line)).max().filter(|day| !day.is_open())
}

/// Whether the thing that a line gives a last day to ends on another one, by what is known of it: it was given up before, or goes on.
fn moved(form: &FormDef, line: &Row, scene: &Scene<'_>) -> bool {
    let ends = form.then.split_once('.').is_some_and(|(register, _)| register == form.subject) && form.def.shape == Shape::State;
    let until = ends.then(|| form.subject_code(line, scene).ok()).flatten().and_then(|code| {
        let table = scene.facts.table_named(form.subject)?;
        table.rows_of(table.find(&code)?).map(|row| table.until(row)).max()
    });
    until.is_some_and(|until| until != line.until)
}

/// That the last day that is wanted has passed.
fn over(form: &FormDef, line: &Row, today: Day) -> Option<Problem> {
    (form.def.shape == Shape::State && line.until < today).then(|| {
        Problem::new("until", format!("{}已经过去；请改写截止日", line.until), format!("{} has passed; take a later day", line.until))
    })
}

fn followed(code: &str, day: Day) -> Problem {
    Problem::new(
        "from",
        format!("“{code}”已登记自{day}起的变化，与这里要改的冲突；请等那一天到来后办理，或者先更正那一行登记"),
        format!("a change of `{code}` from {day} is on record already and would undo this; wait for that day, or correct that row first"),
    )
}

fn changed_twice(code: &str) -> Problem {
    Problem::new(
        "code",
        format!("前面有一行已经要改“{code}”，改得不一样；请只留一行"),
        format!("a line before it changes `{code}` in another way; keep one of them"),
    )
}

fn another_party() -> Problem {
    Problem::new(
        "code",
        "各行的另一方不是同一个单位：请分成几件办理",
        "the lines name different other parties; make several matters of them",
    )
}
