//! One entry of the ledger: who acted is committed to, what was done is said, what it changed is hashed.
//!
//! The bytes of an entry are its canonical JSON ([`Entry::canonical`]); they are the leaf. What names persons stands apart, in [`Private`], and
//! the entry only commits to it, so that it can be erased without touching the tree.

use std::fmt::Write as _;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::frontier::TwinFrontier;
use crate::hash::{Commitment, Hash, Hashes};
use crate::jcs::{self, Object};
use crate::lanes::Message;
use crate::plain;

/// The version of the entry's form, its member `v`.
pub const ENTRY_VERSION: u64 = 1;

/// The most rows that a private payload names ([`Private::on`]); the counts in [`Entry::tables`] say how many there were.
pub const ON_MAX: usize = 100;

/// The bytes of a salt.
pub const SALT_BYTES: usize = 32;

/// One act, as everybody may know of it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The form; always [`ENTRY_VERSION`].
    v: u64,
    /// The entry's place in the ledger, from 0, without gaps; the leaf's index.
    pub seq: u64,
    /// The moment of the act, UTC, in whole microseconds.
    pub at: Timestamp,
    /// What was done, by its name in the matrix of operations: `register.write`.
    pub operation: String,
    /// The unit for which the actor acted, by its code.
    pub unit: Option<String>,
    /// The function in which the actor acted: `handler`.
    pub function: Option<String>,
    /// Why: the article on which the act rests.
    pub article: Option<String>,
    /// The request that it came by.
    pub request: String,
    /// The act's number, when it wrote registers.
    pub act: Option<i64>,
    /// What it changed, table by table.
    pub tables: Vec<TableChange>,
    /// The commitment to the private payload.
    pub private: Commitment,
}

/// What an act changed in one table, as hashes over the rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableChange {
    /// The table.
    pub name: String,
    /// The versions of rows that the act ended.
    pub before: Digest,
    /// The versions of rows that the act began.
    pub after: Digest,
}

/// The head of a small tree over the bytes of some rows, in the order of their keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Digest {
    /// How many rows.
    pub count: u64,
    /// The root under SM3.
    pub sm3: Hash,
    /// The root under SHA-256.
    pub sha256: Hash,
}

/// What names persons: kept beside the entry, and erasable.
#[derive(Clone, Debug, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Private {
    /// The login that acted.
    pub actor: String,
    /// The natural person behind it, by the code in the register.
    pub person: Option<String>,
    /// Where the request came from: an address.
    pub client: Option<String>,
    /// The document on which the change rests.
    pub source: Option<String>,
    /// The reason in the actor's own words.
    pub reason: Option<String>,
    /// On what: the rows that were touched, the first [`ON_MAX`] of them.
    pub on: Vec<On>,
}

/// A row that an act touched.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct On {
    /// The table.
    pub table: String,
    /// The row's code.
    pub code: String,
    /// The first day from which the row holds, `2026-01-01`.
    pub from: String,
}

/// Why a text is no entry.
#[derive(Debug, Clone, Error, PartialEq, Eq)]
pub enum EntryError {
    /// Not JSON, or not with these members.
    #[error("it is not readable as an entry: {0}")]
    Unreadable(String),
    /// Another form, made by a newer program.
    #[error("it has form {0}; this program reads form {ENTRY_VERSION}")]
    Version(u64),
    /// The text means an entry, but is not the one text that this entry has.
    #[error("it is not in its canonical form (RFC 8785)")]
    NotCanonical,
    /// A table stands twice.
    #[error("table {0} stands twice")]
    TableTwice(String),
    /// More rows than a private payload may name.
    #[error("it names {0} rows; at most {ON_MAX} are named")]
    TooManyRows(usize),
}

/// The head over the bytes of some rows, given in the order of their keys. Without rows: count 0, and the roots of the empty tree.
#[must_use]
pub fn digest(rows: impl Iterator<Item = impl AsRef<[u8]>>) -> Digest {
    let mut frontier = TwinFrontier::default();
    for row in rows {
        frontier.push(row.as_ref());
    }
    let Hashes { sm3, sha256 } = frontier.root();
    Digest { count: frontier.size(), sm3, sha256 }
}

impl Entry {
    /// An entry that changes no table and rests on no article; set the other members as the act has them.
    #[must_use]
    pub fn new(seq: u64, at: Timestamp, operation: impl Into<String>, request: impl Into<String>, private: Commitment) -> Self {
        Self {
            v: ENTRY_VERSION,
            seq,
            at,
            operation: operation.into(),
            unit: None,
            function: None,
            article: None,
            request: request.into(),
            act: None,
            tables: Vec::new(),
            private,
        }
    }

    /// The one text of this entry: RFC 8785, tables in the order of their names, the moment in whole microseconds (a finer part is cut off).
    #[must_use]
    pub fn canonical(&self) -> String {
        let mut tables: Vec<&TableChange> = self.tables.iter().collect();
        tables.sort_by(|left, right| left.name.cmp(&right.name));
        // Written straight in the order that the standard asks for: verifying a million entries writes a million of these.
        let mut json = String::with_capacity(512 + 384 * tables.len());
        jcs::push_integer_or_null(&mut json, "{\"act\":", self.act);
        jcs::push_text_or_null(&mut json, ",\"article\":", self.article.as_deref());
        // Writing into a text cannot fail.
        let _ = write!(json, ",\"at\":\"{:.6}\"", self.at);
        jcs::push_text_or_null(&mut json, ",\"function\":", self.function.as_deref());
        jcs::push_text_or_null(&mut json, ",\"operation\":", Some(&self.operation));
        push_hashes(&mut json, ",\"private\":{", &self.private);
        jcs::push_text_or_null(&mut json, ",\"request\":", Some(&self.request));
        jcs::push_count(&mut json, ",\"seq\":", self.seq);
        json.push_str(",\"tables\":[");
        for (index, table) in tables.into_iter().enumerate() {
            json.push_str(if index == 0 { "" } else { "," });
            table.push(&mut json);
        }
        jcs::push_text_or_null(&mut json, "],\"unit\":", self.unit.as_deref());
        jcs::push_count(&mut json, ",\"v\":", self.v);
        json.push('}');
        json
    }

    /// Reads an entry from its canonical text, and from no other.
    ///
    /// # Errors
    /// The text is no entry, has another version, or is not canonical.
    pub fn parse(text: &str) -> Result<Self, EntryError> {
        if let Some(entry) = plain::read_entry(text) {
            return Ok(entry);
        }
        let entry: Self = serde_json::from_str(text).map_err(|error| EntryError::Unreadable(error.to_string()))?;
        if entry.v != ENTRY_VERSION {
            return Err(EntryError::Version(entry.v));
        }
        if entry.canonical() != text {
            return Err(EntryError::NotCanonical);
        }
        match entry.tables.windows(2).find(|pair| pair[0].name == pair[1].name) {
            Some(pair) => Err(EntryError::TableTwice(pair[0].name.clone())),
            None => Ok(entry),
        }
    }
}

impl TableChange {
    fn push(&self, json: &mut String) {
        for (name, digest) in [("{\"after\":", &self.after), (",\"before\":", &self.before)] {
            json.push_str(name);
            jcs::push_count(json, "{\"count\":", digest.count);
            push_hashes(json, ",", &digest.hashes());
        }
        jcs::push_text_or_null(json, ",\"name\":", Some(&self.name));
        json.push('}');
    }
}

impl Digest {
    /// Both roots.
    #[must_use]
    pub fn hashes(&self) -> Hashes {
        Hashes { sm3: self.sm3, sha256: self.sha256 }
    }
}

/// Writes the last two members of an object, and its end.
fn push_hashes(json: &mut String, before: &str, hashes: &Hashes) {
    json.push_str(before);
    for (name, hash) in [("\"sha256\":\"", hashes.sha256), ("\",\"sm3\":\"", hashes.sm3)] {
        json.push_str(name);
        hash.push_to(json);
    }
    json.push_str("\"}");
}

impl Private {
    /// The one text of this payload (RFC 8785). Of the rows, the first [`ON_MAX`].
    #[must_use]
    pub fn canonical(&self) -> String {
        let on = |on: &On| Object::new().text("table", &on.table).text("code", &on.code).text("from", &on.from);
        Object::new()
            .text("actor", &self.actor)
            .text_or_null("person", self.person.as_deref())
            .text_or_null("client", self.client.as_deref())
            .text_or_null("source", self.source.as_deref())
            .text_or_null("reason", self.reason.as_deref())
            .array("on", self.on.iter().take(ON_MAX).map(on))
            .finish()
    }

    /// The commitment to this payload under a salt of random bytes: H(salt ‖ canonical text), under both functions. Without the salt nobody can
    /// try out names against it.
    #[must_use]
    pub fn commit(&self, salt: &[u8; SALT_BYTES]) -> Commitment {
        commit(salt, &self.canonical())
    }

    /// Reads a payload from its canonical text, and from no other.
    ///
    /// # Errors
    /// The text is no payload, not canonical, or names too many rows.
    pub fn parse(text: &str) -> Result<Self, EntryError> {
        let private: Self = serde_json::from_str(text).map_err(|error| EntryError::Unreadable(error.to_string()))?;
        if private.on.len() > ON_MAX {
            return Err(EntryError::TooManyRows(private.on.len()));
        }
        if private.canonical() == text { Ok(private) } else { Err(EntryError::NotCanonical) }
    }
}

/// The commitments to many payloads, in their order: much faster than one after the other.
pub(crate) fn commit_each<'p>(payloads: impl Iterator<Item = (&'p [u8; SALT_BYTES], &'p str)>) -> Vec<Commitment> {
    Hashes::of_each(&payloads.map(|(salt, payload)| Message { head: salt, body: payload.as_bytes() }).collect::<Vec<_>>())
}

/// The commitment to a payload's text as it is stored.
#[must_use]
pub fn commit(salt: &[u8; SALT_BYTES], payload: &str) -> Commitment {
    Hashes::of(&[salt, payload.as_bytes()])
}
