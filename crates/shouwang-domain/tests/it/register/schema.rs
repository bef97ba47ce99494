//! The JSON schemas of all registers.

use serde_json::{Value, json};
use shouwang_domain::register::{FieldKind, Shape, catalog, schema};

#[test]
fn every_column_of_every_register_is_in_its_schema() {
    for def in catalog() {
        let schema = schema(def);
        let properties = schema["properties"].as_object().unwrap();
        for field in &def.fields {
            let property = &properties[field.name];
            assert_eq!(property["title"], field.label.zh);
            assert_eq!(property["x-description-en"], field.help.en);
            assert_eq!(schema["required"].as_array().unwrap().contains(&json!(field.name)), field.required, "{}.{}", def.name, field.name);
            let kind = match field.kind {
                FieldKind::Text { .. } | FieldKind::Day | FieldKind::Choice(_) | FieldKind::Ref(_) => "string",
                FieldKind::Int { .. } => "integer",
                FieldKind::Flag => "boolean",
                FieldKind::Set(_) => "array",
            };
            assert_eq!(property["type"], kind, "{}.{}", def.name, field.name);
        }
        assert_eq!(properties.contains_key("until"), def.shape == Shape::State, "{}", def.name);
        let common = if def.shape == Shape::State { 6 } else { 5 };
        assert_eq!(properties.len(), def.fields.len() + common, "{}", def.name);
        assert_eq!(schema["additionalProperties"], false);
    }
}

#[test]
fn a_schema_reads_as_its_declaration() {
    let schema = schema(catalog().get("grade_assessment").unwrap());
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert_eq!(schema["required"], json!(["from", "grade"]), "its code is made, its day is not");
    assert_eq!(schema["oneOf"], json!([{ "required": ["network"] }, { "required": ["system"] }]));
    assert_eq!(schema.get("anyOf"), None::<&Value>);
    assert_eq!(schema["properties"]["from"]["title"], "测评日");
    let grade = json!({
        "type": "integer", "minimum": 1, "maximum": 5, "title": "等级", "x-title-en": "Grade", "x-article": "M18",
        "description": "测评所依据的等级，填 1 至 5。", "x-description-en": "The grade it was assessed against, from 1 to 5.",
    });
    assert_eq!(schema["properties"]["grade"], grade);
}
