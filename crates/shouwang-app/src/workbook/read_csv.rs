//! CSV files: one register each, named after it. UTF-8 (with or without a mark), UTF-16 with its mark, or GB 18030 as Excel in China writes.

use std::sync::Arc;

use csv::{ReaderBuilder, StringRecord};
use encoding_rs::{Encoding, GB18030, UTF_8};

use shouwang_calendar::Words;

use super::cell::Cell;
use super::incoming::Incoming;
use super::limits::{COLUMNS_MAX, ROWS_MAX};
use super::sheet::Cells;
use super::sheet_reader::SheetReader;

/// Reads the text of a CSV file; `name` is the register that the file's name says.
///
/// # Errors
/// A sentence about the file as a whole, when it is no text or its quotation marks do not match.
pub(crate) fn read(file: &Arc<str>, name: &str, bytes: &[u8], incoming: &mut Incoming) -> Result<(), Words> {
    let mut text = decode(bytes)?;
    if text.trim().is_empty() {
        return Err(Words::new("文件是空的；请至少写上表头", "The file is empty; it needs at least the row of headings"));
    }
    if text.matches('"').count() % 2 == 1 {
        return Err(Words::new(
            "引号（\"）不成对，后面的内容会被并到一格里；请补上缺的引号，或用 Excel 另存为 CSV",
            "The quotation marks (\") do not match, so that the rest would run into one cell; add the missing one or save the file as CSV in Excel",
        ));
    }
    // The reader counts lines by their feeds; with a feed after the last line, too, the count is the row.
    text.push('\n');
    let Some(headings) = incoming.open_sheet(file, name) else { return Ok(()) };
    let mut sheet = SheetReader::new(headings);
    let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter(&text)).from_reader(text.as_bytes());
    let mut record = StringRecord::new();
    let mut inner_line_count = 0;
    while reader
        .read_record(&mut record)
        .map_err(|error| Words::new(format!("不是可读的 CSV：{error}"), format!("Not readable as CSV: {error}")))?
    {
        inner_line_count += record.iter().map(|field| field.matches('\n').count() as u64).sum::<u64>();
        let line = reader.position().line() - 1 - inner_line_count;
        let line = u32::try_from(line).ok().filter(|line| *line <= ROWS_MAX + 1).ok_or_else(too_long)?;
        sheet.row(line, &cells(&record), incoming);
    }
    Ok(())
}

fn too_long() -> Words {
    Words::new(
        format!("超过 {ROWS_MAX} 行；请分成几个文件，分几次导入"),
        format!("More than {ROWS_MAX} rows; split it into several files and import them one after the other"),
    )
}

fn cells(record: &StringRecord) -> Cells {
    let cell = |field: &str| Cell::Text(unguard(field).to_owned());
    (0..COLUMNS_MAX).zip(record).filter(|(_, field)| !field.trim().is_empty()).map(|(column, field)| (column, cell(field))).collect()
}

/// Takes off the apostrophe that the export puts before a text which a spreadsheet would run as a formula.
fn unguard(field: &str) -> &str {
    field.strip_prefix('\'').filter(|rest| needs_guard(rest)).unwrap_or(field)
}

/// Whether a spreadsheet would take the text for a formula, or for one that is guarded already.
pub(crate) fn needs_guard(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\''])
}

fn decode(bytes: &[u8]) -> Result<String, Words> {
    let not_text = || {
        Words::new(
            "既不是 UTF-8 也不是 GBK 文字；请在 Excel 里另存为“CSV UTF-8”",
            "The text is neither UTF-8 nor GBK; save it in Excel as “CSV UTF-8”",
        )
    };
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None if std::str::from_utf8(bytes).is_ok() => UTF_8,
        None => GB18030,
    };
    let (text, malformed) = encoding.decode_with_bom_removal(bytes);
    if malformed || text.contains('\0') {
        return Err(not_text());
    }
    Ok(text.replace("\r\n", "\n"))
}

/// The separator that the row of headings uses: no heading holds one itself.
fn delimiter(text: &str) -> u8 {
    let headings = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |separator: u8| headings.bytes().filter(|byte| *byte == separator).count();
    [b';', b'\t', b','].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_encoding_that_excel_writes_is_read() {
        let text = "编号,名称\nU1,湖南省";
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let (gbk, _, _) = GB18030.encode(text);
        assert_eq!(decode(text.as_bytes()).unwrap(), text);
        assert_eq!(decode(format!("\u{feff}{text}").as_bytes()).unwrap(), text);
        assert_eq!(decode(&utf16).unwrap(), text);
        assert_eq!(decode(&gbk).unwrap(), text);
        assert!(decode(b"\xff\xff\xff,\x80\x80").is_err());
        assert!(decode(b"a\0b").is_err());
    }

    #[test]
    fn the_separator_is_the_one_of_the_headings() {
        assert_eq!(delimiter("code,name\nU1,a;b;c"), b',');
        assert_eq!(delimiter("\ncode;name\nU1;a,b,c"), b';');
        assert_eq!(delimiter("code\tname"), b'\t');
        assert_eq!(delimiter("code"), b',');
    }

    #[test]
    fn a_guard_is_taken_off_once() {
        assert_eq!(unguard("'=1+1"), "=1+1");
        assert_eq!(unguard("''x"), "'x");
        assert_eq!(unguard("'x"), "'x");
        assert_eq!(unguard("x"), "x");
    }
}
