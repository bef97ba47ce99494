//! Writes the registers as a folder with one CSV file each, in UTF-8 with the mark that Excel needs to see it.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::Path;

use csv::{QuoteStyle, WriterBuilder};
use shouwang_domain::register::{FieldKind, RegisterDef, Registers, Value, catalog};

use shouwang_calendar::Lang;

use super::column::columns;
use super::read_csv::needs_guard;
use super::write_xlsx::{WriteError, value_of};

/// Writes the registers that there are into a folder, which is made when it is missing, a file for each; the import reads the folder back exactly.
///
/// A text that a spreadsheet would run as a formula is written with an apostrophe before it, which the import takes off.
///
/// # Errors
/// When a file cannot be written; those already written stay.
pub fn write_csv_folder(folder: &Path, registers: &Registers, language: Lang) -> Result<(), WriteError> {
    let failed = |path: &Path, error: &dyn std::error::Error| {
        WriteError::new(path, &format!("无法写入：{error}"), &format!("cannot be written: {error}"))
    };
    fs::create_dir_all(folder).map_err(|error| failed(folder, &error))?;
    for def in catalog().iter().filter(|def| registers.has(def.name)) {
        let path = folder.join(format!("{}.csv", language.pick(def.label.zh, def.name)));
        write_file(&path, def, registers, language).map_err(|error| failed(&path, &error))?;
    }
    Ok(())
}

fn write_file(path: &Path, def: &RegisterDef, registers: &Registers, language: Lang) -> Result<(), csv::Error> {
    let mut file = BufWriter::new(File::create(path)?);
    file.write_all("\u{feff}".as_bytes())?;
    let mut writer = WriterBuilder::new().quote_style(QuoteStyle::Necessary).from_writer(file);
    let columns = columns(def);
    writer.write_record(columns.iter().map(|column| language.pick(column.label.zh, column.name)))?;
    for row in registers.get(def.name) {
        writer.write_record(
            columns
                .iter()
                .map(|column| value_of(row, column.role).map_or_else(String::new, |value| written(&value, column.kind, language))),
        )?;
    }
    writer.flush()?;
    Ok(())
}

fn written(value: &Value, kind: FieldKind, language: Lang) -> String {
    let text = value.text(kind, language == Lang::Zh);
    if matches!(value, Value::Text(_) | Value::Ref(_)) && needs_guard(&text) { format!("'{text}") } else { text }
}
