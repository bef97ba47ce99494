//! Files of matters: what is taken, who may add and have them, that they lie sealed, and that every copy of the database has them whole.

use std::sync::Arc;

use reqwest::Method;
use serde_json::{Value as Json, json};
use shouwang_app::backup::{Stamp, Trust, restore, transfer, write_backup};
use shouwang_app::files::{Clamd, ClamdAddress};
use shouwang_app::ledger::check_live;
use shouwang_domain::register::procedure_catalog;
use shouwang_domain::system::role_grant::Role;
use shouwang_storage::Store;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::world::{County, body, line};
use crate::support::{Reply, Server};

const PDF: &[u8] = b"%PDF-1.7\nsecurity assessment of the portal";

impl County<'_> {
    /// Adds a file to a matter.
    pub(super) async fn add(&self, number: &str, token: &str, name: &str, bytes: &[u8]) -> Reply {
        let mut path = reqwest::Url::parse(&format!("http://x/api/v1/matters/{number}/files")).unwrap();
        path.query_pairs_mut().append_pair("name", name);
        let path = format!("{}?{}", path.path(), path.query().unwrap());
        self.server.post_bytes(&path, token, bytes.to_vec()).await
    }

    async fn files(&self, number: &str, token: &str) -> Json {
        self.server.get(&format!("/api/v1/matters/{number}/files"), token).await.json()
    }

    async fn remove(&self, number: &str, token: &str, file: &Json) -> Reply {
        let path = format!("/api/v1/matters/{number}/files/{}", file["id"].as_str().unwrap());
        let version = format!("\"{}\"", file["version"]);
        self.server.ask(Method::DELETE, &path, token, None, &[("if-match", &version)]).await
    }
}

#[tokio::test]
async fn a_file_is_added_by_whoever_fills_the_matter_in_and_had_by_whoever_sees_it() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let agency = body("433130", "agency");
        let (approver, handler) = (county.token(Role::Approver, &agency).await, county.token(Role::Handler, &agency).await);
        let draft = county.drafted("port-opening", "U1", &line("port-opening")).await;
        let number = draft["number"].as_str().unwrap();
        let added = county.add(number, &clerk, "安全评估.exe", PDF).await;
        assert_eq!(added.status, 201, "{added:?}");
        let file = added.json();
        assert_eq!((&file["name"], &file["media"], &file["verdict"]), (&json!("安全评估.exe.pdf"), &json!("pdf"), &json!("not_scanned")));
        let path = format!("/api/v1/matters/{number}/files/{}", file["id"].as_str().unwrap());
        assert_eq!(server.get(&path, &approver).await.status, 404, "a draft is nobody else's business");
        assert_eq!(county.add(number, &approver, "x.pdf", PDF).await.status, 404);

        let drafted = county.get(number, &clerk).await.json();
        assert_eq!(drafted["entries"].as_array().unwrap().last().unwrap()["act"], "attach");
        let submitted = county.done(&drafted, &clerk, "submit", None).await;
        let refused = county.add(number, &clerk, "另一.pdf", PDF).await;
        assert_eq!(refused.code(), "conflict", "what was handed in stays as it is");
        assert_eq!(county.remove(number, &clerk, &file).await.code(), "conflict");
        let taken = server.get(&path, &approver).await;
        assert_eq!((taken.status, taken.body.as_slice()), (200, PDF));
        assert_eq!(taken.header("content-type"), "application/octet-stream");
        assert_eq!(taken.header("content-security-policy"), "sandbox; default-src 'none'");
        assert_eq!((taken.header("x-content-type-options").as_str(), taken.header("cache-control").as_str()), ("nosniff", "no-store"));
        assert!(taken.header("content-disposition").starts_with("attachment; filename=\"____.exe.pdf\"; filename*=UTF-8''%E5%AE%89"));

        let asked = county.done(&submitted, &handler, "ask", Some("请补充架构图")).await;
        assert_eq!(county.add(number, &handler, "x.pdf", PDF).await.code(), "forbidden", "the body adds nothing");
        assert_eq!(county.add(number, &clerk, "架构图", b"\x89PNG\r\n\x1a\n0").await.json()["name"], "架构图.png");
        let list = county.files(number, &approver).await;
        assert_eq!((list["files"].as_array().unwrap().len(), &list["may_add"], &list["may_remove"]), (2, &json!(false), &json!(false)));
        let list = county.files(number, &clerk).await;
        assert_eq!(
            (&list["may_add"], &list["may_remove"], &list["remove_refusal"]["id"]),
            (&json!(true), &json!(false), &json!("not_now"))
        );
        assert_eq!(asked["status"], "asked");
    }
}

#[tokio::test]
async fn what_is_no_document_is_refused_with_what_to_do_and_what_is_removed_is_gone() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let draft = county.drafted("port-opening", "U1", &line("port-opening")).await;
        let number = draft["number"].as_str().unwrap();
        for bytes in [&b"MZ\x90\x00\x03program"[..], b"", b"PK\x03\x04broken"] {
            assert_eq!(county.add(number, &clerk, "合同.pdf", bytes).await.code(), "invalid");
        }
        let mut large = PDF.to_vec();
        large.resize((20 << 20) + 1, b' ');
        assert_eq!(county.add(number, &clerk, "大.pdf", &large).await.code(), "too_large");
        let file = county.add(number, &clerk, "合同.pdf", PDF).await.json();
        let (one, other) = tokio::join!(county.add(number, &clerk, "一.pdf", PDF), county.add(number, &clerk, "二.pdf", PDF));
        assert_eq!((one.status, other.status), (201, 201), "several at once, each with its own line of the history");
        let entries = county.get(number, &clerk).await.json()["entries"].clone();
        assert_eq!(entries.as_array().unwrap().iter().filter(|entry| entry["act"] == "attach").count(), 3);
        for file in [one.json(), other.json(), file.clone()] {
            assert_eq!(county.remove(number, &clerk, &file).await.status, 204);
        }
        assert_eq!(county.files(number, &clerk).await["files"], json!([]));
        assert_eq!(county.remove(number, &clerk, &file).await.status, 404);
        let audit = server.somebody("audit", Role::AuditAdministrator, None).await;
        for operation in ["matters.attach", "matters.detach"] {
            let entries = server.get(&format!("/api/v1/ledger/entries?operation={operation}"), &audit).await.json();
            assert_eq!(entries["entries"].as_array().unwrap().len(), 3, "that it came and that it went is on record: {operation}");
        }
        assert_eq!(server.get("/api/v1/ledger/verification", &audit).await.json()["holds"], true);
    }
}

/// A clamd that finds what contains `EICAR`, for as many files as come.
async fn fake_clamd() -> (ClamdAddress, tokio::task::JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = ClamdAddress::Tcp(listener.local_addr().unwrap().to_string());
    let serving = tokio::spawn(async move {
        while let Ok((mut connection, _)) = listener.accept().await {
            let mut command = [0; 10];
            connection.read_exact(&mut command).await.unwrap();
            assert_eq!(&command, b"zINSTREAM\0");
            let mut bytes = Vec::new();
            loop {
                let length = usize::try_from(connection.read_u32().await.unwrap()).unwrap();
                if length == 0 {
                    break;
                }
                let begun = bytes.len();
                bytes.resize(begun + length, 0);
                connection.read_exact(&mut bytes[begun..]).await.unwrap();
            }
            let infected = bytes.windows(5).any(|window| window == b"EICAR");
            let answer: &[u8] = if infected { b"stream: Eicar-Signature FOUND\0" } else { b"stream: OK\0" };
            connection.write_all(answer).await.unwrap();
        }
    });
    (address, serving)
}

#[tokio::test]
async fn where_clamd_is_set_a_virus_is_refused_and_so_is_everything_while_it_does_not_answer() {
    for server in Server::of_each_database().await {
        let (address, clamd) = fake_clamd().await;
        server.service.scan_with(Arc::new(Clamd::at(address)));
        let mut county = County::of(&server).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let draft = county.drafted("port-opening", "U1", &line("port-opening")).await;
        let number = draft["number"].as_str().unwrap();
        assert_eq!(county.add(number, &clerk, "a.pdf", PDF).await.json()["verdict"], "clean");
        let infected = county.add(number, &clerk, "b.txt", b"EICAR").await;
        assert_eq!(infected.code(), "invalid");
        assert!(infected.json()["detail"].as_str().unwrap().contains("Eicar-Signature"), "{infected:?}");
        clamd.abort();
        let _ = clamd.await;
        assert_eq!(county.add(number, &clerk, "c.pdf", PDF).await.code(), "unavailable");
        assert_eq!(county.files(number, &clerk).await["files"].as_array().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn files_lie_sealed_and_every_copy_of_the_database_has_them_whole() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let draft = county.drafted("port-opening", "U1", &line("port-opening")).await;
        let number = draft["number"].as_str().unwrap();
        let mut bytes = PDF.to_vec();
        bytes.resize(700_000, b'x');
        let file = county.add(number, &clerk, "大文件.pdf", &bytes).await.json();
        let now = server.edge().now;
        let folder = tempfile::tempdir().unwrap();
        let backup = folder.path().join("all.bak");
        write_backup(&server.store, &backup, Stamp { program: "test", now }).await.unwrap();
        let restored = format!("sqlite:{}", folder.path().join("restored.db").display());
        restore(&backup, &restored, &Trust::default(), now).await.unwrap();
        let moved = format!("sqlite:{}", folder.path().join("moved.db").display());
        transfer(&restored, &moved).await.unwrap();
        let raw = std::fs::read(folder.path().join("moved.db")).unwrap();
        assert!(!raw.windows(PDF.len()).any(|window| window == PDF), "nothing of the file can be read in the database");
        assert!(server.folder.path().join("keys/files.key").is_file(), "the key lies apart");

        let copy = Store::open(&moved).await.unwrap();
        let sealed = copy.load(procedure_catalog().get("matter_file").unwrap(), None).await.unwrap();
        assert_eq!(sealed.len(), 1);
        assert!(check_live(&copy, Vec::new(), Vec::new()).await.unwrap().is_whole());
        copy.close().await;
        let path = format!("/api/v1/matters/{number}/files/{}", file["id"].as_str().unwrap());
        assert_eq!(server.get(&path, &clerk).await.body, bytes);
    }
}
