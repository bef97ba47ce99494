//! What time alone does to matters: a job for the next day on which it does something. Done twice, it is as done once.

use std::sync::Arc;

use jiff::Timestamp;
use shouwang_storage::About;

use super::desk::Move;
use super::write::Moment;
use crate::admin::load_matter_terms;
use crate::edge::{Edge, Entropy};
use crate::job::{Handler, Work, WorkError};
use crate::problem::AppError;
use crate::service::{Service, today};

/// The kind of the jobs that look at a matter on the day on which time does something to it.
pub const MATTER_MOMENT: &str = "matter.moment";

/// Who is on record where only time passed.
const ACTOR: &str = "shouwang";
/// More than what can come due in a matter at once: then something is wrong.
const MOVES_MAX: usize = 100;

impl Service {
    /// Does to a matter what has come due: reminders, the body above told, the end of what was granted.
    ///
    /// # Errors
    /// When the matter is not there, somebody acted on it meanwhile, or the database fails.
    pub async fn elapse_matter(&self, number: &str, edge: &Edge<'_>) -> Result<usize, AppError> {
        let when = (today(edge.now), load_matter_terms(&self.store).await?);
        for moves in 0..MOVES_MAX {
            let held = self.held_matter(number).await?;
            let Some(decision) = self.decide_matter(held.matter, when, Move::Time).await? else { return Ok(moves) };
            let article = format!("{}/{}", decision.rule.name.instrument, decision.rule.clause.article);
            let about = About { article: Some(article), ..About::command(ACTOR, "matters.elapse", number) };
            let at = Moment { now: edge.now, salt: edge.bytes() };
            let write = self.matter_write(&decision, (held.begun_on, Some(held.version)), about, at).await?;
            self.write_once(write).await?;
        }
        Err(AppError::internal(format!("time never comes to rest in matter {number}")))
    }
}

/// How the jobs of matters are done.
pub(in crate::service) fn moment_handler(service: &Arc<Service>, entropy: &Arc<dyn Entropy>) -> Handler {
    let (service, entropy) = (Arc::clone(service), Arc::clone(entropy));
    Handler::new(move |work: Work| {
        let (service, entropy) = (Arc::clone(&service), Arc::clone(&entropy));
        async move { look(&service, &*entropy, &work.payload, work.now).await }
    })
}

async fn look(service: &Service, entropy: &dyn Entropy, payload: &str, now: Timestamp) -> Result<(), WorkError> {
    let number: String = serde_json::from_str(payload)?;
    service.elapse_matter(&number, &Edge { now, entropy }).await?;
    Ok(())
}
