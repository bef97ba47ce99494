//! `/api/v1/account/…`: one's own account.

pub(crate) mod change_password;
pub(crate) mod confirm;
pub(crate) mod enrol_passkey;
pub(crate) mod enrol_totp;
pub(crate) mod list_credentials;
pub(crate) mod list_sessions;
pub(crate) mod offer_passkey;
pub(crate) mod offer_totp;
pub(crate) mod remove_credential;
pub(crate) mod renew_recovery_codes;
pub(crate) mod revoke_session;
