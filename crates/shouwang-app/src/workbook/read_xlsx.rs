//! Excel workbooks: one sheet per register, cell by cell as the file holds them.
//!
//! Formulas are seen as formulas whatever they last came to, and merged cells are refused: both say something that the sheet shows and
//! the file does not.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{DataRef, Reader, Xlsx, XlsxError};

use shouwang_calendar::Words;

use super::cell::Cell;
use super::guide;
use super::incoming::Incoming;
use super::limits::{COLUMNS_MAX, ROWS_MAX};
use super::place::cell_name;
use super::sheet::Cells;
use super::sheet_reader::SheetReader;
use super::unpacked;

type Workbook<'a> = Xlsx<Cursor<&'a [u8]>>;

/// Reads all sheets of a workbook, save those that explain it.
///
/// # Errors
/// A sentence about the file as a whole, when it is no workbook or is damaged.
pub(crate) fn read(file: &Arc<str>, bytes: &[u8], incoming: &mut Incoming) -> Result<(), Words> {
    let seen = unpacked::inspect(bytes)?;
    let mut workbook: Workbook<'_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| not_workbook(&error))?;
    let from_1904 = workbook.has_1904_epoch();
    let names = workbook.sheet_names();
    for name in names.iter().filter(|name| !guide::is_own_sheet(name)) {
        let Some(headings) = incoming.open_sheet(file, name) else { continue };
        let mut sheet = SheetReader::new(headings);
        let heading_line = read_rows(&mut workbook, name, from_1904, &mut sheet, incoming).map_err(|error| unreadable(name, &error))?;
        if let (true, Some(heading_line)) = (seen.merged, heading_line) {
            read_merged(&mut workbook, name, heading_line, &sheet, incoming).map_err(|error| unreadable(name, &error.to_string()))?;
        }
    }
    Ok(())
}

fn not_workbook(error: &XlsxError) -> Words {
    match error {
        XlsxError::FileNotFound(_) | XlsxError::RelationshipNotFound => Words::new(
            "这个压缩文件里没有工作簿（可能是 Word、WPS 文字或普通压缩包）；请用 Excel 另存为 .xlsx",
            "This archive holds no workbook (it may be a text document or a plain archive); save it from Excel as .xlsx",
        ),
        XlsxError::Password => Words::new(
            "工作簿有打开密码；请去掉密码后再导入",
            "The workbook is protected by a password; take the password off, then import",
        ),
        other => Words::new(
            format!("工作簿无法读取（{other}）；请用 Excel 打开后另存为 .xlsx"),
            format!("The workbook cannot be read ({other}); open it in Excel and save it as .xlsx"),
        ),
    }
}

fn unreadable(sheet: &str, error: &str) -> Words {
    Words::new(
        format!("工作表“{sheet}”无法读取：{error}；请用 Excel 打开后另存为 .xlsx"),
        format!("The sheet `{sheet}` cannot be read: {error}; open the file in Excel and save it as .xlsx"),
    )
}

/// Reads the rows; the line of the headings, from 0.
fn read_rows(
    workbook: &mut Workbook<'_>,
    name: &str,
    from_1904: bool,
    sheet: &mut SheetReader,
    incoming: &mut Incoming,
) -> Result<Option<u32>, String> {
    let mut reader = workbook.worksheet_cells_reader(name).map_err(|error| error.to_string())?;
    let mut heading_line = None;
    let mut at = (0, 0);
    let mut cells = Cells::new();
    loop {
        let record = match reader.next_cell_with_formula_metadata() {
            Ok(Some(record)) => record,
            Ok(None) => break,
            Err(XlsxError::CellError(error)) => {
                sheet.refuse_after(at, &error, incoming);
                continue;
            }
            Err(error) => return Err(format!("{} — {error}", cell_name(at))),
        };
        let cell = if record.formula.is_some() { Some(Cell::Formula) } else { cell(record.value, from_1904) };
        let Some(cell) = cell else { continue };
        if record.pos.0 > ROWS_MAX || record.pos.1 >= COLUMNS_MAX {
            return Err(format!("{} — > {ROWS_MAX} × {COLUMNS_MAX}", cell_name(record.pos)));
        }
        if record.pos.0 != at.0 && !cells.is_empty() {
            sheet.row(at.0 + 1, &cells, incoming);
            cells.clear();
        }
        heading_line = heading_line.or((!cell.is_blank()).then_some(record.pos.0));
        at = record.pos;
        cells.push((record.pos.1, cell));
    }
    sheet.row(at.0 + 1, &cells, incoming);
    Ok(heading_line)
}

fn read_merged(
    workbook: &mut Workbook<'_>,
    name: &str,
    heading_line: u32,
    sheet: &SheetReader,
    incoming: &mut Incoming,
) -> Result<(), XlsxError> {
    for block in workbook.merge_cells_by_sheet_name(name)? {
        if block.end.0 > heading_line {
            sheet.refuse_merged(block.start, block.end, incoming);
        }
    }
    Ok(())
}

fn cell(value: DataRef<'_>, from_1904: bool) -> Option<Cell> {
    // A workbook from an old Mac counts its days from 1904-01-01, which is the serial 1462 of all others.
    let epoch = if from_1904 { 1_462.0 } else { 0.0 };
    Some(match value {
        DataRef::Empty => return None,
        DataRef::SharedString(text) => Cell::Text(text.to_owned()),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::Text(text),
        DataRef::Int(number) => Cell::Text(number.to_string()),
        DataRef::Float(number) => Cell::Number(number),
        DataRef::Bool(flag) => Cell::Flag(flag),
        DataRef::DateTime(serial) => Cell::Serial(serial.as_f64() + epoch),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    })
}
