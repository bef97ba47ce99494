//! How long a page of a list takes: every register, every kind of reach, first page and second, with a filter and without.
//!
//! Run by `cargo bench -p shouwang-storage --bench lists` over a database that is there already, the sample of a province for choice:
//! `shouwang demo --size province --data DIR`, then `SHOUWANG_BENCH_URL=sqlite:DIR/shouwang.db`. Without that it says so and ends.
//! Its tables are brought up to date; nothing else is written.

use std::time::{Duration, Instant};

use shouwang_domain::reach::{Depth, Reach, Scope};
use shouwang_domain::register::{FieldKind, RegisterDef, Value, catalog};
use shouwang_domain::registers::unit::Industry;
use shouwang_storage::query::{Filter, RowQuery, Test};
use shouwang_storage::{StorageError, Store};

/// The goal for the 99th of a hundred lists.
const GOAL: Duration = Duration::from_millis(20);
/// How often each list is asked for.
const RUNS: usize = 5;

#[tokio::main]
async fn main() -> Result<(), StorageError> {
    let Ok(url) = std::env::var("SHOUWANG_BENCH_URL") else {
        println!("lists: not measured; name a database by SHOUWANG_BENCH_URL=sqlite:PATH or postgres://USER@HOST/DATABASE");
        return Ok(());
    };
    let begin = Instant::now();
    let store = Store::open(&url).await?;
    println!("opened, with its tables brought up to date, in {:.2?}", begin.elapsed());
    for (name, scope) in scopes(&store).await? {
        let mut taken = Vec::new();
        for def in catalog() {
            for (what, query) in queries(&store, def, &scope).await? {
                for _ in 0..RUNS {
                    let begin = Instant::now();
                    store.list_rows(&query).await?;
                    taken.push((begin.elapsed(), format!("{} {what}", def.name)));
                }
            }
        }
        report(&name, taken);
    }
    counts(&store).await
}

/// One scope of each kind, of units and divisions that are in the database.
async fn scopes(store: &Store) -> Result<Vec<(String, Scope)>, StorageError> {
    let code = async |register: &str, filters: Vec<Filter>| -> Result<String, StorageError> {
        let Some(def) = catalog().get(register) else { return Ok(String::new()) };
        let page = store.list_rows(&RowQuery { filters, limit: 1, ..RowQuery::new(def, &Scope::Everything) }).await?;
        Ok(page.rows.first().map(|stored| stored.row.key.code.clone()).unwrap_or_default())
    };
    let level = |at: u8| vec![Filter::new("level", Test::Eq(Value::Choice(at)))];
    let territory = |division: &str, depth| Scope::Any(vec![Reach::Territory { division: division.to_owned(), depth }]);
    let (province, prefecture, county) =
        (code("division", level(0)).await?, code("division", level(1)).await?, code("division", level(2)).await?);
    let (unit, contract) = (code("unit", Vec::new()).await?, code("provider_contract", Vec::new()).await?);
    let industry = Reach::Industry { industry: Industry::Education, division: province.clone() };
    let clerk = Scope::Any(vec![Reach::Unit(unit.clone())]);
    Ok(vec![
        ("everything".to_owned(), Scope::Everything),
        (format!("unit {unit}"), clerk.clone()),
        (format!("county {county}"), territory(&county, Depth::Same)),
        (format!("prefecture {prefecture}"), territory(&prefecture, Depth::Below)),
        (format!("province {province}"), territory(&province, Depth::Below)),
        (format!("unit and prefecture {prefecture}"), clerk.or(territory(&prefecture, Depth::Below))),
        ("industry in the province".to_owned(), Scope::Any(vec![industry])),
        (format!("contract {contract}"), Scope::Any(vec![Reach::Contract(contract)])),
    ])
}

/// The first page, the second, and the first with a filter by what one of its rows says.
async fn queries<'q>(
    store: &Store,
    def: &'static RegisterDef,
    scope: &'q Scope,
) -> Result<Vec<(&'static str, RowQuery<'q>)>, StorageError> {
    let first = RowQuery::new(def, scope);
    let page = store.list_rows(&first).await?;
    let choice = def.fields.iter().position(|field| matches!(field.kind, FieldKind::Choice(_)));
    let said = choice.and_then(|at| Some((at, page.rows.last()?.row.values[at].clone()?)));
    let filtered = said.map(|(at, value)| {
        let filters = vec![Filter::new(def.fields[at].name, Test::Eq(value))];
        ("filtered", RowQuery { filters, ..first.clone() })
    });
    let second = RowQuery { after: page.next, ..first.clone() };
    Ok([("first page", first), ("second page", second)].into_iter().chain(filtered).collect())
}

fn report(name: &str, mut taken: Vec<(Duration, String)>) {
    taken.sort_unstable();
    let at = |percent: usize| &taken[(taken.len() * percent / 100).min(taken.len() - 1)];
    let ((median, _), (p99, _), (most, what)) = (at(50), at(99), &taken[taken.len() - 1]);
    let slow = taken.iter().filter(|(time, _)| *time >= GOAL).count();
    let goal = if *p99 < GOAL { "" } else { "; MORE THAN THE GOAL OF 20 ms" };
    let all = taken.len();
    println!("{name}: median {median:.2?}, p99 {p99:.2?}{goal}, most {most:.2?} ({what}); {slow} of {all} took 20 ms or more");
}

/// Counting and grouping, which look at every row.
async fn counts(store: &Store) -> Result<(), StorageError> {
    for (name, scope) in scopes(store).await? {
        let (mut counting, mut grouping) = (Vec::new(), Vec::new());
        for def in catalog() {
            let query = RowQuery::new(def, &scope);
            let begin = Instant::now();
            store.count_rows(&query).await?;
            counting.push((begin.elapsed(), def.name.to_owned()));
            let begin = Instant::now();
            store.count_by(&query, "basis").await?;
            grouping.push((begin.elapsed(), def.name.to_owned()));
        }
        report(&format!("counting, {name}"), counting);
        report(&format!("grouping, {name}"), grouping);
    }
    Ok(())
}
