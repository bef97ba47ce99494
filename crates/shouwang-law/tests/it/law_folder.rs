//! The law folder of this repository.

use shouwang_law::model::{Law, Rule};

use crate::support::{borrowed, folder};

fn law() -> Law {
    let files = folder("law").expect("the workspace has a law folder");
    Law::load(borrowed(&files)).unwrap_or_else(|errors| panic!("{}", errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")))
}

#[test]
fn the_law_folder_loads_and_passes_every_check() {
    let errors = law().check();
    assert!(errors.is_empty(), "{}", errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
}

#[test]
fn both_instruments_have_37_articles_and_no_clause_without_a_status() {
    let law = law();
    let ids: Vec<_> = law.instruments.iter().map(|instrument| &*instrument.id).collect();
    assert_eq!(ids, ["hunan-2020-interim", "hunan-2026"]);
    for instrument in &law.instruments {
        let counts = instrument.counts();
        assert_eq!((counts.articles, counts.clauses_without_status), (37, 0), "{}", instrument.id);
    }
}

#[test]
fn the_measures_of_2026_are_in_force_from_their_first_to_their_last_day() {
    let law = law();
    let measures = law.instrument("hunan-2026").expect("the measures");
    let on = |day: &str| measures.in_force(day.parse().expect("a day"));
    assert_eq!([on("2026-03-09"), on("2026-03-10"), on("2031-03-09"), on("2031-03-10")], [false, true, true, false]);
}

#[test]
fn every_kind_of_block_is_in_use() {
    let law = law();
    let mut kinds: Vec<_> = law.rules().map(Rule::kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds, ["case", "clock", "definition", "duty", "matter", "register", "role"]);
}
