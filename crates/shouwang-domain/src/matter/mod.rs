//! Matters: everything that needs leave, notice or filing, run by one small engine.
//!
//! - **What** may be asked is declared in `forms`: one struct for each matter, read as a register is, with the changes that its end makes.
//! - **Who** decides, in which order and by when is law: the route of the page, compiled by [`crate::plan`].
//! - **Where** a matter stands is [`State`], an enum whose variants hold what is true in it; [`decide`] takes an act and the old matter and
//!   gives the new one or a [`Refusal`] that says what to do; [`elapse`] is the same for time that passes.
//! - **How it is kept** is [`matter_fact`] and its neighbours: rows of the registers of [`crate::procedure`].
//! - **What follows** in the registers is [`consequences`]; what may not be there without a matter is [`claims`].
//!
//! Everything here is pure: no clock, no database, nothing drawn at random. The page for lawyers is `docs/matter-matrix.md`, that for builders
//! `docs/matters.md`.

mod act;
mod advance;
mod behind;
mod bodies;
mod case;
mod check;
mod claim;
mod consequence;
mod decide;
mod draft;
mod effects;
mod elapse;
mod form;
mod forms;
mod grounds;
mod lead;
mod notices;
mod own;
mod prefill;
mod record;
mod refusal;
mod scene;
mod start;
mod state;

pub use act::{Act, Call, Decided, Entry, Notice, Receiver, Seat, Turn, act_label};
pub use behind::Behind;
pub use bodies::{above, above_late, bodies};
pub use case::{Case, Terms};
pub use check::{Checked, LINES_MAX, Question};
pub use claim::{Claim, Narrow, claims, narrowed};
pub use consequence::consequences;
pub use decide::decide;
pub use effects::{Effects, Leaving};
pub use elapse::{elapse, next_moment};
pub use form::{DeclaredForm, Form, FormDef, form_of, forms};
pub use forms::*;
pub use lead::{Lead, lead};
pub use notices::notice_facts;
pub use own::answers_for;
pub use prefill::prefill;
pub use record::{MATTER_REGISTERS, RecordError, entry_facts, matter_fact, read_matter, step_facts};
pub use refusal::{Naming, Refusal};
pub use scene::{Gone, Scene};
pub use start::cannot_start;
pub use state::{Asked, Filing, Matter, Open, Passed, Ruling, State, Status};
