//! The glossary's rows, read off the declarations: 中文 ↔ English ↔ identifier ↔ article.
//!
//! `docs/glossary.md` holds them between two markers; a test keeps both equal.

use super::def::{Choice, FieldDef, FieldKind, RegisterDef};

/// The line behind which the generated part begins.
pub const BEGIN: &str = "<!-- generated from the registers: begin -->";
/// The line before which it ends.
pub const END: &str = "<!-- generated from the registers: end -->";

/// Headings and tables in Markdown, a table for each register.
#[must_use]
pub fn markdown<'a>(registers: impl IntoIterator<Item = &'a RegisterDef>) -> String {
    let mut lines = Vec::new();
    for def in registers {
        let article = if def.article.is_empty() { String::new() } else { format!(" · {}", def.article) };
        lines.push(format!("### {} · {} · `{}`{article}\n", def.label.zh, def.label.en, def.name));
        lines.push(format!("{} {}\n", def.help.zh, def.help.en));
        lines.push("| 中文 | English | 标识 | 内容 | 条款 |".to_owned());
        lines.push("|---|---|---|---|---|".to_owned());
        lines.extend(def.fields.iter().map(field_row));
        lines.push(String::new());
    }
    lines.join("\n")
}

fn field_row(field: &FieldDef) -> String {
    let required = if field.required { "，必填" } else { "" };
    let holds = match field.kind {
        FieldKind::Text { chars_max } => format!("文字，最多 {chars_max} 字"),
        FieldKind::Int { min, max } => format!("整数，{min} 至 {max}"),
        FieldKind::Day => "日期".to_owned(),
        FieldKind::Flag => "是或否".to_owned(),
        FieldKind::Choice(choices) => format!("一项：{}", words(choices)),
        FieldKind::Set(choices) => format!("多项：{}", words(choices)),
        FieldKind::Ref(target) => format!("`{target}` 的编号"),
    };
    format!("| {} | {} | `{}` | {holds}{required} | {} |", field.label.zh, field.label.en, field.name, field.article)
}

fn words(choices: &[Choice]) -> String {
    let words: Vec<_> = choices.iter().map(|choice| format!("{} `{}`", choice.label.zh, choice.id)).collect();
    words.join("、")
}
