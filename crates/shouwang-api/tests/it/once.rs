//! Once is once: also when the caller goes away before he is answered, and when his name for a request is old.

use std::time::Duration;

use reqwest::Method;
use serde_json::{Value, json};
use shouwang_domain::system::role_grant::Role;
use shouwang_storage::Repeatable;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use crate::support::{Reply, Server};

async fn post(server: &Server, path: &str, token: &str, key: &str, body: &Value) -> Reply {
    server.ask(Method::POST, path, token, Some(body), &[("idempotency-key", key)]).await
}

fn row(name: &str) -> Value {
    json!({ "code": "P1", "from": "2026-01-01", "name": name, "unit": "U2" })
}

/// Whether an upload was kept: then what sent it is being worked on.
fn is_kept(server: &Server) -> bool {
    let of_logins = std::fs::read_dir(server.service.uploads()).into_iter().flatten().flatten();
    let mut uploads = of_logins.filter_map(|of_login| std::fs::read_dir(of_login.path()).ok()).flatten().flatten();
    uploads.any(|upload| upload.file_name().len() == 64)
}

#[tokio::test]
async fn what_was_begun_is_finished_although_the_caller_is_gone_and_answered_when_he_comes_again() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let token = server.somebody("handler", Role::Handler, Some("U2")).await;
        // Long enough that it is under way for a while after it was kept.
        let rows: String = (0..40_000).map(|number| format!("P{number},2026-01-01,Li,U2\n")).collect();
        let head = "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"person.csv\"\r\n\r\n";
        let body = format!("{head}code,from,name,unit\n{rows}\r\n--b--\r\n");
        let head = format!(
            "POST /api/v1/imports HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\nidempotency-key: one\r\n\
             content-type: multipart/form-data; boundary=b\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        let mut caller = TcpStream::connect(server.url.trim_start_matches("http://")).await.unwrap();
        caller.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
        let kept = async {
            while !is_kept(&server) {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(10), kept).await.unwrap();
        drop(caller);
        let again = async || {
            let request = server.client.post(format!("{}/api/v1/imports", server.url)).bearer_auth(&token).header("idempotency-key", "one");
            request.header("content-type", "multipart/form-data; boundary=b").body(body.clone()).send().await.unwrap()
        };
        let mut answer = again().await;
        for _ in 0..300 {
            if answer.status() != 409 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
            answer = again().await;
        }
        assert_eq!((answer.status().as_u16(), answer.headers().contains_key("idempotency-replayed")), (201, true), "{answer:?}");
    }
}

#[tokio::test]
async fn a_file_that_is_sent_again_is_the_same_request_however_the_browser_frames_it() {
    let server = Server::of_each_database().await.remove(0);
    server.add_units().await;
    let token = server.somebody("handler", Role::Handler, Some("U2")).await;
    // Larger than what forms are read into memory with elsewhere.
    let text = format!("code,from,name,unit\nP1,2026-01-01,Li,U2\n{}", "\n".repeat(3 << 20));
    let send = async |boundary: &str, name: &str, text: &str| {
        let head = format!("--{boundary}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
        let request = server.client.post(format!("{}/api/v1/imports", server.url)).bearer_auth(&token).header("idempotency-key", "one");
        let request = request.header("content-type", format!("multipart/form-data; boundary={boundary}"));
        let answer = request.body(format!("{head}{text}\r\n--{boundary}--\r\n")).send().await.unwrap();
        (answer.status().as_u16(), answer.headers().contains_key("idempotency-replayed"), answer.text().await.unwrap())
    };
    let (status, replayed, first) = send("one", "person.csv", &text).await;
    assert_eq!((status, replayed), (201, false), "{first}");
    assert_eq!(send("another", "person.csv", &text).await, (201, true, first));
    for (name, text) in [("unit.csv", text.clone()), ("person.csv", text.replace("Li", "Wang"))] {
        let (status, _, answer) = send("one", name, &text).await;
        assert!(status == 422 && answer.contains("key_reused"), "{answer}");
    }
}

#[tokio::test]
async fn an_old_name_for_a_request_does_not_pass_another_off_as_done() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let token = server.somebody("handler", Role::Handler, Some("U2")).await;
        let path = "/api/v1/registers/person/rows";
        let written = post(&server, path, &token, "one", &row("Li")).await;
        assert_eq!(written.status, 201, "{written:?}");
        assert_eq!(post(&server, path, &token, "one", &row("Wang")).await.code(), "key_reused");
        server.clock.go_on(25 * 3600);
        assert_eq!(server.service.forget_answers(server.edge().now).await.unwrap(), 0, "it is kept longer than its name means it");
        server.clock.go_on(5 * 3600);
        assert_eq!(server.service.forget_answers(server.edge().now).await.unwrap(), 1);
        let token = server.session_of("handler", false).await;
        let other = post(&server, path, &token, "one", &json!({ "code": "P2", "from": "2026-01-01", "name": "Wang", "unit": "U2" })).await;
        assert_eq!((other.status, other.code().as_str()), (422, "key_reused"), "{other:?}");
        assert_eq!(server.get("/api/v1/registers/person/rows/P2/2026-01-01", &token).await.status, 404);
    }
}

#[tokio::test]
async fn what_was_given_up_may_be_tried_again_and_no_other_request_under_its_name() {
    for server in Server::of_each_database().await {
        let now = server.edge().now;
        let request = Repeatable { login: "somebody", key: "one", fingerprint: "this" };
        let take_on = async |request: Repeatable<'_>| server.service.take_on(request, now, 15).await.unwrap();
        assert_eq!(take_on(request).await, shouwang_storage::Known::New);
        assert_eq!(take_on(request).await, shouwang_storage::Known::UnderWay);
        server.service.give_up(request).await.unwrap();
        assert_eq!(take_on(Repeatable { fingerprint: "that", ..request }).await, shouwang_storage::Known::OtherRequest);
        assert_eq!(take_on(request).await, shouwang_storage::Known::New);
    }
}

#[tokio::test]
async fn a_grant_whose_answer_was_lost_is_neither_asked_for_nor_decided_on_twice() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let system = server.somebody("system", Role::SystemAdministrator, None).await;
        let security = server.somebody("security", Role::SecurityAdministrator, None).await;
        let clerk = json!({ "login": "clerk", "holder": { "name": "Li", "document_number": "430000199001010011", "unit": "U2" } });
        assert_eq!(server.post("/api/v1/logins", &system, &clerk).await.status, 201);
        let twice = async |path: &str, token: &str, key: &str, body: Value, seen: Option<&Value>| {
            let version = seen.map(|seen| format!("\"{seen}\""));
            let post = async || {
                let named = version.iter().map(|version| ("if-match", version.as_str()));
                let headers: Vec<_> = [("idempotency-key", key)].into_iter().chain(named).collect();
                server.ask(Method::POST, path, token, Some(&body), &headers).await
            };
            let done = post().await;
            assert_eq!(done.status, 201, "{done:?}");
            let act = server.store.newest_act().await.unwrap();
            // As after a server that broke down between the write and the answer.
            server.service.forget_answers(jiff::Timestamp::MAX).await.unwrap();
            let again = post().await;
            assert_eq!((again.status, again.code().as_str()), (409, "conflict"), "{again:?}");
            let detail = again.json()["detail"].as_str().unwrap().to_owned();
            assert!(detail.contains(&format!("先前已办理（第 {act} 号操作）")), "it is said which act it was: {detail}");
            done
        };
        let wanted = json!({ "login": "clerk", "role": "handler", "unit": "U2", "until": "2027-06-30" });
        let asked = twice("/api/v1/grants", &system, "one", wanted, None).await.json();
        let grants = server.get("/api/v1/grants?filter=login:eq:clerk", &system).await.json();
        assert_eq!(grants["rows"].as_array().unwrap().len(), 1, "{grants}");
        // A second time these would contradict what stands; they are told as what they are, done.
        let grant = asked["grants"][0]["grant"].as_str().unwrap();
        twice(&format!("/api/v1/grants/{grant}/answer"), &security, "one", json!({ "approve": true }), Some(&asked["act"])).await;
        twice(&format!("/api/v1/grants/{grant}/revocation"), &security, "two", json!({ "reason": "left" }), None).await;
    }
}
