//! Work that is not done within a request: jobs from the queue, and what the time of day asks for.
//!
//! A [`Runner`] of each server claims jobs of the kinds that it knows (`handlers`), does them, and says how they ended. A job is done at least
//! once: a server that dies is followed by another one, so that what a handler does twice must be as if it were done once. What takes long is
//! done by a runner of its own ([`Lane`]), and a server that stops gives back what it is still at. [`Schedule`]s put
//! jobs into the queue once a day; [`Chore`]s are small things done every few seconds by one server at a time, without a row for each.
//! The clock and the random numbers are handed in.

mod backup;
mod chore;
mod daily;
mod handler;
mod runner;
mod schedule;
mod settings;

pub use backup::{BACKUP, backup_handler, backup_payload};
pub use chore::{Chore, Chores};
pub use daily::{daily_handlers, daily_schedules};
pub use handler::{Handler, Handlers, Lane, Work, WorkError};
pub use runner::{Did, Runner};
pub use schedule::Schedule;
pub use settings::{JOB_SETTINGS, JobSettings};
