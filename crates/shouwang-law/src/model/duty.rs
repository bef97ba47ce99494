//! Duties: what a body must do or keep true.

use shouwang_calendar::{Day, Span, Words};

use super::expr::{Expr, Path};
use super::instrument::{ClauseRef, Place, RuleName};

/// Whether a declaration is enough.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A declaration fulfils.
    Declared,
    /// Only a measurement fulfils; a declaration is shown as one.
    Measured,
}

/// What it means that there is no row at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoneIs {
    /// Nothing was done: the registers are taken to be complete.
    NotMet,
    /// Nobody looked: the answer is unknown.
    Unknown,
}

/// The rows of a register that serve as evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// The register.
    pub register: String,
    /// Its reference field that names the subject (or what `at` leads to).
    pub link: String,
    /// From the subject to what `link` must name.
    pub at: Option<Path>,
    /// Which of those rows.
    pub filter: Option<Expr>,
    /// The field that holds the evidence's day; `from` when absent.
    pub on: Option<String>,
    /// What it means that there is none.
    pub none: NoneIs,
    /// Whether declared rows count.
    pub proof: Proof,
}

/// Something that must have been done before an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Need {
    /// What it is called; empty when the rule has only one need.
    pub title: Option<Words>,
    /// The evidence.
    pub rows: Rows,
    /// How long before the event; `None`: on the event's day at the latest.
    pub lead: Option<Span>,
}

/// The temporal shape of a duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DutyKind {
    /// A function must be held by somebody: each condition by at least one row.
    Designation {
        /// The rows that may hold it.
        rows: Rows,
        /// Conditions, each of which needs `count_min` rows; empty: the rows themselves are counted.
        each: Vec<Expr>,
        /// How many rows at least.
        count_min: u32,
    },
    /// A post must be filled at all times. The same fields as a designation.
    Post {
        /// The rows that fill it.
        rows: Rows,
        /// Conditions, each of which needs `count_min` rows; empty: the rows themselves are counted.
        each: Vec<Expr>,
        /// How many rows at least.
        count_min: u32,
    },
    /// Something must be true on every day.
    State {
        /// What.
        must: Expr,
    },
    /// Something must not be there.
    ForbiddenRows {
        /// Any such row is a breach.
        rows: Rows,
    },
    /// Something must not be true.
    ForbiddenState {
        /// What.
        never: Expr,
    },
    /// Once in every calendar period.
    Periodic {
        /// Which periods.
        every: shouwang_calendar::PeriodUnit,
        /// All of these are needed in the same period.
        rows: Vec<Rows>,
        /// How many rows of each at least.
        count_min: u32,
        /// An integer field that names the year a row counts for, when given.
        for_year: Option<String>,
    },
    /// Within a time after an event, once.
    Within {
        /// The time.
        within: Span,
        /// The day field (or path) of the subject it runs from.
        after: Path,
        /// The evidence.
        rows: Rows,
    },
    /// Again and again: within a time after the last time.
    Recurring {
        /// The time.
        within: Span,
        /// Where the first time runs from, when there never was one; without it the answer is then *unknown*.
        first_after: Option<Path>,
        /// The evidence.
        rows: Rows,
    },
    /// Before an event.
    Before {
        /// The day field (or path) of the subject.
        event: Path,
        /// All of these.
        needs: Vec<Need>,
    },
    /// Records must be kept for a time.
    Retention {
        /// How long.
        keep: Span,
        /// The day field of the subject before which nothing can be kept.
        since: Path,
        /// Coverage: rows whose `complete` flag says that the records of the days from..until are there, or are missing.
        rows: Rows,
        /// What is missing when there is no coverage at all.
        source: Option<Rows>,
    },
}

/// One row of the table of cases under a duty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// What it shows.
    pub name: String,
    /// The facts, as written.
    pub facts: String,
    /// The day of evaluation.
    pub day: Day,
    /// What must come out, as written.
    pub expected: String,
    /// Where it stands.
    pub place: Place,
}

/// What a body must do or keep true, with the evidence that shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// Instrument and id.
    pub name: RuleName,
    /// What a clerk calls it.
    pub title: Words,
    /// The clause it stands under.
    pub clause: ClauseRef,
    /// The register whose rows it is about.
    pub subject: String,
    /// From the subject to the unit that must act; the subject itself when absent.
    pub bearer: Option<Path>,
    /// The function that oversees it.
    pub overseer: String,
    /// For which subjects; all when absent.
    pub when: Option<Expr>,
    /// Its temporal shape.
    pub kind: DutyKind,
    /// Without such a row up to the day, nobody has looked: the answer is unknown.
    pub measured_by: Option<Rows>,
    /// Rules of older instruments that it takes the place of.
    pub replaces: Vec<RuleName>,
    /// Not a rule: shown as advice.
    pub advice: bool,
    /// Outside facts it rests on, by id.
    pub rests_on: Vec<String>,
    /// The reading it uses, by id.
    pub reading: Option<String>,
    /// Its cases.
    pub cases: Vec<Case>,
    /// Where its block begins.
    pub place: Place,
}
