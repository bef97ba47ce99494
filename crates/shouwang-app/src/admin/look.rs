//! Which look-ups leave an entry in the ledger although they change nothing.

use shouwang_domain::system::role_grant::Role;
use shouwang_storage::ledger::Note;

use crate::authority::{Access, Kind, Operation};
use crate::caller::{Caller, Moment};

/// What takes data out of the product: a file that nobody can call back.
const TAKEN_OUT: [&str; 5] = ["registers.export", "duties.export", "backup.make", "ledger.prove", "ledger.export"];

/// The entry that an operation leaves: whatever the audit administrator looks at, for he is looked at himself (I18), and whatever takes data out.
/// `None` for everything else that only reads, and for what changes something, which has its entry already. `what` says what was looked at.
#[must_use]
pub fn look(caller: &Caller, at: Moment, operation: &Operation, what: Option<String>) -> Option<Note> {
    let audited = operation.kind == Kind::Read && operation.access == Access::Policy && caller.is(Role::AuditAdministrator);
    if !audited && !TAKEN_OUT.contains(&operation.id) {
        return None;
    }
    let about = caller.about(operation, caller.grants.first());
    Some(Note { recorded_at: at.now, about, source: what, on: Vec::new(), salt: at.salt })
}
