//! Planning of duties: what every body must do, by when, what it has done, what it has broken, what is unknown, and why.
//!
//! Everything here is pure: law, facts and a day in, statuses out. No clock, no database, no async.
//! [`Program`] is the law compiled against the registers; a [`Planner`] runs it over [`Facts`](crate::facts::Facts) for a day.
//!
//! Where to go: `compile` turns rules into programs, `eval` answers conditions, `kinds` holds the temporal shapes,
//! `table` keeps the plan of everything and mends it after a change, `follow` says what a change touches, `explain` says why, `why_not` what would have to change.

mod compile;
mod cond;
mod depend;
mod eval;
mod explain;
mod follow;
mod kinds;
mod matter;
mod outcome;
mod planner;
mod probe;
mod program;
mod retention;
mod settings;
mod table;
mod why_not;

pub use compile::RuleError;
pub use explain::{Explanation, FactRead};
pub use follow::Touched;
pub(crate) use matter::has_function;
pub use matter::{Answer, Asked, Bearer, CompiledMatter, NeedFound, Premises};
pub use outcome::{Missing, Outcome, Reason, Status};
pub use planner::{Planner, Standing};
pub use program::{Active, CompiledDuty, DutyIndex, Program};
pub use settings::{SettingFlaw, Settings};
pub use table::{LivePlan, Plan};
pub use why_not::{Action, PartChange, Question, Remedy, RemedyChange, RowPart, remedies, why_not};
