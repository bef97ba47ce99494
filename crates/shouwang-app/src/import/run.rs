//! The use case: read the files, load what is known, plan, and write when that was asked for and nothing is refused.

use std::collections::{BTreeSet, HashSet};
use std::path::Path;

use jiff::Timestamp;
use shouwang_domain::reach::Scope;
use shouwang_domain::register::{FieldKind, Registers, RowKey, catalog};
use shouwang_storage::query::RowQuery;
use shouwang_storage::{About, Ending, Guard, Learned, References, StorageError, Store, Write, Written};

use crate::workbook::{FileError, Incoming};
use shouwang_calendar::Words;

use super::known::Known;
use super::plan::{ImportPlan, plan_import};

/// How an import is to be done.
#[derive(Clone, Debug)]
pub struct ImportOptions {
    /// Whether to write; otherwise the import is only shown.
    pub apply: bool,
    /// From which moment on what is imported is known.
    pub learned_at: Learned,
    /// The moment of the request.
    pub recorded_at: Timestamp,
    /// Who imports, and why.
    pub about: About,
    /// How far the importer's authority reaches, see [`Write::guard`]. What is only shown is not checked against it.
    pub guard: Option<Guard>,
    /// How far the importer sees what rows name, see [`Write::references`]; `None`: wholly.
    pub sight: Option<References>,
    /// 32 random bytes, see [`Write::salt`].
    pub salt: [u8; 32],
}

/// What an import would do or did.
#[derive(Debug)]
pub struct Imported {
    /// What it would do, or did when `written` says so.
    pub plan: ImportPlan,
    /// What was written; `None` when nothing was asked for, something is refused, or nothing would change.
    pub written: Option<Written>,
}

/// Why an import could not even be planned, or not be written. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// A file cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// The database refused or failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The reader broke down on a file that no check foresaw.
    #[error("the reader broke down on {file}; save the file anew from Excel and try again")]
    Reader {
        /// The file or folder.
        file: String,
    },
}

impl ImportError {
    /// What is wrong and what to do, in both languages.
    #[must_use]
    pub fn message(&self) -> Words {
        match self {
            ImportError::File(error) => {
                let FileError { file, message } = error;
                Words::new(format!("{file}：{}。什么也没有写入", message.zh), format!("{file}: {}. Nothing was written", message.en))
            }
            ImportError::Storage(error) => Words::new(error.zh(), error.to_string()),
            ImportError::Reader { file } => {
                Words::new(format!("{file}：读取时出现意外，什么也没有写入；请用 Excel 另存后再试"), format!("{self}. Nothing was written"))
            }
        }
    }
}

/// Imports a file or folder: always says what it would do, and does it when asked to and nothing is refused.
///
/// # Errors
/// When a file cannot be read or the database fails. What is wrong inside a readable file is in the plan, with its cell.
pub async fn import(store: &Store, path: &Path, options: &ImportOptions) -> Result<Imported, ImportError> {
    let incoming = read(path).await?;
    let registers = load(store, &incoming).await?;
    let withdrawn = find_withdrawn(store, &registers, &incoming).await?;
    let seen = match &options.sight {
        Some(sight) => Some(load_seen(store, &registers, sight).await?),
        None => None,
    };
    let plan = plan_import(Known { registers: &registers, withdrawn: &withdrawn, seen: seen.as_ref() }, incoming);
    if plan.changes_anything() {
        // What only shows must not promise what writing would refuse.
        check_moment(store, options).await?;
    }
    if !(options.apply && plan.can_apply() && plan.changes_anything()) {
        return Ok(Imported { plan, written: None });
    }
    let written = store.write(&write(&plan, path, options)).await?;
    Ok(Imported { plan, written: Some(written) })
}

/// The moment of learning lies between what was learned last and now.
async fn check_moment(store: &Store, options: &ImportOptions) -> Result<(), StorageError> {
    let ImportOptions { learned_at: Learned::At(learned_at), recorded_at, .. } = *options else { return Ok(()) };
    if learned_at > recorded_at {
        return Err(StorageError::LearnedAfterRecorded { learned_at, recorded_at });
    }
    match store.last_learned_at().await? {
        Some(newest) if learned_at < newest => Err(StorageError::LearnedTooEarly { learned_at, newest }),
        _ => Ok(()),
    }
}

/// Reads on a thread of its own, so that a large file does not hold up others and a broken one cannot end the process.
async fn read(path: &Path) -> Result<Incoming, ImportError> {
    let owned = path.to_owned();
    let read = tokio::task::spawn_blocking(move || Incoming::read(&owned)).await;
    Ok(read.map_err(|_| ImportError::Reader { file: path.display().to_string() })??)
}

/// The registers that the import speaks of and those that they refer to; all of them when something is withdrawn, because anything may
/// refer to it.
async fn load(store: &Store, incoming: &Incoming) -> Result<Registers, StorageError> {
    if incoming.withdrawals().next().is_some() {
        return store.load_all(None).await;
    }
    let mut names = BTreeSet::new();
    for def in incoming.registers() {
        names.insert(def.name);
        names.extend(def.fields.iter().filter_map(|field| match field.kind {
            FieldKind::Ref(target) => Some(target),
            _ => None,
        }));
    }
    let mut registers = Registers::new();
    for def in catalog().iter().filter(|def| names.contains(def.name)) {
        registers.insert(def.name, store.load(def, None).await?);
    }
    Ok(registers)
}

/// What the importer sees of the registers of which he does not see everything.
async fn load_seen(store: &Store, registers: &Registers, sight: &References) -> Result<Registers, StorageError> {
    let loaded = registers.iter().filter_map(|(name, _)| catalog().get(name));
    let limited = loaded.map(|def| (def, sight.sight(def.name))).filter(|(_, scope)| **scope != Scope::Everything);
    store.load_within(&limited.map(|(def, scope)| RowQuery::new(def, scope)).collect::<Vec<_>>()).await
}

/// Of the keys that the import withdraws, those that do not stand any more because they were withdrawn before.
async fn find_withdrawn(
    store: &Store,
    registers: &Registers,
    incoming: &Incoming,
) -> Result<HashSet<(&'static str, RowKey)>, StorageError> {
    let mut withdrawn = HashSet::new();
    let standing: HashSet<_> = registers.iter().flat_map(|(name, rows)| rows.iter().map(move |row| (name, &row.key))).collect();
    for asked in incoming.withdrawals().filter(|asked| !standing.contains(&(asked.def.name, &asked.key))) {
        let history = store.history(asked.def, &asked.key.code).await?;
        let before = history.iter().any(|version| {
            let same = !asked.from_given || version.row.key == asked.key;
            same && version.ended.is_some_and(|ended| ended.how == Ending::Withdrawn)
        });
        if before {
            withdrawn.insert((asked.def.name, asked.key));
        }
    }
    Ok(withdrawn)
}

fn write(plan: &ImportPlan, path: &Path, options: &ImportOptions) -> Write {
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let mut write = Write::now(options.recorded_at, options.about.clone(), name, options.salt);
    write.learned_at = options.learned_at;
    write.guard = options.guard.clone();
    write.references = options.sight.clone();
    plan.fill(&mut write);
    write
}
