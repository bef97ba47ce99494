//! `instrument.toml`: what an instrument is called, who issued it, and on which days it is in force.

use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use super::block::BlockReader;
use super::fact::CERTAINTIES;
use super::words::{Sentence, rule_name};
use crate::model::{Certainty, Citation, Dropped, Instrument, Words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCitation {
    title: Words,
    version: String,
    checked: Spanned<toml::Value>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDrop {
    rule: Spanned<String>,
    reason: Sentence,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawInstrument {
    id: Spanned<String>,
    title: Words,
    short: Words,
    number: Option<String>,
    issuer: Words,
    from: Spanned<toml::Value>,
    from_certainty: Option<Spanned<String>>,
    from_reason: Option<Spanned<Sentence>>,
    until: Option<Spanned<toml::Value>>,
    warn_before: Option<Spanned<String>>,
    #[serde(default)]
    yields_to: Vec<String>,
    #[serde(default)]
    drops: Vec<RawDrop>,
    #[serde(default)]
    cites: Vec<RawCitation>,
    chapters: Vec<String>,
}

/// The instrument without its pages, and the pages' file names in order.
pub(super) fn read(reader: &mut BlockReader) -> Option<(Instrument, Vec<String>)> {
    let raw: RawInstrument = reader.toml()?;
    let folder = reader.instrument;
    if **folder != **raw.id.get_ref() {
        let en = format!("`id` is the folder's name: write `{folder}`");
        reader.wrong(&raw.id, format!("id 要与文件夹同名，请写 {folder}"), en);
    }
    let from = reader.day(&raw.from);
    let until = raw.until.map(|until| reader.day(&until));
    let certainty = raw.from_certainty.map_or(Some(Certainty::Seen), |word| reader.one_of(&word, &CERTAINTIES));
    let from_reason = raw.from_reason.and_then(|reason| sentence(reader, reason));
    if certainty.is_some_and(|certainty| certainty != Certainty::Seen) && from_reason.is_none() {
        reader.wrong_block(
            "起始日不是亲见（seen）的，要写 from_reason 说明依据",
            "the first day was not seen in the text: say in `from_reason` what it rests on",
        );
    }
    let cites = raw.cites.into_iter().filter_map(|cite| {
        let checked = reader.day(&cite.checked)?;
        Some(Citation { title: cite.title, version: cite.version, checked })
    });
    let cites = cites.collect();
    let drops = raw.drops.into_iter().filter_map(|drop| dropped(reader, drop)).collect();
    let instrument = Instrument {
        id: Arc::clone(folder),
        title: raw.title,
        short: raw.short,
        number: raw.number,
        issuer: raw.issuer,
        from: from?,
        from_certainty: certainty?,
        from_reason,
        until: until.flatten(),
        warn_before: raw.warn_before.and_then(|span| reader.span(&span)),
        yields_to: raw.yields_to.iter().map(|id| id.as_str().into()).collect(),
        drops,
        cites,
        chapters: Vec::new(),
        articles: Vec::new(),
        place: reader.block.place_at(0),
    };
    if instrument.until.is_some_and(|until| until < instrument.from) {
        reader.wrong_block("until 早于 from", "`until` lies before `from`");
    }
    Some((instrument, raw.chapters))
}

fn sentence(reader: &mut BlockReader, sentence: Spanned<Sentence>) -> Option<Words> {
    let at = sentence.span();
    let words = sentence.into_inner().words();
    if words.is_none() {
        reader.wrong(&Spanned::new(at, ()), "要有中英文：“中文 · English”", "both languages are needed: `中文 · English`");
    }
    words
}

fn dropped(reader: &mut BlockReader, drop: RawDrop) -> Option<Dropped> {
    let at = drop.rule.span().start;
    let Some(rule) = rule_name(drop.rule.get_ref()) else {
        let en = format!("`{}` is not a rule's name; write instrument/id", drop.rule.get_ref());
        reader.wrong(&drop.rule, format!("“{}”不是规则名，请写“文件/id”", drop.rule.get_ref()), en);
        return None;
    };
    let Some(reason) = drop.reason.words() else {
        reader.wrong(&drop.rule, "reason 要有中英文：“中文 · English”", "`reason` needs both languages: `中文 · English`");
        return None;
    };
    Some(Dropped { rule, reason, place: reader.block.place_at(at) })
}
