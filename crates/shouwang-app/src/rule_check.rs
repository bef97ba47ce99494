//! Whether a decision on a rule would be followed: asked before it is put on record, by whichever way it comes.

use shouwang_calendar::{Day, Words};
use shouwang_domain::facts::{Facts, Segment};
use shouwang_domain::plan::Settings;
use shouwang_domain::register::{Choices, Fact, Record, Registers, Row, catalog, check_references, validate};
use shouwang_domain::registers::division::Division;
use shouwang_domain::registers::rule_setting::RuleSetting;
use shouwang_domain::registers::unit::{Function, Unit};
use shouwang_storage::{StorageError, Store};

use crate::lawbook::LawBook;

/// Why a decision cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleFlaw {
    /// The field that is wrong.
    pub field: &'static str,
    /// What is wrong and what to do.
    pub words: Words,
}

/// The registers that [`check_rule`] reads.
///
/// # Errors
/// When the database fails.
pub async fn load_rule_registers(store: &Store) -> Result<Registers, StorageError> {
    let mut registers = Registers::new();
    for needed in [Unit::def(), Division::def(), RuleSetting::def()] {
        registers.insert(needed.name, store.load(&needed, None).await?);
    }
    Ok(registers)
}

/// Whether a row of rule settings would be followed beside those that are known: it is whole, a competent department decides, and the law has
/// such a rule with such a choice.
///
/// # Errors
/// What is wrong.
pub fn check_rule(book: &LawBook, known: &Registers, row: &Row) -> Result<(), Vec<RuleFlaw>> {
    let problems: Vec<_> =
        validate(row, &RuleSetting::def()).into_iter().map(|problem| flaw(problem.field, problem.zh, problem.en)).collect();
    if !problems.is_empty() {
        return Err(problems);
    }
    let one = |field, zh: String, en: String| Err(vec![flaw(field, zh, en)]);
    let mut with = known.clone();
    with.rows_mut(RuleSetting::NAME).retain(|known| known.key != row.key);
    with.push(RuleSetting::NAME, row.clone());
    if let Some(broken) = check_references(&with, catalog()).into_iter().find(|broken| broken.register == RuleSetting::NAME) {
        let problem = broken.problem(catalog());
        return one("decided_by", problem.zh, problem.en);
    }
    let facts = Facts::build(&with);
    let decided_by = Fact::<RuleSetting>::from_row(row).map(|fact| fact.data.decided_by.code);
    let decided_by = decided_by.map_err(|error| vec![flaw("decided_by", error.to_string(), error.to_string())])?;
    if !decides(&facts, &decided_by, row.key.from) {
        return one(
            "decided_by",
            format!("单位 {decided_by} 当日不是主管部门；规则由主管部门决定"),
            format!("unit {decided_by} is no competent department on that day, and these decide on rules"),
        );
    }
    let (_, flaws) = Settings::read(&book.program, &facts);
    match flaws.into_iter().find(|flaw| flaw.code == row.key.code) {
        Some(flaw) => one("setting", flaw.zh, flaw.en),
        None => Ok(()),
    }
}

fn flaw(field: &'static str, zh: impl Into<String>, en: impl Into<String>) -> RuleFlaw {
    RuleFlaw { field, words: Words::new(zh, en) }
}

/// Whether a unit is a competent department on a day.
fn decides(facts: &Facts, unit: &str, day: Day) -> bool {
    let held = || {
        let table = facts.table_named(Unit::NAME)?;
        let Segment::Row(row) = table.segment(table.find(unit)?, day) else { return None };
        table.column(table.def().field_index("functions")?).set(row as usize)
    };
    held().is_some_and(|functions| functions & (1 << Function::CompetentDepartment.position()) != 0)
}
