//! Reading the registers: as known now, as known at a moment, and everything ever known of one code.

use jiff::Timestamp;
use shouwang_domain::register::{RegisterDef, Registers, Row};

use crate::codec::{Reader, decode_row, micros};
use crate::database::{Cell, Database, Found, Tx};
use crate::error::StorageError;
use crate::ledger;
use crate::pinyin::adopt_spellings;
use crate::schema::{LEARNED_AT, OPEN, Table, tables};

/// An open database with the registers. Cheap to clone; the clones share connections.
#[derive(Clone, Debug)]
pub struct Store {
    pub(crate) database: Database,
}

/// One version of a row: what was known from one moment on, perhaps to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The row; its `learned_at` is when it began to be known.
    pub row: Row,
    /// The act that wrote it.
    pub learned_act: i64,
    /// How it ended; `None` while it stands.
    pub ended: Option<Ended>,
}

/// The end of a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ended {
    /// From this moment on it was no longer held true.
    pub at: Timestamp,
    /// The act that ended it.
    pub act: i64,
    /// Whether something was put in its place.
    pub how: Ending,
}

/// Why a version ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Another version took its place at once.
    Corrected,
    /// It was taken back.
    Withdrawn,
}

impl Store {
    /// Opens `sqlite:PATH` (the file is made if it is missing) or `postgres://USER@HOST/DATABASE` and brings its tables up to date.
    ///
    /// # Errors
    /// When the database cannot be reached, is no database, or was made by a newer program.
    pub async fn open(url: &str) -> Result<Store, StorageError> {
        let database = Database::open(url).await?;
        ledger::adopt(&database).await?;
        adopt_spellings(&database).await?;
        Ok(Store { database })
    }

    /// Closes all connections, also those of clones. Without it they close when the last clone is dropped.
    pub async fn close(&self) {
        self.database.close().await;
    }

    /// A register's rows as known at a moment (`None`: as known now), ordered by code and first day. Withdrawn rows are left out.
    ///
    /// For every moment before [`Store::last_learned_at`] the answer is final: no later write changes it.
    ///
    /// # Errors
    /// When the register is unknown, a row is damaged, or the database fails.
    pub async fn load(&self, register: &RegisterDef, known_at: Option<Timestamp>) -> Result<Vec<Row>, StorageError> {
        load_table(&mut self.database.begin_read().await?, table_of(register)?, known_at).await
    }

    /// All registers' rows as known at a moment (`None`: as known now), all read from the same state of the database.
    ///
    /// # Errors
    /// When a row is damaged or the database fails.
    pub async fn load_all(&self, known_at: Option<Timestamp>) -> Result<Registers, StorageError> {
        let mut tx = self.database.begin_read().await?;
        let mut registers = Registers::default();
        for (name, table) in tables() {
            registers.insert(name, load_table(&mut tx, table, known_at).await?);
        }
        Ok(registers)
    }

    /// Every version ever known of a code, ordered by first day, then by the moment it was learned.
    ///
    /// # Errors
    /// When the register is unknown, a row is damaged, or the database fails.
    pub async fn history(&self, register: &RegisterDef, code: &str) -> Result<Vec<Version>, StorageError> {
        let table = table_of(register)?;
        if code.contains('\0') {
            // No row has such a code, and PostgreSQL would not even be asked for it.
            return Ok(Vec::new());
        }
        let act_at = LEARNED_AT + 1 + table.def.fields.len();
        let decode = |found: Found<'_>| {
            let reader = Reader { def: table.def, found };
            let ended = if reader.required_whole(act_at + 1, "superseded_at")? == OPEN {
                None
            } else {
                let at = reader.moment(act_at + 1, "superseded_at")?;
                Some(Ended { at, act: reader.required_whole(act_at + 2, "superseded_act")?, how: Ending::Withdrawn })
            };
            Ok(Version { row: decode_row(table.def, found)?, learned_act: reader.required_whole(act_at, "learned_act")?, ended })
        };
        let cells = vec![Cell::Text(Some(code.into()))];
        let mut versions = self.database.begin_read().await?.fetch(&table.select_history, cells, decode).await?;
        // What ended the moment the next version began was not withdrawn but corrected.
        for at in 1..versions.len() {
            let (earlier, later) = (&versions[at - 1].row, &versions[at].row);
            let (same_key, began_at) = (earlier.key == later.key, later.learned_at);
            if let Some(ended) = versions[at - 1].ended.as_mut().filter(|ended| same_key && Some(ended.at) == began_at) {
                ended.how = Ending::Corrected;
            }
        }
        Ok(versions)
    }
}

pub(crate) fn table_of(register: &RegisterDef) -> Result<&'static Table, StorageError> {
    tables().get(register.name).ok_or_else(|| StorageError::UnknownRegister { name: register.name.to_owned() })
}

pub(crate) async fn load_table(tx: &mut Tx, table: &Table, known_at: Option<Timestamp>) -> Result<Vec<Row>, StorageError> {
    let (sql, cells) = match known_at {
        None => (&table.select_current, Vec::new()),
        Some(moment) => (&table.select_known_at, vec![Cell::Whole(Some(micros(moment))); 2]),
    };
    tx.fetch(sql, cells, |found| decode_row(table.def, found)).await
}
