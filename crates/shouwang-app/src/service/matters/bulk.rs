//! Like acts on many matters at once: each is decided for itself, and what is possible is written together.

use std::collections::BTreeSet;

use futures_util::future::join_all;
use shouwang_storage::{StorageError, Written};

use super::act::{ActAsked, Doing, Done, Prepared, is_of_something_else};
use crate::caller::Caller;
use crate::edge::Edge;
use crate::problem::{AppError, FieldError};
use crate::service::Service;

/// Acts in one request.
pub const ACTS_MAX: usize = 200;

/// What became of one act.
#[derive(Debug)]
pub struct ActOutcome {
    /// The matter.
    pub number: String,
    /// How it stands now, or why nothing was done.
    pub done: Result<Done, AppError>,
}

impl Service {
    /// Acts on several matters, each at most once. What is refused leaves the others done.
    ///
    /// # Errors
    /// When there are none or too many, or one is named twice. What is wrong with a single act is said in its outcome.
    pub async fn act_on_matters(
        &self,
        caller: &Caller,
        acts: Vec<(String, ActAsked)>,
        edge: &Edge<'_>,
    ) -> Result<Vec<ActOutcome>, AppError> {
        check_numbers(&acts)?;
        self.check_weighed_alike(caller, &acts).await?;
        let mut ready = Vec::with_capacity(acts.len());
        for (number, asked) in acts {
            let prepared = self.readied(caller, &number, asked, edge).await;
            ready.push((number, prepared));
        }
        let written = ready.into_iter().map(async |(number, prepared)| match prepared {
            Err(error) => (number, Attempt::Over(Err(error))),
            Ok((_, Prepared::Before(done))) => (number, Attempt::Over(Ok(done))),
            Ok((doing, Prepared::Now(write, status))) => {
                let attempt = match self.put_matter(*write).await {
                    Err(error) if is_of_something_else(&error) => Attempt::Again(doing),
                    written => Attempt::Over(done(written, status, doing.version)),
                };
                (number, attempt)
            }
        });
        let mut outcomes = Vec::new();
        for (number, attempt) in join_all(written).await {
            let done = match attempt {
                Attempt::Over(done) => done,
                // Two of them rested on the same row: one after the other both may be right.
                Attempt::Again(doing) => self.carry_out(caller, &doing, edge).await,
            };
            outcomes.push(ActOutcome { number, done });
        }
        Ok(outcomes)
    }

    /// That words of weighing go with like matters only: what was weighed in one case was not weighed in another kind of case, or at another step.
    async fn check_weighed_alike(&self, caller: &Caller, acts: &[(String, ActAsked)]) -> Result<(), AppError> {
        let said = |asked: &ActAsked| asked.act == "pass" && asked.words.as_deref().is_some_and(|words| !words.trim().is_empty());
        let (mut first, mut errors) = (None, Vec::new());
        for (at, (number, _)) in acts.iter().enumerate().filter(|(_, (_, asked))| said(asked)) {
            // What nobody may see says so in its own outcome.
            let Ok(held) = self.seen_matter(caller, number).await else { continue };
            let steps: Vec<_> = held.matter.state.open().iter().map(|open| open.step).collect();
            let case = (held.matter.kind, steps);
            if *first.get_or_insert_with(|| case.clone()) != case {
                let zh = "与前面的事项种类或者步骤不同，同一段权衡理由不能一并适用；请分开办理，各写理由";
                let en = "this is another kind of matter or another step than those before; decide it apart, with a reason of its own";
                errors.push(FieldError::new(format!("/acts/{at}/words"), zh, en));
            }
        }
        if errors.is_empty() { Ok(()) } else { Err(AppError::invalid(errors)) }
    }

    async fn readied(&self, caller: &Caller, number: &str, asked: ActAsked, edge: &Edge<'_>) -> Result<(Doing, Prepared), AppError> {
        let doing = self.doing(caller, number, asked, edge).await?;
        let prepared = self.prepare(caller, &doing, edge).await?;
        Ok((doing, prepared))
    }
}

/// How the common write of one act went.
enum Attempt {
    /// It is done, or refused.
    Over(Result<Done, AppError>),
    /// It is to be decided anew.
    Again(Doing),
}

fn done(written: Result<Written, StorageError>, status: shouwang_domain::matter::Status, before: i64) -> Result<Done, AppError> {
    Ok(Done { status, version: written?.act.unwrap_or(before) })
}

fn check_numbers(acts: &[(String, ActAsked)]) -> Result<(), AppError> {
    if acts.is_empty() || acts.len() > ACTS_MAX {
        return Err(AppError::invalid_at("/acts", format!("应为1至{ACTS_MAX}件"), format!("there are 1 to {ACTS_MAX}")));
    }
    let mut seen = BTreeSet::new();
    let twice = acts.iter().enumerate().filter(|(_, (number, _))| !seen.insert(number));
    let errors: Vec<_> = twice
        .map(|(at, _)| FieldError::new(format!("/acts/{at}/number"), "同一事项在一次请求中只能办理一次", "each matter is acted on once"))
        .collect();
    if errors.is_empty() { Ok(()) } else { Err(AppError::invalid(errors)) }
}
