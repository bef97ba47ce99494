//! Files of matters: added and taken away by whoever fills the matter in, had by whoever sees it. Adding and taking away are acts on the matter, in
//! whose transaction the sealed bytes are kept or go.

use shouwang_calendar::Words;
use shouwang_domain::matter::Act;
use shouwang_domain::procedure::matter_file::{MatterFile, Verdict};
use shouwang_domain::register::{Fact, Ref};
use shouwang_ledger::{Sm3, TreeHash as _};
use shouwang_storage::{About, StorageError, Write};

use super::act::{acting_grant, overtaken};
use super::desk::{Actor, Decision, Found, Move};
use super::held::Held;
use super::refusal::Refused;
use super::write::{Moment, check_rows, put};
use crate::admin::{load_file_limits, load_matter_terms};
use crate::authority::operation;
use crate::caller::Caller;
use crate::edge::{Edge, hex};
use crate::files::{Scanned, file_name, find_media};
use crate::named::find_done_before;
use crate::problem::{AppError, ProblemCode};
use crate::service::answers::NotWritten;
use crate::service::{Service, today};

/// How often it is tried again after somebody else has changed the matter meanwhile.
const TRIES: usize = 8;
/// Files of a matter at most.
const FILES_MAX: usize = 50;

/// A file that somebody brings.
#[derive(Clone, Debug)]
pub struct NewFile {
    /// What it is called where it comes from.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The caller's own name for the request.
    pub key: Option<String>,
}

/// A file of a matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileView {
    /// Its name within the matter, as addresses have it.
    pub id: String,
    /// The act that added it.
    pub version: i64,
    /// What is on record of it.
    pub file: MatterFile,
    /// When it was added.
    pub on: shouwang_calendar::Day,
}

/// The files of a matter, and whether the caller may change them.
#[derive(Clone, Debug)]
pub struct FilesView {
    /// The files, in the order in which they were added.
    pub files: Vec<FileView>,
    /// Why the caller may add none; nothing when he may.
    pub adding: Option<Refused>,
    /// Why the caller may take none away; nothing when he may.
    pub removing: Option<Refused>,
    /// Bytes of a file, and of all files of a matter, at most.
    pub bytes_max: (usize, usize),
}

impl Service {
    /// The files of a matter that the caller may see.
    ///
    /// # Errors
    /// When there is no such matter, or the database fails.
    pub async fn matter_files(&self, caller: &Caller, number: &str, edge: &Edge<'_>) -> Result<FilesView, AppError> {
        let held = self.seen_matter(caller, number).await?;
        let when = (today(edge.now), load_matter_terms(&self.store).await?);
        let actor = self.actor(caller);
        let tried = move |found: &Found<'_>| {
            let tried = |act: Act| found.tried(&actor, &act);
            (tried(Act::Attach(String::new())), tried(Act::Detach(String::new())))
        };
        let (adding, removing) = self.at_matter(held.matter, when, tried).await?;
        let bytes_max = load_file_limits(&self.store).await?;
        Ok(FilesView { files: self.files_of(number).await?, adding, removing, bytes_max })
    }

    /// Adds a file to a matter.
    ///
    /// # Errors
    /// When the file is nothing that is taken, too large, or a virus is in it; when it may not be added now; or the database fails.
    pub async fn add_matter_file(&self, caller: &Caller, number: &str, new: NewFile, edge: &Edge<'_>) -> Result<FileView, AppError> {
        let held = self.seen_matter(caller, number).await?;
        let refused = |words: Words| AppError::new(ProblemCode::Invalid, words.zh, words.en);
        let media = find_media(&new.bytes).map_err(refused)?;
        let name = file_name(&new.name, media).map_err(|words| AppError::invalid_at("name", words.zh, words.en))?;
        if let Some(before) = find_done_before(&self.store, &caller.login, new.key.as_deref(), edge.now).await? {
            return self.file_of_act(number, Some(before.id)).await;
        }
        // Who may not add it need not wait for the scan, and is not told what it found.
        self.decided(caller, held, Act::Attach(name.clone()), edge).await?;
        self.check_room(number, new.bytes.len()).await?;
        let verdict = self.scanned(&new.bytes).await?;
        let sm3 = Sm3::of(&[&new.bytes]).to_string();
        let blob = self.vault.seal(edge, &place(number, &sm3), &new.bytes)?;
        let id = hex(&edge.bytes::<8>());
        let bytes = i64::try_from(new.bytes.len()).map_err(AppError::internal)?;
        let sealed = blob.name().to_owned();
        let file = MatterFile { matter: Ref::to(number), name, media, bytes, sm3, sealed, verdict, by: caller.login.clone() };
        let fact = Fact::declared(format!("{number}/{id}"), today(edge.now), file);
        let mut tries = 0;
        loop {
            let held = self.seen_matter(caller, number).await?;
            let decision = self.decided(caller, held.clone(), Act::Attach(fact.data.name.clone()), edge).await?;
            let mut write = self.file_write(caller, ("matters.attach", &decision), &held, new.key.clone(), edge).await?;
            write.puts.push(put(fact.clone()));
            check_rows(&write.puts)?;
            write.blobs.push(blob.clone());
            // Whatever is added from here on takes this write's line of the history, so that this is tried again: there is room when it is written.
            self.check_room(number, new.bytes.len()).await?;
            match self.write_once(write).await {
                Ok(written) => return self.file_of_act(number, written.act).await,
                // Several are often sent at once: the next line of the history is then somebody else's.
                Err(NotWritten::Refused(StorageError::Overtaken { .. })) if tries < TRIES => tries += 1,
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// The file that an act has added and that is still there.
    async fn file_of_act(&self, number: &str, act: Option<i64>) -> Result<FileView, AppError> {
        self.files_of(number).await?.into_iter().find(|view| Some(view.version) == act).ok_or_else(AppError::not_found)
    }

    /// Takes a file of a matter away in the version that the caller has seen, with its bytes; that it was there stays on record.
    ///
    /// # Errors
    /// When there is none, it may not be taken away now, or the database fails.
    pub async fn remove_matter_file(
        &self,
        caller: &Caller,
        number: &str,
        (id, version): (&str, i64),
        edge: &Edge<'_>,
    ) -> Result<(), AppError> {
        let held = self.seen_matter(caller, number).await?;
        let view = self.file_of(number, id).await?;
        if view.version != version {
            return Err(overtaken());
        }
        let decision = self.decided(caller, held.clone(), Act::Detach(view.file.name.clone()), edge).await?;
        let mut write = self.file_write(caller, ("matters.detach", &decision), &held, None, edge).await?;
        let (register, row) = put(Fact::declared(format!("{number}/{id}"), view.on, view.file.clone()));
        write.withdrawals.push((register, row.key));
        write.dropped_blobs.push(view.file.sealed);
        self.write_once(write).await?;
        Ok(())
    }

    /// A file of a matter that the caller may see, with its bytes. That it was taken is put on record.
    ///
    /// # Errors
    /// When there is none, its bytes are not what they were, or the database fails.
    pub async fn take_matter_file(
        &self,
        caller: &Caller,
        number: &str,
        id: &str,
        edge: &Edge<'_>,
    ) -> Result<(FileView, Vec<u8>), AppError> {
        self.seen_matter(caller, number).await?;
        let view = self.file_of(number, id).await?;
        let sealed = self.store.find_blob(&view.file.sealed).await?;
        let sealed = sealed.ok_or_else(|| AppError::internal(format!("the bytes of file {number}/{id} are missing")))?;
        let bytes = self.vault.open(&place(number, &view.file.sm3), &sealed)?;
        if Sm3::of(&[&bytes]).to_string() != view.file.sm3 {
            return Err(AppError::internal(format!("the bytes of file {number}/{id} are not those that were added")));
        }
        self.put_note(caller, "matters.file", Some(format!("{number}/{id}")), edge).await?;
        Ok((view, bytes))
    }

    /// The files of a matter, in the order in which they were added.
    pub(super) async fn files_of(&self, number: &str) -> Result<Vec<FileView>, AppError> {
        let mut found = self.versions_of_matter::<MatterFile>(number).await?;
        found.sort_by_key(|(act, _)| *act);
        let view = |(version, fact): (i64, Fact<MatterFile>)| FileView {
            id: id_of(&fact.code).to_owned(),
            version,
            on: fact.from,
            file: fact.data,
        };
        Ok(found.into_iter().map(view).collect())
    }

    async fn file_of(&self, number: &str, id: &str) -> Result<FileView, AppError> {
        self.files_of(number).await?.into_iter().find(|view| view.id == id).ok_or_else(AppError::not_found)
    }

    pub(super) fn actor(&self, caller: &Caller) -> Actor {
        Actor { person: caller.identity.clone(), also: caller.also.clone(), name: caller.name.clone(), seats: self.seats(caller) }
    }

    async fn decided(&self, caller: &Caller, held: Held, act: Act, edge: &Edge<'_>) -> Result<Decision, AppError> {
        let when = (today(edge.now), load_matter_terms(&self.store).await?);
        let decision = self.decide_matter(held.matter, when, Move::Act(self.actor(caller), act)).await?;
        decision.ok_or_else(|| AppError::internal("an act came to nothing"))
    }

    async fn file_write(
        &self,
        caller: &Caller,
        (operates, decision): (&str, &Decision),
        held: &Held,
        key: Option<String>,
        edge: &Edge<'_>,
    ) -> Result<Write, AppError> {
        let row = operation(operates).ok_or_else(|| AppError::internal("no such operation"))?;
        let article = Some(self.book().article_of(&decision.rule.name, decision.rule.clause).to_string());
        let about = About { article, idempotency_key: key, ..caller.about(row, acting_grant(caller, decision)) };
        let at = Moment { now: edge.now, salt: edge.bytes() };
        self.matter_write(decision, (held.begun_on, Some(held.version)), about, at).await
    }

    async fn check_room(&self, number: &str, bytes: usize) -> Result<(), AppError> {
        let (file_max, all_max) = load_file_limits(&self.store).await?;
        let files = self.files_of(number).await?;
        let held: usize = files.iter().filter_map(|view| usize::try_from(view.file.bytes).ok()).sum();
        let too_large = |zh: String, en: String| Err(AppError::new(ProblemCode::TooLarge, zh, en));
        if bytes > file_max {
            let max = file_max >> 20;
            return too_large(
                format!("附件最大 {max} MB；请压缩或者拆分后再传"),
                format!("a file has at most {max} MB; make it smaller, or split it"),
            );
        }
        if held + bytes > all_max || files.len() >= FILES_MAX {
            let max = all_max >> 20;
            return too_large(
                format!("一件事项最多 {FILES_MAX} 个附件，合计 {max} MB；请先移除不需要的附件"),
                format!("a matter has at most {FILES_MAX} files of {max} MB together; remove one that is not needed first"),
            );
        }
        Ok(())
    }

    /// Has a file scanned for viruses, where a scanner is set.
    async fn scanned(&self, bytes: &[u8]) -> Result<Verdict, AppError> {
        let Some(scanner) = self.scanner.get() else { return Ok(Verdict::NotScanned) };
        match scanner.scan(bytes).await {
            Ok(Scanned::Clean) => Ok(Verdict::Clean),
            Ok(Scanned::Infected(found)) => Err(AppError::new(
                ProblemCode::Invalid,
                format!("附件含有病毒（{found}），没有保存；请先查杀本机病毒"),
                format!("the file has a virus ({found}) and was not kept; clean your machine first"),
            )),
            Err(error) => Err(AppError::new(
                ProblemCode::Unavailable,
                "查毒服务现在没有应答，附件没有保存；请稍后再传，仍不行请告知管理员",
                "The search for viruses does not answer and the file was not kept; try again later, and tell an administrator if that does not help",
            )
            .because(error)
            .retry_after(30)),
        }
    }
}

/// What a file is sealed for: its matter and its content.
fn place(number: &str, sm3: &str) -> String {
    format!("{number}:{sm3}")
}

fn id_of(code: &str) -> &str {
    code.rsplit_once('/').map_or(code, |(_, id)| id)
}
