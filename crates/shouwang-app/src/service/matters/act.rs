//! Acts of people on a matter.

use serde_json::{Map, Value as Json};
use shouwang_calendar::Words;
use shouwang_domain::matter::{Act, LINES_MAX, Receiver, Refusal, Status, form_of};
use shouwang_domain::procedure::matter::Matter as MatterRecord;
use shouwang_domain::register::{Record as _, Row, row_from_json};
use shouwang_domain::system::role_grant::Role;
use shouwang_law::model::RuleName;
use shouwang_storage::{StorageError, Write};

use super::desk::{Decision, Move};
use super::view::MatterView;
use super::write::Moment;
use crate::admin::{Asking, load_caller, load_matter_terms};
use crate::authority::{Principal, choice_id, operation};
use crate::caller::Caller;
use crate::edge::Edge;
use crate::named::find_done_before;
use crate::problem::{AppError, FieldError, ProblemCode};
use crate::service::answers::NotWritten;
use crate::service::{Service, today};

/// How often an act is decided anew after others overtook it.
const TRIES: usize = 8;

/// An act as somebody asks for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActAsked {
    /// The word of the act: `submit`, `pass`, ….
    pub act: String,
    /// The question, the answer, the reason; of `transfer` the account.
    pub words: Option<String>,
    /// The version that the caller has seen.
    pub version: i64,
    /// The caller's own name for the request.
    pub key: Option<String>,
}

/// An act on one matter in the version that was seen.
#[derive(Clone, Debug)]
pub(super) struct Doing {
    pub(super) number: String,
    pub(super) version: i64,
    act: Act,
    words: Option<String>,
    key: Option<String>,
}

/// Where a matter stands after an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done {
    /// How far it has got.
    pub status: Status,
    /// The version that stands.
    pub version: i64,
}

/// An act that is possible.
#[derive(Debug)]
pub(super) enum Prepared {
    /// It is to be written.
    Now(Box<Ready>),
    /// The same request has done it before.
    Before(Done),
}

/// An act that was decided and is to be written.
#[derive(Debug)]
pub(super) struct Ready {
    pub(super) write: Write,
    /// How far the matter has got then.
    pub(super) status: Status,
    /// The rule and the step under which something was weighed; none where nothing was.
    pub(super) weighed: Option<(RuleName, Option<usize>)>,
}

impl Service {
    /// Writes what is asked for, in place of what stood there.
    ///
    /// # Errors
    /// When a line is none of its form, it is refused, somebody else changed the matter, or the database fails.
    pub async fn edit_matter(
        &self,
        caller: &Caller,
        (number, version): (&str, i64),
        lines: &[Map<String, Json>],
        edge: &Edge<'_>,
    ) -> Result<MatterView, AppError> {
        let held = self.seen_matter(caller, number).await?;
        let lines = read_lines(&held.matter.rule.id, lines)?;
        self.put_lines(caller, (number, version), lines, edge).await?;
        self.get_matter(caller, number, edge).await
    }

    /// Writes lines in place of what stood there.
    pub(super) async fn put_lines(
        &self,
        caller: &Caller,
        (number, version): (&str, i64),
        lines: Vec<Row>,
        edge: &Edge<'_>,
    ) -> Result<Done, AppError> {
        let doing = Doing { number: number.to_owned(), version, act: Act::Edit(lines), words: None, key: None };
        self.carry_out(caller, &doing, edge).await
    }

    /// Does something with a matter.
    ///
    /// # Errors
    /// When there is no such act, it is refused, somebody else changed the matter, or the database fails.
    pub async fn act_on_matter(&self, caller: &Caller, number: &str, asked: ActAsked, edge: &Edge<'_>) -> Result<MatterView, AppError> {
        let doing = self.doing(caller, number, asked, edge).await?;
        self.carry_out(caller, &doing, edge).await?;
        self.get_matter(caller, number, edge).await
    }

    /// An act as the engine takes it.
    pub(super) async fn doing(&self, caller: &Caller, number: &str, asked: ActAsked, edge: &Edge<'_>) -> Result<Doing, AppError> {
        let ActAsked { act, words, version, key } = asked;
        let act = match (act.as_str(), words.clone()) {
            ("transfer", Some(account)) => {
                // Who may not see the matter learns nothing of accounts.
                self.seen_matter(caller, number).await?;
                Act::Transfer(self.receiver(account, edge).await?)
            }
            (word, words) => read_act(word, words)?,
        };
        Ok(Doing { number: number.to_owned(), version, act, words, key })
    }

    /// Decides an act and writes what was decided; anew where an act on something else that it rests on came between.
    pub(super) async fn carry_out(&self, caller: &Caller, doing: &Doing, edge: &Edge<'_>) -> Result<Done, AppError> {
        let mut tries = 0;
        loop {
            let Ready { write, status, .. } = match self.prepare(caller, doing, edge).await? {
                Prepared::Before(done) => return Ok(done),
                Prepared::Now(ready) => *ready,
            };
            match self.write_once(write).await {
                Ok(written) => return Ok(Done { status, version: written.act.unwrap_or(doing.version) }),
                Err(error) if is_of_something_else(&error) && tries < TRIES => tries += 1,
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// The write of an act, if it is one that the engine lets him do.
    pub(super) async fn prepare(&self, caller: &Caller, doing: &Doing, edge: &Edge<'_>) -> Result<Prepared, AppError> {
        let held = self.seen_matter(caller, &doing.number).await?;
        if held.version != doing.version {
            let earlier = find_done_before(&self.store, &caller.login, doing.key.as_deref(), edge.now).await?;
            let done = Done { status: held.matter.state.status(), version: held.version };
            return earlier.map(|_| Prepared::Before(done)).ok_or_else(overtaken);
        }
        let when = (today(edge.now), load_matter_terms(&self.store).await?);
        let actor = self.actor(caller);
        let brought = self.brought(caller, held.matter, false).await?;
        let decided = self.decide_matter(brought, when, Move::Act(actor, doing.act.clone())).await?;
        let Some(mut decision) = decided else { return Err(AppError::internal("an act came to nothing")) };
        if let Some(entry) = decision.decided.entries.first_mut().filter(|_| matches!(doing.act, Act::Transfer(_))) {
            // To whom it was given is read by people: the account, not the hash by which the engine knows the person.
            entry.words.clone_from(&doing.words);
        }
        let row = operation("matters.act").ok_or_else(|| AppError::internal("no such operation"))?;
        let about = shouwang_storage::About {
            article: Some(self.book().article_of(&decision.rule.name, decision.rule.clause).to_string()),
            reason: doing.words.clone(),
            idempotency_key: doing.key.clone(),
            ..caller.about(row, acting_grant(caller, &decision))
        };
        let at = Moment { now: edge.now, salt: edge.bytes() };
        let status = decision.decided.matter.state.status();
        let step = decision.decided.entries.first().and_then(|entry| entry.step);
        let weighed = matches!(doing.act, Act::Pass { weighed: Some(_) }).then(|| (decision.rule.name.clone(), step));
        let write = self.matter_write(&decision, (held.begun_on, Some(doing.version)), about, at).await?;
        Ok(Prepared::Now(Box::new(Ready { write, status, weighed })))
    }

    /// To whom a step is given, by the name of an account. Nobody has that name or he has no role: the engine refuses both in the same words.
    async fn receiver(&self, account: String, edge: &Edge<'_>) -> Result<Receiver, AppError> {
        let known = load_caller(&self.store, &account, today(edge.now), &Asking::default()).await?;
        let nobody = || Receiver { person: account.clone(), name: account.clone(), seats: Vec::new() };
        Ok(known.map_or_else(nobody, |known| self.actor(&known).receiver()))
    }
}

/// Whether an act came between that is none on the matter itself: on a row that it changes, on accounts and grants. Decided anew it may be right again.
pub(super) fn is_of_something_else(error: &NotWritten) -> bool {
    matches!(error, NotWritten::Refused(StorageError::Overtaken { register, .. }) if *register != MatterRecord::NAME)
}

/// Somebody else was quicker. That nobody is between this look and the write, the write finds out in its transaction.
pub(super) fn overtaken() -> AppError {
    AppError::new(
        ProblemCode::Overtaken,
        "事项已被他人办理或者更改，没有写入任何内容；请刷新后再办理",
        "Somebody else acted on the matter and nothing was written; reload it and act again",
    )
}

/// The grant under which the first entry of a decision was done.
pub(super) fn acting_grant<'c>(caller: &'c Caller, decision: &Decision) -> Option<&'c Principal> {
    let unit = decision.decided.entries.first().and_then(|entry| entry.unit.as_deref())?;
    let of_unit = |grant: &&Principal| grant.unit.as_ref().is_some_and(|own| own.code == unit);
    let mut grants: Vec<_> = caller.grants.iter().filter(of_unit).collect();
    grants.sort_by_key(|grant| (grant.role != Role::Approver, choice_id(grant.role)));
    grants.first().copied()
}

/// Lines in JSON, as rows of their form.
pub(super) fn read_lines(kind: &str, lines: &[Map<String, Json>]) -> Result<Vec<Row>, AppError> {
    if lines.len() > LINES_MAX {
        // Before any of them is read: everybody waits while a desk looks through them.
        let Words { zh, en } = Refusal::Lines { count: lines.len(), count_max: LINES_MAX }.words();
        return Err(AppError::invalid_at("/lines", zh, en));
    }
    let form = form_of(kind).ok_or_else(|| AppError::internal(format!("no form {kind}")))?;
    let (mut rows, mut errors) = (Vec::with_capacity(lines.len()), Vec::new());
    for (at, line) in lines.iter().enumerate() {
        match row_from_json(&form.def, line, &format!("/lines/{at}")) {
            Ok(row) => rows.push(row),
            Err(misfits) => errors.extend(misfits.into_iter().map(FieldError::from)),
        }
    }
    if errors.is_empty() { Ok(rows) } else { Err(AppError::invalid(errors)) }
}

/// An act by its word.
fn read_act(word: &str, words: Option<String>) -> Result<Act, AppError> {
    let said = || words.clone().unwrap_or_default();
    Ok(match word {
        "submit" => Act::Submit { emergency: words },
        "withdraw" => Act::Withdraw,
        "ask" => Act::Ask(said()),
        "answer" => Act::Answer(said()),
        "return" => Act::Return(said()),
        "pass" => Act::Pass { weighed: words },
        "refuse" => Act::Refuse(said()),
        "transfer" => Act::Transfer(Receiver { person: said(), name: said(), seats: Vec::new() }),
        "carry_out" => Act::CarryOut,
        _ => {
            let known = "submit, withdraw, ask, answer, return, pass, refuse, transfer, carry_out";
            return Err(AppError::invalid_at(
                "/act",
                format!("没有这个动作；可用：{known}"),
                format!("there is no such act; there are: {known}"),
            ));
        }
    })
}
