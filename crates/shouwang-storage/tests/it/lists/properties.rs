//! Over random worlds and random questions, both databases answer as the plain evaluation in memory does: every row once, in order, none
//! that is out of reach; in pages, counts, groups, searches and single look-ups.

use std::collections::BTreeMap;

use jiff::Timestamp;
use shouwang_domain::register::{Row, RowKey, Value};
use shouwang_storage::query::{Count, GROUPS_MAX, RowQuery};
use shouwang_storage::testing::databases;
use shouwang_storage::{Learned, Store, Write};

use super::naive::{Naive, Standing, column};
use super::random::Dice;
use super::world::{row, write_of};
use crate::common::moment;

const STEPS: i64 = 3;
const QUESTIONS: usize = 130;
/// More units in one division than lists gather rows from: there they ask the rows instead.
const CROWD: u32 = 320;

/// Writes a random step of history: rows added, continued, corrected and withdrawn.
async fn step(dice: &mut Dice, store: &Store, standing: &mut Standing, second: i64) {
    let mut puts = BTreeMap::new();
    for number in (0..CROWD).filter(|_| second == 0) {
        let (name, mut row) = row("unit", &format!("crowd{number:03}"), "", &[("division", "division0")]);
        row.values[0] = Some(Value::Text(format!("x{}", number % 7)));
        puts.insert((name, row.key.clone()), row);
    }
    for _ in 0..260 {
        let def = dice.register();
        let row = dice.row(def);
        puts.insert((def.name, row.key.clone()), row);
    }
    let gone: Vec<_> = standing.keys().filter(|key| dice.once_in(9) && !puts.contains_key(*key)).cloned().collect();
    let rows = puts.iter().map(|((name, _), row)| (*name, row.clone())).collect();
    let write = Write { withdrawals: gone.clone(), learned_at: Learned::At(moment(second)), ..write_of(second, rows) };
    let act = store.write(&write).await.unwrap().act.unwrap();
    for key in gone {
        standing.remove(&key);
    }
    for (key, row) in puts {
        if standing.get(&key).is_none_or(|(known, _)| !known.says_the_same(&row)) {
            standing.insert(key, (Row { learned_at: Some(moment(second)), ..row }, act));
        }
    }
}

async fn walk(store: &Store, query: &RowQuery<'_>) -> Vec<(Row, i64)> {
    let mut query = query.clone();
    let mut walked = Vec::new();
    loop {
        let page = store.list_rows(&query).await.unwrap();
        assert!(page.rows.len() <= usize::from(query.limit));
        walked.extend(page.rows.into_iter().map(|stored| (stored.row, stored.version)));
        match page.next {
            Some(next) => (query.after, query.skip) = (Some(next), 0),
            None => return walked,
        }
    }
}

fn groups(query: &RowQuery<'_>, rows: &[&Row], field: &str) -> BTreeMap<String, i64> {
    let mut groups = BTreeMap::new();
    for row in rows {
        // Days that are open are no values of a group.
        let value = column(query.register, row, field).filter(|value| !matches!(value, Value::Day(day) if day.date().is_none()));
        *groups.entry(format!("{value:?}")).or_default() += 1;
    }
    groups
}

#[tokio::test]
async fn lists_are_those_of_the_plain_evaluation() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let mut dice = Dice(20_261_122);
        let mut standing = Standing::new();
        let mut past: Vec<(Timestamp, Standing)> = Vec::new();
        let (mut partly, mut paged) = (0, 0);
        for second in 0..STEPS {
            step(&mut dice, &store, &mut standing, second).await;
            past.push((moment(second), standing.clone()));
            let naive = Naive { standing: &standing };
            for _ in 0..QUESTIONS {
                let def = dice.register();
                let scope = dice.scope();
                let known: Vec<_> = naive.rows(def.name).collect();
                let mut query = dice.query(def, &scope, &known);
                query.limit = if def.name == "unit" { 40 } else { query.limit };
                let then = dice.once_in(4).then(|| dice.pick(&past));
                query.known_at = then.map(|(moment, _)| *moment);
                let all = then.map_or(&standing, |(_, standing)| standing);
                let expected = naive.answer(&query, Naive { standing: all }.rows(def.name));
                partly += usize::from(!expected.is_empty() && expected.len() < known.len());
                paged += usize::from(expected.len() > usize::from(query.limit));

                let context = format!("{query:?} in {}", database.url);
                let walked = walk(&store, &query).await;
                let with_acts: Vec<_> = expected.iter().map(|row| all[&(def.name, row.key.clone())].clone()).collect();
                assert_eq!(walked, with_acts, "{context}");
                let count = Count { rows: i64::try_from(expected.len()).unwrap(), more: false };
                assert_eq!(store.count_rows(&query).await.unwrap(), count, "{context}");
                assert_eq!(store.count_all_rows(&query).await.unwrap(), count.rows, "{context}");
                let skip = usize::try_from(dice.roll(expected.len() as u64 + 2)).unwrap();
                let jumped = RowQuery { skip: u32::try_from(skip).unwrap(), ..query.clone() };
                assert_eq!(walk(&store, &jumped).await, with_acts[skip.min(with_acts.len())..], "from {skip} on: {context}");
                let fields = ["code", "basis", "until", "from", def.fields[0].name, def.fields[def.fields.len() - 1].name];
                let field = dice.pick(&fields);
                let found = store.count_by(&query, field).await.unwrap();
                let found = found.into_iter().map(|group| (format!("{:?}", group.value), group.rows)).collect::<BTreeMap<_, _>>();
                let mut known = groups(&query, &expected, field);
                if known.len() > GROUPS_MAX {
                    known.retain(|value, _| found.contains_key(value));
                    assert_eq!(known.len(), GROUPS_MAX, "by {field}: {context}");
                }
                assert_eq!(found, known, "by {field}: {context}");
            }
        }
        // The questions are neither all empty nor all of everything.
        assert!(partly > 80 && paged > 50, "{partly} {paged}");
    }
}

#[tokio::test]
async fn single_rows_are_found_exactly_when_they_are_visible() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let mut dice = Dice(7);
        let mut standing = Standing::new();
        step(&mut dice, &store, &mut standing, 0).await;
        step(&mut dice, &store, &mut standing, 1).await;
        let naive = Naive { standing: &standing };
        let keys: Vec<(&str, RowKey)> = standing.keys().cloned().collect();
        let (mut seen, mut hidden) = (0, 0);
        for _ in 0..300 {
            let (register, key) = dice.pick(&keys);
            let scope = dice.scope();
            let def = super::world::def(register);
            let (row, act) = &standing[&(def.name, key.clone())];
            let visible = naive.is_visible(def, row, &scope);
            *(if visible { &mut seen } else { &mut hidden }) += 1;
            let found = store.find_row(def, key, &scope).await.unwrap();
            assert_eq!(found.map(|stored| (stored.row, stored.version)), visible.then(|| (row.clone(), *act)), "{register} {scope:?}");
        }
        assert!(seen > 50 && hidden > 50, "{seen} {hidden}");
    }
}
