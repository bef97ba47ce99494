//! Matters: what one body asks, notifies or files and another accepts, reviews, approves or refuses.

use shouwang_calendar::{Span, Words};

use super::duty::Rows;
use super::expr::{Expr, Path};
use super::instrument::{ClauseRef, Place, RuleName};

/// Which body of a function is meant, seen from the applicant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Body {
    /// That of the applicant's own level; of a township or village, that of its county (I7).
    SameLevel,
    /// That of the level above.
    Superior,
    /// That of the prefecture; for a body of the province, that of the province.
    PrefectureOrAbove,
    /// That of the province.
    Province,
    /// The other unit that the matter names.
    OtherParty,
}

/// What a step of a route does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deed {
    /// Gives its consent on the way.
    Review,
    /// Decides.
    Approve,
    /// Signs.
    Sign,
    /// Takes into its files.
    File,
    /// Is told beforehand; whoever is told decides nothing.
    Notice,
    /// Is told what came of it.
    Inform,
    /// Carries out what was decided.
    CarryOut,
}

/// One step of a matter's route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The function that acts.
    pub who: String,
    /// Which body of that function.
    pub of: Body,
    /// What it does.
    pub does: Deed,
    /// Whether it acts at the same time as the step before it, and not after it.
    pub together: bool,
    /// How long the text gives it; nothing where the text sets no time.
    pub limit: Option<Span>,
}

/// What a precondition asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asks {
    /// Such rows are there.
    Rows(Rows),
    /// A duty is not broken, seen as things would be if the matter were granted.
    Duty {
        /// The duty.
        name: RuleName,
        /// From the matter's subject to the duty's; the same when absent.
        at: Option<Path>,
    },
    /// This holds of the subject as it is.
    Must(Expr),
}

/// What must be so before a matter may go its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Precondition {
    /// What it is called; a duty has a title of its own.
    pub title: Option<Words>,
    /// For which subjects; all when absent.
    pub when: Option<Expr>,
    /// What it asks.
    pub asks: Asks,
    /// Whether the body that decides may weigh it: unmet it is a warning, and granting all the same takes a reason on record.
    pub weigh: bool,
}

/// What becomes of a notice or an application that comes after the latest day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Late {
    /// It is not accepted.
    Refused,
    /// It is accepted in an emergency, with the reason on record. The duty to be in time stays broken.
    Emergency,
}

/// What it means that a body says nothing within its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Silence {
    /// Nothing: it is reminded, and the body above it is told.
    Nothing,
    /// Consent, because the text says so.
    Consent,
}

/// 事项: something that one body asks, notifies or files and another accepts, reviews, approves or refuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matter {
    /// Instrument and id.
    pub name: RuleName,
    /// What a clerk calls it.
    pub title: Words,
    /// The clause it stands under.
    pub clause: ClauseRef,
    /// Path or function of the applicant.
    pub applicant: String,
    /// The register it is about.
    pub subject: Option<String>,
    /// For which subjects.
    pub when: Option<Expr>,
    /// What must be so before.
    pub needs: Vec<Precondition>,
    /// Who does what, in order.
    pub route: Vec<Step>,
    /// How long before `before`.
    pub lead: Option<Span>,
    /// The day (path over the subject register) that the lead is counted back from.
    pub before: Option<Path>,
    /// What becomes of one that comes too late.
    pub late: Late,
    /// The reading the lead uses.
    pub reading: Option<String>,
    /// What its end changes.
    pub then: Option<String>,
    /// What silence means.
    pub silence: Silence,
    /// Rules of older instruments that it takes the place of.
    pub replaces: Vec<RuleName>,
    /// Where its block begins.
    pub place: Place,
}

impl Body {
    /// Every body, with the word that pages use.
    pub const WORDS: [(&'static str, Body); 5] = [
        ("same_level", Body::SameLevel),
        ("superior", Body::Superior),
        ("prefecture_or_above", Body::PrefectureOrAbove),
        ("province", Body::Province),
        ("other_party", Body::OtherParty),
    ];

    /// The word that pages use.
    #[must_use]
    pub fn word(self) -> &'static str {
        word(&Body::WORDS, self)
    }
}

impl Deed {
    /// Every deed, with the word that pages use.
    pub const WORDS: [(&'static str, Deed); 7] = [
        ("review", Deed::Review),
        ("approve", Deed::Approve),
        ("sign", Deed::Sign),
        ("file", Deed::File),
        ("notice", Deed::Notice),
        ("inform", Deed::Inform),
        ("carry_out", Deed::CarryOut),
    ];

    /// The word that pages use.
    #[must_use]
    pub fn word(self) -> &'static str {
        word(&Deed::WORDS, self)
    }

    /// Whether somebody has to say yes or no.
    #[must_use]
    pub fn decides(self) -> bool {
        matches!(self, Deed::Review | Deed::Approve | Deed::Sign | Deed::File)
    }
}

impl Late {
    /// Both, with the words that pages use.
    pub const WORDS: [(&'static str, Late); 2] = [("refused", Late::Refused), ("emergency", Late::Emergency)];
}

impl Silence {
    /// Both, with the words that pages use.
    pub const WORDS: [(&'static str, Silence); 2] = [("nothing", Silence::Nothing), ("consent", Silence::Consent)];

    /// The word that pages use.
    #[must_use]
    pub fn word(self) -> &'static str {
        word(&Silence::WORDS, self)
    }
}

fn word<T: PartialEq>(words: &[(&'static str, T)], value: T) -> &'static str {
    words.iter().find(|(_, known)| *known == value).map_or("", |(word, _)| *word)
}
