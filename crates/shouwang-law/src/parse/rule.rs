//! Clocks, cases, roles, register notes and definitions.

use serde::Deserialize;
use toml::Spanned;

use super::block::BlockReader;
use super::matter::matter;
use super::words::{Sentence, holds_nan};
use crate::model::{Body, CaseRule, Clock, Condition, Definition, RegisterNote, Role, Rule, Words};

/// Limits for which a text gives no number.
const LIMIT_WORDS: [&str; 2] = ["at once", "timely"];

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

fn clock(reader: &mut BlockReader) -> Option<Rule> {
    let raw: RawClock = reader.toml()?;
    let to = raw.to.into_iter().filter_map(|to| Some((to.who, reader.one_of(&to.of, &Body::WORDS)?.word().to_owned())));
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
