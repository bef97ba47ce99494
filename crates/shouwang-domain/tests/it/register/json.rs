//! Rows in JSON: read back as they were, and refused with the place of each mistake.

use serde_json::json;
use shouwang_domain::register::{catalog, example_rows, row_from_json, row_to_json};

#[test]
fn every_example_of_every_register_is_read_back_as_it_was() {
    let mut count = 0;
    for def in catalog() {
        for row in example_rows(def) {
            let read = row_from_json(def, &row_to_json(def, &row), "").unwrap();
            assert!(read.says_the_same(&row), "{}: {read:?} {row:?}", def.name);
            count += 1;
        }
    }
    assert!(count >= catalog().registers().len());
}

#[test]
fn what_is_no_value_is_told_with_its_place_and_all_at_once() {
    let def = catalog().get("unit").unwrap();
    let given = json!({ "code": "U1", "name": 7, "nome": "x", "until": "2026-02-30", "functions": ["connected_unit", "connected_unit"] });
    let errors = row_from_json(def, given.as_object().unwrap(), "/rows/3").unwrap_err();
    let mut places: Vec<_> = errors.iter().map(|error| error.place.as_str()).collect();
    places.sort_unstable();
    assert_eq!(places, ["/rows/3/functions", "/rows/3/name", "/rows/3/nome", "/rows/3/until"]);
}
