//! Changes the law data one place at a time and counts how many changes the cases under the rules, the county year, or `law check` notice.
//!
//! A change that nothing notices is a place where a rule could say something else and nobody would see it. What cannot be compiled any more
//! is refused at once and not counted; what only explains a rule (titles, sources, who bears it) is not changed. `mutate` lists the
//! survivors with file and line and fails below 95 %. It is deterministic. Arguments: words that the printed lines must hold.

mod field;
mod judge;
mod metadata;
mod pages;
mod variants;
mod words;

#[path = "../../tests/it/county_year/expectations.rs"]
mod expectations;
#[path = "../../tests/it/county_year/replaced.rs"]
mod replaced;
#[path = "../../tests/it/county_year/scenario.rs"]
mod scenario;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use shouwang_app::lawbook::{LawBook, Pages};
use shouwang_law::model::{Duty, Law, Place};

use judge::{Judge, Verdict};

/// Of a hundred changes at least so many must be noticed.
const NOTICED_PERCENT_MIN: usize = 95;

/// One change of the law data.
pub(crate) struct Mutant {
    /// What kind of change.
    pub(crate) kind: &'static str,
    /// Where.
    pub(crate) place: Place,
    /// Rule and field, and what was there and what is there now.
    pub(crate) text: String,
    /// The law as it says now.
    pub(crate) change: Change,
}

/// What a mutant changes.
pub(crate) enum Change {
    /// These duties, in place of those with the same name.
    Duties(Vec<Duty>),
    /// The law around the duties.
    Law(Box<Law>),
}

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<bool, String> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../law"));
    let pages = Pages::read(folder).map_err(|error| error.to_string())?;
    let listed =
        |errors: Vec<shouwang_law::LawError>| errors.iter().map(|error| format!("{}: {}\n", error.place, error.en)).collect::<String>();
    let book = LawBook::load(&pages).map_err(listed)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| error.to_string())?;
    let judge = runtime.block_on(Judge::new(&book))?;
    judge.nothing_is_wrong_unchanged()?;
    let mut mutants = pages::mutants(&book.law, &pages)?;
    mutants.extend(metadata::mutants(&book.law, &pages));
    let verdicts = judge.all(&mutants);
    let wanted: Vec<String> = std::env::args().skip(1).collect();
    Ok(report(&mutants, &verdicts, &wanted))
}

/// Prints the survivors and the totals; whether enough was noticed.
fn report(mutants: &[Mutant], verdicts: &[Verdict], wanted: &[String]) -> bool {
    let (mut kinds, mut all): (BTreeMap<&str, Tally>, Tally) = (BTreeMap::new(), Tally::default());
    for (mutant, verdict) in mutants.iter().zip(verdicts) {
        kinds.entry(mutant.kind).or_default().count(*verdict);
        all.count(*verdict);
        let line = format!("{} · {} · {}", mutant.place, mutant.kind, mutant.text);
        if *verdict == Verdict::Survived && wanted.iter().all(|word| line.contains(word)) {
            println!("{line}");
        }
    }
    println!("\n{:<18} {:>7} {:>8} {:>8} {:>8} {:>8} {:>8}", "kind", "changes", "cases", "year", "check", "survived", "refused");
    for (kind, tally) in &kinds {
        tally.print(kind);
    }
    all.print("all");
    let (noticed, counted) = (all.noticed(), all.counted());
    let tenths = noticed * 1_000 / counted.max(1);
    println!("\n{noticed} of {counted} changes are noticed: {}.{} %", tenths / 10, tenths % 10);
    noticed * 100 >= counted * NOTICED_PERCENT_MIN
}

/// How many changes of a kind met which verdict.
#[derive(Default)]
struct Tally {
    cases: usize,
    scenario: usize,
    check: usize,
    survived: usize,
    refused: usize,
}

impl Tally {
    fn count(&mut self, verdict: Verdict) {
        *match verdict {
            Verdict::NoticedByCases => &mut self.cases,
            Verdict::NoticedByScenario => &mut self.scenario,
            Verdict::NoticedByCheck => &mut self.check,
            Verdict::Survived => &mut self.survived,
            Verdict::Refused => &mut self.refused,
        } += 1;
    }

    fn noticed(&self) -> usize {
        self.cases + self.scenario + self.check
    }

    fn counted(&self) -> usize {
        self.noticed() + self.survived
    }

    fn print(&self, kind: &str) {
        let Tally { cases, scenario, check, survived, refused } = self;
        println!("{kind:<18} {:>7} {cases:>8} {scenario:>8} {check:>8} {survived:>8} {refused:>8}", self.counted());
    }
}
