//! How many duties stood how over some time: each day worked out from what is known now.
//!
//! A province takes half a second for each day, so that one question at a time is worked out, day by day and away from the threads that serve
//! requests. What was worked out is kept. Once something new is known it is still given at once, with the moment that it speaks of, while the new
//! answer is worked out behind: one act more or less does not bend a line of months, and nobody waits for it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use shouwang_calendar::Day;
use shouwang_domain::plan::Status;
use shouwang_domain::reach::{Depth, Reach, Scope};
use tokio::sync::Semaphore;

use super::duties::wrong;
use super::{Service, today};
use crate::caller::Caller;
use crate::planning::Seen;
use crate::problem::AppError;

/// Days that one question goes back at most.
pub const TREND_DAYS_MAX: u16 = 400;
/// Days that one answer speaks of at most.
pub const TREND_POINTS_MAX: u16 = 60;
/// Answers that are kept.
const ANSWERS_MAX: usize = 64;

/// A question how duties stood over some time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrendAsked {
    /// Only what the units of this division and of all below it must do.
    pub division: Option<String>,
    /// Only this duty, by its full name, id or title.
    pub duty: Option<String>,
    /// How many days to go back.
    pub days: u16,
    /// Days from one point to the next.
    pub step: u16,
}

/// How duties stood on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrendPoint {
    /// The day.
    pub day: Day,
    /// How many stood how: every status that applies, by urgency.
    pub counts: Vec<(Status, i64)>,
}

/// How duties stood over some time.
#[derive(Clone, Debug)]
pub struct Trend {
    /// Day by day; the last is today.
    pub points: Arc<Vec<TrendPoint>>,
    /// By what was known at this moment.
    pub known_at: Timestamp,
    /// Whether nothing has been learned since. If something has, the new answer is being worked out.
    pub is_newest: bool,
}

/// What is asked, and by whom; what an answer rests on but for the facts.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Question {
    /// The law and the calendar.
    law: String,
    /// The last day.
    day: Day,
    scope: Scope,
    asked: TrendAsked,
}

/// An answer that was worked out.
#[derive(Clone, Debug)]
struct Answer {
    question: Question,
    /// The newest act that it knows.
    act: i64,
    known_at: Timestamp,
    points: Arc<Vec<TrendPoint>>,
}

/// Answers that were worked out, the newest last: one for each question.
#[derive(Debug)]
pub(super) struct Trends {
    kept: Mutex<VecDeque<Answer>>,
    working: Semaphore,
}

impl Default for Trends {
    fn default() -> Trends {
        Trends { kept: Mutex::default(), working: Semaphore::new(1) }
    }
}

impl Service {
    /// How the duties that the caller may see stood on some days until today, by what is known now. Whose duties he sees is that of today.
    ///
    /// # Errors
    /// When the question asks for too much or for a duty that is not there, or the facts cannot be loaded.
    pub async fn duty_trend(self: &Arc<Self>, caller: &Caller, asked: TrendAsked, now: Timestamp) -> Result<Trend, AppError> {
        let day = today(now);
        days(&asked, day)?;
        let scope = self.duty_scope(caller, "duties.list")?;
        let question = Question { law: self.book().digest.clone(), day, scope, asked };
        let act = self.store.newest_act().await?;
        match self.trends.find(&question) {
            Some(known) if known.act >= act => Ok(known.trend(true)),
            Some(known) => {
                let service = Arc::clone(self);
                tokio::spawn(async move { service.renew_trend(question, now).await });
                Ok(known.trend(false))
            }
            None => {
                let _alone = self.trends.working.acquire().await.map_err(AppError::internal)?;
                // Somebody may have asked the same and waited in front.
                match self.trends.find(&question) {
                    Some(known) => Ok(known.trend(known.act >= act)),
                    None => Ok(self.work_trend_out(question, now).await?.trend(true)),
                }
            }
        }
    }

    /// Works an answer out anew, unless another is being worked out: whoever still wants it asks again.
    async fn renew_trend(&self, question: Question, now: Timestamp) {
        let Ok(_alone) = self.trends.working.try_acquire() else { return };
        if let Err(error) = self.work_trend_out(question, now).await {
            tracing::warn!(%error, "a trend was not worked out anew");
        }
    }

    async fn work_trend_out(&self, question: Question, known_at: Timestamp) -> Result<Answer, AppError> {
        let act = self.store.newest_act().await?;
        let Question { scope, asked, day, .. } = &question;
        let seen = Arc::new(self.seen(scope, asked.division.as_deref()).await?);
        let mut points = Vec::new();
        for day in days(asked, *day)? {
            points.push(TrendPoint { day, counts: self.desks().tally(day, asked.duty.as_deref(), &seen).await? });
        }
        let answer = Answer { question, act, known_at, points: Arc::new(points) };
        self.trends.keep(answer.clone());
        Ok(answer)
    }

    async fn seen(&self, scope: &Scope, division: Option<&str>) -> Result<Seen, AppError> {
        let mut seen = Seen::default();
        if let Scope::Any(reaches) = scope {
            seen.units = Some(self.store.reached_units(reaches).await?.into_iter().collect());
            let contract = |reach: &Reach| if let Reach::Contract(code) = reach { Some(code.clone()) } else { None };
            seen.contracts = reaches.iter().filter_map(contract).collect();
        }
        if let Some(division) = division {
            let below = Reach::Territory { division: division.to_owned(), depth: Depth::Below };
            seen.within = Some(self.store.reached_units(&[below]).await?.into_iter().collect());
        }
        Ok(seen)
    }
}

/// The days of a question, the last of which is today.
fn days(asked: &TrendAsked, today: Day) -> Result<Vec<Day>, AppError> {
    if asked.days > TREND_DAYS_MAX {
        return Err(wrong("days", &format!("最多 {TREND_DAYS_MAX} 天"), &format!("at most {TREND_DAYS_MAX} days are looked at")));
    }
    if !(1..=TREND_DAYS_MAX).contains(&asked.step) || asked.days / asked.step >= TREND_POINTS_MAX {
        let zh = format!("应为 1 至 {TREND_DAYS_MAX}，并使总点数不超过 {TREND_POINTS_MAX}；请加大间隔");
        let en = format!("1 to {TREND_DAYS_MAX}, and large enough for at most {TREND_POINTS_MAX} points");
        return Err(wrong("step", &zh, &en));
    }
    let back = (0..=asked.days / asked.step).rev().map(|point| i32::from(point * asked.step));
    Ok(back.map(|back| today.plus(-back)).collect())
}

impl Answer {
    fn trend(&self, is_newest: bool) -> Trend {
        Trend { points: Arc::clone(&self.points), known_at: self.known_at, is_newest }
    }
}

impl Trends {
    fn find(&self, question: &Question) -> Option<Answer> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|known| known.question == *question).cloned()
    }

    fn keep(&self, answer: Answer) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        // What speaks of other days or another law is not asked for again.
        let Question { law, day, .. } = &answer.question;
        kept.retain(|known| known.question.law == *law && known.question.day == *day && known.question != answer.question);
        if kept.len() >= ANSWERS_MAX {
            kept.pop_front();
        }
        kept.push_back(answer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(days: u16, step: u16) -> TrendAsked {
        TrendAsked { division: None, duty: None, days, step }
    }

    #[test]
    fn the_days_go_back_from_today_in_even_steps() {
        let today: Day = "2026-11-20".parse().unwrap();
        assert_eq!(days(&asked(20, 7), today).unwrap(), [today.plus(-14), today.plus(-7), today]);
        assert_eq!(days(&asked(0, 1), today).unwrap(), [today]);
        assert_eq!(days(&asked(400, 7), today).unwrap().len(), 58);
    }

    #[test]
    fn more_than_can_be_worked_out_is_refused_with_the_parameter_that_is_wrong() {
        let place = |days_asked, step| days(&asked(days_asked, step), Day::MIN).unwrap_err().fields[0].place.clone();
        assert_eq!(place(401, 7), "days");
        assert_eq!(place(90, 0), "step");
        assert_eq!(place(90, 401), "step");
        assert_eq!(place(400, 6), "step");
        assert_eq!(days(&asked(59, 1), "2026-11-20".parse().unwrap()).unwrap().len(), 60);
        assert_eq!(place(60, 1), "step");
    }
}
