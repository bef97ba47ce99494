//! All rows that a question finds, page by page: for what goes through all of them, in pieces that the memory bears.

use futures_util::stream::{self, Stream, TryStreamExt as _};
use shouwang_storage::query::{PAGE_ROWS_MAX, RowQuery, Stored};

use super::Service;
use crate::problem::AppError;

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
}
