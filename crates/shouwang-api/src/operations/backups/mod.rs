//! `/api/v1/backups`: backups into the operator's folder. No request names a path.

pub(crate) mod list;
pub(crate) mod make;
