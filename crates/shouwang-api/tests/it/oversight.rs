//! `/api/v1/acts`, erasures, `backups`, `policies/{policy}`: overseeing what was done, and keeping it.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use shouwang_domain::system::role_grant::Role;
use shouwang_storage::NewJob;

use crate::support::{Server, generous};

#[tokio::test]
async fn the_auditor_sees_who_wrote_what_and_nobody_else_does() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let audit = server.somebody("audit", Role::AuditAdministrator, None).await;
        let clerk = server.somebody("clerk", Role::Handler, Some("U2")).await;
        assert_eq!(server.get("/api/v1/acts", &clerk).await.status, 403);
        let first = server.get("/api/v1/acts?limit=1", &audit).await.json();
        assert_eq!((first["acts"][0]["act"].as_i64(), first["next"].as_i64()), (Some(3), Some(3)), "{first}");
        let rest = server.get("/api/v1/acts?after=3", &audit).await.json();
        assert_eq!((rest["acts"].as_array().unwrap().len(), &rest["next"]), (2, &Value::Null));
        let oldest = server.get("/api/v1/acts?sort=number&limit=2", &audit).await.json();
        assert_eq!((oldest["acts"][0]["act"].as_i64(), oldest["next"].as_i64()), (Some(1), Some(2)), "{oldest}");
        assert_eq!(server.get("/api/v1/acts?sort=number&after=2", &audit).await.json()["acts"][0]["act"], 3);
        assert_eq!(server.get("/api/v1/acts?sort=colour", &audit).await.code(), "bad_parameter");
        let units = server.get("/api/v1/acts?register=unit&actor=test", &audit).await.json();
        assert_eq!(units["acts"].as_array().unwrap().len(), 1, "{units}");
        let act = &units["acts"][0];
        assert_eq!(
            (act["operation"].as_str(), act["source"].as_str(), act["added_count"].as_u64()),
            (Some("test.put"), Some("test"), Some(7))
        );
        let register = |name: &str, count: u64| json!({ "register": name, "ended_count": 0, "begun_count": count });
        assert_eq!(act["registers"], json!([register("division", 4), register("unit", 3)]));
        assert_eq!(server.get("/api/v1/acts?actor=nobody", &audit).await.json()["acts"], json!([]));
        assert_eq!(server.get("/api/v1/acts?register=treasure", &audit).await.status, 404);
        assert_eq!(server.get("/api/v1/acts?limit=0", &audit).await.code(), "bad_parameter");
        let look = server.get("/api/v1/ledger/entries?operation=acts.list", &audit).await.json();
        assert!(!look["entries"].as_array().unwrap().is_empty(), "who looks is seen himself");
    }
}

#[tokio::test]
async fn personal_data_is_erased_with_a_reason_and_the_ledger_still_verifies() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let security = server.somebody("security", Role::SecurityAdministrator, None).await;
        let audit = server.somebody("audit", Role::AuditAdministrator, None).await;
        let (path, why) = ("/api/v1/ledger/entries/0/erasure", json!({ "reason": "本人依法申请" }));
        assert_eq!(server.post(path, &audit, &why).await.status, 403, "who reads the ledger does not erase from it");
        for none in [json!({ "reason": "" }), json!({ "reason": " " }), json!({})] {
            let key = format!("key-of-{none}").replace(|c: char| !c.is_ascii_alphanumeric(), "_");
            let refused = server.ask(Method::POST, path, &security, Some(&none), &[("idempotency-key", &key)]).await;
            assert_eq!(refused.code(), "invalid");
        }
        let erased = server.post(path, &security, &why).await;
        assert_eq!((erased.status, erased.json()["erased"].as_u64()), (201, Some(0)), "{erased:?}");
        let by = erased.json()["entry"].as_u64().unwrap();
        assert_eq!(server.post(path, &security, &why).await.code(), "conflict", "it is erased already");
        assert_eq!(server.post("/api/v1/ledger/entries/99999/erasure", &security, &why).await.status, 404);

        let entry = server.get("/api/v1/ledger/entries/0", &audit).await.json();
        assert_eq!((&entry["actor"], &entry["private"]), (&Value::Null, &Value::Null));
        let erasure = server.get(&format!("/api/v1/ledger/entries/{by}"), &audit).await.json();
        assert_eq!((erasure["operation"].as_str(), erasure["private"]["reason"].as_str()), (Some("ledger.erase"), Some("本人依法申请")));
        assert_eq!(server.get("/api/v1/acts?register=division", &audit).await.json()["acts"][0]["actor"], Value::Null);
        let verified = server.get("/api/v1/ledger/verification", &audit).await.json();
        assert_eq!((&verified["holds"], &verified["erased_count"]), (&true.into(), &1.into()), "{verified}");
    }
}

#[tokio::test]
async fn nobody_erases_what_he_did_himself() {
    for server in Server::of_each_database().await {
        let security = server.somebody("security", Role::SecurityAdministrator, None).await;
        let other = server.somebody("other", Role::SecurityAdministrator, None).await;
        let text = "@id(\"more\")\npermit (principal, action == Action::\"jobs.list\", resource) when { principal.role == Role::\"audit_administrator\" };";
        assert_eq!(server.post("/api/v1/policies", &security, &json!({ "name": "more", "text": text })).await.status, 201);
        let proposed = server.store.ledger_head().await.unwrap().size() - 1;
        let (path, why) = (format!("/api/v1/ledger/entries/{proposed}/erasure"), json!({ "reason": "掩饰" }));
        assert_eq!(server.post(&path, &security, &why).await.status, 403);
        let again = server.again("again", "security", Role::SecurityAdministrator, None).await;
        assert_eq!(server.post(&path, &again, &why).await.status, 403, "a mistyped number makes nobody another person");
        let erased = server.post(&path, &other, &why).await;
        assert_eq!(erased.status, 201, "{erased:?}");
        let of_erasure = format!("/api/v1/ledger/entries/{}/erasure", erased.json()["entry"]);
        assert_eq!(server.post(&of_erasure, &security, &why).await.code(), "conflict", "an erasure is never erased");
    }
}

#[tokio::test]
async fn who_repeats_a_job_is_on_record_with_the_job() {
    for server in Server::of_each_database().await {
        let system = server.somebody("system", Role::SystemAdministrator, None).await;
        let audit = server.somebody("audit", Role::AuditAdministrator, None).await;
        let now = server.edge().now;
        let job = NewJob { kind: "print".to_owned(), payload: "{}".to_owned(), due_at: now, unique: None };
        server.store.enqueue(&[job], now).await.unwrap();
        let until = now.checked_add(jiff::SignedDuration::from_secs(60)).unwrap();
        let claimed = server.store.claim_job(&["print"], "one", now, until).await.unwrap().unwrap();
        assert!(server.store.fail_job(&claimed, "no paper").await.unwrap());
        let repeat = async |job: i64, key: &str| {
            server.ask(Method::POST, &format!("/api/v1/jobs/{job}/repetition"), &system, None, &[("idempotency-key", key)]).await
        };
        assert_eq!(repeat(claimed.id, "a").await.status, 204);
        assert_eq!(repeat(claimed.id, "b").await.code(), "conflict", "it waits already");
        assert_eq!(repeat(99_999, "c").await.status, 404);
        let found = server.get("/api/v1/ledger/entries?operation=jobs.repeat", &audit).await.json();
        let entries = found["entries"].as_array().unwrap();
        assert_eq!(entries.len(), 1, "{found}");
        assert_eq!(entries[0]["actor"], "system");
        let entry = server.get(&format!("/api/v1/ledger/entries/{}", entries[0]["seq"]), &audit).await.json();
        assert!(entry["private"]["source"].as_str().is_some_and(|source| source.contains("print")), "{entry}");
    }
}

#[tokio::test]
async fn jobs_of_all_states_are_listed_in_the_order_that_is_asked_for() {
    for server in Server::of_each_database().await {
        let system = server.somebody("system", Role::SystemAdministrator, None).await;
        let now = server.edge().now;
        let later = |seconds: i64| now.checked_add(jiff::SignedDuration::from_secs(seconds)).unwrap();
        let job =
            |kind: &str, seconds: i64| NewJob { kind: kind.to_owned(), payload: "{}".to_owned(), due_at: later(seconds), unique: None };
        server.store.enqueue(&[job("late", 900), job("print", 0), job("soon", 300)], now).await.unwrap();
        let claimed = server.store.claim_job(&["print"], "one", now, later(60)).await.unwrap().unwrap();
        assert!(server.store.fail_job(&claimed, "no paper").await.unwrap());
        let kinds = async |question: &str| {
            let (mut kinds, mut after) = (Vec::new(), String::new());
            loop {
                let page = server.get(&format!("/api/v1/jobs?limit=1{question}{after}"), &system).await.json();
                kinds.extend(page["jobs"].as_array().unwrap().iter().map(|job| job["kind"].as_str().unwrap().to_owned()));
                let Some(next) = page["next"].as_str() else { return kinds };
                after = format!("&after={next}");
            }
        };
        assert_eq!(kinds("").await, ["soon", "print", "late"], "newest first");
        assert_eq!(kinds("&sort=number").await, ["late", "print", "soon"]);
        assert_eq!(kinds("&sort=due").await, ["print", "soon", "late"]);
        assert_eq!(kinds("&sort=-due").await, ["late", "soon", "print"]);
        assert_eq!(kinds("&sort=state").await, ["print", "late", "soon"]);
        assert_eq!(kinds("&state=waiting&sort=due").await, ["soon", "late"]);
        assert_eq!(kinds("&kind=print").await, ["print"]);
        for wrong in ["sort=colour", "state=lost", "after=xyz"] {
            assert_eq!(server.get(&format!("/api/v1/jobs?{wrong}"), &system).await.code(), "bad_parameter", "{wrong}");
        }
    }
}

#[tokio::test]
async fn lists_that_stand_in_memory_take_the_same_words() {
    let server = Server::with(generous()).await;
    server.add_units().await;
    let system = server.somebody("system", Role::SystemAdministrator, None).await;
    server.session_of("system", false).await;
    let security = server.somebody("security", Role::SecurityAdministrator, None).await;
    let names = |page: &Value, list: &str, field: &str| -> Vec<String> {
        page[list].as_array().unwrap().iter().map(|one| one[field].as_str().unwrap().to_owned()).collect()
    };
    let all = names(&server.get("/api/v1/registers", &system).await.json(), "registers", "name");
    let first = server.get("/api/v1/registers?sort=-name&limit=3", &system).await.json();
    let next = first["next"].as_str().unwrap();
    let second = server.get(&format!("/api/v1/registers?sort=-name&limit=500&after={next}"), &system).await.json();
    let (mut sorted, mut paged) = (all.clone(), names(&first, "registers", "name"));
    sorted.sort_by(|one, other| other.cmp(one));
    paged.extend(names(&second, "registers", "name"));
    assert_eq!(paged, sorted);
    let open = server.get("/api/v1/registers?filter=name:eq:open_port", &system).await.json();
    assert_eq!(names(&open, "registers", "name"), ["open_port"]);
    let off = server.get("/api/v1/calendar/days?from=2026-10-01&until=2026-10-31&filter=kind:eq:off&sort=-day", &system).await.json();
    let days = names(&off, "days", "day");
    assert!(days.is_sorted_by(|one, other| one > other), "{days:?}");
    // The day of the republic, and a Monday on which is worked.
    assert!(days.iter().any(|day| day == "2026-10-01") && !days.iter().any(|day| day == "2026-10-12"), "{days:?}");
    for (path, list, least) in [
        ("settings", "settings", 2),
        ("policy-texts", "texts", 2),
        ("account/sessions", "sessions", 2),
        ("account/credentials", "credentials", 0),
        ("law/instruments", "instruments", 2),
        ("law/readings", "readings", 2),
        ("calendar/notices", "notices", 1),
    ] {
        let who = if path == "policy-texts" { &security } else { &system };
        let ask = async |question: &str| server.get(&format!("/api/v1/{path}?{question}"), who).await;
        assert_eq!(ask("sort=colour").await.code(), "bad_parameter", "{path}");
        let (all, first) = (ask("limit=500").await.json(), ask("limit=1").await.json());
        let (all, head) = (all[list].as_array().unwrap(), first[list].as_array().unwrap());
        assert!(all.len() >= least, "{path} has {}", all.len());
        assert_eq!(head[..], all[..all.len().min(1)], "{path}");
        let rest = match first["next"].as_str() {
            Some(next) => ask(&format!("limit=500&after={next}")).await.json()[list].as_array().unwrap().clone(),
            None => Vec::new(),
        };
        assert_eq!([head.as_slice(), &rest].concat(), *all, "{path}");
    }
}

#[tokio::test]
async fn a_backup_is_made_by_a_job_verified_and_listed() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let system = server.somebody("system", Role::SystemAdministrator, None).await;
        let audit = server.somebody("audit", Role::AuditAdministrator, None).await;
        assert_eq!(server.ask(Method::POST, "/api/v1/backups", &audit, None, &[("idempotency-key", "a")]).await.status, 403);
        assert_eq!(server.get("/api/v1/backups", &system).await.json(), json!({ "backups": [], "next": null }));
        let make = async |key: &str| server.ask(Method::POST, "/api/v1/backups", &system, None, &[("idempotency-key", key)]).await;
        let asked = make("a").await;
        assert_eq!((asked.status, asked.json()["state"].as_str()), (202, Some("waiting")), "{asked:?}");
        assert_eq!(make("b").await.json()["id"], asked.json()["id"], "one that waits is enough");
        let place = asked.header("location");
        let background = server.work_in_background();
        let mut job = Value::Null;
        for _ in 0..600 {
            job = server.get(&place, &system).await.json();
            if job["state"] == "done" || !job["last_error"].is_null() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        assert_eq!(job["state"], "done", "{job}");
        background.abort();
        let listed = server.get("/api/v1/backups", &system).await.json();
        let backup = &listed["backups"][0];
        assert!(backup["rows_count"].as_u64().unwrap() > 10 && backup["entries_count"].as_u64().unwrap() >= 3, "{listed}");
        let files: Vec<_> = std::fs::read_dir(server.backups.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
        assert_eq!(files, [backup["name"].as_str().unwrap()], "nothing else is left behind");
        assert_eq!(server.get("/api/v1/jobs/99999", &system).await.status, 404);
    }
}

#[tokio::test]
async fn without_a_folder_no_backup_is_asked_for() {
    let server = Server::with(generous()).await;
    let system = server.somebody("system", Role::SystemAdministrator, None).await;
    assert_eq!(server.ask(Method::POST, "/api/v1/backups", &system, None, &[("idempotency-key", "a")]).await.code(), "conflict");
    assert_eq!(server.get("/api/v1/backups", &system).await.code(), "conflict");
    assert_eq!(server.get("/api/v1/jobs?state=waiting", &system).await.json()["jobs"], json!([]));
}

#[tokio::test]
async fn a_policy_is_read_beside_the_one_that_holds() {
    for server in Server::of_each_database().await {
        let security = server.somebody("security", Role::SecurityAdministrator, None).await;
        let audit = server.somebody("audit", Role::AuditAdministrator, None).await;
        let read = async |code: &str| server.get(&format!("/api/v1/policies/{code}"), &audit).await;
        let carried = read("administrators").await.json();
        assert_eq!((carried["state"].as_str(), &carried["standing"]), (Some("in_force"), &carried["text"]));
        assert!(carried["difference"].as_array().unwrap().iter().all(|line| line["change"] == "kept"));
        assert_eq!(read("nothing").await.status, 404);
        assert_eq!(read("more.1").await.status, 404);

        let text = |action: &str| {
            let allowed = format!("permit (principal, action == Action::\"{action}\", resource)");
            format!("@id(\"more\")\n{allowed}\nwhen {{ principal.role == Role::\"audit_administrator\" }};")
        };
        let propose =
            async |action: &str| server.post("/api/v1/policies", &security, &json!({ "name": "more", "text": text(action) })).await;
        let approve = async |code: &str, seen: &Value| {
            server.post_in(&format!("/api/v1/policies/{code}/approval"), &audit, &json!({}), &seen["version"]).await.status
        };
        let code = propose("jobs.list").await.json()["code"].as_str().unwrap().to_owned();
        let draft = read(&code).await.json();
        assert_eq!(
            (draft["state"].as_str(), &draft["standing"], draft["proposed_by"].as_str()),
            (Some("proposed"), &Value::Null, Some("security"))
        );
        assert!(draft["difference"].as_array().unwrap().iter().all(|line| line["change"] == "added"));
        assert_eq!(approve(&code, &draft).await, 204);
        assert_eq!(
            (read(&code).await.json()["state"].as_str(), read("more").await.json()["approved_by"].as_str()),
            (Some("in_force"), Some("audit"))
        );

        let second = propose("metrics.read").await.json()["code"].as_str().unwrap().to_owned();
        let changed = read(&second).await.json();
        let lines = |change: &str| changed["difference"].as_array().unwrap().iter().filter(|line| line["change"] == change).count();
        assert_eq!([lines("kept"), lines("removed"), lines("added")], [2, 1, 1], "{changed}");
        assert_eq!(approve(&second, &changed).await, 204);
        assert_eq!(read(&code).await.json()["state"], "superseded");
    }
}
