//! How the law is shown: clauses with their gloss and rules, in both languages.

use serde::Serialize;
use shouwang_app::problem::{AppError, ProblemCode};
use shouwang_calendar::{Day, Lang, Words};
use shouwang_law::Standing;
use shouwang_law::model::{Article, Clause, ClauseRef, Instrument, Law, Rule, Status};
use utoipa::ToSchema;

use crate::operations::common::{Both, CivilDay};

/// A place in an instrument.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ClauseView {
    /// 条, from 1.
    article: u16,
    /// 款, from 1.
    paragraph: u16,
    /// 项, from 1; 0 for the paragraph itself.
    item: u16,
    /// How it is cited.
    cited: Both,
}

/// A clause with what the product makes of it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ClauseText {
    /// Which.
    clause: ClauseView,
    /// What it is: `duty`, `matter`, …, `not-encoded`.
    status: &'static str,
    /// Why it is not carried out, where it is not.
    reason: Option<Both>,
    /// What it says, in our own words. The official text is not held here.
    gloss: Both,
    /// SM3 of the official text that it was written for.
    text_sm3: Option<String>,
    /// The rules under it.
    rules: Vec<RuleView>,
}

/// A rule under a clause.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RuleView {
    /// Full name; none for a note of registers.
    name: Option<String>,
    /// `duty`, `matter`, `clock`, `case`, `role`, `register`, `definition`.
    kind: &'static str,
    /// What a clerk calls it.
    title: Option<Both>,
    /// What becomes of it on the day asked about.
    standing: Option<StandingView>,
    /// Rules of older instruments that it takes the place of.
    replaces: Vec<String>,
    /// Where it is written in the law data: file and line.
    place: String,
}

/// What becomes of a rule on a day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StandingView {
    /// `not_yet`, `expired`, `replaced`, `dropped`, `in_force` or `supplementary`.
    state: &'static str,
    /// The rule in its place, when it is replaced.
    by: Option<String>,
    /// Why, when it is dropped.
    reason: Option<Both>,
}

/// An article in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ArticleLine {
    /// 条, from 1.
    number: u16,
    /// Number of its chapter, from 1.
    chapter: u16,
    /// What it is about, in our own words.
    title: Both,
}

impl From<ClauseRef> for ClauseView {
    fn from(at: ClauseRef) -> ClauseView {
        let ClauseRef { article, paragraph, item } = at;
        ClauseView { article, paragraph, item, cited: Both { zh: at.cite(Lang::Zh), en: at.cite(Lang::En) } }
    }
}

impl From<&Article> for ArticleLine {
    fn from(article: &Article) -> ArticleLine {
        ArticleLine { number: article.number, chapter: article.chapter, title: (&article.title).into() }
    }
}

impl ClauseText {
    /// A clause with its rules as they stand on a day.
    pub(crate) fn new(law: &Law, clause: &Clause, day: Day) -> ClauseText {
        let reason = match &clause.status {
            Status::NotEncoded(reason) => Some(reason.into()),
            _ => None,
        };
        ClauseText {
            clause: clause.at.into(),
            status: clause.status.word(),
            reason,
            gloss: (&clause.gloss).into(),
            text_sm3: clause.text_sm3.clone(),
            rules: clause.rules.iter().map(|rule| RuleView::new(law, rule, day)).collect(),
        }
    }
}

impl RuleView {
    /// A rule as it stands on a day.
    pub(crate) fn new(law: &Law, rule: &Rule, day: Day) -> RuleView {
        RuleView {
            name: rule.name().map(ToString::to_string),
            kind: rule.kind(),
            title: rule.title().map(Both::from),
            standing: rule.name().and_then(|name| law.standing(name, day)).map(StandingView::from),
            replaces: rule.replaces().iter().map(ToString::to_string).collect(),
            place: rule.place().to_string(),
        }
    }
}

impl From<Standing<'_>> for StandingView {
    fn from(standing: Standing<'_>) -> StandingView {
        let state = |state| StandingView { state, by: None, reason: None };
        match standing {
            Standing::NotYet => state("not_yet"),
            Standing::Expired => state("expired"),
            Standing::Replaced(by) => StandingView { by: Some(by.to_string()), ..state("replaced") },
            Standing::Dropped(reason) => StandingView { reason: Some(reason.into()), ..state("dropped") },
            Standing::InForce => state("in_force"),
            Standing::Supplementary => state("supplementary"),
        }
    }
}

/// An instrument by its id, or that there is none, and which there are.
pub(crate) fn find<'l>(law: &'l Law, id: &str) -> Result<&'l Instrument, AppError> {
    law.instrument(id).ok_or_else(|| {
        let ids: Vec<_> = law.instruments.iter().map(|instrument| &*instrument.id).collect();
        let ids = ids.join(", ");
        AppError::new(
            ProblemCode::NotFound,
            format!("没有这个编号的法规；有：{ids}"),
            format!("There is no such instrument; there are: {ids}"),
        )
    })
}

/// The day asked about, or the day of the request.
pub(crate) fn day_or(asked: Option<CivilDay>, today: Day) -> Day {
    asked.map_or(today, |day| day.0)
}

/// Whether words hold a text, in either language, whatever its case.
pub(crate) fn holds(words: &Words, wanted: &str) -> bool {
    words.zh.to_lowercase().contains(wanted) || words.en.to_lowercase().contains(wanted)
}
