//! Statuses kept by the planner are those of a full planning, whoever plans, on every database.

mod desks;
mod kept;
mod takeover;

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock, Mutex};

use jiff::{SignedDuration, Timestamp};
use shouwang_app::demo::{Size, generate_each};
use shouwang_app::edge::Clock;
use shouwang_app::lawbook::{LawBook, Pages};
use shouwang_app::planning::{Books, Planner, all_rows};
use shouwang_app::service::Changes;
use shouwang_calendar::Day;
use shouwang_domain::facts::Facts;
use shouwang_domain::plan::{Planner as Engine, Settings};
use shouwang_domain::register::{Row, RowKey};
use shouwang_storage::testing::{TestDatabase, databases};
use shouwang_storage::{About, StatusRow, Store, Write};

pub(crate) static BOOK: LazyLock<Arc<LawBook>> = LazyLock::new(|| Arc::new(LawBook::load(&Pages::embedded()).unwrap()));

/// A clock that stands until somebody moves it.
#[derive(Debug)]
pub(crate) struct Watch(Mutex<Timestamp>);

impl Watch {
    pub(crate) fn at(text: &str) -> Arc<Watch> {
        Arc::new(Watch(Mutex::new(text.parse().unwrap())))
    }

    pub(crate) fn forward(&self, by: SignedDuration) {
        let mut now = self.0.lock().unwrap();
        *now += by;
    }
}

impl Clock for Watch {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// A database, a clock, and the law.
#[derive(Clone)]
struct World {
    store: Store,
    clock: Arc<Watch>,
    changes: Changes,
    /// Kept so that it stays as long as the world.
    _database: Arc<TestDatabase>,
}

impl World {
    async fn each() -> Vec<World> {
        let mut worlds = Vec::new();
        for database in databases().await.unwrap() {
            let store = database.open().await.unwrap();
            worlds.push(World { store, clock: Watch::at("2026-11-20T02:00:00Z"), changes: Changes::new(), _database: Arc::new(database) });
        }
        worlds
    }

    fn planner(&self, holder: &str) -> Planner {
        self.planner_by(holder, Arc::clone(&BOOK))
    }

    fn planner_by(&self, holder: &str, book: Arc<LawBook>) -> Planner {
        let books: Books = Arc::new(move || Arc::clone(&book));
        Planner::new(self.store.clone(), self.changes.clone(), books, Arc::clone(&self.clock) as Arc<dyn Clock>, holder.to_owned())
    }

    async fn write(&self, puts: Vec<(&'static str, Row)>, withdrawals: Vec<(&'static str, RowKey)>) {
        self.clock.forward(SignedDuration::from_secs(1));
        let about = About::command("tester", "register.write", "test");
        let write = Write { puts, withdrawals, ..Write::now(self.clock.now(), about, "test", [7; 32]) };
        self.store.write(&write).await.unwrap();
    }

    fn today(&self) -> Day {
        Day::of_instant(self.clock.now()).unwrap()
    }

    /// The rows in the database.
    async fn kept(&self) -> Vec<StatusRow> {
        let duties: BTreeSet<String> = self.store.list_planned_duties().await.unwrap().into_iter().collect();
        let mut rows = Vec::new();
        for duty in duties {
            rows.extend(self.store.load_statuses(&duty, None, None).await.unwrap());
        }
        rows
    }

    /// The rows that there should be, planned from all rows at once.
    async fn planned(&self) -> Vec<StatusRow> {
        let facts = Facts::build(&self.store.load_all(None).await.unwrap());
        let (settings, _) = Settings::read(&BOOK.program, &facts);
        let engine = Engine { program: &BOOK.program, facts: &facts, calendar: &BOOK.calendar, settings: &settings };
        let mut rows: Vec<_> = all_rows(&engine, self.today()).collect();
        rows.sort_by(|one, other| one.key.cmp(&other.key));
        rows
    }

    async fn assert_kept_as_planned(&self, when: &str) {
        let (kept, planned) = (self.kept().await, self.planned().await);
        for (kept, planned) in kept.iter().zip(&planned) {
            assert_eq!(kept, planned, "{when}");
        }
        assert_eq!(kept.len(), planned.len(), "{when}");
    }
}

/// Rows of the sample county: every division, and of each other register the first few.
fn sample(rows_each: usize) -> Vec<(&'static str, Row)> {
    let mut rows: Vec<(&'static str, Row)> = Vec::new();
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    generate_each(Size::County, 1, "2026-11-20".parse().unwrap(), &mut |register, row| {
        let count = counts.entry(register).or_default();
        *count += 1;
        if *count <= rows_each {
            rows.push((register, row));
        }
    });
    rows
}
