//! What every command needs: language, law, database, clock.

use std::path::{Path, PathBuf};
use std::time::Duration;

use indicatif::ProgressBar;
use jiff::Timestamp;
use shouwang_app::edge::Clock;
use shouwang_app::lawbook::{LawBook, Pages};
use shouwang_app::notices::load_notices;
use shouwang_calendar::Day;
use shouwang_calendar::{Lang, Words};
use shouwang_storage::{About, Learned, Store};

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

/// The machine's clock, for a server, which reads it once for each request.
#[derive(Debug)]
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        read_clock()
    }
}

/// The present moment, to the microsecond.
fn read_clock() -> Timestamp {
    #[expect(clippy::disallowed_methods, reason = "this is the edge: the one place where the clock is read")]
    let now = Timestamp::now();
    // The ledger and the registers hold microseconds; a finer moment could not be found again.
    Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
}

impl Context {
    /// Reads the clock, once.
    pub(crate) fn new(common: &Common) -> Context {
        Context {
            language: common.lang,
            format: common.format,
            now: read_clock(),
            data: common.data.clone(),
            database: common.database.clone(),
            law: common.law.clone(),
        }
    }

    /// Today in Asia/Shanghai.
    pub(crate) fn today(&self) -> Day {
        Day::of_instant(self.now).unwrap_or(Day::MIN)
    }

    /// The data folder.
    pub(crate) fn data_folder(&self) -> &Path {
        &self.data
    }

    /// The folder of the law data; `None` when the data that the program carries is used.
    pub(crate) fn law_folder(&self) -> Option<&Path> {
        self.law.as_deref()
    }

    /// Where the ledger's keys are.
    pub(crate) fn keys_folder(&self) -> PathBuf {
        self.data.join("keys")
    }

    /// Where is kept which checkpoints of other ledgers were countersigned.
    pub(crate) fn witness_folder(&self) -> PathBuf {
        self.data.join("witness")
    }

    /// The pages of law, with the holiday notices that belong to them.
    pub(crate) fn pages(&self) -> Result<Pages, Failure> {
        match &self.law {
            Some(folder) => Pages::read(folder).map_err(|error| Failure::file(&error.path, &error.source)),
            None => Ok(Pages::embedded()),
        }
    }

    /// The law, compiled, and the calendar without what was taken in: for whoever reads the law, and for a service, which adds that by itself.
    pub(crate) fn law_book(&self) -> Result<LawBook, Failure> {
        compiled(&self.pages()?)
    }

    /// The law, compiled, and the calendar with the holiday notices in the database.
    ///
    /// Those that an older program left in the data folder count where the database has none for their year: a question writes nothing, the next start
    /// of the server takes them over.
    pub(crate) async fn book_with(&self, store: &Store) -> Result<LawBook, Failure> {
        let notices = load_notices(store).await.map_err(|error| Failure::from(error.detail))?;
        compiled(&self.pages_with_files()?.with_notices(notices))
    }

    /// The same by the database if there is one: counting days needs none.
    pub(crate) async fn counting_book(&self) -> Result<LawBook, Failure> {
        if self.has_database() { self.book_with(&self.store().await?).await } else { compiled(&self.pages_with_files()?) }
    }

    fn pages_with_files(&self) -> Result<Pages, Failure> {
        self.pages()?.with_notice_files(&self.data.join("calendar")).map_err(|error| Failure::file(&error.path, &error.source))
    }

    fn has_database(&self) -> bool {
        self.database.is_some() || self.data.join(DATABASE_FILE).exists()
    }

    /// The moment from which on something is known: as given, otherwise now.
    pub(crate) fn learned_at(&self, given: Option<Moment>) -> Result<Learned, Failure> {
        let Some(moment) = given else { return Ok(Learned::Now) };
        let begins = moment.begins().ok_or_else(|| Failure::new("获知时刻太早", "the moment of learning is too early"))?;
        Ok(Learned::At(begins))
    }

    /// What the ledger says of something done in this run.
    pub(crate) fn about(&self, actor: &str, operation: &str) -> About {
        About::command(actor, operation, format!("command-{}", self.now.as_microsecond()))
    }

    /// 32 random bytes for one write.
    pub(crate) fn salt(&self) -> Result<[u8; 32], Failure> {
        let mut salt = [0; 32];
        getrandom::fill(&mut salt).map_err(|error| {
            Failure::new(
                format!("系统没有给出随机数（{error}）；请检查操作系统"),
                format!("the system gave no random bytes ({error}); check the operating system"),
            )
        })?;
        Ok(salt)
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
        if !self.has_database() {
            let path = self.data.join(DATABASE_FILE);
            let path = path.display();
            return Err(Failure::new(
                format!("{path} 还不存在；请核对 --data，或先用 import、divisions 或 demo 放入数据"),
                format!("{path} is not there yet; check --data, or put data in first with import, divisions or demo"),
            ));
        }
        self.store().await
    }

    /// The address of the database; the folder of a file that is in the data folder is made.
    pub(crate) fn url(&self) -> Result<String, Failure> {
        if let Some(url) = &self.database {
            return Ok(url.clone());
        }
        std::fs::create_dir_all(&self.data).map_err(|error| Failure::file(&self.data, &error))?;
        Ok(format!("sqlite:{}", self.data.join(DATABASE_FILE).display()))
    }

    /// The database, made if it is not there.
    pub(crate) async fn store(&self) -> Result<Store, Failure> {
        Ok(Store::open(&self.url()?).await?)
    }
}

fn compiled(pages: &Pages) -> Result<LawBook, Failure> {
    let heading = || Words::new("法规数据有误：", "the law data has mistakes:");
    LawBook::load(pages).map_err(|errors| Failure::law(Some(heading()), &errors))
}
