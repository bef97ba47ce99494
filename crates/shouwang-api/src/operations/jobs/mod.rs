//! `/api/v1/jobs/…`: work in the background.

pub(crate) mod get;
pub(crate) mod list;
pub(crate) mod repeat;
