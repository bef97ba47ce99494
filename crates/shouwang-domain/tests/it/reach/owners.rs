//! The ways from rows to units. `UPDATE=1 cargo test -p shouwang-domain reach` writes the table in the documentation anew.

use shouwang_domain::reach::{self, Covered, OwnerPath, PATH_REFERENCES_MAX, covered, owners};
use shouwang_domain::register::{Audience, Catalog, RegisterDef, Shape, catalog, full_catalog};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/owners.md");

/// The registers of the product; those that the tests declare belong to nobody's documentation.
fn own() -> Catalog {
    Catalog::new(catalog().iter().filter(|def| def.order < 60_000).cloned())
}

fn def(name: &str) -> &'static RegisterDef {
    full_catalog().get(name).expect("a register of every installation")
}

fn fields(paths: &[OwnerPath]) -> Vec<String> {
    paths.iter().map(|path| path.0.iter().map(|step| step.field).collect::<Vec<_>>().join("/")).collect()
}

#[test]
fn the_table_in_the_documentation_is_that_of_the_registers() {
    let table = reach::markdown(&own(), full_catalog());
    let page = std::fs::read_to_string(FILE).expect("docs/owners.md is there");
    let (before, rest) = page.split_once(reach::BEGIN).expect("the page has the marker where the table begins");
    let (written, after) = rest.split_once(reach::END).expect("the page has the marker where the table ends");
    if std::env::var_os("UPDATE").is_some() {
        let page = format!("{before}{}\n\n{table}\n\n{}{after}", reach::BEGIN, reach::END);
        std::fs::write(FILE, page).expect("docs/owners.md can be written");
        return;
    }
    assert!(written.trim() == table.trim(), "docs/owners.md differs from the registers; run the tests once with UPDATE=1");
}

#[test]
fn a_unit_belongs_to_itself() {
    let unit = owners(def("unit"));
    assert_eq!((fields(&unit.primary), fields(&unit.named)), (vec![String::new()], vec![String::new()]));
}

#[test]
fn the_first_required_unit_answers_for_a_row() {
    assert_eq!(fields(&owners(def("handover")).primary), ["from_unit"]);
    assert_eq!(fields(&owners(def("information_system")).primary), ["managing_unit"]);
    assert_eq!(fields(&owners(def("provider_contract")).named), ["unit", "provider"]);
}

#[test]
fn without_a_unit_of_its_own_a_row_belongs_to_that_of_the_required_reference() {
    assert_eq!(fields(&owners(def("provider_review")).primary), ["contract/unit"]);
    assert_eq!(fields(&owners(def("open_port")).primary), ["system/managing_unit"]);
}

#[test]
fn without_a_required_reference_every_one_that_is_given_counts() {
    assert_eq!(fields(&owners(def("grade_filing")).primary), ["network/managing_unit", "system/managing_unit"]);
}

#[test]
fn divisions_belong_to_nobody() {
    assert!(owners(def("division")).is_empty());
}

#[test]
fn who_answers_for_a_row_is_among_the_units_that_it_names() {
    for def in full_catalog() {
        let owners = owners(def);
        assert!(owners.primary.iter().all(|path| owners.named.contains(path)), "{}", def.name);
        assert_eq!(owners.primary.is_empty(), owners.named.is_empty(), "{}", def.name);
        for path in &owners.named {
            assert!(path.0.len() <= PATH_REFERENCES_MAX, "{}: {path:?}", def.name);
            assert_eq!(path.0.last().map_or("unit", |step| step.target), "unit", "{}: {path:?}", def.name);
        }
    }
}

#[test]
fn every_register_of_the_bodies_but_divisions_belongs_to_somebody() {
    let nobodys: Vec<_> = own().iter().filter(|def| owners(def).is_empty()).map(|def| def.name).collect();
    assert_eq!(nobodys, ["division"]);
}

#[test]
fn a_register_that_the_program_does_not_have_belongs_to_nobody() {
    let foreign = RegisterDef { name: "foreign", audience: Audience::Everyone, shape: Shape::State, ..def("unit").clone() };
    assert!(owners(&foreign).is_empty());
}

#[test]
fn a_contract_covers_itself_its_staff_and_reviews_and_what_stands_between_its_sides() {
    let covers: Vec<_> = own().iter().filter_map(|def| Some((def.name, covered(def)?))).collect();
    let between = Covered::Between { unit: "unit", provider: "provider", person: Some("person") };
    let expected = [
        ("provider_contract", Covered::Itself),
        ("provider_review", Covered::Under("contract")),
        ("onsite_staff", Covered::Under("contract")),
        ("staff_vetting", between),
        ("confidentiality_agreement", between),
    ];
    assert_eq!(covers, expected);
}
