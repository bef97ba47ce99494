//! `/api/v1/rules/…`: what competent departments decide on rules.

pub(crate) mod set;
