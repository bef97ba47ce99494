//! The worked example of `docs/law-format.md` is law: it loads, passes every check, and its cases come out as they say.

use std::collections::BTreeMap;

use shouwang_app::lawbook::{LawBook, Pages};
use shouwang_domain::cases;

use crate::repository::{blocks, text};

const PAGE: &str = "docs/law-format.md";

/// The block of the page that shows a whole file of this kind.
fn shown(kind: &str) -> String {
    let found: Vec<_> = blocks(&text(PAGE)).into_iter().filter(|block| block.kind == kind).collect();
    let [block] = found.as_slice() else { panic!("{PAGE} shows one block of `{kind}`") };
    block.lines.iter().map(|(_, line)| format!("{line}\n")).collect()
}

#[test]
fn the_worked_example_loads_and_its_cases_come_out() {
    let files = [
        ("example/instrument.toml", shown("toml")),
        ("example/01-keys.md", shown("markdown")),
        ("readings.md", include_str!("../../../../law/readings.md").to_owned()),
    ];
    let pages = Pages(files.into_iter().map(|(path, text)| (path.to_owned(), text)).collect::<BTreeMap<_, _>>());
    let book = LawBook::load(&pages).unwrap_or_else(|errors| panic!("{errors:#?}"));
    let (count, failures) = cases::run_all(&book.program, &book.calendar);
    assert!(failures.is_empty(), "{failures:#?}");
    assert!(count >= 8, "{count}");
    assert_eq!(book.law.instruments[0].counts().clauses_without_status, 0);
}

#[test]
fn every_word_of_the_format_stands_in_its_reference() {
    let page = text(PAGE);
    for source in ["duty", "rule", "fact", "instrument", "clause", "block"] {
        let code = text(&format!("crates/shouwang-law/src/parse/{source}.rs"));
        for structure in code.split("#[serde(deny_unknown_fields)]").skip(1) {
            let fields = structure.split_once('{').unwrap().1.split_once("\n}").unwrap().0;
            for line in fields.lines().map(|line| line.trim().trim_start_matches("pub(super) ")).filter(|line| !line.starts_with('#')) {
                let Some((field, _)) = line.split_once(": ") else { continue };
                let word = if field == "filter" { "where" } else { field };
                assert!(
                    page.contains(&format!("`{word}`")) || page.contains(&format!("`{word} =")),
                    "{PAGE} does not explain `{word}` ({source}.rs)"
                );
            }
        }
    }
}
