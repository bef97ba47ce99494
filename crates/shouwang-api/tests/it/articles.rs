//! Why something was done: the article in the ledger.
//!
//! Every request of this suite that changes something is held to it: its entry names an article, or the operation stands on the list below.

use reqwest::Method;
use serde_json::{Value, json};
use shouwang_app::authority::operation;
use shouwang_domain::register::Articles;
use shouwang_domain::system::role_grant::Role;
use shouwang_storage::Store;
use shouwang_storage::ledger::EntryQuery;

use crate::support::Server;

/// Operations whose entries may name no article, and why they cannot.
const WITHOUT: [(&str, &str); 6] = [
    ("session.login", "who comes carries nothing out yet"),
    ("session.logout", "who goes carries nothing out any more"),
    ("session.revoke", "it is the end of one's own session"),
    ("account.own.change", "a factor that is given up, or codes that are made anew, are nobody's business but the holder's"),
    ("calendar.import", "the days off are the State Council's to say, and no article of the two instruments speaks of them"),
    ("registers.export", "it changes nothing; that it was taken out is on record for its own sake"),
];

/// The newest entry of the ledger says by which article, in the one form.
pub(crate) async fn check_newest(store: &Store, asked: &str) {
    let newest = store.list_entries(&EntryQuery::default(), 1).await.unwrap();
    let Some(entry) = newest.first() else { return };
    let said: Value = serde_json::from_str(&entry.entry).unwrap();
    let operation = said["operation"].as_str().unwrap();
    match said["article"].as_str() {
        Some(article) => assert_eq!(Articles::read(article).map(|read| read.to_string()).as_deref(), Some(article), "{asked}: {said}"),
        None => assert!(WITHOUT.iter().any(|(name, _)| *name == operation), "{asked} names no article: {said}"),
    }
}

/// The articles and the reason of the newest entry.
async fn newest(server: &Server) -> (String, Value) {
    let entries = server.store.list_entries(&EntryQuery::default(), 1).await.unwrap();
    let said: Value = serde_json::from_str(&entries[0].entry).unwrap();
    let private: Value = serde_json::from_str(entries[0].private.as_deref().unwrap()).unwrap();
    (said["article"].as_str().unwrap_or_default().to_owned(), private["reason"].clone())
}

#[test]
fn what_needs_no_article_is_an_operation_of_the_product() {
    for (name, _) in WITHOUT {
        assert!(operation(name).is_some(), "{name}");
    }
}

#[tokio::test]
async fn a_row_rests_on_the_articles_of_its_register_unless_its_writer_names_others() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let token = server.somebody("handler", Role::Handler, Some("U2")).await;
        let row = |name: &str| json!({ "code": name, "from": "2026-01-01", "name": name, "unit": "U2" });
        let created = server.post("/api/v1/registers/person/rows", &token, &row("P1")).await;
        assert_eq!((created.status, newest(&server).await), (201, ("M13, M27".to_owned(), Value::Null)));
        let (path, etag) = (created.header("location"), created.header("etag"));
        assert_eq!(server.ask(Method::DELETE, &path, &token, None, &[("if-match", &etag)]).await.status, 204);
        assert_eq!(newest(&server).await.0, "M13, M27");

        let act = |article: &str| json!({ "puts": [{ "row": row("P2") }], "article": article, "reason": "按通知补录" });
        let write = async |article: &str| server.post("/api/v1/registers/person/acts", &token, &act(article)).await;
        for wrong in ["M99", "N1", "somewhere-2020/3", "第十三条"] {
            let refused = write(wrong).await;
            assert_eq!((refused.status, refused.json()["errors"][0]["place"].as_str()), (422, Some("/article")), "{wrong}");
        }
        assert_eq!(write("hunan-2026/27、I17, hunan-2020-interim/18").await.status, 201);
        assert_eq!(newest(&server).await, ("I17, I18, M27".to_owned(), "按通知补录".into()));
    }
}
