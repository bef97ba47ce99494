//! Matters as a terminal shows them, and as JSON.

use serde_json::{Value, json};
use shouwang_app::service::{CheckView, MatterLine, MatterView};
use shouwang_calendar::Lang;
use shouwang_domain::matter::{FormDef, form_of};
use shouwang_domain::plan::Answer;
use shouwang_domain::procedure::matter_step::Deed;
use shouwang_domain::register::{Choice, Choices, Label, Row, row_to_json};

/// What a clerk calls a choice.
pub(super) fn label<C: Choices>(choice: C) -> Label {
    chosen(choice).map_or(Label { zh: "", en: "" }, |choice| choice.label)
}

/// The identifier of a choice.
pub(super) fn id<C: Choices>(choice: C) -> &'static str {
    chosen(choice).map_or("", |choice| choice.id)
}

fn chosen<C: Choices>(choice: C) -> Option<&'static Choice> {
    C::CHOICES.get(usize::from(choice.position()))
}

/// One line of a list.
pub(super) fn line(line: &MatterLine, language: Lang) -> String {
    let at = line.does.map_or_else(|| label(line.status), label);
    let subject = line.title.as_deref().or(line.subject.as_deref()).unwrap_or("–");
    let due = line.due_on.map_or_else(String::new, |due| format!("  {} {due}", language.pick("期限", "due")));
    let asked = if line.asked { language.pick("  询问中", "  asked") } else { "" };
    let urgent = if line.urgent { language.pick("  紧急", "  emergency") } else { "" };
    let given = line.given_to.as_deref().map_or_else(String::new, |name| format!("  {} {name}", language.pick("承办", "given to")));
    format!(
        "{}  {}  {}  {}  {}{due}{asked}{urgent}{given}",
        line.number,
        label(line.kind).get(language),
        line.applicant_name.as_deref().unwrap_or(&line.applicant),
        subject,
        at.get(language),
    )
}

pub(super) fn line_json(line: &MatterLine) -> Value {
    json!({
        "number": line.number,
        "kind": id(line.kind),
        "applicant": line.applicant,
        "applicant_name": line.applicant_name,
        "subject": line.subject,
        "title": line.title,
        "lines_count": line.lines_count,
        "version": line.version,
        "status": id(line.status),
        "unit": line.unit,
        "does": line.does.map(id),
        "since": line.since,
        "filed_on": line.filed_on,
        "due_on": line.due_on,
        "asked": line.asked,
        "urgent": line.urgent,
        "given_to": line.given_to,
        "closed_on": line.closed_on,
    })
}

fn form(view: &MatterView) -> Option<&'static FormDef> {
    form_of(&view.matter.rule.id)
}

fn name<'v>(view: &'v MatterView, unit: &'v str) -> &'v str {
    view.names.get(unit).map_or(unit, String::as_str)
}

/// A line of a form in words: what is given, field by field.
fn filled_in(form: &FormDef, row: &Row, language: Lang) -> String {
    let zh = language == Lang::Zh;
    let between = language.pick("；", "; ");
    let days = [(form.def.from_label, Some(row.key.from)), (form.def.until_label, Some(row.until))];
    let days = days.into_iter().filter_map(|(label, day)| Some((label, day.filter(|day| !day.is_open())?.to_string())));
    let code = (!row.key.code.is_empty()).then(|| (shouwang_domain::register::CODE_LABEL, row.key.code.clone()));
    let fields = form.def.fields.iter().zip(&row.values);
    let fields = fields.filter_map(|(field, value)| Some((field.label, value.as_ref()?.text(field.kind, zh))));
    code.into_iter()
        .chain(days)
        .chain(fields)
        .map(|(label, said)| format!("{} {said}", label.get(language)))
        .collect::<Vec<_>>()
        .join(between)
}

/// A matter, whole.
pub(super) fn lines(view: &MatterView, language: Lang) -> Vec<String> {
    let matter = &view.matter;
    let mut lines = vec![format!(
        "{} · {} · {} · {}",
        matter.number,
        label(matter.kind).get(language),
        name(view, &matter.applicant),
        label(matter.state.status()).get(language)
    )];
    let lines_of = |form: &'static FormDef| matter.lines.iter().map(move |row| format!("  {}", filled_in(form, row, language)));
    lines.extend(form(view).into_iter().flat_map(lines_of));
    lines.extend(emergency(view).map(|reason| format!("{}{reason}", language.pick("紧急情况：", "emergency: "))));
    lines.push(language.pick("经过：", "what was done:").to_owned());
    for entry in &view.entries {
        let data = &entry.data;
        let who = data.unit.as_ref().map_or("–", |unit| name(view, &unit.code));
        let words = data.words.as_deref().map_or_else(String::new, |words| format!("  {words}"));
        lines.push(format!("  {}  {}  {who}  {}{words}", entry.from, data.act, data.by.as_deref().unwrap_or("–")));
    }
    lines.extend(waiting(view, language));
    let possible: Vec<_> = view.offers.iter().filter(|offer| offer.needs.is_some()).map(|offer| offer.act).collect();
    if !possible.is_empty() {
        lines.push(format!("{}{}", language.pick("您现在可以：", "you may now: "), possible.join(", ")));
    }
    lines
}

/// Why it was handed in late, where that was an emergency.
fn emergency(view: &MatterView) -> Option<&str> {
    view.matter.state.filing()?.emergency.as_deref()
}

/// Whose turn it is.
fn waiting(view: &MatterView, language: Lang) -> Vec<String> {
    let open = view.steps.iter().filter(|step| step.data.closed_on.is_none());
    let line = |step: &shouwang_domain::register::Fact<shouwang_domain::procedure::matter_step::MatterStep>| {
        let due = step.data.due_on.map_or_else(String::new, |due| format!("，{} {due}", language.pick("期限", "due")));
        let does: Deed = step.data.does;
        let given = step.data.given_name().map_or_else(String::new, |name| format!(" · {name}"));
        let (turn, unit) = (language.pick("轮到：", "whose turn: "), name(view, &step.data.unit.code));
        format!("{turn}{unit}{given}（{}{due}）", label(does).get(language))
    };
    open.map(line).collect()
}

/// What is said after an act: how far it has got, and whose turn it is.
pub(super) fn outcome(view: &MatterView, language: Lang) -> Vec<String> {
    let said = format!("{} {}", view.matter.number, label(view.matter.state.status()).get(language));
    std::iter::once(said).chain(waiting(view, language)).collect()
}

pub(super) fn json(view: &MatterView) -> Value {
    let rows = form(view).map(|form| view.matter.lines.iter().map(|row| row_to_json(&form.def, row)).collect::<Vec<_>>());
    let step = |step: &shouwang_domain::register::Fact<shouwang_domain::procedure::matter_step::MatterStep>| json!({ "unit": step.data.unit.code, "does": id(step.data.does), "since": step.from, "due_on": step.data.due_on, "given_to": step.data.given_name(), "closed_on": step.data.closed_on });
    json!({
        "number": view.matter.number,
        "kind": id(view.matter.kind),
        "rule": view.matter.rule.to_string(),
        "applicant": view.matter.applicant,
        "status": id(view.matter.state.status()),
        "emergency": emergency(view),
        "version": view.version,
        "lines": rows,
        "steps": view.steps.iter().map(step).collect::<Vec<_>>(),
        "entries": view.entries.iter().map(|entry| json!({
            "on": entry.from, "act": entry.data.act, "by": entry.data.by, "words": entry.data.words,
            "unit": entry.data.unit.as_ref().map(|unit| &unit.code),
        })).collect::<Vec<_>>(),
        "acts": view.offers.iter().filter(|offer| offer.needs.is_some()).map(|offer| offer.act).collect::<Vec<_>>(),
    })
}

/// What the facts say of a matter.
pub(super) fn check_lines(found: &CheckView, language: Lang) -> Vec<String> {
    let problems = found.checked.problems.iter();
    let mut lines: Vec<String> =
        problems.map(|(at, problem)| format!("{}. {}：{}", at + 1, problem.field, language.pick(&problem.zh, &problem.en))).collect();
    lines.extend(found.checked.gone.iter().map(|gone| gone.words().get(language).to_owned()));
    for (at, premises) in found.checked.premises.iter().enumerate() {
        for need in &premises.needs {
            let met = match need.met {
                Answer::Yes => language.pick("满足", "met"),
                Answer::No => language.pick("不满足", "not met"),
                Answer::Unknown => language.pick("未知", "unknown"),
            };
            lines.push(format!("{}. {} {met}", at + 1, need.title.get(language)));
        }
    }
    for (at, lead) in &found.leads {
        let said = language.pick("最迟提交", "hand in by");
        lines.push(format!("{}. {} {said} {}", at + 1, lead.event, lead.latest.day));
    }
    match &found.refusal {
        None => lines.push(language.pick("可以提交", "it can be handed in").to_owned()),
        Some(refusal) => lines.push(refusal.words.get(language).to_owned()),
    }
    lines
}

pub(super) fn check_json(found: &CheckView) -> Value {
    let need = |need: &shouwang_domain::plan::NeedFound| {
        let met = match need.met {
            Answer::Yes => "yes",
            Answer::No => "no",
            Answer::Unknown => "unknown",
        };
        json!({ "title": { "zh": need.title.zh, "en": need.title.en }, "met": met, "weigh": need.weigh })
    };
    let premises = found.checked.premises.iter();
    json!({
        "possible": found.refusal.is_none(),
        "refusal": found.refusal.as_ref().map(|refusal| json!({ "zh": refusal.words.zh, "en": refusal.words.en })),
        "problems": found.checked.problems.iter().map(|(line, problem)| json!({
            "line": line, "field": problem.field, "zh": problem.zh, "en": problem.en,
        })).collect::<Vec<_>>(),
        "missing": found.checked.gone.iter().map(|gone| json!({ "zh": gone.words().zh, "en": gone.words().en })).collect::<Vec<_>>(),
        "needs": premises.map(|premises| premises.needs.iter().map(need).collect::<Vec<_>>()).collect::<Vec<_>>(),
        "bodies": found.checked.bodies,
        "until": found.checked.until,
    })
}
