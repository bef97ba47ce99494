//! Small made-up workbooks and databases.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use rust_xlsxwriter::Workbook;
use shouwang_app::import::{ImportOptions, ImportPlan, Imported, Known, import, plan_import};
use shouwang_app::workbook::Incoming;
use shouwang_calendar::Lang;
use shouwang_domain::register::{Registers, Row, Value, catalog};
use shouwang_storage::testing::{TestDatabase, databases};
use shouwang_storage::{About, Learned, Store};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A folder and a database of one's own.
pub(crate) struct Office {
    pub(crate) folder: TempDir,
    pub(crate) store: Store,
    seconds: i64,
    /// Kept so that it stays as long as the office.
    _database: Option<TestDatabase>,
}

impl Office {
    pub(crate) async fn open() -> Office {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.path().join("office.db").display())).await.unwrap();
        Office { folder, store, seconds: 1_790_000_000, _database: None }
    }

    /// One office with each kind of database.
    pub(crate) async fn of_each_database() -> Vec<Office> {
        let mut offices = Vec::new();
        for database in databases().await.unwrap() {
            let (folder, store) = (tempfile::tempdir().unwrap(), database.open().await.unwrap());
            offices.push(Office { folder, store, seconds: 1_790_000_000, _database: Some(database) });
        }
        offices
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Imports with `--apply`, each time a second later than before.
    pub(crate) async fn apply(&mut self, path: &Path) -> Imported {
        self.seconds += 1;
        import(&self.store, path, &options(true, self.seconds)).await.unwrap()
    }

    pub(crate) async fn preview(&self, path: &Path) -> Imported {
        import(&self.store, path, &options(false, self.seconds + 1)).await.unwrap()
    }

    /// Imports with `--apply`, expects a refusal or an error, and that the database is as before; what was said, in Chinese and English.
    pub(crate) async fn refuses(&self, path: &Path) -> String {
        let before = self.store.load_all(None).await.unwrap();
        let said = match import(&self.store, path, &options(true, self.seconds + 1)).await {
            Ok(imported) => {
                assert!(!imported.plan.can_apply(), "nothing was refused: {}", imported.table(Lang::En, 100));
                assert_eq!(imported.written, None);
                imported.table(Lang::Zh, 100) + &imported.table(Lang::En, 100)
            }
            Err(error) => error.message().to_string(),
        };
        assert_eq!(self.store.load_all(None).await.unwrap(), before, "something was written");
        assert_eq!(self.store.list_acts(None, 10).await.unwrap().len(), usize::from(before.row_count() > 0), "an act was put on record");
        said
    }
}

fn options(apply: bool, seconds: i64) -> ImportOptions {
    let now = Timestamp::from_second(seconds).unwrap();
    let about = About::command("tester", "register.import", "test");
    ImportOptions { apply, learned_at: Learned::At(now), recorded_at: now, about, guard: None, sight: None, salt: [7; 32] }
}

/// Sheets by name, each a list of rows of cells; an empty text is an empty cell.
pub(crate) type Sheets<'a> = &'a [(&'a str, &'a [&'a [&'a str]])];

/// Writes a workbook of text cells.
pub(crate) fn write_sheets(path: &Path, sheets: Sheets<'_>) {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (line, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(*cells).filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string(line, column, *cell).unwrap();
            }
        }
    }
    book.save(path).unwrap();
}

/// Two divisions and two units.
pub(crate) const BODIES: Sheets<'static> = &[
    ("行政区划", &[&["编号", "名称", "级别", "上级区划"], &["4331", "样例州", "市级", ""], &["433130", "样例县", "县级", "4331"]]),
    (
        "单位",
        &[
            &["编号", "起始日", "名称", "行政区划", "职能"],
            &["U1", "2024-01-01", "样例县数据局", "433130", "主管部门"],
            &["U2", "2024-01-01", "样例县甲局", "433130", "接入单位、行业主管"],
        ],
    ),
];

/// A plan of this file against nothing known.
pub(crate) fn plan_of(path: &Path) -> ImportPlan {
    plan_against(&Registers::new(), path)
}

/// A plan of this file against what is known.
pub(crate) fn plan_against(registers: &Registers, path: &Path) -> ImportPlan {
    let known = Known { registers, withdrawn: &Default::default(), seen: None };
    plan_import(known, Incoming::read(path).unwrap())
}

/// What was refused, in Chinese, one line each: place and sentence.
pub(crate) fn refused(plan: &ImportPlan) -> Vec<String> {
    plan.refused.iter().map(|refusal| format!("{} {}", refusal.place, refusal.text(Lang::Zh))).collect()
}

/// The plan's rows as registers.
pub(crate) fn added(plan: &ImportPlan) -> Registers {
    let mut registers = Registers::new();
    for added in &plan.added {
        registers.push(added.def.name, added.row.clone());
    }
    registers
}

/// The value of a field of a row.
pub(crate) fn value(register: &str, row: &Row, field: &str) -> Option<Value> {
    row.values[catalog().get(register).unwrap().field_index(field).unwrap()].clone()
}

/// The parts of a workbook: names and bytes.
pub(crate) fn parts(path: &Path) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(File::open(path).unwrap()).unwrap();
    let count = archive.len();
    let part = |at| {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        (part.name().unwrap().into_owned(), bytes)
    };
    (0..count).map(part).collect()
}

/// Writes an archive of these parts.
pub(crate) fn write_parts(path: &Path, parts: &[(String, Vec<u8>)]) {
    let mut zip = ZipWriter::new(File::create(path).unwrap());
    for (name, bytes) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap();
}

/// Replaces a text in the parts of a workbook.
pub(crate) fn replace(path: &Path, from: &str, to: &str) {
    let mut found = false;
    let mut parts = parts(path);
    for (_, bytes) in &mut parts {
        if let Ok(text) = String::from_utf8(bytes.clone())
            && text.contains(from)
        {
            found = true;
            *bytes = text.replace(from, to).into_bytes();
        }
    }
    assert!(found, "`{from}` stands nowhere");
    write_parts(path, &parts);
}
