//! What every command needs: language, law, database, clock.

use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::ProgressBar;
use jiff::Timestamp;
use shouwang_app::lawbook::{LawBook, Pages};
use shouwang_calendar::Day;
use shouwang_calendar::{Lang, Words};
use shouwang_storage::Store;

use crate::cli::{Common, Format};
use crate::failure::Failure;
use crate::moment::Moment;
use crate::out::outln;

/// The SQLite file in the data folder.
const DATABASE_FILE: &str = "shouwang.db";

/// Settings of this run, and the moment at which it began.
#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) language: Lang,
    pub(crate) format: Option<Format>,
    pub(crate) now: Timestamp,
    data: PathBuf,
    database: Option<String>,
    law: Option<PathBuf>,
}

impl Context {
    /// Reads the clock, once.
    pub(crate) fn new(common: &Common) -> Context {
        #[expect(clippy::disallowed_methods, reason = "this is the edge: the one place where the clock is read")]
        let now = Timestamp::now();
        // The ledger and the registers hold microseconds; a finer moment could not be found again.
        let now = Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now);
        Context {
            language: common.lang,
            format: common.format,
            now,
            data: common.data.clone(),
            database: common.database.clone(),
            law: common.law.clone(),
        }
    }

    /// Today in Asia/Shanghai.
    pub(crate) fn today(&self) -> Day {
        Day::of_instant(self.now).unwrap_or(Day::MIN)
    }

    /// The folder of the law data; `None` when the data that the program carries is used.
    pub(crate) fn law_folder(&self) -> Option<&Path> {
        self.law.as_deref()
    }

    /// Where holiday notices of further years are kept.
    pub(crate) fn notices_folder(&self) -> PathBuf {
        self.data.join("calendar")
    }

    /// The pages of law, with the holiday notices that were imported.
    pub(crate) fn pages(&self) -> Result<Pages, Failure> {
        let unreadable = |error: shouwang_app::lawbook::PagesError| Failure::file(&error.path, &error.source);
        let pages = match &self.law {
            Some(folder) => Pages::read(folder).map_err(unreadable)?,
            None => Pages::embedded(),
        };
        pages.with_notices(&self.notices_folder()).map_err(unreadable)
    }

    /// The law, compiled, and the calendar.
    pub(crate) fn book(&self) -> Result<LawBook, Failure> {
        let heading = || Words::new("法规数据有误：", "the law data has mistakes:");
        LawBook::load(&self.pages()?).map_err(|errors| Failure::law(Some(heading()), &errors))
    }

    /// The moment from which on something is known: as given, otherwise now.
    pub(crate) fn learned_at(&self, given: Option<Moment>) -> Result<Timestamp, Failure> {
        let Some(moment) = given else { return Ok(self.now) };
        moment.begins().ok_or_else(|| Failure::new("获知时刻太早", "the moment of learning is too early"))
    }

    /// Says something in the user's language.
    pub(crate) fn say(&self, message: &Words) {
        outln!("{}", message.get(self.language));
    }

    /// Shows on a terminal that long work is going on, and what; elsewhere nothing.
    pub(crate) fn progress(&self, zh: &'static str, en: &'static str) -> ProgressBar {
        let progress = ProgressBar::new_spinner();
        progress.enable_steady_tick(Duration::from_millis(120));
        progress.set_message(self.language.pick(zh, en));
        progress
    }

    /// The database as it is: a question does not make one, so that a mistyped folder is not answered with "nothing to do".
    pub(crate) async fn existing_store(&self) -> Result<Store, Failure> {
        let file = self.data.join(DATABASE_FILE);
        if self.database.is_none() && !file.exists() {
            let path = file.display();
            return Err(Failure::new(
                format!("{path} 还不存在；请核对 --data，或先用 import、divisions 或 demo 放入数据"),
                format!("{path} is not there yet; check --data, or put data in first with import, divisions or demo"),
            ));
        }
        self.store().await
    }

    /// The database, made if it is not there.
    pub(crate) async fn store(&self) -> Result<Store, Failure> {
        let url = match &self.database {
            Some(url) => url.clone(),
            None => {
                std::fs::create_dir_all(&self.data).map_err(|error| Failure::file(&self.data, &error))?;
                format!("sqlite:{}", self.data.join(DATABASE_FILE).display())
            }
        };
        Ok(Store::open(&url).await?)
    }
}
