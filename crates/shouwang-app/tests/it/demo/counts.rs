//! How large the samples are.

use std::collections::BTreeMap;

use shouwang_app::demo::{Size, generate_each};
use shouwang_calendar::Day;
use shouwang_domain::register::Value;

/// Rows of each register, and how many of the units are connected units that are not there to show something.
fn counts(size: Size) -> (BTreeMap<&'static str, usize>, usize) {
    let today: Day = "2026-11-20".parse().unwrap();
    let (mut rows, mut connected) = (BTreeMap::new(), 0);
    generate_each(size, 1, today, &mut |register, row| {
        *rows.entry(register).or_default() += 1;
        let is_connected = row.values.iter().flatten().any(|value| matches!(value, Value::Set(mask) if mask & CONNECTED_UNIT != 0));
        let is_shown = row.values.iter().flatten().any(|value| matches!(value, Value::Text(text) if text.starts_with("样例展示")));
        connected += usize::from(register == "unit" && is_connected && !is_shown);
    });
    (rows, connected)
}

/// The bit of the function 接入单位.
const CONNECTED_UNIT: u64 = 1 << 9;

#[test]
fn a_province_has_15_000_connected_units_60_000_systems_and_devices_and_300_000_terminals() {
    let (rows, connected) = counts(Size::Province);
    assert_eq!(rows["division"], 31_691);
    assert_eq!(connected, 15_000);
    let devices = rows["interface_device"] + rows["deployed_device"] + rows["hosted_device"];
    let both = rows["information_system"] + devices;
    assert!((60_000..61_000).contains(&both), "{both} systems and devices");
    assert!((300_000..301_000).contains(&rows["terminal"]), "{} terminals", rows["terminal"]);
}

#[test]
fn a_county_has_its_townships_villages_and_what_stands_above_it_and_is_small() {
    let (rows, connected) = counts(Size::County);
    assert_eq!(rows["division"], 1 + 1 + 421, "the province, the prefecture, the county with its townships and villages");
    assert!((100..200).contains(&connected), "{connected} connected units");
    let all: usize = rows.values().sum();
    assert!(all < 30_000, "{all} rows");
}

#[test]
fn a_prefecture_lies_between_a_county_and_the_province() {
    let (rows, connected) = counts(Size::Prefecture);
    assert!((800..2_000).contains(&connected), "{connected} connected units");
    assert!((1_500..3_000).contains(&rows["division"]), "{} divisions", rows["division"]);
}
