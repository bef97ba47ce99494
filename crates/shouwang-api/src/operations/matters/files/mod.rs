//! Files of a matter.

pub(crate) mod add;
pub(crate) mod list;
pub(crate) mod remove;
pub(crate) mod take;
pub(crate) mod view;
