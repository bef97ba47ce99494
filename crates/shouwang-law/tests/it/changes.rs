//! What a newer instrument keeps, changes, drops and adds.

use shouwang_law::model::{Law, Words};
use shouwang_law::{Change, FieldChange, diff};

use crate::support::{duty, instrument, page};

/// The changes from `old` to `new`, whose pages hold these blocks.
fn changes(older: &str, newer: &str, newer_head: &str) -> Vec<Change> {
    let (old_head, new_head) = (instrument("old", "2020-12-01", ""), instrument("new", "2026-03-10", newer_head));
    let (old_page, new_page) = (page("definition", older), page("definition", newer));
    let files = [
        ("old/instrument.toml", old_head.as_str()),
        ("old/01.md", &old_page),
        ("new/instrument.toml", &new_head),
        ("new/01.md", &new_page),
    ];
    let law = Law::load(files).unwrap_or_else(|errors| panic!("{errors:#?}"));
    diff(law.instrument("old").expect("old"), law.instrument("new").expect("new"))
}

/// One word and the rules' ids for each change.
fn summary(changes: &[Change]) -> Vec<String> {
    changes
        .iter()
        .map(|change| match change {
            Change::Kept { older, newer } => format!("{} kept as {}", older.name, newer.name),
            Change::Changed { older, newer, .. } => format!("{} changed to {}", older.name, newer.name),
            Change::Supplementary { older } => format!("{} supplementary", older.name),
            Change::Dropped { older, .. } => format!("{} dropped", older.name),
            Change::Added { newer } => format!("{} added", newer.name),
        })
        .collect()
}

const YEARLY: &str = "kind = \"periodic\"\nevery = \"year\"\nrows = { of = \"training.unit\" }";

#[test]
fn every_rule_of_both_instruments_is_accounted_for() {
    let older = duty("same", YEARLY) + &duty("other", YEARLY) + &duty("gone", YEARLY) + &duty("alone", YEARLY);
    let newer = duty("s", &format!("{YEARLY}\nreplaces = [\"old/same\"]"))
        + &duty("o", &format!("{YEARLY}\nreplaces = [\"old/other\"]\ncount_min = 2"))
        + &duty("fresh", YEARLY);
    let found = changes(&older, &newer, "[[drops]]\nrule = \"old/gone\"\nreason = \"不再要求 · no longer asked\"");
    let expected =
        ["old/same kept as new/s", "old/other changed to new/o", "old/gone dropped", "old/alone supplementary", "new/fresh added"];
    assert_eq!(summary(&found), expected);
    assert!(matches!(&found[2], Change::Dropped { reason, .. } if *reason == Words::new("不再要求", "no longer asked")));
    let Change::Kept { older, newer } = &found[0] else { panic!("kept") };
    assert_eq!((older.kind, older.title.en.as_str(), older.clause.article, newer.clause.paragraph), ("duty", "Training", 1, 1));
}

#[test]
fn a_changed_rule_lists_the_fields_that_differ() {
    let newer = "kind = \"within\"\nwithin = \"30 days\"\nafter = \"from\"\nrows = { of = \"training.unit\" }\nreplaces = [\"old/x\"]\nadvice = true";
    let found = changes(&duty("x", YEARLY), &duty("y", newer), "");
    let [Change::Changed { fields, .. }] = found.as_slice() else { panic!("one change: {found:?}") };
    let change = |field, older: &str, newer: &str| FieldChange { field, older: Words::new(older, older), newer: Words::new(newer, newer) };
    assert_eq!(
        *fields,
        [
            change("kind", "periodic", "within"),
            change("every", "year", ""),
            change("count_min", "1", ""),
            change("advice", "", "true"),
            change("within", "", "30 days"),
            change("after", "", "from"),
        ]
    );
}

#[test]
fn titles_and_glosses_make_no_difference() {
    let newer = duty("y", &format!("{YEARLY}\nreplaces = [\"old/x\"]")).replace("Training", "Lessons");
    assert!(matches!(changes(&duty("x", YEARLY), &newer, "").as_slice(), [Change::Kept { newer, .. }] if newer.title.en == "Lessons"));
}

#[test]
fn what_a_word_means_is_told_in_both_languages_and_a_mended_translation_is_no_change() {
    let definition = |id: &str, means: &str, more: &str| {
        format!("```toml definition\nid = \"{id}\"\ntitle = {{ zh = \"甲\", en = \"A\" }}\nmeans = {means}\n{more}\n```\n")
    };
    let found = |older: &str, newer: &str| changes(&definition("x", older, ""), &definition("y", newer, "replaces = [\"old/x\"]"), "");
    let (net, wider) = ("{ zh = \"网\", en = \"net\" }", "{ zh = \"广域网\", en = \"wide net\" }");
    let changed = found(net, wider);
    let [Change::Changed { fields, .. }] = changed.as_slice() else { panic!("one change: {changed:?}") };
    assert_eq!(*fields, [FieldChange { field: "means", older: Words::new("网", "net"), newer: Words::new("广域网", "wide net") }]);
    assert_eq!(summary(&found(net, "{ zh = \"网\", en = \"network\" }")), ["old/x kept as new/y"]);
}

#[test]
fn a_rule_may_be_replaced_by_several_and_replace_several() {
    let older = duty("a", YEARLY) + &duty("b", YEARLY);
    let newer =
        duty("x", &format!("{YEARLY}\nreplaces = [\"old/a\", \"old/b\"]")) + &duty("y", &format!("{YEARLY}\nreplaces = [\"old/a\"]"));
    let expected = ["old/a kept as new/x", "old/a kept as new/y", "old/b kept as new/x"];
    assert_eq!(summary(&changes(&older, &newer, "")), expected);
}

/// Each kind of rule with one essential field changed.
#[test]
fn matters_clocks_roles_cases_and_definitions_are_compared_too() {
    let words = "{ zh = \"甲\", en = \"A\" }";
    let kinds = [
        ("matter", "applicant = \"unit\"\nroute = [{ who = \"finance\", of = \"province\", does = \"file\" }]", "\"file\"", "route"),
        ("clock", "from = \"unit\"\nto = []\nlimit = \"4 hours\"\nstarts = { zh = \"甲\", en = \"A\" }", "4 hours", "limit"),
        ("role", "function = \"finance\"\nlevel = \"county\"\nmay = [{ zh = \"甲\", en = \"A\" }]", "county", "level"),
        ("case", "led_by = \"finance\"\nsteps = []\nopens = { zh = \"甲\", en = \"A\" }", "finance", "led_by"),
        ("definition", "means = { zh = \"甲\", en = \"A\" }\nparameter = 5", "= 5", "parameter"),
    ];
    for (kind, fields, value, field) in kinds {
        let block = |id: &str, fields: &str| format!("```toml {kind}\nid = \"{id}\"\ntitle = {words}\n{fields}\n```\n");
        let replacing = format!("{fields}\nreplaces = [\"old/x\"]");
        let other =
            value.replace("file", "review").replace('4', "2").replace("county", "province").replace("finance", "secrecy").replace('5', "6");
        let found = changes(&block("x", fields), &block("y", &replacing), "");
        assert_eq!(summary(&found), ["old/x kept as new/y"], "{kind}");
        let found = changes(&block("x", fields), &block("y", &replacing.replace(value, &other)), "");
        assert!(
            matches!(found.as_slice(), [Change::Changed { fields, .. }] if fields.len() == 1 && fields[0].field == field),
            "{kind}: {found:?}"
        );
    }
}

#[test]
fn notes_of_registers_are_no_rules() {
    let note = "```toml register\nregisters = [\"unit\"]\n```\n";
    assert_eq!(changes(note, note, ""), []);
}
