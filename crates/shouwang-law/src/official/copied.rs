//! Finds official sentences that have slipped into our own words.

use std::collections::HashSet;

use super::{OfficialText, is_han};
use crate::model::{Condition, DutyKind, Instrument, Lang, Place, Rule, Status, Words};

/// So many official characters in a row are chance or a term; one more is a copy.
pub const RUN_CHARS_MAX: usize = 16;

/// Official characters that a page repeats in a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiedRun {
    /// The clause or rule in which they stand.
    pub place: Place,
    /// The characters, without punctuation.
    pub run: String,
}

/// Runs of more than [`RUN_CHARS_MAX`] characters that the pages of an instrument share with a text, punctuation left out on both sides.
///
/// Names of statutes in 《》 may be taken over; they are read as gaps.
#[must_use]
pub fn copied_runs(instrument: &Instrument, official: &OfficialText) -> Vec<CopiedRun> {
    let mut windows = HashSet::new();
    for clause in &official.clauses {
        let characters: Vec<char> = clause.text.chars().filter(|character| is_han(*character)).collect();
        windows.extend(characters.windows(RUN_CHARS_MAX + 1).map(<[char]>::to_vec));
    }
    let mut runs = Vec::new();
    for (place, text) in sentences(instrument) {
        for piece in without_names(text).split('\0') {
            let characters: Vec<char> = piece.chars().filter(|character| is_han(*character)).collect();
            runs.extend(shared(&characters, &windows).map(|run| CopiedRun { place: place.clone(), run }));
        }
    }
    runs
}

/// The longest runs of which every window is among the official ones.
fn shared<'a>(characters: &'a [char], windows: &'a HashSet<Vec<char>>) -> impl Iterator<Item = String> + 'a {
    let mut at = 0;
    std::iter::from_fn(move || {
        let known = |at: usize| characters.get(at..at + RUN_CHARS_MAX + 1).is_some_and(|window| windows.contains(window));
        while at < characters.len() && !known(at) {
            at += 1;
        }
        let start = at;
        while known(at) {
            at += 1;
        }
        (at > start).then(|| characters[start..at + RUN_CHARS_MAX].iter().collect())
    })
}

/// The text with what stands in 《》 replaced by zero characters, which end every run.
fn without_names(text: &str) -> String {
    let mut quoted = false;
    let plain = text.chars().map(|character| {
        quoted = (quoted || character == '《') && character != '》';
        if quoted { '\0' } else { character }
    });
    plain.collect()
}

/// Everything that the pages say in Chinese, with its place.
fn sentences(instrument: &Instrument) -> Vec<(&Place, &str)> {
    let mut found: Vec<(&Place, &Words)> = Vec::new();
    for article in &instrument.articles {
        found.push((&article.place, &article.title));
        for clause in &article.clauses {
            found.push((&clause.place, &clause.gloss));
            if let Status::NotEncoded(reason) = &clause.status {
                found.push((&clause.place, reason));
            }
            for rule in &clause.rules {
                found.extend(said_by(rule).into_iter().map(|words| (rule.place(), words)));
            }
        }
    }
    found.into_iter().map(|(place, words)| (place, words.get(Lang::Zh))).collect()
}

fn said_by(rule: &Rule) -> Vec<&Words> {
    let mut said: Vec<&Words> = rule.title().into_iter().collect();
    match rule {
        Rule::Matter(matter) => said.extend(matter.needs.iter().filter_map(|need| need.title.as_ref())),
        Rule::Clock(clock) => {
            said.push(&clock.starts);
            said.extend(&clock.content);
            if let Some(Condition::Words(words)) = &clock.when {
                said.push(words);
            }
        }
        Rule::Case(case) => {
            said.push(&case.opens);
            said.extend(case.steps.iter().chain(&case.grounds));
        }
        Rule::Role(role) => said.extend(role.may.iter().chain(&role.must)),
        Rule::Definition(definition) => said.push(&definition.means),
        Rule::Duty(duty) => {
            if let DutyKind::Before { needs, .. } = &duty.kind {
                said.extend(needs.iter().filter_map(|need| need.title.as_ref()));
            }
        }
        Rule::Register(_) => {}
    }
    said
}
