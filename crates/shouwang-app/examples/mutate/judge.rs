//! Says whether anything notices a change: first the cases of the changed duties, then the county year.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use shouwang_app::lawbook::LawBook;
use shouwang_calendar::{Calendar, Day};
use shouwang_domain::cases::{run_all, run_duty};
use shouwang_domain::facts::Facts;
use shouwang_domain::plan::Program;
use shouwang_law::model::{Article, Clause, Duty, Instrument, Law, Rule, Status, Words};
use shouwang_storage::Store;

use crate::expectations::{self, Expectation};
use crate::replaced::{self, Replacement};
use crate::scenario::{BASE, import_all, known_at};
use crate::{Change, Mutant};

/// What becomes of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// A case under a rule comes out otherwise.
    NoticedByCases,
    /// An expectation of the county year does not hold any more.
    NoticedByScenario,
    /// `law check` has something to say.
    NoticedByCheck,
    /// Nothing notices.
    Survived,
    /// It does not compile.
    Refused,
}

/// The law as it is, and everything that a change is held against.
pub(crate) struct Judge<'a> {
    law: &'a Law,
    /// The instruments without their articles.
    bare: Vec<Instrument>,
    calendar: &'a Calendar,
    expectations: Vec<Expectation>,
    replacements: Vec<Replacement>,
    known: BTreeMap<Option<Day>, Facts>,
}

impl<'a> Judge<'a> {
    /// Imports the county year.
    pub(crate) async fn new(book: &'a LawBook) -> Result<Judge<'a>, String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        let url = format!("sqlite:{}", folder.path().join("county.db").display());
        let store = Store::open(&url).await.map_err(|error| error.to_string())?;
        import_all(&store, &BASE).await?;
        let expectations = expectations::read()?;
        let known = known_at(&store, expectations.iter().map(|one| one.known_at)).await?;
        store.close().await;
        let bare = |instrument: &Instrument| Instrument { articles: Vec::new(), ..instrument.clone() };
        let bare = book.law.instruments.iter().map(bare).collect();
        Ok(Judge { law: &book.law, bare, calendar: &book.calendar, expectations, replacements: replaced::read()?, known })
    }

    /// Without a change everything must hold, or every change would seem to be noticed.
    pub(crate) fn nothing_is_wrong_unchanged(&self) -> Result<(), String> {
        let program = Program::compile(self.law).map_err(|errors| format!("the law does not compile: {errors:?}"))?;
        let (_, failures) = run_all(&program, self.calendar);
        let mut wrong: Vec<_> = failures.into_iter().map(|failure| format!("{}: {}", failure.place, failure.en)).collect();
        wrong.extend(self.scenario_failures(&program));
        let alone = self.law.duties().filter(|duty| self.cases_notice(duty) != Some(false));
        wrong.extend(alone.map(|duty| format!("{}: the cases of {} fail when it is compiled alone", duty.place, duty.name)));
        if wrong.is_empty() { Ok(()) } else { Err(format!("first mend what fails without any change:\n{}", wrong.join("\n"))) }
    }

    /// One verdict for each mutant, in order.
    pub(crate) fn all(&self, mutants: &[Mutant]) -> Vec<Verdict> {
        let next = AtomicUsize::new(0);
        let verdicts = Mutex::new(vec![Verdict::Survived; mutants.len()]);
        thread::scope(|scope| {
            for _ in 0..thread::available_parallelism().map_or(1, NonZero::get) {
                scope.spawn(|| {
                    while let Some((at, mutant)) = Some(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| Some((at, mutants.get(at)?))) {
                        let verdict = self.one(mutant);
                        verdicts.lock().unwrap_or_else(PoisonError::into_inner)[at] = verdict;
                    }
                });
            }
        });
        verdicts.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn one(&self, mutant: &Mutant) -> Verdict {
        let by_cases = match &mutant.change {
            Change::Duties(duties) => duties.iter().map(|duty| self.cases_notice(duty)).collect::<Option<Vec<_>>>(),
            Change::Law(law) => Program::compile(law).ok().map(|program| vec![!run_all(&program, self.calendar).1.is_empty()]),
        };
        match by_cases {
            None => Verdict::Refused,
            Some(noticed) if noticed.contains(&true) => Verdict::NoticedByCases,
            Some(_) => self.rest_notices(&mutant.change),
        }
    }

    /// Whether a case of the duty fails; `None` when the duty does not compile.
    fn cases_notice(&self, duty: &Duty) -> Option<bool> {
        let program = Program::compile(&self.only(duty)?).ok()?;
        Some(!run_duty(&program, self.calendar, 0).is_empty())
    }

    /// The law with nothing in it but this duty: the quickest to compile.
    fn only(&self, duty: &Duty) -> Option<Law> {
        let mut instrument = self.bare.iter().find(|bare| bare.id == duty.name.instrument)?.clone();
        let (nothing, place) = (Words::new("", ""), duty.place.clone());
        let rules = vec![Rule::Duty(Box::new(duty.clone()))];
        let clause = Clause { at: duty.clause, status: Status::Duty, text_sm3: None, gloss: nothing.clone(), rules, place: place.clone() };
        instrument.articles.push(Article { number: duty.clause.article, chapter: 1, title: nothing, clauses: vec![clause], place });
        Some(Law { instruments: vec![instrument], facts: Vec::new(), readings: self.law.readings.clone() })
    }

    /// What the whole law says of a change that the cases of its own rules do not notice.
    fn rest_notices(&self, change: &Change) -> Verdict {
        let changed = match change {
            Change::Duties(duties) => with(self.law, duties),
            Change::Law(law) => (**law).clone(),
        };
        if !changed.check().is_empty() {
            return Verdict::NoticedByCheck;
        }
        match Program::compile(&changed) {
            Ok(program) if self.scenario_failures(&program).is_empty() => Verdict::Survived,
            Ok(_) => Verdict::NoticedByScenario,
            Err(_) => Verdict::Refused,
        }
    }

    fn scenario_failures(&self, program: &Program) -> Vec<String> {
        let mut failures = expectations::failures(&self.expectations, program, self.calendar, &self.known);
        failures.extend(replaced::failures(&self.replacements, program));
        failures
    }
}

/// The law with these duties in place of those of the same name.
fn with(law: &Law, duties: &[Duty]) -> Law {
    let mut changed = law.clone();
    let clauses = changed.instruments.iter_mut().flat_map(|instrument| &mut instrument.articles).flat_map(|article| &mut article.clauses);
    for rule in clauses.flat_map(|clause| &mut clause.rules) {
        if let Rule::Duty(old) = rule
            && let Some(new) = duties.iter().find(|new| new.name == old.name)
        {
            **old = new.clone();
        }
    }
    changed
}
