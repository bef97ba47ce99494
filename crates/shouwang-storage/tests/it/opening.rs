//! What cannot be opened is refused with what is wrong and what to do.

use std::fs;

use shouwang_domain::register::{BrokenRef, RowKey};
use shouwang_ledger::Bilingual;
use shouwang_storage::testing::databases;
use shouwang_storage::{RowFlaw, StorageError, Store};

use crate::common::*;

async fn refusal(url: &str) -> StorageError {
    match Store::open(url).await {
        Ok(_) => panic!("{url} was opened"),
        Err(error) => error,
    }
}

#[tokio::test]
async fn what_was_written_is_there_when_opened_again() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let rows = [row(unit(), key("U1", ""), 0), row(unit(), key("U2", "2026-01-01"), 1)];
        put(&store, moment(0), rows.clone()).await.unwrap();
        store.close().await;
        let store = database.open().await.unwrap();
        assert_eq!(store.load(unit(), None).await.unwrap(), learned(moment(0), rows));
        assert_eq!(store.last_learned_at().await.unwrap(), Some(moment(0)));
    }
}

#[tokio::test]
async fn an_address_of_no_database_is_refused_without_showing_a_password() {
    for url in ["", "shouwang.db", "mysql://root:geheim@host/db", "sqlite:", "sqlite::memory:", "postgres://u:geheim@host:notaport/db"] {
        let error = refusal(url).await;
        assert!(matches!(error, StorageError::Url { .. }), "{url}: {error}");
        assert!(!error.to_string().contains("geheim") && !error.zh().contains("geheim"), "{error}");
    }
}

#[tokio::test]
async fn a_file_that_is_no_database_is_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("台账.xlsx");
    let content = "PK这不是数据库".repeat(500);
    fs::write(&path, &content).unwrap();
    let error = refusal(&format!("sqlite:{}", path.display())).await;
    assert!(matches!(&error, StorageError::NotADatabase { path } if path.ends_with("台账.xlsx")), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), content);
}

#[tokio::test]
async fn a_file_in_a_folder_that_is_not_there_cannot_be_opened() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("missing").join("shouwang.db");
    let error = refusal(&format!("sqlite:{}", path.display())).await;
    assert!(matches!(error, StorageError::CannotOpen { .. }), "{error}");
    let error = refusal(&format!("sqlite:{}", folder.path().display())).await;
    assert!(matches!(error, StorageError::CannotOpen { .. }), "{error}");
}

#[tokio::test]
async fn a_file_name_may_hold_any_character() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("湖南 100%?mode=ro#1.db");
    Store::open(&format!("sqlite:{}", path.display())).await.unwrap();
    assert!(path.is_file());
    Store::open(&format!("sqlite://{}", path.display())).await.unwrap();
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().filter(|entry| entry.as_ref().unwrap().path().extension().is_some_and(|e| e == "db")).count(),
        1
    );
}

#[tokio::test]
async fn a_server_that_cannot_be_reached_is_named_without_its_password() {
    let folder = tempfile::tempdir().unwrap();
    for host in ["localhost:1".to_owned(), format!("localhost:5432/x?host={}", folder.path().display())] {
        let url = if host.contains('?') { format!("postgres://u:geheim@{host}") } else { format!("postgres://u:geheim@{host}/x") };
        let error = refusal(&url).await;
        let StorageError::Unreachable { server, .. } = &error else { panic!("{error}") };
        assert!(server.starts_with("u@") && server.ends_with("/x"), "{server}");
        assert!(!error.to_string().contains("geheim") && !error.zh().contains("geheim"), "{error}");
    }
    let [_, postgres] = databases().await.unwrap();
    let error = refusal(&postgres.url.replace("/test_", "/missing_")).await;
    assert!(matches!(error, StorageError::Unreachable { .. }), "{error}");
}

#[tokio::test]
async fn a_database_of_a_newer_program_is_refused_and_left_as_it_is() {
    for database in databases().await.unwrap() {
        database.open().await.unwrap().close().await;
        execute(
            &database,
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
             SELECT 9999, 'future', success, checksum, 0 FROM _sqlx_migrations WHERE version = 1",
        )
        .await;
        let error = refusal(&database.url).await;
        assert!(matches!(error, StorageError::SchemaNewer { found: 9999, newest } if newest < 9999), "{error}");
        assert_eq!(texts(&database, "SELECT description FROM _sqlx_migrations WHERE version = 9999").await, ["future"]);
    }
}

#[tokio::test]
async fn a_database_of_an_unreleased_build_is_refused() {
    for database in databases().await.unwrap() {
        database.open().await.unwrap().close().await;
        execute(
            &database,
            "UPDATE _sqlx_migrations SET checksum = (SELECT checksum FROM _sqlx_migrations WHERE version = 1) WHERE version = 2",
        )
        .await;
        let error = refusal(&database.url).await;
        assert!(matches!(error, StorageError::SchemaDiffers { version: 2 }), "{error}");
    }
}

#[tokio::test]
async fn an_upgrade_that_fails_leaves_nothing_of_itself() {
    for database in databases().await.unwrap() {
        // In the way of one of the later migrations.
        execute(&database, "CREATE TABLE unit (code TEXT)").await;
        let error = refusal(&database.url).await;
        assert!(matches!(error, StorageError::Database { .. }), "{error}");
        let tables = if database.is_sqlite() {
            "SELECT name FROM sqlite_schema WHERE type = 'table'"
        } else {
            "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'"
        };
        assert_eq!(texts(&database, tables).await, ["unit"]);
        execute(&database, "DROP TABLE unit").await;
        database.open().await.unwrap();
    }
}

#[test]
fn every_error_says_what_to_do_in_both_languages() {
    let (row, register, at) = (|| "U1 / 2026-01-01".to_owned(), "unit", moment(0));
    let errors = [
        StorageError::Url { scheme: "mysql:".to_owned() },
        StorageError::CannotOpen { path: "x.db".to_owned(), reason: "unable to open".to_owned() },
        StorageError::NotADatabase { path: "x.db".to_owned() },
        StorageError::Unreachable { server: "u@h:5432/d".to_owned(), reason: "refused".to_owned() },
        StorageError::SchemaNewer { found: 2, newest: 1 },
        StorageError::SchemaDiffers { version: 2 },
        StorageError::Busy,
        StorageError::DiskFull,
        StorageError::UnknownRegister { name: "x".to_owned() },
        StorageError::InvalidRow { register, row: row(), column: "name", flaw: RowFlaw::Missing },
        StorageError::DuplicateKey { register, row: row() },
        StorageError::NothingToWithdraw { register, row: row() },
        StorageError::LearnedTooEarly { learned_at: at, newest: at },
        StorageError::LearnedAfterRecorded { learned_at: at, recorded_at: at },
        StorageError::SameMoment { register, row: row(), learned_at: at },
        StorageError::Overtaken { register, row: row() },
        StorageError::OutOfReach { register, row: row(), stands: true },
        StorageError::OutOfEachReach,
        StorageError::LeadsNowhere {
            broken: vec![BrokenRef {
                register,
                key: RowKey { code: "U1".to_owned(), from: day("2026-01-01") },
                field: "parent",
                target: register,
                code: "U2".to_owned(),
            }],
        },
        StorageError::StillNamed { register, code: "U1".to_owned() },
        StorageError::AlreadyDone { act: 1 },
        StorageError::LedgerDamaged { what: Bilingual::new("没有末端记录", "no head") },
        StorageError::NoSuchEntry { seq: 1 },
        StorageError::NotErasable { seq: 1 },
        StorageError::Stopped,
        StorageError::CorruptRow { table: register, row: row(), column: "name", found: "x".to_owned() },
        StorageError::CountMismatch { table: register, expected: 2, found: 1 },
    ];
    for error in errors {
        let (english, chinese) = (error.to_string(), error.zh());
        assert!(english.is_ascii() && english.len() > 20, "{english}");
        assert!(chinese.chars().filter(|c| ('\u{4e00}'..='\u{9fff}').contains(c)).count() > 5, "{chinese}");
    }
}
