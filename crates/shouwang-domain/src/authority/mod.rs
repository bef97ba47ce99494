//! The separation of the three administrators (I18), as pure decisions over accounts and grants.
//!
//! | act | who may | never |
//! |---|---|---|
//! | create an account | system administrator; the audit administrator while no system administrator is in place | for himself |
//! | change, disable, reset an account | system administrator | his own; the credentials of an administrator; so that fewer than two of the three stay in place |
//! | request a grant | system administrator; for the role of system administrator the audit administrator too | for himself |
//! | ask for a deputy | the holder of the grant, or whoever may request it | for himself, for a deputy's deputy, beyond the grant's days |
//! | approve, refuse | security administrator; for the role of security administrator the audit administrator | who requested it, created the account, or is concerned |
//! | revoke | the same as approve | his own |
//! | found | the operator of the machine, by the link of the first start | while two of the three are in place |
//!
//! "Himself" and "who" are natural persons: accounts with one identity, one entry among the persons or one subject at the identity provider are
//! one person. From this table follows, for every day of every world that the decisions can reach:
//!
//! - nobody holds two of the three roles at once, nor one of them and a business role: not directly, not as a deputy, not by terms that begin later;
//! - no grant was approved by whoever requested it, created its account, or holds it, or whose deputy it makes;
//! - every grant has a last day; whoever leaves is replaced by the other two: the table has for each of the three roles a creator, a requester
//!   and an approver among the other two;
//! - an identity stands still from the first request on, so that what was approved is what is held.
//!
//! Taking away is always possible, even what leaves fewer than two in place (only by revoking, or by the running out of terms); then nobody can act on grants
//! any more, and the operator of the machine founds anew, which revokes what is left. No policy text can loosen any of this.

mod answer;
mod deputy;
mod found;
mod login;
mod posting;
mod refusal;
mod request;
mod roles;
mod whose;
mod world;

pub use answer::{decide_answer_grant, decide_revoke};
pub use deputy::{DeputyWish, decide_deputy};
pub use found::{FOUNDING, Founder, decide_found, decide_found_again, founded, may_found};
pub use login::{LoginChange, NewLogin, decide_change_login, decide_create_login, decide_disable, decide_reset};
pub use posting::{Posting, posted, provides_until};
pub use refusal::Refusal;
pub use request::{GrantWish, Terms, decide_renew, decide_request_grant};
pub use roles::{THREE, administers, apart};
pub use whose::is_same_person;
pub use world::{Call, Decision, World};
