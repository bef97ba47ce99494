//! Duties: drafts as written, then completed by what they are `like`.

use serde::Deserialize;
use shouwang_calendar::PeriodUnit;
use toml::Spanned;

use super::block::{BlockReader, RawNeed, RawRows};
use super::case;
use super::shape::{After, KINDS, Kind, Shape, complete_kind, need};
use crate::error::Errors;
use crate::model::{Case, ClauseRef, Duty, Expr, Path, Place, Rows, RuleName, Words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDuty {
    id: Spanned<String>,
    title: Option<Words>,
    subject: Option<String>,
    bearer: Option<Spanned<String>>,
    overseer: Option<String>,
    when: Option<Spanned<String>>,
    kind: Option<Spanned<String>>,
    like: Option<String>,
    #[serde(default)]
    replaces: Vec<Spanned<String>>,
    advice: Option<bool>,
    rests_on: Option<Vec<String>>,
    reading: Option<String>,
    measured_by: Option<RawRows>,
    rows: Option<RawRows>,
    each: Option<Vec<Spanned<String>>>,
    count_min: Option<u32>,
    must: Option<Spanned<String>>,
    never: Option<Spanned<String>>,
    every: Option<Spanned<String>>,
    and: Option<Vec<RawRows>>,
    for_year: Option<String>,
    within: Option<Spanned<String>>,
    after: Option<Spanned<String>>,
    first_after: Option<Spanned<String>>,
    event: Option<Spanned<String>>,
    needs: Option<Vec<RawNeed>>,
    keep: Option<Spanned<String>>,
    since: Option<Spanned<String>>,
    source: Option<RawRows>,
    proof: Option<Spanned<String>>,
}

/// A duty as written in its own block.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    name: RuleName,
    title: Option<Words>,
    subject: Option<String>,
    bearer: Option<Path>,
    overseer: Option<String>,
    when: Option<Expr>,
    kind: Option<Kind>,
    like: Option<String>,
    advice: Option<bool>,
    rests_on: Option<Vec<String>>,
    reading: Option<String>,
    measured_by: Option<Rows>,
    replaces: Vec<RuleName>,
    shape: Shape,
    clause: ClauseRef,
    cases: Vec<Case>,
    place: Place,
    /// Its own block has a mistake that is already reported; completing it would only repeat it.
    broken: bool,
}

/// Reads a duty's block; `None` when not even its id can be read.
pub(super) fn read(reader: &mut BlockReader) -> Option<Draft> {
    let before = reader.errors.len();
    let raw: RawDuty = reader.toml()?;
    let name = reader.name(&raw.id)?;
    let kind = raw.kind.and_then(|kind| reader.one_of(&kind, &KINDS));
    let shape = Shape {
        rows: raw.rows.and_then(|rows| reader.rows(rows)),
        each: raw.each.map(|each| each.iter().filter_map(|expr| reader.expr(expr)).collect()),
        count_min: raw.count_min,
        must: raw.must.and_then(|must| reader.expr(&must)),
        never: raw.never.and_then(|never| reader.expr(&never)),
        every: raw.every.and_then(|every| reader.one_of(&every, &PeriodUnit::ALL.map(|unit| (unit.word(), unit)))),
        and: raw.and.map(|and| and.into_iter().filter_map(|rows| reader.rows(rows)).collect()),
        for_year: raw.for_year,
        within: raw.within.and_then(|within| reader.span(&within)),
        after: raw.after.and_then(|after| match after.get_ref().as_str() {
            "last" => Some(After::Last),
            _ => reader.path(&after).map(After::Day),
        }),
        first_after: raw.first_after.and_then(|path| reader.path(&path)),
        event: raw.event.and_then(|path| reader.path(&path)),
        needs: raw.needs.map(|needs| reader.needs(needs)),
        keep: raw.keep.and_then(|keep| reader.span(&keep)),
        since: raw.since.and_then(|path| reader.path(&path)),
        source: raw.source.and_then(|rows| reader.rows(rows)),
        proof: raw.proof.and_then(|word| reader.proof(&word)),
    };
    Some(Draft {
        name,
        title: raw.title,
        subject: raw.subject,
        bearer: raw.bearer.and_then(|path| reader.path(&path)),
        overseer: raw.overseer,
        when: raw.when.and_then(|when| reader.expr(&when)),
        kind,
        like: raw.like,
        advice: raw.advice,
        rests_on: raw.rests_on,
        reading: raw.reading,
        measured_by: raw.measured_by.and_then(|rows| reader.rows(rows)),
        replaces: reader.rule_names(&raw.replaces),
        shape,
        clause: reader.clause,
        cases: case::read(reader),
        place: reader.block.place(),
        broken: reader.errors.len() > before,
    })
}

/// Completes the duties of one instrument, in order: each takes from the one it is `like` whatever it does not say itself.
pub(super) fn complete(drafts: &[Draft], errors: &mut Errors) -> Vec<Option<Duty>> {
    drafts.iter().map(|draft| inherit(draft, drafts, errors)?.duty(errors)).collect()
}

fn inherit(draft: &Draft, drafts: &[Draft], errors: &mut Errors) -> Option<Draft> {
    let mut chain = vec![draft];
    while let Some(like) = chain.last().and_then(|last| last.like.as_deref()) {
        let Some(base) = drafts.iter().find(|base| &*base.name.id == like) else {
            let en = format!("`like = \"{like}\"`: this instrument has no duty of that id");
            errors.push(draft.place.clone(), format!("like = \"{like}\"：本文件没有这个 id 的义务"), en);
            return None;
        };
        if chain.iter().any(|seen| seen.name == base.name) {
            let en = format!("`like` goes in a circle through `{like}`");
            errors.push(draft.place.clone(), format!("like 循环引用：又回到了 {like}"), en);
            return None;
        }
        chain.push(base);
    }
    if chain.iter().any(|link| link.broken) {
        return None;
    }
    let mut links = chain.into_iter().rev().cloned();
    let base = links.next()?;
    Some(links.fold(base, |base, link| link.over(base)))
}

impl Draft {
    /// This draft, with what it does not say taken from `base`. Cases, `replaces` and the place stay its own.
    fn over(self, base: Draft) -> Draft {
        // Another kind has other fields; only the rows mean the same in every kind.
        let same_kind = self.kind.is_none() || self.kind == base.kind;
        let inherited = if same_kind { base.shape } else { Shape { rows: base.shape.rows, ..Shape::default() } };
        Draft {
            title: self.title.or(base.title),
            subject: self.subject.or(base.subject),
            bearer: self.bearer.or(base.bearer),
            overseer: self.overseer.or(base.overseer),
            when: self.when.or(base.when),
            kind: self.kind.or(base.kind),
            advice: self.advice.or(base.advice),
            rests_on: self.rests_on.or(base.rests_on),
            reading: self.reading.or(base.reading),
            measured_by: self.measured_by.or(base.measured_by),
            shape: self.shape.or(inherited),
            ..self
        }
    }

    fn duty(self, errors: &mut Errors) -> Option<Duty> {
        let title = need(self.title, "title = { zh = \"…\", en = \"…\" }", &self.place, errors);
        let subject = need(self.subject, "subject", &self.place, errors);
        let kind = need(self.kind, "kind", &self.place, errors)?;
        let kind = complete_kind(kind, self.shape, &self.place, errors)?;
        Some(Duty {
            name: self.name,
            title: title?,
            clause: self.clause,
            subject: subject?,
            bearer: self.bearer,
            overseer: self.overseer.unwrap_or_else(|| "competent_department".to_owned()),
            when: self.when,
            kind,
            measured_by: self.measured_by,
            replaces: self.replaces,
            advice: self.advice.unwrap_or(false),
            rests_on: self.rests_on.unwrap_or_default(),
            reading: self.reading,
            cases: self.cases,
            place: self.place,
        })
    }
}
