//! The law of the repository, compiled once, and small helpers.

use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use shouwang_calendar::{Calendar, Notice};
use shouwang_domain::facts::Facts;
use shouwang_domain::plan::{CompiledDuty, Program};
use shouwang_law::model::Law;

/// The law of the repository, compiled, with the calendar that lies beside it.
pub(crate) struct Real {
    pub(crate) law: Law,
    pub(crate) program: Program,
    pub(crate) calendar: Calendar,
}

/// The law data of the repository.
pub(crate) static REAL: LazyLock<Real> = LazyLock::new(|| {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../law"));
    let mut pages = Vec::new();
    read_into(folder, folder, &mut pages);
    let notices = pages.iter().filter(|(path, _)| path.starts_with("calendar/"));
    let calendar = Calendar::new(notices.map(|(_, text)| Notice::parse(text).expect("the notices of the repository are sound")));
    let law = pages.iter().filter(|(path, _)| !path.starts_with("calendar/"));
    let law = Law::load(law.map(|(path, text)| (path.as_str(), text.as_str()))).expect("the law of the repository is sound");
    Real { program: Program::compile(&law).expect("the law of the repository runs"), law, calendar }
});

/// For each duty of the law: the law without any other rule.
pub(super) static EACH_ALONE: LazyLock<Vec<Arc<Program>>> = LazyLock::new(|| {
    let alone = |duty: &CompiledDuty| {
        let mut law = REAL.law.clone();
        let clauses = law.instruments.iter_mut().flat_map(|instrument| &mut instrument.articles).flat_map(|article| &mut article.clauses);
        clauses.for_each(|clause| clause.rules.retain(|rule| rule.name() == Some(&duty.rule.name)));
        Arc::new(Program::compile(&law).expect("a rule that runs among others runs alone"))
    };
    REAL.program.duties().iter().map(alone).collect()
});

fn read_into(root: &Path, folder: &Path, pages: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("the folder of the law can be read") {
        let path = entry.expect("its entries can be read").path();
        if path.is_dir() {
            read_into(root, &path, pages);
        } else {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
            pages.push((name, fs::read_to_string(&path).expect("its pages can be read")));
        }
    }
}

/// Everything that can be seen of facts: codes and rows of every register, by number where numbers are seen, and what every index leads to.
pub(crate) fn observed(facts: &Facts) -> Vec<String> {
    let mut seen = Vec::new();
    for register in 0..u16::try_from(facts.catalog().registers().len()).unwrap_or(u16::MAX) {
        let table = facts.table(register);
        for entity in (0..).take(table.entity_count()) {
            let rows: Vec<_> = table.rows_of(entity).collect();
            let days: Vec<_> = rows.iter().map(|&row| (table.from(row), table.until(row), facts.row(register, row))).collect();
            let found = table.find(table.code(entity));
            seen.push(format!("{} {entity} {found:?} {rows:?} {days:?}", table.def().name));
        }
        for field in 0..table.def().fields.len() {
            let Some(target) = table.target(field) else { continue };
            for entity in (0..).take(facts.table(target).entity_count()) {
                let rows: Vec<_> = table.rows_naming(field, entity).collect();
                seen.extend((!rows.is_empty()).then(|| format!("{} {field} {entity} {rows:?}", table.def().name)));
            }
        }
    }
    seen
}
