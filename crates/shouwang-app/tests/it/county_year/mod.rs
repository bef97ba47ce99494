//! One county, one year: the facts as a clerk enters them, and what must come out.
//!
//! The facts are folders of CSV files in `tests/data/county-year`, imported through the importer; the expectations are the table
//! `expectations.csv` beside them. Nothing here depends on today's date.

mod changes;
mod expectations;
mod replaced;
mod scenario;

use std::path::Path;

use shouwang_app::divisions;
use shouwang_app::lawbook::{LawBook, Pages};
use shouwang_calendar::Day;
use shouwang_domain::facts::Facts;
use shouwang_storage::Store;
use shouwang_storage::testing::databases;

use changes::{added, changed, everything};
use scenario::{BASE, import_all, known_at};

const NO_CHANGE: &[String] = &[];

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn law_book() -> LawBook {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../law"));
    LawBook::load(&Pages::read(folder).unwrap()).unwrap()
}

/// An office of the county that knows the base and then learns this.
struct County {
    store: Store,
    book: LawBook,
    _folder: tempfile::TempDir,
}

impl County {
    async fn knowing(more: &[(&str, &str)]) -> County {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.path().join("county.db").display())).await.unwrap();
        import_all(&store, &BASE).await.unwrap();
        import_all(&store, more).await.unwrap();
        County { store, book: law_book(), _folder: folder }
    }

    async fn known_at(&self, text: &str) -> Facts {
        known_at(&self.store, [Some(day(text))]).await.unwrap().into_values().next().unwrap()
    }

    /// What a change of the facts between two moments changes on a day.
    async fn differences(&self, before: &str, after: &str, on: &str) -> (Vec<String>, Vec<String>) {
        let before = everything(&self.book, &self.known_at(before).await, day(on));
        let after = everything(&self.book, &self.known_at(after).await, day(on));
        (changed(&before, &after), added(&before, &after))
    }
}

#[tokio::test]
async fn every_expectation_of_the_county_year_holds_on_every_database() {
    let table = expectations::read().unwrap();
    assert_eq!(table.iter().map(|one| one.number).collect::<Vec<_>>(), (1..=46).collect::<Vec<_>>());
    let book = law_book();
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        import_all(&store, &BASE).await.unwrap();
        let known = known_at(&store, table.iter().map(|one| one.known_at)).await.unwrap();
        let failures = expectations::failures(&table, &book.program, &book.calendar, &known);
        assert!(failures.is_empty(), "{} of {} fail on {}:\n{}", failures.len(), table.len(), database.url, failures.join("\n"));
    }
}

#[tokio::test]
async fn a_second_contact_of_own_staff_mends_the_breach_from_its_day_and_changes_nothing_else() {
    let county = County::knowing(&[("4-second-contact", "2026-11-20")]).await;
    let (changed, added) = county.differences("2026-11-19", "2026-11-20", "2026-11-20").await;
    assert_eq!(changed, ["i7-two-contacts U3: breached → fulfilled"]);
    // The new appointment is itself something with duties; it has its term.
    assert_eq!(added, ["terms-limited U3/security_contact/person:C7: fulfilled"]);
    let (changed, added) = county.differences("2026-11-19", "2026-11-20", "2026-11-19").await;
    assert_eq!((changed.as_slice(), added.as_slice()), (NO_CHANGE, NO_CHANGE));
}

#[tokio::test]
async fn switching_the_contacts_rule_off_ends_it_for_all_three_units_and_changes_nothing_else() {
    let county = County::knowing(&[("5-contacts-switched-off", "2026-11-19")]).await;
    let expected = ["i7-two-contacts U3: breached → n/a", "i7-two-contacts U4: fulfilled → n/a", "i7-two-contacts U5: breached → n/a"];
    for on in ["2026-11-20", "2027-06-01"] {
        let (changed, added) = county.differences("2026-11-18", "2026-11-19", on).await;
        assert_eq!((changed.as_slice(), added.as_slice()), (expected.map(str::to_owned).as_slice(), NO_CHANGE), "{on}");
    }
    let (changed, added) = county.differences("2026-11-18", "2026-11-19", "2026-11-19").await;
    assert_eq!((changed.as_slice(), added.as_slice()), (NO_CHANGE, NO_CHANGE));
}

#[tokio::test]
async fn a_day_found_missing_in_the_logs_breaks_the_duty_from_the_day_it_was_learned_and_changes_nothing_else() {
    let county = County::knowing(&[("3-logs-lack-a-day", "2026-11-23")]).await;
    let (changed, added) = county.differences("2026-11-22", "2026-11-23", "2026-11-20").await;
    assert_eq!(changed, ["logs-other S3: fulfilled → breached"]);
    assert_eq!(added, NO_CHANGE);
    // What was answered the day before stays the answer of the day before.
    let (changed, added) = county.differences("2026-11-20", "2026-11-22", "2026-11-20").await;
    assert_eq!((changed.as_slice(), added.as_slice()), (NO_CHANGE, NO_CHANGE));
}

#[test]
fn the_newer_duties_stand_in_place_of_exactly_the_older_ones_listed() {
    let failures = replaced::failures(&replaced::read().unwrap(), &law_book().program);
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[tokio::test]
async fn the_divisions_of_the_county_are_the_real_ones() {
    let facts = County::knowing(&[]).await.known_at("2026-11-20").await;
    let table = facts.table_named("division").unwrap();
    let (name, parent) = (table.def().field_index("name").unwrap(), table.def().field_index("parent").unwrap());
    let real = divisions::all();
    assert_eq!(table.row_count(), 4);
    for row in 0..4 {
        let (code, at) = (table.code(table.entity(row)), row as usize);
        let place = real.iter().find(|place| place.code == code).unwrap();
        assert_eq!(table.column(name).text(at), Some(place.name));
        assert_eq!(table.column(parent).entity(at).map(|above| table.code(above)), place.parent);
    }
}
