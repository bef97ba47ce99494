//! Planning: decision tables for each kind of duty, properties of the engine, and remedies.

mod properties;
pub(crate) mod support;
mod tables;
mod time;
mod why_not;
mod why_not_law;
mod why_not_worlds;
mod worlds;
