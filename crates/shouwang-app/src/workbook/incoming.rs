//! What was read from files: rows of registers, each with its place, not yet compared with anything that is known.

use std::sync::Arc;

use shouwang_domain::register::{RegisterDef, Row, RowKey, catalog, derive_code};

use shouwang_calendar::{Lang, Words};

use super::column::Role;
use super::form_sheet::{is_sheet_of, sheet_name};
use super::place::{Place, Refusals};
use super::sheet::{Headings, SheetMap};

/// Everything that one import brings.
#[derive(Debug, Default)]
pub struct Incoming {
    /// The form whose sheet is read; none: sheets of registers are.
    pub(crate) form: Option<&'static RegisterDef>,
    pub(crate) sheets: Vec<Arc<SheetMap>>,
    pub(crate) rows: Vec<IncomingRow>,
    pub(crate) refusals: Refusals,
    pub(crate) example_count: usize,
    pub(crate) files: Vec<String>,
    pub(crate) passed_over: Vec<String>,
}

/// One row as read.
#[derive(Debug)]
pub(crate) struct IncomingRow {
    /// Position in [`Incoming::sheets`].
    pub(crate) sheet: usize,
    /// Row as Excel counts it.
    pub(crate) line: u32,
    /// Whether the fact is to be taken back.
    pub(crate) withdraw: bool,
    /// Columns whose cell was refused already, so that the row cannot be imported but can still be looked through.
    pub(crate) refused: Vec<Role>,
    /// The row; its code is empty when the clerk left it to be made.
    pub(crate) row: Row,
}

/// A row that the import wants to take back.
#[derive(Debug)]
pub(crate) struct Withdrawal {
    /// Its register.
    pub(crate) def: &'static RegisterDef,
    /// Which row.
    pub(crate) key: RowKey,
    /// Whether the sheet says the first day at all.
    pub(crate) from_given: bool,
}

impl Incoming {
    /// Whether nothing but examples was read.
    pub(crate) fn is_blank(&self) -> bool {
        self.rows.is_empty() && self.refusals.is_empty()
    }

    /// The registers that the import speaks of; one may come several times.
    pub(crate) fn registers(&self) -> impl Iterator<Item = &'static RegisterDef> {
        self.sheets.iter().map(|sheet| sheet.def)
    }

    /// The rows that the import wants to take back.
    pub(crate) fn withdrawals(&self) -> impl Iterator<Item = Withdrawal> {
        self.rows.iter().filter(|row| row.withdraw).map(|row| {
            let sheet = &self.sheets[row.sheet];
            let mut key = row.row.key.clone();
            if key.code.is_empty() {
                key.code = derive_code(&row.row, sheet.def).unwrap_or_default();
            }
            Withdrawal { def: sheet.def, key, from_given: sheet.has(Role::From) }
        })
    }

    /// The register of a row.
    pub(crate) fn def(&self, row: &IncomingRow) -> &'static RegisterDef {
        self.sheets[row.sheet].def
    }

    /// Refuses a column of a row.
    pub(crate) fn refuse(&mut self, row: &IncomingRow, role: Role, message: Words) {
        let sheet = &self.sheets[row.sheet];
        self.refusals.push(sheet.place(row.line, role), sheet.column(role).map(|column| column.label), message);
    }

    /// Finds the register that a sheet belongs to by the sheet's name, or refuses the sheet.
    pub(crate) fn open_sheet(&mut self, file: &Arc<str>, name: &str) -> Option<Headings> {
        let name: Arc<str> = name.trim().into();
        let found = match self.form {
            Some(form) => is_sheet_of(form, &name).then_some(form),
            None => catalog().find(&name),
        };
        if let Some(def) = found {
            return Some(Headings { file: Arc::clone(file), sheet: name, def });
        }
        let message = match self.form {
            Some(form) => Words::new(
                format!("没有要填的表叫“{name}”；请把要办的内容写在“{}”表中，删去其余的表", form.label.zh),
                format!("No sheet is called `{name}` here; fill in `{}` and delete the others", sheet_name(form, Lang::En)),
            ),
            None => {
                let known = catalog().iter().map(|def| def.label.zh).collect::<Vec<_>>().join("、");
                let names = catalog().iter().map(|def| def.name).collect::<Vec<_>>().join(", ");
                Words::new(
                    format!("没有叫“{name}”的登记表；请改为其中之一：{known}"),
                    format!("There is no register called `{name}`; name it one of: {names}"),
                )
            }
        };
        self.refusals.push(Place { file: Arc::clone(file), sheet: name, line: None, column: None }, None, message);
        None
    }
}
