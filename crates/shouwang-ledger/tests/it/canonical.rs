//! Entries and payloads have one text each, and nothing else is read.

use proptest::prelude::*;
use serde_json::Value;
use shouwang_ledger::entry::{EntryError, On, commit};
use shouwang_ledger::jcs::{INTEGER_MAX, Object};
use shouwang_ledger::{Entry, Private};

use crate::support::{entry, private, salt};

#[test]
fn members_are_sorted_by_utf_16_code_units() {
    // U+1F600 is two surrogates in UTF-16 and so comes before U+FB33, although its code point is the larger one (RFC 8785, 3.2.3).
    let json = Object::new()
        .integer("\u{fb33}", 1)
        .integer("\u{1f600}", 2)
        .integer("€", 3)
        .integer("1", 4)
        .integer("\r", 5)
        .integer("ö", 6)
        .finish();
    assert_eq!(json, "{\"\\r\":5,\"1\":4,\"ö\":6,\"€\":3,\"\u{1f600}\":2,\"\u{fb33}\":1}");
}

#[test]
fn texts_escape_only_what_they_must() {
    let json = Object::new().text("t", "\u{20ac}$\u{f}\u{a}A'\u{42}\u{22}\u{5c}\\\"/\u{8}\u{9}\u{c}\u{d}\u{7f}\u{0}").finish();
    assert_eq!(json, "{\"t\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\\b\\t\\f\\r\u{7f}\\u0000\"}");
}

#[test]
fn integers_beyond_what_every_reader_keeps_are_texts() {
    let json = Object::new()
        .integer("a", INTEGER_MAX)
        .integer("b", INTEGER_MAX + 1)
        .integer("c", -INTEGER_MAX)
        .integer("d", i64::MIN)
        .count("e", u64::MAX)
        .finish();
    assert_eq!(
        json,
        "{\"a\":9007199254740992,\"b\":\"9007199254740993\",\"c\":-9007199254740992,\"d\":\"-9223372036854775808\",\"e\":\"18446744073709551615\"}"
    );
}

#[test]
fn an_entry_is_read_from_its_own_text_and_no_other() {
    let entry = entry(17, "register.write");
    let text = entry.canonical();
    assert_eq!(Entry::parse(&text), Ok(entry));
    for (wrong, expected) in [
        (text.replace("\"seq\":17", "\"seq\": 17"), EntryError::NotCanonical),
        (text.replace(".123456Z", ".1234560Z"), EntryError::NotCanonical),
        (text.replace("U3", "\\u0055\\u0033"), EntryError::NotCanonical),
        (text.replace("\"v\":1", "\"v\":2"), EntryError::Version(2)),
        (format!("{text}\n"), EntryError::NotCanonical),
    ] {
        assert_ne!(wrong, text);
        assert_eq!(Entry::parse(&wrong), Err(expected), "{wrong}");
    }
    for unreadable in [
        text.replace("\"v\":1", "\"v\":1,\"w\":1"),
        text.replace("\"unit\":\"U3\",", ""),
        text.replace("\"act\"", "\"seq\":1,\"act\""),
        String::new(),
    ] {
        assert!(matches!(Entry::parse(&unreadable), Err(EntryError::Unreadable(_)) | Err(EntryError::NotCanonical)), "{unreadable}");
    }
}

#[test]
fn a_table_stands_once_and_in_the_order_of_names() {
    let mut entry = entry(1, "register.write");
    let mut other = entry.tables[0].clone();
    other.name = "an_earlier_name".to_owned();
    entry.tables.push(other);
    let read = Entry::parse(&entry.canonical()).unwrap();
    assert_eq!(read.tables.iter().map(|table| table.name.as_str()).collect::<Vec<_>>(), ["an_earlier_name", "open_port"]);
    entry.tables[1].name = "open_port".to_owned();
    assert_eq!(Entry::parse(&entry.canonical()), Err(EntryError::TableTwice("open_port".to_owned())));
}

#[test]
fn a_payload_is_committed_to_with_its_salt() {
    let private = private(3);
    let text = private.canonical();
    assert_eq!(Private::parse(&text), Ok(private.clone()));
    assert_eq!(commit(&salt(3), &text), private.commit(&salt(3)));
    assert_ne!(private.commit(&salt(3)), private.commit(&salt(4)));
    assert!(text.starts_with("{\"actor\":"), "verifying relies on the actor coming first");
}

#[test]
fn a_payload_names_a_hundred_rows_at_most() {
    let on = |number| On { table: "unit".to_owned(), code: format!("U{number}"), from: "2026-01-01".to_owned() };
    let many = Private { on: (0..150).map(on).collect(), ..private(0) };
    assert_eq!(Private::parse(&many.canonical()).unwrap().on, many.on[..100]);
    let item = "{\"code\":\"U1\",\"from\":\"2026-01-01\",\"table\":\"unit\"}";
    let text =
        Private { on: Vec::new(), ..private(0) }.canonical().replace("\"on\":[]", &format!("\"on\":[{}]", vec![item; 101].join(",")));
    assert_eq!(Private::parse(&text), Err(EntryError::TooManyRows(101)));
}

proptest! {
    #[test]
    fn whatever_an_entry_says_its_text_is_the_one_that_rfc_8785_asks_for(operation in ".*", unit in proptest::option::of(".*"), act in proptest::option::of(-INTEGER_MAX..=INTEGER_MAX), seq in 0_u64..1 << 53) {
        let mut entry = entry(seq, &operation);
        entry.unit = unit;
        entry.act = act;
        let text = entry.canonical();
        prop_assert_eq!(&Entry::parse(&text), &Ok(entry));
        // serde_json keeps members sorted (all names are ASCII) and escapes as the standard does.
        let value: Value = serde_json::from_str(&text).unwrap();
        prop_assert_eq!(value.to_string(), text);
    }
}
