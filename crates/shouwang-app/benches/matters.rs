//! How long lists of matters take in a province, for an operating agency that has 5,000 of them before it.
//!
//! Run by `cargo bench -p shouwang-app --bench matters` over a copy of the sample of a province: `shouwang demo --size province --data DIR`, then
//! `SHOUWANG_BENCH_URL=sqlite:DIR/shouwang.db`. Without that it says so and ends. The matters are written into that database, once.

use std::error::Error;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use shouwang_app::account::webauthn::RelyingParty;
use shouwang_app::account::{Accounts, AccountsConfig, InstallationKey};
use shouwang_app::authority::{ActingUnit, Principal};
use shouwang_app::caller::Caller;
use shouwang_app::edge::{Clock, Edge, Entropy};
use shouwang_app::lawbook::{LawBook, Pages};
use shouwang_app::service::{Folders, MatterViewKind, MattersAsked, Outside, Service, today};
use shouwang_calendar::Day;
use shouwang_domain::matter::{Filing, Matter, Open, State, form_of, matter_fact, step_facts};
use shouwang_domain::plan::CompiledMatter;
use shouwang_domain::procedure::matter::Matter as MatterRecord;
use shouwang_domain::procedure::matter_step::MatterStep;
use shouwang_domain::reach::Scope;
use shouwang_domain::register::{Fact, Record, Row, Value, catalog, example_row};
use shouwang_domain::registers::unit::{Function, Unit};
use shouwang_domain::system::role_grant::Role;
use shouwang_storage::query::{Filter, PAGE_ROWS_MAX, RowQuery, Test};
use shouwang_storage::{About, Store, Write};

/// The goal for the 99th of a hundred times that the list is opened.
const GOAL: Duration = Duration::from_millis(50);
/// Matters that wait for the agency.
const OPEN: usize = 5_000;
/// Matters in one act, while they are written.
const TOGETHER: usize = 250;
/// How often each list is asked for.
const RUNS: usize = 300;

type Failure = Box<dyn Error>;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    let Ok(url) = std::env::var("SHOUWANG_BENCH_URL") else {
        println!("matters: not measured; name a copy of a database by SHOUWANG_BENCH_URL=sqlite:PATH or postgres://USER@HOST/DATABASE");
        return Ok(());
    };
    let store = Store::open(&url).await?;
    let book = LawBook::load(&Pages::embedded()).map_err(|errors| format!("{errors:#?}"))?;
    let agency = first_unit(&store, Function::OperatingAgency).await?;
    fill(&store, &book, &agency).await?;
    let applicant = first_unit(&store, Function::ConnectedUnit).await?;
    // A database that was served knows its keys: they lie beside it.
    let beside = url.strip_prefix("sqlite:").and_then(|path| Path::new(path).parent());
    let data = beside.map_or_else(std::env::temp_dir, Path::to_path_buf);
    let folders = Folders { data, backups: None, files_key: None };
    let outside = Outside { clock: Arc::new(Standing), entropy: Arc::new(Same) };
    let accounts = Accounts::open(store.clone(), accounts_config()).await?;
    let (service, _background) = Service::open(store, book, accounts, folders, outside).await?;
    let of_agency = caller(&agency, Function::OperatingAgency);
    let lists = [
        ("to decide, first page", MatterViewKind::ToDecide, None),
        ("to decide, looked for by number", MatterViewKind::ToDecide, Some("-9-00042")),
        ("to decide, looked for by name", MatterViewKind::ToDecide, Some("教育局")),
        ("done", MatterViewKind::Done, None),
    ];
    for (name, view, search) in lists {
        measure(name, || list(&service, &of_agency, view, search)).await?;
    }
    measure("numbers", || async { service.count_matters(&of_agency, &now()).await.map(drop).map_err(Failure::from) }).await?;
    let of_unit = caller(&applicant, Function::ConnectedUnit);
    for (name, view) in [("mine", MatterViewKind::Mine), ("drafts", MatterViewKind::Drafts)] {
        measure(name, || list(&service, &of_unit, view, None)).await?;
    }
    Ok(())
}

async fn list(service: &Service, caller: &Caller, view: MatterViewKind, search: Option<&str>) -> Result<(), Failure> {
    let search = search.map(str::to_owned);
    let (due_from, due_until) = (None, None);
    let asked =
        MattersAsked { view, kind: None, applicant: None, status: None, search, due_from, due_until, sort: None, after: None, limit: 50 };
    service.list_matters(caller, &asked).await?;
    Ok(())
}

async fn measure<F: Future<Output = Result<(), Failure>>>(name: &str, ask: impl Fn() -> F) -> Result<(), Failure> {
    let mut taken = Vec::with_capacity(RUNS);
    for _ in 0..RUNS {
        let begin = Instant::now();
        ask().await?;
        taken.push(begin.elapsed());
    }
    taken.sort_unstable();
    let (median, p99, most) = (taken[RUNS / 2], taken[RUNS * 99 / 100], taken[RUNS - 1]);
    let goal = if p99 < GOAL { "" } else { "; MORE THAN THE GOAL OF 50 ms" };
    println!("{name}: median {median:.2?}, p99 {p99:.2?}{goal}, most {most:.2?}");
    Ok(())
}

/// Writes the matters, unless they are there: of many applicants, most of them of one.
async fn fill(store: &Store, book: &LawBook, agency: &Row) -> Result<(), Failure> {
    let def = MatterStep::def();
    let filters = vec![Filter::new("unit", Test::Eq(Value::Ref(agency.key.code.clone())))];
    let there = store.count_rows(&RowQuery { filters, ..RowQuery::new(&def, &Scope::Everything) }).await?;
    if there.rows > 0 {
        return Ok(());
    }
    let applicants = units(store, Function::ConnectedUnit).await?;
    let rule = book.program.matters().iter().find(|matter| &*matter.rule.name.id == "port-opening").ok_or("no such matter")?;
    let day = today(now().now);
    for chunk in (0..OPEN).collect::<Vec<_>>().chunks(TOGETHER) {
        let mut write = Write::now(now().now, About::command("bench", "matters.start", "bench"), "bench", [7; 32]);
        for at in chunk {
            let applicant = if at % 3 == 0 { &applicants[0] } else { &applicants[at % applicants.len()] };
            write.puts.extend(open_matter(rule, *at, &applicant.key.code, &agency.key.code, day)?);
        }
        store.write(&write).await?;
    }
    println!("{OPEN} matters written");
    Ok(())
}

/// The rows of a matter that was handed in and waits for the agency.
fn open_matter(rule: &CompiledMatter, at: usize, applicant: &str, agency: &str, day: Day) -> Result<Vec<(&'static str, Row)>, Failure> {
    let form = form_of(&rule.rule.name.id).ok_or("no such form")?;
    let since = day.plus(-i32::try_from(at % 40)?);
    let draft = Matter {
        lines: vec![example_row(&form.def)],
        written_by: vec!["0123456789abcdef".repeat(4)],
        ..Matter::draft(format!("S2026-9-{at:05}"), rule.kind, rule.rule.name.clone(), applicant)
    };
    let open = Open {
        step: 0,
        units: vec![agency.to_owned()],
        given_to: None,
        given_name: None,
        since,
        due: since.plus(7),
        asked: None,
        reminded: false,
        escalated: false,
    };
    let filing = Filing { first_on: since, on: since, by: draft.written_by[0].clone(), emergency: None, returned_by: Vec::new() };
    let submitted = Matter { state: State::UnderWay { filing, passed: Vec::new(), open: vec![open] }, ..draft.clone() };
    let bodies = vec![vec![agency.to_owned()]];
    let steps = step_facts(&draft, &submitted, &[], (&rule.rule, &bodies), day);
    let matter = (MatterRecord::NAME, matter_fact(&submitted, since)?.into_row());
    Ok(std::iter::once(matter).chain(steps.into_iter().map(|step| (MatterStep::NAME, step.into_row()))).collect())
}

async fn units(store: &Store, function: Function) -> Result<Vec<Row>, Failure> {
    let def = catalog().get(Unit::NAME).ok_or("no units")?;
    let filters =
        vec![Filter::new("functions", Test::Eq(Value::Set(1 << u64::from(shouwang_domain::register::Choices::position(function)))))];
    let page = store.list_rows(&RowQuery { filters, limit: PAGE_ROWS_MAX, ..RowQuery::new(def, &Scope::Everything) }).await?;
    Ok(page.rows.into_iter().map(|stored| stored.row).collect())
}

async fn first_unit(store: &Store, function: Function) -> Result<Row, Failure> {
    units(store, function).await?.into_iter().next().ok_or_else(|| "no unit with this function".into())
}

/// Somebody who approves for a unit.
fn caller(unit: &Row, function: Function) -> Caller {
    let division = Fact::<Unit>::from_row(unit).map(|unit| unit.data.division.code).unwrap_or_default();
    let unit = ActingUnit { code: unit.key.code.clone(), division, level: None, functions: vec![function], industry: None };
    let grant =
        Principal { grant: "bench".to_owned(), role: Role::Approver, unit: Some(unit), contract: None, posts: Vec::new(), deputy: false };
    Caller {
        login: "bench".to_owned(),
        identity: "bench".to_owned(),
        also: Vec::new(),
        name: "bench".to_owned(),
        person: None,
        unit: None,
        grants: vec![grant],
        request: "bench".to_owned(),
        client: None,
        key: None,
        version: None,
    }
}

fn accounts_config() -> AccountsConfig {
    let relying_party = RelyingParty { id: "localhost".to_owned(), name: "bench".to_owned(), origins: Vec::new() };
    AccountsConfig { key: InstallationKey::new(&[7; 32]), relying_party, breached: None, provider: None }
}

fn now() -> Edge<'static> {
    Edge { now: Standing.now(), entropy: &Same }
}

/// A clock that stands at 2026-11-22 08:00 UTC.
struct Standing;

impl Clock for Standing {
    fn now(&self) -> Timestamp {
        Timestamp::from_second(1_795_334_400).unwrap_or(Timestamp::UNIX_EPOCH)
    }
}

/// Nothing here is secret.
struct Same;

impl Entropy for Same {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}
