//! Matters: routes, preconditions, leads.

use serde::Deserialize;
use toml::Spanned;

use super::block::{BlockReader, RawRows};
use super::words;
use crate::model::{Asks, Body, Deed, Late, Matter, Path, Precondition, Rule, Silence, Step, Words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStep {
    who: String,
    of: Spanned<String>,
    does: Spanned<String>,
    #[serde(default)]
    together: bool,
    limit: Option<Spanned<String>>,
}

/// Rows (their own fields, or `rows = { … }`), a duty or an expression, beside a title, a condition and whether it may be weighed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawPrecondition {
    title: Option<Words>,
    when: Option<Spanned<String>>,
    duty: Option<Spanned<String>>,
    must: Option<Spanned<String>>,
    #[serde(default)]
    weigh: bool,
    rows: Option<RawRows>,
    of: Option<Spanned<String>>,
    at: Option<Spanned<String>>,
    #[serde(rename = "where")]
    filter: Option<Spanned<String>>,
    on: Option<String>,
    none: Option<Spanned<String>>,
    proof: Option<Spanned<String>>,
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
    needs: Vec<RawPrecondition>,
    route: Vec<RawStep>,
    lead: Option<Spanned<String>>,
    before: Option<Spanned<String>>,
    late: Option<Spanned<String>>,
    reading: Option<String>,
    then: Option<String>,
    silence: Option<Spanned<String>>,
    #[serde(default)]
    replaces: Vec<Spanned<String>>,
}

/// Reads a matter.
pub(super) fn matter(reader: &mut BlockReader) -> Option<Rule> {
    let raw: RawMatter = reader.toml()?;
    let route = raw.route.into_iter().filter_map(|raw| step(reader, raw)).collect();
    let subject = raw.subject;
    let before = raw.before.and_then(|before| reader.path(&before)).map(|path| without_register(path, subject.as_deref()));
    Some(Rule::Matter(Box::new(Matter {
        name: reader.name(&raw.id)?,
        title: raw.title,
        clause: reader.clause,
        applicant: raw.applicant,
        subject,
        when: raw.when.and_then(|when| reader.expr(&when)),
        needs: raw.needs.into_iter().filter_map(|raw| precondition(reader, raw)).collect(),
        route,
        lead: raw.lead.and_then(|lead| reader.span(&lead)),
        before,
        late: raw.late.and_then(|late| reader.one_of(&late, &Late::WORDS)).unwrap_or(Late::Refused),
        reading: raw.reading,
        then: raw.then,
        silence: raw.silence.and_then(|silence| reader.one_of(&silence, &Silence::WORDS)).unwrap_or(Silence::Nothing),
        replaces: reader.rule_names(&raw.replaces),
        place: reader.block.place(),
    })))
}

fn step(reader: &mut BlockReader, raw: RawStep) -> Option<Step> {
    Some(Step {
        who: raw.who,
        of: reader.one_of(&raw.of, &Body::WORDS)?,
        does: reader.one_of(&raw.does, &Deed::WORDS)?,
        together: raw.together,
        limit: raw.limit.and_then(|limit| reader.span(&limit)),
    })
}

fn precondition(reader: &mut BlockReader, raw: RawPrecondition) -> Option<Precondition> {
    let RawPrecondition { title, when, duty, must, weigh, rows, of, at, filter, on, none, proof } = raw;
    let has_no_rows_fields = filter.is_none() && on.is_none() && none.is_none() && proof.is_none();
    let asks = match (duty, must, rows, of) {
        (Some(duty), None, None, None) if has_no_rows_fields => {
            let Some(name) = words::rule_name(duty.get_ref()) else {
                let en = format!("`{}` is not a rule's name; write instrument/id", duty.get_ref());
                reader.wrong(&duty, format!("“{}”不是规则名，请写“文件/id”", duty.get_ref()), en);
                return None;
            };
            Asks::Duty { name, at: at.and_then(|at| reader.path(&at)) }
        }
        (None, Some(must), None, None) if has_no_rows_fields && at.is_none() && title.is_some() => Asks::Must(reader.expr(&must)?),
        (None, None, Some(rows), None) if at.is_none() => Asks::Rows(reader.rows(rows)?),
        (None, None, None, Some(of)) => Asks::Rows(reader.rows(RawRows { of, at, filter, on, none, proof })?),
        _ => {
            reader.wrong_block(
                "needs 的每一项要有 of = \"登记.引用字段\"、rows = { of = … }、duty = \"文件/id\" 或 must = \"条件式\"（另写 title），四者取一",
                "each of `needs` has `of = \"register.reference_field\"`, `rows = { of = … }`, `duty = \"instrument/id\"` or `must = \"expression\"` with a `title`, one of the four",
            );
            return None;
        }
    };
    Some(Precondition { title, when: when.and_then(|when| reader.expr(&when)), asks, weigh })
}

/// A day may be written as `debugging_work.from`; seen from that register it is `from`.
fn without_register(Path(mut names): Path, subject: Option<&str>) -> Path {
    if names.len() > 1 && names.first().map(String::as_str) == subject {
        names.remove(0);
    }
    Path(names)
}
