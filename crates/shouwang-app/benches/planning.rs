//! How long planning takes: a million duties, one explanation, one remedy, and mending the plan after one changed fact.
//!
//! Run by `make bench`, on the sample province. What a user would do instead is in the same run: looking for every unit through the rows of
//! the evidence, as a spreadsheet formula does.

use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

use shouwang_app::demo::{Size, generate};
use shouwang_app::lawbook::{LawBook, Pages};
use shouwang_calendar::Day;
use shouwang_domain::facts::{Change, Entity, Facts, register_index};
use shouwang_domain::plan::{DutyIndex, LivePlan, Plan, Planner, Settings, Status};
use shouwang_domain::register::{Fact, Record, Ref, Registers};
use shouwang_domain::registers::training::Training;

fn main() -> Result<(), String> {
    let book = LawBook::load(&Pages::embedded()).map_err(|errors| format!("{errors:#?}"))?;
    let day = Day::from(jiff::civil::date(2026, 11, 20));
    let registers = generate(Size::Province, 1, day);
    let begin = Instant::now();
    let facts = Facts::build(&registers);
    println!("columns from {} rows: {:.2?}", registers.row_count(), begin.elapsed());
    let (settings, _) = Settings::read(&book.program, &facts);
    let planner = Planner { program: &book.program, facts: &facts, calendar: &book.calendar, settings: &settings };

    let plan = Plan::everything(&planner, day);
    let took = best_of(5, || drop(black_box(Plan::everything(&planner, day))));
    let applicable: Vec<_> = plan.iter().filter(|(.., outcome)| outcome.status != Status::NotApplicable).collect();
    let per_million = |count: usize| took.as_secs_f64() / count as f64 * 1e6;
    println!(
        "planning {} duty instances: {took:.2?}, {:.3} s for 1,000,000 on one core (goal 0.25 s)",
        plan.len(),
        per_million(plan.len())
    );
    println!("the same, counting only the {} that apply: {:.3} s for 1,000,000", applicable.len(), per_million(applicable.len()));

    let asked: Vec<_> = applicable.iter().step_by(149).map(|&(duty, subject, _)| (duty, subject)).collect();
    explain(&planner, &asked, day);
    spreadsheet(&registers, day)?;
    mend(book, facts, &registers, day)
}

fn explain(planner: &Planner<'_>, asked: &[(DutyIndex, Entity)], day: Day) {
    let mut each: Vec<Duration> = Vec::with_capacity(asked.len());
    for &(duty, subject) in asked {
        let begin = Instant::now();
        black_box(planner.explain(duty, subject, day));
        each.push(begin.elapsed());
    }
    each.sort_unstable();
    let (median, slow) = (each[each.len() / 2], each[each.len() * 99 / 100]);
    println!("one explanation: median {median:.2?}, slowest in a hundred {slow:.2?}, of {} (goal 20 µs)", each.len());
}

/// One duty, "trained this year", as a spreadsheet looks it up: through the rows of the evidence until the unit is found.
fn spreadsheet(registers: &Registers, day: Day) -> Result<(), String> {
    let trainings = registers.facts::<Training>().map_err(|error| error.to_string())?;
    let units: Vec<_> = registers.get("unit").iter().step_by(71).map(|row| row.key.code.as_str()).collect();
    let begin = Instant::now();
    let this_year = |training: &Fact<Training>| training.from.civil().0 == day.civil().0;
    let trained = |unit: &&&str| trainings.iter().any(|training| training.data.unit.code == **unit && this_year(training));
    black_box(units.iter().filter(trained).count());
    let each = begin.elapsed() / u32::try_from(units.len()).unwrap_or(1);
    println!(
        "for comparison, one duty looked up through the rows: {each:.2?} for one unit, {:.0} s for 1,000,000",
        each.as_secs_f64() * 1e6
    );
    Ok(())
}

fn mend(book: LawBook, facts: Facts, registers: &Registers, day: Day) -> Result<(), String> {
    let register = register_index(Training::NAME).ok_or("no register of trainings")?;
    let mut live = LivePlan::new(Arc::new(book.program), Arc::new(book.calendar), facts, day);
    let units: Vec<_> = registers.get("unit").iter().step_by(13).take(1_000).map(|row| row.key.code.clone()).collect();
    let data = |unit: &String| Training {
        unit: Ref::to(unit.clone()),
        topic: "样例".to_owned(),
        attendees: None,
        organiser: None,
        audience: None,
        for_year: None,
    };
    let changes: Vec<_> =
        units.iter().map(|unit| Change::Put(register, Fact::declared(format!("bench/{unit}"), day, data(unit)).into_row())).collect();
    let begin = Instant::now();
    let planned: usize = changes.iter().map(|change| live.apply(change)).sum();
    let each = begin.elapsed() / u32::try_from(changes.len()).unwrap_or(1);
    println!("one changed fact: {each:.2?}, {} duties planned again instead of {}", planned / changes.len().max(1), live.plan().len());
    Ok(())
}

/// The best of several runs: what the machine can do when nothing else disturbs it.
fn best_of(runs: usize, mut work: impl FnMut()) -> Duration {
    let timed = (0..runs).map(|_| {
        let begin = Instant::now();
        work();
        begin.elapsed()
    });
    timed.min().unwrap_or_default()
}
