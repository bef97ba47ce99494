//! The JSON Schema (2020-12) of a register's rows, for whoever sends rows from a program.
//!
//! Titles are Chinese; the English ones and the register that a code refers to stand in `x-` annotations, which validators pass over.

use serde_json::{Map, Value as Json, json};

use super::common::{BASIS_LABEL, CODE_CHARS_MAX, CODE_LABEL, NOTE_CHARS_MAX, NOTE_LABEL, VOUCHED_BY_CHARS_MAX, VOUCHED_BY_LABEL};
use super::def::{Audience, Choice, FieldKind, Label, RegisterDef, Shape};
use super::field::Choices;
use super::row::Basis;

/// The schema of one row as a JSON object: the common columns and the register's own, by identifier. A value that is not known is left out.
#[must_use]
pub fn schema(def: &RegisterDef) -> Json {
    let mut object = Map::new();
    object.insert("$schema".to_owned(), json!("https://json-schema.org/draft/2020-12/schema"));
    object.insert("$id".to_owned(), json!(format!("urn:shouwang:register:{}", def.name)));
    annotate(&mut object, def.label, Some(def.help), def.article);
    object.insert("type".to_owned(), json!("object"));
    object.insert("properties".to_owned(), Json::Object(properties(def)));
    object.insert("required".to_owned(), json!(required(def)));
    object.insert("additionalProperties".to_owned(), json!(false));
    if !def.exactly_one.is_empty() {
        object.insert("oneOf".to_owned(), requirements(def.exactly_one));
    }
    if !def.at_least_one.is_empty() {
        object.insert("anyOf".to_owned(), requirements(def.at_least_one));
    }
    Json::Object(object)
}

fn properties(def: &RegisterDef) -> Map<String, Json> {
    let mut properties = Map::new();
    let mut add = |name: &str, kind: FieldKind, label, help, article| {
        let mut property = property(kind);
        annotate(&mut property, label, help, article);
        properties.insert(name.to_owned(), Json::Object(property));
    };
    let text = |chars_max| FieldKind::Text { chars_max };
    add("code", text(CODE_CHARS_MAX), CODE_LABEL, None, "");
    add("from", FieldKind::Day, def.from_label, None, "");
    if def.shape == Shape::State {
        add("until", FieldKind::Day, def.until_label, None, "");
    }
    for field in &def.fields {
        add(field.name, field.kind, field.label, Some(field.help), field.article);
    }
    add("basis", FieldKind::Choice(Basis::CHOICES), BASIS_LABEL, None, "");
    add("vouched_by", text(VOUCHED_BY_CHARS_MAX), VOUCHED_BY_LABEL, None, "");
    add("note", text(NOTE_CHARS_MAX), NOTE_LABEL, None, "");
    properties
}

fn required(def: &RegisterDef) -> Vec<&'static str> {
    // A line of a matter that gives no code gets one when it takes effect.
    let code = (def.natural.is_empty() && def.audience != Audience::Form).then_some("code");
    let from = (def.shape == Shape::Event).then_some("from");
    code.into_iter().chain(from).chain(def.fields.iter().filter(|field| field.required).map(|field| field.name)).collect()
}

fn requirements(names: &[&str]) -> Json {
    names.iter().map(|name| json!({ "required": [name] })).collect()
}

fn property(kind: FieldKind) -> Map<String, Json> {
    let property = match kind {
        FieldKind::Text { chars_max } => json!({ "type": "string", "minLength": 1, "maxLength": chars_max }),
        FieldKind::Int { min, max } => json!({ "type": "integer", "minimum": min, "maximum": max }),
        FieldKind::Day => json!({ "type": "string", "format": "date" }),
        FieldKind::Flag => json!({ "type": "boolean" }),
        FieldKind::Choice(choices) => json!({ "type": "string", "oneOf": words(choices) }),
        FieldKind::Set(choices) => {
            json!({ "type": "array", "items": { "type": "string", "oneOf": words(choices) }, "minItems": 1, "uniqueItems": true })
        }
        FieldKind::Ref(target) => json!({ "type": "string", "minLength": 1, "maxLength": CODE_CHARS_MAX, "x-register": target }),
    };
    match property {
        Json::Object(property) => property,
        _ => Map::new(),
    }
}

fn words(choices: &[Choice]) -> Json {
    choices.iter().map(|choice| json!({ "const": choice.id, "title": choice.label.zh, "x-title-en": choice.label.en })).collect()
}

fn annotate(object: &mut Map<String, Json>, label: Label, help: Option<Label>, article: &str) {
    object.insert("title".to_owned(), json!(label.zh));
    object.insert("x-title-en".to_owned(), json!(label.en));
    if let Some(help) = help {
        object.insert("description".to_owned(), json!(help.zh));
        object.insert("x-description-en".to_owned(), json!(help.en));
    }
    if !article.is_empty() {
        object.insert("x-article".to_owned(), json!(article));
    }
}
