//! Everything that is planned, before and after one fact changed.

use std::collections::BTreeMap;

use shouwang_app::lawbook::LawBook;
use shouwang_calendar::Day;
use shouwang_domain::facts::Facts;
use shouwang_domain::plan::{Plan, Planner, Settings, Status};

/// A planned duty: its id, its subject's code, and its period where it has one.
type Instance = (String, String, String);

/// What every duty of every subject comes to on a day, in words.
///
/// What does not apply is one and the same whatever the reason: nobody has to do anything, before or after.
pub(crate) fn everything(book: &LawBook, facts: &Facts, day: Day) -> BTreeMap<Instance, String> {
    let (settings, flaws) = Settings::read(&book.program, facts);
    assert!(flaws.is_empty(), "{flaws:?}");
    let planner = Planner { program: &book.program, facts, calendar: &book.calendar, settings: &settings };
    let mut planned = BTreeMap::new();
    for (duty, subject, _) in Plan::everything(&planner, day).iter() {
        let compiled = book.program.duty(duty);
        let code = facts.table(compiled.subject).code(subject);
        for standing in planner.standings(duty, subject, day) {
            let outcome = standing.outcome;
            let text = match outcome.status {
                Status::NotApplicable => "n/a".to_owned(),
                status => {
                    format!("{} {} {:?} {:?} since {}", status.id(), outcome.reason.id(), outcome.due, outcome.missing, standing.since)
                }
            };
            let period = outcome.period.map(|period| period.to_string()).unwrap_or_default();
            planned.insert((compiled.rule.name.id.to_string(), code.to_owned(), period), text);
        }
    }
    planned
}

/// The duties that were planned before and come to something else after, as `id subject: before → after`.
pub(crate) fn changed(before: &BTreeMap<Instance, String>, after: &BTreeMap<Instance, String>) -> Vec<String> {
    let gone = |instance: &Instance| after.get(instance).map_or("gone", String::as_str).to_owned();
    let status = |text: &str| text.split(' ').next().unwrap_or_default().to_owned();
    let differs = before.iter().filter(|(instance, text)| gone(instance) != **text);
    differs.map(|(instance, text)| format!("{} {}: {} → {}", instance.0, instance.1, status(text), status(&gone(instance)))).collect()
}

/// The duties that there were none of before, as `id subject: status`; what does not apply is left out.
pub(crate) fn added(before: &BTreeMap<Instance, String>, after: &BTreeMap<Instance, String>) -> Vec<String> {
    let new = after.iter().filter(|(instance, text)| !before.contains_key(*instance) && *text != "n/a");
    new.map(|((id, code, _), text)| format!("{id} {code}: {}", text.split(' ').next().unwrap_or_default())).collect()
}
