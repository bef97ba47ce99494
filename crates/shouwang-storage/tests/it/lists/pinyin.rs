//! Units, divisions, networks and systems are found by their names as they are typed in pinyin, under every name that they ever had.

use shouwang_domain::reach::{Reach, Scope};
use shouwang_storage::Store;
use shouwang_storage::query::RowQuery;
use shouwang_storage::testing::databases;

use super::world::{def, put, row};
use crate::common::{execute, moment, texts};

fn unit(code: &str, name: &str) -> (&'static str, shouwang_domain::register::Row) {
    row("unit", code, "2024-01-01", &[("name", name), ("division", "43"), ("functions", "connected_unit")])
}

async fn found(store: &Store, query: &RowQuery<'_>, word: &str) -> String {
    let query = RowQuery { search: Some(word.to_owned()), ..query.clone() };
    let mut codes: Vec<_> = store.list_rows(&query).await.unwrap().rows.into_iter().map(|stored| stored.row.key.code).collect();
    codes.sort();
    codes.join(" ")
}

#[tokio::test]
async fn a_unit_is_found_by_first_letters_and_by_whole_syllables_of_its_name() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let units = [("U1", "长沙教育局"), ("U2", "长沙市教育局"), ("U3", "重庆市公安局"), ("U4", "Archive 12")];
        put(&store, 1, units.map(|(code, name)| unit(code, name)).to_vec()).await.unwrap();
        let query = RowQuery::new(def("unit"), &Scope::Everything);
        let cases = [
            ("csjyj", "U1 U2"),
            ("CSSJYJ", "U2"),
            ("cqsgaj", "U3"),
            ("jiaoyuju", "U1 U2"),
            ("chongqing", "U3"),
            ("jiao", "U1 U2"),
            ("ju", ""),
            ("archive", "U4"),
            ("csjyj1", ""),
            ("教育", "U1 U2"),
        ];
        for (word, expected) in cases {
            assert_eq!(found(&store, &query, word).await, expected, "{word}");
        }
        let own = Scope::Any(vec![Reach::Unit("U2".to_owned())]);
        assert_eq!(found(&store, &RowQuery::new(def("unit"), &own), "csjyj").await, "U2", "only what one may see is found");
        assert_eq!(found(&store, &RowQuery::new(def("person"), &Scope::Everything), "csjyj").await, "");
    }
}

#[tokio::test]
async fn what_has_an_official_name_is_found_by_it_and_persons_are_not() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let row = |register, code: &str, name: &str, more: &[(&'static str, &str)]| {
            row(register, code, "2024-01-01", &[&[("name", name)], more].concat())
        };
        let rows = vec![
            row("division", "433130", "龙山县", &[("level", "county")]),
            row("network", "N1", "龙山县政务外网", &[("kind", "extranet")]),
            row("information_system", "S1", "龙山县政务服务平台", &[("kind", "business")]),
            row("person", "P1", "龙山", &[("unit", "U1")]),
        ];
        put(&store, 1, rows).await.unwrap();
        let expected = [("division", "433130"), ("network", "N1"), ("information_system", "S1"), ("person", ""), ("unit", "")];
        for (register, code) in expected {
            assert_eq!(found(&store, &RowQuery::new(def(register), &Scope::Everything), "ls").await, code, "{register}");
        }
        // Nobody but units was spelled before; where there are none yet, the others are spelled all the same.
        execute(&database, "DELETE FROM name_pinyin").await;
        let store = database.open().await.unwrap();
        assert_eq!(found(&store, &RowQuery::new(def("division"), &Scope::Everything), "lsx").await, "433130");
        assert_eq!(texts(&database, "SELECT name FROM name_pinyin WHERE name = '龙山'").await, Vec::<String>::new());
    }
}

#[tokio::test]
async fn a_unit_that_is_renamed_is_found_by_the_name_that_it_had_then() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, 1, vec![unit("U1", "信息中心")]).await.unwrap();
        put(&store, 5, vec![unit("U1", "大数据局")]).await.unwrap();
        let now = RowQuery::new(def("unit"), &Scope::Everything);
        let then = RowQuery { known_at: Some(moment(2)), ..now.clone() };
        assert_eq!((found(&store, &now, "dsjj").await, found(&store, &now, "xxzx").await), ("U1".to_owned(), String::new()));
        assert_eq!((found(&store, &then, "dsjj").await, found(&store, &then, "xxzx").await), (String::new(), "U1".to_owned()));
    }
}

#[tokio::test]
async fn a_database_from_before_there_were_spellings_gets_them_when_it_is_opened() {
    let select = "SELECT name || ' ' || initials || ' ' || syllables FROM name_pinyin ORDER BY name";
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, 1, vec![unit("U1", "甲县教育局"), unit("U2", "甲县公安局")]).await.unwrap();
        put(&store, 5, vec![unit("U2", "乙县公安局")]).await.unwrap();
        let kept = texts(&database, select).await;
        assert_eq!(kept.len(), 3, "{kept:?}");
        execute(&database, "DELETE FROM name_pinyin").await;
        database.open().await.unwrap();
        assert_eq!(texts(&database, select).await, kept);
    }
}
