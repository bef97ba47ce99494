//! Rows in JSON, in the form that the register's schema describes: choices by identifier, days as `2026-11-20`, nothing for what is not given.

use serde_json::{Map, Value as Json, json};
use shouwang_calendar::{Day, Words};

use super::def::{Choice, FieldKind, RegisterDef, Shape};
use super::field::Choices;
use super::row::{Basis, Row, RowKey};
use super::value::Value;

/// What in a JSON object is no value of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// Where: a JSON pointer.
    pub place: String,
    /// What is wrong and what to do.
    pub words: Words,
}

impl Misfit {
    fn new(place: String, zh: impl Into<String>, en: impl Into<String>) -> Misfit {
        Misfit { place, words: Words::new(zh, en) }
    }
}

/// A row in JSON.
#[must_use]
pub fn row_to_json(def: &RegisterDef, row: &Row) -> Map<String, Json> {
    let mut object = Map::new();
    object.insert("code".to_owned(), json!(row.key.code));
    if row.key.from != Day::MIN {
        object.insert("from".to_owned(), json!(row.key.from));
    }
    if row.until != Day::MAX {
        object.insert("until".to_owned(), json!(row.until));
    }
    for (field, value) in def.fields.iter().zip(&row.values) {
        if let Some(value) = value {
            object.insert(field.name.to_owned(), value_to_json(field.kind, value));
        }
    }
    object.insert("basis".to_owned(), json!(choice_id(Basis::CHOICES, row.basis.position())));
    for (name, text) in [("vouched_by", &row.vouched_by), ("note", &row.note)] {
        if let Some(text) = text {
            object.insert(name.to_owned(), json!(text));
        }
    }
    object
}

/// One value in JSON.
#[must_use]
pub fn value_to_json(kind: FieldKind, value: &Value) -> Json {
    match (value, kind) {
        (Value::Text(text) | Value::Ref(text), _) => json!(text),
        (Value::Int(number), _) => json!(number),
        (Value::Day(day), _) => json!(day),
        (Value::Flag(flag), _) => json!(flag),
        (Value::Choice(at), FieldKind::Choice(choices)) => json!(choice_id(choices, *at)),
        (Value::Set(mask), FieldKind::Set(choices)) => {
            let held = choices.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0);
            held.map(|(_, choice)| choice.id).collect()
        }
        (Value::Choice(_) | Value::Set(_), _) => Json::Null,
    }
}

/// Reads a row; the code may be left out where the register makes one. Everything that is wrong is told, each with its place below `place`.
///
/// # Errors
/// When a member is unknown or no value of its field.
pub fn row_from_json(def: &RegisterDef, object: &Map<String, Json>, place: &str) -> Result<Row, Vec<Misfit>> {
    let mut reader = Reader { object, place, errors: Vec::new() };
    reader.refuse_unknown(def);
    let text = |chars_max| FieldKind::Text { chars_max };
    let plain = |value: Option<Value>| match value {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    };
    let day = |value: Option<Value>, open: Day| match value {
        Some(Value::Day(day)) => day,
        _ => open,
    };
    let code = plain(reader.read("code", text(usize::MAX))).unwrap_or_default();
    let from = day(reader.read("from", FieldKind::Day), Day::MIN);
    let until = day(reader.read("until", FieldKind::Day), Day::MAX);
    let basis = match reader.read("basis", FieldKind::Choice(Basis::CHOICES)) {
        Some(Value::Choice(at)) => Basis::at(at).unwrap_or(Basis::Declared),
        _ => Basis::Declared,
    };
    let vouched_by = plain(reader.read("vouched_by", text(usize::MAX)));
    let note = plain(reader.read("note", text(usize::MAX)));
    let values = def.fields.iter().map(|field| reader.read(field.name, field.kind)).collect();
    let row = Row { key: RowKey { code, from }, until, basis, vouched_by, note, learned_at: None, values };
    if reader.errors.is_empty() { Ok(row) } else { Err(reader.errors) }
}

struct Reader<'r> {
    object: &'r Map<String, Json>,
    place: &'r str,
    errors: Vec<Misfit>,
}

impl Reader<'_> {
    fn refuse_unknown(&mut self, def: &RegisterDef) {
        let common = ["code", "from", "basis", "vouched_by", "note"];
        let known = |name: &str| common.contains(&name) || def.field(name).is_some() || (name == "until" && def.shape == Shape::State);
        for name in self.object.keys().filter(|name| !known(name)) {
            let zh = format!("“{}”没有这个字段；请删去，或对照台账的结构更正", def.label.zh);
            let en = format!("The register {} has no such field; leave it out, or compare with how the register is made", def.label.en);
            self.errors.push(Misfit::new(format!("{}/{name}", self.place), zh, en));
        }
    }

    /// The value of a member; nothing when it is not there, null or wrong.
    fn read(&mut self, name: &str, kind: FieldKind) -> Option<Value> {
        let given = self.object.get(name).filter(|given| !given.is_null())?;
        match value_from_json(kind, given) {
            Ok(value) => Some(value),
            Err((zh, en)) => {
                self.errors.push(Misfit::new(format!("{}/{name}", self.place), zh, en));
                None
            }
        }
    }
}

/// Reads one value; otherwise what is expected, in both languages.
///
/// # Errors
/// When the JSON is no value of this kind.
pub fn value_from_json(kind: FieldKind, given: &Json) -> Result<Value, (String, String)> {
    let said = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
    match kind {
        FieldKind::Text { .. } => {
            text(given).map(|text| Value::Text(text.to_owned())).ok_or_else(|| said("应是文字", "a text is expected"))
        }
        FieldKind::Ref(_) => text(given).map(|code| Value::Ref(code.to_owned())).ok_or_else(|| said("应是编号", "a code is expected")),
        FieldKind::Int { min, max } => {
            let number = given.as_i64().filter(|number| (min..=max).contains(number));
            number
                .map(Value::Int)
                .ok_or_else(|| (format!("应是 {min} 至 {max} 的整数"), format!("a whole number from {min} to {max} is expected")))
        }
        FieldKind::Day => {
            let day = given.as_str().and_then(|text| text.parse::<Day>().ok());
            day.map(Value::Day).ok_or_else(|| said("应是日期，如 2026-11-20", "a day such as 2026-11-20 is expected"))
        }
        FieldKind::Flag => given.as_bool().map(Value::Flag).ok_or_else(|| said("应是 true 或 false", "true or false is expected")),
        FieldKind::Choice(choices) => {
            let at = given.as_str().and_then(|id| position(choices, id)).and_then(|at| u8::try_from(at).ok());
            at.map(Value::Choice).ok_or_else(|| one_of(choices))
        }
        FieldKind::Set(choices) => set(choices, given).map(Value::Set).ok_or_else(|| one_of(choices)),
    }
}

/// A text that the databases can hold.
fn text(given: &Json) -> Option<&str> {
    given.as_str().filter(|text| !text.contains('\0'))
}

fn set(choices: &[Choice], given: &Json) -> Option<u64> {
    let ids = given.as_array().filter(|ids| !ids.is_empty())?;
    ids.iter().try_fold(0_u64, |mask, id| {
        let bit = 1 << position(choices, id.as_str()?)?;
        (mask & bit == 0).then_some(mask | bit)
    })
}

fn position(choices: &[Choice], id: &str) -> Option<usize> {
    choices.iter().position(|choice| choice.id == id)
}

fn choice_id(choices: &[Choice], at: u8) -> &'static str {
    choices.get(usize::from(at)).map_or("", |choice| choice.id)
}

fn one_of(choices: &[Choice]) -> (String, String) {
    let ids: Vec<_> = choices.iter().map(|choice| choice.id).collect();
    (format!("应取自：{}", ids.join("、")), format!("expected, each at most once: {}", ids.join(", ")))
}
