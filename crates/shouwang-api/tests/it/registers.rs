//! `/api/v1/registers/…`: rows read, written, and kept apart.

use std::collections::BTreeSet;
use std::io::Write as _;

use reqwest::Method;
use serde_json::{Value, json};
use shouwang_domain::system::role_grant::Role;

use crate::support::{Server, generous};

fn person(name: &str) -> Value {
    json!({ "code": format!("P-{name}"), "from": "2026-01-01", "name": name, "unit": "U2" })
}

#[tokio::test]
async fn a_row_is_entered_read_corrected_and_taken_back() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let token = server.somebody("handler", Role::Handler, Some("U2")).await;
        let created = server.post("/api/v1/registers/person/rows", &token, &person("Li")).await;
        assert_eq!(created.status, 201, "{created:?}");
        let (path, etag) = (created.header("location"), created.header("etag"));
        assert_eq!(path, "/api/v1/registers/person/rows/P-Li/2026-01-01");
        assert_eq!(created.json()["row"]["name"], "Li");

        let mut changed = person("Li");
        changed["note"] = json!("moved");
        let put = |etag: &str| vec![("if-match", etag.to_owned())];
        let ask = async |headers: Vec<(&str, String)>, body: &Value| {
            let headers: Vec<(&str, &str)> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
            server.ask(Method::PUT, &path, &token, Some(body), &headers).await
        };
        assert_eq!(ask(Vec::new(), &changed).await.code(), "precondition_required");
        let corrected = ask(put(&etag), &changed).await;
        assert_eq!(corrected.status, 200, "{corrected:?}");
        assert_ne!(corrected.header("etag"), etag);
        assert_eq!(ask(put(&etag), &person("Li")).await.code(), "overtaken");
        assert_eq!(server.get(&path, &token).await.header("etag"), corrected.header("etag"));

        let history = server.get("/api/v1/registers/person/history/P-Li", &token).await.json();
        assert_eq!(history["versions"].as_array().unwrap().len(), 2);
        assert_eq!(history["versions"][0]["ended"]["how"], "corrected");
        // The history of a row is a list like every other.
        let page = async |question: &str| server.get(&format!("/api/v1/registers/person/history/P-Li?{question}"), &token).await;
        let newest = page("sort=-act&limit=1").await.json();
        assert_eq!(newest["versions"], json!([history["versions"][1]]));
        let oldest = page(&format!("sort=-act&limit=1&after={}", newest["next"].as_str().unwrap())).await.json();
        assert_eq!((&oldest["versions"], &oldest["next"]), (&json!([history["versions"][0]]), &Value::Null));
        assert_eq!(page("filter=ended.how:eq:corrected").await.json()["versions"], json!([history["versions"][0]]));
        assert_eq!(page("filter=colour:eq:red").await.status, 400);
        let etag = corrected.header("etag");
        assert_eq!(server.ask(Method::DELETE, &path, &token, None, &[("if-match", &etag)]).await.status, 204);
        assert_eq!(server.get(&path, &token).await.status, 404);
    }
}

#[tokio::test]
async fn what_rows_refer_to_is_named_as_far_as_it_may_be_seen_and_texts_are_found_by_any_part() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let own = server.somebody("own", Role::Handler, Some("U2")).await;
        let all = server.somebody("all", Role::Approver, Some("U1")).await;
        for (person, unit) in [("Li", "U2"), ("Wang", "U2")] {
            let row = json!({ "code": format!("P-{person}"), "from": "2026-01-01", "name": person, "unit": unit });
            assert_eq!(server.post("/api/v1/registers/person/rows", &own, &row).await.status, 201);
        }
        let post = json!({ "code": "A1", "from": "2026-01-01", "unit": "U2", "post": "security_contact", "person": "P-Li" });
        assert_eq!(server.post("/api/v1/registers/appointment/rows", &own, &post).await.status, 201);
        let listed = server.get("/api/v1/registers/appointment/rows?names=true", &all).await.json();
        assert_eq!(listed["names"], json!({ "person": { "P-Li": "Li" }, "unit": { "U2": "甲县教育局" } }), "{listed}");
        assert!(server.get("/api/v1/registers/appointment/rows", &all).await.json()["names"].is_null());
        let divisions = server.get("/api/v1/registers/unit/rows?names=true", &own).await.json();
        assert_eq!(divisions["rows"].as_array().unwrap().len(), 1, "{divisions}");
        assert_eq!(divisions["names"]["division"], json!({ "433130": "甲县" }));

        let found = async |condition: &str| {
            let rows = server.get(&format!("/api/v1/registers/person/rows?filter={condition}"), &own).await.json();
            let rows = rows["rows"].as_array().unwrap().iter().map(|row| row["row"]["code"].as_str().unwrap().to_owned());
            rows.collect::<BTreeSet<_>>()
        };
        assert_eq!(found("name:contains:AN").await, BTreeSet::from(["P-Wang".to_owned()]), "capitals count as small letters");
        assert_eq!(found("code:contains:-").await.len(), 2);
        assert_eq!(server.get("/api/v1/registers/person/rows?filter=from:contains:2", &own).await.status, 400);
    }
}

#[tokio::test]
async fn a_request_that_comes_twice_is_carried_out_once() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let token = server.somebody("handler", Role::Handler, Some("U2")).await;
        let post = async |key: &str, body: &Value| {
            server.ask(Method::POST, "/api/v1/registers/person/rows", &token, Some(body), &[("idempotency-key", key)]).await
        };
        assert_eq!(
            server.ask(Method::POST, "/api/v1/registers/person/rows", &token, Some(&person("Li")), &[]).await.code(),
            "header_missing"
        );
        let first = post("k1", &person("Li")).await;
        let again = post("k1", &person("Li")).await;
        assert_eq!((first.status, again.status), (201, 201));
        assert_eq!((first.json(), first.header("etag")), (again.json(), again.header("etag")));
        assert_eq!((first.header("idempotency-replayed"), again.header("idempotency-replayed")), (String::new(), "true".to_owned()));
        assert_eq!(post("k1", &person("Wang")).await.code(), "key_reused");
        assert_eq!(post("k2", &person("Li")).await.code(), "conflict");
        let acts = server.store.list_acts(None, 10).await.unwrap();
        assert_eq!(acts.iter().filter(|act| act.source == "api").count(), 1);
    }
}

#[tokio::test]
async fn what_is_wrong_is_told_with_its_place() {
    let server = Server::with(generous()).await;
    server.add_units().await;
    let token = server.somebody("handler", Role::Handler, Some("U2")).await;
    let refused = async |body: &Value| {
        let reply = server.ask(Method::POST, "/api/v1/registers/person/rows", &token, Some(body), &[("idempotency-key", "k")]).await;
        (reply.status, reply.json()["errors"][0]["place"].as_str().unwrap_or_default().to_owned())
    };
    assert_eq!(refused(&json!({ "code": "P1", "unit": "U2" })).await, (422, "/name".to_owned()));
}

#[tokio::test]
async fn a_parameter_that_is_longer_than_the_document_says_is_refused_with_its_name() {
    let server = Server::with(generous()).await;
    server.add_units().await;
    let token = server.somebody("reader", Role::Reader, Some("U2")).await;
    for (name, chars_max) in [("q", 200), ("sort", 200), ("after", 16_384)] {
        let ask = async |chars: usize| server.get(&format!("/api/v1/registers/person/rows?{name}={}", "a".repeat(chars)), &token).await;
        let refused = ask(chars_max + 1).await;
        assert_eq!((refused.status, refused.json()["errors"][0]["place"].as_str()), (400, Some(name)), "{refused:?}");
        // As long as allowed, it is looked at for what it says.
        let places = ask(chars_max).await.json()["errors"].to_string();
        assert!(!places.contains(&format!("{chars_max}")), "{places}");
    }
    // Characters are counted, not bytes.
    assert_eq!(server.get(&format!("/api/v1/registers/person/rows?q={}", "人".repeat(200)), &token).await.status, 200);
}

#[tokio::test]
async fn a_parameter_that_is_missing_is_named() {
    let server = Server::with(generous()).await;
    server.add_units().await;
    let token = server.somebody("reader", Role::Reader, Some("U2")).await;
    let refused = server.get("/api/v1/registers/person/groups", &token).await;
    let error = refused.json()["errors"][0].clone();
    assert_eq!((refused.status, error["place"].as_str(), error["detail"].as_str()), (400, Some("by"), Some("缺少参数 by")));
}

#[tokio::test]
async fn nobody_reads_or_writes_beyond_his_unit() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let own = server.somebody("own", Role::Handler, Some("U2")).await;
        let other = server.somebody("other", Role::Handler, Some("U3")).await;
        let created = server.post("/api/v1/registers/person/rows", &own, &person("Li")).await;
        assert_eq!(created.status, 201, "{created:?}");
        let path = created.header("location");
        assert_eq!(server.get(&path, &other).await.status, 404);
        assert_eq!(server.get("/api/v1/registers/person/history/P-Li", &other).await.status, 404);
        assert_eq!(server.get("/api/v1/registers/person/rows?count=true", &other).await.json()["total"]["count"], 0);
        let etag = created.header("etag");
        let mut taken = person("Li");
        taken["unit"] = json!("U3");
        assert_eq!(server.ask(Method::PUT, &path, &other, Some(&taken), &[("if-match", &etag)]).await.status, 404);
        assert_eq!(server.ask(Method::DELETE, &path, &other, None, &[("if-match", &etag)]).await.status, 404);
        // Nor can a row be put into another's hands, or made for him.
        assert_eq!(server.ask(Method::PUT, &path, &own, Some(&taken), &[("if-match", &etag)]).await.status, 403);
        assert_eq!(server.post("/api/v1/registers/person/rows", &other, &person("Wang")).await.status, 403);
        let withdrawal = json!({ "withdrawals": [{ "code": "P-Li", "from": "2026-01-01", "version": 1 }] });
        assert_eq!(server.post("/api/v1/registers/person/acts", &other, &withdrawal).await.status, 404);
        assert_eq!(server.get(&path, &own).await.header("etag"), etag);
    }
}

#[tokio::test]
async fn lists_are_narrowed_sorted_and_paged() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let token = server.somebody("handler", Role::Handler, Some("U2")).await;
        let puts: Vec<_> = ["An", "Bo", "Cai", "Du", "Ma"].map(|name| json!({ "row": person(name) })).to_vec();
        let act = server.post("/api/v1/registers/person/acts", &token, &json!({ "puts": puts, "reason": "new staff" })).await;
        assert_eq!((act.status, act.json()["added_count"].as_i64()), (201, Some(5)));
        let page = server.get("/api/v1/registers/person/rows?sort=-name&limit=2&count=true", &token).await.json();
        let names = |page: &Value| {
            page["rows"].as_array().unwrap().iter().map(|row| row["row"]["name"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!((names(&page), page["total"]["count"].as_i64()), (vec!["Ma".to_owned(), "Du".to_owned()], Some(5)));
        let next = page["next"].as_str().unwrap();
        let next = server.get(&format!("/api/v1/registers/person/rows?sort=-name&limit=2&after={next}"), &token).await.json();
        assert_eq!(names(&next), ["Cai", "Bo"]);
        let some = server.get("/api/v1/registers/person/rows?filter=name:in:An,Bo&filter=name:ne:Bo", &token).await.json();
        assert_eq!(names(&some), ["An"]);
        for wrong in ["filter=nome:eq:x", "filter=name:like:x", "sort=nome", "limit=0", "limit=501", "after=x", "unknown=1"] {
            assert_eq!(server.get(&format!("/api/v1/registers/person/rows?{wrong}"), &token).await.code(), "bad_parameter", "{wrong}");
        }
        let groups = server.get("/api/v1/registers/person/groups?by=unit", &token).await.json();
        assert_eq!(groups["groups"], json!([{ "value": "U2", "count": 5 }]));
        let found = server.get("/api/v1/search?q=cai", &token).await.json();
        assert_eq!(found["found"][0]["register"], "person");
    }
}

#[tokio::test]
async fn registers_say_how_they_are_made_and_what_the_caller_may_do() {
    let server = Server::with(generous()).await;
    server.add_units().await;
    let token = server.somebody("reader", Role::Reader, Some("U2")).await;
    let registers = server.get("/api/v1/registers", &token).await.json();
    assert!(registers["registers"].as_array().unwrap().len() > 40);
    assert!(registers["registers"].as_array().unwrap().iter().all(|register| register["writable"] == false));
    assert_eq!(server.get("/api/v1/registers/person", &token).await.json()["schema"]["type"], "object");
    assert_eq!(
        server.get("/api/v1/registers/login", &token).await.status,
        404,
        "what administers the product is no register of the bodies"
    );
    assert_eq!(server.get("/api/v1/registers/credential/rows", &token).await.status, 404);
    let referring = server.get("/api/v1/registers/unit/referring/U2", &token).await;
    assert_eq!(referring.status, 200, "{referring:?}");
    assert_eq!(server.get("/api/v1/registers/unit/referring/U3", &token).await.status, 404);
}

#[tokio::test]
async fn a_file_is_shown_first_and_then_taken_in_once() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let token = server.somebody("handler", Role::Handler, Some("U2")).await;
        let upload = async |name: &str, text: &str, key: &str| upload(&server, &token, (name, text), key).await;
        let (status, preview) = upload("person", "code,from,name,unit\nP9,2026-01-01,Li,U2\n", "k1").await;
        assert_eq!((status, preview["added_count"].as_i64(), preview["act"].as_i64()), (201, Some(1), None), "{preview}");
        let path = format!("/api/v1/imports/{}/application", preview["upload"].as_str().unwrap());
        let shown = json!({ "fingerprint": preview["fingerprint"] });
        let applied = server.ask(Method::POST, &path, &token, Some(&shown), &[("idempotency-key", "k2")]).await;
        assert!(applied.status == 201 && applied.json()["act"].is_i64(), "{applied:?}");
        // As after a server that broke down before it kept the answer: what was done is no other plan.
        server.service.forget_answers(jiff::Timestamp::MAX).await.unwrap();
        let again = server.ask(Method::POST, &path, &token, Some(&shown), &[("idempotency-key", "k2")]).await;
        assert_eq!((again.status, &again.json()["act"]), (201, &applied.json()["act"]), "{again:?}");
        assert_eq!(server.get("/api/v1/registers/person/rows/P9/2026-01-01", &token).await.status, 200);
        // Of what lies beyond his reach nothing is told, and nothing is taken in.
        let (status, _) = upload("unit", "code,name,division,functions\nU3,Somebody else's,433122,connected_unit\n", "k3").await;
        assert_eq!(status, 403);
        let (status, preview) = upload("person", "code,from,name,unit\nP10,2026-01-01,Wang,U3\n", "k4").await;
        assert_eq!(status, 201);
        let path = format!("/api/v1/imports/{}/application", preview["upload"].as_str().unwrap());
        let shown = json!({ "fingerprint": preview["fingerprint"] });
        assert_eq!(server.ask(Method::POST, &path, &token, Some(&shown), &[("idempotency-key", "k5")]).await.status, 403);
    }
}

#[tokio::test]
async fn what_one_has_sent_is_taken_in_by_nobody_else_and_not_for_ever() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let one = server.somebody("one", Role::Handler, Some("U2")).await;
        let other = server.somebody("other", Role::Handler, Some("U2")).await;
        let file = ("person", "code,from,name,unit\nP9,2026-01-01,Li,U2\n");
        let (_, preview) = upload(&server, &one, file, "k1").await;
        let path = format!("/api/v1/imports/{}/application", preview["upload"].as_str().unwrap());
        let shown = json!({ "fingerprint": preview["fingerprint"] });
        let apply = async |token: &str, key: &str| {
            let reply = server.ask(Method::POST, &path, token, Some(&shown), &[("idempotency-key", key)]).await;
            (reply.status, reply)
        };
        let (status, reply) = apply(&other, "k2").await;
        assert_eq!(status, 404, "it is another's: {reply:?}");
        server.service.forget_uploads(u64::MAX).unwrap();
        assert_eq!(std::fs::read_dir(server.service.uploads()).unwrap().count(), 0);
        let (status, reply) = apply(&one, "k3").await;
        assert_eq!(status, 404, "it is forgotten: {reply:?}");
        upload(&server, &other, file, "k4").await;
        let (status, reply) = apply(&one, "k5").await;
        assert_eq!(status, 404, "{reply:?}");
        let (status, reply) = apply(&other, "k6").await;
        assert_eq!(status, 201, "{reply:?}");
    }
}

#[tokio::test]
async fn an_archive_with_two_files_of_one_name_is_refused_and_not_taken_in_by_half() {
    let server = Server::with(generous()).await;
    server.add_units().await;
    let token = server.somebody("handler", Role::Handler, Some("U2")).await;
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (folder, code) in [("one", "P1"), ("two", "P2")] {
        archive.start_file(format!("{folder}/person.csv"), zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(format!("code,from,name,unit\n{code},2026-01-01,Li,U2\n").as_bytes()).unwrap();
    }
    let mut body = b"--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"all.zip\"\r\n\r\n".to_vec();
    body.extend(archive.finish().unwrap().into_inner());
    body.extend(b"\r\n--b--\r\n");
    let request = server.client.post(format!("{}/api/v1/imports", server.url)).bearer_auth(&token);
    let request = request.header("content-type", "multipart/form-data; boundary=b").header("idempotency-key", "k").body(body);
    let response = request.send().await.unwrap();
    assert_eq!(response.status(), 422);
    assert!(response.text().await.unwrap().contains("person.csv"));
    let kept = std::fs::read_dir(server.service.uploads()).into_iter().flatten().flatten();
    assert_eq!(kept.map(|of_login| std::fs::read_dir(of_login.path()).unwrap().count()).sum::<usize>(), 0, "no half of it is kept");
}

/// Sends a CSV file to be shown what importing it would do.
pub(crate) async fn upload(server: &Server, token: &str, (name, text): (&str, &str), key: &str) -> (u16, Value) {
    let body = format!("--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}.csv\"\r\n\r\n{text}\r\n--b--\r\n");
    let request = server.client.post(format!("{}/api/v1/imports", server.url)).bearer_auth(token);
    let request = request.header("content-type", "multipart/form-data; boundary=b").header("idempotency-key", key).body(body);
    let response = request.send().await.unwrap();
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let body = response.bytes().await.unwrap().to_vec();
    crate::validator::check_answer("POST", "/api/v1/imports", status, &headers, &body);
    (status, serde_json::from_slice::<Value>(&body).unwrap())
}

#[tokio::test]
async fn a_correction_made_since_the_preview_is_not_undone_by_the_import() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let token = server.somebody("handler", Role::Handler, Some("U2")).await;
        let person = |name: &str| json!({ "code": "P1", "from": "2026-01-01", "name": name, "unit": "U2" });
        let created = server.post("/api/v1/registers/person/rows", &token, &person("Li")).await;
        let file = ("person", "code,from,name,unit\nP1,2026-01-01,Li Hua,U2\n");
        let (_, preview) = upload(&server, &token, file, "k1").await;
        assert_eq!(preview["changed_count"], 1, "{preview}");
        let headers = [("if-match", &*created.header("etag"))];
        let corrected = server.ask(Method::PUT, &created.header("location"), &token, Some(&person("Wang")), &headers).await;
        assert_eq!(corrected.status, 200, "{corrected:?}");

        let path = format!("/api/v1/imports/{}/application", preview["upload"].as_str().unwrap());
        let apply = async |preview: &Value, key: &str| {
            let shown = json!({ "fingerprint": preview["fingerprint"] });
            server.ask(Method::POST, &path, &token, Some(&shown), &[("idempotency-key", key)]).await
        };
        let refused = apply(&preview, "k2").await;
        assert_eq!((refused.status, refused.code().as_str()), (412, "overtaken"), "{refused:?}");
        assert_eq!(server.get(&created.header("location"), &token).await.json()["row"]["name"], "Wang");
        let (_, anew) = upload(&server, &token, file, "k3").await;
        assert_eq!(apply(&anew, "k4").await.status, 201);
        assert_eq!(server.get(&created.header("location"), &token).await.json()["row"]["name"], "Li Hua");
    }
}
