//! Matters, clocks, cases, roles, register notes and definitions.

use serde::Deserialize;
use toml::Spanned;

use super::block::{BlockReader, RawNeed};
use super::words::{Sentence, holds_nan};
use crate::model::{CaseRule, Clock, Condition, Definition, Matter, Path, RegisterNote, Role, Rule, Step, Words};

/// Which body of a function is meant.
const BODIES: [&str; 4] = ["same_level", "superior", "province", "other_party"];
/// What a step of a route does.
const ACTS: [&str; 6] = ["review", "approve", "file", "notice", "inform", "sign"];
/// Limits for which a text gives no number.
const LIMIT_WORDS: [&str; 2] = ["at once", "timely"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStep {
    who: String,
    of: Spanned<String>,
    does: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawMatter {
    id: Spanned<String>,
    title: Words,
    applicant: String,
    subject: Option<String>,
    when: Option<Spanned<String>>,
    #[serde(default)]
    needs: Vec<RawNeed>,
    route: Vec<RawStep>,
    lead: Option<Spanned<String>>,
    before: Option<Spanned<String>>,
    reading: Option<String>,
    then: Option<String>,
    silence: Option<String>,
    #[serde(default)]
    replaces: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAddressee {
    who: String,
    of: Spanned<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawClock {
    id: Spanned<String>,
    title: Words,
    from: String,
    to: Vec<RawAddressee>,
    starts: Words,
    limit: Spanned<String>,
    when: Option<Spanned<Sentence>>,
    #[serde(default)]
    content: Vec<Words>,
    #[serde(default)]
    rests_on: Vec<String>,
    #[serde(default)]
    replaces: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCaseRule {
    id: Spanned<String>,
    title: Words,
    opens: Words,
    led_by: String,
    steps: Vec<Words>,
    #[serde(default)]
    grounds: Vec<Words>,
    #[serde(default)]
    replaces: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRole {
    id: Spanned<String>,
    title: Words,
    function: String,
    level: Option<String>,
    #[serde(default)]
    may: Vec<Words>,
    #[serde(default)]
    must: Vec<Words>,
    #[serde(default)]
    replaces: Vec<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRegister {
    registers: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDefinition {
    id: Spanned<String>,
    title: Words,
    means: Words,
    parameter: Option<Spanned<toml::Value>>,
    #[serde(default)]
    replaces: Vec<Spanned<String>>,
}

/// Reads any block but a duty.
pub(super) fn read(reader: &mut BlockReader) -> Option<Rule> {
    match reader.block.kind.as_str() {
        "matter" => matter(reader),
        "clock" => clock(reader),
        "case" => case(reader),
        "role" => role(reader),
        "register" => {
            let raw: RawRegister = reader.toml()?;
            Some(Rule::Register(RegisterNote { registers: raw.registers, place: reader.block.place() }))
        }
        "definition" => definition(reader),
        other => {
            let en = format!("`{other}` is not a kind of block here; use duty, matter, clock, case, role, register or definition");
            reader.wrong_block(format!("这里没有“{other}”这种块，可用 duty、matter、clock、case、role、register、definition"), en);
            None
        }
    }
}

fn matter(reader: &mut BlockReader) -> Option<Rule> {
    let raw: RawMatter = reader.toml()?;
    let route = raw.route.into_iter().filter_map(|step| {
        let of = word(reader, &step.of, &BODIES)?;
        Some(Step { who: step.who, of, does: word(reader, &step.does, &ACTS)? })
    });
    let route = route.collect();
    let subject = raw.subject;
    let before = raw.before.and_then(|before| reader.path(&before)).map(|path| without_register(path, subject.as_deref()));
    Some(Rule::Matter(Box::new(Matter {
        name: reader.name(&raw.id)?,
        title: raw.title,
        clause: reader.clause,
        applicant: raw.applicant,
        subject,
        when: raw.when.and_then(|when| reader.expr(&when)),
        needs: reader.needs(raw.needs),
        route,
        lead: raw.lead.and_then(|lead| reader.span(&lead)),
        before,
        reading: raw.reading,
        then: raw.then,
        silence: raw.silence.unwrap_or_else(|| "nothing".to_owned()),
        replaces: reader.rule_names(&raw.replaces),
        place: reader.block.place(),
    })))
}

/// A day may be written as `debugging_work.from`; seen from that register it is `from`.
fn without_register(Path(mut names): Path, subject: Option<&str>) -> Path {
    if names.len() > 1 && names.first().map(String::as_str) == subject {
        names.remove(0);
    }
    Path(names)
}

fn clock(reader: &mut BlockReader) -> Option<Rule> {
    let raw: RawClock = reader.toml()?;
    let to = raw.to.into_iter().filter_map(|to| Some((to.who, word(reader, &to.of, &BODIES)?)));
    let to = to.collect();
    let limit = raw.limit.get_ref();
    let is_number = limit.parse::<shouwang_calendar::TimeLimit>().is_ok() || limit.parse::<shouwang_calendar::Span>().is_ok();
    if !is_number && !LIMIT_WORDS.contains(&limit.as_str()) {
        let en = format!("`{limit}` is not a limit; write `4 hours`, `30 days`, `2 workdays`, `at once` or `timely`");
        reader.wrong(&raw.limit, format!("“{limit}”不是时限，请写 4 hours、30 days、2 workdays、at once 或 timely"), en);
    }
    let when = raw.when.and_then(|when| {
        let at = when.span();
        match when.into_inner() {
            Sentence::Table(words) => Some(Condition::Words(words)),
            Sentence::Line(text) => reader.expr(&Spanned::new(at, text)).map(Condition::Expr),
        }
    });
    Some(Rule::Clock(Box::new(Clock {
        name: reader.name(&raw.id)?,
        title: raw.title,
        clause: reader.clause,
        from: raw.from,
        to,
        starts: raw.starts,
        limit: raw.limit.into_inner(),
        when,
        content: raw.content,
        rests_on: raw.rests_on,
        replaces: reader.rule_names(&raw.replaces),
        place: reader.block.place(),
    })))
}

fn case(reader: &mut BlockReader) -> Option<Rule> {
    let raw: RawCaseRule = reader.toml()?;
    Some(Rule::Case(Box::new(CaseRule {
        name: reader.name(&raw.id)?,
        title: raw.title,
        clause: reader.clause,
        opens: raw.opens,
        led_by: raw.led_by,
        steps: raw.steps,
        grounds: raw.grounds,
        replaces: reader.rule_names(&raw.replaces),
        place: reader.block.place(),
    })))
}

fn role(reader: &mut BlockReader) -> Option<Rule> {
    let raw: RawRole = reader.toml()?;
    if raw.may.is_empty() && raw.must.is_empty() {
        reader.wrong_block("职责要写明 may（可以）或 must（应当）", "a role says what it may or must do: add `may` or `must`");
    }
    Some(Rule::Role(Box::new(Role {
        name: reader.name(&raw.id)?,
        title: raw.title,
        clause: reader.clause,
        function: raw.function,
        level: raw.level,
        may: raw.may,
        must: raw.must,
        replaces: reader.rule_names(&raw.replaces),
        place: reader.block.place(),
    })))
}

fn definition(reader: &mut BlockReader) -> Option<Rule> {
    let raw: RawDefinition = reader.toml()?;
    if let Some(parameter) = raw.parameter.as_ref().filter(|parameter| holds_nan(parameter.get_ref())) {
        reader.wrong(parameter, "nan 不是值", "nan is not a value");
    }
    Some(Rule::Definition(Box::new(Definition {
        name: reader.name(&raw.id)?,
        title: raw.title,
        clause: reader.clause,
        means: raw.means,
        parameter: raw.parameter.map(Spanned::into_inner),
        replaces: reader.rule_names(&raw.replaces),
        place: reader.block.place(),
    })))
}

fn word(reader: &mut BlockReader, text: &Spanned<String>, allowed: &[&'static str]) -> Option<String> {
    let pairs: Vec<_> = allowed.iter().map(|word| (*word, *word)).collect();
    reader.one_of(text, &pairs).map(str::to_owned)
}
