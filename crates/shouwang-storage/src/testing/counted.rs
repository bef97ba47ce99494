//! How often a piece of work goes to the database: what a request costs is held by tests.

use std::cell::Cell;
use std::future::Future;

tokio::task_local! {
    static COUNT: Cell<usize>;
}

/// Does some work; what came of it, and how many statements it sent to the database, the beginnings of transactions to read among them.
/// What it leaves to other tasks is not counted.
pub async fn count_statements<T>(work: impl Future<Output = T>) -> (T, usize) {
    let counting = async {
        let done = work.await;
        (done, COUNT.with(Cell::get))
    };
    COUNT.scope(Cell::new(0), counting).await
}

/// Counts one statement, where somebody counts.
pub(crate) fn count_one() {
    // Outside a counted piece of work there is nothing to count to.
    let _ = COUNT.try_with(|count| count.set(count.get() + 1));
}
