//! Questions that are none, cursors of other lists, and how far rows are counted.

use shouwang_domain::reach::Scope;
use shouwang_domain::register::Value;
use shouwang_storage::StorageError;
use shouwang_storage::query::{COUNT_ROWS_MAX, Count, Cursor, Filter, QueryError, RowQuery, Sort, Test};
use shouwang_storage::testing::databases;

use super::world::{def, put, row, two_counties};

fn query() -> RowQuery<'static> {
    RowQuery::new(def("unit"), &Scope::Everything)
}

async fn refused(store: &shouwang_storage::Store, query: &RowQuery<'_>) -> QueryError {
    match store.list_rows(query).await {
        Err(StorageError::Query { source }) => source,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_question_that_no_list_answers_is_refused_by_name() {
    let filtered = |field: &str, test: Test| RowQuery { filters: vec![Filter::new(field, test)], ..query() };
    let sorted = |field: &str| RowQuery { sort: vec![Sort::up(field)], ..query() };
    let text = |text: &str| Value::Text(text.to_owned());
    let wrong_test = |field, test| QueryError::WrongTest { register: "unit", field, test };
    let wrong_value = |field| QueryError::WrongValue { register: "unit", field };
    let table = [
        (filtered("colour", Test::IsNull), QueryError::UnknownField { register: "unit", field: "colour".to_owned() }),
        (filtered("held_from", Test::IsNull), QueryError::UnknownField { register: "unit", field: "held_from".to_owned() }),
        (sorted("learned_act"), QueryError::UnknownField { register: "unit", field: "learned_act".to_owned() }),
        (filtered("functions", Test::Lt(Value::Set(1))), wrong_test("functions", "lt")),
        (filtered("industry", Test::Prefix("e".to_owned())), wrong_test("industry", "prefix")),
        (filtered("name", Test::Has(text("e"))), wrong_test("name", "has")),
        (filtered("industry", Test::Contains("e".to_owned())), wrong_test("industry", "contains")),
        (filtered("name", Test::Contains("\0".to_owned())), wrong_value("name")),
        (filtered("name", Test::Eq(Value::Int(1))), wrong_value("name")),
        (filtered("name", Test::Eq(text("\0"))), wrong_value("name")),
        (filtered("industry", Test::Eq(Value::Choice(99))), wrong_value("industry")),
        (sorted("functions"), QueryError::NoOrder { register: "unit", field: "functions" }),
        (filtered("code", Test::In(vec![text("a"); 201])), QueryError::TooMany { what: "values", count: 201, max: 200 }),
        (RowQuery { search: Some("\0".to_owned()), ..query() }, QueryError::Search),
        (RowQuery { after: Some(Cursor::from_text("?")), ..query() }, QueryError::DamagedCursor),
        (RowQuery { after: Some(Cursor::from_text("")), ..query() }, QueryError::DamagedCursor),
    ];
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        for (query, expected) in &table {
            let error = refused(&store, query).await;
            assert_eq!(error, *expected);
            assert!(error.zh().chars().any(|char| char > '\u{3000}'), "{error}");
        }
    }
}

#[tokio::test]
async fn one_of_several_conditions_is_enough_and_what_is_left_out_is_not_read() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, 1, two_counties()).await.unwrap();
        let codes = async |query: RowQuery<'static>| {
            let page = store.list_rows(&RowQuery { sort: vec![Sort::up("code")], limit: 500, ..query }).await.unwrap();
            page.rows.into_iter().map(|stored| stored.row.key.code).collect::<Vec<_>>()
        };
        let all = codes(query()).await;
        let is = |code: &str| Filter::new("code", Test::Eq(Value::Text(code.to_owned())));
        let (first, last) = (all.first().unwrap(), all.last().unwrap());
        assert_eq!(codes(RowQuery { any: vec![is(first), is(last)], ..query() }).await, [first.clone(), last.clone()]);
        assert_eq!(codes(RowQuery { any: vec![is("nobody")], ..query() }).await, Vec::<String>::new());
        let narrowed = RowQuery { filters: vec![is(first)], any: vec![is(first), is(last)], ..query() };
        assert_eq!(codes(narrowed).await, all[..1], "beside what must be met in any case");

        let whole = store.list_rows(&query()).await.unwrap();
        let part = store.list_rows(&RowQuery { without: &["name"], ..query() }).await.unwrap();
        let name = def("unit").field_index("name").unwrap();
        for (whole, part) in whole.rows.iter().zip(&part.rows) {
            let mut row = whole.row.clone();
            assert!(row.values[name].take().is_some());
            assert_eq!((&row, whole.version), (&part.row, part.version));
        }
        let page = store.list_rows(&RowQuery { any: vec![is(first), is(last)], limit: 1, ..query() }).await.unwrap();
        let other = RowQuery { any: vec![is(first)], after: page.next, ..query() };
        assert_eq!(refused(&store, &other).await, QueryError::ForeignCursor);
    }
}

#[tokio::test]
async fn a_cursor_serves_its_own_list_only() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, 0, two_counties()).await.unwrap();
        let first = RowQuery { limit: 3, ..query() };
        let cursor = store.list_rows(&first).await.unwrap().next.unwrap();
        let after = |query: RowQuery<'static>| RowQuery { after: Some(cursor.clone()), ..query };
        assert_eq!(store.list_rows(&after(first.clone())).await.unwrap().rows.len(), 3);
        // Another length of page is the same list.
        assert_eq!(store.list_rows(&after(query())).await.unwrap().rows.len(), 6);
        let other_order = RowQuery { sort: vec![Sort::up("code")], ..query() };
        let other_filter = RowQuery { filters: vec![Filter::new("code", Test::NotNull)], ..query() };
        let other_register = RowQuery::new(def("person"), &Scope::Everything);
        for other in [other_order, other_filter, other_register] {
            assert_eq!(refused(&store, &after(other)).await, QueryError::ForeignCursor);
        }
        let text = cursor.to_string();
        for damaged in [&text[..text.len() - 4], &text[4..], &format!("{text}AAAA")] {
            let damaged = RowQuery { after: Some(Cursor::from_text(damaged)), ..query() };
            assert!(matches!(refused(&store, &damaged).await, QueryError::DamagedCursor | QueryError::ForeignCursor));
        }
    }
}

#[tokio::test]
async fn a_page_has_at_least_one_row_and_at_most_as_many_as_allowed() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        put(&store, 0, two_counties()).await.unwrap();
        assert_eq!(store.list_rows(&RowQuery { limit: 0, ..query() }).await.unwrap().rows.len(), 1);
        assert_eq!(store.list_rows(&RowQuery { limit: u16::MAX, ..query() }).await.unwrap().next, None);
    }
}

#[tokio::test]
async fn rows_are_counted_up_to_a_ceiling() {
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        let terminal = |number: i64| row("terminal", &format!("T{number:05}"), "", &[("managing_unit", "C1")]);
        put(&store, 0, (0..COUNT_ROWS_MAX).map(terminal).collect()).await.unwrap();
        let query = RowQuery::new(def("terminal"), &Scope::Everything);
        assert_eq!(store.count_rows(&query).await.unwrap(), Count { rows: COUNT_ROWS_MAX, more: false });
        put(&store, 1, vec![terminal(COUNT_ROWS_MAX)]).await.unwrap();
        assert_eq!(store.count_rows(&query).await.unwrap(), Count { rows: COUNT_ROWS_MAX, more: true });
        assert_eq!(store.count_all_rows(&query).await.unwrap(), COUNT_ROWS_MAX + 1);
    }
}
