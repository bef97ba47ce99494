//! `/api/v1/acts`: what was written into the registers, by whom and when.

pub(crate) mod list;
