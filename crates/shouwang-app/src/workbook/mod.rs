//! The workbook: the template that clerks fill in, the export, and the reader that understands both.
//!
//! Everything follows from the registers' declarations: a new register brings its sheet, its headings, notes and drop-downs without a
//! line here. The reader knows no database and decides nothing; what a row would change is [`crate::import`]'s business.

mod cell;
mod column;
mod file;
mod form_sheet;
mod guide;
mod incoming;
pub mod limits;
mod place;
mod read_csv;
mod read_xlsx;
mod rule;
mod sheet;
mod sheet_reader;
mod style;
mod unpacked;
mod write_csv;
mod write_xlsx;

pub use file::FileError;
pub use form_sheet::{FormSheet, SheetProblem, read_form, write_form};
pub use incoming::Incoming;
pub use place::{Place, Refusal, Refusals};
pub use write_csv::write_csv_folder;
pub use write_xlsx::{WriteError, write_template, write_workbook};

pub(crate) use column::Role;
pub(crate) use incoming::IncomingRow;
pub(crate) use sheet::SheetMap;
pub(crate) use write_xlsx::value_of;
