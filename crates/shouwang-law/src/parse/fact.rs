//! Outside facts and readings: blocks on pages whose prose is free.

use serde::Deserialize;
use toml::Spanned;

use super::block::BlockReader;
use super::words::{Sentence, holds_nan};
use crate::model::{Certainty, Fact, Reading, ReadingChoice, Words};

pub(super) const CERTAINTIES: [(&str, Certainty); 4] =
    [("seen", Certainty::Seen), ("quoted", Certainty::Quoted), ("draft", Certainty::Draft), ("belief", Certainty::Belief)];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFact {
    id: Spanned<String>,
    title: Words,
    source: Words,
    status: Spanned<String>,
    checked: Spanned<toml::Value>,
    value: Option<Spanned<toml::Value>>,
    table: Option<Spanned<toml::Value>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawChoice {
    id: Spanned<String>,
    zh: String,
    en: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawReading {
    id: Spanned<String>,
    title: Words,
    choices: Vec<RawChoice>,
    choice: Spanned<String>,
    reason: Sentence,
}

pub(super) fn fact(reader: &mut BlockReader) -> Option<Fact> {
    let raw: RawFact = reader.toml()?;
    let name = reader.name(&raw.id);
    let status = reader.one_of(&raw.status, &CERTAINTIES);
    let checked = reader.day(&raw.checked);
    let value = match (raw.value, raw.table) {
        (Some(_), Some(table)) => {
            reader.wrong(&table, "value 和 table 只能写一个", "write either `value` or `table`, not both");
            return None;
        }
        (value, table) => value.or(table),
    };
    if let Some(value) = value.as_ref().filter(|value| holds_nan(value.get_ref())) {
        reader.wrong(value, "nan 不是值", "nan is not a value");
    }
    let value = value.map(Spanned::into_inner);
    let place = reader.block.place();
    Some(Fact { id: name?.id.to_string(), title: raw.title, source: raw.source, status: status?, checked: checked?, value, place })
}

pub(super) fn reading(reader: &mut BlockReader) -> Option<Reading> {
    let raw: RawReading = reader.toml()?;
    let name = reader.name(&raw.id);
    let choices = raw.choices.into_iter().filter_map(|choice| {
        let id = reader.name(&choice.id)?.id.to_string();
        Some(ReadingChoice { id, words: Words { zh: choice.zh, en: choice.en } })
    });
    let choices: Vec<_> = choices.collect();
    if !choices.iter().any(|choice| choice.id == *raw.choice.get_ref()) {
        let list: Vec<_> = choices.iter().map(|choice| choice.id.as_str()).collect();
        let zh = format!("choice 要是 choices 之一：{}", list.join("、"));
        reader.wrong(&raw.choice, zh, format!("`choice` must be one of the choices: {}", list.join(", ")));
    }
    let Some(reason) = raw.reason.words() else {
        reader.wrong_block("reason 要有中英文：“中文 · English”", "`reason` needs both languages: `中文 · English`");
        return None;
    };
    let (choice, place) = (raw.choice.into_inner(), reader.block.place());
    Some(Reading { id: name?.id.to_string(), title: raw.title, choices, choice, reason, place })
}
