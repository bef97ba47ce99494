//! A real identity provider (the npm package `oidc-provider`) that runs as long as a test, and a browser that goes there. The tests of the
//! interface use this file, too.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::OnceLock;

use reqwest::redirect::Policy;
use reqwest::{Client, Response, Url};
use shouwang_app::account::ProviderConfig;

const SECRET: &str = "only for tests";

/// A provider that runs until the test ends: it stops when its input does.
pub(crate) struct RunningProvider {
    issuer: String,
    /// Where it sends browsers back to.
    back: String,
    process: Child,
    /// Kept open: the provider says more than its address.
    _says: BufReader<ChildStdout>,
}

impl Drop for RunningProvider {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        self.process.wait().unwrap();
    }
}

/// The folder of the provider, set up once; `None` when it cannot be.
fn folder() -> Option<&'static Path> {
    static FOLDER: OnceLock<Option<PathBuf>> = OnceLock::new();
    let set_up = || {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("oidc-provider");
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scripts/oidc-provider/setup.sh");
        let setup = Command::new("sh").arg(script).arg(&folder).output().unwrap();
        if setup.status.success() {
            return Some(folder);
        }
        let why = String::from_utf8_lossy(&setup.stderr);
        assert!(std::env::var_os("CI").is_none(), "the identity provider of the tests cannot be set up: {why}");
        eprintln!("left out, because npm or its registry is missing: {}", why.lines().next().unwrap_or_default());
        None
    };
    FOLDER.get_or_init(set_up).as_deref()
}

impl RunningProvider {
    /// Starts one that sends browsers back to this address; `None` when there is none on this machine.
    pub(crate) fn start(back: &str) -> Option<RunningProvider> {
        let server = folder()?.join("server.mjs");
        let mut process = Command::new("node")
            .arg(server)
            .args([SECRET, back])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut issuer = String::new();
        let mut says = BufReader::new(process.stdout.take().unwrap());
        says.read_line(&mut issuer).unwrap();
        assert!(issuer.starts_with("http://127.0.0.1:"), "the provider did not start: {issuer}");
        Some(RunningProvider { issuer: issuer.trim_end().to_owned(), back: back.to_owned(), process, _says: says })
    }

    pub(crate) fn config(&self) -> ProviderConfig {
        ProviderConfig {
            issuer: self.issuer.clone(),
            client_id: "shouwang".to_owned(),
            client_secret: Some(SECRET.to_owned()),
            redirect_url: self.back.clone(),
            claim: "sub".to_owned(),
            scopes: Vec::new(),
            authorities: None,
        }
    }

    /// Goes somewhere as a browser does, fills in the provider's forms in this name, and comes back with the address that it is sent to.
    pub(crate) async fn travel(&self, browser: &Client, to: &str, name: &str) -> Url {
        let mut page = browser.get(to).send().await.unwrap();
        for _ in 0..5 {
            if let Some(back) = self.back(&page) {
                return back;
            }
            let (at, text) = (page.url().clone(), page.text().await.unwrap());
            let action = attribute(&text, "<form", "action").unwrap_or_else(|| unreachable!("no form on the page: {text}"));
            let prompt = attribute(&text, "name=\"prompt\"", "value").unwrap();
            let fields = [("prompt", prompt.as_str()), ("login", name), ("password", "any")];
            page = browser.post(at.join(&action).unwrap()).form(&fields).send().await.unwrap();
        }
        unreachable!("the provider shows form after form");
    }

    fn back(&self, page: &Response) -> Option<Url> {
        let to = page.headers().get("location")?.to_str().unwrap();
        Some(page.url().join(to).unwrap()).filter(|to| to.as_str().starts_with(&self.back))
    }
}

/// A browser with cookies of its own. It stops before every address that begins so, as far as it is sent there.
pub(crate) fn browser(home: &str) -> Client {
    let home = home.to_owned();
    let policy = Policy::custom(move |attempt| if attempt.url().as_str().starts_with(&home) { attempt.stop() } else { attempt.follow() });
    Client::builder().cookie_store(true).redirect(policy).build().unwrap()
}

/// The present second, told by a program, because no code of ours reads the clock: the provider's tokens are of today.
pub(crate) fn second_of_today() -> i64 {
    let output = Command::new("date").arg("+%s").output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().parse().unwrap()
}

/// The value of an attribute in the tag that has this text in it.
fn attribute(page: &str, tag: &str, name: &str) -> Option<String> {
    let at = page.find(tag)?;
    let start = page[..=at].rfind('<')?;
    let tag = &page[start..start + page[start..].find('>')?];
    let value = tag.split_once(&format!("{name}=\""))?.1;
    Some(value[..value.find('"')?].replace("&amp;", "&"))
}
