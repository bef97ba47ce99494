//! What a write does: adds, corrects, withdraws, leaves alone, or refuses as a whole.

use jiff::ToSpan as _;
use shouwang_calendar::Day;
use shouwang_domain::register::{Row, Value, catalog};
use shouwang_storage::testing::databases;
use shouwang_storage::{Ending, RowFlaw, StorageError, Store, Write, Written};

use crate::common::*;

fn u1(variant: u32) -> Row {
    row(unit(), key("U1", "2026-01-01"), variant)
}

async fn assert_empty(store: &Store) {
    assert_eq!(store.load_all(None).await.unwrap().row_count(), 0);
    assert_eq!(store.list_acts(None, 10).await.unwrap(), []);
    assert_eq!(store.last_learned_at().await.unwrap(), None);
}

#[tokio::test]
async fn writing_the_same_twice_changes_nothing() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let rows = [u1(0), row(unit(), key("U1", "2027-01-01"), 1), bare_row(unit(), key("U2", ""))];
        let written = put(&store, moment(0), rows.clone()).await.unwrap();
        assert_eq!(written, Written { act: Some(1), added_count: 3, ..Written::default() });
        let again = put(&store, moment(5), rows.clone()).await.unwrap();
        assert_eq!(again, Written { unchanged_count: 3, ..Written::default() });
        assert!(!again.changed_anything());
        assert_eq!(store.load(unit(), None).await.unwrap(), learned(moment(0), rows));
        assert_eq!(store.last_learned_at().await.unwrap(), Some(moment(0)));
        assert_eq!(store.list_acts(None, 10).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_correction_supersedes_and_a_withdrawal_ends_and_both_stay_readable() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, moment(10), [u1(0)]).await.unwrap();
        let written = put(&store, moment(20), [u1(1)]).await.unwrap();
        assert_eq!(written, Written { act: Some(2), changed_count: 1, ..Written::default() });
        let written = store.write(&withdrawal(moment(30), unit(), u1(0).key)).await.unwrap();
        assert_eq!(written, Written { act: Some(3), withdrawn_count: 1, ..Written::default() });
        let written = put(&store, moment(40), [u1(1)]).await.unwrap();
        assert_eq!(written, Written { act: Some(4), added_count: 1, ..Written::default() });

        for (second, expected) in [
            (9, vec![]),
            (10, learned(moment(10), [u1(0)])),
            (19, learned(moment(10), [u1(0)])),
            (20, learned(moment(20), [u1(1)])),
            (30, vec![]),
            (39, vec![]),
            (40, learned(moment(40), [u1(1)])),
            (9_999, learned(moment(40), [u1(1)])),
        ] {
            assert_eq!(store.load(unit(), Some(moment(second))).await.unwrap(), expected, "known at {second}");
        }
        let history = store.history(unit(), "U1").await.unwrap();
        let told: Vec<_> = history
            .iter()
            .map(|version| (version.row.learned_at, version.learned_act, version.ended.map(|ended| (ended.at, ended.act, ended.how))))
            .collect();
        assert_eq!(
            told,
            [
                (Some(moment(10)), 1, Some((moment(20), 2, Ending::Corrected))),
                (Some(moment(20)), 2, Some((moment(30), 3, Ending::Withdrawn))),
                (Some(moment(40)), 4, None),
            ]
        );
        assert!(history[1].row.says_the_same(&u1(1)));
    }
}

#[tokio::test]
async fn every_part_of_a_row_that_changes_is_a_change() {
    let base = bare_row(unit(), key("U1", ""));
    let mut changed = vec![
        Row { until: day("2026-12-31"), ..base.clone() },
        Row { basis: shouwang_domain::register::Basis::Measured, ..base.clone() },
        Row { vouched_by: Some("U2".to_owned()), ..base.clone() },
        Row { note: Some("备注".to_owned()), ..base.clone() },
    ];
    let full = row(unit(), base.key.clone(), 1);
    changed.extend((0..unit().fields.len()).map(|at| {
        let mut row = base.clone();
        row.values[at].clone_from(&full.values[at]);
        row
    }));
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let mut second = 0;
        for row in changed.iter().filter(|row| !row.says_the_same(&base)) {
            second += 2;
            put(&store, moment(second), [base.clone()]).await.unwrap();
            let written = put(&store, moment(second + 1), [row.clone()]).await.unwrap();
            assert_eq!((written.changed_count, written.unchanged_count), (1, 0), "{row:?}");
            assert_eq!(store.load(unit(), None).await.unwrap(), learned(moment(second + 1), [row.clone()]));
        }
        assert!(second > 20);
    }
}

#[tokio::test]
async fn what_was_known_in_the_past_cannot_be_added_to() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, moment(10), [u1(0)]).await.unwrap();
        let early = moment(10) - 1.microsecond();
        let error = put(&store, early, [bare_row(unit(), key("U2", ""))]).await.unwrap_err();
        assert!(
            matches!(error, StorageError::LearnedTooEarly { learned_at, newest } if learned_at == early && newest == moment(10)),
            "{error}"
        );
        assert_eq!(store.load(unit(), None).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn nothing_is_learned_after_it_was_recorded() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let write = Write { recorded_at: moment(9), ..puts(moment(10), unit(), [u1(0)]) };
        let error = store.write(&write).await.unwrap_err();
        assert!(matches!(error, StorageError::LearnedAfterRecorded { .. }), "{error}");
        assert_empty(&store).await;
        let late = Write { recorded_at: moment(99), ..puts(moment(10), unit(), [u1(0)]) };
        store.write(&late).await.unwrap();
        let acts = store.list_acts(None, 10).await.unwrap();
        assert_eq!((acts[0].learned_at, acts[0].recorded_at), (moment(10), moment(99)));
    }
}

#[tokio::test]
async fn at_one_moment_a_row_says_one_thing() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, moment(1), [u1(0), bare_row(unit(), key("U2", ""))]).await.unwrap();
        let refused = |error: &StorageError| matches!(error, StorageError::SameMoment { row, .. } if row == "U1 / 2026-01-01");

        let error = put(&store, moment(1), [u1(1)]).await.unwrap_err();
        assert!(refused(&error), "correcting: {error}");
        let error = store.write(&withdrawal(moment(1), unit(), u1(0).key)).await.unwrap_err();
        assert!(refused(&error), "withdrawing: {error}");
        // The same says nothing new, and other rows have not been spoken of at this moment.
        let written = put(&store, moment(1), [u1(0), bare_row(unit(), key("U3", ""))]).await.unwrap();
        assert_eq!((written.added_count, written.unchanged_count), (1, 1));

        store.write(&withdrawal(moment(2), unit(), u1(0).key)).await.unwrap();
        let error = put(&store, moment(2), [u1(0)]).await.unwrap_err();
        assert!(refused(&error), "putting back: {error}");
        put(&store, moment(2) + 1.microsecond(), [u1(0)]).await.unwrap();
        assert_eq!(store.load(unit(), None).await.unwrap().len(), 3);
    }
}

#[tokio::test]
async fn one_write_speaks_of_a_row_once() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let error = put(&store, moment(0), [u1(0), u1(0)]).await.unwrap_err();
        assert!(matches!(&error, StorageError::DuplicateKey { register: "unit", row } if row == "U1 / 2026-01-01"), "{error}");
        let both = Write { withdrawals: vec![("unit", u1(0).key)], ..puts(moment(0), unit(), [u1(0)]) };
        assert!(matches!(store.write(&both).await.unwrap_err(), StorageError::DuplicateKey { .. }));
        assert_empty(&store).await;
        // The same key in another register is another row.
        let mut write = puts(moment(0), unit(), [u1(0)]);
        let division = catalog().get("division").unwrap();
        write.puts.push(("division", bare_row(division, u1(0).key)));
        assert_eq!(store.write(&write).await.unwrap().added_count, 2);
    }
}

#[tokio::test]
async fn withdrawing_what_is_not_there_is_refused() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, moment(0), [u1(0)]).await.unwrap();
        let other_day = key("U1", "2026-01-02");
        let error = store.write(&withdrawal(moment(1), unit(), other_day)).await.unwrap_err();
        assert!(matches!(&error, StorageError::NothingToWithdraw { row, .. } if row == "U1 / 2026-01-02"), "{error}");
        store.write(&withdrawal(moment(1), unit(), u1(0).key)).await.unwrap();
        let error = store.write(&withdrawal(moment(2), unit(), u1(0).key)).await.unwrap_err();
        assert!(matches!(error, StorageError::NothingToWithdraw { .. }), "{error}");
    }
}

#[tokio::test]
async fn a_row_that_does_not_fit_undoes_the_whole_write() {
    let (name, functions, important) = ("name", "functions", "handles_important_data");
    let at = |field| unit().field_index(field).unwrap();
    let flawed = |field, value| {
        let mut row = row(unit(), key("Z", ""), 0);
        row.values[at(field)] = value;
        row
    };
    let good = row(unit(), key("Z", ""), 0);
    let short = Row { values: good.values[1..].to_vec(), ..good.clone() };
    let cases = [
        (flawed(name, None), name, RowFlaw::Missing),
        (flawed(name, Some(Value::Int(1))), name, RowFlaw::WrongKind),
        (flawed(name, Some(Value::Text("a\0b".to_owned()))), name, RowFlaw::NulCharacter),
        (flawed(functions, Some(Value::Set(1 << 60))), functions, RowFlaw::WrongKind),
        (flawed("industry", Some(Value::Choice(200))), "industry", RowFlaw::WrongKind),
        (flawed(important, Some(Value::Text("是".to_owned()))), important, RowFlaw::WrongKind),
        (Row { until: Day::from_number(-900_000), ..good.clone() }, "until", RowFlaw::DayOutOfRange),
        (Row { note: Some("\0".to_owned()), ..good.clone() }, "note", RowFlaw::NulCharacter),
        (Row { key: key("Z\0", ""), ..good.clone() }, "code", RowFlaw::NulCharacter),
        (short, "code", RowFlaw::ValueCount),
    ];
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        for (flawed, flawed_column, expected) in &cases {
            let others = (0..300).map(|at| bare_row(unit(), key(&format!("U{at}"), "")));
            let error = put(&store, moment(0), others.chain([flawed.clone()])).await.unwrap_err();
            let StorageError::InvalidRow { register: "unit", row, column, flaw } = &error else { panic!("{error}") };
            assert_eq!((column, flaw, &row[..1]), (flawed_column, expected, "Z"), "{error}");
            assert_empty(&store).await;
        }
    }
}

#[tokio::test]
async fn any_number_of_rows_is_written_corrected_and_withdrawn() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let mut second = 0;
        for count in [1_u32, 127, 128, 129, 700] {
            let rows = |variant| (0..count).map(move |at| row(unit(), key(&format!("{count}-{at:05}"), "2026-01-01"), at + variant));
            second += 10;
            let rows_count = usize::try_from(count).unwrap();
            let before = store.load(unit(), None).await.unwrap().len();
            assert_eq!(put(&store, moment(second), rows(0)).await.unwrap().added_count, rows_count);
            assert_eq!(put(&store, moment(second + 1), rows(0)).await.unwrap().unchanged_count, rows_count);
            assert_eq!(put(&store, moment(second + 2), rows(1)).await.unwrap().changed_count, rows_count);
            let of_count = |loaded: Vec<Row>| -> Vec<Row> {
                loaded.into_iter().filter(|row| row.key.code.starts_with(&format!("{count}-"))).collect()
            };
            assert_eq!(of_count(store.load(unit(), None).await.unwrap()), learned(moment(second + 2), rows(1)));
            assert_eq!(of_count(store.load(unit(), Some(moment(second + 1))).await.unwrap()), learned(moment(second), rows(0)));
            let withdrawals = rows(0).map(|row| ("unit", row.key)).collect();
            let write = Write { withdrawals, ..puts(moment(second + 3), unit(), []) };
            assert_eq!(store.write(&write).await.unwrap().withdrawn_count, rows_count);
            assert_eq!(store.load(unit(), None).await.unwrap().len(), before);
            put(&store, moment(second + 4), rows(2)).await.unwrap();
        }
    }
}

#[tokio::test]
async fn acts_are_listed_newest_first_page_by_page() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        for second in 0..5 {
            put(&store, moment(second), [u1(u32::try_from(second).unwrap())]).await.unwrap();
        }
        let page = store.list_acts(None, 2).await.unwrap();
        assert_eq!(page.iter().map(|act| act.id).collect::<Vec<_>>(), [5, 4]);
        assert_eq!((page[0].actor.as_str(), page[0].source.as_str()), ("张三", "样例.xlsx"));
        assert_eq!(page[0].written, Written { act: Some(5), changed_count: 1, ..Written::default() });
        assert_eq!(page[0].learned_at, moment(4));
        let rest = store.list_acts(Some(4), 100).await.unwrap();
        assert_eq!(rest.iter().map(|act| act.id).collect::<Vec<_>>(), [3, 2, 1]);
        assert_eq!(rest[2].written.added_count, 1);
    }
}
