//! The same request once more, after its answer was lost: what it did stands, and is shown again.

use serde_json::json;
use shouwang_app::caller::Caller;
use shouwang_app::problem::ProblemCode;
use shouwang_app::service::{Asked, NewFile, NewMatter};
use shouwang_calendar::Day;
use shouwang_domain::register::{Fact, Record as _};
use shouwang_domain::registers::unit::{Function, Unit};
use shouwang_domain::system::role_grant::Role;
use shouwang_domain::system::setting::Setting;

use super::world::{County, port};
use crate::support::Server;

/// Who comes with a token, past the gate: it forgets the key of a request that failed, while the act keeps it.
async fn caller(server: &Server, token: &str) -> Caller {
    let asked = Asked { request: "r", operation: "matters.start", client: "127.0.0.1" };
    server.service.authenticate(token, asked, &server.edge()).await.unwrap().0
}

fn pdf(bytes: usize, key: &str) -> NewFile {
    let mut content = b"%PDF-1.7\n".to_vec();
    content.resize(bytes, b'x');
    NewFile { name: format!("{key}.pdf"), bytes: content, key: Some(key.to_owned()) }
}

#[tokio::test]
async fn a_matter_that_is_started_again_is_the_draft_that_was_made() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let clerk = caller(&server, &county.token(Role::Handler, "U1").await).await;
        let new = |key: &str| NewMatter { kind: "port-opening".to_owned(), applicant: None, subject: None, key: Some(key.to_owned()) };
        let start = async |key: &str| server.service.start_matter(&clerk, new(key), &server.edge()).await.unwrap().matter.number;
        let first = start("one").await;
        let other = start("two").await;
        assert_eq!((start("one").await, start("two").await), (first.clone(), other.clone()));
        assert_ne!(first, other);
    }
}

#[tokio::test]
async fn a_file_that_is_added_again_is_the_one_that_was_added() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let clerk = caller(&server, &county.token(Role::Handler, "U1").await).await;
        let draft = county.drafted("port-opening", "U1", &port(8_001)).await;
        let number = draft["number"].as_str().unwrap();
        let add = async |key: &str| server.service.add_matter_file(&clerk, number, pdf(100, key), &server.edge()).await;
        let (first, again) = (add("a").await.unwrap(), add("a").await.unwrap());
        assert_eq!(first, again);
        server.service.take_matter_file(&clerk, number, &again.id, &server.edge()).await.unwrap();
        server.service.remove_matter_file(&clerk, number, (&first.id, first.version), &server.edge()).await.unwrap();
        assert_eq!(add("a").await.unwrap_err().code, ProblemCode::NotFound, "what was taken away does not come back");
    }
}

#[tokio::test]
async fn files_that_come_at_once_find_no_more_room_than_there_is() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        let max = Setting { value: "1".to_owned(), decided_by: "test".to_owned() };
        server.put(vec![(Setting::NAME, Fact::declared("matter.files_mb_max", Day::MIN, max).into_row())]).await;
        let clerk = caller(&server, &county.token(Role::Handler, "U1").await).await;
        let draft = county.drafted("port-opening", "U1", &port(8_001)).await;
        let number = draft["number"].as_str().unwrap();
        let add = async |key: &str| {
            let added = server.service.add_matter_file(&clerk, number, pdf(600_000, key), &server.edge()).await;
            added.map_err(|error| error.code).err()
        };
        let mut outcomes = <[_; 4]>::from(tokio::join!(add("a"), add("b"), add("c"), add("d")));
        outcomes.sort_by_key(Option::is_some);
        assert_eq!(outcomes[0], None, "one has room");
        assert_eq!(outcomes[1..], [Some(ProblemCode::TooLarge); 3]);
        assert_eq!(server.service.matter_files(&clerk, number, &server.edge()).await.unwrap().files.len(), 1);
    }
}

#[tokio::test]
async fn a_word_finds_the_matters_of_every_unit_that_is_called_so() {
    for server in Server::of_each_database().await {
        let mut county = County::of(&server).await;
        county.submitted("port-opening", "U1", &port(8_001)).await;
        // So many units are called so that no list of codes holds them all.
        let names = (0..250).map(|at| format!("样例县甲局分部{at:03}"));
        let units = names.enumerate().map(|(at, name)| {
            let code = format!("0-{at:03}");
            (Unit::NAME, crate::support::unit(&code, &name, "433130", &[Function::ConnectedUnit]))
        });
        server.put(units.collect()).await;
        let above = county.token(Role::Reader, &super::world::body("433130", "competent")).await;
        for (word, count) in [("甲局", 1), ("甲局分部", 0)] {
            let mut path = reqwest::Url::parse("http://x/api/v1/matters?view=all").unwrap();
            path.query_pairs_mut().append_pair("q", word);
            let found = server.get(&format!("{}?{}", path.path(), path.query().unwrap()), &above).await.json();
            assert_eq!(found["matters"].as_array().unwrap().len(), count, "{word}: {found}");
            assert!(count == 0 || found["matters"][0]["applicant"] == json!("U1"));
        }
    }
}
