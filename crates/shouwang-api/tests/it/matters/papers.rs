//! The papers of matters: an application form from the draft on, a reply when it is decided, the same bytes every time, on record once.

use std::io::Read as _;

use serde_json::json;
use shouwang_calendar::Day;
use shouwang_domain::register::{Record as _, Row};
use shouwang_domain::registers::unit::{Function, Unit};
use shouwang_domain::system::role_grant::Role;
use shouwang_storage::ledger::EntryQuery;

use super::world::{County, line, port};
use crate::support::{Server, unit};

/// The text of a docx without its tags.
pub(super) fn docx_text(bytes: &[u8]) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    archive.by_name("word/document.xml").unwrap().read_to_string(&mut xml).unwrap();
    let mut text = String::new();
    for piece in xml.split('<').filter_map(|piece| piece.split_once('>')) {
        text.push_str(piece.1);
    }
    text
}

async fn recorded(server: &Server) -> usize {
    let query = EntryQuery { operation: Some("matters.document".to_owned()), ..EntryQuery::default() };
    server.store.list_entries(&query, 100).await.unwrap().len()
}

#[tokio::test]
async fn an_application_and_its_reply_are_printed_and_go_on_record_once() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let draft = county.drafted("port-opening", "U1", &line("port-opening")).await;
        let number = draft["number"].as_str().unwrap().to_owned();
        let paper = async |name: &str| server.get(&format!("/api/v1/matters/{number}/documents/{name}"), &clerk).await;
        assert_eq!(paper("application.pdf").await.status, 200);
        assert_eq!(recorded(&server).await, 0, "a draft is no paper that was given out");
        assert_eq!(paper("reply.pdf").await.code(), "not_found");
        assert_eq!(paper("reply.xlsx").await.code(), "not_found");
        assert_eq!(paper("application.pdf?lang=fr").await.code(), "bad_parameter");

        let submitted = county.done(&draft, &clerk, "submit", None).await;
        let granted = county.granted(submitted).await;
        for (name, media, begins) in
            [("application.pdf", "application/pdf", &b"%PDF-1.7"[..]), ("reply.pdf", "application/pdf", b"%PDF-1.7")]
        {
            let (first, again) = (paper(name).await, paper(name).await);
            assert_eq!((first.status, first.header("content-type").as_str()), (200, media));
            assert!(first.body.starts_with(begins) && first.body == again.body, "{name}");
            assert_eq!(first.header("content-security-policy"), "sandbox; default-src 'none'");
        }
        assert_eq!(recorded(&server).await, 2, "once for each, however often they are taken");
        let application = docx_text(&paper("application.docx").await.body);
        let reply = docx_text(&paper("reply.docx").await.body);
        let until = granted["ruling"]["until"].as_str().unwrap();
        for said in ["端口开放申请表", &number, "8443", "移动端访问"] {
            assert!(application.contains(said), "{said}: {application}");
        }
        let year = &until[..4];
        for said in ["关于同意端口开放的复函", "同意所请，有效期至", year, "8443"] {
            assert!(reply.contains(said), "{said}: {reply}");
        }
        let english = docx_text(&paper("reply.docx?lang=en").await.body);
        assert!(english.contains("it is approved until") && !english.contains("同意"), "{english}");
        assert_eq!(recorded(&server).await, 5);
    }
}

#[tokio::test]
async fn a_paper_says_what_it_said_when_units_are_called_otherwise_and_another_body_does_the_work() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let submitted = county.submitted("port-opening", "U1", &line("port-opening")).await;
        let number = submitted["number"].as_str().unwrap().to_owned();
        let decider = County::waiting(&submitted).unwrap().0;
        county.granted(submitted).await;
        let papers = async |county: &mut County<'_>| {
            let clerk = county.token(Role::Handler, "U1").await;
            let mut bytes = Vec::new();
            for name in ["application.pdf", "application.docx", "reply.pdf", "reply.docx"] {
                let paper = server.get(&format!("/api/v1/matters/{number}/documents/{name}"), &clerk).await;
                assert_eq!(paper.status, 200, "{name}: {paper:?}");
                bytes.push(paper.body);
            }
            bytes
        };
        let given_out = papers(&mut county).await;
        county.days_pass(30);
        let today = Day::of_instant(server.edge().now).unwrap();
        let from_today = |mut row: Row| {
            row.key.from = today;
            (Unit::NAME, row)
        };
        let renamed = unit("U1", "改了名的单位", "433130", &[Function::ConnectedUnit]);
        let relieved = unit(&decider, "不再管的机构", "433130", &[Function::ConnectedUnit]);
        let successor = unit("A-successor", "接手的机构", "433130", &[Function::OperatingAgency, Function::CompetentDepartment]);
        server.put(vec![from_today(renamed), from_today(relieved), from_today(successor)]).await;
        assert!(papers(&mut county).await == given_out, "papers speak of their day");
        assert_eq!(recorded(&server).await, 4, "nothing new was given out");

        let later = county.submitted("port-opening", "U1", &port(9443)).await;
        let path = format!("/api/v1/matters/{}/documents/application.docx", later["number"].as_str().unwrap());
        let application = docx_text(&server.get(&path, &county.token(Role::Handler, "U1").await).await.body);
        assert!(application.contains("改了名的单位") && application.contains("接手的机构"), "{application}");
    }
}

#[tokio::test]
async fn the_code_on_a_paper_leads_to_the_entry_that_it_names() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let draft = county.drafted("port-opening", "U1", &line("port-opening")).await;
        let submitted = county.done(&draft, &clerk, "submit", None).await;
        let act = submitted["version"].as_i64().unwrap();
        let entry = server.store.find_entry_of_act(act).await.unwrap().unwrap();
        let page = async |entry: u64, leaf: &str| {
            let reply = server.get(&format!("/verify?lang=zh&entry={entry}&leaf={leaf}"), "").await;
            assert_eq!(reply.status, 200, "{reply:?}");
            String::from_utf8(reply.body).unwrap()
        };
        let leaf = entry.leaf.sm3.to_string();
        assert!(page(entry.seq, &leaf).await.contains("指纹相符"));
        assert!(page(entry.seq, &"0".repeat(64)).await.contains("指纹不符"));
        assert!(page(entry.seq + 1000, &leaf).await.contains("指纹不符"));
        assert_eq!(submitted["status"], json!("submitted"));
    }
}

#[tokio::test]
async fn what_is_filed_is_neither_consented_to_nor_refused_consent() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let reply = async |matter: &serde_json::Value, lang: &str| {
            let path = format!("/api/v1/matters/{}/documents/reply.docx?lang={lang}", matter["number"].as_str().unwrap());
            docx_text(&server.get(&path, &clerk).await.body)
        };
        let submitted = county.submitted("policy-filing", "U1", &line("policy-filing")).await;
        let approver = county.token(Role::Approver, &County::waiting(&submitted).unwrap().0).await;
        let refused = county.done(&submitted, &approver, "refuse", Some("材料不齐")).await;
        let paper = reply(&refused, "zh").await;
        for said in ["关于不予备案制度的复函", "不予备案。理由：材料不齐", "特此函复。"] {
            assert!(paper.contains(said) && !paper.contains("同意"), "{said}: {paper}");
        }
        let english = reply(&refused, "en").await;
        assert!(english.contains("it is not filed, because: 材料不齐") && !english.contains("特此函复"), "{english}");

        let submitted = county.submitted("policy-filing", "U1", &line("policy-filing")).await;
        let filed = county.granted(submitted).await;
        let paper = reply(&filed, "zh").await;
        for said in ["关于予以备案制度的复函", "，予以备案。", "特此函复。"] {
            assert!(paper.contains(said) && !paper.contains("准予") && !paper.contains("同意"), "{said}: {paper}");
        }
        assert!(reply(&filed, "en").await.contains("it has been filed."));
    }
}

#[tokio::test]
async fn the_contacts_that_are_filed_stand_in_the_matter_and_on_its_paper() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let draft = county.drafted("contact-list-filing", "U1", &json!({ "unit": "U1", "contacts": "随便写的" })).await;
        let submitted = county.done(&draft, &clerk, "submit", None).await;
        let contacts = submitted["lines"][0]["contacts"].as_str().unwrap();
        assert!(contacts.contains("样例甲（安全联系人") && !contacts.contains("随便写的"), "what the register says is filed: {contacts}");
        let path = format!("/api/v1/matters/{}/documents/application.docx", submitted["number"].as_str().unwrap());
        assert!(docx_text(&server.get(&path, &clerk).await.body).contains("样例甲（安全联系人"));
    }
}

#[tokio::test]
async fn a_reply_says_who_gets_a_copy_and_what_was_handed_in_with_it() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let draft = county.drafted("project-start", "U1", &line("project-start")).await;
        let number = draft["number"].as_str().unwrap().to_owned();
        let added = county.add(&number, &clerk, "建设方案.pdf", b"%PDF-1.7\nplan").await;
        assert_eq!(added.status, 201, "{added:?}");
        let drafted = county.get(&number, &clerk).await.json();
        let submitted = county.done(&drafted, &clerk, "submit", None).await;
        county.granted(submitted).await;
        let reply = docx_text(&server.get(&format!("/api/v1/matters/{number}/documents/reply.docx"), &clerk).await.body);
        for said in ["抄送：433130-finance。", "随件提交的附件：建设方案.pdf。"] {
            assert!(reply.contains(said), "{said}: {reply}");
        }
    }
}

#[tokio::test]
async fn a_paper_bears_no_code_that_leads_nowhere() {
    for (url, bears) in [(Some("https://shouwang.example.gov.cn".to_owned()), true), (None, false)] {
        let server = Server::with(shouwang_api::ApiSettings { verify_url: url, ..crate::support::generous() }).await;
        let mut county = County::of(&server).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let submitted = county.submitted("port-opening", "U1", &line("port-opening")).await;
        let path = format!("/api/v1/matters/{}/documents/application.docx", submitted["number"].as_str().unwrap());
        let paper = docx_text(&server.get(&path, &clerk).await.body);
        assert_eq!(paper.contains("扫码核对"), bears, "{paper}");
    }
}

#[tokio::test]
async fn only_who_is_told_of_a_decision_stands_in_its_reply() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let clerk = county.token(Role::Handler, "U1").await;
        let reply = async |matter: &serde_json::Value| {
            let path = format!("/api/v1/matters/{}/documents/reply.docx?lang=zh", matter["number"].as_str().unwrap());
            docx_text(&server.get(&path, &clerk).await.body)
        };
        let submitted = county.submitted("project-start", "U1", &line("project-start")).await;
        let approver = county.token(Role::Approver, &County::waiting(&submitted).unwrap().0).await;
        let refused = county.done(&submitted, &approver, "refuse", Some("材料不齐")).await;
        assert!(!reply(&refused).await.contains("抄送"), "nobody else is told of a refusal");
        let submitted = county.submitted("project-start", "U1", &line("project-start")).await;
        let granted = county.granted(submitted).await;
        assert!(reply(&granted).await.contains("抄送："), "{}", granted["status"]);
    }
}
