//! Holds ARCHITECTURE.md to the code: its tables are read here, and what it says is absent is looked for.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;
use shouwang_app::lawbook::{LawBook, Pages};
use shouwang_domain::register::catalog;

use crate::repository::{code, files, text};

/// Lines of a file at most.
const FILE_LINES_MAX: usize = 500;

/// Registers that the machinery knows by name: who bears a duty, where they are, and what was decided about the rules themselves.
const KNOWN_BY_NAME: [&str; 3] = ["unit", "division", "rule_setting"];

/// For each crate of the workspace the crates that it needs to be built: those of the workspace, and all others.
fn dependencies() -> BTreeMap<String, (BTreeSet<String>, BTreeSet<String>)> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut crates = BTreeMap::new();
    for package in metadata["packages"].as_array().unwrap() {
        let needed = package["dependencies"].as_array().unwrap().iter().filter(|dependency| dependency["kind"].is_null());
        let names = needed.map(|dependency| dependency["name"].as_str().unwrap().to_owned());
        let (own, others) = names.partition(|name| name.starts_with("shouwang"));
        crates.insert(package["name"].as_str().unwrap().to_owned(), (own, others));
    }
    crates
}

/// The names in backticks in the cells of the table below a heading of ARCHITECTURE.md, row by row.
fn table(heading: &str) -> Vec<Vec<Vec<String>>> {
    let page = text("ARCHITECTURE.md");
    let (_, section) = page.split_once(&format!("\n## {heading}\n")).unwrap_or_else(|| panic!("no heading `{heading}`"));
    let section = section.split("\n## ").next().unwrap();
    let names = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| row.trim_matches('|').split('|').map(names).collect()).collect()
}

#[test]
fn crates_depend_on_each_other_as_the_table_says_and_never_upwards() {
    let actual = dependencies();
    let mut seen = BTreeSet::new();
    for row in table("Crates") {
        let [name, _, needs] = row.as_slice() else { panic!("three cells expected: {row:?}") };
        let needs: BTreeSet<String> = needs.iter().cloned().collect();
        assert!(needs.is_subset(&seen), "{name:?} stands above something that it depends on");
        assert_eq!(Some(&needs), actual.get(&name[0]).map(|(own, _)| own), "{}", name[0]);
        seen.insert(name[0].clone());
    }
    assert!(seen.iter().eq(actual.keys()), "every crate has a row: {seen:?}");
}

#[test]
fn libraries_stay_in_the_crates_that_the_table_names() {
    let actual = dependencies();
    let rows = table("Libraries that stay where they are");
    assert!(rows.len() > 5, "{rows:?}");
    for row in rows {
        let [libraries, homes] = row.as_slice() else { panic!("two cells expected: {row:?}") };
        for library in libraries {
            let users: Vec<_> = actual.iter().filter(|(_, (_, others))| others.contains(library)).map(|(name, _)| name).collect();
            assert!(users.iter().eq(&homes.iter().collect::<Vec<_>>()), "{library} is used by {users:?}, and should be by {homes:?}");
        }
    }
}

#[test]
fn the_clock_is_read_in_one_place() {
    let reads = |line: &str| ["Timestamp::now(", "Zoned::now(", "SystemTime::now(", "Instant::now("].iter().any(|now| line.contains(now));
    let places: Vec<_> = code().into_iter().filter(|(.., line)| reads(line)).map(|(file, ..)| file).collect();
    assert_eq!(places, ["crates/shouwang/src/context.rs"]);
}

#[test]
fn sql_is_written_in_storage_only() {
    let is_sql =
        |line: &str| ["\"SELECT ", "\"INSERT ", "\"UPDATE ", "\"DELETE ", "\"CREATE ", "sqlx::"].iter().any(|word| line.contains(word));
    let strays: Vec<_> =
        code().into_iter().filter(|(file, _, line)| is_sql(line) && !file.starts_with("crates/shouwang-storage/")).collect();
    assert!(strays.is_empty(), "{strays:#?}");
}

#[test]
fn sql_asks_nothing_that_only_one_database_can_do() {
    let words = ["now()", "CURRENT_", "datetime(", "strftime(", " LIKE ", " ILIKE ", "->>", "json", " SUM(", "AUTOINCREMENT", "SERIAL"];
    let is_of_one = |line: &str| words.iter().any(|word| line.contains(word));
    let mut lines = code();
    lines.retain(|(file, ..)| file.starts_with("crates/shouwang-storage/src/"));
    for file in files("crates/shouwang-storage/migrations", &[".sql"]) {
        let statements = text(&file);
        let numbered = statements.lines().zip(1..).filter(|(line, _)| !line.starts_with("--"));
        lines.extend(numbered.map(|(line, number)| (file.clone(), number, line.to_owned())));
    }
    let strays: Vec<_> = lines.into_iter().filter(|(.., line)| is_of_one(line)).collect();
    assert!(strays.is_empty(), "{strays:#?}");
}

#[test]
fn no_code_knows_a_rule_by_its_name() {
    let book = LawBook::load(&Pages::embedded()).unwrap();
    // A rule that is called by one plain word (`industry`) shares it with much else; the others' names stand for nothing else.
    let ids = book.law.rules().filter_map(|rule| Some(&rule.name()?.id)).filter(|id| id.contains('-'));
    let mut names: BTreeSet<String> = ids.map(|id| format!("\"{id}\"")).collect();
    names.extend(book.law.instruments.iter().map(|instrument| format!("\"{}\"", instrument.id)));
    assert!(names.len() > 100, "{}", names.len());
    let strays: Vec<_> = code().into_iter().filter(|(.., line)| names.iter().any(|name| line.contains(name))).collect();
    assert!(strays.is_empty(), "{strays:#?}");
}

#[test]
fn the_machinery_knows_no_register_but_three() {
    let names: Vec<_> =
        catalog().iter().map(|def| def.name).filter(|name| !KNOWN_BY_NAME.contains(name)).map(|name| format!("\"{name}\"")).collect();
    let machinery = [
        "crates/shouwang-domain/src/facts/",
        "crates/shouwang-domain/src/plan/",
        "crates/shouwang-domain/src/cases/",
        "crates/shouwang-domain/src/register/",
        "crates/shouwang-storage/src/",
        "crates/shouwang-app/src/import/",
        "crates/shouwang-app/src/workbook/",
        "crates/shouwang-app/src/duties/",
        "crates/shouwang/src/",
    ];
    let strays = code()
        .into_iter()
        .filter(|(file, _, line)| machinery.iter().any(|folder| file.starts_with(folder)) && names.iter().any(|name| line.contains(name)));
    let strays: Vec<_> = strays.collect();
    assert!(strays.is_empty(), "{strays:#?}");
}

#[test]
fn no_file_of_code_has_more_lines_than_a_reader_holds() {
    let long: Vec<_> = files("crates", &[".rs"]).into_iter().filter(|file| text(file).lines().count() > FILE_LINES_MAX).collect();
    assert!(long.is_empty(), "{long:?}");
}

#[test]
fn every_test_that_a_page_names_is_there() {
    let tests: String = files("crates", &[".rs"]).iter().map(|file| text(file)).collect();
    let mut count = 0;
    for page in files("", &["ARCHITECTURE.md"]).into_iter().chain(files("docs", &[".md"])) {
        for name in text(&page)
            .split('`')
            .filter(|name| name.matches('_').count() > 3 && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_'))
        {
            count += 1;
            assert!(tests.contains(&format!("fn {name}(")), "{page} names the test `{name}`, which is not there");
        }
    }
    assert!(count > 15, "{count}");
}
