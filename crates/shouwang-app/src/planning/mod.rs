//! Statuses kept: one server at a time plans every duty and keeps the rows of `duty_status` in step with the registers, the law and the day.
//!
//! Every server keeps the facts as columns in memory (a province takes about 230 MB), so that it explains at once and can take over at once;
//! the one that holds the lease writes, the others follow what it has planned, and so what one explains is what the lists say. Which act, day
//! and law the rows rest on stands beside them, written with the last of them: a planner that dies half-way is followed by one that begins
//! where the rows still were whole, and plans the same again.
//!
//! `held` keeps the facts, `rows` says purely which rows there should be, `write` makes it so, `process` decides what is to be done now,
//! `answer` and `tally` let others ask. No clock: the moment is handed in.

mod answer;
mod held;
mod process;
mod rows;
mod tally;
mod write;

use std::sync::Arc;

use tokio::sync::{Mutex, Semaphore};

use crate::lawbook::LawBook;

pub use answer::{Desks, Question, Wanted};
pub use process::{Books, Planner};
pub use rows::{all_rows, rows_of};
pub use tally::Seen;

use held::Held;

/// The facts that this server keeps, shared between the planner and whoever asks.
#[derive(Clone, Debug)]
pub(crate) struct Shared {
    held: Arc<Mutex<Option<Held>>>,
    /// One at a time loads what was known at another moment: each takes as much memory as the facts themselves.
    loading: Arc<Semaphore>,
}

impl Shared {
    fn new() -> Shared {
        Shared { held: Arc::new(Mutex::new(None)), loading: Arc::new(Semaphore::new(1)) }
    }
}

/// The law that is planned by. It may change while the server runs.
pub(crate) type Book = Arc<LawBook>;
