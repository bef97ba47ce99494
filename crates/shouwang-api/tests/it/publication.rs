//! `/ledger/…` and receipts: what anybody may see of the ledger, byte for byte what is published as files.

use std::fs;

use shouwang_api::ApiSettings;
use shouwang_app::edge::Clock as _;
use shouwang_app::ledger::{KeyFolder, prove, publish, sign_checkpoint};
use shouwang_storage::About;
use shouwang_storage::ledger::Note;

use crate::support::{Reply, Server, generous};
use crate::validator;

const VERIFY: &str = "/api/v1/ledger/receipt-verification";

impl Server {
    /// A ledger of so many entries whose head is signed by keys in the data folder.
    async fn sign_entries(&self, count: u64) {
        let note = |number: u64| Note {
            recorded_at: self.clock.now(),
            about: About { reason: Some("试".to_owned()), ..About::command("张三", "test.note", format!("request-{number}")) },
            source: None,
            on: Vec::new(),
            salt: [7; 32],
        };
        let notes: Vec<_> = (0..count).map(note).collect();
        self.store.append_entries(&notes).await.unwrap();
        let keys = KeyFolder::at(self.folder.path().join("keys")).make(Some("example.gov.cn"), &[[1; 32], [2; 32]]).unwrap();
        sign_checkpoint(&self.store, &keys, self.clock.now()).await.unwrap();
    }
}

#[tokio::test]
async fn anybody_gets_what_is_published_as_files_byte_for_byte() {
    for server in Server::of_each_database().await {
        for path in ["/ledger/checkpoint", "/ledger/keys", "/ledger/tile/0/000.p/1"] {
            assert_eq!(server.get(path, "").await.status, 404, "{path}: nothing is signed yet");
        }
        server.sign_entries(300).await;
        let public = tempfile::tempdir().unwrap();
        publish(&server.store, public.path(), false).await.unwrap();
        let tiles = ["tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "tile-sm3/0/000", "tile-sm3/0/001.p/44", "tile-sm3/1/000.p/1"];
        for path in tiles {
            let reply = server.get(&format!("/ledger/{path}"), "").await;
            assert_eq!((reply.status, reply.header("content-type").as_str()), (200, "application/octet-stream"), "{path}");
            assert!(reply.body == fs::read(public.path().join(path)).unwrap(), "{path}");
            assert_eq!(reply.header("cache-control").contains("immutable"), !path.contains(".p/"), "{path}");
            assert!(reply.header("cache-control").starts_with("public, max-age="), "{path}");
        }
        assert_eq!(server.get("/ledger/tile/0%2F000", "").await.body.len(), 256 * 32, "a client that escapes the slash is understood");
        assert_eq!(server.get("/ledger/tile/0/001.p/7", "").await.body.len(), 7 * 32, "so is one that saw an earlier head");
        let checkpoint = server.get("/ledger/checkpoint", "").await;
        assert_eq!(checkpoint.header("content-type"), "text/plain; charset=utf-8");
        assert!(checkpoint.body == fs::read(public.path().join("checkpoint")).unwrap());
        let keys = String::from_utf8(server.get("/ledger/keys", "").await.body).unwrap();
        assert_eq!(keys.lines().filter(|line| line.starts_with("example.gov.cn+")).count(), 4, "{keys}");

        // What no head speaks of yet is not told, and what is no tile is none.
        server
            .store
            .append_entry(&Note {
                recorded_at: server.clock.now(),
                about: About::command("张三", "test.note", "later"),
                source: None,
                on: Vec::new(),
                salt: [8; 32],
            })
            .await
            .unwrap();
        for path in ["0/001.p/45", "0/002", "1/000", "9/000.p/1", "0/1", "0", "x", "entries/000"] {
            assert_eq!(server.get(&format!("/ledger/tile/{path}"), "").await.status, 404, "{path}");
        }
    }
}

#[tokio::test]
async fn anybody_learns_what_a_receipt_proves_or_what_is_wrong_with_it() {
    for server in Server::of_each_database().await {
        assert_eq!(server.post_text(VERIFY, "shouwang-receipt/v1").await.code(), "conflict", "there are no keys yet");
        server.sign_entries(20).await;
        let before = server.store.ledger_head().await.unwrap().size();
        let receipt = prove(&server.store, 7, true).await.unwrap().to_string();
        let verdict = server.post_text(VERIFY, receipt.clone()).await.json();
        assert_eq!((verdict["holds"].as_bool(), verdict["proven"]["seq"].as_u64()), (Some(true), Some(7)), "{verdict}");
        assert_eq!((verdict["proven"]["actor"].as_str(), verdict["proven"]["reason"].as_str()), (Some("张三"), Some("试")));
        assert_eq!(verdict["proven"]["signers"].as_array().unwrap().len(), 2);
        assert!(verdict["says"][0]["en"].as_str().unwrap().contains("entry 7 among the first 20"), "{verdict}");
        let closed = prove(&server.store, 7, false).await.unwrap().to_string();
        assert_eq!(server.post_text(VERIFY, closed).await.json()["proven"]["actor"], serde_json::Value::Null);

        let said = async |receipt: String| {
            let verdict = server.post_text(VERIFY, receipt).await.json();
            assert_eq!((&verdict["holds"], &verdict["proven"]), (&false.into(), &serde_json::Value::Null), "{verdict}");
            verdict["says"][0]["zh"].as_str().unwrap().to_owned()
        };
        assert!(said(receipt.replace("test.note", "test.vote")).await.contains("已被改动"));
        assert!(said(receipt.replace("张三", "李四")).await.contains("私密内容"));
        assert!(said(receipt.replacen("example.gov.cn", "example.gov.net", 1)).await.contains("签名"));
        assert!(said(receipt.replace("index 7", "index 8")).await.contains("第 8 条"));
        assert!(said("你好".to_owned()).await.contains("不是完整的收据"));
        assert_eq!(server.post_text(VERIFY, vec![0xff, 0xfe]).await.code(), "invalid");
        assert_eq!(server.post_text(VERIFY, "x".repeat(300_000)).await.code(), "too_large");
        assert_eq!(server.store.ledger_head().await.unwrap().size(), before, "nothing is kept");
    }
}

/// Sends the form as a browser does, and holds the exchange to the document.
async fn send_form(server: &Server, query: &str, receipt: &str, file: &[u8]) -> Reply {
    let mut body = format!("--x\r\nContent-Disposition: form-data; name=\"receipt\"\r\n\r\n{receipt}\r\n").into_bytes();
    body.extend(b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"r.txt\"\r\nContent-Type: text/plain\r\n\r\n");
    body.extend(file);
    body.extend(b"\r\n--x--\r\n");
    let request = server.client.post(format!("{}/verify{query}", server.url)).header("content-type", "multipart/form-data; boundary=x");
    let response = request.header("accept", "text/html,application/xhtml+xml,*/*;q=0.8").body(body).send().await.unwrap();
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let body = response.bytes().await.unwrap().to_vec();
    validator::check_answer("POST", "/verify", status, &headers, &body);
    Reply { status, headers, body }
}

fn html(reply: &Reply) -> String {
    assert_eq!(reply.header("content-type"), "text/html; charset=utf-8", "{reply:?}");
    let policy = reply.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-") && !policy.contains("unsafe"), "{policy}");
    String::from_utf8(reply.body.clone()).unwrap()
}

#[tokio::test]
async fn anybody_verifies_a_receipt_on_a_page_without_scripts() {
    for server in Server::of_each_database().await {
        let page = html(&server.get("/verify", "").await);
        assert!(page.contains("<html lang=\"zh-CN\">") && page.contains("<form method=\"post\"") && !page.contains("<script"), "{page}");
        assert!(page.contains("<label for=\"receipt\">") && page.contains("<label for=\"file\">"));
        assert!(html(&server.get("/verify?lang=en", "").await).contains("<h1>Verify a receipt</h1>"));
        assert_eq!(server.get("/verify?entry=9223372036854775808", "").await.status, 400, "no ledger has so many entries");
        assert!(html(&send_form(&server, "", "shouwang-receipt/v1", b"").await).contains("shouwang ledger keys"), "there are no keys yet");

        server.sign_entries(20).await;
        let receipt = prove(&server.store, 7, true).await.unwrap().to_string();
        let pasted = receipt.replace('\n', "\r\n");
        let holds = html(&send_form(&server, "?lang=zh", &pasted, b"").await);
        assert!(holds.contains("收据成立") && holds.contains("<dd>张三</dd>") && holds.contains("UTC+08:00"), "{holds}");
        let holds = html(&send_form(&server, "?lang=en", "something else", receipt.as_bytes()).await);
        assert!(holds.contains("The receipt holds") && holds.contains("<dd>7 among the first 20</dd>"), "{holds}");

        let forged = html(&send_form(&server, "?lang=en", &pasted.replace("test.note", "test.vote"), b"").await);
        assert!(forged.contains("The receipt does not hold"), "{forged}");
        let hostile = html(&send_form(&server, "", "</textarea><script>alert(1)</script>", b"").await);
        assert!(hostile.contains("收据不成立") && hostile.contains("&lt;script&gt;") && !hostile.contains("<script"), "{hostile}");
        assert!(html(&send_form(&server, "", "", b"").await).contains("没有可以验证的收据"));
        let large = send_form(&server, "?lang=en", "", &vec![b'x'; 700_000]).await;
        assert!(large.status == 413 && html(&large).contains("<html lang=\"en\">"), "{large:?}");
    }
}

#[tokio::test]
async fn an_operator_who_publishes_nothing_shows_nothing() {
    let server = Server::with(ApiSettings { publish_ledger: false, ..generous() }).await;
    server.sign_entries(3).await;
    for path in ["/ledger/checkpoint", "/ledger/keys", "/ledger/tile/0/000.p/3", "/ledger/tile-sm3/0/000.p/3", "/verify"] {
        assert_eq!(server.get(path, "").await.status, 404, "{path}");
    }
    assert_eq!(send_form(&server, "", "x", b"").await.status, 404);
    let receipt = prove(&server.store, 1, false).await.unwrap().to_string();
    assert_eq!(server.post_text(VERIFY, receipt).await.status, 404);
}

#[tokio::test]
async fn a_running_server_signs_its_head_once_it_has_keys() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        KeyFolder::at(server.folder.path().join("keys")).make(Some("example.gov.cn"), &[[1; 32], [2; 32]]).unwrap();
        let background = server.work_in_background();
        let mut status = 404;
        for _ in 0..300 {
            status = server.get("/ledger/checkpoint", "").await.status;
            if status == 200 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        assert_eq!(status, 200);
        background.abort();
    }
}
