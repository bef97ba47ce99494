//! Lists: scopes, filters, orders, pages, counts, and what authority over rows means.

mod acting;
mod around;
mod counts;
mod guards;
mod indexes;
mod naive;
mod pinyin;
mod properties;
mod questions;
mod random;
mod reaches;
mod references;
mod statuses;
mod within;
pub(crate) mod world;
