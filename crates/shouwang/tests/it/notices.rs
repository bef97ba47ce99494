//! Holiday notices through the program: the command line and the servers on a database count by the same ones.

use std::fs;

use shouwang_storage::testing::databases;

use crate::server::{People, Server};
use crate::session::Session;

/// A notice of which the first three days of February are off.
pub(crate) fn notice(year: i32) -> String {
    format!(
        r#"year = {year}
number = "样例"
title = {{ zh = "样例放假通知", en = "A made-up notice" }}
issued = {}-11-04
worked = []

[certainty]
days = "seen"
number = "belief"
issued = "belief"
statutory = "belief"

[[off]]
name = {{ zh = "样例节", en = "Made-up holiday" }}
from = {year}-02-01
until = {year}-02-03
statutory = []
"#,
        year - 1
    )
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_an_older_program_left_in_the_data_folder_counts_before_and_after_the_server_takes_it_over() {
    for database in databases().await.unwrap() {
        let session = Session::on(&database.url).with_county();
        session.write("data/calendar/2027.toml", &notice(2027));
        let counts = |session: &Session| session.says(0, &["calendar", "add", "2027-01-29", "5"]);
        assert!(counts(&session).starts_with("2027-02-10\n"), "the command line reads the folder");
        let server = Server::start(&session, "data");
        let people = People::found(&server).await;
        let token = people.handler(&server, "handler", "U3").await;
        fs::remove_dir_all(session.folder.path().join("data/calendar")).unwrap();
        let counted = server.get("/api/v1/calendar/add?date=2027-01-29&count=5", &token).await.expect(200);
        assert_eq!((counted["day"].as_str(), counted["provisional"].as_bool()), (Some("2027-02-10"), Some(false)));
        assert!(counts(&session).starts_with("2027-02-10\n"), "and then the database");
        session.says(0, &["ledger", "verify"]);
    }
}
