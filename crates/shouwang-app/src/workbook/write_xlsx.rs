//! Writes workbooks: the empty template with one example row per sheet, and the registers as they are known.
//!
//! Text is always written as text: a leading zero stays and a leading `=` never becomes a formula. The same registers give the same bytes.

use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};
use shouwang_calendar::Day;
use shouwang_domain::register::{Choices, FieldKind, RegisterDef, Registers, Row, Value, catalog, example_rows};

use shouwang_calendar::{Lang, Words};

use super::column::{Column, Role, columns};
use super::form_sheet::sheet_name;
use super::guide;
use super::incoming::Incoming;
use super::limits::ROWS_MAX;
use super::rule::{self, Lists};
use super::style::{Style, column_width};

/// A workbook or folder that could not be written; nothing half written is left behind.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct WriteError {
    /// What was to be written, why it could not be, and what to do.
    pub message: Words,
}

impl WriteError {
    /// About this file or folder.
    pub(crate) fn new(path: &Path, zh: &str, en: &str) -> WriteError {
        let path = path.display();
        WriteError { message: Words::new(format!("{path}：{zh}"), format!("{path}: {en}")) }
    }
}

/// Writes the workbook to fill in: a guide, and one sheet per register with headings, notes, drop-downs and an example row.
///
/// # Errors
/// When the file cannot be written, or is there already and holds more than a template does: what a clerk filled in is never overwritten.
pub fn write_template(path: &Path, language: Lang) -> Result<(), WriteError> {
    let holds_something = fs::metadata(path).is_ok_and(|about| about.len() > 0);
    if holds_something && !Incoming::read(path).is_ok_and(|incoming| incoming.is_blank()) {
        return Err(WriteError::new(
            path,
            "文件已存在，而且不是空白模板，没有覆盖；请换一个文件名，或先移走它",
            "the file is there already and is no blank template, so it was not overwritten; choose another name or move it away first",
        ));
    }
    write_book(path, language, None)
}

/// Writes the registers that there are as a workbook, a sheet for each, that the import reads back exactly.
///
/// # Errors
/// When the file cannot be written, or a register has more rows than a sheet can hold.
pub fn write_workbook(path: &Path, registers: &Registers, language: Lang) -> Result<(), WriteError> {
    let crowded = catalog().iter().find(|def| registers.get(def.name).len() > ROWS_MAX as usize);
    if let Some(def) = crowded {
        return Err(WriteError::new(
            path,
            &format!("“{}”超过 {ROWS_MAX} 行，一张工作表放不下；请导出为 CSV 文件夹", def.label.zh),
            &format!("`{}` has more than {ROWS_MAX} rows, which no sheet can hold; export to a folder of CSV files", def.name),
        ));
    }
    write_book(path, language, Some(registers))
}

fn write_book(path: &Path, language: Lang, registers: Option<&Registers>) -> Result<(), WriteError> {
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let saved = book(language, registers)
        .and_then(|mut book| book.save(&part))
        .map_err(|error| error.to_string())
        .and_then(|()| fs::rename(&part, path).map_err(|error| error.to_string()));
    saved.map_err(|error| {
        // What remains of the attempt is of no use to anybody; that it may not be there at all is fine.
        let _ = fs::remove_file(&part);
        WriteError::new(path, &format!("无法写入：{error}"), &format!("cannot be written: {error}"))
    })
}

/// A workbook without a sheet, with a fixed day of creation, so that the same content gives the same file.
pub(super) fn empty_book() -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_title("守望 Shouwang").set_creation_datetime(&ExcelDateTime::from_ymd(2026, 1, 1)?));
    Ok(book)
}

fn book(language: Lang, registers: Option<&Registers>) -> Result<Workbook, XlsxError> {
    let mut book = empty_book()?;
    let (style, example_style) = (Style::new(), Style::new().of_examples());
    let mut lists = Lists::default();
    let written: Vec<_> = catalog().iter().filter(|def| registers.is_none_or(|registers| registers.has(def.name))).collect();
    guide::write(book.add_worksheet(), &style, &written)?;
    for def in written {
        let sheet = book.add_worksheet_with_low_memory()?;
        let columns = columns(def);
        write_headings(sheet, def, &columns, &style, &mut lists, language)?;
        let examples = if registers.is_some() { Vec::new() } else { example_rows(def) };
        for (line, row) in (1..).zip(&examples) {
            write_row(sheet, line, row, &columns, &example_style, language)?;
        }
        for (line, row) in (1..).zip(registers.map_or(&[][..], |registers| registers.get(def.name))) {
            write_row(sheet, line, row, &columns, &style, language)?;
        }
    }
    lists.write(&mut book)?;
    Ok(book)
}

pub(super) fn write_headings(
    sheet: &mut Worksheet,
    def: &RegisterDef,
    columns: &[Column],
    style: &Style,
    lists: &mut Lists,
    language: Lang,
) -> Result<(), XlsxError> {
    sheet.set_name(sheet_name(def, language))?.set_freeze_panes(1, 1)?;
    for (at, column) in (0_u16..).zip(columns) {
        let heading = column.label.get(language);
        sheet.set_column_width(at, column_width(column, heading))?.set_column_format(at, style.cell(column.kind))?;
        sheet.write_string_with_format(0, at, heading, if column.required { &style.required } else { &style.heading })?;
        sheet.insert_note(0, at, &rule::note(column))?;
        rule::add(sheet, at, column, lists, language)?;
    }
    Ok(())
}

pub(super) fn write_row(
    sheet: &mut Worksheet,
    line: u32,
    row: &Row,
    columns: &[Column],
    style: &Style,
    language: Lang,
) -> Result<(), XlsxError> {
    for (at, column) in (0_u16..).zip(columns) {
        if let Some(value) = value_of(row, column.role) {
            write_value(sheet, (line, at), &value, column.kind, style.cell(column.kind), language)?;
        }
    }
    Ok(())
}

fn write_value(
    sheet: &mut Worksheet,
    (line, at): (u32, u16),
    value: &Value,
    kind: FieldKind,
    format: &Format,
    language: Lang,
) -> Result<(), XlsxError> {
    // Beyond fifteen digits Excel would round.
    const DIGITS_KEPT_BELOW: i64 = 1_000_000_000_000_000;
    match value {
        Value::Int(number) if number.abs() < DIGITS_KEPT_BELOW => {
            #[expect(clippy::cast_precision_loss, reason = "below 2^53, so that the number is kept exactly")]
            sheet.write_number_with_format(line, at, *number as f64, format)?;
        }
        Value::Day(day) if serial(*day).is_some() => {
            sheet.write_number_with_format(line, at, serial(*day).unwrap_or_default(), format)?;
        }
        other => {
            sheet.write_string_with_format(line, at, other.text(kind, language == Lang::Zh), format)?;
        }
    }
    Ok(())
}

/// Excel's number of a day, from 1900-03-01 on; before it, Excel's count is off by its 29 February 1900.
fn serial(day: Day) -> Option<i32> {
    const OF_1970: i32 = 25_569;
    const FIRST: i32 = 61;
    const LAST: i32 = 2_958_465;
    Some(day.number().saturating_add(OF_1970)).filter(|serial| (FIRST..=LAST).contains(serial))
}

/// What a row says in a column; `None` when the cell stays empty.
pub(crate) fn value_of(row: &Row, role: Role) -> Option<Value> {
    let text = |text: &Option<String>| text.clone().map(Value::Text);
    match role {
        Role::Code => Some(Value::Text(row.key.code.clone())),
        Role::From => (row.key.from > Day::MIN).then_some(Value::Day(row.key.from)),
        Role::Until => (row.until < Day::MAX).then_some(Value::Day(row.until)),
        Role::Field(at) => row.values.get(at).cloned().flatten(),
        Role::Basis => Some(Value::Choice(row.basis.position())),
        Role::VouchedBy => text(&row.vouched_by),
        Role::Note => text(&row.note),
        Role::Withdraw => None,
    }
}
