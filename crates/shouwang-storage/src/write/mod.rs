//! What somebody wants written, and what became of it. How it is done stands in `run.rs`, how many are done at once in `queue.rs`.
//!
//! This module must not touch the database.

mod queue;
mod reach;
mod references;
mod run;

use std::collections::BTreeMap;

use jiff::Timestamp;
use shouwang_domain::reach::Scope;
use shouwang_domain::register::{Row, RowKey};

use crate::blob::Blob;

pub use queue::WriteQueue;
pub(crate) use run::Moments;

/// What somebody wants written: all of it or nothing.
#[derive(Clone, Debug)]
pub struct Write {
    /// From when on it is known.
    pub learned_at: Learned,
    /// When it is written down: the moment of the request.
    pub recorded_at: Timestamp,
    /// From what: the name of a file, of a form, of a probe.
    pub source: String,
    /// Who does what, and why.
    pub about: About,
    /// Rows that are to stand, with the names of their registers. A row's own `learned_at` is not looked at.
    pub puts: Vec<(&'static str, Row)>,
    /// Rows that are no longer to stand.
    pub withdrawals: Vec<(&'static str, RowKey)>,
    /// What the writer has seen; where it is no longer so, nothing is written.
    pub expected: Vec<Expected>,
    /// What the writer rests on, where he knows versions by when they were learned; where it is no longer so, nothing is written.
    pub seen: Vec<Seen>,
    /// How far the writer's authority reaches; `None`: over everything.
    pub guard: Option<Guard>,
    /// The functions in which the writer may do it, where there are several: it is done in the first whose authority covers all of it. Empty: in the
    /// one that `about` says.
    pub acting: Vec<Acting>,
    /// Which references have to lead somewhere; `None`: whoever writes has seen to it.
    pub references: Option<References>,
    /// Work to be done afterwards; it is there exactly when the write is.
    pub jobs: Vec<NewJob>,
    /// Texts that are too long for a row and that rows of this write name.
    pub blobs: Vec<Blob>,
    /// Names of such texts that no row names any more.
    pub dropped_blobs: Vec<String>,
    /// 32 random bytes: with them the ledger commits to who wrote and why, so that both can be erased without breaking it.
    pub salt: [u8; 32],
}

/// From when on what is written is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Learned {
    /// At the moment of recording. A writer that another one has overtaken since it looked at the clock is given the next
    /// microsecond after what was learned last, for both its moments.
    Now,
    /// At this moment: not before anything already learned, not after the moment of recording; kept to the microsecond.
    At(Timestamp),
}

/// Who does what, in which function, and why: what the ledger says of a write.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// An account's name, a probe's, or what the command line was told.
    pub actor: String,
    /// Code of the natural person behind the account.
    pub person: Option<String>,
    /// From where: an address of the network, a program's name.
    pub client: Option<String>,
    /// Code of the unit that is acted for.
    pub unit: Option<String>,
    /// In which function: `handler`, `approver`, ….
    pub function: Option<String>,
    /// What is done, as noun and verb: `register.import`.
    pub operation: String,
    /// By which article, as [`Articles`](shouwang_domain::register::Articles) writes it; `None`: by those that the changed registers rest on.
    pub article: Option<String>,
    /// Why, in the actor's words.
    pub reason: Option<String>,
    /// Number of the request, as in the server's log.
    pub request: String,
    /// The caller's own name for this request: an actor's second write under the same name is not carried out.
    pub idempotency_key: Option<String>,
}

impl About {
    /// Something done at the command line.
    #[must_use]
    pub fn command(actor: impl Into<String>, operation: impl Into<String>, request: impl Into<String>) -> About {
        About {
            actor: actor.into(),
            operation: operation.into(),
            request: request.into(),
            client: Some("shouwang".to_owned()),
            ..About::default()
        }
    }
}

/// Which version of a row the writer has seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The register.
    pub register: &'static str,
    /// The row.
    pub key: RowKey,
    /// The act that wrote the version that stands; `None`: no version stands.
    pub version: Option<i64>,
}

/// Which version of a row the writer rests on, as one knows it who has loaded whole registers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The register.
    pub register: &'static str,
    /// The row.
    pub key: RowKey,
    /// When the version that stands was learned ([`Row::learned_at`]), which is another moment for each; `None`: no version stands.
    pub learned_at: Option<Timestamp>,
}

/// How far a writer's authority reaches, register by register; over a register that is not named it does not reach at all. Whether a row
/// lies within is asked of the database in the write's own transaction, by the row's primary owner ([`shouwang_domain::reach::owners()`]).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guard(BTreeMap<&'static str, Bounds>);

/// How far a writer's authority reaches in one register.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Every row that the write corrects or withdraws lies within this as it stood.
    pub before: Scope,
    /// Every row that it puts lies within this as it then stands.
    pub after: Scope,
}

/// A function in which somebody may act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acting {
    /// Code of the unit that is acted for.
    pub unit: Option<String>,
    /// The function.
    pub function: Option<String>,
    /// How far its authority reaches.
    pub guard: Guard,
}

/// How far a writer sees, where his rows name others: what he does not see is not there for him. Registers that are not named here he sees wholly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References(BTreeMap<&'static str, Scope>);

impl References {
    /// How far the writer sees a register.
    #[must_use]
    pub fn sight(&self, register: &str) -> &Scope {
        self.0.get(register).unwrap_or(&Scope::Everything)
    }
}

impl FromIterator<(&'static str, Scope)> for References {
    fn from_iter<I: IntoIterator<Item = (&'static str, Scope)>>(registers: I) -> References {
        References(registers.into_iter().collect())
    }
}

static NO_BOUNDS: Bounds = Bounds { before: Scope::NOTHING, after: Scope::NOTHING };

impl Guard {
    /// Authority over the rows of one register that lie within a scope, as they stood and as they then stand.
    #[must_use]
    pub fn within(register: &'static str, scope: Scope) -> Guard {
        Guard(BTreeMap::from([(register, scope.into())]))
    }

    pub(crate) fn bounds(&self, register: &str) -> &Bounds {
        self.0.get(register).unwrap_or(&NO_BOUNDS)
    }
}

impl FromIterator<(&'static str, Bounds)> for Guard {
    fn from_iter<I: IntoIterator<Item = (&'static str, Bounds)>>(registers: I) -> Guard {
        Guard(registers.into_iter().collect())
    }
}

impl From<Scope> for Bounds {
    fn from(scope: Scope) -> Bounds {
        Bounds { before: scope.clone(), after: scope }
    }
}

/// Work to be done after a write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewJob {
    /// What kind of work.
    pub kind: String,
    /// What it is about, in JSON.
    pub payload: String,
    /// Not before this moment.
    pub due_at: Timestamp,
    /// While a job of this name waits, no second one is added.
    pub unique: Option<String>,
}

/// What a write did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Number of the act; `None` when nothing was changed, for then nothing is on record either.
    pub act: Option<i64>,
    /// Rows that were not known.
    pub added_count: usize,
    /// Rows that said something else.
    pub changed_count: usize,
    /// Rows that no longer stand.
    pub withdrawn_count: usize,
    /// Rows that said the same already.
    pub unchanged_count: usize,
}

impl Write {
    /// A write of nothing yet, learned when it is recorded.
    #[must_use]
    pub fn now(recorded_at: Timestamp, about: About, source: impl Into<String>, salt: [u8; 32]) -> Write {
        Write {
            learned_at: Learned::Now,
            recorded_at,
            source: source.into(),
            about,
            puts: Vec::new(),
            withdrawals: Vec::new(),
            expected: Vec::new(),
            seen: Vec::new(),
            guard: None,
            acting: Vec::new(),
            references: None,
            jobs: Vec::new(),
            blobs: Vec::new(),
            dropped_blobs: Vec::new(),
            salt,
        }
    }
}

impl Written {
    /// Whether anything is different from before.
    #[must_use]
    pub fn changed_anything(&self) -> bool {
        self.added_count + self.changed_count + self.withdrawn_count > 0
    }

    fn add(&mut self, other: Written) {
        self.added_count += other.added_count;
        self.changed_count += other.changed_count;
        self.withdrawn_count += other.withdrawn_count;
        self.unchanged_count += other.unchanged_count;
    }
}
