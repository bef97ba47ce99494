//! How long planning takes: a million duties, one explanation, and mending the plan after one changed fact.
//!
//! Run by `make bench`. The registers are made up here, so that the figures do not move with the sample province. What a user would do
//! instead is in the same run: looking through the rows of the evidence for every subject, as a spreadsheet formula does.

use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use shouwang_calendar::{Calendar, Day, Notice};
use shouwang_domain::facts::{Change, Facts, register_index};
use shouwang_domain::plan::{LivePlan, Plan, Planner, Program, Settings, Status};
use shouwang_domain::register::{Basis, RegisterDef, Registers, Row, RowKey, Value, catalog};
use shouwang_law::model::Law;

/// Units in the made-up world; each has systems, posts, people, logs and permissions.
const UNITS: usize = 12_000;
const SYSTEMS_PER_UNIT: usize = 2;

fn main() {
    let (law, calendar) = load();
    let program = Program::compile(&law).unwrap_or_else(|errors| fail(&format!("{errors:?}")));
    let registers = world();
    let day = Day::from(jiff::civil::date(2026, 11, 20));
    let facts = measure("columns from rows", registers.row_count(), || Facts::build(&registers));
    let (settings, _) = Settings::read(&program, &facts);
    let planner = Planner { program: &program, facts: &facts, calendar: &calendar, settings: &settings };
    let plan = measure("first plan", 1, || Plan::everything(&planner, day));
    let instances = plan.len();
    let took = best_of(7, || drop(black_box(Plan::everything(&planner, day))));
    let per_million = took.as_secs_f64() / instances as f64 * 1e6;
    println!("planning {instances} duty instances: {took:.2?}, that is {per_million:.3} s for 1,000,000 (goal 0.25 s)");
    explain(&planner, &plan, day);
    spreadsheet(&registers, day);
    mend(program, calendar, facts, day);
}

fn explain(planner: &Planner<'_>, plan: &Plan, day: Day) {
    let sample: Vec<_> = plan
        .iter()
        .filter(|(_, _, outcome)| outcome.status != Status::NotApplicable)
        .step_by(37)
        .map(|(duty, subject, _)| (duty, subject))
        .collect();
    let mut each: Vec<Duration> = Vec::with_capacity(sample.len());
    for &(duty, subject) in &sample {
        let begin = Instant::now();
        black_box(planner.explain(duty, subject, day));
        each.push(begin.elapsed());
    }
    each.sort_unstable();
    let (median, slow) = (each[each.len() / 2], each[each.len() * 99 / 100]);
    println!("one explanation: median {median:.2?}, slowest in a hundred {slow:.2?}, of {} (goal 20 µs)", each.len());
}

fn mend(program: Program, calendar: Calendar, facts: Facts, day: Day) {
    let mut live = LivePlan::new(Arc::new(program), Arc::new(calendar), facts, day);
    let register = register_index("training").unwrap_or_default();
    let def = register_def("training");
    let change = |unit: usize| Change::Put(register, row(def, &format!("new{unit}"), day, &[("unit", reference("u", unit))]));
    let mut planned = 0;
    let begin = Instant::now();
    for unit in 0..1_000 {
        planned += live.apply(&change(unit));
    }
    println!("one changed fact: {:.2?}, {} duties planned again", begin.elapsed() / 1_000, planned / 1_000);
}

/// One duty, "trained this year", as a spreadsheet looks it up: through the rows of the evidence until the unit is found.
fn spreadsheet(registers: &Registers, day: Day) {
    let trainings = registers.get("training");
    let unit = register_def("training").field_index("unit").unwrap_or_default();
    let sample: Vec<_> = (0..UNITS).step_by(UNITS / 200).map(|unit| Some(reference("u", unit))).collect();
    let begin = Instant::now();
    let this_year = |row: &Row| row.key.from.civil().0 == day.civil().0;
    let done = sample.iter().filter(|wanted| trainings.iter().any(|row| row.values[unit] == **wanted && this_year(row))).count();
    black_box(done);
    let each = begin.elapsed() / u32::try_from(sample.len()).unwrap_or(1);
    println!(
        "for comparison, one duty looked up through the rows: {each:.2?} for one unit, {:.0} s for 1,000,000",
        each.as_secs_f64() * 1e6
    );
}

fn world() -> Registers {
    let mut registers = Registers::new();
    let long_ago = Day::from(jiff::civil::date(2024, 1, 1));
    let recent = Day::from(jiff::civil::date(2026, 3, 1));
    let mut put = |name: &'static str, code: String, from: Day, values: &[(&str, Value)]| {
        registers.push(name, row(register_def(name), &code, from, values));
    };
    put("division", "d".into(), long_ago, &[("name", text("样例")), ("level", Value::Choice(2))]);
    for unit in 0..UNITS {
        let own = || reference("u", unit);
        put(
            "unit",
            format!("u{unit}"),
            long_ago,
            &[("name", text("样例")), ("division", Value::Ref("d".into())), ("functions", Value::Set(1 << 9))],
        );
        for post in 1..5 {
            put("person", format!("p{unit}-{post}"), long_ago, &[("name", text("样例")), ("unit", own())]);
            let values = [
                ("unit", own()),
                ("post", Value::Choice(post)),
                ("person", Value::Ref(format!("p{unit}-{post}"))),
                ("department", text("科")),
            ];
            put("appointment", format!("a{unit}-{post}"), long_ago, &values);
        }
        put("training", format!("t{unit}"), recent, &[("unit", own()), ("topic", text("样例"))]);
        for system in 0..SYSTEMS_PER_UNIT {
            let code = format!("s{unit}-{system}");
            let values = [
                ("name", text("样例")),
                ("kind", Value::Choice(0)),
                ("managing_unit", own()),
                ("using_unit", own()),
                ("internet_facing", Value::Flag(system == 0)),
                ("online_on", Value::Day(long_ago)),
                ("work_secrets", Value::Flag(false)),
                ("government_data", Value::Flag(true)),
            ];
            put("information_system", code.clone(), long_ago, &values);
            let named = ("system", Value::Ref(code.clone()));
            put("log_coverage", format!("l{code}"), recent, &[named.clone(), ("complete", Value::Flag(true))]);
            put("grade_assessment", format!("g{code}"), recent, &[named, ("grade", Value::Int(3))]);
        }
    }
    registers
}

fn row(def: &RegisterDef, code: &str, from: Day, fields: &[(&str, Value)]) -> Row {
    let mut values = vec![None; def.fields.len()];
    for (name, value) in fields {
        let at = def.field_index(name).unwrap_or_else(|| fail(&format!("{} has no field {name}", def.name)));
        values[at] = Some(value.clone());
    }
    let key = RowKey { code: code.to_owned(), from };
    Row { key, until: Day::MAX, basis: Basis::Measured, vouched_by: None, note: None, learned_at: None, values }
}

fn register_def(name: &str) -> &'static RegisterDef {
    catalog().get(name).unwrap_or_else(|| fail(&format!("no register {name}")))
}

fn reference(prefix: &str, number: usize) -> Value {
    Value::Ref(format!("{prefix}{number}"))
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn load() -> (Law, Calendar) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../law");
    let (mut pages, mut notices) = (Vec::new(), Vec::new());
    let mut open = vec![folder.clone()];
    while let Some(place) = open.pop() {
        for entry in std::fs::read_dir(&place).unwrap_or_else(|error| fail(&error.to_string())).flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).unwrap_or_else(|error| fail(&error.to_string()));
            let name = path.strip_prefix(&folder).unwrap_or(&path).to_string_lossy().into_owned();
            if name.starts_with("calendar") { notices.extend(Notice::parse(&text)) } else { pages.push((name, text)) }
        }
    }
    let law =
        Law::load(pages.iter().map(|(name, text)| (name.as_str(), text.as_str()))).unwrap_or_else(|errors| fail(&format!("{errors:?}")));
    (law, Calendar::new(notices))
}

fn measure<T>(what: &str, count: usize, work: impl FnOnce() -> T) -> T {
    let begin = Instant::now();
    let result = work();
    println!("{what}: {:.2?} ({count})", begin.elapsed());
    result
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

fn fail(why: &str) -> ! {
    eprintln!("{why}");
    std::process::exit(2)
}
