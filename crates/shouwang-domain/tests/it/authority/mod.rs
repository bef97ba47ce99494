//! The separation of the three administrators: every world that the decisions reach is a sound one.

mod acts;
mod induction;
mod oracle;
mod properties;
mod refusals;
mod search;
