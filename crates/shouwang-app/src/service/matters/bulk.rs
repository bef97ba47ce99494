//! Like acts on many matters at once: each is decided for itself, and what is possible is written together.

use std::collections::BTreeSet;

use futures_util::future::join_all;

use super::act::{ActAsked, Doing, Done, Prepared, Ready, is_of_something_else};
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
        let mut ready = Vec::with_capacity(acts.len());
        for (number, asked) in acts {
            let prepared = self.readied(caller, &number, asked, edge).await;
            ready.push((number, prepared));
        }
        check_weighed_alike(&ready)?;
        let written = ready.into_iter().map(async |(number, prepared)| match prepared {
            Err(error) => (number, Attempt::Over(Err(error))),
            Ok((_, Prepared::Before(done))) => (number, Attempt::Over(Ok(done))),
            Ok((doing, Prepared::Now(ready))) => {
                let Ready { write, status, .. } = *ready;
                let attempt = match self.write_once(write).await {
                    Ok(written) => Attempt::Over(Ok(Done { status, version: written.act.unwrap_or(doing.version) })),
                    Err(error) if is_of_something_else(&error) => Attempt::Again(doing),
                    Err(error) => Attempt::Over(Err(error.into())),
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

    async fn readied(&self, caller: &Caller, number: &str, asked: ActAsked, edge: &Edge<'_>) -> Readied {
        let doing = self.doing(caller, number, asked, edge).await?;
        let prepared = self.prepare(caller, &doing, edge).await?;
        Ok((doing, prepared))
    }
}

/// An act that was looked at, with what it comes to.
type Readied = Result<(Doing, Prepared), AppError>;

/// How the common write of one act went.
enum Attempt {
    /// It is done, or refused.
    Over(Result<Done, AppError>),
    /// It is to be decided anew.
    Again(Doing),
}

/// That one reason of weighing goes with like matters only: what was weighed in one case was not weighed in another kind of case, or at another
/// step. Of what is not done anyway its own outcome says why.
fn check_weighed_alike(ready: &[(String, Readied)]) -> Result<(), AppError> {
    let weighed = ready.iter().enumerate().filter_map(|(at, (_, prepared))| match prepared {
        Ok((_, Prepared::Now(ready))) => Some((at, ready.weighed.as_ref()?)),
        _ => None,
    });
    let mut first = None;
    let other = weighed.filter(|(_, case)| *first.get_or_insert(*case) != *case);
    let errors: Vec<_> = other
        .map(|(at, _)| {
            let zh = "与前面的事项种类或者步骤不同，同一段权衡理由不能一并适用；请分开办理，各写理由";
            let en = "this is another kind of matter or another step than those before; decide it apart, with a reason of its own";
            FieldError::new(format!("/acts/{at}/words"), zh, en)
        })
        .collect();
    if errors.is_empty() { Ok(()) } else { Err(AppError::invalid(errors)) }
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
