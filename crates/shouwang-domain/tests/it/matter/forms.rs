//! What forms and the law must have of each other.

use std::collections::BTreeSet;

use shouwang_domain::matter::{form_of, forms};
use shouwang_domain::register::{Catalog, Choices as _, FieldKind, catalog, example_row, schema, validate};
use shouwang_domain::registers::permission::Matter as Kind;

use super::support::last_day;
use crate::plan::support::REAL;

#[test]
fn every_matter_has_a_form_and_a_route() {
    let of_law: BTreeSet<String> = REAL.program.matters().iter().map(|matter| matter.rule.name.id.replace('-', "_")).collect();
    for choice in Kind::CHOICES {
        assert!(form_of(choice.id).is_some(), "{} has no form", choice.id);
        assert!(of_law.contains(choice.id), "{} has no route in the law", choice.id);
    }
    assert_eq!((forms().len(), of_law.len()), (Kind::CHOICES.len(), Kind::CHOICES.len()));
}

#[test]
fn a_form_is_called_as_its_matter_is() {
    for form in forms() {
        assert_eq!(form.def.label, Kind::CHOICES.iter().find(|choice| choice.id == form.def.name).unwrap().label, "{}", form.def.name);
    }
}

#[test]
fn forms_contradict_neither_themselves_nor_the_registers() {
    // Registers and forms share labels on purpose; their fields may not contradict each other.
    let both = Catalog::new(catalog().iter().chain(forms().iter().map(|form| &form.def)).cloned());
    let flaws: Vec<_> = both.flaws().into_iter().filter(|flaw| !flaw.starts_with("the register")).collect();
    assert_eq!(flaws, Vec::<String>::new());
    let known = |name: &str| catalog().get(name).is_some();
    for form in forms() {
        let refs = form.def.fields.iter().filter_map(|field| match field.kind {
            FieldKind::Ref(register) => Some(register),
            _ => None,
        });
        assert!(refs.chain([form.subject]).all(known), "{}", form.def.name);
        assert!(schema(&form.def).is_object());
    }
}

#[test]
fn the_example_of_every_form_is_valid() {
    for form in forms() {
        let mut row = example_row(&form.def);
        if row.key.code.is_empty() {
            row.key.code = "例-1".to_owned();
        }
        row.until = last_day(form, &row);
        assert_eq!(validate(&row, &form.def), [], "{}", form.def.name);
    }
}
