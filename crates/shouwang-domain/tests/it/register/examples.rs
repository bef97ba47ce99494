//! The example rows of the workbook are a small world of their own.

use shouwang_domain::register::{EXAMPLE_MARK, RegisterDef, Registers, catalog, check_references, example_rows, validate};

use super::new_register::ORDER_OF_TESTS;

fn registers() -> impl Iterator<Item = &'static RegisterDef> {
    catalog().iter().filter(|def| def.order < ORDER_OF_TESTS)
}

#[test]
fn every_example_row_is_valid_and_marked_as_made_up() {
    for def in registers() {
        for row in example_rows(def) {
            assert_eq!(validate(&row, def), vec![], "{}", def.name);
            assert!(row.key.code.starts_with(EXAMPLE_MARK), "{}: {}", def.name, row.key.code);
        }
    }
}

#[test]
fn the_examples_refer_to_each_other_only() {
    let mut world = Registers::new();
    for def in registers() {
        for row in example_rows(def) {
            world.push(def.name, row);
        }
    }
    assert_eq!(check_references(&world, catalog()), vec![]);
}

#[test]
fn every_example_that_is_written_is_shown() {
    for def in registers() {
        let rows = example_rows(def);
        let shown = rows[0].values.iter().filter(|value| value.is_some()).count();
        assert_eq!(shown, def.fields.iter().filter(|field| !field.example.is_empty()).count(), "{}", def.name);
        assert!(shown >= 2 || def.fields.len() < 2, "{}: an example of one field shows little", def.name);
    }
}
