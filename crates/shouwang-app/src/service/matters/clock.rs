//! What time alone does to matters: a job for the next day on which it does something. Done twice, it is as done once.

use std::pin::pin;
use std::sync::Arc;

use futures_util::TryStreamExt as _;
use jiff::Timestamp;
use shouwang_calendar::Day;
use shouwang_domain::matter::{Matter, Status, Terms, next_moment};
use shouwang_domain::procedure::matter::Matter as MatterRecord;
use shouwang_domain::reach::Scope;
use shouwang_domain::register::{Choices as _, Value};
use shouwang_storage::About;
use shouwang_storage::query::{Filter, RowQuery, Sort, Test};

use super::desk::Move;
use super::line::UNLISTED;
use super::register_of;
use super::write::{Moment, moment_job};
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
            let Some(decision) = self.decide_matter(held.matter.clone(), when, Move::Time).await? else {
                if moves == 0 {
                    self.plan_moment(held.matter, when, edge).await?;
                }
                return Ok(moves);
            };
            let article = self.book().article_of(&decision.rule.name, decision.rule.clause).to_string();
            let about = About { article: Some(article), ..About::command(ACTOR, "matters.elapse", number) };
            let at = Moment { now: edge.now, salt: edge.bytes() };
            let write = self.matter_write(&decision, (held.begun_on, Some(held.version)), about, at).await?;
            self.write_once(write).await?;
        }
        Err(AppError::internal(format!("time never comes to rest in matter {number}")))
    }
}

impl Service {
    /// Leaves a job for the day on which time does something next to a matter to which it has done nothing today: what brought it here was planned before
    /// a setting moved that day.
    async fn plan_moment(&self, matter: Matter, when: (Day, Terms), edge: &Edge<'_>) -> Result<(), AppError> {
        let number = matter.number.clone();
        let next = self.at_matter(matter, when, |found| next_moment(found.matter, &found.case)).await?;
        // What has come due and is not done waits for people, and not for a day.
        if let Some(day) = next.filter(|day| *day > when.0) {
            self.store.enqueue(&[moment_job(&number, day, edge.now)], edge.now).await?;
        }
        Ok(())
    }

    /// Has every matter looked at today to which time may still do something, after the times have changed that the house sets.
    async fn look_at_matters(&self, now: Timestamp) -> Result<(), AppError> {
        let (def, today) = (register_of::<MatterRecord>()?, today(now));
        for filters in [vec![in_one_of(&WAITING)], vec![in_one_of(&LASTING), Filter::new("granted_until", Test::NotNull)]] {
            let query = RowQuery { filters, sort: vec![Sort::up("code")], without: UNLISTED, ..RowQuery::new(def, &Scope::Everything) };
            let mut pages = pin!(self.pages(query));
            while let Some(rows) = pages.try_next().await? {
                let jobs: Vec<_> = rows.iter().map(|stored| moment_job(&stored.row.key.code, today, now)).collect();
                self.store.enqueue(&jobs, now).await?;
            }
        }
        Ok(())
    }
}

/// Matters that wait for somebody, whose time runs.
const WAITING: [Status; 5] = [Status::Submitted, Status::Reviewed, Status::Asked, Status::Returned, Status::ToCarryOut];
/// Matters that nobody has to act on, and of which what was granted may have a last day.
const LASTING: [Status; 4] = [Status::Noticed, Status::Filed, Status::Approved, Status::CarriedOut];

fn in_one_of(statuses: &[Status]) -> Filter {
    Filter::new("status", Test::In(statuses.iter().map(|status| Value::Choice(status.position())).collect()))
}

/// How the jobs are done that follow a change of the times that the house sets.
pub(in crate::service) fn terms_handler(service: &Arc<Service>) -> Handler {
    let service = Arc::clone(service);
    Handler::new(move |work: Work| {
        let service = Arc::clone(&service);
        async move { Ok(service.look_at_matters(work.now).await?) }
    })
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
