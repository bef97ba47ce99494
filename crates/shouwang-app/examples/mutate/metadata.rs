//! Changes around the duties: the days an instrument is in force, what it yields to, and how the texts are read.

use shouwang_app::lawbook::Pages;
use shouwang_law::model::{Instrument, Law, Place, Reading};

use crate::{Change, Mutant};

/// Every such change.
pub(crate) fn mutants(law: &Law, pages: &Pages) -> Vec<Mutant> {
    let mut mutants = Vec::new();
    for (at, instrument) in law.instruments.iter().enumerate() {
        let mut push = |field: &str, kind, text: String, change: &dyn Fn(&mut Instrument)| {
            let mut law = law.clone();
            change(&mut law.instruments[at]);
            let place = line_of(pages, &instrument.place, field);
            mutants.push(Mutant { kind, place, text: format!("{}: {text}", instrument.id), change: Change::Law(Box::new(law)) });
        };
        for step in [-1, 1] {
            let from = instrument.from.plus(step);
            push("from ", "in force", format!("from {} → {from}", instrument.from), &|instrument| instrument.from = from);
            if let Some(until) = instrument.until {
                push("until", "in force", format!("until {until} → {}", until.plus(step)), &|instrument| {
                    instrument.until = Some(until.plus(step))
                });
            }
        }
        if !instrument.yields_to.is_empty() {
            push("yields_to", "part dropped", "without `yields_to`".to_owned(), &|instrument| instrument.yields_to.clear());
        }
    }
    for (at, reading) in law.readings.iter().enumerate() {
        mutants.extend(reading.choices.iter().filter(|choice| choice.id != reading.choice).map(|choice| {
            let mut law = law.clone();
            law.readings[at] = Reading { choice: choice.id.clone(), ..reading.clone() };
            let text = format!("{}: {} → {}", reading.id, reading.choice, choice.id);
            Mutant { kind: "reading", place: reading.place.clone(), text, change: Change::Law(Box::new(law)) }
        }));
    }
    mutants
}

/// The line of a file that begins with this text.
fn line_of(pages: &Pages, place: &Place, begins: &str) -> Place {
    let page = pages.0.get(&*place.file).map(String::as_str).unwrap_or_default();
    let line = page.lines().zip(1_u32..).find(|(line, _)| line.starts_with(begins)).map_or(place.line, |(_, number)| number);
    Place { line, ..place.clone() }
}
