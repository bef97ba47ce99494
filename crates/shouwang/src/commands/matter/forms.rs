//! What can be applied for, by the law as it stands today.

use serde_json::{Value, json};
use shouwang_app::service::form_rules;
use shouwang_calendar::{Lang, Words};
use shouwang_domain::matter::{FormDef, form_of};
use shouwang_domain::plan::CompiledMatter;
use shouwang_domain::procedure::matter_step::Deed;
use shouwang_domain::register::{Choices as _, schema};
use shouwang_domain::registers::unit::Function;

use super::super::Outcome;
use super::show::label;
use crate::cli::Format;
use crate::context::Context;
use crate::failure::Failure;
use crate::out::outln;

pub(super) fn run(context: &Context, kind: Option<&str>) -> Outcome {
    let book = context.law_book()?;
    let rules = form_rules(&book.program, context.today());
    let wanted = kind.map(|kind| form_of(kind).ok_or_else(|| unknown(kind))).transpose()?;
    let chosen: Vec<_> = rules.into_iter().filter(|(form, _)| wanted.is_none_or(|wanted| wanted.kind == form.kind)).collect();
    if let (Some(kind), true) = (kind, chosen.is_empty()) {
        return Err(unknown(kind));
    }
    if context.format == Some(Format::Json) {
        let all: Value = chosen.iter().map(|(form, rule)| in_json(form, rule, wanted.is_some())).collect();
        outln!("{}", serde_json::to_string_pretty(&all).unwrap_or_default());
        return Ok(true);
    }
    for (form, rule) in chosen {
        let language = context.language;
        let cited = book.cited_rule(&rule.rule.name, rule.rule.clause).label;
        outln!("{:<32}{}  {}", id_of(form), form.def.label.get(language), cited.get(language));
        if wanted.is_some() {
            for line in whole(form, rule, language) {
                outln!("{line}");
            }
        }
    }
    Ok(true)
}

fn unknown(kind: &str) -> Failure {
    Failure::from(Words::new(
        format!("没有叫“{kind}”的事项，或者现在没有规定它的条文；shouwang matter forms 会列出全部"),
        format!("there is no matter `{kind}`, or no rule for it holds now; shouwang matter forms lists all"),
    ))
}

/// The identifier as the law's pages write it.
fn id_of(form: &FormDef) -> String {
    form.def.name.replace('_', "-")
}

/// What is filled in, and who acts.
fn whole(form: &FormDef, rule: &CompiledMatter, language: Lang) -> Vec<String> {
    let mut lines = vec![format!("  {}", form.def.help.get(language))];
    for field in &form.def.fields {
        let required = if field.required { language.pick("（必填）", " (required)") } else { "" };
        lines.push(format!("  {:<20}{}{required}  {}", field.name, field.label.get(language), field.help.get(language)));
    }
    let route =
        rule.rule.route.iter().map(|step| format!("{}（{}）", function(&step.who, language), label(Deed::from(step.does)).get(language)));
    lines.push(format!("  {}{}", language.pick("办理：", "who acts: "), route.collect::<Vec<_>>().join(" → ")));
    if let Some(lead) = rule.rule.lead {
        lines.push(format!("  {}{lead}", language.pick("提前：", "ahead: ")));
    }
    lines
}

/// What a clerk calls a function of units.
fn function(id: &str, language: Lang) -> String {
    Function::CHOICES.iter().find(|choice| choice.id == id).map_or_else(|| id.to_owned(), |choice| choice.label.get(language).to_owned())
}

fn in_json(form: &FormDef, rule: &CompiledMatter, with_schema: bool) -> Value {
    let step = |step: &shouwang_law::model::Step| json!({ "who": step.who, "of": step.of.word(), "does": step.does.word(), "together": step.together });
    let mut object = json!({
        "kind": id_of(form),
        "label": { "zh": form.def.label.zh, "en": form.def.label.en },
        "register": form.subject,
        "rule": rule.rule.name.to_string(),
        "article": rule.rule.clause.article,
        "route": rule.rule.route.iter().map(step).collect::<Vec<_>>(),
        "lead": rule.rule.lead.map(|lead| lead.to_string()),
    });
    if with_schema {
        object["schema"] = schema(&form.def);
    }
    object
}
