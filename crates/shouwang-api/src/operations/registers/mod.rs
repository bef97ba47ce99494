//! `/api/v1/registers/…` and `/api/v1/divisions`: the registers of the bodies, their rows, and every change of them.

pub(crate) mod create_row;
pub(crate) mod get_register;
pub(crate) mod get_row;
pub(crate) mod group_rows;
pub(crate) mod list_registers;
pub(crate) mod list_rows;
pub(crate) mod put_divisions;
pub(crate) mod replace_row;
pub(crate) mod row_history;
pub(crate) mod rows_referring;
pub(crate) mod view;
pub(crate) mod withdraw_row;
pub(crate) mod write_rows;
