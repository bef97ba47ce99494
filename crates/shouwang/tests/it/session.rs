//! The program as a new user meets it: check the law, fill in, import, ask, explain. Every test runs the real binary.

use std::path::Path;
use std::process::{Command, Output};
use std::{fs, str};

use tempfile::TempDir;

/// A folder of its own for every test, and the program run in it.
pub(crate) struct Session {
    pub(crate) folder: TempDir,
    /// The address of the database; none: the file in the data folder.
    database: Option<String>,
}

impl Session {
    pub(crate) fn new() -> Session {
        Session { folder: TempDir::new().unwrap(), database: None }
    }

    /// With a database elsewhere.
    pub(crate) fn on(database: &str) -> Session {
        Session { database: Some(database.to_owned()), ..Session::new() }
    }

    /// The program with these arguments, to be run in the folder.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shouwang"));
        command.args(arguments).current_dir(self.folder.path());
        if let Some(url) = &self.database {
            command.args(["--database", url]);
        }
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Standard output of a run that must end with this exit code.
    pub(crate) fn says(&self, code: i32, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let (out, err) = (str::from_utf8(&output.stdout).unwrap(), str::from_utf8(&output.stderr).unwrap());
        assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{out}\n{err}");
        out.to_owned()
    }

    /// Standard error of a run that must end with this exit code.
    pub(crate) fn complains(&self, code: i32, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let err = str::from_utf8(&output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}\n{err}");
        err.to_owned()
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.folder.path().join(name)).unwrap()
    }

    /// A county with its competent department and one connected unit that has two own contacts, one of whom left.
    pub(crate) fn with_county(self) -> Session {
        self.write("in/division.csv", "编号,名称,级别,上级区划\n43,湖南省,省级,\n4331,样例州,市级,43\n433130,样例县,县级,4331\n");
        let units =
            "编号,起始日,名称,行政区划,职能\nU1,2024-01-01,样例县数据局,433130,主管部门\nU3,2024-01-01,样例县甲局,433130,接入单位\n";
        self.write("in/unit.csv", units);
        self.write("in/person.csv", "编号,姓名,所在单位\nP1,样例甲,U3\nP2,样例乙,U3\n");
        let posts = "编号,起始日,截止日,单位,岗位,人员\nA1,2024-01-01,,U3,安全联系人,P1\nA2,2024-01-01,2026-09-30,U3,安全联系人,P2\n";
        self.write("in/appointment.csv", posts);
        self.write("in/training.csv", "培训日,单位,主题\n2025-12-10,U3,网络安全\n");
        self.says(0, &["import", "in", "--apply", "--learned-at", "2026-10-01"]);
        self
    }
}

#[test]
fn the_law_that_the_program_carries_is_sound_and_ends_with_a_line_for_each_instrument() {
    let out = Session::new().says(0, &["law", "check"]);
    let closing: Vec<_> = out.lines().rev().take(2).collect();
    assert!(closing.iter().all(|line| line.contains("37 条") && line.ends_with("无状态 0")), "{out}");
}

#[test]
fn a_published_text_with_one_changed_character_fails_naming_the_clause() {
    let text = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/regulation/measures-2026.txt");
    let Ok(published) = fs::read_to_string(text) else {
        eprintln!("the published texts are not here; the same code is tested on made-up texts in shouwang-law");
        return;
    };
    let session = Session::new();
    session.write("same.txt", &published);
    session.says(0, &["law", "check", "--text", "same.txt"]);
    let at = published.find("两个工作日").unwrap();
    let (head, tail) = published.split_at(at);
    session.write("changed.txt", &format!("{head}{}", tail.replacen('两', "三", 1)));
    let out = session.says(1, &["law", "check", "--text", "changed.txt"]);
    assert!(out.contains("第二十六条第一款"), "{out}");
}

#[test]
fn duties_of_a_day_are_listed_with_status_reason_and_article() {
    let session = Session::new().with_county();
    let out = session.says(1, &["duties", "--as-of", "2026-11-20", "--unit", "U3", "--duty", "i7-two-contacts"]);
    assert!(out.contains("违反") && out.contains("2026-10-01") && out.contains("第七条"), "{out}");
    let out = session.says(0, &["duties", "--as-of", "2026-09-30", "--unit", "U3", "--duty", "i7-two-contacts", "--lang", "en"]);
    assert!(out.contains("fulfilled"), "{out}");
}

#[test]
fn what_was_not_yet_known_is_not_answered_with() {
    let session = Session::new().with_county();
    let out = session.says(0, &["duties", "--as-of", "2026-11-20", "--known-at", "2026-09-30"]);
    assert!(out.contains("没有符合条件的义务"), "{out}");
    session.says(1, &["duties", "--as-of", "2026-11-20", "--known-at", "2026-10-01"]);
    let out = session.says(1, &["explain", "i7-two-contacts", "U3", "--as-of", "2026-11-20", "--known-at", "2026-09-30"]);
    assert!(out.contains("未知") && out.contains("U3"), "{out}");
}

#[test]
fn an_explanation_names_the_facts_and_what_would_fulfil_the_duty() {
    let session = Session::new().with_county();
    let out = session.says(1, &["explain", "i7-two-contacts", "U3", "--as-of", "2026-11-20"]);
    assert!(out.contains("A1") && out.contains("补充规则") && out.contains("怎样才算履行"), "{out}");
    let out = session.says(0, &["explain", "hunan-2026/training-yearly", "U3", "--as-of", "2026-11-20", "--lang", "en"]);
    assert!(out.contains("open") && out.contains("2026-12-31"), "{out}");
}

#[test]
fn an_explanation_is_json_where_a_program_asks() {
    let session = Session::new().with_county();
    let ask = ["explain", "i7-two-contacts", "U3", "--as-of", "2026-11-20", "--format", "json", "--lang", "en"];
    let json: serde_json::Value = serde_json::from_str(&session.says(1, &ask)).unwrap();
    assert_eq!(json["reasons"][0]["status"], "breached");
    assert!(
        json["facts"].as_array().is_some_and(|facts| facts.iter().all(|fact| fact["register"].is_string() && fact["code"].is_string()))
    );
    assert!(json["reasons"][0]["remedies"][0]["changes"].as_array().is_some_and(|changes| !changes.is_empty()), "{json}");
    assert!(session.complains(2, &["law", "check", "--format", "json"]).contains("table"));
}

#[test]
fn a_preview_does_not_promise_what_writing_would_refuse() {
    let session = Session::new().with_county();
    session.write("late/person.csv", "编号,姓名,所在单位\nP9,样例丁,U3\n");
    let error = session.complains(2, &["import", "late", "--learned-at", "2026-09-01"]);
    assert!(error.contains("2026-10-01T00:00:00+08:00"), "{error}");
}

#[test]
fn a_mended_fact_fulfils_the_duty_from_its_day_on() {
    let session = Session::new().with_county();
    session.write("more/person.csv", "编号,姓名,所在单位\nP3,样例丙,U3\n");
    session.write("more/appointment.csv", "编号,起始日,单位,岗位,人员\nA3,2026-11-20,U3,安全联系人,P3\n");
    session.says(0, &["import", "more", "--apply"]);
    let ask = |day: &'static str| ["duties", "--as-of", day, "--unit", "U3", "--duty", "i7-two-contacts"];
    session.says(0, &ask("2026-11-20"));
    session.says(1, &ask("2026-11-19"));
}

#[test]
fn a_supplementary_rule_is_switched_off_on_record_and_a_binding_one_is_not() {
    let session = Session::new().with_county();
    let set = |rule: &'static str| ["law", "set", rule, "off", "--from", "2026-11-20", "--by", "U1", "--reason", "已并入新办法"];
    session.says(0, &set("hunan-2020-interim/i7-two-contacts"));
    let ask = |day: &'static str| ["duties", "--as-of", day, "--unit", "U3", "--duty", "i7-two-contacts", "--all"];
    assert!(session.says(0, &ask("2026-11-20")).contains("不适用"));
    assert!(session.says(1, &ask("2026-11-19")).contains("违反"));
    assert!(session.complains(2, &set("hunan-2026/training-yearly")).contains("不是补充规则"));
    let on = ["law", "set", "hunan-2020-interim/i7-two-contacts", "on", "--from", "2026-11-25", "--by", "U1", "--reason", "恢复"];
    session.says(0, &on);
    assert!(session.says(0, &ask("2026-11-24")).contains("不适用"));
    assert!(session.says(1, &ask("2026-11-25")).contains("违反"));
}

#[test]
fn a_rule_is_set_only_by_a_competent_department_and_only_with_a_reason() {
    let session = Session::new().with_county();
    let set = |by: &'static str, reason: &'static str| {
        ["law", "set", "hunan-2020-interim/i7-two-contacts", "off", "--from", "2026-11-20", "--by", by, "--reason", reason]
    };
    assert!(session.complains(2, &set("U3", "不需要")).contains("不是主管部门"));
    assert!(session.complains(2, &set("U1", "")).contains("理由"));
    assert!(session.complains(2, &set("U9", "不需要")).contains("U9"));
}

#[test]
fn a_reader_who_stops_early_is_no_mistake() {
    let session = Session::new();
    let program = env!("CARGO_BIN_EXE_shouwang");
    let output =
        Command::new("sh").args(["-c", &format!("{program} law diff hunan-2020-interim hunan-2026 | head -n 1")]).output().unwrap();
    assert!(output.stderr.is_empty(), "{}", str::from_utf8(&output.stderr).unwrap());
    drop(session);
}

#[test]
fn a_question_to_a_folder_without_data_is_misuse_and_makes_nothing() {
    let session = Session::new();
    assert!(session.complains(2, &["--data", "typo", "duties"]).contains("typo"));
    assert!(!session.folder.path().join("typo").exists());
}

#[test]
fn every_output_format_holds_the_same_duties() {
    let session = Session::new().with_county();
    let ask = ["duties", "--as-of", "2026-11-20", "--unit", "U3", "--format"];
    let with = |more: &[&'static str]| ask.iter().copied().chain(more.iter().copied()).collect::<Vec<_>>();
    let csv = session.says(1, &with(&["csv"]));
    let json: serde_json::Value = serde_json::from_str(&session.says(1, &with(&["json"]))).unwrap();
    let rows = json.as_array().unwrap();
    assert_eq!(csv.lines().count(), rows.len() + 1);
    assert!(rows.iter().all(|row| row["unit"] == "U3" && row["article"].as_str().is_some_and(|article| !article.is_empty())));
    session.says(1, &with(&["xlsx", "--out", "duties.xlsx"]));
    session.says(1, &with(&["ics", "--out", "duties.ics"]));
    assert!(fs::read(session.folder.path().join("duties.xlsx")).unwrap().starts_with(b"PK"));
    let ics = fs::read_to_string(session.folder.path().join("duties.ics")).unwrap();
    let open = rows.iter().filter(|row| row["status"] == "open" || row["status"] == "overdue").filter(|row| !row["due"].is_null()).count();
    assert_eq!(ics.matches("BEGIN:VEVENT").count(), open);
    assert!(session.complains(2, &with(&["xlsx"])).contains("--out"));
}

#[test]
fn an_import_is_only_shown_until_it_is_applied_and_changes_nothing_the_second_time() {
    let session = Session::new();
    session.write("division.csv", "编号,名称,级别\n43,湖南省,省级\n");
    assert!(session.says(0, &["import", "division.csv"]).contains("--apply"));
    assert!(session.says(0, &["duties", "--as-of", "2026-11-20", "--all"]).contains("没有符合条件的义务"));
    session.says(0, &["import", "division.csv", "--apply"]);
    assert!(session.says(0, &["import", "division.csv", "--apply"]).contains("没有需要写入的内容"));
}

#[test]
fn the_divisions_that_the_program_carries_need_no_typing() {
    let session = Session::new();
    assert!(session.says(0, &["divisions", "--around", "433130"]).contains("登记"));
    session.write("unit.csv", "编号,名称,行政区划,职能\nU1,样例县甲局,433130,接入单位\n");
    session.says(0, &["import", "unit.csv", "--apply"]);
    assert!(session.says(0, &["divisions", "--around", "433130"]).contains("登记 0 个"));
    assert!(session.complains(2, &["divisions", "--around", "999999"]).contains("999999"));
}

#[test]
fn a_refused_row_names_its_cell_and_nothing_is_written() {
    let session = Session::new();
    session.write("division.csv", "编号,名称,级别\n43,湖南省,省级\n99,某处,县团级\n");
    let out = session.says(1, &["import", "division.csv", "--apply"]);
    assert!(out.contains("C3"), "{out}");
    assert!(session.says(0, &["duties", "--as-of", "2026-11-20", "--all"]).contains("没有符合条件的义务"));
}

#[test]
fn days_are_counted_forwards_and_backwards_with_their_reason() {
    let session = Session::new();
    assert!(session.says(0, &["calendar", "add", "2026-02-13", "3"]).starts_with("2026-02-25\n"));
    assert!(session.says(0, &["calendar", "add", "2026-10-08", "-2"]).starts_with("2026-09-29\n"));
    assert!(session.says(0, &["calendar", "before", "2026-10-09", "2"]).starts_with("2026-09-29\n"));
    assert!(session.says(0, &["calendar", "before", "2026-10-09", "2", "--loose"]).starts_with("2026-09-30\n"));
    assert!(session.says(0, &["calendar", "add", "2026-11-20T15:00", "4", "--unit", "hour"]).starts_with("2026-11-20T19:00:00+08:00\n"));
    assert!(session.says(0, &["calendar", "add", "2027-01-29", "5"]).contains("暂定"));
}

#[test]
fn an_imported_holiday_notice_ends_what_was_provisional() {
    let session = Session::new();
    session.write("2027.toml", "year = 2027\n");
    let error = session.complains(2, &["calendar", "import", "2027.toml"]);
    assert!(error.contains("2027.toml"), "{error}");
    assert!(session.says(0, &["calendar", "add", "2027-01-29", "5"]).contains("暂定"));
    session.write("2027.toml", &crate::notices::notice(2027));
    session.says(0, &["calendar", "import", "2027.toml"]);
    let counted = session.says(0, &["calendar", "add", "2027-01-29", "5"]);
    assert!(counted.starts_with("2027-02-10\n") && !counted.contains("暂定"), "{counted}");
    session.says(0, &["ledger", "verify"]);
}

#[test]
fn misuse_ends_with_two_and_says_what_there_is() {
    let session = Session::new().with_county();
    assert!(session.complains(2, &["explain", "logs", "S1"]).contains("没有名为"));
    assert!(session.complains(2, &["explain", "training-yearly", "U9"]).contains("U9"));
    assert!(session.complains(2, &["law", "show", "hunan-2025", "1"]).contains("hunan-2026"));
    assert!(session.complains(2, &["duties", "--division", "999"]).contains("999"));
    assert!(session.complains(2, &["duties", "--subject", "S99"]).contains("S99"));
    assert!(session.complains(2, &["law", "diff", "hunan-2026", "hunan-2020-interim"]).contains("不比"));
    assert!(session.complains(2, &["import", "nowhere.xlsx"]).contains("nowhere.xlsx"));
    assert!(session.complains(2, &["duties", "--status", "well"]).contains("不是状态"));
}
