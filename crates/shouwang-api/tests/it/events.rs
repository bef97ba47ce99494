//! `GET /api/v1/events`: who is told of changes, and until when.

use std::collections::{BTreeSet, VecDeque};
use std::time::Duration;

use jiff::SignedDuration;
use reqwest::Response;
use shouwang_app::service::Change;
use shouwang_calendar::Day;
use shouwang_domain::register::{Fact, Record as _};
use shouwang_domain::registers::unit::Unit;
use shouwang_domain::system::role_grant::{GrantState, Role, RoleGrant};
use shouwang_storage::Planned;
use tokio::time::timeout;

use crate::support::Server;

/// A stream of events, which a page opens with the `id` of the last event that it heard, if any.
struct Stream {
    response: Response,
    heard: VecDeque<Told>,
}

/// An event: its name, its `id`, its data.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Told {
    name: String,
    id: Option<String>,
    data: String,
}

impl Stream {
    async fn open(server: &Server, token: &str, last: Option<&str>) -> Stream {
        let request = server.client.get(format!("{}/api/v1/events", server.url)).bearer_auth(token);
        let request = last.into_iter().fold(request, |request, last| request.header("Last-Event-ID", last));
        Stream { response: request.send().await.unwrap(), heard: VecDeque::new() }
    }

    /// The next event; none when the stream ended. Lines that only say that the connection lives are none.
    async fn next(&mut self) -> Option<Told> {
        while self.heard.is_empty() {
            let piece = timeout(Duration::from_secs(10), self.response.chunk()).await.expect("neither an event nor an end").unwrap()?;
            let text = String::from_utf8(piece.to_vec()).unwrap();
            self.heard.extend(text.split("\n\n").filter(|event| event.contains("event: ")).map(Told::read));
        }
        self.heard.pop_front()
    }

    /// What is told before the stream says that it listens, and that it does.
    async fn begin(&mut self) -> (Vec<String>, Told) {
        let mut before = Vec::new();
        loop {
            let told = self.next().await.unwrap();
            if told.name == "listening" {
                return (before, told);
            }
            before.push(told.name);
        }
    }
}

impl Told {
    fn read(text: &str) -> Told {
        let field = |name: &str| text.lines().find_map(|line| line.strip_prefix(name)).map(|value| value.trim().to_owned());
        Told { name: field("event:").unwrap(), id: field("id:"), data: field("data:").unwrap() }
    }
}

/// What a planning up to an act has changed.
fn tell(server: &Server, act: i64, change: Change) {
    let at = server.edge().now.checked_add(SignedDuration::from_secs(act)).unwrap();
    let planned = Planned { law: String::new(), day: Day::MIN, act, at };
    server.service.changes().tell(&planned, Change { act, ..change });
}

fn of_units() -> Change {
    Change { registers: BTreeSet::from([Unit::NAME]), ..Change::default() }
}

#[tokio::test]
async fn who_was_put_out_or_lost_his_grant_hears_no_more() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let listen = async |login: &str| {
            let token = server.somebody(login, Role::Handler, Some("U2")).await;
            let mut stream = Stream::open(&server, &token, None).await;
            assert_eq!(stream.begin().await.0, [""; 0]);
            stream
        };
        let [mut stays, mut put_out, mut revoked] = [listen("one").await, listen("two").await, listen("three").await];
        tell(&server, 1, of_units());
        for stream in [&mut stays, &mut put_out, &mut revoked] {
            assert!(stream.next().await.is_some_and(|told| told.name == "change"));
        }
        server.store.revoke_sessions("two", None, server.edge().now).await.unwrap();
        let row = server.store.find_rows(&RoleGrant::def(), "code", "G-three").await.unwrap().remove(0);
        let mut grant = Fact::<RoleGrant>::from_row(&row).unwrap();
        grant.data.state = GrantState::Revoked;
        server.put(vec![(RoleGrant::NAME, grant.into_row())]).await;
        tell(&server, 2, of_units());
        assert!(stays.next().await.is_some_and(|told| told.data.contains("\"act\":2")));
        assert_eq!((put_out.next().await, revoked.next().await), (None, None));
    }
}

#[tokio::test]
async fn whoever_comes_back_hears_only_what_he_missed() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let token = server.somebody("one", Role::Handler, Some("U2")).await;
        let (_, unplanned) = Stream::open(&server, &token, None).await.begin().await;
        assert_eq!((unplanned.id, unplanned.data.as_str()), (None, "{\"continued\":false}"), "nothing was planned yet");
        tell(&server, 1, Change::default());
        let mut stream = Stream::open(&server, &token, None).await;
        let (before, listening) = stream.begin().await;
        assert_eq!((before.len(), listening.data.as_str()), (0, "{\"continued\":false}"));
        let first = listening.id.unwrap();

        let (before, listening) = Stream::open(&server, &token, Some(&first)).await.begin().await;
        assert_eq!((before.len(), listening.id.as_deref()), (0, Some(first.as_str())), "nothing happened");
        assert_eq!(listening.data, "{\"continued\":true}");

        // What is no business of his changes nothing for him, what is comes in one piece.
        tell(&server, 2, Change { units: BTreeSet::from(["nobody's".to_owned()]), ..Change::default() });
        let (before, listening) = Stream::open(&server, &token, Some(&first)).await.begin().await;
        assert_eq!(before.len(), 0, "{listening:?}");
        tell(&server, 3, of_units());
        tell(&server, 4, Change { matters: BTreeSet::from(["U2".to_owned()]), ..Change::default() });
        let mut back = Stream::open(&server, &token, Some(&first)).await;
        let missed = back.next().await.unwrap();
        assert_eq!(
            (missed.name.as_str(), missed.data.as_str()),
            ("change", "{\"act\":4,\"registers\":[\"unit\"],\"units\":[],\"matters\":[\"U2\"]}")
        );
        // A page that cannot set headers says it in the address.
        let path = format!("{}/api/v1/events?last_event_id={}", server.url, missed.id.unwrap());
        let response = server.client.get(path).bearer_auth(&token).send().await.unwrap();
        assert_eq!(Stream { response, heard: VecDeque::new() }.begin().await.0, [""; 0]);
    }
}

#[tokio::test]
async fn whoever_comes_back_is_told_that_something_may_have_been_missed_where_that_is_not_known() {
    for server in Server::of_each_database().await {
        server.add_units().await;
        let token = server.somebody("one", Role::Handler, Some("U2")).await;
        let comes_back = async |last: &str| Stream::open(&server, &token, Some(last)).await.begin().await;
        for last in ["1.1", "7", "anything at all"] {
            assert_eq!(comes_back(last).await.0, ["missed"], "{last}, and nothing was planned yet");
        }
        tell(&server, 1, Change::default());
        let (_, listening) = comes_back("1.1").await;
        let first = listening.id.unwrap();
        tell(&server, 2, Change { is_more: true, ..Change::default() });
        let (before, listening) = comes_back(&first).await;
        assert_eq!(before, ["missed"], "more changed than is named");
        let second = listening.id.unwrap();
        assert_eq!(comes_back(&second).await.0, [""; 0]);
        for act in 3..1_100 {
            tell(&server, act, of_units());
        }
        assert_eq!(comes_back(&second).await.0, ["missed"], "too long ago");
        assert_eq!(comes_back("5000.1").await.0, ["missed"], "not of this installation");
    }
}
