//! What a remedy is for each kind of duty, in the words that a clerk reads.

use shouwang_calendar::{Day, Lang};
use shouwang_domain::cases::{SUBJECT, registers};
use shouwang_domain::facts::Facts;
use shouwang_domain::plan::{Action, Planner, Program, Question, Remedy, Settings, remedies};
use shouwang_law::model::Case;

use super::support::REAL;
use super::tables::{made_up, the};

/// The smallest remedy for the last outcome but `back` of a duty of the made-up law, with facts as a case tells them.
fn remedy(duty: &str, facts: &str, day: &str, back: usize) -> Option<Remedy> {
    all_remedies(duty, facts, day, back).pop()
}

/// Everything that would fulfil it, in order.
fn all_remedies(duty: &str, facts: &str, day: &str, back: usize) -> Vec<Remedy> {
    let program: Program = made_up("", "").without_replacement();
    let duty = the(&program, duty);
    let rule = &program.duty(duty).rule;
    let day: Day = day.parse().expect("it is a day");
    let case = Case { name: String::new(), facts: facts.to_owned(), day, expected: String::new(), place: rule.place.clone() };
    let mut facts = Facts::build(&registers(rule, &case).expect("the facts can be read"));
    let subject = facts.table(program.duty(duty).subject).find(SUBJECT).expect("the subject is there");
    let (settings, _) = Settings::read(&program, &facts);
    let mut outcomes = Vec::new();
    let planner = Planner { program: &program, facts: &facts, calendar: &REAL.calendar, settings: &settings };
    planner.plan_one(duty, subject, day, |outcome| outcomes.push(outcome));
    let period = outcomes.iter().rev().nth(back).expect("there is such an outcome").period;
    remedies(&program, &REAL.calendar, &settings, &mut facts, Question { duty, subject, day, period })
}

fn told(duty: &str, facts: &str, day: &str) -> String {
    remedy(duty, facts, day, 0).expect("there is a remedy").describe(Lang::Zh).join("；")
}

#[test]
fn a_post_is_filled_by_somebody_of_the_unit_who_is_there_already() {
    let facts = "职能 接入单位；人员：编号 甲，所在单位 本；任职：岗位 安全联系人，人员 乙，人员.所在单位 本";
    let told = told("new/two-contacts", facts, "2026-06-01");
    assert_eq!(told, "新增 任职：单位=本，岗位=安全联系人，人员=甲，任期起=2026-06-01");
}

#[test]
fn somebody_new_is_entered_before_the_post_is_given_to_them() {
    let told = told("new/two-contacts", "职能 接入单位；任职：岗位 安全联系人，人员 甲，人员.所在单位 本", "2026-06-01");
    let person = "新增 人员 新-人员-1：所在单位=本，入职日=2026-06-01";
    assert_eq!(told, format!("{person}；新增 任职：单位=本，岗位=安全联系人，人员=新-人员-1，任期起=2026-06-01"));
}

#[test]
fn what_is_missing_is_supplied_first() {
    assert_eq!(
        told(
            "new/two-contacts",
            "任职：岗位 安全联系人，人员 甲，人员.所在单位 本；任职：岗位 安全联系人，人员 乙，人员.所在单位 本",
            "2026-06-01"
        ),
        "补充 单位 本：职能=接入单位"
    );
    assert_eq!(told("new/named", "使用单位 甲局", "2026-06-01"), "补充 信息系统 本：面向互联网=是");
    let told = told("new/at-launch", "风险评估：自 2026-05-01，类别 专项评估；等级保护备案：等级 3，自 2026-01-01", "2026-06-01");
    assert_eq!(told, "补充 信息系统 本：上线日期=2026-06-01");
}

#[test]
fn a_newer_observation_takes_the_place_of_what_was_seen() {
    let told = told("new/not-seen-open", "观测：类别 端口开放，自 2026-05-20", "2026-06-01");
    assert_eq!(told, "新增 观测：类别=端口关闭，开放端口=本，观测日=2026-06-01");
}

#[test]
fn what_is_forbidden_ends() {
    let told = told("new/no-ports", "开放端口：端口号 445，自 2026-02-01", "2026-06-01");
    assert_eq!(told, "结束 开放端口 开放端口1：截止日=2026-05-31");
}

#[test]
fn what_is_made_up_for_a_past_year_names_that_year() {
    let remedy = remedy("new/yearly", "培训：自 2025-03-01", "2026-02-02", 1).expect("there is a remedy");
    assert_eq!(remedy.describe(Lang::Zh), ["新增 培训：单位=本，所属年度=2025，培训日=2026-02-02"]);
    assert_eq!(remedy.describe(Lang::En), ["Add Training: Unit = 本, For the year = 2025, Held on = 2026-02-02"]);
    assert_eq!(remedy.changes[0].action, Action::Add);
    assert_eq!(remedy.changes[0].still_required().map(|field| field.name).collect::<Vec<_>>(), ["topic"]);
}

#[test]
fn evidence_for_the_current_period_is_of_today() {
    let told = told("new/yearly", "培训：自 2026-01-10", "2026-02-02");
    assert_eq!(told, "新增 培训：单位=本，培训日=2026-02-02");
}

#[test]
fn evidence_before_an_event_is_of_the_latest_lawful_day_or_of_today() {
    let missed = told("new/ahead", "自 2026-10-09", "2026-11-20");
    assert_eq!(missed, "新增 许可备案：事项=调试告知，申请日=2026-09-29，调试=本，有效期起=2026-09-29");
    let late = told("new/ahead", "自 2026-10-09；许可备案：事项 调试告知，申请日 2026-09-30", "2026-11-20");
    assert_eq!(late, "更正 许可备案 许可备案1：申请日 2026-09-30 → 2026-09-29");
    let ahead = told("new/ahead", "自 2026-10-09", "2026-09-01");
    assert_eq!(ahead, "新增 许可备案：事项=调试告知，申请日=2026-09-01，调试=本，有效期起=2026-09-01");
}

#[test]
fn the_gap_in_the_records_is_what_has_to_be_measured() {
    let facts = "上线日期 2025-06-01；日志留存：完整 是，自 2025-06-01，至 2026-03-09，实测；日志留存：完整 是，自 2026-03-12，实测";
    assert_eq!(told("new/kept", facts, "2026-06-01"), "新增 日志留存：信息系统=本，完整=是，首日=2026-03-10，末日=2026-03-11，依据=实测");
}

#[test]
fn there_is_no_remedy_for_what_is_fulfilled_or_not_asked() {
    assert_eq!(remedy("new/no-ports", "无", "2026-06-01", 0), None);
    assert_eq!(remedy("new/no-ports", "开放端口：端口号 445", "2024-06-01", 0), None);
}

#[test]
fn what_would_only_be_true_of_a_past_day_corrects_the_record() {
    let missed = all_remedies("new/ahead", "自 2026-10-09", "2026-11-20", 0);
    assert!(matches!(&missed[..], [only] if only.corrects_record), "{missed:?}");
    let ahead = all_remedies("new/ahead", "自 2026-10-09", "2026-09-01", 0);
    assert!(matches!(&ahead[..], [only] if !only.corrects_record), "{ahead:?}");
    let ended = all_remedies("new/no-ports", "开放端口：端口号 445，自 2026-02-01", "2026-06-01", 0);
    assert!(matches!(&ended[..], [only] if !only.corrects_record), "{ended:?}");
}

#[test]
fn what_has_long_been_otherwise_changes_from_today_and_only_then_may_the_record_be_corrected() {
    let found = all_remedies("new/named", "使用单位 甲局，面向互联网 否，上线日期 2026-05-20，自 2020-01-01", "2026-06-01", 0);
    let told: Vec<_> = found.iter().map(|remedy| (remedy.corrects_record, remedy.describe(Lang::Zh).join("；"))).collect();
    let change = "变更 信息系统 本：面向互联网 否 → 是，起始日=2026-06-01".to_owned();
    let correction = "更正 信息系统 本：面向互联网 否 → 是".to_owned();
    assert_eq!(told, [(false, change), (true, correction)]);
}

#[test]
fn a_remedy_says_the_same_each_time() {
    let facts = "职能 接入单位";
    assert_eq!(remedy("new/two-contacts", facts, "2026-06-01", 0), remedy("new/two-contacts", facts, "2026-06-01", 0));
}
