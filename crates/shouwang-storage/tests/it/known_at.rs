//! "As known at a moment" has one answer: whatever is written later, it stays the same.

use std::collections::BTreeMap;

use jiff::{Timestamp, ToSpan as _};
use proptest::collection::vec;
use proptest::prelude::*;
use shouwang_domain::register::{Row, RowKey};
use shouwang_storage::testing::databases;
use shouwang_storage::{Store, Write};

use crate::common::*;

/// What one write says about one of a few rows.
#[derive(Clone, Debug)]
enum Say {
    Put { variant: u32 },
    Withdraw,
}

/// A write: how long after the one before, and what it says about which row.
type Step = (i64, BTreeMap<usize, Say>);

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let say = prop_oneof![3 => (0..3_u32).prop_map(|variant| Say::Put { variant }), 1 => Just(Say::Withdraw)];
    let says = vec((0..KEYS.len(), say), 1..5).prop_map(|says| says.into_iter().collect());
    vec((1..4_000_000_i64, says), 1..8)
}

const KEYS: [(&str, &str); 5] = [("A", ""), ("A", "2026-01-01"), ("A", "2026-06-01"), ("B", ""), ("单位", "2026-01-01")];

/// The rule, told a second time and more simply: after each write, everything that stands.
#[derive(Default)]
struct Model {
    after: Vec<(Timestamp, BTreeMap<RowKey, Row>)>,
}

impl Model {
    fn known_at(&self, moment: Timestamp) -> Vec<Row> {
        let last = self.after.iter().rev().find(|(learned_at, _)| *learned_at <= moment);
        last.map(|(_, rows)| rows.values().cloned().collect()).unwrap_or_default()
    }

    /// Takes over what a write says, and gives the write.
    fn step(&mut self, at: Timestamp, says: &BTreeMap<usize, Say>, prefix: &str) -> Write {
        let mut rows = self.after.last().map(|(_, rows)| rows.clone()).unwrap_or_default();
        let mut write = puts(at, unit(), []);
        for (which, say) in says {
            let (code, from) = KEYS[*which];
            let key = key(&format!("{prefix}{code}"), from);
            match say {
                Say::Put { variant } => {
                    let row = row(unit(), key.clone(), *variant);
                    if !rows.get(&key).is_some_and(|standing| standing.says_the_same(&row)) {
                        rows.insert(key, Row { learned_at: Some(at), ..row.clone() });
                    }
                    write.puts.push((unit().name, row));
                }
                Say::Withdraw if rows.remove(&key).is_some() => write.withdrawals.push((unit().name, key)),
                Say::Withdraw => {}
            }
        }
        self.after.push((at, rows));
        write
    }
}

async fn answer(store: &Store, known_at: Option<Timestamp>, prefix: &str) -> Vec<Row> {
    let mut rows = store.load(unit(), known_at).await.unwrap();
    rows.retain(|row| row.key.code.starts_with(prefix));
    rows
}

/// Runs the steps on an open database; every answer ever given about the past is asked for again after every write.
async fn check(store: &Store, steps: &[Step], prefix: &str) -> Result<(), TestCaseError> {
    let mut model = Model::default();
    let mut given: Vec<(Timestamp, Vec<Row>)> = Vec::new();
    let mut at = store.last_learned_at().await.unwrap().unwrap_or(moment(0)) + 1.second();
    for (pause, says) in steps {
        at += pause.microseconds();
        store.write(&model.step(at, says, prefix)).await.unwrap();
        prop_assert_eq!(answer(store, None, prefix).await, model.known_at(at), "now");
        for (moment, before) in &given {
            prop_assert_eq!(&answer(store, Some(*moment), prefix).await, before, "as known at {}", moment);
        }
        for moment in [at - 1.microsecond(), at] {
            let known = answer(store, Some(moment), prefix).await;
            prop_assert_eq!(&known, &model.known_at(moment), "as known at {}", moment);
            given.push((moment, known));
        }
    }
    Ok(())
}

#[test]
fn an_answer_about_the_past_never_changes() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let databases = runtime.block_on(databases()).unwrap();
    for database in &databases {
        let store = runtime.block_on(database.open()).unwrap();
        let case = std::cell::Cell::new(0);
        let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig { cases: 24, ..ProptestConfig::default() });
        // All cases share the database and have codes of their own: a new database for each would take most of the time.
        let result = runner.run(&steps(), |steps| {
            case.set(case.get() + 1);
            runtime.block_on(check(&store, &steps, &format!("{:03}-", case.get())))
        });
        result.unwrap_or_else(|error| panic!("{}: {error}", database.url));
    }
}
