//! All rows that a question finds, page by page: for what goes through all of them, in pieces that the memory bears.

use futures_util::stream::{self, Stream, TryStreamExt as _};
use shouwang_domain::reach::Scope;
use shouwang_domain::register::{RegisterDef, Value};
use shouwang_storage::query::{Filter, PAGE_ROWS_MAX, RowQuery, Stored, Test};

use super::Service;
use crate::problem::AppError;

/// Codes that are asked for at one time.
const CODES_MAX: usize = 200;

impl Service {
    /// The pages of a question, each as long as pages may be. Where its order changes while they are read, a row may come twice or not at all.
    pub(super) fn pages<'s>(&'s self, query: RowQuery<'s>) -> impl Stream<Item = Result<Vec<Stored>, AppError>> + 's {
        let first = RowQuery { limit: PAGE_ROWS_MAX, ..query };
        stream::try_unfold(Some(first), move |query: Option<RowQuery<'s>>| async move {
            let Some(query) = query else { return Ok(None) };
            let page = self.store.list_rows(&query).await?;
            let next = page.next.map(|after| RowQuery { after: Some(after), ..query });
            Ok(Some((page.rows, next)))
        })
    }

    /// The same, all at once: for questions that find few.
    pub(super) async fn rows_of_all_pages(&self, query: RowQuery<'_>) -> Result<Vec<Stored>, AppError> {
        self.pages(query).try_concat().await
    }

    /// All standing rows of some codes that a scope reaches, of each code those that began last first.
    pub(super) async fn rows_of_codes(&self, scope: &Scope, def: &'static RegisterDef, codes: &[String]) -> Result<Vec<Stored>, AppError> {
        let mut all = Vec::new();
        for codes in codes.chunks(CODES_MAX) {
            let filters = vec![Filter::new("code", Test::In(codes.iter().cloned().map(Value::Text).collect()))];
            all.extend(self.rows_of_all_pages(RowQuery { filters, ..RowQuery::new(def, scope) }).await?);
        }
        Ok(all)
    }
}
