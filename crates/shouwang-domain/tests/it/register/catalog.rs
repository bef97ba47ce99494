//! The catalog: complete, ordered, free of contradictions, and able to see one.

use shouwang_domain::register::{Catalog, FieldKind, RegisterDef, Shape, catalog};

use super::new_register::ORDER_OF_TESTS;

fn changed(name: &str, change: impl Fn(&mut RegisterDef)) -> Vec<String> {
    let changed = |def: &RegisterDef| {
        let mut def = def.clone();
        if def.name == name {
            change(&mut def);
        }
        def
    };
    Catalog::new(catalog().iter().map(changed)).flaws()
}

#[test]
fn the_declarations_do_not_contradict_each_other() {
    assert_eq!(catalog().flaws(), Vec::<String>::new());
}

#[test]
fn every_file_of_the_registers_folder_is_in_the_catalog() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/registers");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| std::fs::read_to_string(path).unwrap().contains("#[register("));
    let mut names: Vec<_> = files.iter().map(|path| path.file_stem().unwrap().to_str().unwrap()).collect();
    names.sort_unstable();
    let mut known: Vec<_> = catalog().iter().filter(|def| def.order < ORDER_OF_TESTS).map(|def| def.name).collect();
    known.sort_unstable();
    assert_eq!(names, known);
    assert!(known.len() >= 45, "{known:?}");
}

#[test]
fn registers_are_ordered_by_number_and_found_by_any_of_their_names() {
    let orders: Vec<_> = catalog().iter().map(|def| (def.order, def.name)).collect();
    assert!(orders.is_sorted(), "{orders:?}");
    for name in ["information_system", "信息系统", "Information system"] {
        assert_eq!(catalog().find(name).map(|def| def.name), Some("information_system"));
    }
    assert!(catalog().get("信息系统").is_none(), "get takes identifiers only");
    assert_eq!(catalog().position("division"), Some(0));
}

#[test]
fn every_declaration_says_what_a_clerk_and_a_lawyer_need() {
    for def in catalog() {
        assert!(!def.article.is_empty(), "{}: which article asks for it?", def.name);
        assert!(def.help.zh.ends_with('。') && def.help.en.ends_with('.'), "{}: {:?}", def.name, def.help);
        for field in &def.fields {
            let sentence = field.help.zh.ends_with('。') && field.help.en.ends_with('.');
            assert!(sentence && !field.help.zh.contains('\n'), "{}.{}: {:?}", def.name, field.name, field.help);
            assert!(!field.label.zh.is_empty() && field.label.en.is_ascii(), "{}.{}: {:?}", def.name, field.name, field.label);
        }
        // Excel's limit for the name of a sheet.
        assert!(def.label.zh.chars().count() <= 31 && def.label.en.len() <= 31, "{}", def.name);
    }
}

#[test]
fn events_are_the_registers_that_say_so() {
    let events: Vec<_> = catalog().iter().filter(|def| def.shape == Shape::Event).map(|def| def.name).collect();
    let expected = [
        "grade_assessment",
        "crypto_assessment",
        "risk_assessment",
        "data_grading",
        "upgrade",
        "provider_review",
        "staff_vetting",
        "training",
        "drill",
        "report",
        "debugging_work",
        "observation",
        "handover",
    ];
    assert_eq!(events, expected);
}

#[test]
fn a_contradiction_is_seen() {
    let sees = |flaws: Vec<String>, word: &str| assert!(flaws.iter().any(|flaw| flaw.contains(word)), "{word}: {flaws:?}");
    sees(changed("unit", |def| def.name = "division"), "register `division` is there twice");
    sees(changed("unit", |def| def.name = "body"), "refers to `unit`, which is no register");
    sees(changed("unit", |def| def.label.zh = "行政区划"), "register label `行政区划`");
    sees(changed("unit", |def| def.fields[0].name = "from"), "column `from`");
    sees(changed("unit", |def| def.fields[0].label.zh = "编号"), "heading `编号`");
    sees(changed("unit", |def| def.natural = &["nmae"]), "`nmae` is named, but is no field");
    sees(changed("unit", |def| def.at_least_one = &["nmae"]), "`nmae` is named, but is no field");
    sees(changed("account", |def| def.fields[4].not_before = "form"), "`form` is named, but is no field");
    sees(changed("open_port", |def| def.fields[1].kind = FieldKind::Int { min: 2, max: 1 }), "`number` allows no number");
    sees(changed("open_port", |def| def.fields[1].example = "70000"), "the example of `number`");
    sees(changed("open_port", |def| def.fields[2].kind = FieldKind::Choice(&[])), "0 choices");
}
