//! The use cases behind the interface, with what they share: the database, the law, the policies, who is told of changes.
//!
//! Every act goes one way: who asks and whether he may (`authority`), what is there (`store`), what follows (pure), all of it written with its
//! ledger entry and its jobs in one transaction (`queue`), and then those who watch are told (`changes`). A use case is given the moment
//! and the random bytes; it reads no clock. This module knows no HTTP.

mod acting;
mod acts;
mod admin;
mod answers;
mod background;
mod backups;
mod calendar;
mod callers;
mod changes;
mod duties;
mod exports;
mod imports;
mod jobs;
mod ledger;
mod matters;
mod order;
mod pages;
mod publication;
mod recent;
pub mod registers;
mod rules;
mod search;
mod supervise;
mod trend;
mod uploads;
mod whole;
mod witness;

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

use jiff::Timestamp;
use shouwang_calendar::Day;
use shouwang_ledger::VerifierKey;
use shouwang_storage::ledger::Note;
use shouwang_storage::{Store, WriteQueue};

use crate::account::{Accounts, HeldKey, open_key};
use crate::admin::load_authority;
use crate::authority::{Access, Authority, Operation, operation};
use crate::caller::{Caller, Moment};
use crate::edge::{Clock, Edge, Entropy};
use crate::files::{Scanner, Vault};
use crate::lawbook::LawBook;
use crate::notices::take_over;
use crate::planning::{Books, Desks, Planner};
use crate::problem::{AppError, ProblemCode};

use callers::{AsOf, Callers};
use supervise::Broken;
use trend::Trends;
use whole::Whole;

pub use crate::backup::KeptBackup;
pub use admin::{SettingView, StandingPolicy, grant_register, login_register, policy_register};
pub use background::Background;
pub use changes::{Change, Changes, Listening};
pub use duties::{DutiesAsked, DutyLine, Level};
pub use exports::{DutiesExport, Exported, FileForm, RegistersAsked};
pub use imports::ImportAgreed;
pub use jobs::JobsAsked;
pub use ledger::LedgerVerdict;
pub use matters::{
    ACTS_MAX, ActAsked, ActOutcome, CheckView, DocumentAsked, DocumentForm, DocumentKind, Downloaded, FileView, FilesView, Finding,
    FindingCount, FindingsAsked, MATTER_MOMENT, MatterCounts, MatterDone, MatterLine, MatterOffer, MatterView, MatterViewKind,
    MattersAsked, Needed, NewFile, NewMatter, NoticeLine, NoticesAsked, Refused, SheetTaken, form_rules, moment_job,
};
pub use order::named_order;
pub use publication::{Compared, ProvenEntry, PublishedTile, ReceiptVerdict, Tree};
pub use recent::{Position, Told};
pub use rules::RuleDecision;
pub use search::FoundRows;
pub use shouwang_storage::ledger::{ActChange, ActQuery, ActRow, EntryQuery, EntryRow, StoredCheckpoint};
pub use shouwang_storage::query::StatusCount;
pub use shouwang_storage::{Job, Known, Repeatable, Session, StoredAnswer};
pub use trend::{TREND_DAYS_MAX, TREND_POINTS_MAX, Trend, TrendAsked, TrendPoint};
pub use witness::Witnessed;

/// The one thing that a session without a needed second factor is good for: to end.
const LOG_OUT: &str = "session.logout";

/// The key of attached files, among the keys.
const FILES_KEY: &str = "files.key";

/// Where an installation keeps what is not in the database.
#[derive(Clone, Debug)]
pub struct Folders {
    /// The data folder: uploads, keys.
    pub data: PathBuf,
    /// The folder that backups are made into when somebody asks for one; none: they are made from the command line only.
    pub backups: Option<PathBuf>,
    /// The file of the key of attached files; none: `files.key` among the keys in the data folder.
    pub files_key: Option<PathBuf>,
}

/// The use cases. One for the whole server.
#[derive(Debug)]
pub struct Service {
    pub(crate) store: Store,
    pub(crate) queue: WriteQueue,
    pub(crate) folders: Folders,
    accounts: Accounts,
    vault: Vault,
    scanner: OnceLock<Arc<dyn Scanner>>,
    book: Arc<RwLock<Arc<LawBook>>>,
    desks: Desks,
    authority: RwLock<Arc<Authority>>,
    callers: Callers,
    verifiers: OnceLock<Vec<VerifierKey>>,
    /// Keys of the ledgers that this server is a witness for.
    witnessed: OnceLock<Vec<VerifierKey>>,
    trends: Trends,
    changes: Changes,
    broken: Broken,
    whole: Whole,
}

/// What is handed in of the outside.
#[derive(Clone)]
pub struct Outside {
    /// What tells the time.
    pub clock: Arc<dyn Clock>,
    /// What gives random bytes.
    pub entropy: Arc<dyn Entropy>,
}

/// Which request asks, and from where.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Number of the request.
    pub request: &'a str,
    /// What is asked for: the operation's name in the table of authority.
    pub operation: &'a str,
    /// The address of the network.
    pub client: &'a str,
}

impl Folders {
    /// Where programs before this one kept holiday notices; what lies there is taken into the database.
    fn notices(&self) -> PathBuf {
        self.data.join("calendar")
    }

    /// Where is kept which checkpoints of other ledgers were countersigned.
    fn witness(&self) -> PathBuf {
        self.data.join("witness")
    }

    /// Where the ledger's keys are kept.
    #[must_use]
    pub fn keys(&self) -> PathBuf {
        self.data.join("keys")
    }

    /// The file of the key of attached files, in a folder that is there.
    ///
    /// # Errors
    /// When its folder cannot be made.
    pub fn files_key(&self) -> Result<PathBuf, AppError> {
        let path = self.files_key.clone().unwrap_or_else(|| self.keys().join(FILES_KEY));
        let folder = path.parent().unwrap_or(Path::new("."));
        DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(|error| {
            let folder = folder.display();
            let (zh, en) = (format!("不能建立密钥文件夹 {folder}"), format!("the folder of keys {folder} cannot be made"));
            AppError::new(ProblemCode::Unavailable, format!("{zh}（{error}）"), format!("{en} ({error})"))
        })?;
        Ok(path)
    }
}

impl Service {
    /// The use cases over a database, with the law, and with the policies, holiday notices and accounts as they stand. Needs a running tokio.
    ///
    /// # Errors
    /// When the policies or the notices cannot be read, or the key of attached files is not that of this database.
    pub async fn open(
        store: Store,
        book: LawBook,
        accounts: Accounts,
        folders: Folders,
        outside: Outside,
    ) -> Result<(Arc<Service>, Background), AppError> {
        let loaded = load_authority(&store).await?;
        for flaw in &loaded.flaws {
            tracing::warn!(%flaw, "an approved text of policies cannot be used by this program; what it carries itself holds in its place");
        }
        let book = Arc::new(RwLock::new(Arc::new(book)));
        let books: Books = {
            let book = Arc::clone(&book);
            Arc::new(move || Arc::clone(&book.read().unwrap_or_else(PoisonError::into_inner)))
        };
        let changes = Changes::new();
        // Whoever listened to a server before this one missed nothing as long as nothing is planned anew.
        if let Some(planned) = store.find_planned().await? {
            changes.tell(&planned, Change { act: planned.act, ..Change::default() });
        }
        let edge = Edge { now: outside.clock.now(), entropy: &*outside.entropy };
        let holder = crate::account::token(&edge);
        let files_key = open_key(&store, HeldKey::Files, &folders.files_key()?, &*outside.entropy).await?;
        let taken = take_over(&store, &folders.notices(), || Moment::of(&edge)).await?;
        if !taken.is_empty() {
            tracing::info!(years = ?taken, "holiday notices in the data folder were taken into the database, where all servers read them");
        }
        let planner = Planner::new(store.clone(), changes.clone(), books, Arc::clone(&outside.clock), holder.clone());
        let service = Arc::new(Service {
            queue: WriteQueue::start(store.clone()),
            authority: RwLock::new(Arc::new(loaded.authority)),
            callers: Callers::default(),
            verifiers: OnceLock::new(),
            witnessed: OnceLock::new(),
            trends: Trends::default(),
            broken: Broken::default(),
            whole: Whole::default(),
            desks: planner.desks(),
            changes,
            book,
            vault: Vault::new(files_key),
            scanner: OnceLock::new(),
            accounts,
            store,
            folders,
        });
        service.refresh_notices().await?;
        let background = Background::new(Arc::clone(&service), planner, holder, outside);
        Ok((service, background))
    }

    /// From now on every file that is brought is searched for viruses. Said once, before anybody is served.
    pub fn scan_with(&self, scanner: Arc<dyn Scanner>) {
        let _ = self.scanner.set(scanner);
    }

    /// The accounts.
    #[must_use]
    pub fn accounts(&self) -> &Accounts {
        &self.accounts
    }

    /// Who a session's token belongs to, and the session. One question to the database, unless something has changed for somebody.
    ///
    /// # Errors
    /// [`ProblemCode::NotLoggedIn`] when the session is over or was never there, [`ProblemCode::Forbidden`] when nothing is granted to the account,
    /// [`ProblemCode::SecondFactorNeeded`] when one of its roles needs a second factor and the session began without one.
    pub async fn authenticate(&self, token: &str, asked: Asked<'_>, edge: &Edge<'_>) -> Result<(Caller, Session), AppError> {
        let found = self.look_again(token, asked, edge).await?;
        self.accounts.note_use(&found.1, edge.now);
        Ok(found)
    }

    /// The same without counting as a use of the session, for whoever is still there but asks nothing.
    ///
    /// # Errors
    /// As [`Service::authenticate`].
    pub async fn look_again(&self, token: &str, asked: Asked<'_>, edge: &Edge<'_>) -> Result<(Caller, Session), AppError> {
        let Some((session, act)) = self.accounts.authenticate(token, edge.now).await? else {
            return Err(AppError::new(ProblemCode::NotLoggedIn, "会话已结束；请重新登录", "The session is over; log in again"));
        };
        let as_of = AsOf { act, day: today(edge.now) };
        let known = self.callers.find(&self.store, &session.login, as_of).await?;
        let known = known.ok_or_else(|| {
            AppError::new(
                ProblemCode::Forbidden,
                "您的账户现在没有生效的授权；请向管理员申请",
                "Nothing is granted to your account at present; ask an administrator",
            )
        })?;
        // A role may have been granted, or come to need a second factor, since the session began.
        if session.second_factor_at.is_none() && asked.operation != LOG_OUT && self.needs_factor(&known) {
            return Err(second_factor_needed());
        }
        let caller = Caller { request: asked.request.to_owned(), client: Some(asked.client.to_owned()), ..Caller::clone(&known) };
        Ok((caller, session))
    }

    fn needs_factor(&self, caller: &Caller) -> bool {
        let settings = self.accounts.settings();
        caller.grants.iter().any(|grant| settings.second_factor_roles.contains(&grant.role))
    }

    /// Takes over the policies as they stand now: when a text was approved, and now and then, because another server may have approved one.
    ///
    /// # Errors
    /// When they cannot be read; then those known before hold on.
    pub async fn refresh_authority(&self) -> Result<(), AppError> {
        let loaded = load_authority(&self.store).await?;
        let texts = loaded.authority.texts().clone();
        if texts != *self.authority().texts() {
            *self.authority.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(loaded.authority);
        }
        Ok(())
    }

    /// The law and the calendar as they stand.
    #[must_use]
    pub fn book(&self) -> Arc<LawBook> {
        Arc::clone(&self.book.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The policies as they stand.
    #[must_use]
    pub fn authority(&self) -> Arc<Authority> {
        Arc::clone(&self.authority.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Where is asked why a duty stands where it stands.
    #[must_use]
    pub fn desks(&self) -> &Desks {
        &self.desks
    }

    /// Who is told of changes.
    #[must_use]
    pub fn changes(&self) -> &Changes {
        &self.changes
    }

    /// Whether the server can do its work: the database answers, and no work in the background has broken down. Number of the act up to which
    /// duties are planned, `None` while they never were.
    ///
    /// # Errors
    /// When it cannot, with what is missing in the cause only.
    pub async fn check_ready(&self) -> Result<Option<i64>, AppError> {
        let planned = self.store.find_planned().await.map_err(|error| {
            AppError::new(ProblemCode::Unavailable, "数据库没有应答", "The database does not answer").because(error).retry_after(5)
        })?;
        match self.broken.names().as_slice() {
            [] => Ok(planned.map(|planned| planned.act)),
            names => Err(broken_down(names)),
        }
    }

    /// Whether anything of the ledger was ever signed. Until then nobody could find that its history was replaced or cut.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_ledger_signed(&self) -> Result<bool, AppError> {
        Ok(self.store.latest_checkpoint().await?.is_some())
    }

    /// Whether an operation is open to somebody at all; over which rows is another question.
    ///
    /// # Errors
    /// [`ProblemCode::Forbidden`] when it is not.
    pub fn may(&self, caller: &Caller, operation: &Operation) -> Result<(), AppError> {
        let open = match operation.access {
            Access::Anyone(_) | Access::SignedIn(_) => true,
            Access::Policy => self.authority().allowed_by(&caller.grants, operation.id).is_some(),
        };
        if open { Ok(()) } else { Err(forbidden(operation)) }
    }

    /// What an administrator's act is given of the outside.
    #[must_use]
    pub fn moment(edge: &Edge<'_>) -> Moment {
        Moment { now: edge.now, salt: edge.bytes() }
    }

    /// Puts on record what writes no register: a file that was taken, a look into the ledger, a backup that was asked for.
    async fn put_note(&self, caller: &Caller, id: &str, source: Option<String>, edge: &Edge<'_>) -> Result<(), AppError> {
        self.queue.append_entry(self.note(caller, id, source, edge)?).await?;
        Ok(())
    }

    /// What is put on record of something that writes no register, ready to be appended.
    fn note(&self, caller: &Caller, id: &str, source: Option<String>, edge: &Edge<'_>) -> Result<Note, AppError> {
        let operation = operation(id).ok_or_else(|| AppError::internal("no such operation"))?;
        let authority = self.authority();
        let about = caller.about(operation, authority.allowed_by(&caller.grants, operation.id));
        Ok(Note { recorded_at: edge.now, about, source, on: Vec::new(), salt: edge.bytes() })
    }

    pub(crate) fn put_book(&self, book: LawBook) {
        *self.book.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(book);
    }
}

/// The legal day of a moment.
#[must_use]
pub fn today(now: Timestamp) -> Day {
    Day::of_instant(now).unwrap_or(Day::MIN)
}

fn broken_down(names: &[&str]) -> AppError {
    let names = names.join(", ");
    AppError::new(
        ProblemCode::Unavailable,
        "后台工作曾经中断，正在重新开始；详见日志",
        "Work in the background has broken down and is begun again; the log says more",
    )
    .because(names)
    .retry_after(60)
}

fn second_factor_needed() -> AppError {
    AppError::new(
        ProblemCode::SecondFactorNeeded,
        "您的角色须使用第二因素，而此会话登录时没有验证；请重新登录，登录时会要求验证或登记第二因素",
        "One of your roles needs a second factor, and this session began without one; log in again, where you are asked for it or led to enrol one",
    )
}

fn forbidden(operation: &Operation) -> AppError {
    let label = operation.label;
    AppError::new(
        ProblemCode::Forbidden,
        format!("您的角色不能“{}”；如需此权限，请向安全管理员申请", label.zh),
        format!("Your roles do not allow this ({}); ask the security administrator for a grant if you need it", label.en),
    )
}
