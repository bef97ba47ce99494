//! What an import would do to what is known.

use std::fs;
use std::path::PathBuf;

use shouwang_app::import::{Known, plan_import};
use shouwang_app::workbook::Incoming;
use shouwang_calendar::Day;
use shouwang_calendar::Lang;
use shouwang_domain::register::{Basis, Registers, Value, catalog};
use tempfile::TempDir;

use crate::support::{BODIES, added, plan_against, plan_of, refused, value, write_sheets};

struct Desk {
    folder: TempDir,
    known: Registers,
}

impl Desk {
    /// A desk where the two divisions and two units are known.
    fn new() -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bodies.xlsx");
        write_sheets(&path, BODIES);
        let known = added(&plan_of(&path));
        assert_eq!(known.row_count(), 4);
        Desk { folder, known }
    }

    fn csv(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, text).unwrap();
        path
    }
}

#[test]
fn a_row_with_other_values_is_shown_field_by_field() {
    let desk = Desk::new();
    let path =
        desk.csv("单位.csv", "编号,起始日,截止日,名称,行政区划,职能,依据\nU2,2024-01-01,2026-12-31,样例县甲局,433130,接入单位,实测\n");
    let plan = plan_against(&desk.known, &path);
    assert!(plan.can_apply() && plan.added.is_empty() && plan.changed.len() == 1);
    let fields: Vec<_> = plan.changed[0].fields.iter().map(|field| field.name).collect();
    assert_eq!(fields, ["until", "functions", "basis"]);
    let line = plan.lines(Lang::Zh).next().unwrap();
    assert_eq!(line.text, "起始日 2024-01-01；截止日 （空） → 2026-12-31；职能 行业主管、接入单位 → 接入单位；依据 申报 → 实测");
    assert_eq!((line.row, line.code.as_str(), line.register), (Some(2), "U2", "unit"));
}

#[test]
fn a_column_that_is_absent_keeps_what_is_known_and_an_empty_cell_does_not() {
    let mut desk = Desk::new();
    let unit = &mut desk.known.rows_mut("unit")[0];
    unit.note = Some("旧备注".to_owned());
    unit.basis = Basis::Measured;
    unit.until = "2030-12-31".parse().unwrap();
    let absent = desk.csv("unit.csv", "code,from,name,division,functions\nU1,2024-01-01,样例县数据局,433130,主管部门\n");
    assert_eq!(plan_against(&desk.known, &absent).unchanged_count, 1);
    let empty = desk.csv("unit.csv", "code,from,name,division,functions,note\nU1,2024-01-01,样例县数据局,433130,主管部门,\n");
    let plan = plan_against(&desk.known, &empty);
    let fields: Vec<_> = plan.changed[0].fields.iter().map(|field| field.name).collect();
    assert_eq!(fields, ["note"]);
    assert_eq!((plan.changed[0].row.basis, plan.changed[0].row.note.as_deref()), (Basis::Measured, None));
}

#[test]
fn a_sheet_without_the_first_day_means_the_only_row_of_the_code() {
    let mut desk = Desk::new();
    let path = desk.csv("unit.csv", "code,name,division,functions\nU1,样例县数据局（新）,433130,主管部门\n");
    let plan = plan_against(&desk.known, &path);
    assert_eq!((plan.changed.len(), plan.changed[0].row.key.from.to_string()), (1, "2024-01-01".to_owned()));
    let mut later = desk.known.get("unit")[0].clone();
    later.key.from = "2026-01-01".parse().unwrap();
    desk.known.push("unit", later);
    let said = refused(&plan_against(&desk.known, &path));
    assert!(said[0].contains("unit!A2") && said[0].contains("已有 2 行"), "{said:?}");
}

#[test]
fn a_later_first_day_continues_the_history_of_a_code() {
    let desk = Desk::new();
    let path = desk.csv("unit.csv", "code,from,name,division,functions\nU1,2026-03-01,样例县大数据局,433130,主管部门\n");
    let plan = plan_against(&desk.known, &path);
    assert!(plan.can_apply());
    assert_eq!((plan.added.len(), plan.changed.len()), (1, 0));
}

#[test]
fn headings_sheets_and_choices_are_understood_in_both_languages_and_any_order() {
    let folder = tempfile::tempdir().unwrap();
    let files = [
        ("行政区划.csv", "级别,编号 *,名称\n县级,433130,样例县\n"),
        ("division.csv", "name,LEVEL,Code\n样例县,county,433130\n"),
        ("Division.csv", "名称;编号;Level\n样例县;433130;County\n"),
    ];
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::write(&path, text).unwrap();
        let plan = plan_of(&path);
        assert!(plan.can_apply(), "{name}: {:?}", refused(&plan));
        let row = &plan.added[0].row;
        assert_eq!((row.key.code.as_str(), row.key.from), ("433130", Day::MIN));
        assert_eq!(value("division", row, "level"), Some(Value::Choice(2)), "{name}");
    }
}

#[test]
fn an_empty_code_is_made_from_the_row() {
    let desk = Desk::new();
    let path = desk.csv("培训.csv", "编号,培训日,单位,主题\n,2026-03-18,U2,密码应用\n,2026-03-19,U2,密码应用\n");
    let plan = plan_against(&desk.known, &path);
    assert!(plan.can_apply(), "{:?}", refused(&plan));
    let codes: Vec<_> = plan.added.iter().map(|added| added.row.key.code.as_str()).collect();
    assert!(codes[0].starts_with("U2/2026-03-18") && codes[1].starts_with("U2/2026-03-19"), "{codes:?}");
}

#[test]
fn example_rows_are_passed_over_and_counted() {
    let desk = Desk::new();
    let path = desk.csv("unit.csv", "code,from,name,division,functions\n例-U1,不是日期,,,\nU9,,丙局,433130,接入单位\n");
    let plan = plan_against(&desk.known, &path);
    assert!(plan.can_apply());
    assert_eq!((plan.example_count, plan.added.len()), (1, 1));
    assert!(plan.summary(Lang::Zh).contains("跳过示例 1 行"));
}

#[test]
fn withdrawing_needs_the_key_only_and_a_row_that_is_there() {
    let desk = Desk::new();
    let path = desk.csv("unit.csv", "code,from,name,division,functions,withdraw\nU2,2024-01-01,,999999,,是\n");
    let plan = plan_against(&desk.known, &path);
    assert!(plan.can_apply(), "{:?}", refused(&plan));
    assert_eq!((plan.withdrawn.len(), plan.withdrawn[0].key.code.as_str()), (1, "U2"));
    let path = desk.csv("unit.csv", "code,from,name,division,functions,withdraw\nU2,2024-01-02,,,,是\n");
    let said = refused(&plan_against(&desk.known, &path));
    assert!(said[0].contains("unit!F2") && said[0].contains("没有编号“U2”、日期 2024-01-02 的行可以撤回"), "{said:?}");
}

#[test]
fn what_was_withdrawn_before_needs_nothing_more() {
    let desk = Desk::new();
    let path = desk.csv("unit.csv", "code,from,name,division,functions,withdraw\nU7,2024-01-02,,,,是\n");
    let mut key = desk.known.get("unit")[0].key.clone();
    key.code = "U7".to_owned();
    key.from = "2024-01-02".parse().unwrap();
    let known = Known { registers: &desk.known, withdrawn: &[("unit", key)].into(), seen: None };
    let plan = plan_import(known, Incoming::read(&path).unwrap());
    assert!(plan.can_apply() && !plan.changes_anything());
    assert_eq!(plan.unchanged_count, 1);
}

#[test]
fn what_other_rows_name_cannot_be_withdrawn_unless_they_go_too() {
    let desk = Desk::new();
    let alone = desk.csv("division.csv", "code,name,level,withdraw\n433130,,,是\n");
    let said = refused(&plan_against(&desk.known, &alone));
    assert_eq!(said.len(), 2, "both units name it: {said:?}");
    assert!(said[0].contains("“单位”的“U1”还引用“433130”"), "{said:?}");
    let folder = desk.folder.path().join("together");
    fs::create_dir(&folder).unwrap();
    fs::rename(&alone, folder.join("division.csv")).unwrap();
    fs::write(folder.join("unit.csv"), "code,from,name,division,functions,withdraw\nU1,2024-01-01,,,,是\nU2,2024-01-01,,,,是\n").unwrap();
    let plan = plan_against(&desk.known, &folder);
    assert!(plan.can_apply(), "{:?}", refused(&plan));
    assert_eq!(plan.withdrawn.len(), 3);
}

#[test]
fn a_new_row_cannot_name_what_the_same_import_withdraws() {
    let mut desk = Desk::new();
    desk.known.rows_mut("unit").clear();
    let folder = desk.folder.path().join("both");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("division.csv"), "code,name,level,withdraw\n433130,,,是\n").unwrap();
    fs::write(folder.join("unit.csv"), "code,name,division,functions\nU9,丙局,433130,接入单位\n").unwrap();
    let said = refused(&plan_against(&desk.known, &folder));
    assert!(said[0].starts_with("unit.csv › unit!C2") && said[0].contains("没有编号“433130”"), "{said:?}");
}

#[test]
fn a_folder_is_one_import_in_the_order_of_names() {
    let desk = Desk::new();
    let folder = desk.folder.path().join("folder");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("unit.csv"), "code,name,division,functions\nU9,丙局,4332,接入单位\n").unwrap();
    write_sheets(&folder.join("a.xlsx"), &[("行政区划", &[&["编号", "名称", "级别"], &["4332", "另一州", "市级"]])]);
    for (name, text) in [("~$a.xlsx", "lock"), (".hidden.csv", "x"), ("readme.md", "x")] {
        fs::write(folder.join(name), text).unwrap();
    }
    let plan = plan_against(&desk.known, &folder);
    assert!(plan.can_apply(), "{:?}", refused(&plan));
    assert_eq!(
        (plan.files.as_slice(), plan.passed_over.as_slice()),
        (&["a.xlsx".to_owned(), "unit.csv".to_owned()][..], &["readme.md".to_owned()][..])
    );
    assert_eq!(plan.added.len(), 2);
    fs::write(folder.join("old.xls"), "x").unwrap();
    assert!(Incoming::read(&folder).unwrap_err().to_string().contains("old.xls"));
}

#[test]
fn every_refusal_of_a_row_is_found_in_one_pass() {
    let desk = Desk::new();
    let path = desk.csv("unit.csv", "code,from,until,name,division,functions\nU9,明天,后天,,433130,接入\nU8,,,丁局,4,接入单位\n");
    let plan = plan_against(&desk.known, &path);
    let cells: Vec<_> = plan.refused.iter().filter_map(|refusal| refusal.place.cell()).collect();
    assert_eq!(cells, ["B2", "C2", "F2", "D2", "E3"]);
    assert!(plan.refused.iter().all(|refusal| refusal.text(Lang::En) != refusal.text(Lang::Zh)));
}

#[test]
fn every_register_can_be_planned_from_its_examples() {
    // The examples form one whole: with another mark before their codes they are an import that nothing is wrong with.
    let mut registers = Registers::new();
    for def in catalog() {
        for mut row in shouwang_domain::register::example_rows(def) {
            row.key.code = row.key.code.replace('例', "样");
            for value in row.values.iter_mut().flatten() {
                if let Value::Ref(code) = value {
                    *code = code.replace('例', "样");
                }
            }
            registers.push(def.name, row);
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("examples.xlsx");
    shouwang_app::workbook::write_workbook(&path, &registers, Lang::Zh).unwrap();
    let plan = plan_of(&path);
    assert!(plan.can_apply(), "{:?}", refused(&plan));
    assert_eq!(added(&plan), registers);
}
