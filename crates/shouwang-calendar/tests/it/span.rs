//! Spans as they are written in law data and on the command line.

use proptest::prelude::*;
use shouwang_calendar::{Lang, Span, Unit};

use crate::support::span;

#[test]
fn singular_and_plural_are_read() {
    let cases = [
        ("2 workdays", 2, Unit::Workday),
        ("1 workday", 1, Unit::Workday),
        ("1 week", 1, Unit::Week),
        ("30 days", 30, Unit::Day),
        ("6 months", 6, Unit::Month),
        ("1 year", 1, Unit::Year),
        ("-2 workdays", -2, Unit::Workday),
        ("0 days", 0, Unit::Day),
    ];
    for (text, count, unit) in cases {
        assert_eq!(span(text), Span::new(count, unit), "{text}");
        assert_eq!(span(text).to_string(), text);
    }
}

#[test]
fn anything_else_is_refused_with_an_example() {
    for text in
        ["", "2", "workdays", "2workdays", "2  workdays", "two days", "2 hours", "2 Days", "2.5 days", "2 dayss", "99999999999 days"]
    {
        let error = text.parse::<Span>().expect_err(text).to_string();
        assert!(error.contains("`2 workdays`") && error.contains("不是期限"), "{error}");
    }
}

#[test]
fn a_length_is_said_in_both_languages() {
    assert_eq!(span("2 workdays").length(Lang::Zh), "2个工作日");
    assert_eq!(span("-1 week").length(Lang::Zh), "1周");
    assert_eq!(span("-1 week").length(Lang::En), "1 week");
    assert_eq!(span("30 days").length(Lang::Zh), "30日");
}

#[test]
fn a_span_is_text_in_json() {
    assert_eq!(serde_json::to_string(&span("6 months")).unwrap(), "\"6 months\"");
    assert_eq!(serde_json::from_str::<Span>("\"6 months\"").unwrap(), span("6 months"));
    assert!(serde_json::from_str::<Span>("\"6 moons\"").is_err());
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(count: i32, unit in prop::sample::select(&Unit::ALL[..])) {
        let written = Span::new(count, unit);
        prop_assert_eq!(written.to_string().parse::<Span>().unwrap(), written);
    }
}
