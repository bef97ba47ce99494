//! `/api/v1/exports/…`, `/api/v1/template`: files to take away.

pub(crate) mod duties;
pub(crate) mod registers;
pub(crate) mod template;
pub(crate) mod view;
