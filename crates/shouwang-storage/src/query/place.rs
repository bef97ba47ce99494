//! Where each unit lies: for every unit the divisions above it, worked out when units or divisions change, so that a list need not climb.
//!
//! The table `unit_place` only repeats what the registers say and can be made anew at any time; it is no part of what was ever known and
//! the ledger does not cover it. Yet what readers may see rests on it: verifying the ledger works it out again and compares. A unit lies where its standing row that began last says, and a division below the one that its own says.

use shouwang_domain::register::Record as _;
use shouwang_domain::registers::{division::Division, unit::Unit};

use super::piece::{Dialect, Piece, text};
use crate::database::Tx;
use crate::error::StorageError;
use crate::schema::OPEN;
use crate::sql::{BATCH_ROWS, Sql, placeholders};

/// From so many changed units on, all are worked out anew at once.
const SINGLE_UNITS_MAX: usize = 1_024;

/// Keeps the places in step with a write: called in its transaction, for each register behind its changes, with the changed codes.
///
/// # Errors
/// When the database fails.
pub(crate) async fn keep_places<'c>(tx: &mut Tx, register: &str, codes: impl FnOnce() -> Vec<&'c str>) -> Result<(), StorageError> {
    let codes = if [Division::NAME, Unit::NAME].contains(&register) { codes() } else { Vec::new() };
    if codes.is_empty() {
        return Ok(());
    }
    if register == Division::NAME || codes.len() > SINGLE_UNITS_MAX {
        return rebuild_places(tx).await;
    }
    for codes in codes.chunks(BATCH_ROWS) {
        let cells = || codes.iter().map(|code| text(*code)).collect();
        let among = placeholders(codes.len());
        tx.execute(&Sql::once(format!("DELETE FROM unit_place WHERE unit IN {among}")), cells()).await?;
        let fill = fill(Piece { text: format!("u.code IN {among}"), cells: cells() });
        tx.execute(&Sql::once(fill.text), fill.cells).await?;
    }
    Ok(())
}

/// Works out the places of all units anew: after divisions changed, or after tables were filled beside [`crate::Store::write`].
///
/// # Errors
/// When the database fails.
pub(crate) async fn rebuild_places(tx: &mut Tx) -> Result<(), StorageError> {
    tx.execute(&Sql::kept("DELETE FROM unit_place"), Vec::new()).await?;
    let fill = fill(Piece::sql("1 = 1"));
    tx.execute(&Sql::kept(fill.text), fill.cells).await?;
    Ok(())
}

/// The units whose places are not what the registers say: some are there that should not be, are missing, or are near where they are far.
/// Whoever changes a place lets a reader see what is not his, without touching anything that the ledger covers.
///
/// # Errors
/// When the database fails.
pub(crate) async fn misplaced(tx: &mut Tx) -> Result<Vec<String>, StorageError> {
    let bytewise = |column: &str| Dialect::of_tx(tx).bytewise(column);
    let (unit, division) = (bytewise("p.unit"), bytewise("p.division"));
    let same = format!("{unit} = q.unit AND {division} = q.division");
    let sql = Piece::sql("WITH should AS (")
        .add(places(Piece::sql("1 = 1")))
        .push(&format!(") SELECT q.unit FROM unit_place q LEFT JOIN should p ON {same} WHERE p.near IS NULL OR p.near <> q.near "))
        .push(&format!("UNION SELECT {unit} FROM should p LEFT JOIN unit_place q ON {same} WHERE q.unit IS NULL ORDER BY 1"));
    tx.fetch(&Sql::kept(sql.text), sql.cells, |found| Ok(found.text(0)?.unwrap_or_default().to_owned())).await
}

/// Adds the places of the units that pass a condition. The migration that makes the table says the same of all units.
fn fill(condition: Piece) -> Piece {
    Piece::sql("INSERT INTO unit_place (unit, division, near) ").add(places(condition))
}

/// The places of the units that pass a condition, as the registers say.
fn places(condition: Piece) -> Piece {
    let latest_unit = latest("unit", "u");
    let latest_division = latest("division", "d");
    Piece::sql("WITH RECURSIVE placed (unit, division) AS (")
        .push(&format!("SELECT u.code, u.division FROM unit u WHERE {latest_unit} AND u.division IS NOT NULL AND "))
        .add(condition)
        .push("), above (code, above) AS (SELECT DISTINCT division, division FROM placed UNION SELECT a.code, d.parent FROM above a ")
        .push(&format!("JOIN division d ON d.code = a.above WHERE {latest_division} AND d.parent IS NOT NULL) "))
        .push("SELECT p.unit AS unit, a.above AS division, CASE WHEN a.above = p.division THEN 1 ")
        .push("WHEN EXISTS (SELECT 1 FROM division d WHERE d.code = a.above AND d.level = 'county' AND ")
        .push(&latest_division)
        .push(") AND EXISTS (SELECT 1 FROM division d WHERE d.code = p.division AND d.level IN ('township', 'village') AND ")
        .push(&latest_division)
        .push(") THEN 1 ELSE 0 END AS near FROM placed p JOIN above a ON a.code = p.division")
}

/// Of the standing rows of a code the one that began last.
pub(super) fn latest(table: &str, alias: &str) -> String {
    format!(
        "{alias}.superseded_at = {OPEN} AND NOT EXISTS (SELECT 1 FROM {table} later WHERE later.code = {alias}.code \
         AND later.held_from > {alias}.held_from AND later.superseded_at = {OPEN})"
    )
}
