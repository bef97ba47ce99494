//! `/api/v1/logins/…`, `grants`, `policies`, `settings`, `founding`: what administrators do.

pub(crate) mod answer_grant;
pub(crate) mod approve_policy;
pub(crate) mod change_login;
pub(crate) mod change_setting;
pub(crate) mod create_login;
pub(crate) mod deputise;
pub(crate) mod disable_login;
pub(crate) mod end_sessions;
pub(crate) mod found;
pub(crate) mod get_grant;
pub(crate) mod get_login;
pub(crate) mod get_policy;
pub(crate) mod list_grants;
pub(crate) mod list_logins;
pub(crate) mod list_policies;
pub(crate) mod list_policy_texts;
pub(crate) mod list_settings;
pub(crate) mod propose_policy;
pub(crate) mod renew_grant;
pub(crate) mod request_grant;
pub(crate) mod reset_login;
pub(crate) mod revoke_grant;
pub(crate) mod view;
