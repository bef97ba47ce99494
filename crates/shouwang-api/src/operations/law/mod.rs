//! `/api/v1/law/…`: instruments, articles, rules, readings, and what became of them.

pub(crate) mod compare;
pub(crate) mod coverage;
pub(crate) mod get_article;
pub(crate) mod get_instrument;
pub(crate) mod list_instruments;
pub(crate) mod read_text;
pub(crate) mod readings;
pub(crate) mod search;
mod view;
