//! Connections: who is silent has no place for long, and nobody alone takes all of them.

use std::time::Duration;

use shouwang_api::ApiSettings;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

use crate::support::{Server, generous};

/// More than every limit of these tests together, and less than anybody waits for.
const SOON: Duration = Duration::from_secs(8);

async fn connect(server: &Server) -> TcpStream {
    TcpStream::connect(server.url.trim_start_matches("http://")).await.unwrap()
}

/// What comes until the server closes the connection.
async fn heard(stream: &mut TcpStream) -> String {
    let mut heard = Vec::new();
    // A connection that is reset is closed as well.
    let _ = timeout(SOON, stream.read_to_end(&mut heard)).await.expect("the server did not close the connection");
    String::from_utf8(heard).unwrap()
}

async fn answers(server: &Server) -> bool {
    let asked = server.client.get(format!("{}/healthz", server.url)).send();
    timeout(SOON, asked).await.is_ok_and(|answer| answer.is_ok_and(|answer| answer.status() == 200))
}

#[tokio::test]
async fn who_is_silent_keeps_nobody_out() {
    let server = Server::with(ApiSettings { connections_max: 2, head_timeout_s: 1, ..generous() }).await;
    // One says nothing; the other so little that it could be either version of the protocol.
    let (_silent, mut hesitating) = (connect(&server).await, connect(&server).await);
    hesitating.write_all(b"PR").await.unwrap();
    assert!(answers(&server).await);
    // And one who begins HTTP/2 and asks for nothing.
    let (mut idle, _other) = (connect(&server).await, connect(&server).await);
    idle.write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00").await.unwrap();
    assert!(answers(&server).await);
}

#[tokio::test]
async fn a_head_that_does_not_come_whole_in_time_is_given_up() {
    let server = Server::with(ApiSettings { head_timeout_s: 1, ..generous() }).await;
    let mut slow = connect(&server).await;
    slow.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n").await.unwrap();
    assert!(!heard(&mut slow).await.contains("200 OK"));
    let mut quick = connect(&server).await;
    quick.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await.unwrap();
    assert!(heard(&mut quick).await.contains("200 OK"));
}

#[tokio::test]
async fn beyond_the_places_that_there_are_one_waits_until_one_is_free() {
    let server = Server::with(ApiSettings { connections_max: 1, ..generous() }).await;
    let mut first = connect(&server).await;
    first.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    let mut some = [0; 12];
    first.read_exact(&mut some).await.unwrap();
    assert_eq!(&some, b"HTTP/1.1 200");
    let mut second = connect(&server).await;
    second.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await.unwrap();
    assert!(timeout(Duration::from_millis(300), second.read_exact(&mut some)).await.is_err(), "there is no place for it");
    drop(first);
    assert!(heard(&mut second).await.contains("200 OK"));
}

#[tokio::test]
async fn an_address_has_so_many_connections_and_a_trusted_proxy_as_many_as_there_are() {
    let limited = ApiSettings { client_connections_max: 2, ..generous() };
    let trusting = ApiSettings { trusted_proxies: vec!["127.0.0.0/8".parse().unwrap()], ..limited.clone() };
    for (settings, is_taken) in [(limited, false), (trusting, true)] {
        let server = Server::with(settings).await;
        let held = [connect(&server).await, connect(&server).await];
        let mut third = connect(&server).await;
        // To one that was closed already nothing can be written.
        let _ = third.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await;
        assert_eq!(heard(&mut third).await.contains("200 OK"), is_taken);
        drop(held);
        tokio::time::sleep(Duration::from_millis(100)).await;
        assert!(answers(&server).await, "their places are free again");
    }
}
