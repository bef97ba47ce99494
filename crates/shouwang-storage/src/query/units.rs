//! Which units a scope reaches, for those who look further with what they hold in memory.

use shouwang_domain::reach::Reach;

use super::piece::{Dialect, Piece};
use super::scope::{Grounds, preceded};
use super::status::unit_def;
use crate::database::Found;
use crate::error::StorageError;
use crate::schema::OPEN;
use crate::sql::Sql;
use crate::store::Store;

impl Store {
    /// The codes of the units that some reaches cover, in no order. A contract reaches no unit.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn reached_units(&self, reaches: &[Reach]) -> Result<Vec<String>, StorageError> {
        let mut tx = self.database.begin_read().await?;
        let grounds = Grounds::of(unit_def()?, reaches, Dialect::of_tx(&tx));
        let keys = grounds.keys(&Piece::sql(format!("r.superseded_at = {OPEN}")));
        let select = Piece::sql("SELECT DISTINCT code FROM (").add(keys).push(") AS g");
        let sql = preceded(grounds.with(), select);
        let decode = |found: Found<'_>| Ok(found.text(0)?.unwrap_or_default().to_owned());
        tx.fetch(&Sql::once(sql.text), sql.cells, decode).await
    }
}
