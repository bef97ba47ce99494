//! Passwords: what one has to be, its hash, and the list of those that everybody knows.

mod breached;
mod hash;
mod policy;

pub use breached::{BreachedError, BreachedPasswords};
pub use policy::PasswordFlaw;

pub(super) use hash::{Hasher, hash_password, imitation, verify_password};
pub(super) use policy::{first_password, flaws_of};
