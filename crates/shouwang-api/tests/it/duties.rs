//! `/api/v1/duties/…`, `exports`, `events`: where duties stand, why, and what changes.

use std::collections::BTreeSet;
use std::io::Read as _;
use std::time::Duration;

use futures_util::StreamExt as _;
use reqwest::Method;
use serde_json::{Value, json};
use shouwang_domain::register::Record as _;
use shouwang_domain::registers::unit::{Function, Unit};
use shouwang_domain::system::role_grant::Role;

use crate::support::{Server, unit};

#[tokio::test]
async fn duties_are_planned_listed_and_explained_to_those_whose_business_they_are() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let own = server.somebody("own", Role::Handler, Some("U2")).await;
        let other = server.somebody("other", Role::Handler, Some("U3")).await;
        let background = server.work_in_background();
        let duties = planned(&server, &own).await;
        assert!(duties.iter().all(|duty| duty["unit"] == "U2"), "{duties:?}");
        let duty = &duties[0];
        assert!(!duty["title"]["zh"].as_str().unwrap().is_empty() && !duty["article"]["en"].as_str().unwrap().is_empty());
        let path = |subject: &Value| format!("/api/v1/duties/{}/subjects/{}", duty["duty"].as_str().unwrap(), subject.as_str().unwrap());
        let explained = server.get(&path(&duty["subject"]), &own).await.json();
        assert_explained(duty, &explained["explanations"][0]);
        assert_eq!(server.get(&path(&duty["subject"]), &other).await.status, 404);
        assert!(!server.get("/api/v1/duties/counts?by=unit", &own).await.json()["counts"].as_array().unwrap().is_empty());
        for wrong in ["by=colour", "by=duty&and=duty", "by=child", "by=duty&and=x", "by=duty&status=late", "by=duty&since_from=x"] {
            assert_eq!(server.get(&format!("/api/v1/duties/counts?{wrong}"), &own).await.status, 400, "{wrong}");
        }
        for (form, kind) in [("csv", "text/csv"), ("json", "application/json"), ("ics", "text/calendar")] {
            let exported = server.get(&format!("/api/v1/exports/duties?form={form}"), &own).await;
            assert!(exported.status == 200 && exported.header("content-type").starts_with(kind), "{exported:?}");
            assert!(!String::from_utf8_lossy(&exported.body).contains("U3"), "of another unit nothing is exported");
        }
        background.abort();
    }
}

#[tokio::test]
async fn a_list_says_what_each_duty_rests_on_when_it_is_asked_to() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let own = server.somebody("own", Role::Handler, Some("U2")).await;
        let background = server.work_in_background();
        let without = planned(&server, &own).await;
        assert!(without.iter().all(|duty| duty["evidence"].is_null()), "nobody asked");
        let with_evidence = async || server.get("/api/v1/duties?limit=500&evidence=true", &own).await.json()["duties"].clone();
        let mut listed = with_evidence().await;
        // A list does not wait long for facts that the planner has in hand.
        for _ in 0..100 {
            if listed[0]["evidence"].is_object() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
            listed = with_evidence().await;
        }
        let listed = listed.as_array().unwrap();
        assert_eq!(listed.len(), without.len());
        for duty in listed {
            let path = format!("/api/v1/duties/{}/subjects/{}", duty["duty"].as_str().unwrap(), duty["subject"].as_str().unwrap());
            let explained = server.get(&path, &own).await.json()["explanations"][0].clone();
            let facts = explained["facts"].as_array().unwrap();
            let alike = facts.iter().filter(|fact| fact["register"] == facts.last().unwrap()["register"]);
            let decided = alike.max_by_key(|fact| fact["from"].as_str()).unwrap();
            for same in ["register", "register_label", "code", "from", "until", "basis", "basis_label", "vouched_by"] {
                assert_eq!(duty["evidence"][same], decided[same], "{same}: {duty}");
            }
            let rows: BTreeSet<_> = facts.iter().map(|fact| format!("{}{}", fact["register"], fact["code"])).collect();
            assert_eq!(duty["evidence"]["others_count"], rows.len() - 1, "{explained}");
        }
        background.abort();
    }
}

#[tokio::test]
async fn a_remedy_names_the_units_own_people_and_nobody_of_another_unit() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let own = server.somebody("own", Role::Handler, Some("U2")).await;
        let other = server.somebody("other", Role::Handler, Some("U3")).await;
        let person = |code: &str, name: &str, unit: &str| json!({ "code": code, "from": "2026-01-01", "name": name, "unit": unit });
        let hire =
            async |token: &str, person: Value| assert_eq!(server.post("/api/v1/registers/person/rows", token, &person).await.status, 201);
        hire(&other, person("P3", "外单位的孙三", "U3")).await;
        let background = server.work_in_background();
        let duties = planned(&server, &own).await;
        let explained = async || {
            let mut all = String::new();
            for duty in &duties {
                let path = format!("/api/v1/duties/{}/subjects/{}", duty["duty"].as_str().unwrap(), duty["subject"].as_str().unwrap());
                all += &server.get(&path, &own).await.json().to_string();
            }
            all
        };
        let before = explained().await;
        assert!(!before.contains("P3") && !before.contains("孙三") && before.contains("任选一个符合条件的"), "{before}");
        assert!(before.contains("=甲县教育局") && !before.contains("=U2"), "things are told by their names: {before}");
        hire(&own, person("P2", "本单位的李二", "U2")).await;
        // Explanations are of the facts as far as the planner has followed the acts.
        let mut after = explained().await;
        for _ in 0..100 {
            if after.contains("李二") {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
            after = explained().await;
        }
        assert!(after.contains("=本单位的李二") && after.contains(r#""to":"P2""#) && !after.contains("P3"), "{after}");
        background.abort();
    }
}

/// What the list says of a duty is what its explanation says, field by field; no sentence has to be taken apart.
fn assert_explained(duty: &Value, explained: &Value) {
    for same in ["duty", "title", "article", "clause", "register", "subject", "unit", "supplementary"] {
        assert_eq!(explained[same], duty[same], "{same}: {explained}");
    }
    let reasons = explained["reasons"].as_array().unwrap();
    let reason = reasons.iter().find(|reason| reason["period"] == duty["period"] && reason["status"] == duty["status"]).unwrap();
    assert_eq!(reason["code"], duty["reason"]);
    assert_eq!((&reason["due"], &reason["due_at"]), (&duty["due_on"], &duty["due_at"]));
    assert!(duty["reason_label"]["zh"].is_string() && reason["label"]["en"].is_string(), "{duty} {reason}");
    assert!(duty["clause"]["article"].is_u64() && duty["clause"]["paragraph"].is_u64(), "{duty}");
    for fact in explained["facts"].as_array().unwrap() {
        assert!(fact["register"].is_string() && fact["code"].is_string() && fact["said"]["zh"].is_string(), "{fact}");
    }
    let mut ways = reasons.iter().flat_map(|reason| reason["remedies"].as_array().unwrap());
    assert!(ways.all(|way| !way["changes"].as_array().unwrap().is_empty() && way["corrects_record"].is_boolean()), "{explained}");
}

#[tokio::test]
async fn duties_are_counted_by_article_and_place_and_as_many_as_are_listed() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let all = server.somebody("all", Role::Reader, Some("U1")).await;
        let background = server.work_in_background();
        let duties = planned(&server, &all).await;
        let sum = async |question: &str| {
            let counts = server.get(&format!("/api/v1/duties/counts?{question}"), &all).await.json()["counts"].clone();
            counts.as_array().unwrap().iter().map(|count| count["count"].as_i64().unwrap()).sum::<i64>()
        };
        let count = i64::try_from(duties.len()).unwrap();
        for question in [
            "by=article",
            "by=article&and=division",
            "by=industry&and=article",
            "by=duty&division=4331",
            "by=child&division=4331&and=article",
        ] {
            assert_eq!(sum(question).await, count, "{question}");
        }
        let by_child = server.get("/api/v1/duties/counts?by=child&division=43&and=article", &all).await.json();
        for counted in by_child["counts"].as_array().unwrap() {
            assert_eq!(counted["of"], "4331", "{by_child}");
            let article = counted["and"].as_str().unwrap();
            let (instrument, number) = article.split_once('/').unwrap();
            assert_eq!(server.get(&format!("/api/v1/law/instruments/{instrument}/articles/{number}"), &all).await.status, 200, "{article}");
        }
        let open = duties.iter().filter(|duty| duty["status"] == "open").count();
        assert_eq!(sum("by=duty&status=open").await, i64::try_from(open).unwrap());
        let since = |from: &str| duties.iter().filter(|duty| duty["since_on"].as_str().is_some_and(|since| since >= from)).count();
        for from in ["2026-07-01", "2026-11-22"] {
            let listed = server.get(&format!("/api/v1/duties?limit=500&since_from={from}"), &all).await.json();
            assert_eq!(listed["duties"].as_array().unwrap().len(), since(from));
            assert_eq!(sum(&format!("by=unit&since_from={from}")).await, i64::try_from(since(from)).unwrap());
        }
        background.abort();
    }
}

/// Whether a question asks for a duty.
type Fits<'f> = Box<dyn Fn(&&Value) -> bool + 'f>;

#[tokio::test]
async fn what_is_listed_is_narrowed_and_exported_by_the_same_questions() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let all = server.somebody("all", Role::Approver, Some("U1")).await;
        let background = server.work_in_background();
        let duties = planned(&server, &all).await;
        let key = |duty: &Value| ["duty", "subject", "period"].map(|part| duty[part].as_str().unwrap_or_default().to_owned());
        let clause = &duties.iter().find(|duty| duty["unit"] == "U2").unwrap()["clause"];
        let article = format!("article={}/{}", clause["instrument"].as_str().unwrap(), clause["article"]);
        let of_article =
            |duty: &&Value| duty["clause"]["article"] == clause["article"] && duty["clause"]["instrument"] == clause["instrument"];
        let due = |duty: &&Value| duty["due_on"].as_str().is_some_and(|due| ("2026-11-22"..="2026-12-31").contains(&due));
        let expected: [(&str, Fits<'_>); 8] = [
            (&article, Box::new(of_article)),
            // One division by itself.
            ("only_division=433130", Box::new(|duty| duty["division"] == "433130")),
            ("level=own", Box::new(|duty| duty["unit"] == "U1")),
            ("level=below", Box::new(|duty| duty["unit"].is_string() && duty["unit"] != "U1")),
            ("register=unit&status=breached", Box::new(|duty| duty["register"] == "unit" && duty["status"] == "breached")),
            ("due_from=2026-11-22&due_until=2026-12-31", Box::new(due)),
            ("due_from=2026-11-22", Box::new(|duty| duty["due_on"].as_str().is_some_and(|due| due >= "2026-11-22"))),
            ("since_from=2026-07-01", Box::new(|duty| duty["since_on"].as_str().is_some_and(|since| since >= "2026-07-01"))),
        ];
        for (question, fits) in &expected {
            let wanted: BTreeSet<_> = duties.iter().filter(fits).map(key).collect();
            let listed = server.get(&format!("/api/v1/duties?limit=500&{question}"), &all).await.json();
            let listed: BTreeSet<_> = listed["duties"].as_array().unwrap().iter().map(key).collect();
            assert_eq!(listed, wanted, "{question}");
            let exported = server.get(&format!("/api/v1/exports/duties?form=json&{question}"), &all).await.json();
            let exported: BTreeSet<_> = exported.as_array().unwrap().iter().map(key).collect();
            assert_eq!(exported, wanted, "{question}");
            let counts = server.get(&format!("/api/v1/duties/counts?by=duty&{question}"), &all).await;
            if counts.status == 200 && !question.contains("due_") && !question.contains("register=") {
                let sum: i64 = counts.json()["counts"].as_array().unwrap().iter().map(|count| count["count"].as_i64().unwrap()).sum();
                assert_eq!(sum, i64::try_from(wanted.len()).unwrap(), "{question}");
            }
        }
        assert!(duties.iter().filter(of_article).count() > 0 && duties.iter().filter(due).count() > 0, "{duties:?}");
        for wrong in ["level=above", "article=hunan-2026", "article=nowhere/1", "article=hunan-2026/999"] {
            assert_eq!(server.get(&format!("/api/v1/duties?{wrong}"), &all).await.status, 400, "{wrong}");
            assert_eq!(server.get(&format!("/api/v1/exports/duties?form=csv&{wrong}"), &all).await.status, 400, "{wrong}");
        }
        background.abort();
    }
}

#[tokio::test]
async fn the_trend_ends_with_what_is_listed_today_for_each_reader() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let own = server.somebody("own", Role::Handler, Some("U2")).await;
        let all = server.somebody("all", Role::Reader, Some("U1")).await;
        let background = server.work_in_background();
        planned(&server, &own).await;
        let listed = async |token: &str, question: &str| {
            let duties = server.get(&format!("/api/v1/duties?limit=500{question}"), token).await.json()["duties"].clone();
            let mut counts = std::collections::BTreeMap::<String, i64>::new();
            for duty in duties.as_array().unwrap() {
                *counts.entry(duty["status"].as_str().unwrap().to_owned()).or_default() += 1;
            }
            counts
        };
        for (token, question) in [(&own, ""), (&all, ""), (&all, "&division=433130"), (&own, "&division=433122")] {
            let trend = server.get(&format!("/api/v1/duties/trend?days=20&step=7{question}"), token).await;
            assert_eq!(trend.status, 200, "{trend:?}");
            let trend = trend.json();
            let points = trend["points"].as_array().unwrap();
            assert_eq!(
                points.iter().map(|point| point["day"].as_str().unwrap()).collect::<Vec<_>>(),
                ["2026-11-08", "2026-11-15", "2026-11-22"]
            );
            let last = points[2]["counts"]
                .as_array()
                .unwrap()
                .iter()
                .map(|count| (count["status"].as_str().unwrap().to_owned(), count["count"].as_i64().unwrap()));
            assert_eq!(
                last.filter(|(_, count)| *count > 0).collect::<std::collections::BTreeMap<_, _>>(),
                listed(token, question).await,
                "{question}"
            );
            let again = server.get(&format!("/api/v1/duties/trend?days=20&step=7{question}"), token).await.json();
            assert_eq!(again, trend);
        }
        // Once more is known, what was worked out is given at once, and says so; the new answer follows.
        server.somebody("another", Role::Reader, Some("U2")).await;
        let path = "/api/v1/duties/trend?days=20&step=7";
        let stale = server.get(path, &all).await.json();
        assert_eq!(stale["is_newest"], false);
        let renewed = async || loop {
            let trend = server.get(path, &all).await.json();
            if trend["is_newest"] == true {
                return trend;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        };
        let renewed = tokio::time::timeout(Duration::from_secs(60), renewed()).await.expect("it is worked out anew");
        assert_eq!(renewed["points"], stale["points"], "an account changes no duty");
        let duty = planned(&server, &own).await[0]["duty"].as_str().unwrap().to_owned();
        let one = server.get(&format!("/api/v1/duties/trend?days=0&duty={duty}"), &own).await.json();
        let total: i64 = one["points"][0]["counts"].as_array().unwrap().iter().map(|count| count["count"].as_i64().unwrap()).sum();
        assert_eq!(total, listed(&own, &format!("&duty={duty}")).await.values().sum::<i64>());
        for (wrong, status) in [("days=401", 400), ("step=0", 400), ("days=400&step=1", 400), ("duty=none", 404), ("division=nowhere", 200)]
        {
            assert_eq!(server.get(&format!("/api/v1/duties/trend?{wrong}"), &own).await.status, status, "{wrong}");
        }
        background.abort();
    }
}

#[tokio::test]
async fn registers_are_exported_as_far_as_they_may_be_read() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let own = server.somebody("own", Role::Handler, Some("U2")).await;
        let csv = server.get("/api/v1/exports/registers?form=csv&register=unit", &own).await;
        assert_eq!((csv.status, csv.header("content-type").as_str()), (200, "application/zip"));
        let xlsx = server.get("/api/v1/exports/registers?form=xlsx", &own).await;
        assert!(xlsx.status == 200 && xlsx.body.starts_with(b"PK"));
        assert!(server.get("/api/v1/template", &own).await.body.starts_with(b"PK"));
        assert_eq!(server.get("/api/v1/exports/registers?form=pdf", &own).await.status, 400);
        assert_eq!(server.get("/api/v1/exports/registers?form=csv&register=login", &own).await.status, 404);
    }
}

#[tokio::test]
async fn what_narrows_a_list_narrows_its_export_too() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let all = server.somebody("all", Role::Handler, Some("U1")).await;
        for narrowed in ["", "filter=code:eq:U2", "q=U2", "filter=code:in:U1,U2&filter=code:ne:U1", "on=1990-01-01", "filter=until:is_null"]
        {
            let listed = server.get(&format!("/api/v1/registers/unit/rows?limit=500&{narrowed}"), &all).await.json();
            let listed: BTreeSet<_> = listed["rows"].as_array().unwrap().iter().map(|row| row["row"]["code"].as_str().unwrap()).collect();
            let taken = server.get(&format!("/api/v1/exports/registers?form=csv&register=unit&{narrowed}"), &all).await.body;
            assert_eq!(codes_of_archive(&taken), listed.iter().map(|code| (*code).to_owned()).collect(), "{narrowed}");
        }
        for wrong in ["filter=code:eq:U2", "q=U2", "on=2026-01-01", "register=unit&filter=colour:eq:red"] {
            assert_eq!(server.get(&format!("/api/v1/exports/registers?form=csv&{wrong}"), &all).await.status, 400, "{wrong}");
        }
    }
}

/// The first column of the one file of an archive, without its head.
fn codes_of_archive(bytes: &[u8]) -> BTreeSet<String> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    assert_eq!(archive.len(), 1, "no other register is taken out with it");
    archive.by_index(0).unwrap().read_to_string(&mut text).unwrap();
    text.lines().skip(1).map(|line| line.split(',').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn whoever_listens_hears_of_his_own_changes_and_not_of_others() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let own = server.somebody("own", Role::Handler, Some("U2")).await;
        let other = server.somebody("other", Role::Handler, Some("U3")).await;
        let background = server.work_in_background();
        planned(&server, &own).await;
        let listen = async |token: &str| {
            let request = server.client.get(format!("{}/api/v1/events", server.url)).bearer_auth(token);
            let response = request.send().await.unwrap();
            assert_eq!(response.headers()["content-type"], "text/event-stream");
            response.bytes_stream()
        };
        let (mut mine, mut others) = (listen(&own).await, listen(&other).await);
        let person = json!({ "code": "P1", "from": "2026-01-01", "name": "Li", "unit": "U2" });
        assert_eq!(server.post("/api/v1/registers/person/rows", &own, &person).await.status, 201);
        let mut heard = String::new();
        while !heard.contains("event: change") {
            let piece = tokio::time::timeout(Duration::from_secs(20), mine.next()).await.unwrap().unwrap().unwrap();
            heard.push_str(&String::from_utf8_lossy(&piece));
        }
        assert!(heard.contains("person"), "{heard}");
        while let Ok(Some(Ok(heard))) = tokio::time::timeout(Duration::from_millis(1_500), others.next()).await {
            assert!(!String::from_utf8_lossy(&heard).contains("U2"), "{heard:?}");
        }
        background.abort();
    }
}

#[tokio::test]
async fn a_rule_is_decided_by_a_competent_department_and_by_nobody_else() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let department = server.somebody("department", Role::Approver, Some("U1")).await;
        let unit = server.somebody("unit", Role::Handler, Some("U2")).await;
        let readings = server.get("/api/v1/law/readings", &department).await.json();
        let reading = &readings["readings"][0];
        let choice = reading["choices"].as_array().unwrap().last().unwrap()["id"].clone();
        let decision = json!({ "rule": reading["id"], "setting": choice, "from": "2026-11-01", "reason": "as read here" });
        assert_eq!(server.post("/api/v1/rules/settings", &unit, &decision).await.status, 403);
        let nonsense = json!({ "rule": reading["id"], "setting": "whatever", "from": "2026-11-01", "reason": "none" });
        let refused = server.post("/api/v1/rules/settings", &department, &nonsense).await;
        let decided = server.post("/api/v1/rules/settings", &department, &decision).await;
        assert!(
            (refused.status, decided.status) == (422, 201) || (refused.status, decided.status) == (403, 403),
            "{refused:?} {decided:?}"
        );
        let row = json!({ "code": "x", "from": "2026-11-01", "rule": "x", "setting": "off", "decided_by": "U1", "reason": "x" });
        let around = server
            .ask(Method::POST, "/api/v1/registers/rule_setting/rows", &department, Some(&row), &[("idempotency-key", "around")])
            .await;
        assert_eq!(around.status, 403, "there is one way to decide on rules");
    }
}

#[tokio::test]
async fn a_decision_on_a_rule_replaces_the_one_that_was_seen_and_no_other() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        server.put(vec![(Unit::NAME, unit("U0", "省数据局", "43", &[Function::CompetentDepartment]))]).await;
        let department = server.somebody("department", Role::Approver, Some("U0")).await;
        let readings = server.get("/api/v1/law/readings", &department).await.json();
        let reading = &readings["readings"][0];
        let decide = async |reason: &str, version: Option<i64>| {
            let choice = &reading["choices"][0]["id"];
            let body = json!({ "rule": reading["id"], "setting": choice, "from": "2026-11-01", "reason": reason, "version": version });
            server.post("/api/v1/rules/settings", &department, &body).await
        };
        let first = decide("as read here", None).await;
        assert_eq!(first.status, 201, "{first:?}");
        assert_eq!(decide("unseen", None).await.code(), "overtaken");
        let version = first.json()["act"].as_i64();
        assert_eq!(decide("seen", version).await.status, 201);
        assert_eq!(decide("seen by a slower one", version).await.code(), "overtaken");
    }
}

/// The duties of somebody, once they are planned.
async fn planned(server: &Server, token: &str) -> Vec<Value> {
    for _ in 0..200 {
        let duties = server.get("/api/v1/duties?limit=500", token).await.json();
        if let Some(duties) = duties["duties"].as_array().filter(|duties| !duties.is_empty()) {
            return duties.clone();
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("nothing was planned within 20 s");
}
