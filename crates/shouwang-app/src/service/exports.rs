//! Files for whoever takes data with him: registers, duties, the empty workbook. What is taken is put on record; nobody takes what he may not
//! see.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use shouwang_calendar::{Day, Lang};
use shouwang_domain::facts::register_index;
use shouwang_domain::reach::Scope;
use shouwang_domain::register::{Record, RegisterDef, Registers, catalog};
use shouwang_domain::registers::unit::Unit;
use shouwang_storage::query::RowQuery;
use zip::write::SimpleFileOptions;

use super::Service;
use super::duties::{DutiesAsked, Level};
use super::registers::RowsAsked;
use crate::caller::Caller;
use crate::duties::{Desk, DutyQuery, Found, NotThere, print_csv, print_json, write_ics, write_xlsx};
use crate::edge::Edge;
use crate::planning::Wanted;
use crate::problem::{AppError, ProblemCode};
use crate::workbook::{write_csv_folder, write_template, write_workbook};

/// The form of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileForm {
    /// A workbook.
    Xlsx,
    /// CSV; of registers, an archive with one file each.
    Csv,
    /// JSON.
    Json,
    /// A calendar.
    Ics,
}

/// Rows that somebody wants as a file.
#[derive(Clone, Debug)]
pub enum RegistersAsked {
    /// Those of all registers.
    All {
        /// As known at this moment; `None`: as known now.
        known_at: Option<Timestamp>,
    },
    /// Those of one register that a question asks for; page and order do not matter.
    Rows(RowsAsked),
}

/// Duties that somebody wants as a file.
#[derive(Clone, Debug)]
pub struct DutiesExport {
    /// Which; page and order do not matter.
    pub asked: DutiesAsked,
    /// The day that is asked about.
    pub as_of: Day,
    /// As known at this moment; `None`: as known now.
    pub known_at: Option<Timestamp>,
    /// Whether what does not apply is wanted, too.
    pub with_not_applicable: bool,
}

/// A file that was written, in a folder of its own that goes away with it.
#[derive(Debug)]
pub struct Exported {
    /// The file.
    pub path: PathBuf,
    _folder: tempfile::TempDir,
}

impl Exported {
    /// A file in a folder that goes away with it.
    pub(super) fn new(path: PathBuf, folder: tempfile::TempDir) -> Exported {
        Exported { path, _folder: folder }
    }
}

impl Service {
    /// The empty workbook to fill in.
    ///
    /// # Errors
    /// When it cannot be written.
    pub async fn export_template(&self, language: Lang) -> Result<Exported, AppError> {
        in_folder("template.xlsx".to_owned(), move |path| write_template(path, language).map_err(AppError::internal)).await
    }

    /// The rows of all registers, or some of one, that somebody may see.
    ///
    /// # Errors
    /// When the question is none, the form is none for registers, or the database fails.
    pub async fn export_registers(
        &self,
        caller: &Caller,
        (form, asked): (FileForm, &RegistersAsked),
        language: Lang,
        edge: &Edge<'_>,
    ) -> Result<Exported, AppError> {
        let turn = self.whole.turn().await?;
        let (what, wanted) = match asked {
            RegistersAsked::All { known_at } => {
                ("registers", catalog().iter().map(|def| RowsAsked { known_at: *known_at, ..RowsAsked::all(def) }).collect())
            }
            RegistersAsked::Rows(rows) => (rows.register.name, vec![rows.clone()]),
        };
        let scopes: Vec<_> = wanted.iter().map(|rows| self.scope(caller, "registers.export", rows.register)).collect();
        let queries: Vec<_> = wanted.iter().zip(&scopes).map(|(rows, scope)| rows.query(scope)).collect();
        let registers = self.store.load_within(&queries).await?;
        self.put_note(caller, "registers.export", Some(format!("{what}: {} rows", registers.row_count())), edge).await?;
        match form {
            FileForm::Xlsx => {
                in_folder(format!("{what}.xlsx"), move |path| {
                    // Held until the rows are out of memory, also when nobody waits for the file any more.
                    let _turn = turn;
                    write_workbook(path, &registers, language)
                        .map_err(|error| AppError::new(ProblemCode::Conflict, error.message.zh, error.message.en))
                })
                .await
            }
            FileForm::Csv => {
                in_folder(format!("{what}.zip"), move |path| {
                    let _turn = turn;
                    write_archive(path, &registers, language)
                })
                .await
            }
            FileForm::Json | FileForm::Ics => Err(AppError::internal("registers have no such form")),
        }
    }

    /// Duties that somebody may see, on any day and as known at any moment, narrowed as the list is.
    ///
    /// # Errors
    /// When the question is none, or the facts cannot be loaded.
    pub async fn export_duties(
        &self,
        caller: &Caller,
        (form, asked): (FileForm, &DutiesExport),
        language: Lang,
        edge: &Edge<'_>,
    ) -> Result<Exported, AppError> {
        let query = self.exported_duties(caller, asked)?;
        let known_at = asked.known_at;
        let unit = catalog().get(Unit::NAME).ok_or_else(|| AppError::internal("no register of units"))?;
        let scope = self.scope(caller, "duties.export", unit);
        let visible = if scope == Scope::Everything { None } else { Some(self.codes(unit, &scope).await?) };
        self.put_note(caller, "duties.export", Some(format!("duties on {}", query.as_of)), edge).await?;
        let name = match form {
            FileForm::Xlsx => "duties.xlsx",
            FileForm::Csv => "duties.csv",
            FileForm::Json => "duties.json",
            FileForm::Ics => "duties.ics",
        };
        let folder = tempfile::tempdir().map_err(AppError::internal)?;
        let path = folder.path().join(name);
        let target = path.clone();
        let work = move |desk: &mut Desk<'_>| {
            let mut found = desk.find(&query).map_err(|NotThere(words)| AppError::new(ProblemCode::NotFound, words.zh, words.en))?;
            if let Some(visible) = &visible {
                found.retain(|found| bearer_code(desk, found, query.as_of).is_some_and(|code| visible.contains(code)));
            }
            write_duties(desk, &found, (form, query.as_of), &target, language).map_err(AppError::internal)
        };
        self.desks().at(known_at, &Wanted::Everything, work).await??;
        Ok(Exported { path, _folder: folder })
    }

    /// The question of an export, in the words of the planner.
    fn exported_duties(&self, caller: &Caller, export: &DutiesExport) -> Result<DutyQuery, AppError> {
        let DutiesExport { asked, as_of, with_not_applicable, .. } = export;
        let own = |level: Level| (asked.level == Some(level)).then(|| caller.own_units());
        Ok(DutyQuery {
            unit: asked.unit.clone(),
            division: asked.division.clone(),
            only_division: asked.only_division.clone(),
            statuses: asked.named_statuses()?,
            duty: asked.duty.clone(),
            among: asked.article.as_deref().map(|article| self.duties_of(article)).transpose()?,
            units: own(Level::Own),
            other_units: own(Level::Below),
            register: asked.register.clone(),
            subject: asked.subject.clone(),
            due_from: asked.due_from,
            due_until: asked.due_until,
            since_from: asked.since_from,
            with_not_applicable: *with_not_applicable,
            ..DutyQuery::on(*as_of)
        })
    }

    async fn codes(&self, def: &'static RegisterDef, scope: &Scope) -> Result<BTreeSet<String>, AppError> {
        let registers = self.store.load_within(&[RowQuery::new(def, scope)]).await?;
        Ok(registers.get(def.name).iter().map(|row| row.key.code.clone()).collect())
    }
}

/// The unit that bears a duty.
fn bearer_code<'d>(desk: &'d Desk<'_>, found: &Found, day: Day) -> Option<&'d str> {
    let unit = desk.planner().bearer(found.duty, found.subject, day)?;
    Some(desk.facts.table(register_index(Unit::NAME)?).code(unit))
}

fn write_duties(desk: &Desk<'_>, found: &[Found], (form, day): (FileForm, Day), path: &Path, language: Lang) -> io::Result<()> {
    match form {
        FileForm::Xlsx => write_xlsx(desk, found, day, path, language).map_err(io::Error::other),
        FileForm::Ics => std::fs::write(path, write_ics(desk, found, day, language)),
        FileForm::Csv => {
            let mut file = io::BufWriter::new(File::create(path)?);
            print_csv(desk, found, day, language, &mut file)?;
            file.flush()
        }
        FileForm::Json => {
            let mut file = io::BufWriter::new(File::create(path)?);
            print_json(desk, found, day, language, &mut file)?;
            file.flush()
        }
    }
}

fn write_archive(path: &Path, registers: &Registers, language: Lang) -> Result<(), AppError> {
    let folder = tempfile::tempdir().map_err(AppError::internal)?;
    write_csv_folder(folder.path(), registers, language).map_err(AppError::internal)?;
    let mut archive = zip::ZipWriter::new(File::create(path).map_err(AppError::internal)?);
    let mut files: Vec<_> =
        std::fs::read_dir(folder.path()).and_then(Iterator::collect::<io::Result<Vec<_>>>).map_err(AppError::internal)?;
    files.sort_by_key(std::fs::DirEntry::file_name);
    for file in files {
        archive.start_file(file.file_name().to_string_lossy(), SimpleFileOptions::default()).map_err(AppError::internal)?;
        let mut from = File::open(file.path()).map_err(AppError::internal)?;
        io::copy(&mut from, &mut archive).map_err(AppError::internal)?;
    }
    archive.finish().map_err(AppError::internal)?;
    Ok(())
}

/// Writes a file in a folder of its own, away from the threads that serve requests.
async fn in_folder(name: String, write: impl FnOnce(&Path) -> Result<(), AppError> + Send + 'static) -> Result<Exported, AppError> {
    let work = move || {
        let folder = tempfile::tempdir().map_err(AppError::internal)?;
        let path = folder.path().join(name);
        write(&path)?;
        Ok(Exported { path, _folder: folder })
    };
    tokio::task::spawn_blocking(work).await.map_err(AppError::internal)?
}
