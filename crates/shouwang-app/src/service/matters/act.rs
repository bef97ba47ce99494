//! Acts of people on a matter.

use serde_json::{Map, Value as Json};
use shouwang_domain::matter::{Act, form_of};
use shouwang_domain::register::{Row, row_from_json};
use shouwang_domain::system::role_grant::Role;

use super::desk::{Actor, Decision, Move};
use super::view::MatterView;
use super::write::Moment;
use crate::admin::{Asking, load_caller, load_matter_terms};
use crate::authority::{Principal, choice_id, operation};
use crate::caller::Caller;
use crate::edge::Edge;
use crate::problem::{AppError, FieldError, ProblemCode};
use crate::service::{Service, today};

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
        self.carry_out(caller, (number, version), (Act::Edit(lines), None, None), edge).await
    }

    /// Does something with a matter.
    ///
    /// # Errors
    /// When there is no such act, it is refused, somebody else changed the matter, or the database fails.
    pub async fn act_on_matter(&self, caller: &Caller, number: &str, asked: ActAsked, edge: &Edge<'_>) -> Result<MatterView, AppError> {
        let ActAsked { act, words, version, key } = asked;
        self.seen_matter(caller, number).await?;
        let act = match (act.as_str(), words.clone()) {
            ("transfer", Some(account)) => Act::Transfer(self.person_of(&account, edge).await?),
            (word, words) => read_act(word, words)?,
        };
        self.carry_out(caller, (number, version), (act, words, key), edge).await
    }

    async fn carry_out(
        &self,
        caller: &Caller,
        (number, version): (&str, i64),
        (act, words, key): (Act, Option<String>, Option<String>),
        edge: &Edge<'_>,
    ) -> Result<MatterView, AppError> {
        let held = self.seen_matter(caller, number).await?;
        if held.version != version {
            return Err(overtaken());
        }
        let when = (today(edge.now), load_matter_terms(&self.store).await?);
        let actor = Actor { person: caller.identity.clone(), seats: self.seats(caller) };
        let is_transfer = matches!(act, Act::Transfer(_));
        let decided = self.decide_matter(held.matter, when, Move::Act(actor, act)).await?;
        let Some(mut decision) = decided else { return Err(AppError::internal("an act came to nothing")) };
        if let Some(entry) = decision.decided.entries.first_mut().filter(|_| is_transfer) {
            // To whom it was given is read by people: the account, not the hash by which the engine knows the person.
            entry.words = words.clone();
        }
        let row = operation("matters.act").ok_or_else(|| AppError::internal("no such operation"))?;
        let grant = acting_grant(caller, &decision);
        let clause = &decision.rule.clause;
        let about = shouwang_storage::About {
            article: Some(format!("{}/{}", decision.rule.name.instrument, clause.article)),
            reason: words,
            idempotency_key: key,
            ..caller.about(row, grant)
        };
        let at = Moment { now: edge.now, salt: edge.bytes() };
        let write = self.matter_write(&decision, (held.begun_on, Some(version)), about, at).await?;
        self.put_matter(write).await?;
        self.get_matter(caller, number, edge).await
    }

    /// The natural person behind an account.
    async fn person_of(&self, account: &str, edge: &Edge<'_>) -> Result<String, AppError> {
        let known = load_caller(&self.store, account, today(edge.now), &Asking::default()).await?;
        known.map(|known| known.identity).ok_or_else(|| {
            AppError::invalid_at("/words", "没有这个可用的账户；请核对账户名", "There is no such account that works; check its name")
        })
    }
}

/// Somebody else was quicker. That nobody is between this look and the write, the write finds out in its transaction.
fn overtaken() -> AppError {
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
        "transfer" => Act::Transfer(said()),
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
