//! The facts of the scenario: folders of CSV files as a clerk fills them in, imported one after the other, each with the day it was learned.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use shouwang_app::import::{ImportOptions, import};
use shouwang_calendar::Day;
use shouwang_calendar::Lang;
use shouwang_domain::facts::Facts;
use shouwang_storage::{About, Learned, Store};

/// What is known without any of the changes: folder, and the day it was learned.
pub(crate) const BASE: [(&str, &str); 2] = [("1-base", "2026-11-01"), ("2-ports-observed", "2026-11-18")];

/// Where the folders and the table of expectations are.
pub(crate) fn data() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/county-year"))
}

/// Imports folders in order, each wholly or not at all.
pub(crate) async fn import_all(store: &Store, folders: &[(&str, &str)]) -> Result<(), String> {
    for (folder, learned_on) in folders {
        let learned_at = moment(learned_on.parse().map_err(|_| format!("`{learned_on}` is no day"))?, 9)?;
        let about = About::command("clerk", "register.import", "test");
        let options = ImportOptions {
            apply: true,
            learned_at: Learned::At(learned_at),
            recorded_at: learned_at,
            about,
            guard: None,
            sight: None,
            salt: [7; 32],
        };
        let imported = import(store, &data().join(folder), &options).await.map_err(|error| format!("{folder}: {error}"))?;
        if imported.written.is_none() {
            return Err(format!("{folder} was not written:\n{}", imported.table(Lang::En, 100)));
        }
    }
    Ok(())
}

/// What was known at the end of each of these days; `None`: what is known now.
pub(crate) async fn known_at(store: &Store, days: impl IntoIterator<Item = Option<Day>>) -> Result<BTreeMap<Option<Day>, Facts>, String> {
    let mut known = BTreeMap::new();
    for day in days {
        if known.contains_key(&day) {
            continue;
        }
        let at = day.map(|day| moment(day, 24)).transpose()?;
        let registers = store.load_all(at).await.map_err(|error| error.to_string())?;
        known.insert(day, Facts::build(&registers));
    }
    Ok(known)
}

/// The moment of an hour of a day in Asia/Shanghai.
fn moment(day: Day, hour: i32) -> Result<Timestamp, String> {
    let midnight = day.date().and_then(|date| date.to_zoned(TimeZone::fixed(jiff::tz::offset(8))).ok());
    let moment = midnight.ok_or_else(|| format!("{day} is no day of the calendar"))?.timestamp();
    Ok(moment + jiff::SignedDuration::from_hours(hour.into()))
}
