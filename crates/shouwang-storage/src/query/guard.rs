//! Whether a write stays within its writer's authority.

use shouwang_calendar::Day;
use shouwang_domain::reach::{Scope, owners};
use shouwang_domain::register::{Audience, RegisterDef, RowKey};

use super::piece::{Dialect, Piece, owned};
use super::scope::{Grounds, preceded};
use crate::codec::{day_text, decode_key, key_cells};
use crate::database::Tx;
use crate::error::{RowFlaw, StorageError, row_name};
use crate::schema::OPEN;
use crate::sql::{BATCH_ROWS, Sql, placeholders, quoted};

/// At which point of a write its rows are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Look {
    /// Before anything is changed: what the write is going to end.
    Before,
    /// When everything is changed: what the write has begun.
    After,
}

/// Checks that the standing rows of these keys lie within a scope on the day of the write, by whoever answers for them. After the changes
/// it is asked behind [`super::keep_places`], so that new units are placed.
///
/// # Errors
/// [`StorageError::OutOfReach`] with the first row that does not, or when the database fails.
pub(crate) async fn check_reach(
    tx: &mut Tx,
    def: &'static RegisterDef,
    keys: &[&RowKey],
    scope: &Scope,
    day: Day,
    look: Look,
) -> Result<(), StorageError> {
    let reaches = match scope {
        Scope::Everything => return Ok(()),
        // What belongs to nobody, and what administers the product itself, is written with authority over everything only.
        Scope::Any(_) if def.audience == Audience::System || owners(def).is_empty() => &[][..],
        Scope::Any(reaches) => reaches,
    };
    let out_of_reach = |key: &RowKey| StorageError::OutOfReach { register: def.name, row: row_name(key), stands: look == Look::Before };
    let Some(first) = keys.first() else { return Ok(()) };
    if reaches.is_empty() {
        return Err(out_of_reach(first));
    }
    let flawed = |flaw: RowFlaw| StorageError::InvalidRow { register: def.name, row: row_name(first), column: "from", flaw };
    let day = day_text(day).map_err(flawed)?;
    let grounds = Grounds::of(def, reaches, Dialect::of_tx(tx));
    let within = grounds.is_writable("r", &day);
    for keys in keys.chunks(BATCH_ROWS) {
        let mut cells = Vec::with_capacity(keys.len() * 2);
        for key in keys {
            cells.extend(key_cells(def, key)?.map(owned));
        }
        let tuples = vec![placeholders(2); keys.len()].join(", ");
        let wanted = format!("wanted (wanted_code, wanted_from) AS (VALUES {tuples})");
        let select = format!(
            " SELECT r.code, r.held_from FROM wanted CROSS JOIN {} r WHERE r.code = wanted_code AND r.held_from = wanted_from \
             AND r.superseded_at >= {OPEN} AND CASE WHEN ",
            quoted(def.name)
        );
        let with = grounds.with();
        let separator = if with.text.is_empty() { "" } else { ", " };
        let with = with.push(separator).add(Piece { text: wanted, cells });
        let rest = Piece::sql(select).add(within.clone()).push(" THEN 0 ELSE 1 END = 1 ORDER BY r.code, r.held_from LIMIT 1");
        let whole = preceded(with, rest);
        let outside = tx.fetch(&Sql::once(whole.text), whole.cells, |found| decode_key(def, found)).await?;
        if let Some(key) = outside.first() {
            return Err(out_of_reach(key));
        }
    }
    Ok(())
}

/// The standing rows whose time new rows cut short: of each key's code the row that begins last before it, or where none does, the first
/// behind it. A row that continues or precedes another's history needs authority over that, too: otherwise anybody could take over a
/// code by writing that it is his from tomorrow on. Codes that nobody has used have none.
///
/// # Errors
/// When the database fails.
pub(crate) async fn find_neighbours(tx: &mut Tx, def: &'static RegisterDef, keys: &[&RowKey]) -> Result<Vec<RowKey>, StorageError> {
    let table = quoted(def.name);
    let nearest = |end: &str, sign: &str| {
        format!(
            "(SELECT {end}(r.held_from) FROM {table} r WHERE r.code = wanted_code AND r.held_from {sign} wanted_from \
             AND r.superseded_at >= {OPEN})"
        )
    };
    let (before, behind) = (nearest("MAX", "<"), nearest("MIN", ">"));
    let mut neighbours = Vec::new();
    for keys in keys.chunks(BATCH_ROWS) {
        let mut cells = Vec::with_capacity(keys.len() * 2);
        for key in keys {
            cells.extend(key_cells(def, key)?.map(owned));
        }
        let tuples = vec![placeholders(2); keys.len()].join(", ");
        let sql = format!(
            "WITH wanted (wanted_code, wanted_from) AS (VALUES {tuples}), \
             near (near_code, near_from) AS (SELECT wanted_code, COALESCE({before}, {behind}) FROM wanted) \
             SELECT near_code, near_from FROM near WHERE near_from IS NOT NULL"
        );
        neighbours.append(&mut tx.fetch(&Sql::once(sql), cells, |found| decode_key(def, found)).await?);
    }
    Ok(neighbours)
}
