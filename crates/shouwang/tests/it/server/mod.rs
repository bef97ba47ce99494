//! `shouwang serve` as a process of its own, to be asked over HTTP, stopped and killed.

mod people;

use std::fs::{self, File};
use std::process::Child;
use std::sync::Mutex;
use std::thread;
use std::time::Duration;

use reqwest::{Client, Method, Response};
use serde_json::Value;
use tokio_rustls::rustls;

pub(crate) use people::People;

use crate::session::Session;

/// Limits that no test reaches without wanting to, and little patience with a server that is silent.
const SETTINGS: &str = "\
[limits]
client_rate_per_s = 1000000
client_burst = 1000000
login_rate_per_s = 1000000
login_burst = 1000000
takeover_s = 6
";

/// A running server. It is killed when this is dropped.
pub(crate) struct Server {
    child: Mutex<Child>,
    pub(crate) url: String,
    /// The token of the link by which administrators are founded, while there are none.
    pub(crate) founding_token: Option<String>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) replayed: bool,
    pub(crate) retry_after: Option<String>,
    pub(crate) body: Value,
}

impl Reply {
    /// The body of an answer that must have this status.
    pub(crate) fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{self:?}");
        self.body
    }
}

impl Server {
    /// Starts a server with a data folder of the session and waits until it listens.
    pub(crate) fn start(session: &Session, data: &str) -> Server {
        Server::start_with(session, data, "")
    }

    /// The same with further limits.
    pub(crate) fn start_with(session: &Session, data: &str, limits: &str) -> Server {
        session.write(&format!("{data}/shouwang.toml"), &format!("{SETTINGS}{limits}"));
        let path = |ending: &str| session.folder.path().join(format!("{data}.{ending}"));
        let (out, log) = (path("out"), path("log"));
        let mut command = session.command(&["--data", data, "--lang", "en", "serve", "--listen", "127.0.0.1:0"]);
        let mut child = command.stdout(File::create(&out).unwrap()).stderr(File::create(&log).unwrap()).spawn().unwrap();
        let address = loop {
            let said = fs::read_to_string(&log).unwrap();
            if let Some(address) = said.lines().find_map(address) {
                break address;
            }
            assert!(child.try_wait().unwrap().is_none(), "the server ended:\n{said}");
            thread::sleep(Duration::from_millis(20));
        };
        let said = fs::read_to_string(&out).unwrap();
        let founding_token = said.split_once("/founding#").map(|(_, token)| token.trim().to_owned());
        Server { child: Mutex::new(child), url: format!("http://{address}"), founding_token }
    }

    /// Ends it without a word (SIGKILL). It may still be asked, and answers no more.
    pub(crate) fn kill(&self) {
        let mut child = self.child.lock().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
    }

    /// Asks; the error says that no answer came.
    pub(crate) async fn try_ask(&self, client: &Client, ask: Ask<'_>) -> Result<Reply, reqwest::Error> {
        let mut request = client.request(ask.method, format!("{}{}", self.url, ask.path));
        if !ask.token.is_empty() {
            request = request.bearer_auth(ask.token);
        }
        if let Some(key) = ask.key {
            request = request.header("idempotency-key", key);
        }
        if let Some(body) = ask.body {
            request = request.header("content-type", "application/json").body(body.to_string());
        }
        read(request.send().await?).await
    }

    /// Approves what is asked for, in the version that was seen.
    pub(crate) async fn answer(&self, path: &str, token: &str, key: &str, version: &Value) -> Reply {
        let request = client().post(format!("{}{path}", self.url)).bearer_auth(token).header("idempotency-key", key);
        let request = request.header("if-match", format!("\"{version}\"")).header("content-type", "application/json");
        read(request.body(r#"{"approve":true}"#).send().await.unwrap()).await.unwrap()
    }

    pub(crate) async fn get(&self, path: &str, token: &str) -> Reply {
        self.try_ask(&client(), Ask { method: Method::GET, path, token, key: None, body: None }).await.unwrap()
    }

    pub(crate) async fn delete(&self, path: &str, token: &str) -> Reply {
        self.try_ask(&client(), Ask { method: Method::DELETE, path, token, key: None, body: None }).await.unwrap()
    }

    pub(crate) async fn post(&self, path: &str, token: &str, key: Option<&str>, body: &Value) -> Reply {
        self.try_ask(&client(), Ask { method: Method::POST, path, token, key, body: Some(body) }).await.unwrap()
    }
}

async fn read(response: Response) -> Result<Reply, reqwest::Error> {
    let (status, replayed) = (response.status().as_u16(), response.headers().contains_key("idempotency-replayed"));
    let retry_after = response.headers().get("retry-after").map(|wait| wait.to_str().unwrap().to_owned());
    let body = response.bytes().await?;
    Ok(Reply { status, replayed, retry_after, body: serde_json::from_slice(&body).unwrap_or_default() })
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that was killed already is no mistake.
        let child = self.child.get_mut().unwrap();
        let _ = child.kill();
        let _ = child.wait();
    }
}

/// What is asked.
#[derive(Clone)]
pub(crate) struct Ask<'a> {
    pub(crate) method: Method,
    pub(crate) path: &'a str,
    /// The token of the session; empty: nobody's.
    pub(crate) token: &'a str,
    /// The idempotency key.
    pub(crate) key: Option<&'a str>,
    pub(crate) body: Option<&'a Value>,
}

/// A client that speaks HTTP/2, so that many requests share a connection.
pub(crate) fn client() -> Client {
    // The library wants to be told by whose means it speaks TLS, even where it speaks none; another test may have told it before.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::builder().http2_prior_knowledge().build().unwrap()
}

/// The address in a line of the log, if it says that the server listens.
fn address(line: &str) -> Option<String> {
    let line: Value = serde_json::from_str(line).ok()?;
    (line["message"] == "listening").then(|| line["address"].as_str().unwrap().to_owned())
}
