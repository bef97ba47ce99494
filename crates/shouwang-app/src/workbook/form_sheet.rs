//! The sheet of a matter's form: many things at once, filled in where clerks fill in everything else.
//!
//! It is written and read as the sheets of registers are, with the same headings, notes, drop-downs and refusals. What the facts say of a line is none
//! of its business.

use std::sync::Arc;

use rust_xlsxwriter::XlsxError;
use shouwang_calendar::{Lang, Words};
use shouwang_domain::matter::{FormDef, LINES_MAX};
use shouwang_domain::register::{EXAMPLE_MARK, RegisterDef, Row, Value, example_row};

use super::column::{Role, columns};
use super::incoming::Incoming;
use super::read_xlsx;
use super::rule::Lists;
use super::style::Style;
use super::write_xlsx::{empty_book, write_headings, write_row};

/// Characters of a sheet's name, by Excel's own rule.
const NAME_CHARS_MAX: usize = 31;
/// What stands for the name of the file in places that nobody is shown.
const FILE: &str = "lines.xlsx";

/// What was read of a form's sheet.
#[derive(Debug)]
pub struct FormSheet {
    /// One for each line of the sheet, those with problems included.
    pub rows: Vec<Row>,
    /// What is wrong with cells, rows, headings.
    pub problems: Vec<SheetProblem>,
    incoming: Incoming,
}

/// Something in a sheet that cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetProblem {
    /// The sheet's name.
    pub sheet: String,
    /// The cell (`C7`), or the row (`7:7`); none where it is the sheet as a whole.
    pub cell: Option<String>,
    /// What is wrong and what to do.
    pub detail: Words,
}

/// What the sheet of a register or a form is called.
pub(super) fn sheet_name(def: &RegisterDef, language: Lang) -> String {
    def.label.get(language).chars().take(NAME_CHARS_MAX).collect()
}

/// Whether a sheet of this name is that of a form, in either language or by its identifier.
pub(super) fn is_sheet_of(def: &RegisterDef, name: &str) -> bool {
    [Lang::Zh, Lang::En].iter().any(|language| sheet_name(def, *language).eq_ignore_ascii_case(name)) || def.name == name
}

/// The workbook of a form with these lines; without any, with an example to be written over.
///
/// # Errors
/// When the workbook cannot be made.
pub fn write_form(form: &FormDef, lines: &[Row], language: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = empty_book()?;
    let (style, mut lists) = (Style::new(), Lists::default());
    let columns = columns(&form.def);
    let sheet = book.add_worksheet();
    write_headings(sheet, &form.def, &columns, &style, &mut lists, language)?;
    for (line, row) in (1..).zip(lines) {
        write_row(sheet, line, row, &columns, &style, language)?;
    }
    if lines.is_empty() {
        let mut example = example_row(&form.def);
        EXAMPLE_MARK.clone_into(&mut example.key.code);
        write_row(sheet, 1, &example, &columns, &Style::new().of_examples(), language)?;
    }
    lists.write(&mut book)?;
    book.save_to_buffer()
}

/// Reads the workbook of a form.
///
/// # Errors
/// A sentence about the file as a whole, when it is no workbook or is damaged.
pub fn read_form(form: &'static FormDef, bytes: &[u8]) -> Result<FormSheet, Words> {
    let mut incoming = Incoming { form: Some(&form.def), ..Incoming::default() };
    read_xlsx::read(&Arc::from(FILE), bytes, &mut incoming)?;
    let refused = incoming.refusals.iter().map(|refusal| SheetProblem {
        sheet: refusal.place.sheet.to_string(),
        cell: refusal.place.cell().or_else(|| refusal.place.line.map(|line| format!("{line}:{line}"))),
        detail: Words::new(refusal.text(Lang::Zh), refusal.text(Lang::En)),
    });
    let mut problems: Vec<_> = refused.collect();
    let rows: Vec<Row> = incoming.rows.iter().map(|row| row.row.clone()).collect();
    if problems.is_empty() && !(1..=LINES_MAX).contains(&rows.len()) {
        let count = rows.len();
        let detail = Words::new(
            format!("有 {count} 行，应有 1 到 {LINES_MAX} 行；行数多的请分成几件办理"),
            format!("There are {count} lines, 1 to {LINES_MAX} are taken; make several matters of more"),
        );
        problems.push(SheetProblem { sheet: sheet_name(&form.def, Lang::Zh), cell: None, detail });
    }
    Ok(FormSheet { rows, problems, incoming })
}

impl FormSheet {
    /// Adds what was found out about a field of a line, counted from 0.
    pub fn refuse(&mut self, at: usize, field: &str, detail: Words) {
        let Some(read) = self.incoming.rows.get(at) else { return };
        let sheet = &self.incoming.sheets[read.sheet];
        let role = sheet.role(field).unwrap_or(Role::Code);
        if read.refused.contains(&role) {
            return;
        }
        let place = sheet.place(read.line, role);
        let cell = place.cell().unwrap_or_else(|| format!("{}:{}", read.line, read.line));
        let heading = sheet.column(role).map(|column| column.label);
        let detail = heading
            .map_or(detail.clone(), |label| Words::new(format!("【{}】 {}", label.zh, detail.zh), format!("[{}] {}", label.en, detail.en)));
        self.problems.push(SheetProblem { sheet: place.sheet.to_string(), cell: Some(cell), detail });
    }

    /// The first field of a line in which this code is named.
    #[must_use]
    pub fn naming(&self, at: usize, code: &str) -> Option<&'static str> {
        let (row, def) = (self.rows.get(at)?, self.incoming.form?);
        let named = |value: &Option<Value>| matches!(value, Some(Value::Ref(named)) if named == code);
        def.fields.iter().zip(&row.values).find(|(_, value)| named(value)).map(|(field, _)| field.name)
    }
}
