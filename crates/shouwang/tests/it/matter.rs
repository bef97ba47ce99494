//! Matters at the command line, over the sample and as the people of its accounts. Every test runs the real binary.

use serde_json::Value;

use crate::session::Session;

fn json(session: &Session, code: i32, arguments: &[&str]) -> Value {
    serde_json::from_str(&session.says(code, &[&["--format", "json", "matter"], arguments].concat())).unwrap()
}

#[test]
fn a_matter_goes_from_its_start_to_its_end_at_the_command_line() {
    let session = Session::new();
    session.says(0, &["demo", "--size", "county", "--accounts"]);
    let matter = |code: i32, arguments: &[&str]| session.says(code, &[&["matter"], arguments].concat());
    let forms = matter(0, &["forms"]);
    assert!(forms.contains("port-opening") && forms.contains("端口开放"), "{forms}");
    assert!(matter(0, &["forms", "resource-application"]).contains("amount"));
    assert!(session.complains(2, &["matter", "forms", "treasure"]).contains("treasure"));
    assert!(session.complains(2, &["matter", "list"]).contains("--as"), "somebody has to ask");
    assert!(session.complains(2, &["matter", "list", "--as", "nobody"]).contains("nobody"));

    let set = ["kind=存储", "purpose=样例：归档", "amount=200", "measure=GB", "from=2027-03-01", "until=2028-02-28"];
    let set: Vec<_> = set.iter().flat_map(|field| ["--set", field]).collect();
    let draft = json(&session, 0, &[&["start", "resource-application", "--as", "handler"], &set[..]].concat());
    let number = draft["number"].as_str().unwrap();
    assert_eq!((&draft["status"], &draft["lines"][0]["amount"]), (&Value::from("draft"), &Value::from(200)), "{draft}");
    assert!(session.complains(2, &["matter", "start", "resource-application", "--as", "handler", "--set", "amuont=2"]).contains("amuont"));
    assert!(matter(0, &["list", "--view", "drafts", "--as", "handler"]).contains(number));
    assert_eq!(json(&session, 0, &["check", number, "--as", "handler"])["possible"], true);

    matter(0, &["export", number, "lines.xlsx", "--as", "handler"]);
    assert!(matter(0, &["import", number, "lines.xlsx", "--as", "handler"]).contains("预览"));
    assert!(matter(0, &["import", number, "lines.xlsx", "--apply", "--as", "handler"]).contains("1 行，已写入"));
    session.write("none.xlsx", "no workbook");
    session.complains(2, &["matter", "import", number, "none.xlsx", "--as", "handler"]);

    assert!(matter(0, &["submit", number, "--as", "handler"]).contains("轮到"));
    assert!(!session.complains(2, &["matter", "submit", number, "--as", "handler"]).is_empty(), "it is handed in already");
    assert!(matter(0, &["list", "--as", "agency"]).contains(number), "it waits for the agency");
    assert!(matter(0, &["ask", number, "用在哪个系统", "--as", "agency"]).contains(number));
    matter(0, &["answer", number, "样例：办事系统", "--as", "handler"]);
    session.complains(2, &["matter", "pass", number, "--as", "agency"]);
    let shown = matter(0, &["show", number, "--as", "handler"]);
    assert!(shown.contains("用在哪个系统") && shown.contains("样例：办事系统"), "{shown}");
    assert!(matter(0, &["return", number, "请写明期限", "--as", "agency"]).contains("退回"));
    assert!(matter(0, &["withdraw", number, "--as", "handler"]).contains("撤回"));
    assert!(session.says(0, &["ledger", "list", "--operation", "matters.act"]).contains("agency"), "who did it is on record");
    session.says(0, &["ledger", "verify"]);

    let found = json(&session, 1, &["findings", "--register", "open_port", "--rows", "3", "--as", "approver"]);
    assert_eq!(found["findings"].as_array().unwrap().len(), 3, "{found}");
    assert!(found["counts"][0]["count"].as_i64().unwrap() > 3);
    assert!(matter(1, &["findings", "--article", "hunan-2020-interim/26", "--as", "approver"]).contains("端口开放"));
}
