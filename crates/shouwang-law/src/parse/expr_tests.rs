//! What the grammar understands, where it says no, and that what is printed is read back as the same.

use proptest::prelude::*;
use shouwang_calendar::{Day, Span, Unit};

use super::{KEYWORDS, read_expr, read_path};
use crate::model::{Comparison, Expr, Path, RowSpec, Term};

fn path(text: &str) -> Path {
    Path(text.split('.').map(str::to_owned).collect())
}

fn name(text: &str) -> Term {
    Term::Path(path(text))
}

fn compare(left: Term, comparison: Comparison, right: Term) -> Expr {
    Expr::Compare(left, comparison, right)
}

#[test]
fn and_binds_closer_than_or_and_brackets_bind_closest() {
    let flag = |text| Expr::Flag(path(text));
    let expected = Expr::Or(vec![flag("a"), Expr::And(vec![flag("b"), Expr::Not(Box::new(flag("c")))])]);
    assert_eq!(read_expr("a or b and not c"), Ok(expected));
    let expected = Expr::And(vec![Expr::Or(vec![flag("a"), flag("b")]), Expr::Not(Box::new(Expr::Or(vec![flag("c"), flag("d")])))]);
    assert_eq!(read_expr("(a or b) and not (c or d)"), Ok(expected));
}

#[test]
fn every_form_of_condition_is_understood() {
    let day: Day = "2026-11-20".parse().expect("a day");
    let read = |text: &str| read_expr(text).expect(text);
    assert_eq!(
        read("managing_unit.division.level = county"),
        compare(name("managing_unit.division.level"), Comparison::Equal, name("county"))
    );
    assert_eq!(read("grade in [2, 3]"), Expr::In(name("grade"), vec![Term::Int(2), Term::Int(3)]));
    assert_eq!(read("functions has connected_unit"), Expr::Has(path("functions"), "connected_unit".to_owned()));
    assert_eq!(read("person is missing"), Expr::Missing(path("person")));
    assert_eq!(read("person.unit is given"), Expr::Given(path("person.unit")));
    assert_eq!(read("own = yes"), compare(name("own"), Comparison::Equal, Term::Flag(true)));
    assert_eq!(read("topic != '安全 and 保密'"), compare(name("topic"), Comparison::NotEqual, Term::Text("安全 and 保密".to_owned())));
    assert_eq!(read("from >= 2026-11-20"), compare(name("from"), Comparison::AtLeast, Term::Day(day)));
    let shifted = |base: &str, count, unit| Term::Shifted(Box::new(name(base)), Span::new(count, unit));
    assert_eq!(
        read("authorised_until + 30 days < day"),
        compare(shifted("authorised_until", 30, Unit::Day), Comparison::Less, name("day"))
    );
    assert_eq!(read("day - 1 year <= from"), compare(shifted("day", -1, Unit::Year), Comparison::AtMost, name("from")));
}

#[test]
fn rows_are_counted_and_the_latest_one_is_looked_at() {
    let rows = |at: Option<&str>, filter| RowSpec { register: "appointment".to_owned(), link: "unit".to_owned(), at: at.map(path), filter };
    let own = Box::new(compare(name("person.unit"), Comparison::Equal, name("subject")));
    let read = |text: &str| read_expr(text).expect(text);
    assert_eq!(read("any appointment.unit"), Expr::Count(rows(None, None), Comparison::AtLeast, 1));
    assert_eq!(read("no appointment.unit at managing_unit"), Expr::Count(rows(Some("managing_unit"), None), Comparison::Equal, 0));
    let counted = Expr::Count(rows(None, Some(own.clone())), Comparison::AtLeast, 2);
    assert_eq!(read("count appointment.unit where (person.unit = subject) >= 2"), counted);
    assert_eq!(read("latest appointment.unit is (person.unit = subject)"), Expr::Latest(rows(None, None), own));
}

#[test]
fn mistakes_are_reported_at_their_column() {
    let cases = [
        ("a and", 5, "a name or a value"),
        ("a b", 2, "should end here"),
        ("a = ", 4, "a name or a value"),
        ("(a or b", 7, "`)`"),
        ("any training where (x = 1)", 4, "register.reference_field"),
        ("any training", 4, "register.reference_field"),
        ("any training.unit where x = 1", 24, "`(`"),
        ("count training.unit", 19, "a comparison"),
        ("count training.unit >= many", 23, "a whole number"),
        ("latest training.unit (a)", 21, "`is`"),
        ("a is empty", 0, "`missing` or `given`"),
        ("5", 1, "comparison"),
        ("grade in 2", 9, "`[`"),
        ("from + 3 fortnights < day", 9, "not a unit"),
        ("from + days < day", 7, "a number and a unit"),
        ("from < 2026-02-30", 7, "is not a day"),
        ("topic = '安全", 8, "not closed"),
        ("Kind = x", 0, "not understood"),
        ("kind = 安全", 7, "not understood"),
        ("a.where = 1", 2, "not a name"),
        ("n = 99999999999999999999", 4, "too large"),
        ("", 0, "a name or a value"),
    ];
    for (text, at, words) in cases {
        let error = read_expr(text).expect_err(text);
        assert!(error.at == at && error.en.contains(words), "{text}: {error:?}");
    }
}

#[test]
fn deep_nesting_and_long_text_are_refused_and_end_nothing() {
    let deep = format!("{}a{}", "(".repeat(1_000), ")".repeat(1_000));
    assert!(read_expr(&deep).is_err_and(|error| error.en.contains("levels of brackets")));
    let negated = format!("{}a", "not ".repeat(900));
    assert_eq!(read_expr(&negated), Ok(Expr::Flag(path("a"))));
    assert!(read_expr(&"a or ".repeat(1_000)).is_err_and(|error| error.en.contains("longer than")));
}

#[test]
fn a_path_is_names_and_nothing_else() {
    assert_eq!(read_path("managing_unit.division"), Ok(path("managing_unit.division")));
    for text in ["", "a.", ".a", "a b", "a = b", "not"] {
        assert!(read_path(text).is_err(), "{text}");
    }
}

fn any_word() -> impl Strategy<Value = String> {
    "[a-z][a-z0-9_]{0,6}".prop_filter("a keyword", |word| !KEYWORDS.contains(&word.as_str()))
}

fn any_path() -> impl Strategy<Value = Path> {
    prop::collection::vec(any_word(), 1..4).prop_map(Path)
}

fn any_term() -> impl Strategy<Value = Term> {
    let plain = prop_oneof![
        any_path().prop_map(Term::Path),
        (0_i64..10_000).prop_map(Term::Int),
        (0_i32..30_000).prop_map(|number| Term::Day(Day::from_number(number))),
        any::<bool>().prop_map(Term::Flag),
        "[a-z 安全]{0,5}".prop_map(Term::Text),
    ];
    let span =
        (prop_oneof![-99_i32..0, 0_i32..99], prop::sample::select(Unit::ALL.to_vec())).prop_map(|(count, unit)| Span::new(count, unit));
    (plain, prop::option::of(span)).prop_map(|(term, span)| match span {
        Some(span) => Term::Shifted(Box::new(term), span),
        None => term,
    })
}

/// On the left, `no` would begin a count of rows.
fn any_left_term() -> impl Strategy<Value = Term> {
    any_term().prop_filter("a literal says nothing on the left", |term| !term_begins_with_flag(term))
}

fn term_begins_with_flag(term: &Term) -> bool {
    match term {
        Term::Flag(_) => true,
        Term::Shifted(inner, _) => term_begins_with_flag(inner),
        _ => false,
    }
}

fn any_comparison() -> impl Strategy<Value = Comparison> {
    use Comparison::{AtLeast, AtMost, Equal, Greater, Less, NotEqual};
    prop::sample::select(vec![Equal, NotEqual, Less, AtMost, Greater, AtLeast])
}

fn any_expr() -> impl Strategy<Value = Expr> {
    let leaf = prop_oneof![
        (any_left_term(), any_comparison(), any_term()).prop_map(|(left, comparison, right)| Expr::Compare(left, comparison, right)),
        (any_left_term(), prop::collection::vec(any_term(), 1..4)).prop_map(|(term, list)| Expr::In(term, list)),
        (any_path(), any_word()).prop_map(|(path, word)| Expr::Has(path, word)),
        any_path().prop_map(Expr::Missing),
        any_path().prop_map(Expr::Given),
        any_path().prop_map(Expr::Flag),
    ];
    leaf.prop_recursive(3, 24, 3, |inner| {
        let rows = (any_word(), any_word(), prop::option::of(any_path()), prop::option::of(inner.clone()))
            .prop_map(|(register, link, at, filter)| RowSpec { register, link, at, filter: filter.map(Box::new) });
        let rows = rows.boxed();
        prop_oneof![
            prop::collection::vec(inner.clone(), 2..4).prop_map(Expr::And),
            prop::collection::vec(inner.clone(), 2..4).prop_map(Expr::Or),
            inner
                .clone()
                .prop_filter("two negations are read as none", |expr| !matches!(expr, Expr::Not(_)))
                .prop_map(|expr| Expr::Not(Box::new(expr))),
            (rows.clone(), any_comparison(), 0_u32..9).prop_map(|(rows, comparison, number)| Expr::Count(rows, comparison, number)),
            (rows, inner).prop_map(|(rows, condition)| Expr::Latest(rows, Box::new(condition))),
        ]
    })
}

proptest! {
    #[test]
    fn what_is_printed_is_read_back_as_the_same(expr in any_expr()) {
        let text = expr.to_string();
        prop_assume!(text.len() < 4_000);
        prop_assert_eq!(read_expr(&text), Ok(expr), "{}", text);
    }

    #[test]
    fn no_text_ends_the_reader(text in "[a-z0-9_.()\\[\\]<>=!+' ,安-]{0,60}") {
        // The reading itself is the test; a mistake must lie within the text.
        if let Err(error) = read_expr(&text) {
            prop_assert!(error.at <= text.len() && text.is_char_boundary(error.at));
        }
    }
}
