//! What failed in the background is seen and done again from the command line. Every test runs the real binary.

use crate::session::Session;

#[test]
fn a_failed_job_is_listed_with_its_cause_and_waits_again_when_it_is_repeated() {
    let session = Session::new().with_county();
    let out = session.says(0, &["jobs"]);
    assert!(out.contains("没有状态为 failed 的任务"), "{out}");
    session.tamper(
        "INSERT INTO job (id, kind, payload, state, attempts, due_at, created_at, last_error) \
         VALUES (7, 'reminder', '{}', 'failed', 10, 0, 0, '磁盘已满')",
    );
    let out = session.says(0, &["jobs", "--state", "failed"]);
    assert!(out.contains("reminder") && out.contains("磁盘已满"), "{out}");
    let out = session.says(0, &["jobs", "--format", "json"]);
    let jobs: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((jobs[0]["id"].as_i64(), jobs[0]["attempts"].as_i64(), jobs[0]["state"].as_str()), (Some(7), Some(10), Some("failed")));

    assert!(session.says(0, &["jobs", "repeat", "7", "--actor", "王五", "--lang", "en"]).contains("job 7 waits"));
    assert!(session.says(0, &["jobs", "--state", "waiting"]).contains("reminder"));
    assert!(session.says(0, &["ledger", "list", "--operation", "jobs.repeat"]).contains("王五"), "who wanted it is on record");
    assert!(session.complains(2, &["jobs", "repeat", "7"]).contains("waiting"), "what waits already is not repeated");
    assert!(session.complains(2, &["jobs", "repeat", "8"]).contains("没有任务 8"));
    assert!(session.complains(2, &["jobs", "--state", "lost"]).contains("waiting, running, done, failed"));
}
