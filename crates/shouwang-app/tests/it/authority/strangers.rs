//! Strangers at every door: made-up worlds of all registers, made-up people of all functions, and what they try to read and write. An oracle that
//! knows the policies by heart and walks the rows one by one says what must stay hidden; nothing else may be seen or written.

use jiff::Timestamp;
use shouwang_app::authority::Authority;
use shouwang_domain::reach::Scope;
use shouwang_domain::register::{RegisterDef, Row, catalog};
use shouwang_storage::query::RowQuery;
use shouwang_storage::testing::databases;
use shouwang_storage::{About, Guard, StorageError, Store, Write};

use super::oracle::{Oracle, Stranger};
use super::world::{Chance, made_up_row, made_up_world};

const WORLDS: u64 = 3;
const PEOPLE: usize = 14;
const WRITES: usize = 60;

fn write(seconds: &mut i64) -> Write {
    *seconds += 1;
    let now = Timestamp::from_second(1_790_000_000 + *seconds).unwrap();
    Write::now(now, About::command("stranger", "registers.write", "r"), "test", [0; 32])
}

#[tokio::test]
async fn nobody_reads_or_writes_what_is_not_his() {
    let authority = Authority::embedded().unwrap();
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let mut seconds = 0;
        let (mut seen, mut hidden, mut written, mut refused) = (0_usize, 0_usize, 0_usize, 0_usize);
        for seed in 0..WORLDS {
            let mut chance = Chance(seed + 1);
            let registers = made_up_world(&mut chance);
            replace_all(&store, &registers, &mut seconds).await;
            for _ in 0..PEOPLE {
                let stranger = Stranger::made_up(&mut chance, &registers);
                let oracle = Oracle { registers: &registers, stranger: &stranger };
                for def in catalog() {
                    let (shown, kept) = reads(&store, &authority, &oracle, def).await;
                    (seen, hidden) = (seen + shown, hidden + kept);
                }
                for _ in 0..WRITES {
                    let def = chance.pick(catalog().registers());
                    if tries_to_write(&store, &authority, &oracle, def, &mut chance, &mut seconds).await {
                        written += 1;
                    } else {
                        refused += 1;
                    }
                }
            }
        }
        assert!(seen > 500 && hidden > 5_000, "{seen} rows seen, {hidden} hidden: the worlds say little");
        assert!(written > 30 && refused > 300, "{written} written, {refused} refused: the worlds say little");
    }
}

/// Puts the rows of one world in place of those of the one before.
async fn replace_all(store: &Store, registers: &shouwang_domain::register::Registers, seconds: &mut i64) {
    let mut clear = write(seconds);
    for def in catalog() {
        let before = store.load(def, None).await.unwrap();
        clear.withdrawals.extend(before.into_iter().map(|row| (def.name, row.key)));
    }
    store.write(&clear).await.unwrap();
    let mut fill = write(seconds);
    fill.puts = registers.iter().flat_map(|(name, rows)| rows.iter().map(move |row| (name, row.clone()))).collect();
    store.write(&fill).await.unwrap();
}

/// Lists a register, reads every row of it alone, and compares both with the oracle. How many rows were shown, and how many kept back.
async fn reads(store: &Store, authority: &Authority, oracle: &Oracle<'_>, def: &'static RegisterDef) -> (usize, usize) {
    let scope = authority.scope(&oracle.stranger.principal(), "registers.list", def.name);
    let mut query = RowQuery::new(def, &scope);
    query.limit = 500;
    let page = store.list_rows(&query).await.unwrap();
    let mut shown: Vec<&str> = page.rows.iter().map(|stored| stored.row.key.code.as_str()).collect();
    shown.sort_unstable();
    let rows = oracle.registers.get(def.name);
    let mut may: Vec<&str> = rows.iter().filter(|row| oracle.reads(def, row)).map(|row| row.key.code.as_str()).collect();
    may.sort_unstable();
    assert_eq!(shown, may, "{} as seen by {:?}", def.name, oracle.stranger);
    let single = authority.scope(&oracle.stranger.principal(), "registers.read", def.name);
    for row in rows {
        let found = store.find_row(def, &row.key, &single).await.unwrap();
        assert_eq!(found.is_some(), may.contains(&row.key.code.as_str()), "{} {} for {:?}", def.name, row.key.code, oracle.stranger);
    }
    (may.len(), rows.len() - may.len())
}

/// Tries to write something; whether it was written. What was written is taken back at once, so that the next one meets the same world.
async fn tries_to_write(
    store: &Store,
    authority: &Authority,
    oracle: &Oracle<'_>,
    def: &'static RegisterDef,
    chance: &mut Chance,
    seconds: &mut i64,
) -> bool {
    let scope = authority.scope(&oracle.stranger.principal(), "registers.write", def.name);
    let old = chance.pick(oracle.registers.get(def.name)).clone();
    let mut new: Row = made_up_row(def, 0, chance);
    oracle.stranger.point_at_himself(def, &mut new, chance);
    let mut attempt = write(seconds);
    attempt.guard = Some(Guard::within(def.name, scope));
    let (what, rows_touched): (&str, Vec<&Row>) = match chance.below(4) {
        0 => {
            new.key = old.key.clone();
            ("changed", vec![&old, &new])
        }
        1 => {
            new.key.code = format!("{}-new", def.name);
            ("entered", vec![&new])
        }
        2 => {
            // Another row of somebody's code: as if the thing had become one's own on that day.
            new.key.code = old.key.code.clone();
            new.key.from = new.key.from.plus(1);
            ("continued", vec![&old, &new])
        }
        _ => ("withdrew", vec![&old]),
    };
    if what == "withdrew" {
        attempt.withdrawals.push((def.name, old.key.clone()));
    } else {
        attempt.puts.push((def.name, new.clone()));
    }
    if old.says_the_same(&new) {
        return false;
    }
    let outcome = store.write(&attempt).await;
    match &outcome {
        Ok(_) => {
            let may = rows_touched.iter().all(|row| oracle.writes(def, row));
            assert!(may, "{:?} {what} {} {:?}, which is not his; before {:?}", oracle.stranger, def.name, new, old);
            let mut undo = write(seconds);
            if new.key != old.key && what != "withdrew" {
                undo.withdrawals.push((def.name, new.key.clone()));
            } else {
                undo.puts.push((def.name, old.clone()));
            }
            store.write(&undo).await.unwrap();
        }
        Err(error) => assert!(matches!(error, StorageError::OutOfReach { .. }), "{error}"),
    }
    outcome.is_ok()
}

#[test]
fn an_unknown_operation_reaches_nothing() {
    let authority = Authority::embedded().unwrap();
    let registers = made_up_world(&mut Chance(1));
    let stranger = Stranger::made_up(&mut Chance(2), &registers);
    assert_eq!(authority.scope(&stranger.principal(), "registers.burn", "unit"), Scope::NOTHING);
    assert!(!authority.allows(&stranger.principal(), "registers.burn"));
}
