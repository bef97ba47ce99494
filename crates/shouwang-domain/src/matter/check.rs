//! Everything about a matter that is found out before anything is decided, and shown before anybody types: what is wrong with the lines, what
//! the facts say, which bodies act, how long what is asked for lasts.

use shouwang_calendar::{Calendar, Day};

use crate::facts::{Change, Facts};
use crate::plan::{Answer, Asked, Bearer, CompiledMatter, Premises, Program, Settings};
use crate::register::{Problem, Row, Shape, validate};

use super::bodies::bodies;
use super::case::{Case, Terms};
use super::form::{FormDef, form_of};
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
}

impl Question<'_> {
    /// Finds out everything. The facts are afterwards as they were before.
    #[must_use]
    pub fn check(&self, facts: &mut Facts) -> Checked {
        let Some(form) = form_of(&self.rule.rule.name.id) else { return Checked::default() };
        let mut checked = Checked { until: term(form, self.lines), ..Checked::default() };
        let mut other: Option<String> = None;
        for (at, line) in self.lines.iter().enumerate() {
            let problems = validate(&coded(line, self.number), &form.def);
            checked.problems.extend(problems.into_iter().map(|problem| (at, problem)));
            let party = form.other_party(line, &self.scene(facts, self.today, at));
            if at > 0 && party != other {
                checked.problems.push((at, another_party()));
            }
            other = other.or(party);
            checked.premises.push(self.premises(form, line, at, &mut checked.gone, facts));
        }
        let steps = self.rule.rule.route.iter();
        checked.bodies = steps.map(|step| bodies(facts, step, self.applicant, other.as_deref(), self.today)).collect();
        checked
    }

    fn premises(&self, form: &FormDef, line: &Row, at: usize, gone: &mut Vec<Gone>, facts: &mut Facts) -> Premises {
        let proposed = |facts: &Facts| -> Result<(String, Vec<Change>, Day), Gone> {
            let code = form.subject_code(line, &self.scene(facts, self.today, at))?;
            let day = self.takes_effect(form, line, &code, facts);
            Ok((code, form.proposed(line, &self.scene(facts, day, at))?.changes(), day))
        };
        match proposed(facts) {
            Ok((code, changes, day)) => {
                let asked = Asked { subject: &code, applicant: self.applicant, day, changes: &changes };
                self.program.premises(self.rule, self.settings, self.calendar, facts, &asked)
            }
            Err(missing) => {
                // What is not named yet is missing in the form, and not in a register.
                gone.extend(Some(missing).filter(|missing| !missing.code.is_empty()));
                Premises { in_scope: Answer::Unknown, applicant: Bearer::Unknown, needs: Vec::new(), event: None }
            }
        }
    }

    fn scene<'f>(&'f self, facts: &'f Facts, day: Day, line: usize) -> Scene<'f> {
        Scene { facts, day, number: self.number, applicant: self.applicant, line }
    }

    /// The day that preconditions are asked about: today, or the day on which what is wanted begins, if that is later. Work of one day is asked
    /// about today, for that it lies ahead does not put off who may do it.
    fn takes_effect(&self, form: &FormDef, line: &Row, code: &str, facts: &Facts) -> Day {
        let wanted = if form.def.shape == Shape::State { line.key.from } else { Day::MIN };
        let first = facts.table_named(form.subject).and_then(|table| {
            let rows = table.rows_of(table.find(code)?);
            rows.map(|row| table.from(row)).min()
        });
        self.today.max(wanted).max(first.filter(|_| form.def.shape == Shape::State).unwrap_or(Day::MIN))
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
            calendar: question.calendar,
            ahead: question.settings.ahead(question.today),
            terms,
        }
    }
}

/// A line that gives no code gets one when it takes effect; until then the matter's number stands in.
fn coded(line: &Row, number: &str) -> Row {
    let mut line = line.clone();
    if line.key.code.is_empty() {
        number.clone_into(&mut line.key.code);
    }
    line
}

/// The last day of what is asked for: of work its own day, of what lasts the last of all last days, if every line has one.
fn term(form: &FormDef, lines: &[Row]) -> Option<Day> {
    let last = |line: &Row| if form.def.shape == Shape::Event { line.key.from } else { line.until };
    lines.iter().map(last).max().filter(|day| !day.is_open())
}

fn another_party() -> Problem {
    Problem::new(
        "code",
        "各行的另一方不是同一个单位：请分成几件办理",
        "the lines name different other parties; make several matters of them",
    )
}
