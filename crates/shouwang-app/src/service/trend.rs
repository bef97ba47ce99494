//! How many duties stood how over some time: each day worked out from what is known now.
//!
//! A province takes seconds for each day, so that one question at a time is worked out, day by day and away from the threads that serve
//! requests; what was worked out is kept as long as nothing new is known.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use shouwang_calendar::Day;
use shouwang_domain::plan::Status;
use shouwang_domain::reach::{Depth, Reach, Scope};
use tokio::sync::Semaphore;

use super::Service;
use super::duties::wrong;
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

/// What an answer rests on and what it answers.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Key {
    /// The newest act.
    act: i64,
    /// The law and the calendar.
    law: String,
    /// The last day.
    day: Day,
    scope: Scope,
    asked: TrendAsked,
}

type Points = Arc<Vec<TrendPoint>>;

/// Answers that were worked out, the newest last.
#[derive(Debug)]
pub(super) struct Trends {
    kept: Mutex<VecDeque<(Key, Points)>>,
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
    pub async fn duty_trend(&self, caller: &Caller, asked: TrendAsked, today: Day) -> Result<Points, AppError> {
        let days = days(&asked, today)?;
        let scope = self.duty_scope(caller, "duties.list")?;
        let key = Key { act: self.store.newest_act().await?, law: self.book().digest.clone(), day: today, scope, asked };
        if let Some(points) = self.trends.find(&key) {
            return Ok(points);
        }
        let _alone = self.trends.working.acquire().await.map_err(AppError::internal)?;
        // Somebody may have asked the same and waited in front.
        if let Some(points) = self.trends.find(&key) {
            return Ok(points);
        }
        let seen = Arc::new(self.seen(&key.scope, key.asked.division.as_deref()).await?);
        let mut points = Vec::with_capacity(days.len());
        for day in days {
            points.push(TrendPoint { day, counts: self.desks().tally(day, key.asked.duty.as_deref(), &seen).await? });
        }
        let points = Arc::new(points);
        self.trends.keep(key, Arc::clone(&points));
        Ok(points)
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

impl Trends {
    fn find(&self, key: &Key) -> Option<Points> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(known, _)| known == key).map(|(_, points)| Arc::clone(points))
    }

    fn keep(&self, key: Key, points: Points) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        // What rests on less than is known now is not asked for again.
        kept.retain(|(known, _)| known.act >= key.act);
        if kept.len() >= ANSWERS_MAX {
            kept.pop_front();
        }
        kept.push_back((key, points));
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
