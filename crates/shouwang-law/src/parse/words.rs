//! Small readers that several kinds of block share, and the wording of errors.

use serde::Deserialize;
use shouwang_calendar::Day;

use super::lexer::ExprError;
use crate::model::{RuleName, Words};

/// Words as `{ zh, en }`, or as one line `中文 · English` where a clause line has no room for a table.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Sentence {
    Table(Words),
    Line(String),
}

impl Sentence {
    /// `None` when the line has no ` · ` between the languages.
    pub(super) fn words(self) -> Option<Words> {
        match self {
            Sentence::Table(words) => Some(words),
            Sentence::Line(line) => {
                let (zh, en) = line.split_once(" · ")?;
                Some(Words { zh: zh.trim().to_owned(), en: en.trim().to_owned() })
            }
        }
    }
}

/// Lower-case letters and digits, with single dashes between them.
pub(super) fn is_kebab(text: &str) -> bool {
    text.split('-').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit()))
}

/// `hunan-2020-interim/two-contacts`
pub(super) fn rule_name(text: &str) -> Option<RuleName> {
    let (instrument, id) = text.split_once('/')?;
    (is_kebab(instrument) && is_kebab(id)).then(|| RuleName { instrument: instrument.into(), id: id.into() })
}

/// A TOML date without time, or the same as text.
pub(super) fn day(value: &toml::Value) -> Option<Day> {
    match value {
        toml::Value::Datetime(moment) if moment.time.is_none() && moment.offset.is_none() => moment.to_string().parse().ok(),
        toml::Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

pub(super) fn toml_error(error: &toml::de::Error) -> (String, String) {
    let message = error.message().trim();
    (format!("TOML 读不了，请照格式改正：{message}"), format!("the TOML cannot be read; correct it: {message}"))
}

/// The message with the expression below it and a caret under the column.
pub(super) fn with_caret(text: &str, error: &ExprError) -> (String, String) {
    let before = text.get(..error.at).unwrap_or(text);
    let column = before.chars().count() + 1;
    // A wide character takes two columns of a terminal.
    let width: usize = before.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
    let picture = format!("\n        {}\n        {}^", text.replace('\n', " "), " ".repeat(width));
    let zh = format!("条件式第 {column} 列：{}{picture}", error.zh);
    (zh, format!("column {column} of the expression: {}{picture}", error.en))
}

/// Whether a value holds the one number that is not equal to itself.
pub(super) fn holds_nan(value: &toml::Value) -> bool {
    match value {
        toml::Value::Float(number) => number.is_nan(),
        toml::Value::Array(values) => values.iter().any(holds_nan),
        toml::Value::Table(table) => table.values().any(holds_nan),
        _ => false,
    }
}
