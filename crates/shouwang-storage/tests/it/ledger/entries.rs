//! What stands in the ledger after which write.

use jiff::ToSpan as _;
use shouwang_ledger::{Entry, On, Private, TileId};
use shouwang_storage::ledger::{ERASE_OPERATION, EntryQuery};
use shouwang_storage::testing::databases;
use shouwang_storage::{About, StorageError, Write};

use super::{assert_whole, note, seal, trusted, verify, words};
use crate::common::*;

#[tokio::test]
async fn every_write_that_changes_something_has_one_entry_that_says_so() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        assert_eq!(store.ledger_head().await.unwrap().size(), 0);
        let about = About {
            person: Some("P1".to_owned()),
            unit: Some("U1".to_owned()),
            function: Some("handler".to_owned()),
            article: Some("M24".to_owned()),
            reason: Some("年度\0更新".to_owned()),
            ..About::command("张三", "unit.write", "request-7")
        };
        let write = Write { about, ..puts(moment(1), unit(), [row(unit(), key("U1", ""), 0), row(unit(), key("U2", "2026-01-01"), 1)]) };
        store.write(&write).await.unwrap();
        put(&store, moment(2), [row(unit(), key("U1", ""), 0)]).await.unwrap();
        store.write(&withdrawal(moment(3), unit(), key("U1", ""))).await.unwrap();
        assert_eq!(store.ledger_head().await.unwrap().size(), 2, "a write that changes nothing leaves no entry");

        let rows = store.load_entries(0..10).await.unwrap();
        let first = Entry::parse(&rows[0].entry).unwrap();
        assert_eq!((first.seq, first.at, first.act), (0, moment(1), Some(1)));
        let said = [&first.unit, &first.function, &first.article].map(|text| text.clone().unwrap());
        assert_eq!((first.operation.as_str(), first.request.as_str()), ("unit.write", "request-7"));
        assert_eq!(said, ["U1", "handler", "M24"]);
        let tables: Vec<_> = first.tables.iter().map(|table| (table.name.as_str(), table.before.count, table.after.count)).collect();
        assert_eq!(tables, [("act", 0, 1), ("unit", 0, 2)]);
        let private = Private::parse(rows[0].private.as_deref().unwrap()).unwrap();
        assert_eq!((private.actor.as_str(), private.source.as_deref()), ("张三", Some("样例.xlsx")));
        assert_eq!((private.person.as_deref(), private.reason.as_deref()), (Some("P1"), Some("年度\u{fffd}更新")));
        let on = |code: &str, from: &str| On { table: "unit".to_owned(), code: code.to_owned(), from: from.to_owned() };
        assert_eq!(private.on, [on("U1", ""), on("U2", "2026-01-01")]);
        let second = Entry::parse(&rows[1].entry).unwrap();
        assert_eq!(second.tables.iter().map(|table| (table.before.count, table.after.count)).collect::<Vec<_>>(), [(0, 1), (1, 0)]);
        assert_eq!(second.tables[1].before.count, 1);
        assert_eq!(store.find_entry_of_act(2).await.unwrap(), Some(rows[1].clone()));
        assert_whole(&store).await;
    }
}

#[tokio::test]
async fn a_refused_write_leaves_no_entry() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let mut flawed = row(unit(), key("U9", ""), 0);
        flawed.values.pop();
        put(&store, moment(1), [flawed.clone()]).await.unwrap_err();
        assert_eq!(store.ledger_head().await.unwrap().size(), 0);
        let good = |code: &str| puts(moment(1), unit(), [row(unit(), key(code, ""), 0)]);
        let results = store.write_many(&[good("U1"), puts(moment(1), unit(), [flawed]), good("U2")]).await;
        assert!(matches!(results[1], Err(StorageError::InvalidRow { .. })), "{results:?}");
        assert_eq!(results.iter().flatten().filter_map(|written| written.act).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(store.ledger_head().await.unwrap().size(), 2);
        assert_eq!(store.load(unit(), None).await.unwrap().len(), 2);
        assert_whole(&store).await;
    }
}

#[tokio::test]
async fn what_changes_no_register_is_put_on_record_too_and_is_found_again() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, moment(1), [row(unit(), key("U1", ""), 0)]).await.unwrap();
        let notes: Vec<_> = (0..300).map(|at| note(moment(2 + at), if at % 2 == 0 { "甲" } else { "乙" }, "session.begin")).collect();
        assert_eq!(store.append_entries(&notes).await.unwrap(), 1..301);
        assert_eq!(store.append_entry(&note(moment(400), "甲", "export.make")).await.unwrap(), 301);
        put(&store, moment(500), [row(unit(), key("U1", ""), 1)]).await.unwrap();

        let found = async |query: EntryQuery| {
            let rows = store.list_entries(&query, 1_000).await.unwrap();
            rows.iter().map(|row| row.seq).collect::<Vec<_>>()
        };
        let by = |actor: &str| EntryQuery { actor: Some(actor.to_owned()), ..EntryQuery::default() };
        assert_eq!(found(by("甲")).await.len(), 151);
        assert_eq!(found(EntryQuery { operation: Some("export.make".to_owned()), ..by("甲") }).await, [301]);
        assert_eq!(found(EntryQuery { on: Some(("unit".to_owned(), "U1".to_owned())), ..EntryQuery::default() }).await, [302, 0]);
        let between = EntryQuery { since: Some(moment(2)), until: Some(moment(5)), ..EntryQuery::default() };
        assert_eq!(found(between.clone()).await, [3, 2, 1]);
        assert_eq!(found(EntryQuery { after: Some(3), ..between.clone() }).await, [2, 1]);
        assert_eq!(found(EntryQuery { oldest_first: true, ..between.clone() }).await, [1, 2, 3], "the same, turned round");
        assert_eq!(found(EntryQuery { oldest_first: true, after: Some(2), ..between }).await, [3]);
        assert_eq!(store.list_entries(&EntryQuery::default(), 2).await.unwrap().len(), 2);
        let unknown = EntryQuery { on: Some(("nothing".to_owned(), "U1".to_owned())), ..EntryQuery::default() };
        assert!(matches!(store.list_entries(&unknown, 2).await, Err(StorageError::UnknownRegister { .. })));
        assert_whole(&store).await;
    }
}

#[tokio::test]
async fn a_receipt_from_the_store_proves_any_entry_offline() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, moment(1), [row(unit(), key("U1", ""), 0)]).await.unwrap();
        let notes: Vec<_> = (0..700).map(|at| note(moment(2 + at), "甲", "session.begin")).collect();
        store.append_entries(&notes).await.unwrap();
        assert_eq!(store.make_receipt(0, true).await.unwrap(), None, "nothing is signed yet");
        seal(&store).await;
        store.append_entry(&notes[0]).await.unwrap();
        for seq in [0, 1, 255, 256, 511, 512, 699, 700] {
            let receipt = store.make_receipt(seq, seq == 0).await.unwrap().unwrap();
            let read: shouwang_ledger::Receipt = receipt.to_string().parse().unwrap();
            let proven = read.verify(&trusted()).unwrap();
            assert_eq!((proven.entry.seq, proven.private.is_some()), (seq, seq == 0));
        }
        assert_eq!(store.make_receipt(701, true).await.unwrap(), None, "the head does not speak of it yet");
        assert!(matches!(store.make_receipt(702, true).await, Err(StorageError::NoSuchEntry { seq: 702 })));
        let tiles = store.load_tiles(TileId::grown(0, 701)).await.unwrap();
        assert!(tiles.get(TileId { level: 1, index: 0, width: 2 }).is_some());
    }
}

#[tokio::test]
async fn signed_heads_are_kept_and_compared() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        assert_eq!(store.latest_checkpoint().await.unwrap(), None);
        for second in 1..4 {
            put(&store, moment(second), [row(unit(), key("U1", ""), u32::try_from(second).unwrap())]).await.unwrap();
            seal(&store).await;
        }
        let kept = store.list_checkpoints(None, 10).await.unwrap();
        assert_eq!(kept.iter().map(|checkpoint| checkpoint.size).collect::<Vec<_>>(), [3, 2, 1]);
        assert_eq!(store.latest_checkpoint().await.unwrap(), Some(kept[0].clone()));
        assert_eq!(store.list_checkpoints(Some(3), 1).await.unwrap(), [kept[1].clone()]);
        let options = shouwang_ledger::Options { keys: trusted(), ..shouwang_ledger::Options::default() };
        let report = store.verify_live(options).await.unwrap();
        assert!(report.is_whole() && report.ledger.proven() == 3, "{:?}", words(&report));
    }
}

#[tokio::test]
async fn what_names_persons_can_be_erased_and_the_ledger_still_holds() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, moment(1), [row(unit(), key("U1", ""), 0)]).await.unwrap();
        put(&store, moment(2), [row(unit(), key("U1", ""), 1)]).await.unwrap();
        seal(&store).await;
        let erasing = note(moment(3), "审计员", "whatever");
        assert_eq!(store.erase_private(0, &erasing).await.unwrap(), Some(2));
        assert_eq!(store.erase_private(0, &erasing).await.unwrap(), None, "nothing is left of it");
        let erased = store.find_entry(0).await.unwrap().unwrap();
        assert_eq!((erased.actor, erased.private, erased.salt), (None, None, None));
        let act = store.list_acts(Some(2), 1).await.unwrap().remove(0);
        assert_eq!((act.actor.as_str(), act.source.as_str()), ("", ""));
        assert_eq!(store.find_entry(2).await.unwrap().unwrap().operation, ERASE_OPERATION);
        assert!(matches!(store.erase_private(2, &erasing).await, Err(StorageError::NotErasable { seq: 2 })));
        assert!(matches!(store.erase_private(9, &erasing).await, Err(StorageError::NoSuchEntry { seq: 9 })));
        let report = verify(&store).await;
        assert!(report.is_whole() && report.ledger.erased == 1, "{:?}", words(&report));
        assert!(store.make_receipt(0, true).await.unwrap().unwrap().private.is_none());
        // By hand the same is found, for no entry says so.
        execute(&database, "UPDATE ledger_entry SET private = NULL, salt = NULL, actor = NULL WHERE seq = 1").await;
        execute(&database, "UPDATE act SET actor = '', source = '' WHERE id = 2").await;
        assert_eq!(words(&verify(&store).await), ["the private part of entry 1 is missing, and no entry says that it was erased"]);
    }
}

#[tokio::test]
async fn a_ledger_without_its_head_takes_no_further_writes() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, moment(1), [row(unit(), key("U1", ""), 0)]).await.unwrap();
        execute(&database, "UPDATE ledger_head SET size = 7").await;
        let error = put(&store, moment(1) + 1.second(), [row(unit(), key("U1", ""), 1)]).await.unwrap_err();
        assert!(matches!(error, StorageError::LedgerDamaged { .. }), "{error}");
        assert_eq!(store.list_acts(None, 10).await.unwrap().len(), 1);
    }
}
