//! Logging in by a real identity provider (the npm package `oidc-provider`), driven as a browser would.
//!
//! Where npm or its registry is missing, each test says so in one line and passes, unless `CI` is set: there nothing may be left out.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::OnceLock;

use reqwest::redirect::Policy;
use reqwest::{Client, Response, Url};
use shouwang_app::account::{AccountError, Arrival, Departure, ProviderConfig, Step, token_hash};
use shouwang_domain::system::role_grant::{GrantState, Role};

use super::world::{World, done, visitor};

const BACK: &str = "http://127.0.0.1:9/back";
const SECRET: &str = "only for tests";

/// A provider that runs until the test ends: it stops when its input does.
struct RunningProvider {
    issuer: String,
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

fn start() -> Option<RunningProvider> {
    let server = folder()?.join("server.mjs");
    let mut process = Command::new("node")
        .arg(server)
        .args([SECRET, BACK])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut issuer = String::new();
    let mut says = BufReader::new(process.stdout.take().unwrap());
    says.read_line(&mut issuer).unwrap();
    assert!(issuer.starts_with("http://127.0.0.1:"), "the provider did not start: {issuer}");
    Some(RunningProvider { issuer: issuer.trim_end().to_owned(), process, _says: says })
}

fn config(provider: &RunningProvider) -> ProviderConfig {
    ProviderConfig {
        issuer: provider.issuer.clone(),
        client_id: "shouwang".to_owned(),
        client_secret: Some(SECRET.to_owned()),
        redirect_url: BACK.to_owned(),
        claim: "sub".to_owned(),
        scopes: Vec::new(),
        authorities: None,
    }
}

/// Goes to the provider as a browser does, fills in its forms in this name, and comes back with the query of the address.
async fn travel(departure: &Departure, name: &str) -> Vec<(String, String)> {
    // Our own address is not there: the browser stops before it.
    let policy = Policy::custom(|attempt| if attempt.url().as_str().starts_with(BACK) { attempt.stop() } else { attempt.follow() });
    let browser = Client::builder().cookie_store(true).redirect(policy).build().unwrap();
    let mut page = browser.get(&departure.url).send().await.unwrap();
    for _ in 0..5 {
        if let Some(back) = back(&page) {
            return back.query_pairs().into_owned().collect();
        }
        let (at, text) = (page.url().clone(), page.text().await.unwrap());
        let action = attribute(&text, "<form", "action").unwrap_or_else(|| unreachable!("no form on the page: {text}"));
        let prompt = attribute(&text, "name=\"prompt\"", "value").unwrap();
        let fields = [("prompt", prompt.as_str()), ("login", name), ("password", "any")];
        page = browser.post(at.join(&action).unwrap()).form(&fields).send().await.unwrap();
    }
    unreachable!("the provider shows form after form");
}

fn back(page: &Response) -> Option<Url> {
    let to = page.headers().get("location")?.to_str().unwrap();
    Some(page.url().join(to).unwrap()).filter(|to| to.as_str().starts_with(BACK))
}

/// The value of an attribute in the tag that has this text in it.
fn attribute(page: &str, tag: &str, name: &str) -> Option<String> {
    let at = page.find(tag)?;
    let start = page[..=at].rfind('<')?;
    let tag = &page[start..start + page[start..].find('>')?];
    let value = tag.split_once(&format!("{name}=\""))?.1;
    Some(value[..value.find('"')?].replace("&amp;", "&"))
}

fn value<'a>(query: &'a [(String, String)], name: &str) -> &'a str {
    query.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}

async fn arrive(world: &World, departure: &Departure, query: &[(String, String)]) -> Result<(Step, String), AccountError> {
    let arrival = Arrival { code: value(query, "code"), state: value(query, "state"), browser_state: &departure.state };
    world.accounts.arrive(&world.edge(), &visitor(), arrival).await
}

/// The provider's tokens are of today: the clock of the world is set to it, by a program, because no code of ours reads the clock.
fn set_clock(world: &World) {
    let output = Command::new("date").arg("+%s").output().unwrap();
    let now: i64 = String::from_utf8(output.stdout).unwrap().trim().parse().unwrap();
    world.wait(now - world.now().as_second());
}

#[tokio::test]
async fn whoever_the_provider_vouches_for_logs_in_to_the_account_with_his_subject() {
    let Some(provider) = start() else { return };
    for world in World::with(None, Some(config(&provider))).await {
        set_clock(&world);
        world.make_login("zhang.san", |login| login.subject = Some("S-42".to_owned())).await;
        let departure = world.accounts.depart(&world.edge(), "/duties?status=overdue").await.unwrap();
        assert!(departure.url.contains("code_challenge_method=S256") && departure.url.contains("nonce="), "{}", departure.url);
        let query = travel(&departure, "S-42").await;
        let (step, return_to) = arrive(&world, &departure, &query).await.unwrap();
        assert_eq!(return_to, "/duties?status=overdue");
        let session = done(step);
        assert_eq!(session.session.login, "zhang.san");
        assert_eq!(session.session.second_factor_at, None);
        assert!(world.authenticated(&session.token).await.is_some());
        let again = arrive(&world, &departure, &query).await;
        assert!(matches!(again, Err(AccountError::StepOver)), "a state is good for once: {again:?}");

        world.grant("zhang.san", Role::SystemAdministrator, GrantState::Approved).await;
        let departure = world.accounts.depart(&world.edge(), "/").await.unwrap();
        let (step, _) = arrive(&world, &departure, &travel(&departure, "S-42").await).await.unwrap();
        assert!(matches!(step, Step::Enrol { .. }), "the provider does not count as a second factor: {step:?}");
        world.set("provider.second_factor", "1").await;
        let departure = world.accounts.depart(&world.edge(), "/").await.unwrap();
        let (step, _) = arrive(&world, &departure, &travel(&departure, "S-42").await).await.unwrap();
        assert!(done(step).session.second_factor_at.is_some());
    }
}

#[tokio::test]
async fn somebody_without_an_account_is_told_so_and_gets_none() {
    let Some(provider) = start() else { return };
    for world in World::with(None, Some(config(&provider))).await {
        set_clock(&world);
        world.make_login("li.si", |login| (login.subject, login.disabled) = (Some("S-2".to_owned()), Some(true))).await;
        for twin in ["twin.one", "twin.two"] {
            world.make_login(twin, |login| login.subject = Some("S-3".to_owned())).await;
        }
        for subject in ["stranger", "S-2", "S-3"] {
            let departure = world.accounts.depart(&world.edge(), "/").await.unwrap();
            let refused = arrive(&world, &departure, &travel(&departure, subject).await).await.unwrap_err();
            assert!(matches!(&refused, AccountError::UnknownSubject(unknown) if unknown == subject), "{refused:?}");
            assert!(refused.words().zh.contains(subject) && refused.words().en.contains("system administrator"), "{}", refused.words());
        }
        assert_eq!(world.store.load_all(None).await.unwrap().get("login").len(), 3);
    }
}

#[tokio::test]
async fn nobody_is_logged_in_by_anothers_link_a_forged_code_or_the_code_of_another_log_in() {
    let Some(provider) = start() else { return };
    for world in World::with(None, Some(config(&provider))).await {
        set_clock(&world);
        world.make_login("zhang.san", |login| login.subject = Some("S-42".to_owned())).await;
        let [one, two] =
            [world.accounts.depart(&world.edge(), "/").await.unwrap(), world.accounts.depart(&world.edge(), "/").await.unwrap()];
        let query = travel(&one, "S-42").await;
        let elsewhere = arrive(&world, &two, &query).await;
        assert!(matches!(elsewhere, Err(AccountError::StepOver)), "in another browser: {elsewhere:?}");
        let swapped = vec![("code".to_owned(), value(&query, "code").to_owned()), ("state".to_owned(), two.state.clone())];
        let other = arrive(&world, &two, &swapped).await;
        assert!(matches!(other, Err(AccountError::Provider(_))), "the code of another log-in: {other:?}");
        let forged = vec![("code".to_owned(), "forged".to_owned()), ("state".to_owned(), one.state.clone())];
        let forged = arrive(&world, &one, &forged).await;
        assert!(matches!(forged, Err(AccountError::Provider(_))), "{forged:?}");
    }
}

#[tokio::test]
async fn an_identity_token_that_was_made_for_another_question_is_refused() {
    let Some(provider) = start() else { return };
    for world in World::with(None, Some(config(&provider))).await {
        set_clock(&world);
        world.make_login("zhang.san", |login| login.subject = Some("S-42".to_owned())).await;
        let departure = world.accounts.depart(&world.edge(), "/").await.unwrap();
        let query = travel(&departure, "S-42").await;
        // As if the token had been asked for with another nonce.
        let hash = token_hash(&departure.state);
        let mut ticket = world.store.take_ticket(&hash, "provider", world.now()).await.unwrap().unwrap();
        let mut payload: serde_json::Value = serde_json::from_str(&ticket.payload).unwrap();
        payload["nonce"] = "another".into();
        ticket.payload = payload.to_string();
        world.store.insert_ticket(&ticket, &hash).await.unwrap();
        let refused = arrive(&world, &departure, &query).await;
        assert!(matches!(&refused, Err(AccountError::Provider(why)) if why.contains("nonce")), "{refused:?}");
    }
}

#[tokio::test]
async fn an_expired_identity_token_is_refused() {
    let Some(provider) = start() else { return };
    for world in World::with(None, Some(config(&provider))).await {
        set_clock(&world);
        world.make_login("zhang.san", |login| login.subject = Some("S-42".to_owned())).await;
        world.set("login.step_minutes", "60").await;
        world.wait(2 * 3600);
        let departure = world.accounts.depart(&world.edge(), "/").await.unwrap();
        let late = arrive(&world, &departure, &travel(&departure, "S-42").await).await;
        assert!(matches!(&late, Err(AccountError::Provider(why)) if why.contains("xpired")), "{late:?}");
    }
}

#[tokio::test]
async fn another_claim_than_the_subject_can_name_the_account() {
    let Some(provider) = start() else { return };
    let config = ProviderConfig { claim: "staff_number".to_owned(), scopes: vec!["staff".to_owned()], ..config(&provider) };
    for world in World::with(None, Some(config.clone())).await {
        set_clock(&world);
        world.make_login("zhang.san", |login| login.subject = Some("N-S-42".to_owned())).await;
        let departure = world.accounts.depart(&world.edge(), "/").await.unwrap();
        let (step, _) = arrive(&world, &departure, &travel(&departure, "S-42").await).await.unwrap();
        assert_eq!(done(step).session.login, "zhang.san");
    }
}

#[tokio::test]
async fn a_provider_that_does_not_answer_is_named_and_one_that_is_not_set_up_is_not_asked() {
    let gone = ProviderConfig {
        issuer: "http://127.0.0.1:9".to_owned(),
        client_id: "shouwang".to_owned(),
        client_secret: None,
        redirect_url: BACK.to_owned(),
        claim: "sub".to_owned(),
        scopes: Vec::new(),
        authorities: None,
    };
    for world in World::with(None, Some(gone.clone())).await {
        assert!(world.accounts.has_provider());
        let failed = world.accounts.depart(&world.edge(), "/").await;
        assert!(matches!(failed, Err(AccountError::Provider(_))), "{failed:?}");
    }
    for world in World::of_each_database().await {
        assert!(matches!(world.accounts.depart(&world.edge(), "/").await, Err(AccountError::NoProvider)));
    }
}
