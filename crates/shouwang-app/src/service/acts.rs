//! Acts, for whoever audits: who wrote when into which registers. Each look is itself put on record.

use shouwang_storage::ledger::{ActQuery, ActRow};

use super::Service;
use crate::caller::Caller;
use crate::edge::Edge;
use crate::problem::AppError;

impl Service {
    /// A page of acts. Whoever may list them at all sees all of them; the look itself is put on record.
    ///
    /// # Errors
    /// When there is no such register, or the database fails.
    pub async fn list_acts(&self, caller: &Caller, query: &ActQuery, limit: u16, edge: &Edge<'_>) -> Result<Vec<ActRow>, AppError> {
        let acts = self.store.search_acts(query, limit).await?;
        self.put_note(caller, "acts.list", None, edge).await?;
        Ok(acts)
    }
}
