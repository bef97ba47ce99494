//! `/api/v1/imports/…`: files that somebody sends, shown first and then taken in.

pub(crate) mod apply;
pub(crate) mod preview;
