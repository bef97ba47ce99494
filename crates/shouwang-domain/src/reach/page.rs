//! The page of `docs/owners.md` about the ways from rows to units.

use super::owners::{OwnerPath, OwnerPaths};
use crate::register::Catalog;

/// The line behind which the generated part begins.
pub const BEGIN: &str = "<!-- generated from the registers: begin -->";
/// The line before which it ends.
pub const END: &str = "<!-- generated from the registers: end -->";

/// A table in Markdown: for each register of the catalog who answers for a row and who else is named by it.
/// References lead to any register of `all`.
#[must_use]
pub fn markdown(catalog: &Catalog, all: &Catalog) -> String {
    let mut lines = vec!["| 登记表 | Register | 由谁负责 Answers for it | 还涉及 Also named |".to_owned(), "|---|---|---|---|".to_owned()];
    for def in catalog {
        let OwnerPaths { primary, named } = OwnerPaths::of(def, all);
        let further: Vec<_> = named.into_iter().filter(|path| !primary.contains(path)).collect();
        lines.push(format!("| {} | `{}` | {} | {} |", def.label.zh, def.name, words(&primary), words(&further)));
    }
    lines.join("\n")
}

fn words(paths: &[OwnerPath]) -> String {
    let words: Vec<_> = paths.iter().map(word).collect();
    if words.is_empty() { "—".to_owned() } else { words.join("<br>") }
}

fn word(path: &OwnerPath) -> String {
    if path.0.is_empty() {
        return "（本身 itself）".to_owned();
    }
    let fields: Vec<_> = path.0.iter().map(|step| step.field).collect();
    format!("`{}`", fields.join(" → "))
}
