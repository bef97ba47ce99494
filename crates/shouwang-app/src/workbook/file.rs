//! Files and folders: looked at before they are opened, told apart by what they hold, read in the order of their names.
//!
//! This is the only module of the reader that touches the file system.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use calamine::{Reader, Xlsx, XlsxError};

use shouwang_calendar::Words;

use super::incoming::Incoming;
use super::limits::{FILE_BYTES_MAX, FILES_MAX, IMPORT_ROWS_MAX};
use super::{read_csv, read_xlsx};

/// A file or folder that cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {message}")]
pub struct FileError {
    /// Its name.
    pub file: String,
    /// What is wrong and what to do.
    pub message: Words,
}

impl Incoming {
    /// Reads a workbook, a CSV file, or all of them in a folder as one import.
    ///
    /// # Errors
    /// When a file is missing, too large, damaged, protected, or not what its name says. What is wrong inside a readable file is no error
    /// here but a refusal with its cell.
    pub fn read(path: &Path) -> Result<Incoming, FileError> {
        let mut incoming = Incoming::default();
        let failed = |path: &Path, message| FileError { file: shown(path), message };
        let about = fs::metadata(path).map_err(|error| failed(path, cannot_open(&error.to_string())))?;
        if !about.is_dir() {
            read_file(path, &mut incoming).map_err(|message| failed(path, message))?;
            return Ok(incoming);
        }
        let files = list_files(path, &mut incoming).map_err(|message| failed(path, message))?;
        for file in files {
            read_file(&file, &mut incoming).map_err(|message| failed(&file, message))?;
        }
        Ok(incoming)
    }
}

fn shown(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}

fn cannot_open(error: &str) -> Words {
    Words::new(format!("打不开：{error}；请核对路径和权限"), format!("Cannot be opened: {error}; check the path and the permissions"))
}

fn ending(path: &Path) -> String {
    path.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase()
}

/// The workbooks and CSV files of a folder, in the order of their names; other files are noted as passed over.
fn list_files(folder: &Path, incoming: &mut Incoming) -> Result<Vec<PathBuf>, Words> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| cannot_open(&error.to_string()))? {
        let path = entry.map_err(|error| cannot_open(&error.to_string()))?.path();
        let name = shown(&path);
        // Excel keeps `~$…` beside a workbook while it is open; what begins with a point is hidden on purpose.
        if path.is_dir() || name.starts_with("~$") || name.starts_with('.') {
            continue;
        }
        match ending(&path).as_str() {
            // The older kinds are taken, too, so that they are refused by name instead of being left out unseen.
            "xlsx" | "xlsm" | "csv" | "xls" | "xlsb" | "et" | "ods" => files.push(path),
            _ => incoming.passed_over.push(name),
        }
    }
    files.sort();
    incoming.passed_over.sort();
    if files.is_empty() {
        return Err(Words::new("文件夹里没有 .xlsx 或 .csv 文件", "There is no .xlsx or .csv file in the folder"));
    }
    if files.len() > FILES_MAX {
        return Err(Words::new(
            format!("文件夹里有 {} 个文件，一次最多 {FILES_MAX} 个；请分成几个文件夹", files.len()),
            format!("{} files are too many for one import, at most {FILES_MAX} are read; split the folder", files.len()),
        ));
    }
    Ok(files)
}

fn read_file(path: &Path, incoming: &mut Incoming) -> Result<(), Words> {
    read_content(path, incoming)?;
    if incoming.rows.len() > IMPORT_ROWS_MAX {
        return Err(Words::new(
            format!("到这个文件为止超过 {IMPORT_ROWS_MAX} 行；请分几次导入"),
            format!("More than {IMPORT_ROWS_MAX} rows up to this file; import in several parts"),
        ));
    }
    Ok(())
}

fn read_content(path: &Path, incoming: &mut Incoming) -> Result<(), Words> {
    let bytes = read_bytes(path)?;
    let name = shown(path);
    let file: Arc<str> = name.as_str().into();
    incoming.files.push(name);
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let workbook_expected = matches!(ending(path).as_str(), "xlsx" | "xlsm" | "xls" | "xlsb" | "et" | "ods");
    match (content(&bytes), workbook_expected) {
        (Content::Zip, _) if ending(path) == "csv" => Err(Words::new(
            "名为 .csv，内容却是工作簿或压缩包；请改名为 .xlsx 再导入，或另存为 CSV",
            "It is called .csv but holds a workbook or an archive; rename it to .xlsx, or save it as CSV",
        )),
        (Content::Zip, _) => read_xlsx::read(&file, &bytes, incoming),
        (Content::Compound, _) => Err(compound(&bytes)),
        (Content::Empty, _) => {
            Err(Words::new("文件是空的（0 字节）；请重新保存或重新传送", "The file is empty (0 bytes); save it or send it again"))
        }
        (Content::Known(zh, en), _) => Err(Words::new(
            format!("内容是 {zh}，不是工作簿也不是 CSV；请用 Excel 另存为 .xlsx"),
            format!("It holds {en}, neither a workbook nor CSV; save it from Excel as .xlsx"),
        )),
        (Content::Other, true) => Err(Words::new(
            "名字像工作簿，内容却不是；若是 CSV，请改名为 .csv，否则请用 Excel 另存为 .xlsx",
            "It is called a workbook but holds none; if it is CSV, rename it to .csv, otherwise save it from Excel as .xlsx",
        )),
        (Content::Other, false) => read_csv::read(&file, &stem, &bytes, incoming),
    }
}

/// The bytes of a file no larger than the limit; its size is looked up before it is opened.
fn read_bytes(path: &Path) -> Result<Vec<u8>, Words> {
    let failed = |error: std::io::Error| cannot_open(&error.to_string());
    let about = fs::metadata(path).map_err(failed)?;
    if !about.is_file() {
        return Err(Words::new("不是普通文件", "It is no ordinary file"));
    }
    if about.len() > FILE_BYTES_MAX {
        return Err(too_large(about.len()));
    }
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes)).map_err(failed)?;
    if bytes.len() as u64 > FILE_BYTES_MAX {
        return Err(too_large(bytes.len() as u64));
    }
    Ok(bytes)
}

fn too_large(bytes: u64) -> Words {
    let (mib, mib_max) = (bytes.div_ceil(1 << 20), FILE_BYTES_MAX >> 20);
    Words::new(
        format!("文件有 {mib} MB，最多 {mib_max} MB，没有读取；请分成几个文件，分几次导入"),
        format!("The file has {mib} MB, at most {mib_max} MB are read; split it and import the parts one after the other"),
    )
}

/// What a file holds, as its first bytes tell.
enum Content {
    Empty,
    Zip,
    /// The container of Excel 97 and of encrypted workbooks.
    Compound,
    /// Something that clerks are known to send in place of a workbook, in Chinese and English.
    Known(&'static str, &'static str),
    Other,
}

fn content(bytes: &[u8]) -> Content {
    const SIGNS: [(&[u8], &str, &str); 7] = [
        (b"%PDF", "PDF", "a PDF"),
        (b"\x89PNG", "图片", "a picture"),
        (b"\xff\xd8\xff", "图片", "a picture"),
        (b"Rar!", "RAR 压缩包", "a RAR archive"),
        (b"7z\xbc\xaf", "7z 压缩包", "a 7z archive"),
        (b"\x1f\x8b", "gzip 压缩包", "a gzip archive"),
        (b"SQLite format 3", "数据库", "a database"),
    ];
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if bytes.is_empty() {
        Content::Empty
    } else if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        Content::Zip
    } else if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        Content::Compound
    } else if text.starts_with(b"<") {
        Content::Known("网页或 XML", "a web page or XML")
    } else {
        SIGNS.into_iter().find(|(sign, _, _)| bytes.starts_with(sign)).map_or(Content::Other, |(_, zh, en)| Content::Known(zh, en))
    }
}

fn compound(bytes: &[u8]) -> Words {
    match Xlsx::new(std::io::Cursor::new(bytes)) {
        Err(XlsxError::Password) => Words::new(
            "工作簿有打开密码；请去掉密码后再导入",
            "The workbook is protected by a password; take the password off, then import",
        ),
        _ => Words::new(
            "是旧版 .xls（或 .et）格式；请用 Excel 或 WPS 另存为 .xlsx",
            "It is in the old .xls (or .et) format; save it from Excel or WPS as .xlsx",
        ),
    }
}
