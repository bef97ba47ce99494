//! `shouwang matter start`: a draft, with what is said on the command line filled in.

use serde_json::{Map, Value};
use shouwang_app::service::{MatterView, NewMatter};
use shouwang_calendar::Day;
use shouwang_domain::matter::{FormDef, form_of};
use shouwang_domain::register::{FieldKind, row_to_json, value_to_json};

use super::super::Outcome;
use super::{Clerk, failed, show};
use crate::cli_matter::StartArgs;
use crate::failure::Failure;

impl Clerk<'_> {
    pub(super) async fn start(&self, args: &StartArgs) -> Outcome {
        let form = form_of(&args.kind);
        let set = match form {
            Some(form) => args.set.iter().map(|text| read(form, text)).collect::<Result<Map<_, _>, _>>()?,
            None => Map::new(),
        };
        let StartArgs { kind, applicant, subject, .. } = args;
        let new = NewMatter { kind: kind.clone(), applicant: applicant.clone(), subject: subject.clone(), key: None };
        let started = self.service.start_matter(&self.caller, new, &self.edge()).await.map_err(failed)?;
        let filled = match form.filter(|_| !set.is_empty()) {
            Some(form) => self.fill_in(&started, form, set).await?,
            None => started,
        };
        self.print(|| show::json(&filled), |language| show::lines(&filled, language));
        Ok(true)
    }

    /// Writes what is set over the first line.
    async fn fill_in(&self, draft: &MatterView, form: &FormDef, set: Map<String, Value>) -> Result<MatterView, Failure> {
        let mut line = draft.matter.lines.first().map(|row| row_to_json(&form.def, row)).unwrap_or_default();
        line.extend(set);
        let at = (draft.matter.number.as_str(), draft.version);
        self.service.edit_matter(&self.caller, at, &[line], &self.edge()).await.map_err(failed)
    }
}

/// `field=value`, as a clerk would write the value.
fn read(form: &FormDef, text: &str) -> Result<(String, Value), Failure> {
    let known = || {
        let names: Vec<_> = ["code", "from", "until"].into_iter().chain(form.def.fields.iter().map(|field| field.name)).collect();
        names.join(", ")
    };
    let wrong =
        |zh: &str, en: &str| Failure::new(format!("“{text}”：{zh}；可填：{}", known()), format!("`{text}`: {en}; there are: {}", known()));
    let (name, value) = text.split_once('=').ok_or_else(|| wrong("应写作“字段=内容”", "write FIELD=VALUE"))?;
    let kind = match name {
        "code" => return Ok((name.to_owned(), Value::from(value))),
        "from" | "until" => FieldKind::Day,
        _ => form.def.field(name).map(|field| field.kind).ok_or_else(|| wrong("没有这个字段", "there is no such field"))?,
    };
    if kind == FieldKind::Day {
        let day: Day = value.parse().map_err(|_| wrong("日期写作 2026-11-20", "write a day like 2026-11-20"))?;
        return Ok((name.to_owned(), Value::from(day.to_string())));
    }
    let read = shouwang_domain::register::Value::parse(kind, value).map_err(|error| wrong("不是这一项可填的内容", &error.to_string()))?;
    Ok((name.to_owned(), value_to_json(kind, &read)))
}
