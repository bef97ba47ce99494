//! Rules other than duties and matters. They are data now; the engines that run them come with their own issues.

use shouwang_calendar::{Certainty, Day, Words};

use super::duty::Duty;
use super::expr::Expr;
use super::instrument::{ClauseRef, Place, RuleName};
use super::matter::Matter;

/// A rule block under a clause.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// What a body must do or keep true.
    Duty(Box<Duty>),
    /// Something asked, notified or filed.
    Matter(Box<Matter>),
    /// A report with a time limit.
    Clock(Box<Clock>),
    /// Supervision.
    Case(Box<CaseRule>),
    /// Who may and must do what.
    Role(Box<Role>),
    /// Registers that the clause speaks of.
    Register(RegisterNote),
    /// What a word means.
    Definition(Box<Definition>),
}

/// When something applies: computed where the registers hold the facts, in words where only a person can tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// An expression over the registers.
    Expr(Expr),
    /// Words for a person.
    Words(Words),
}

/// 报告时限: a report from one body to others within a time limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clock {
    /// Instrument and id.
    pub name: RuleName,
    /// What a clerk calls it.
    pub title: Words,
    /// The clause it stands under.
    pub clause: ClauseRef,
    /// Who reports.
    pub from: String,
    /// To whom: function and level.
    pub to: Vec<(String, String)>,
    /// The moment it starts.
    pub starts: Words,
    /// The limit: hours, days, or a word (`at once`, `timely`) where the text has no number.
    pub limit: String,
    /// When it applies.
    pub when: Option<Condition>,
    /// What the report must contain.
    pub content: Vec<Words>,
    /// Outside facts it rests on.
    pub rests_on: Vec<String>,
    /// Rules of older instruments that it takes the place of.
    pub replaces: Vec<RuleName>,
    /// Where its block begins.
    pub place: Place,
}

/// 监督: inspection, finding, order to correct, disconnection, accountability.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRule {
    /// Instrument and id.
    pub name: RuleName,
    /// What a clerk calls it.
    pub title: Words,
    /// The clause it stands under.
    pub clause: ClauseRef,
    /// What opens it.
    pub opens: Words,
    /// The function that leads it.
    pub led_by: String,
    /// Its steps, in order.
    pub steps: Vec<Words>,
    /// Its grounds.
    pub grounds: Vec<Words>,
    /// Rules of older instruments that it takes the place of.
    pub replaces: Vec<RuleName>,
    /// Where its block begins.
    pub place: Place,
}

/// Who may and must do what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Role {
    /// Instrument and id.
    pub name: RuleName,
    /// What a clerk calls it.
    pub title: Words,
    /// The clause it stands under.
    pub clause: ClauseRef,
    /// The function.
    pub function: String,
    /// At which level; every level when absent.
    pub level: Option<String>,
    /// What it may do.
    pub may: Vec<Words>,
    /// What it must do.
    pub must: Vec<Words>,
    /// Rules of older instruments that it takes the place of.
    pub replaces: Vec<RuleName>,
    /// Where its block begins.
    pub place: Place,
}

/// The registers that a clause speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterNote {
    /// Their names.
    pub registers: Vec<String>,
    /// Where its block begins.
    pub place: Place,
}

/// What a word means, what the text covers, since when it holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// Instrument and id.
    pub name: RuleName,
    /// The word.
    pub title: Words,
    /// The clause it stands under.
    pub clause: ClauseRef,
    /// What it means.
    pub means: Words,
    /// A number, day or table that the word stands for.
    pub parameter: Option<toml::Value>,
    /// Rules of older instruments that it takes the place of.
    pub replaces: Vec<RuleName>,
    /// Where its block begins.
    pub place: Place,
}

// The loader refuses the one TOML value (nan) that is not equal to itself.
impl Eq for Definition {}

/// A fact that the rules rest on and that is not in the instruments.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Id.
    pub id: String,
    /// What it is.
    pub title: Words,
    /// Where it comes from.
    pub source: Words,
    /// How sure.
    pub status: Certainty,
    /// When it was checked.
    pub checked: Day,
    /// The value or table, as data.
    pub value: Option<toml::Value>,
    /// Where its block begins.
    pub place: Place,
}

// As for definitions.
impl Eq for Fact {}

/// One way to read a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadingChoice {
    /// Id.
    pub id: String,
    /// What it means.
    pub words: Words,
}

/// A named choice where a text can be read in more than one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// Id.
    pub id: String,
    /// What is chosen.
    pub title: Words,
    /// The ways.
    pub choices: Vec<ReadingChoice>,
    /// The way taken unless a rule setting says otherwise.
    pub choice: String,
    /// Why.
    pub reason: Words,
    /// Where its block begins.
    pub place: Place,
}
