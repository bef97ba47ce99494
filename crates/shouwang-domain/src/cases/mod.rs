//! Runs the cases that stand under a rule: facts in words, a day, and what must come out.
//!
//! A case is a promise that a lawyer can read. It is run with its own few facts and with the rule on its own: that a newer instrument
//! takes a rule's place is left aside here.

mod scene;

use shouwang_calendar::{Calendar, Day};
use shouwang_law::model::{Case, Duty, Place};

use crate::facts::Facts;
use crate::plan::{CompiledDuty, DutyIndex, Missing, Planner, Program, Settings, Standing, Status};
use crate::register::{Registers, catalog};

pub use scene::SUBJECT;

/// A case that does not come out as it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseFailure {
    /// Where the case stands.
    pub place: Place,
    /// What is wrong, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

/// What a case says must come out.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Expected {
    status: Status,
    since: Option<Day>,
    due: Option<Day>,
    missing: Option<String>,
}

/// Runs every case of every duty. Returns how many there were, and those that failed.
#[must_use]
pub fn run_all(program: &Program, calendar: &Calendar) -> (usize, Vec<CaseFailure>) {
    let program = program.without_replacement();
    let mut failures = Vec::new();
    let mut count = 0;
    for (index, duty) in program.indexed() {
        count += duty.rule.cases.len();
        failures.extend(duty.rule.cases.iter().filter_map(|case| run(&program, calendar, index, case).err()));
    }
    (count, failures)
}

/// Runs the cases of one duty; the program must be without replacement.
#[must_use]
pub fn run_duty(program: &Program, calendar: &Calendar, index: DutyIndex) -> Vec<CaseFailure> {
    program.duty(index).rule.cases.iter().filter_map(|case| run(program, calendar, index, case).err()).collect()
}

/// The facts that a case describes; its subject has the code [`SUBJECT`].
///
/// # Errors
/// When a statement cannot be read.
pub fn registers(duty: &Duty, case: &Case) -> Result<Registers, CaseFailure> {
    scene::build(duty, &case.facts).map_err(|fault| CaseFailure {
        place: case.place.clone(),
        zh: format!("{}“{}”：{}", duty.name, case.name, fault.zh),
        en: format!("{} \"{}\": {}", duty.name, case.name, fault.en),
    })
}

fn run(program: &Program, calendar: &Calendar, index: DutyIndex, case: &Case) -> Result<(), CaseFailure> {
    let duty = program.duty(index);
    let failure = |zh: String, en: String| CaseFailure {
        place: case.place.clone(),
        zh: format!("{}“{}”：{zh}", duty.rule.name, case.name),
        en: format!("{} \"{}\": {en}", duty.rule.name, case.name),
    };
    let expected = parse_expected(&case.expected)
        .map_err(|word| failure(format!("“结果”一栏看不懂：{word}"), format!("the expected result cannot be read: {word}")))?;
    let registers = registers(&duty.rule, case)?;
    let facts = Facts::build(&registers);
    let (settings, _) = Settings::read(program, &facts);
    let planner = Planner { program, facts: &facts, calendar, settings: &settings };
    let subject = facts.table(duty.subject).find(SUBJECT);
    let standings = subject.map(|subject| planner.standings(index, subject, case.day)).unwrap_or_default();
    if standings.len() == expected.len() && standings.iter().zip(&expected).all(|(got, wanted)| fits(got, wanted)) {
        return Ok(());
    }
    let got: Vec<_> = standings.iter().map(|standing| describe(standing, duty)).collect();
    let (got, wanted) = (got.join("；"), &case.expected);
    Err(failure(format!("应为 {wanted}，实为 {got}"), format!("should be {wanted}, is {got}")))
}

fn parse_expected(text: &str) -> Result<Vec<Expected>, String> {
    text.split(['；', ';']).map(|one| parse_one(one.trim())).collect()
}

fn parse_one(text: &str) -> Result<Expected, String> {
    let mut parts = text.split(['，', ',']).map(str::trim);
    let status = parts.next().unwrap_or_default().parse::<Status>()?;
    let mut expected = Expected { status, since: None, due: None, missing: None };
    for part in parts {
        let (word, value) = part.split_once(' ').ok_or_else(|| part.to_owned())?;
        let day = || value.trim().parse::<Day>().map_err(|_| part.to_owned());
        match word {
            "自" | "since" => expected.since = Some(day()?),
            "限" | "due" => expected.due = Some(day()?),
            "缺" | "missing" => expected.missing = Some(value.trim().to_owned()),
            _ => return Err(part.to_owned()),
        }
    }
    Ok(expected)
}

fn fits(got: &Standing, wanted: &Expected) -> bool {
    got.outcome.status == wanted.status
        && wanted.since.is_none_or(|since| since == got.since)
        && wanted.due.is_none_or(|due| Some(due) == got.outcome.due)
        && wanted.missing.as_deref().is_none_or(|word| got.outcome.missing.is_some_and(|missing| is_called(missing, word)))
}

/// Whether the missing field or register is called by this word.
fn is_called(missing: Missing, word: &str) -> bool {
    let def = &catalog().registers()[usize::from(missing.register)];
    match missing.field.and_then(|field| def.fields.get(usize::from(field))) {
        Some(field) => field.name == word || field.label.zh == word,
        None => def.name == word || def.label.zh == word,
    }
}

fn describe(standing: &Standing, duty: &CompiledDuty) -> String {
    let outcome = &standing.outcome;
    let mut text = format!("{}，自 {}", outcome.status.label().zh, standing.since);
    if let Some(due) = outcome.due {
        text.push_str(&format!("，限 {due}"));
    }
    if let Some(missing) = outcome.missing {
        let def = &catalog().registers()[usize::from(missing.register)];
        let field = missing.field.and_then(|field| def.fields.get(usize::from(field)));
        text.push_str(&format!("，缺 {}", field.map_or(def.label.zh, |field| field.label.zh)));
    }
    format!("{text}（{}，{}）", outcome.reason.label().zh, duty.rule.title.zh)
}
