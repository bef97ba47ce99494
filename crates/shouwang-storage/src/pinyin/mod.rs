//! Names as they are typed in pinyin, kept beside the registers so that `csjyj` finds 长沙教育局: of units, and of what else has an official name.
//! Names of persons are not spelled: they are to stand nowhere but where they can be erased.
//!
//! The table `name_pinyin` only repeats what names say and can be made anew at any time; the ledger does not cover it. A name once spelled stays,
//! for the versions that still bear it. `spell` says purely how a name is spelled; this module must not know who may read what.

mod spell;

use std::collections::BTreeSet;

use shouwang_domain::register::{Record as _, RegisterDef, Row, Value};
use shouwang_domain::registers::division::Division;
use shouwang_domain::registers::information_system::InformationSystem;
use shouwang_domain::registers::network::Network;
use shouwang_domain::registers::unit::Unit;

use crate::database::{Database, Found, Tx};
use crate::error::StorageError;
use crate::sql::{BATCH_ROWS, Batched, Sql, placeholders};
use crate::status::text;

pub(crate) use spell::{SYLLABLES_MIN, typed};

/// Registers whose names are spelled.
const SPELLED: [&str; 4] = [Division::NAME, Unit::NAME, Network::NAME, InformationSystem::NAME];

/// Whether the names of a register are found by how they are typed.
pub(crate) fn is_spelled(register: &str) -> bool {
    SPELLED.contains(&register)
}

/// Keeps the spellings in step with a write: called in its transaction, for each register with the rows that it begins.
///
/// # Errors
/// When the database fails.
pub(crate) async fn keep_spellings<'r>(tx: &mut Tx, def: &RegisterDef, begun: impl Iterator<Item = &'r Row>) -> Result<(), StorageError> {
    let Some(field) = def.field_index("name").filter(|_| is_spelled(def.name)) else { return Ok(()) };
    let name = |row: &'r Row| if let Some(Value::Text(name)) = &row.values[field] { Some(name.as_str()) } else { None };
    add(tx, &begun.filter_map(name).collect()).await
}

/// Spells all names, if that was never done: in a database from before there were spellings, or one that was copied.
///
/// # Errors
/// When the database fails.
pub(crate) async fn adopt_spellings(database: &Database) -> Result<(), StorageError> {
    if !are_missing(&mut database.begin_read().await?).await? {
        return Ok(());
    }
    let mut tx = database.begin_write().await?;
    // Another program may have been quicker.
    if are_missing(&mut tx).await? {
        spell_all(&mut tx).await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Spells all names anew: also after tables were filled beside [`crate::Store::write`].
///
/// # Errors
/// When the database fails.
pub(crate) async fn spell_all(tx: &mut Tx) -> Result<(), StorageError> {
    tx.execute(&Sql::once("DELETE FROM name_pinyin"), Vec::new()).await?;
    let all = SPELLED.map(|register| format!("SELECT name FROM {register}")).join(" UNION ");
    let decode = |found: Found<'_>| Ok(found.text(0)?.unwrap_or_default().to_owned());
    let names = tx.fetch(&Sql::once(all), Vec::new(), decode).await?;
    add(tx, &names.iter().map(String::as_str).collect()).await
}

async fn are_missing(tx: &mut Tx) -> Result<bool, StorageError> {
    let any = |table| format!("(SELECT COUNT(*) FROM (SELECT 1 AS one FROM {table} LIMIT 1) AS any_{table})");
    let sql = Sql::once(format!("SELECT {}, {}", SPELLED.map(any).join(" + "), any("name_pinyin")));
    let found = tx.fetch(&sql, Vec::new(), |found| Ok((found.whole(0)?, found.whole(1)?))).await?;
    Ok(found.first().is_some_and(|(named, spelled)| *named > Some(0) && *spelled == Some(0)))
}

async fn add(tx: &mut Tx, names: &BTreeSet<&str>) -> Result<(), StorageError> {
    let insert = Batched {
        head: "INSERT INTO name_pinyin (name, initials, syllables) VALUES ".to_owned(),
        tuple: placeholders(3),
        tail: " ON CONFLICT (name) DO NOTHING".to_owned(),
        kept: true,
    };
    let spelled: Vec<_> = names.iter().map(|name| (*name, spell::initials(name), spell::syllables(name))).collect();
    for batch in spelled.chunks(BATCH_ROWS) {
        let cells = batch.iter().flat_map(|(name, initials, syllables)| [text(name), text(initials), text(syllables)]).collect();
        tx.execute(&insert.sql(batch.len()), cells).await?;
    }
    Ok(())
}
