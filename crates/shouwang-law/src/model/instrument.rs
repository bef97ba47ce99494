//! Instruments, articles and clauses.

use std::fmt;
use std::sync::Arc;

use shouwang_calendar::{Certainty, Day, Span, Words};

use super::rule::{Fact, Reading, Rule};

/// A place in the law data: file (relative to the law folder) and line, from 1.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// `hunan-2026/04-access.md`
    pub file: Arc<str>,
    /// Line, from 1.
    pub line: u32,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// A rule's full name: `hunan-2026/logs-internet`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RuleName {
    /// The instrument's id.
    pub instrument: Arc<str>,
    /// The rule's id within it.
    pub id: Arc<str>,
}

impl fmt::Display for RuleName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.instrument, self.id)
    }
}

/// A clause: article, paragraph (款, from 1) and, where the paragraph is a list, item (项, from 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ClauseRef {
    /// 条, from 1.
    pub article: u16,
    /// 款, from 1.
    pub paragraph: u16,
    /// 项, from 1; 0 for the paragraph itself.
    pub item: u16,
}

/// What a clause is, in the product's terms. Each clause has exactly one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// A body must do or keep something.
    Duty,
    /// Something asked, notified or filed.
    Matter,
    /// A report with a time limit.
    Clock,
    /// Things that exist.
    Register,
    /// Supervision.
    Case,
    /// Who may and must do what.
    Role,
    /// What a word means, what the text covers, since when it holds.
    Definition,
    /// What a body may decide.
    Discretion,
    /// Not carried out by the product, with the reason.
    NotEncoded(Words),
}

/// A paragraph or item with its gloss, its binding to the official text, and the rules under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// Which.
    pub at: ClauseRef,
    /// What it is.
    pub status: Status,
    /// SM3 of the official clause's normalised text, in hex; `None` while unbound.
    pub text_sm3: Option<String>,
    /// Our own words.
    pub gloss: Words,
    /// The rules under it, in order.
    pub rules: Vec<Rule>,
    /// Where its heading stands.
    pub place: Place,
}

/// 条.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Article {
    /// From 1.
    pub number: u16,
    /// The chapter's number, from 1.
    pub chapter: u16,
    /// What it is about, in our words.
    pub title: Words,
    /// Its paragraphs and items, in order.
    pub clauses: Vec<Clause>,
    /// Where its heading stands.
    pub place: Place,
}

/// Another text that this one builds on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    /// Its name.
    pub title: Words,
    /// Which version was looked at.
    pub version: String,
    /// When it was looked at.
    pub checked: Day,
}

/// A rule of an older instrument that this one switches off without putting another in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// Which.
    pub rule: RuleName,
    /// Why it is read as gone.
    pub reason: Words,
    /// Where it is said.
    pub place: Place,
}

/// One instrument of law.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instrument {
    /// `hunan-2026`
    pub id: Arc<str>,
    /// Full title.
    pub title: Words,
    /// Short title for lists: `2026办法`.
    pub short: Words,
    /// The document's number.
    pub number: Option<String>,
    /// Who issued it.
    pub issuer: Words,
    /// First day in force.
    pub from: Day,
    /// How sure the first day is, and why when it is not seen.
    pub from_certainty: Certainty,
    /// Reason for the first day, when it is not seen.
    pub from_reason: Option<Words>,
    /// Last day in force; `None`: until further notice.
    pub until: Option<Day>,
    /// How long before the last day a warning is given.
    pub warn_before: Option<Span>,
    /// Where both speak of one thing, these stand; what only this one says is then supplementary.
    pub yields_to: Vec<Arc<str>>,
    /// Rules of older instruments that no longer hold while this one is in force.
    pub drops: Vec<Dropped>,
    /// Texts it cites.
    pub cites: Vec<Citation>,
    /// Chapter titles, in order.
    pub chapters: Vec<Words>,
    /// All articles, in order.
    pub articles: Vec<Article>,
    /// Where its `instrument.toml` stands.
    pub place: Place,
}

/// Everything in a law folder.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Law {
    /// Instruments, by their first day.
    pub instruments: Vec<Instrument>,
    /// Outside facts.
    pub facts: Vec<Fact>,
    /// Readings: named choices where a text can be read in more than one way.
    pub readings: Vec<Reading>,
}
