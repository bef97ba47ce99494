//! What administrators do: accounts, grants, deputies, policies, settings, and the founding of the first three.
//!
//! Every use case goes one way: take the turn, load the accounts and grants, decide purely (`shouwang_domain::authority`), write with an entry in
//! the ledger. Whether somebody may open an operation at all is asked before, by the policies; what is decided here holds whatever a policy says.
//! This module makes no password and knows no session.

mod difference;
mod founding;
mod grants;
mod load;
mod logins;
mod look;
mod policies;
mod problem;
mod settings;
mod turn;

pub use difference::{LineChange, difference};
pub use founding::{Founded, FounderWish, find_founded, found, found_again};
pub use grants::{Answer, Asked, Wanted, answer_grant, deputise, renew_grant, request_grant, revoke_grant};
pub(crate) use load::facts;
pub use load::{Asking, CALLER_REGISTERS, is_own_account, load_acting_unit, load_caller, load_world};
pub use logins::{change_login, create_login, disable_login, reset_login};
pub use look::look;
pub use policies::{Loaded, PolicyDraft, PolicyReading, PolicyState, approve_policy, load_authority, propose_policy, read_policy};
pub use settings::{
    MATTER_TERMS_CHANGED, SETTINGS, Setting, change_setting, load_file_limits, load_matter_terms, load_settings, load_terms, setting,
};
pub use turn::Done;
pub(crate) use turn::next_turn;
