//! `/api/v1/session/…`: logging in, step by step, and out.

pub(crate) mod arrive;
pub(crate) mod ask_passkey;
pub(crate) mod change_password;
pub(crate) mod depart;
pub(crate) mod enrol_passkey;
pub(crate) mod enrol_totp;
pub(crate) mod get_session;
pub(crate) mod log_in;
pub(crate) mod log_out;
pub(crate) mod offer_passkey;
pub(crate) mod offer_totp;
pub(crate) mod show_passkey;
pub(crate) mod show_recovery_code;
pub(crate) mod show_totp;
pub(crate) mod view;
