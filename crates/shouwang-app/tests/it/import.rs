//! The whole way: a file, the database, and the file again.

use std::fs;

use shouwang_app::workbook::{write_csv_folder, write_workbook};
use shouwang_calendar::Lang;

use crate::support::{BODIES, Office, write_sheets};

#[tokio::test]
async fn a_preview_changes_nothing_and_says_so() {
    let office = Office::open().await;
    let path = office.path("bodies.xlsx");
    write_sheets(&path, BODIES);
    let imported = office.preview(&path).await;
    assert_eq!((imported.plan.added.len(), imported.written), (4, None));
    let text = imported.table(Lang::Zh, 3);
    assert!(text.contains("还有 1 行没有显示") && text.contains("新增 4 行") && text.contains("--apply"), "{text}");
    assert!(text.starts_with("新增  bodies.xlsx › 行政区划 第 2 行  4331  名称 样例州；级别 市级\n"), "{text}");
    assert_eq!(office.store.load_all(None).await.unwrap().row_count(), 0);
    let json = imported.json(Lang::En, 10);
    assert_eq!(
        (json["added_count"].as_u64(), json["applied"].as_bool(), json["lines"].as_array().map(Vec::len)),
        (Some(4), Some(false), Some(4))
    );
    let csv = imported.csv(Lang::Zh, 10).unwrap();
    assert!(csv.starts_with("action,file,sheet,row,cell,register,code,text\nadded,bodies.xlsx,行政区划,2,,division,4331,"), "{csv}");
    assert_eq!(json["lines"][2]["text"], "From 2024-01-01; Name 样例县数据局; Division 433130; Functions competent_department");
}

#[tokio::test]
async fn importing_the_same_file_twice_changes_nothing() {
    for mut office in Office::of_each_database().await {
        let path = office.path("bodies.xlsx");
        write_sheets(&path, BODIES);
        let first = office.apply(&path).await;
        assert_eq!(first.written.map(|written| written.added_count), Some(4));
        assert_eq!(first.verdict(Lang::Zh), "已全部写入。");
        let before = office.store.load_all(None).await.unwrap();
        let second = office.apply(&path).await;
        assert_eq!((second.written, second.plan.unchanged_count, second.plan.can_apply()), (None, 4, true));
        assert_eq!(office.store.load_all(None).await.unwrap(), before);
        assert_eq!(office.store.list_acts(None, 10).await.unwrap().len(), 1);
    }
}

#[tokio::test]
async fn what_was_exported_imports_as_unchanged() {
    let mut office = Office::open().await;
    let path = office.path("bodies.xlsx");
    write_sheets(&path, BODIES);
    office.apply(&path).await;
    let registers = office.store.load_all(None).await.unwrap();
    write_workbook(&office.path("export.xlsx"), &registers, Lang::Zh).unwrap();
    write_csv_folder(&office.path("export"), &registers, Lang::En).unwrap();
    for name in ["export.xlsx", "export"] {
        let again = office.apply(&office.path(name)).await;
        assert_eq!((again.written, again.plan.unchanged_count, again.plan.refused.count()), (None, 4, 0), "{name}");
    }
}

#[tokio::test]
async fn a_correction_and_a_withdrawal_are_written_once() {
    for mut office in Office::of_each_database().await {
        let path = office.path("bodies.xlsx");
        write_sheets(&path, BODIES);
        office.apply(&path).await;
        let path = office.path("unit.csv");
        let text = "code,from,name,division,functions,withdraw\nU1,2024-01-01,样例县大数据局,433130,主管部门,\nU2,2024-01-01,,,,yes\n";
        fs::write(&path, text).unwrap();
        let written = office.apply(&path).await.written.unwrap();
        assert_eq!((written.changed_count, written.withdrawn_count), (1, 1));
        let again = office.apply(&path).await;
        assert_eq!((again.written, again.plan.unchanged_count, again.plan.can_apply()), (None, 2, true));
        let act = &office.store.list_acts(None, 1).await.unwrap()[0];
        assert_eq!((act.actor.as_str(), act.source.as_str()), ("tester", "unit.csv"));
        assert_eq!(office.store.load_all(None).await.unwrap().get("unit").len(), 1);
    }
}

#[tokio::test]
async fn one_bad_row_among_good_ones_writes_none() {
    let mut office = Office::open().await;
    let path = office.path("bodies.xlsx");
    write_sheets(&path, BODIES);
    office.apply(&path).await;
    let path = office.path("unit.csv");
    fs::write(&path, "code,name,division,functions\nU8,丙局,433130,接入单位\nU9,丁局,433130,没有这种职能\n").unwrap();
    let said = office.refuses(&path).await;
    assert!(said.contains("unit!D3") && said.contains("什么也没有写入"), "{said}");
}
