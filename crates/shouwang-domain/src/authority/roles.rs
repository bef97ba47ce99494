//! Which roles exclude each other.

use crate::system::role_grant::Role;

/// The three administrators (I18).
pub const THREE: [Role; 3] = [Role::SystemAdministrator, Role::SecurityAdministrator, Role::AuditAdministrator];

/// Whether it is one of the three administrators.
#[must_use]
pub fn administers(role: Role) -> bool {
    THREE.contains(&role)
}

/// Whether no person may hold both at once: two of the three administrators, or one of them and a business role.
#[must_use]
pub fn apart(one: Role, other: Role) -> bool {
    one != other && (administers(one) || administers(other))
}

/// The administrators who may request a grant of this role.
pub(super) fn requesters(role: Role) -> &'static [Role] {
    match role {
        // The system administrator cannot ask for his own renewal or successor when he is gone, so the audit administrator may.
        Role::SystemAdministrator => &[Role::SystemAdministrator, Role::AuditAdministrator],
        _ => &[Role::SystemAdministrator],
    }
}

/// The administrator who approves, refuses and revokes a grant of this role.
pub(super) fn approver(role: Role) -> Role {
    match role {
        Role::SecurityAdministrator => Role::AuditAdministrator,
        _ => Role::SecurityAdministrator,
    }
}
