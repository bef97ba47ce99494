//! `/api/v1/calendar/…`: working days and limits.

pub(crate) mod add;
pub(crate) mod add_hours;
pub(crate) mod before;
pub(crate) mod import_notice;
pub(crate) mod list_days;
pub(crate) mod list_notices;
mod view;
