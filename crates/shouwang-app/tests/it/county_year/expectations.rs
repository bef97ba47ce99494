//! The table of expectations: read from `expectations.csv`, one line each, and compared with what planning says.
//!
//! A result is a status and what else is asked of it: `overdue due 2026-10-15 advice`. A periodic duty may come to several, separated by `;`.
//! `hunan-2026/*` stands for every duty of the instrument about the subject's register, and `in-force` for any answer of a law that stands.

use std::collections::BTreeMap;
use std::fs;

use shouwang_calendar::{Calendar, Day, Days};
use shouwang_domain::facts::{Facts, register_index};
use shouwang_domain::plan::{DutyIndex, Planner, Program, Reason, Settings, Standing, Status};
use shouwang_domain::register::catalog;

use super::scenario::data;

/// The law stands, whatever it asks.
const IN_FORCE: &str = "in-force";

/// One line of the table.
#[derive(Debug)]
pub(crate) struct Expectation {
    /// Its number in the scenario.
    pub(crate) number: u32,
    /// The day of evaluation.
    pub(crate) day: Day,
    /// By the end of which day it must have been known; `None`: as known now.
    pub(crate) known_at: Option<Day>,
    duty: String,
    subject: String,
    wanted: Vec<String>,
}

/// Every line of the table.
pub(crate) fn read() -> Result<Vec<Expectation>, String> {
    let path = data().join("expectations.csv");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    text.lines().skip(1).map(|line| parse(line).ok_or_else(|| format!("not understood: {line}"))).collect()
}

fn parse(line: &str) -> Option<Expectation> {
    let [number, day, known_at, duty, subject, result, _why] = <[&str; 7]>::try_from(line.splitn(7, ',').collect::<Vec<_>>()).ok()?;
    Some(Expectation {
        number: number.parse().ok()?,
        day: day.parse().ok()?,
        known_at: (!known_at.is_empty()).then(|| known_at.parse()).transpose().ok()?,
        duty: duty.to_owned(),
        subject: subject.to_owned(),
        wanted: result.split(';').map(|one| one.trim().to_owned()).collect(),
    })
}

/// Every expectation that does not hold, in words. `known` holds the facts of each moment that the table asks about.
pub(crate) fn failures(
    expectations: &[Expectation],
    program: &Program,
    calendar: &Calendar,
    known: &BTreeMap<Option<Day>, Facts>,
) -> Vec<String> {
    let settings: BTreeMap<_, _> = known.iter().map(|(at, facts)| (*at, Settings::read(program, facts).0)).collect();
    let mut failures = Vec::new();
    for expectation in expectations {
        let (Some(facts), Some(settings)) = (known.get(&expectation.known_at), settings.get(&expectation.known_at)) else {
            failures.push(format!("{}: nothing was loaded as known at {:?}", expectation.number, expectation.known_at));
            continue;
        };
        let planner = Planner { program, facts, calendar, settings };
        failures.extend(expectation.check(&planner).err());
    }
    failures
}

impl Expectation {
    fn check(&self, planner: &Planner<'_>) -> Result<(), String> {
        let said = |text: String| format!("{:>2} · {} · {} · {}: {text}", self.number, self.day, self.duty, self.subject);
        let duties = self.duties(planner);
        if duties.is_empty() {
            return Err(said("there is no such duty".to_owned()));
        }
        for duty in duties {
            let table = planner.facts.table(planner.program.duty(duty).subject);
            let subject = table.find(&self.subject).ok_or_else(|| said("there is no such subject".to_owned()))?;
            let standings = planner.standings(duty, subject, self.day);
            let fits = (standings.len() == self.wanted.len() || self.wanted == [IN_FORCE])
                && standings.iter().zip(&self.wanted).all(|(standing, wanted)| fits(planner, duty, standing, self.day, wanted));
            if !fits {
                let got: Vec<_> = standings.iter().map(|standing| describe(planner, duty, standing, self.day)).collect();
                let name = &planner.program.duty(duty).rule.name;
                return Err(said(format!("should be `{}`, is `{}` ({name})", self.wanted.join("; "), got.join("; "))));
            }
        }
        Ok(())
    }

    fn duties(&self, planner: &Planner<'_>) -> Vec<DutyIndex> {
        let Some(instrument) = self.duty.strip_suffix("/*") else { return planner.program.find(&self.duty) };
        let units = register_index("unit");
        let all = planner.program.indexed();
        all.filter(|(_, duty)| *duty.rule.name.instrument == *instrument && Some(duty.subject) == units).map(|(index, _)| index).collect()
    }
}

/// Whether a standing is what was wanted: every word of it.
fn fits(planner: &Planner<'_>, duty: DutyIndex, standing: &Standing, day: Day, wanted: &str) -> bool {
    let (outcome, compiled) = (&standing.outcome, planner.program.duty(duty));
    let mut words = wanted.split(' ');
    let status = words.next().unwrap_or_default();
    let standing_law = !matches!(outcome.reason, Reason::NotYetInForce | Reason::Expired);
    let mut fits = if status == IN_FORCE { standing_law } else { Ok(outcome.status) == status.parse::<Status>() };
    let is = |text: Option<&str>, got: String| text == Some(got.as_str());
    while let Some(word) = words.next() {
        fits &= match word {
            "supplementary" => compiled.active.is_supplementary_on(day),
            "advice" => compiled.rule.advice,
            "since" => is(words.next(), standing.since.to_string()),
            "due" => is(words.next(), outcome.due.map(|day| day.to_string()).unwrap_or_default()),
            "period" => is(words.next(), outcome.period.map(|period| period.to_string()).unwrap_or_default()),
            "because" => is(words.next(), outcome.reason.id().to_owned()),
            "missing" => is(words.next(), outcome.missing.map(missing).unwrap_or_default()),
            "counted" => is(words.next(), counted(planner, duty, standing)),
            "rests-on" => words.next().is_some_and(|fact| compiled.rule.rests_on.iter().any(|id| id == fact)),
            _ => false,
        };
    }
    // Of what a unit has to do it must be said that it is only advice, or only supplementary.
    let says = |word: &str, is: bool| is == wanted.contains(word);
    let marked = says("advice", compiled.rule.advice) && says("supplementary", compiled.active.is_supplementary_on(day));
    fits && (marked || status == IN_FORCE || outcome.status == Status::NotApplicable)
}

fn missing(missing: shouwang_domain::plan::Missing) -> String {
    let def = &catalog().registers()[usize::from(missing.register)];
    missing.field.and_then(|field| def.fields.get(usize::from(field))).map_or(def.name, |field| field.name).to_owned()
}

/// The days that were counted for the due day.
fn counted(planner: &Planner<'_>, duty: DutyIndex, standing: &Standing) -> String {
    match planner.counted(duty, &standing.outcome).map(|counted| counted.counted) {
        Some(Days::Listed(days)) => days.iter().map(ToString::to_string).collect::<Vec<_>>().join("+"),
        Some(Days::Many { first, last, .. }) => format!("{first}..{last}"),
        None => String::new(),
    }
}

fn describe(planner: &Planner<'_>, duty: DutyIndex, standing: &Standing, day: Day) -> String {
    let (outcome, compiled) = (&standing.outcome, planner.program.duty(duty));
    let mut text = format!("{} since {}", outcome.status.id(), standing.since);
    let mut say = |word: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            text.push_str(&format!(" {word} {value}"));
        }
    };
    say("due", outcome.due.map(|due| due.to_string()));
    say("period", outcome.period.map(|period| period.to_string()));
    say("because", Some(outcome.reason.id().to_owned()));
    say("missing", outcome.missing.map(missing));
    say("counted", Some(counted(planner, duty, standing)));
    let marks = [("supplementary", compiled.active.is_supplementary_on(day)), ("advice", compiled.rule.advice)];
    marks.iter().filter(|(_, is)| *is).fold(text, |text, (mark, _)| format!("{text} {mark}"))
}
