//! The glossary in the documentation is the registers' own. `UPDATE=1 cargo test` writes it anew.

use shouwang_domain::register::{catalog, glossary};

use super::new_register::ORDER_OF_TESTS;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/glossary.md");

#[test]
fn the_glossary_in_the_documentation_is_that_of_the_registers() {
    let rows = glossary::markdown(catalog().iter().filter(|def| def.order < ORDER_OF_TESTS));
    let page = std::fs::read_to_string(FILE).expect("docs/glossary.md is there");
    let (before, rest) = page.split_once(glossary::BEGIN).expect("the page has the marker where the registers begin");
    let (written, after) = rest.split_once(glossary::END).expect("the page has the marker where the registers end");
    if std::env::var_os("UPDATE").is_some() {
        let page = format!("{before}{}\n\n{rows}\n{}{after}", glossary::BEGIN, glossary::END);
        std::fs::write(FILE, page).expect("docs/glossary.md can be written");
        return;
    }
    assert!(written.trim() == rows.trim(), "docs/glossary.md differs from the registers; run the tests once with UPDATE=1");
}
