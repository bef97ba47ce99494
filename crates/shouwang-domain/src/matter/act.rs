//! Acts on matters, who does them, and what comes of them.

use shouwang_calendar::Day;

use crate::register::{Label, Row};
use crate::system::role_grant::Role;

use super::state::Matter;

/// What somebody does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Writes what is asked for.
    Edit(Vec<Row>),
    /// Hands it in, for the first time or after a correction.
    Submit {
        /// Why it comes too late and all the same.
        emergency: Option<String>,
    },
    /// Takes it back.
    Withdraw,
    /// Asks the applicant something.
    Ask(String),
    /// Answers.
    Answer(String),
    /// Sends it back with everything that is to be corrected.
    Return(String),
    /// Says yes: reviewed, approved, signed, filed.
    Pass {
        /// Why unmet preconditions that the law lets one weigh are no hindrance.
        weighed: Option<String>,
    },
    /// Says no.
    Refuse(String),
    /// Gives the step to one person of the same body.
    Transfer(Receiver),
    /// Has carried it out.
    CarryOut,
    /// Adds a file of this name.
    Attach(String),
    /// Takes a file of this name away.
    Detach(String),
}

impl Act {
    /// The word for it, as the ledger, the timeline and the matrix have it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Act::Edit(_) => "edit",
            Act::Submit { .. } => "submit",
            Act::Withdraw => "withdraw",
            Act::Ask(_) => "ask",
            Act::Answer(_) => "answer",
            Act::Return(_) => "return",
            Act::Pass { .. } => "pass",
            Act::Refuse(_) => "refuse",
            Act::Transfer(_) => "transfer",
            Act::CarryOut => "carry_out",
            Act::Attach(_) => "attach",
            Act::Detach(_) => "detach",
        }
    }
}

/// What an act is called, by its word; nothing for a word that is none.
#[must_use]
pub fn act_label(word: &str) -> Option<Label> {
    let (zh, en) = match word {
        "edit" => ("填写", "fill in"),
        "submit" => ("提交", "hand in"),
        "withdraw" => ("撤回", "withdraw"),
        "ask" => ("询问", "ask"),
        "answer" => ("答复", "answer"),
        "return" => ("退回补正", "send back"),
        "pass" => ("同意", "pass"),
        "refuse" => ("不予同意", "refuse"),
        "transfer" => ("转交", "hand over"),
        "carry_out" => ("实施", "carry out"),
        "attach" => ("添加附件", "add a file"),
        "detach" => ("移除附件", "remove a file"),
        _ => return None,
    };
    Some(Label { zh, en })
}

/// A role that somebody has for a unit, as himself or as a deputy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    /// The unit's code.
    pub unit: String,
    /// The role.
    pub role: Role,
}

/// Somebody to whom a step is given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receiver {
    /// The natural person.
    pub person: String,
    /// What he is called, for people to read.
    pub name: String,
    /// The roles in force; none where nobody is known by the name that was given.
    pub seats: Vec<Seat>,
}

/// Who acts, and on which day.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    /// The natural person.
    pub person: &'a str,
    /// What the same person is called elsewhere in a matter, where he has several accounts.
    pub also: &'a [String],
    /// The roles in force.
    pub seats: &'a [Seat],
    /// The day of the act.
    pub day: Day,
}

impl<'a> Call<'a> {
    /// Whether this is he who acts.
    pub(super) fn is(&self, person: &str) -> bool {
        self.person == person || self.also.iter().any(|also| also == person)
    }

    /// The unit of these for which he may act in one of the roles.
    pub(super) fn sits_in(&self, units: &[String], roles: &[Role]) -> Option<&'a str> {
        let fits = |seat: &&Seat| roles.contains(&seat.role) && units.contains(&seat.unit);
        self.seats.iter().find(fits).map(|seat| seat.unit.as_str())
    }
}

/// One line of a matter's history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What was done: the word of an act, or `remind`, `escalate`, `consent`, `close` where only time passed.
    pub act: &'static str,
    /// The natural person; nobody where only time passed.
    pub by: Option<String>,
    /// The unit for which he acted.
    pub unit: Option<String>,
    /// The step that it was about.
    pub step: Option<usize>,
    /// The question, the answer, the reason.
    pub words: Option<String>,
    /// When.
    pub on: Day,
}

/// Whom to tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// These bodies are told of it and decide nothing.
    Told(Vec<String>),
    /// It is these bodies' turn.
    Turn(Vec<String>),
    /// The applicant: a question, a correction, a result.
    Applicant,
    /// A step of theirs was given to one person of these bodies.
    Given(Vec<String>),
    /// These bodies' time is nearly over.
    Reminder(Vec<String>),
    /// The applicant lets a question or a correction wait for longer than a body has for a step.
    Awaited(Day),
    /// These bodies' time is over; the bodies above them are told.
    Overdue(Vec<String>),
    /// What was granted ends on this day.
    Ends(Day),
}

/// What an act, or time, turns in the registers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// The matter has been granted or refused: its permission is put on record.
    pub ruled: bool,
    /// What was granted takes effect: the form's changes are made.
    pub effective: bool,
    /// The last day of what was granted has passed: what follows from that is made.
    pub over: bool,
}

/// What comes of an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The matter as it is now.
    pub matter: Matter,
    /// What goes into its history.
    pub entries: Vec<Entry>,
    /// Whom to tell.
    pub notices: Vec<Notice>,
    /// What it turns in the registers.
    pub turn: Turn,
}
