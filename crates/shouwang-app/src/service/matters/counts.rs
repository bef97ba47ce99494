//! How many matters there are for somebody: the numbers beside the lists.

use futures_util::future::try_join5;
use shouwang_domain::procedure::matter_notice::MatterNotice;
use shouwang_domain::reach::Scope;
use shouwang_domain::register::{RegisterDef, Value};
use shouwang_storage::query::{Filter, RowQuery, Test};

use super::list::MatterViewKind;
use super::register_of;
use crate::caller::Caller;
use crate::edge::Edge;
use crate::problem::AppError;
use crate::service::{Service, today};

/// How many of each; counted to a limit, as every count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MatterCounts {
    /// Steps that wait for the own units.
    pub to_decide: i64,
    /// Those of them whose time is over.
    pub overdue: i64,
    /// Drafts of the own units, and what was sent back to them.
    pub drafts: i64,
    /// What the own units have handed in.
    pub mine: i64,
    /// Notices that nobody of the own units has taken note of.
    pub notices: i64,
}

impl Service {
    /// How many matters there are in the lists of somebody.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn count_matters(&self, caller: &Caller, edge: &Edge<'_>) -> Result<MatterCounts, AppError> {
        let day = today(edge.now);
        let late = vec![Filter::new("due_on", Test::Lt(Value::Day(day))), Filter::new("asked", Test::Eq(Value::Flag(false)))];
        let (to_decide, overdue, drafts, mine, notices) = try_join5(
            self.count_view(caller, MatterViewKind::ToDecide, Vec::new()),
            self.count_view(caller, MatterViewKind::ToDecide, late),
            self.count_view(caller, MatterViewKind::Drafts, Vec::new()),
            self.count_view(caller, MatterViewKind::Mine, Vec::new()),
            self.count_notices(caller),
        )
        .await?;
        Ok(MatterCounts { to_decide, overdue, drafts, mine, notices })
    }

    async fn count_view(&self, caller: &Caller, view: MatterViewKind, further: Vec<Filter>) -> Result<i64, AppError> {
        let (def, scope, mut filters) = self.view(caller, view)?;
        filters.extend(further);
        self.counted(def, &scope, filters).await
    }

    async fn count_notices(&self, caller: &Caller) -> Result<i64, AppError> {
        let def = register_of::<MatterNotice>()?;
        let filters = vec![self.of_own_units(caller, "matters.list", def), Filter::new("noted_on", Test::IsNull)];
        self.counted(def, &Scope::Everything, filters).await
    }

    async fn counted(&self, def: &'static RegisterDef, scope: &Scope, filters: Vec<Filter>) -> Result<i64, AppError> {
        Ok(self.store.count_rows(&RowQuery { filters, ..RowQuery::new(def, scope) }).await?.rows)
    }
}
