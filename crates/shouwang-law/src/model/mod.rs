//! What a page of law says, once read: instruments, articles, clauses and the rules under them.
//!
//! Plain data. Names of registers and fields are still words here; `shouwang-domain` checks them against the registers and compiles them.

mod display;
mod duty;
mod expr;
mod instrument;
mod matter;
mod rule;

pub use duty::{Case, Duty, DutyKind, Need, NoneIs, Proof, Rows};
pub use expr::{Comparison, Expr, Path, RowSpec, Term};
pub use instrument::{Article, Citation, Clause, ClauseRef, Dropped, Instrument, Law, Place, RuleName, Status};
pub use matter::{Asks, Body, Deed, Late, Matter, Precondition, Silence, Step};
pub use rule::{CaseRule, Clock, Condition, Definition, Fact, Reading, ReadingChoice, RegisterNote, Role, Rule};
pub use shouwang_calendar::{Certainty, Lang, Words};
