//! Codes: which of them stand for somebody, whether anything still names one, and what one said before.

use std::collections::{BTreeSet, HashSet};

use shouwang_domain::reach::Scope;
use shouwang_domain::register::{RegisterDef, RowKey};

use super::piece::{Dialect, Piece, text};
use super::run::table_def;
use super::scope::{Sight, preceded};
use crate::codec::{decode_key, micros};
use crate::database::{Found, Tx};
use crate::error::StorageError;
use crate::schema::OPEN;
use crate::sql::{BATCH_ROWS, Sql, placeholders, quoted};
use crate::store::{Store, Version};

/// Those of these codes under which a row stands that somebody sees who reaches so far.
///
/// # Errors
/// When the database fails.
pub(crate) async fn find_seen(
    tx: &mut Tx,
    def: &'static RegisterDef,
    codes: &BTreeSet<&str>,
    scope: &Scope,
) -> Result<HashSet<String>, StorageError> {
    let sight = Sight::of(def, scope, Dialect::of_tx(tx));
    let (with, seen) = match &sight {
        Sight::Nothing => return Ok(HashSet::new()),
        Sight::All => (Piece::default(), None),
        Sight::Some(grounds) => (grounds.with(), Some(grounds.is_readable("r"))),
    };
    // No row has such a code, and PostgreSQL would not even be asked for it.
    let codes: Vec<&str> = codes.iter().copied().filter(|code| !code.contains('\0')).collect();
    let mut found = HashSet::new();
    for codes in codes.chunks(BATCH_ROWS) {
        let cells = codes.iter().map(|code| text((*code).to_owned())).collect();
        let sql = format!(
            "SELECT DISTINCT r.code FROM {} r WHERE r.code IN {} AND r.superseded_at >= {OPEN}",
            quoted(def.name),
            placeholders(codes.len())
        );
        let mut select = Piece { text: sql, cells };
        if let Some(seen) = &seen {
            select = select.push(" AND ").add(seen.clone());
        }
        let whole = preceded(with.clone(), select);
        let decode = |row: Found<'_>| Ok(row.text(0)?.map(str::to_owned));
        found.extend(tx.fetch(&Sql::once(whole.text), whole.cells, decode).await?.into_iter().flatten());
    }
    Ok(found)
}

/// Whether a standing row of a register names a code in one of these fields.
///
/// # Errors
/// When the database fails.
pub(crate) async fn is_named(tx: &mut Tx, def: &'static RegisterDef, fields: &[&'static str], code: &str) -> Result<bool, StorageError> {
    let dialect = Dialect::of_tx(tx);
    for field in fields {
        let column = dialect.bytewise(&format!("r.{}", quoted(field)));
        let naming = format!("SELECT 1 AS one FROM {} r WHERE {column} = ? AND r.superseded_at = {OPEN} LIMIT 1", quoted(def.name));
        let sql = Sql::once(format!("SELECT COUNT(*) FROM ({naming}) AS naming"));
        let found = tx.fetch(&sql, vec![text(code.to_owned())], |row| Ok(row.whole(0)?)).await?;
        if found.into_iter().flatten().any(|count| count > 0) {
            return Ok(true);
        }
    }
    Ok(false)
}

impl Store {
    /// Every version of a code, as [`Store::history`], that somebody may see who reaches so far: whose a version is follows from what it says itself, so that
    /// what was withdrawn, or passed on to another, is still told to those whose it was.
    ///
    /// # Errors
    /// As [`Store::history`].
    pub async fn history_within(&self, register: &RegisterDef, code: &str, scope: &Scope) -> Result<Vec<Version>, StorageError> {
        let def = table_def(register.name)?;
        let mut versions = self.history(def, code).await?;
        let sight = Sight::of(def, scope, Dialect::of(&self.database));
        let grounds = match &sight {
            Sight::All => return Ok(versions),
            Sight::Nothing => return Ok(Vec::new()),
            Sight::Some(_) if versions.is_empty() => return Ok(versions),
            Sight::Some(grounds) => grounds,
        };
        let select = format!("SELECT r.code, r.held_from, r.learned_at FROM {} r WHERE r.code = ? AND ", quoted(def.name));
        let whole = preceded(grounds.with(), Piece::with(select, text(code.to_owned())).add(grounds.is_readable("r")));
        let decode = |found: Found<'_>| Ok((decode_key(def, found)?, found.whole(2)?));
        let seen = self.database.begin_read().await?.fetch(&Sql::once(whole.text), whole.cells, decode).await?;
        let seen: HashSet<(RowKey, Option<i64>)> = seen.into_iter().collect();
        versions.retain(|version| seen.contains(&(version.row.key.clone(), version.row.learned_at.map(micros))));
        Ok(versions)
    }
}
