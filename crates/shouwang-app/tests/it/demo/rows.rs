//! Every row of the sample is one that the product itself would take, and says that it is a sample.

use std::collections::HashSet;

use shouwang_app::demo::{Size, generate};
use shouwang_calendar::Day;
use shouwang_domain::register::{Registers, catalog, check_references, validate};

/// Days on which a sample is made: an ordinary one, the first of a year, a leap day, before the measures and after them.
const DAYS: [&str; 5] = ["2026-11-20", "2027-01-01", "2028-02-29", "2025-06-01", "2031-05-01"];

fn county(seed: u64, day: &str) -> Registers {
    let day: Day = day.parse().unwrap();
    generate(Size::County, seed, day)
}

#[test]
fn every_row_is_sound_and_every_reference_leads_somewhere_on_whatever_day_it_is_made() {
    for (seed, day) in (1..).zip(DAYS) {
        let registers = county(seed, day);
        for (name, rows) in registers.iter() {
            let def = catalog().get(name).unwrap();
            let mut keys = HashSet::new();
            for row in rows {
                assert_eq!(validate(row, def), [], "{day} {name} {:?}", row.key);
                assert!(keys.insert(&row.key), "{day} {name} has {:?} twice", row.key);
            }
        }
        assert_eq!(check_references(&registers, catalog()), [], "{day}");
    }
}

#[test]
fn every_register_has_rows() {
    let registers = county(1, DAYS[0]);
    let empty: Vec<_> = catalog().iter().filter(|def| registers.get(def.name).is_empty()).map(|def| def.name).collect();
    assert_eq!(empty, [""; 0]);
}

#[test]
fn the_same_seed_size_and_day_give_the_same_rows_and_another_seed_others() {
    let sample = county(7, DAYS[0]);
    assert_eq!(sample, county(7, DAYS[0]));
    assert_ne!(sample, county(8, DAYS[0]));
    assert_ne!(sample, county(7, DAYS[1]));
}

#[test]
fn everything_but_the_divisions_is_marked_as_a_sample() {
    for (name, rows) in county(1, DAYS[0]).iter().filter(|(name, _)| *name != "division") {
        let unmarked = rows.iter().find(|row| !row.key.code.starts_with('样') || row.note.as_deref() != Some("样例数据"));
        assert_eq!(unmarked, None, "{name}");
    }
}

#[test]
fn nobody_has_a_name_and_no_unit_a_real_one() {
    let registers = county(1, DAYS[0]);
    for name in ["person", "unit"] {
        let at = catalog().get(name).unwrap().field_index("name").unwrap();
        for row in registers.get(name) {
            let text = format!("{:?}", row.values[at]);
            assert!(text.contains("样例人员") || text.contains("样例·") || text.contains("样例展示·"), "{name} {text}");
        }
    }
}

#[test]
fn no_credit_code_is_given_twice_and_none_is_of_a_known_authority() {
    let registers = county(1, DAYS[0]);
    let at = catalog().get("unit").unwrap().field_index("credit_code").unwrap();
    let codes: Vec<_> = registers.get("unit").iter().map(|row| format!("{:?}", row.values[at])).collect();
    assert_eq!(codes.iter().collect::<HashSet<_>>().len(), codes.len());
    assert!(codes.iter().all(|code| code.contains("X9000000")), "{codes:?}");
}
