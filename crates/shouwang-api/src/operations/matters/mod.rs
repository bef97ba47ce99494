//! Matters: what needs leave, notice or filing, from its start to its end.

pub(crate) mod act;
pub(crate) mod act_many;
pub(crate) mod check;
pub(crate) mod count;
pub(crate) mod count_findings;
pub(crate) mod document;
mod download;
pub(crate) mod edit;
pub(crate) mod files;
pub(crate) mod findings;
pub(crate) mod form_view;
pub(crate) mod get;
pub(crate) mod get_form;
pub(crate) mod list;
pub(crate) mod list_forms;
pub(crate) mod list_notices;
pub(crate) mod note;
pub(crate) mod sheet;
pub(crate) mod start;
pub(crate) mod take_sheet;
pub(crate) mod view;
