//! `shouwang matter pass` for several matters: each is decided for itself, and what is refused leaves the others done.

use serde_json::{Value, json};
use shouwang_app::service::{ActAsked, ActOutcome};
use shouwang_calendar::Lang;

use super::super::Outcome;
use super::show::{id, label};
use super::{Clerk, failed};

impl Clerk<'_> {
    /// Fine where all were done.
    pub(super) async fn act_on_each(&self, numbers: &[String], act: &str, words: Option<&str>) -> Outcome {
        if let [number] = numbers {
            return self.act(number, act, words.map(str::to_owned)).await;
        }
        let mut acts = Vec::with_capacity(numbers.len());
        for number in numbers {
            let seen = self.service.get_matter(&self.caller, number, &self.edge()).await.map_err(failed)?;
            let asked = ActAsked { act: act.to_owned(), words: words.map(str::to_owned), version: seen.version, key: None };
            acts.push((number.clone(), asked));
        }
        let outcomes = self.service.act_on_matters(&self.caller, acts, &self.edge()).await.map_err(failed)?;
        self.print(
            || outcomes.iter().map(outcome_json).collect(),
            |language| outcomes.iter().map(|outcome| outcome_line(outcome, language)).collect(),
        );
        Ok(outcomes.iter().all(|outcome| outcome.done.is_ok()))
    }
}

fn outcome_json(outcome: &ActOutcome) -> Value {
    match &outcome.done {
        Ok(done) => json!({ "number": outcome.number, "status": id(done.status), "version": done.version }),
        Err(error) => json!({ "number": outcome.number, "refused": { "zh": error.detail.zh, "en": error.detail.en } }),
    }
}

fn outcome_line(outcome: &ActOutcome, language: Lang) -> String {
    let became = match &outcome.done {
        Ok(done) => label(done.status).get(language).to_owned(),
        Err(error) => format!("{}{}", language.pick("没有办：", "not done: "), error.detail.get(language)),
    };
    format!("{}  {became}", outcome.number)
}
