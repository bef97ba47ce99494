//! What older programs kept as files in a data folder is taken into the database, once, and nothing of it is lost.

use std::fs;

use jiff::Timestamp;
use shouwang_app::caller::Moment;
use shouwang_app::notices::{load_notices, take_over};
use shouwang_storage::Store;
use shouwang_storage::testing::databases;
use tempfile::TempDir;

fn notice(year: i32, number: &str) -> String {
    format!(
        "year = {year}\nnumber = \"{number}\"\ntitle = {{ zh = \"样例\", en = \"made up\" }}\nissued = {}-11-04\nworked = []\n\n\
         [certainty]\ndays = \"seen\"\nnumber = \"belief\"\nissued = \"belief\"\nstatutory = \"belief\"\n\n\
         [[off]]\nname = {{ zh = \"样例节\", en = \"made up\" }}\nfrom = {year}-02-01\nuntil = {year}-02-03\nstatutory = []\n",
        year - 1
    )
}

fn folder(notices: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in notices {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

async fn take(store: &Store, folder: &TempDir, second: i64) -> Result<Vec<i32>, String> {
    let mut second = second;
    let moment = || {
        second += 1;
        Moment { now: Timestamp::from_second(1_795_000_000 + second).unwrap(), salt: [7; 32] }
    };
    take_over(store, folder.path(), moment).await.map_err(|error| error.detail.en.clone())
}

#[tokio::test]
async fn notices_in_a_data_folder_are_taken_over_once_and_those_in_the_database_win() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let one = folder(&[("2027.toml", &notice(2027, "甲")), ("2028.toml", &notice(2028, "甲"))]);
        assert_eq!(take(&store, &one, 0).await, Ok(vec![2027, 2028]));
        assert_eq!(take(&store, &one, 10).await, Ok(vec![]), "at the next start there is nothing left to do");
        let other = folder(&[("2027.toml", &notice(2027, "乙")), ("2029.toml", &notice(2029, "乙"))]);
        assert_eq!(take(&store, &other, 20).await, Ok(vec![2029]), "a second server brings what the database has not");
        let known = load_notices(&store).await.unwrap();
        assert_eq!(known.keys().map(String::as_str).collect::<Vec<_>>(), ["2027", "2028", "2029"]);
        assert!(known["2027"].contains("甲"));
        assert_eq!(store.ledger_head().await.unwrap().size(), 3, "each is on record");
    }
}

#[tokio::test]
async fn a_file_that_is_no_notice_is_named_with_its_line_and_a_folder_that_is_not_there_holds_none() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let wrong = folder(&[("2027.toml", "year = 2027\n")]);
        let said = take(&store, &wrong, 0).await.unwrap_err();
        assert!(said.starts_with("calendar/2027.toml:"), "{said}");
        let gone = wrong.path().join("nothing");
        let none = take_over(&store, &gone, || Moment { now: Timestamp::UNIX_EPOCH, salt: [7; 32] }).await.unwrap();
        assert!(none.is_empty());
    }
}
