//! What is wrong inside a readable file is refused with its cell, and nothing is written.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use crate::support::{BODIES, Office, Sheets, plan_of, refused, replace, write_sheets};

/// Imports the sheets into an office that knows two divisions and two units, and expects that everything is refused with these words.
async fn is_refused(sheets: Sheets<'_>, words: &[&str]) {
    let mut office = Office::open().await;
    write_sheets(&office.path("bodies.xlsx"), BODIES);
    office.apply(&office.path("bodies.xlsx")).await;
    let path = office.path("bad.xlsx");
    write_sheets(&path, sheets);
    let said = office.refuses(&path).await;
    for word in words {
        assert!(said.contains(word), "`{word}` is missing in: {said}");
    }
}

const UNIT: &[&str] = &["编号", "起始日", "名称", "行政区划", "职能", "统一社会信用代码"];

#[tokio::test]
async fn an_unknown_sheet_is_refused_with_the_names_that_there_are() {
    is_refused(&[("Sheet1", &[&["编号"], &["U9"]])], &["bad.xlsx › Sheet1", "没有叫“Sheet1”的登记表", "信息系统", "information_system"])
        .await;
}

#[tokio::test]
async fn one_wrong_sheet_stops_the_right_ones_too() {
    let right: &[&[&str]] = &[UNIT, &["U9", "", "样例县丙局", "433130", "接入单位", ""]];
    is_refused(&[("单位", right), ("没有这张表", &[&["x"]])], &["没有这张表", "什么也没有写入", "nothing was written"]).await;
}

#[tokio::test]
async fn unknown_missing_and_repeated_headings_are_refused() {
    let sheet: &[&[&str]] = &[&["编号", "名称", "名称", "颜色", "职能"], &["U9", "a", "b", "c", "接入单位"]];
    is_refused(
        &[("单位", sheet)],
        &["单位!C1", "“名称”这一列出现了两次", "单位!D1", "没有叫“颜色”的列", "单位 第 1 行", "缺少必填的一列“行政区划”"],
    )
    .await;
}

#[tokio::test]
async fn a_broken_check_digit_is_refused() {
    let sheet: &[&[&str]] = &[UNIT, &["U9", "", "样例县丙局", "433130", "接入单位", "91430000MA4L2Y1X22"]];
    is_refused(&[("单位", sheet)], &["单位!F2", "【统一社会信用代码】"]).await;
}

#[tokio::test]
async fn an_end_before_its_beginning_is_refused() {
    let headings = ["编号", "起始日", "截止日", "名称", "行政区划", "职能"];
    let sheet: &[&[&str]] = &[&headings, &["U9", "2026-05-01", "2026-04-30", "样例县丙局", "433130", "接入单位"]];
    is_refused(&[("单位", sheet)], &["单位!C2", "截止日 2026-04-30 早于起始日 2026-05-01"]).await;
}

#[tokio::test]
async fn an_unknown_division_is_refused_and_one_of_the_same_import_is_not() {
    let sheet: &[&[&str]] = &[UNIT, &["U8", "", "乙局", "433130", "接入单位", ""], &["U9", "", "丙局", "999999", "接入单位", ""]];
    is_refused(&[("单位", sheet)], &["单位!D3", "“行政区划”中没有编号“999999”", "拒绝 1 处"]).await;
}

#[tokio::test]
async fn a_reference_to_a_row_that_is_refused_itself_is_not_refused_again() {
    let divisions: &[&[&str]] = &[&["编号", "名称", "级别"], &["4332", "另一州", "州级"]];
    let units: &[&[&str]] = &[UNIT, &["U9", "", "丙局", "4332", "接入单位", ""]];
    is_refused(&[("行政区划", divisions), ("单位", units)], &["行政区划!C2", "“州级”不在可选项中", "拒绝 1 处"]).await;
}

#[tokio::test]
async fn an_event_without_its_day_is_refused() {
    let sheet: &[&[&str]] = &[&["培训日", "单位", "主题"], &["", "U1", "密码应用"]];
    is_refused(&[("培训", sheet)], &["培训!A2", "没有培训日"]).await;
}

#[tokio::test]
async fn required_cells_and_bounds_are_checked() {
    let ports: &[&[&str]] =
        &[&["编号", "信息系统", "端口号", "协议"], &["P1", "S1", "65536", "TCP"], &["P2", "", "443", "tcp"], &["", "S1", "443x", "SCTP"]];
    is_refused(&[("开放端口", ports)], &["开放端口!C2", "1 到 65535", "开放端口!B3", "必填", "开放端口!C4", "443x", "开放端口!D4", "SCTP"])
        .await;
}

#[tokio::test]
async fn the_same_key_twice_is_refused_with_both_cells() {
    let sheet: &[&[&str]] = &[
        UNIT,
        &["U9", "2026-01-01", "丙局", "433130", "接入单位", ""],
        &["U8", "", "丁局", "433130", "接入单位", ""],
        &["U9", "2026/1/1", "戊局", "433130", "接入单位", ""],
    ];
    is_refused(&[("单位", sheet)], &["单位!A4", "与 bad.xlsx › 单位!A2 重复"]).await;
}

#[tokio::test]
async fn a_cell_without_a_heading_is_refused() {
    let sheet: &[&[&str]] = &[&["编号", "名称", "级别"], &["4332", "另一州", "市级", "", "随手记的"]];
    is_refused(&[("行政区划", sheet)], &["行政区划!E2", "没有表头"]).await;
}

#[tokio::test]
async fn a_sheet_without_the_code_is_refused_where_none_can_be_made() {
    is_refused(&[("单位", &[&["名称", "行政区划", "职能"], &["丙局", "433130", "接入单位"]])], &["单位 第 1 行", "缺少必填的一列“编号”"])
        .await;
}

#[test]
fn a_formula_is_refused_with_its_cell_whatever_it_last_came_to() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("formula.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("行政区划").unwrap();
    sheet.write_row(0, 0, ["编号", "名称", "级别"]).unwrap();
    sheet.write_row(1, 0, ["4331", "", "市级"]).unwrap();
    sheet.write_formula(1, 1, Formula::new("=\"样例\"&\"州\"").set_result("样例州")).unwrap();
    book.save(&path).unwrap();
    let plan = plan_of(&path);
    assert!(!plan.can_apply() && plan.added.is_empty());
    assert_eq!(refused(&plan).len(), 1);
    assert!(refused(&plan)[0].starts_with("formula.xlsx › 行政区划!B2 【名称】 这里是公式"), "{:?}", refused(&plan));
}

#[test]
fn merged_cells_are_refused_below_the_headings_only() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("merged.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("行政区划").unwrap();
    sheet.write_row(0, 0, ["编号", "名称", "级别", "备注"]).unwrap();
    sheet.write_row(1, 0, ["4331", "样例州", "市级"]).unwrap();
    sheet.write_row(2, 0, ["4332", "另一州", "市级"]).unwrap();
    sheet.merge_range(1, 3, 2, 3, "两州共用", &Format::new()).unwrap();
    book.save(&path).unwrap();
    let said = refused(&plan_of(&path));
    assert_eq!(said.len(), 1);
    assert!(said[0].contains("行政区划!D2") && said[0].contains("D2:D3 是合并单元格"), "{said:?}");
}

#[test]
fn what_excel_made_of_a_text_is_undone_or_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("typed.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("单位").unwrap();
    sheet.write_row(0, 0, ["编号", "起始日", "名称", "行政区划", "职能", "处理重要数据"]).unwrap();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write_number(1, 0, 7).unwrap().write_string(1, 2, "甲").unwrap().write_number(1, 3, 433_130).unwrap();
    sheet.write_string(1, 4, "接入单位").unwrap().write_boolean(1, 5, true).unwrap();
    sheet.write_datetime_with_format(1, 1, ExcelDateTime::from_ymd(2024, 1, 1).unwrap(), &day).unwrap();
    sheet.write_string(2, 0, "U8").unwrap().write_datetime_with_format(2, 2, ExcelDateTime::from_ymd(2026, 1, 1).unwrap(), &day).unwrap();
    sheet.write_number(2, 3, 433_130.5).unwrap().write_string(2, 4, "接入单位").unwrap().write_number(2, 1, 2024).unwrap();
    book.save(&path).unwrap();
    let plan = plan_of(&path);
    let said = refused(&plan).join("\n");
    assert!(said.contains("单位!B3 【起始日】 “2024”不是日期"), "{said}");
    assert!(said.contains("单位!C3 【名称】 这里成了日期（2026-01-01）"), "{said}");
    let row = &plan.added[0].row;
    assert_eq!((row.key.code.as_str(), row.key.from.to_string().as_str()), ("7", "2024-01-01"));
    assert_eq!(crate::support::value("unit", row, "division"), Some(shouwang_domain::register::Value::Ref("433130".to_owned())));
    assert_eq!(crate::support::value("unit", row, "handles_important_data"), Some(shouwang_domain::register::Value::Flag(true)));
}

/// A workbook with one division whose note is the number 12345, in a cell that a test can replace.
fn with_note(path: &std::path::Path) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("行政区划").unwrap();
    sheet.write_row(0, 0, ["编号", "起始日", "名称", "级别", "备注"]).unwrap();
    sheet.write_row(1, 0, ["4331", "", "样例州", "市级"]).unwrap();
    let day = Format::new().set_num_format("yyyy-mm-dd");
    sheet.write_number_with_format(1, 1, 12_345, &day).unwrap().write_number(1, 4, 12_345).unwrap();
    book.save(path).unwrap();
}

#[test]
fn error_values_are_refused_with_their_cell() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("errors.xlsx");
    with_note(&path);
    replace(&path, "<c r=\"E2\"><v>12345</v></c>", "<c r=\"E2\" t=\"e\"><v>#REF!</v></c>");
    let said = refused(&plan_of(&path));
    assert!(said[0].contains("行政区划!E2 【备注】 这里是错误值 #REF!"), "{said:?}");
    with_note(&path);
    replace(&path, "<c r=\"E2\"><v>12345</v></c>", "<c r=\"E2\" t=\"e\"><v>#SPILL!</v></c>");
    let said = refused(&plan_of(&path));
    assert!(said[0].contains("行政区划!2:2 D2 之后的一格是错误值 #SPILL!"), "{said:?}");
}

#[test]
fn days_of_a_workbook_that_counts_from_1904_are_the_days_that_it_shows() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mac.xlsx");
    with_note(&path);
    assert_eq!(plan_of(&path).added[0].row.key.from.to_string(), "1933-10-18");
    replace(&path, "<workbookPr ", "<workbookPr date1904=\"1\" ");
    assert_eq!(plan_of(&path).added[0].row.key.from.to_string(), "1937-10-19");
}
