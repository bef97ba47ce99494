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

    session.write("plan.txt", "样例：归档计划");
    let attached = json(&session, 0, &["attach", number, "plan.txt", "--as", "handler"]);
    let file = attached["id"].as_str().unwrap();
    assert_eq!(attached["media"], "text", "{attached}");
    assert!(matter(0, &["files", number, "--as", "handler"]).contains("plan.txt"));
    matter(0, &["take", number, file, "taken.txt", "--as", "handler"]);
    assert_eq!(session.read("taken.txt"), "样例：归档计划".as_bytes());
    assert!(session.complains(2, &["matter", "detach", number, "nothing", "--as", "handler"]).contains("没有"));
    matter(0, &["detach", number, file, "--as", "handler"]);
    assert!(matter(0, &["files", number, "--as", "handler"]).contains("没有附件"));
    assert!(session.complains(2, &["matter", "paper", number, "application", "form.odt", "--as", "handler"]).contains("form.odt"));

    assert!(matter(0, &["submit", number, "--as", "handler"]).contains("轮到"));
    assert!(!session.complains(2, &["matter", "submit", number, "--as", "handler"]).is_empty(), "it is handed in already");
    assert!(matter(0, &["list", "--as", "agency"]).contains(number), "it waits for the agency");
    assert!(matter(0, &["ask", number, "用在哪个系统", "--as", "agency"]).contains(number));
    matter(0, &["answer", number, "样例：办事系统", "--as", "handler"]);
    session.complains(2, &["matter", "pass", number, "--as", "agency"]);
    let shown = matter(0, &["show", number, "--as", "handler"]);
    assert!(shown.contains("用在哪个系统") && shown.contains("样例：办事系统"), "{shown}");
    assert!(matter(0, &["return", number, "请写明期限", "--as", "agency"]).contains("退回"));
    let notices = json(&session, 0, &["notices", "--as", "handler"]);
    let told = notices.as_array().unwrap().iter().find(|notice| notice["number"] == number && notice["occasion"] == "returned").unwrap();
    let noted = matter(0, &["note", told["id"].as_str().unwrap(), "--as", "handler"]);
    assert!(noted.contains("已知悉"), "{noted}");
    matter(0, &["paper", number, "application", "form.pdf", "--as", "handler"]);
    assert!(session.read("form.pdf").starts_with(b"%PDF-"));
    assert!(matter(0, &["withdraw", number, "--as", "handler"]).contains("撤回"));
    assert!(session.says(0, &["ledger", "list", "--operation", "matters.act"]).contains("agency"), "who did it is on record");
    session.says(0, &["ledger", "verify"]);

    let found = json(&session, 1, &["findings", "--register", "open_port", "--rows", "3", "--as", "approver"]);
    assert_eq!(found["findings"].as_array().unwrap().len(), 3, "{found}");
    assert!(found["counts"][0]["count"].as_i64().unwrap() > 3);
    assert!(matter(1, &["findings", "--article", "hunan-2020-interim/26", "--as", "approver"]).contains("端口开放"));
}

#[test]
fn several_matters_are_passed_at_once_and_each_says_what_became_of_it() {
    let session = Session::new();
    session.says(0, &["demo", "--size", "county", "--accounts"]);
    let waiting = json(&session, 0, &["list", "--rows", "500", "--as", "agency"]);
    let of = |kind: &str| {
        let lines = waiting.as_array().unwrap().iter().filter(|line| line["kind"] == kind && line["asked"] == false);
        lines.map(|line| line["number"].as_str().unwrap()).collect::<Vec<_>>()
    };
    let numbers = [of("port_closing"), of("system_retirement")].concat();
    assert!(numbers.len() > 1, "{waiting}");
    let done = json(&session, 0, &[&["pass"], &numbers[..], &["--as", "agency"]].concat());
    assert!(done.as_array().unwrap().iter().all(|line| line["status"].is_string()), "{done}");
    let again = session.says(1, &[&["matter", "pass"], &numbers[..], &["--as", "agency"]].concat());
    assert_eq!(again.matches("没有办").count(), numbers.len(), "{again}");
}
