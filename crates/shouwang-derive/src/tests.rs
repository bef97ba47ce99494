//! What the derives refuse, and the word that each error points at.

use syn::DeriveInput;

use crate::{choices, register};

/// The error of a register, and the source that it points at.
fn refused(source: &str) -> (String, String) {
    let input: DeriveInput = syn::parse_str(source).expect("the test's source is Rust");
    let derived = match &input.data {
        syn::Data::Enum(_) => choices::derive(&input),
        _ => register::derive_register(&input),
    };
    let error = derived.expect_err("the derive should refuse this");
    (error.to_string(), error.span().source_text().unwrap_or_default())
}

/// A register with this attribute's rest and this field.
fn with(arguments: &str, field: &str) -> (String, String) {
    refused(&format!("/// Help.\n#[register(\"名\", help = \"助\", order = 1{arguments})]\nstruct Lamp {{ /// Help.\n {field} }}"))
}

const FIELD: &str = "#[field(\"数\", help = \"助\")] number: i64";

fn assert_points(found: (String, String), message: &str, at: &str) {
    assert!(found.0.contains(message), "{found:?}");
    assert_eq!(found.1, at, "{}", found.0);
}

#[test]
fn an_unknown_argument_is_named_with_those_that_are_known() {
    let found = with(", ordre = 2", FIELD);
    assert!(found.0.contains("article") && found.0.contains("natural"), "{found:?}");
    assert_points(found, "`ordre` means nothing here", "ordre");
    assert_points(with("", "#[field(\"数\", help = \"助\", limit = 3)] number: i64"), "`limit` means nothing here", "limit");
}

#[test]
fn what_is_missing_is_asked_for_where_it_belongs() {
    let field = format!("struct Lamp {{ /// Help.\n {FIELD} }}");
    assert_points(refused(&field), "`Lamp` needs #[register(\"中文\", …)]", "Lamp");
    assert_points(refused(&format!("#[register(\"名\", help = \"助\", order = 1)] {field}")), "`Lamp` needs a doc comment", "Lamp");
    assert_points(refused(&format!("/// Help.\n#[register(\"名\", order = 1)] {field}")), "`help = \"…\"` is missing", "\"名\"");
    assert_points(refused(&format!("/// Help.\n#[register(\"名\", help = \"助\")] {field}")), "`order = 100` is missing", "\"名\"");
    assert_points(refused(&format!("/// Help.\n#[register(help = \"助\")] {field}")), "the Chinese label comes first", "help");
    assert_points(with("", "number: i64"), "`number` needs #[field(\"中文\", …)]", "number");
    assert_points(with("", "#[field(\"数\")] number: i64"), "`help = \"…\"` is missing", "\"数\"");
}

#[test]
fn values_of_the_wrong_kind_are_refused() {
    assert_points(with(", article = 3", FIELD), "a text in quotes", "3");
    assert_points(with(", event = \"日\"", FIELD), "`event` is a pair", "\"日\"");
    assert_points(with(", natural = number", FIELD), "`natural` is a list", "number");
    assert_points(with(", check = \"check\"", FIELD), "a name is expected", "\"check\"");
    assert_points(with("", "#[field(\"数\", help = \"助\", range = 5)] number: i64"), "`range` is a closed range", "5");
    assert_points(with("", "#[field(\"数\", help = \"助\", range = 1..5)] number: i64"), "`range` is a closed range", "1..5");
    assert_points(with("", "#[field(\"数\", help = \"助\", range = 1..=5)] number: String"), "has to be an i64", "1");
    assert_points(with("", "#[field(\"数\", help = \"助\", chars = 5)] number: i64"), "has to be a String", "5");
    assert_points(with(", order = 2", FIELD), "`order` is given twice", "order");
}

#[test]
fn names_that_are_no_fields_are_refused() {
    assert_points(with(", natural = [number, form]", FIELD), "`form` is neither a field", "form");
    assert_points(with(", exactly_one = [nmber]", FIELD), "`nmber` is neither a field", "nmber");
}

#[test]
fn an_event_has_no_first_and_last_day() {
    assert_points(with(", event = (\"日\", \"Day\"), until = (\"止\", \"Until\")", FIELD), "this register is an event", "\"止\"");
}

#[test]
fn only_structs_are_registers_and_only_plain_enums_are_choices() {
    assert_points(refused("/// Help.\n#[register(\"名\", help = \"助\", order = 1)] struct Lamp;"), "a struct with named fields", "Lamp");
    assert_points(refused("struct Lamp<T> { value: T }"), "no type parameters", "T");
    assert_points(refused("enum Colour {}"), "1 to 64 choices", "Colour");
    assert_points(refused("enum Colour { /// Red.\n Red }"), "`Red` needs #[choice(\"中文\", …)]", "Red");
    assert_points(refused("enum Colour { #[choice(\"红\")] Red }"), "`Red` needs a doc comment", "Red");
    assert_points(refused("enum Colour { /// Red.\n #[choice(\"红\")] Red(u8) }"), "carries no data", "(u8)");
}

#[test]
fn more_choices_than_bits_are_refused() {
    let variants: String = (0..65).map(|at| format!("/// V.\n #[choice(\"词\")] V{at}, ")).collect();
    assert_points(refused(&format!("enum Many {{ {variants} }}")), "1 to 64 choices", "Many");
}
