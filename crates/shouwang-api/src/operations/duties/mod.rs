//! `/api/v1/duties/…`: where duties stand, and why.

pub(crate) mod count;
pub(crate) mod explain;
pub(crate) mod list;
pub(crate) mod trend;
pub(crate) mod view;
