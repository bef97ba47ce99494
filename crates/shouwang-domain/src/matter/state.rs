//! Where a matter stands. Every variant holds what is true in it, and nothing else.

use serde::{Deserialize, Serialize};
use shouwang_calendar::{Day, Span};
use shouwang_law::model::RuleName;

use crate::register::{Choice, Choices, Row};
use crate::registers::permission::{Decision, Matter as Kind};

/// One matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matter {
    /// Its number, which is also the code of its permission.
    pub number: String,
    /// What is asked, told or filed.
    pub kind: Kind,
    /// The rule of law by which it goes.
    pub rule: RuleName,
    /// Code of the unit that applies.
    pub applicant: String,
    /// The natural persons who wrote it or handed it in; none of them decides on it.
    pub written_by: Vec<String>,
    /// What is asked for: rows of its form, one for each thing.
    pub lines: Vec<Row>,
    /// The last of the days on which something granted ends that the applicant was told of.
    pub ending_told: Option<Day>,
    /// How far it has got.
    pub state: State,
}

/// That a matter was handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filing {
    /// When first.
    pub first_on: Day,
    /// When last; later than `first_on` after a correction.
    pub on: Day,
    /// The natural person who handed it in last.
    pub by: String,
    /// Why it comes too late and all the same.
    pub emergency: Option<String>,
    /// The bodies that have sent it back: each may do so once, with everything that is to be corrected.
    pub returned_by: Vec<String>,
}

/// A step that said yes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passed {
    /// Its place in the route.
    pub step: usize,
    /// The body.
    pub unit: String,
    /// The natural person; nobody where the body said nothing and the law takes that for consent.
    pub by: Option<String>,
    /// When.
    pub on: Day,
    /// Why an unmet precondition was weighed and found to be no hindrance.
    pub weighed: Option<String>,
}

/// A question to the applicant; while it is open, the body's time does not run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// What is asked.
    pub question: String,
    /// When.
    pub on: Day,
    /// What was left of the body's time.
    #[serde(with = "in_words")]
    pub left: Span,
    /// Whether the applicant was reminded.
    #[serde(default)]
    pub reminded: bool,
}

/// A step that waits for its body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Open {
    /// Its place in the route.
    pub step: usize,
    /// The bodies, any of which may act.
    pub units: Vec<String>,
    /// The natural person to whom it was given; anybody of the body when nobody.
    pub given_to: Option<String>,
    /// What he is called, for people to read.
    #[serde(default)]
    pub given_name: Option<String>,
    /// Since when it waits.
    pub since: Day,
    /// The last day of its time.
    pub due: Day,
    /// The question that is open.
    pub asked: Option<Asked>,
    /// Whether the body was reminded.
    pub reminded: bool,
    /// Whether the body above was told that the time is over.
    pub escalated: bool,
}

/// What a matter came to. It never changes again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// What.
    #[serde(with = "by_choice")]
    pub decision: Decision,
    /// When.
    pub on: Day,
    /// The body that had the last word; nobody where there was nothing to decide.
    pub unit: Option<String>,
    /// Why it was refused.
    pub reason: Option<String>,
    /// The last day of what was granted; nothing where it is granted until further notice.
    pub until: Option<Day>,
}

/// How far a matter has got.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "at", rename_all = "snake_case")]
pub enum State {
    /// Being written; nobody else sees it.
    Draft,
    /// Handed in; at least one step waits.
    UnderWay {
        /// How it was handed in.
        filing: Filing,
        /// Who said yes so far.
        passed: Vec<Passed>,
        /// Who is asked now.
        open: Vec<Open>,
    },
    /// Sent back to be corrected.
    Returned {
        /// How it was handed in.
        filing: Filing,
        /// What is to be corrected.
        reason: String,
        /// When it was sent back.
        on: Day,
        /// Whether the applicant was reminded.
        #[serde(default)]
        reminded: bool,
    },
    /// Granted: approved, filed or noticed. What remains is to carry it out, where the law says that somebody does.
    Granted {
        /// How it was handed in.
        filing: Filing,
        /// Who said yes.
        passed: Vec<Passed>,
        /// What it came to.
        ruling: Ruling,
        /// Who is to carry it out; nobody when the grant is all.
        open: Vec<Open>,
    },
    /// Granted and carried out.
    CarriedOut {
        /// How it was handed in.
        filing: Filing,
        /// Who said yes.
        passed: Vec<Passed>,
        /// What it came to.
        ruling: Ruling,
        /// When it was carried out.
        on: Day,
    },
    /// What was granted has come to its end.
    Closed {
        /// How it was handed in.
        filing: Filing,
        /// Who said yes.
        passed: Vec<Passed>,
        /// What it came to.
        ruling: Ruling,
        /// When it was carried out; nothing when it never was, or nobody had to.
        carried_out: Option<Day>,
    },
    /// Refused.
    Refused {
        /// How it was handed in.
        filing: Filing,
        /// What it came to.
        ruling: Ruling,
    },
    /// Taken back by the applicant.
    Withdrawn {
        /// When.
        on: Day,
        /// Whether it had been handed in.
        filing: Option<Filing>,
    },
}

/// The word for how far a matter has got, as lists and filters use it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Choices)]
pub enum Status {
    /// Draft.
    #[choice("草稿")]
    Draft,
    /// Submitted.
    #[choice("已提交")]
    Submitted,
    /// Under review.
    #[choice("审核中")]
    Reviewed,
    /// Waiting for an answer.
    #[choice("待答复")]
    Asked,
    /// Returned for correction.
    #[choice("退回补正")]
    Returned,
    /// Noticed.
    #[choice("已告知")]
    Noticed,
    /// Filed.
    #[choice("已备案")]
    Filed,
    /// Approved.
    #[choice("已批准")]
    Approved,
    /// Approved and to be carried out.
    #[choice("待实施")]
    ToCarryOut,
    /// Carried out.
    #[choice("已实施")]
    CarriedOut,
    /// Closed.
    #[choice("已终结")]
    Closed,
    /// Refused.
    #[choice("不予同意")]
    Refused,
    /// Withdrawn.
    #[choice("已撤回")]
    Withdrawn,
}

impl Status {
    /// Its label.
    #[must_use]
    pub fn choice(self) -> &'static Choice {
        &Status::CHOICES[usize::from(self.position())]
    }
}

impl Matter {
    /// A draft of a unit, written by nobody yet.
    #[must_use]
    pub fn draft(number: impl Into<String>, kind: Kind, rule: RuleName, applicant: impl Into<String>) -> Matter {
        let (number, applicant) = (number.into(), applicant.into());
        Matter { number, kind, rule, applicant, written_by: Vec::new(), lines: Vec::new(), ending_told: None, state: State::Draft }
    }
}

impl State {
    /// The word for it.
    #[must_use]
    pub fn status(&self) -> Status {
        match self {
            State::Draft => Status::Draft,
            State::UnderWay { open, .. } if open.iter().all(|open| open.asked.is_some()) => Status::Asked,
            State::UnderWay { passed, .. } if passed.is_empty() => Status::Submitted,
            State::UnderWay { .. } => Status::Reviewed,
            State::Returned { .. } => Status::Returned,
            State::Granted { open, .. } if !open.is_empty() => Status::ToCarryOut,
            State::Granted { ruling, .. } => match ruling.decision {
                Decision::Noticed => Status::Noticed,
                Decision::Filed => Status::Filed,
                _ => Status::Approved,
            },
            State::CarriedOut { .. } => Status::CarriedOut,
            State::Closed { .. } => Status::Closed,
            State::Refused { .. } => Status::Refused,
            State::Withdrawn { .. } => Status::Withdrawn,
        }
    }

    /// What was decided, once it was.
    #[must_use]
    pub fn ruling(&self) -> Option<&Ruling> {
        match self {
            State::Granted { ruling, .. }
            | State::CarriedOut { ruling, .. }
            | State::Closed { ruling, .. }
            | State::Refused { ruling, .. } => Some(ruling),
            State::Draft | State::UnderWay { .. } | State::Returned { .. } | State::Withdrawn { .. } => None,
        }
    }

    /// How it was handed in, once it was.
    #[must_use]
    pub fn filing(&self) -> Option<&Filing> {
        match self {
            State::UnderWay { filing, .. }
            | State::Returned { filing, .. }
            | State::Granted { filing, .. }
            | State::CarriedOut { filing, .. }
            | State::Closed { filing, .. }
            | State::Refused { filing, .. } => Some(filing),
            State::Withdrawn { filing, .. } => filing.as_ref(),
            State::Draft => None,
        }
    }

    /// The steps that wait for their bodies.
    #[must_use]
    pub fn open(&self) -> &[Open] {
        match self {
            State::UnderWay { open, .. } | State::Granted { open, .. } => open,
            _ => &[],
        }
    }
}

/// A length of time as it is written: `5 workdays`.
mod in_words {
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error};
    use shouwang_calendar::Span;

    pub(super) fn serialize<S: Serializer>(span: &Span, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(span)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Span, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// A choice by its identifier.
mod by_choice {
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error};

    use crate::register::Choices;

    pub(super) fn serialize<C: Choices, S: Serializer>(choice: &C, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(C::CHOICES.get(usize::from(choice.position())).map_or("", |choice| choice.id))
    }

    pub(super) fn deserialize<'de, C: Choices, D: Deserializer<'de>>(deserializer: D) -> Result<C, D::Error> {
        let id = String::deserialize(deserializer)?;
        let at = C::CHOICES.iter().position(|choice| choice.id == id).and_then(|at| u8::try_from(at).ok());
        at.and_then(C::at).ok_or_else(|| D::Error::custom(format!("`{id}` is no choice")))
    }
}
