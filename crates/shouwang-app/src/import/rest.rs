//! What a plan rests on: what it would write, and in place of which versions.
//!
//! Somebody who was shown a plan agrees to it and to nothing else. So it has a fingerprint, by which it is known again when it is carried
//! out, and its write names the versions that it replaces, so that a correction that somebody made in between is never silently undone.

use std::fmt::{self, Write as _};

use sha2::{Digest as _, Sha256};
use shouwang_ledger::hex;
use shouwang_storage::{Seen, Write};

use super::plan::ImportPlan;

impl ImportPlan {
    /// The same for two plans that would write the same in place of the same, and for no others. It speaks of nothing but rows: where they stand in
    /// a file makes no difference.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let mut digest = Digesting(Sha256::new());
        for added in &self.added {
            digest.take(format_args!("added {} {:?}", added.def.name, added.row));
        }
        for changed in &self.changed {
            digest.take(format_args!("changed {} {:?} {:?}", changed.def.name, changed.row, changed.learned_at));
        }
        for withdrawn in &self.withdrawn {
            digest.take(format_args!("withdrawn {} {:?} {:?}", withdrawn.def.name, withdrawn.key, withdrawn.learned_at));
        }
        hex(&digest.0.finalize())
    }

    /// Puts everything that the plan would do into a write, with what it rests on.
    pub(crate) fn fill(&self, write: &mut Write) {
        let added = self.added.iter().map(|added| (added.def.name, added.row.clone()));
        let changed = self.changed.iter().map(|changed| (changed.def.name, changed.row.clone()));
        write.puts = added.chain(changed).collect();
        write.withdrawals = self.withdrawn.iter().map(|withdrawn| (withdrawn.def.name, withdrawn.key.clone())).collect();
        let added = self.added.iter().map(|added| (added.def.name, &added.row.key, None));
        let changed = self.changed.iter().map(|changed| (changed.def.name, &changed.row.key, changed.learned_at));
        let withdrawn = self.withdrawn.iter().map(|withdrawn| (withdrawn.def.name, &withdrawn.key, withdrawn.learned_at));
        let seen =
            |(register, key, learned_at): (_, &shouwang_domain::register::RowKey, _)| Seen { register, key: key.clone(), learned_at };
        write.seen = added.chain(changed).chain(withdrawn).map(seen).collect();
    }
}

/// Digests what is formatted without keeping it: a plan may have very many rows.
struct Digesting(Sha256);

impl Digesting {
    fn take(&mut self, line: fmt::Arguments<'_>) {
        // A digest refuses nothing. The form quotes its texts, so that no line can be two.
        let _ = writeln!(self, "{line}");
    }
}

impl fmt::Write for Digesting {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}
