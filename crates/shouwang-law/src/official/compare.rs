//! Whether an instrument's pages are still those of an official text.

use super::normal::normalised;
use super::{OfficialText, TextProblem};
use crate::model::{ClauseRef, Instrument, Lang, Law, Place};
use crate::numeral::chinese;

/// One difference between the pages and a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The clause's text is not the one that the page was written for.
    Changed {
        /// Which clause.
        at: ClauseRef,
        /// Line of the text, from 1.
        line: u32,
        /// The clause on its page.
        place: Place,
        /// SM3 on the page.
        bound: String,
        /// SM3 of the text.
        found: String,
    },
    /// The page has the clause, the text does not.
    Missing {
        /// Which clause.
        at: ClauseRef,
        /// The clause on its page.
        place: Place,
    },
    /// The text has the clause, no page does.
    Extra {
        /// Which clause.
        at: ClauseRef,
        /// Line of the text, from 1.
        line: u32,
    },
    /// The page's clause has not been bound to any text yet.
    Unbound {
        /// Which clause.
        at: ClauseRef,
        /// The clause on its page.
        place: Place,
    },
    /// The title, number or a chapter's title differs.
    Heading {
        /// What the pages say.
        ours: String,
        /// What the text says.
        theirs: String,
        /// Line of the text, where it has one.
        line: Option<u32>,
    },
    /// The text itself does not hold together.
    Text(TextProblem),
}

/// The instrument that a text is the text of: the one of the same title, else the one with which most clauses agree.
#[must_use]
pub fn instrument_of<'a>(law: &'a Law, text: &OfficialText) -> Option<&'a Instrument> {
    let titled = law.instruments.iter().find(|instrument| normalised(&instrument.title.zh) == text.title);
    titled.or_else(|| {
        let counted = law.instruments.iter().map(|instrument| (agreeing(instrument, text), instrument));
        counted.filter(|(count, _)| *count > 0).max_by_key(|(count, _)| *count).map(|(_, instrument)| instrument)
    })
}

fn agreeing(instrument: &Instrument, text: &OfficialText) -> usize {
    let same = |clause: &&crate::model::Clause| {
        let found = text.clause(clause.at).map(super::OfficialClause::sm3);
        found.is_some() && found == clause.text_sm3
    };
    instrument.clauses().filter(same).count()
}

/// Every difference between an instrument's pages and a text, in the text's order where it has one.
#[must_use]
pub fn compare(instrument: &Instrument, text: &OfficialText) -> Vec<Finding> {
    let mut findings: Vec<_> = text.problems.iter().cloned().map(Finding::Text).collect();
    findings.extend(headings(instrument, text));
    for clause in instrument.clauses() {
        let (at, place) = (clause.at, clause.place.clone());
        findings.extend(match (text.clause(at), &clause.text_sm3) {
            (None, _) => Some(Finding::Missing { at, place }),
            (Some(_), None) => Some(Finding::Unbound { at, place }),
            (Some(theirs), Some(bound)) => {
                let found = theirs.sm3();
                (found != *bound).then(|| Finding::Changed { at, line: theirs.line, place, bound: bound.clone(), found })
            }
        });
    }
    let extra = text.clauses.iter().filter(|theirs| instrument.clause(theirs.at).is_none());
    findings.extend(extra.map(|theirs| Finding::Extra { at: theirs.at, line: theirs.line }));
    findings
}

fn headings(instrument: &Instrument, text: &OfficialText) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut compare = |ours: String, theirs: String, line: Option<u32>| {
        if normalised(&ours) != normalised(&theirs) {
            findings.push(Finding::Heading { ours, theirs, line });
        }
    };
    compare(instrument.title.zh.clone(), text.title.clone(), None);
    if let (Some(ours), Some(theirs)) = (&instrument.number, &text.number) {
        compare(ours.clone(), theirs.clone(), None);
    }
    let count = instrument.chapters.len().max(text.chapters.len());
    for (at, number) in (0..count).zip(1..) {
        let theirs = text.chapters.get(at);
        let ours = instrument.chapters.get(at).map(|title| format!("第{}章{}", chinese(number), title.zh));
        let found = theirs.map(|chapter| format!("第{}章{}", chinese(chapter.number), chapter.title));
        compare(ours.unwrap_or_default(), found.unwrap_or_default(), theirs.map(|chapter| chapter.line));
    }
    findings
}

impl Finding {
    /// The clause it is about, if it is about one.
    #[must_use]
    pub fn clause(&self) -> Option<ClauseRef> {
        match self {
            Finding::Changed { at, .. } | Finding::Missing { at, .. } | Finding::Extra { at, .. } | Finding::Unbound { at, .. } => {
                Some(*at)
            }
            Finding::Heading { .. } | Finding::Text(_) => None,
        }
    }

    /// What it is and what to do, in one language.
    #[must_use]
    pub fn message(&self, lang: Lang) -> String {
        match (self, lang) {
            (Finding::Changed { at, line, place, bound, found }, Lang::Zh) => format!(
                "{}（文本第 {line} 行）与 {place} 绑定的条文不同：绑定 {}…，文本 {}…。请对照文本修改释义和规则，再运行 law bind",
                at.cite(lang),
                short(bound),
                short(found)
            ),
            (Finding::Changed { at, line, place, bound, found }, Lang::En) => format!(
                "{} (line {line} of the text) is not the text that {place} was written for: bound {}…, found {}…. Revise gloss and rules, then run law bind",
                at.cite(lang),
                short(bound),
                short(found)
            ),
            (Finding::Missing { at, place }, Lang::Zh) => format!("文本里没有{}（{place}）", at.cite(lang)),
            (Finding::Missing { at, place }, Lang::En) => format!("the text has no {} ({place})", at.cite(lang)),
            (Finding::Extra { at, line }, Lang::Zh) => format!("文本第 {line} 行的{}在法规页里没有，请补写", at.cite(lang)),
            (Finding::Extra { at, line }, Lang::En) => format!("{} on line {line} of the text is on no page; add it", at.cite(lang)),
            (Finding::Unbound { at, place }, Lang::Zh) => format!("{}（{place}）还没有绑定条文，请运行 law bind", at.cite(lang)),
            (Finding::Unbound { at, place }, Lang::En) => format!("{} ({place}) is not bound to a text yet; run law bind", at.cite(lang)),
            (Finding::Heading { ours, theirs, line }, Lang::Zh) => format!("标题不同{}：法规页“{ours}”，文本“{theirs}”", line_zh(*line)),
            (Finding::Heading { ours, theirs, line }, Lang::En) => {
                format!("a heading differs{}: `{ours}` on the pages, `{theirs}` in the text", line_en(*line))
            }
            (Finding::Text(problem), _) => problem.message(lang),
        }
    }
}

fn short(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}

fn line_zh(line: Option<u32>) -> String {
    line.map(|line| format!("（文本第 {line} 行）")).unwrap_or_default()
}

fn line_en(line: Option<u32>) -> String {
    line.map(|line| format!(" (line {line} of the text)")).unwrap_or_default()
}
