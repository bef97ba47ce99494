//! The workbook that clerks fill in.

use std::collections::HashSet;
use std::fs;

use calamine::{DataType, Reader, SheetVisible, Xlsx, open_workbook};
use shouwang_app::workbook::write_template;
use shouwang_calendar::Lang;
use shouwang_domain::register::{EXAMPLE_MARK, catalog, example_rows};

use crate::support::{BODIES, parts, plan_of, write_sheets};

#[test]
fn the_template_is_read_as_examples_only() {
    let folder = tempfile::tempdir().unwrap();
    let examples: usize = catalog().iter().map(|def| example_rows(def).len()).sum();
    for language in [Lang::Zh, Lang::En] {
        let path = folder.path().join("template.xlsx");
        write_template(&path, language).unwrap();
        let plan = plan_of(&path);
        assert!(plan.can_apply(), "{}", plan.summary(Lang::En));
        assert_eq!((plan.added.len(), plan.example_count), (0, examples));
    }
}

#[test]
fn there_is_one_sheet_per_register_after_the_guide() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("template.xlsx");
    write_template(&path, Lang::Zh).unwrap();
    let book: Xlsx<_> = open_workbook(&path).unwrap();
    let expected = ["说明"].into_iter().chain(catalog().iter().map(|def| def.label.zh));
    let shown = book.sheets_metadata().iter().filter(|sheet| sheet.visible == SheetVisible::Visible).map(|sheet| sheet.name.as_str());
    assert_eq!(shown.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
}

#[test]
fn words_too_long_for_a_drop_down_stand_on_a_hidden_sheet() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("template.xlsx");
    write_template(&path, Lang::En).unwrap();
    let mut book: Xlsx<_> = open_workbook(&path).unwrap();
    let words = book.worksheet_range("选项").unwrap();
    assert_eq!(words.get_value((0, 0)).and_then(|cell| cell.get_string()), Some("access_application"));
    let refers = |(_, bytes): &(String, Vec<u8>)| String::from_utf8_lossy(bytes).contains("<formula1>'选项'!$A$1:$A$");
    assert!(parts(&path).iter().any(refers), "no drop-down refers to the words");
}

#[test]
fn every_example_row_begins_with_the_mark_that_skips_it() {
    for def in catalog() {
        for row in example_rows(def) {
            assert!(row.key.code.starts_with(EXAMPLE_MARK), "{}: {}", def.name, row.key.code);
        }
    }
}

#[test]
fn no_sheet_and_no_heading_can_be_mistaken_for_another() {
    let mut sheets = HashSet::from(["说明".to_owned(), "选项".to_owned()]);
    for def in catalog() {
        let names = HashSet::from([def.name.to_owned(), def.label.zh.to_owned(), def.label.en.to_ascii_lowercase()]);
        for name in names {
            assert!(sheets.insert(name.clone()), "the sheet name `{name}` means two registers");
        }
        let common =
            [("code", "编号", "Code"), ("basis", "依据", "Basis"), ("vouched_by", "申报或测量者", "Vouched by"), ("note", "备注", "Note")];
        let days = [
            ("from", def.from_label.zh, def.from_label.en),
            ("until", def.until_label.zh, def.until_label.en),
            ("withdraw", "撤回", "Withdraw"),
        ];
        let fields = def.fields.iter().map(|field| (field.name, field.label.zh, field.label.en));
        let mut headings = HashSet::new();
        for (name, zh, en) in common.into_iter().chain(days).chain(fields) {
            let words = HashSet::from([name.to_owned(), zh.to_owned(), en.to_ascii_lowercase()]);
            for word in words.into_iter().filter(|word| !word.is_empty()) {
                assert!(headings.insert(word.clone()), "{}: the heading `{word}` means two columns", def.name);
            }
        }
    }
}

#[test]
fn a_blank_template_may_be_written_anew_but_a_filled_in_one_is_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("template.xlsx");
    fs::write(&path, "").unwrap();
    write_template(&path, Lang::Zh).unwrap();
    write_template(&path, Lang::En).unwrap();
    write_sheets(&path, BODIES);
    let before = fs::read(&path).unwrap();
    let error = write_template(&path, Lang::Zh).unwrap_err();
    assert!(error.message.zh.contains("template.xlsx：文件已存在"), "{error}");
    assert!(fs::read(&path).unwrap() == before, "the filled-in workbook was changed");
    assert!(write_template(&folder.path().join("no/such/folder.xlsx"), Lang::Zh).is_err());
}
