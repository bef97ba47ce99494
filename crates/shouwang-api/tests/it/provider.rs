//! `/api/v1/session/provider…`: a browser logs in by a real identity provider, and nobody is logged in by another's link.
//!
//! Where npm or its registry is missing, each test says so in one line and passes, unless `CI` is set.

use reqwest::{Client, Method, Response, Url};
use shouwang_domain::register::{Fact, Record as _, Row};
use shouwang_domain::system::login::Login;
use shouwang_domain::system::role_grant::Role;

use crate::running_provider::browser;
use crate::support::{ARRIVAL, Server, generous};
use crate::validator;

const DEPARTURE: &str = "/api/v1/session/provider";

/// A handler whom the provider knows by this subject.
async fn known_to_provider(server: &Server, subject: &str) {
    server.add_units().await;
    server.somebody("zhang.san", Role::Handler, Some("U2")).await;
    let row = server.store.find_rows(&Login::def(), "code", "zhang.san").await.unwrap().remove(0);
    let mut login = Fact::<Login>::from_row(&row).unwrap();
    login.data.subject = Some(subject.to_owned());
    let row: Row = login.into_row();
    server.put(vec![(Login::NAME, row)]).await;
}

/// The next address and the cookies of an answer, which is held to the document.
async fn read(response: Response) -> (u16, String, Vec<String>) {
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let body = response.bytes().await.unwrap();
    validator::check_answer("GET", ARRIVAL, status, &headers, &body);
    let text = |name| headers.get_all(name).iter().map(|value| value.to_str().unwrap().to_owned()).collect::<Vec<_>>();
    (status, text("location").concat(), text("set-cookie"))
}

async fn arrives(browser: &Client, at: &Url) -> (u16, String, Vec<String>) {
    read(browser.get(at.clone()).send().await.unwrap()).await
}

/// Whether the cookie that knew the browser again is taken away.
fn forgets_the_way(cookies: &[String]) -> bool {
    cookies.iter().any(|cookie| cookie.starts_with("shouwang-away=;") && cookie.contains("Max-Age=0"))
}

#[tokio::test]
async fn a_browser_departs_logs_in_at_the_provider_and_arrives_with_a_session() {
    for (server, provider) in Server::with_provider().await {
        known_to_provider(&server, "S-42").await;
        assert_eq!(server.get("/api/v1/installation", "").await.json()["identity_provider"], true);
        let browser = browser(&server.url);
        let departure = format!("{}{DEPARTURE}?return_to=%2Fduties%3Fstatus%3Doverdue", server.url);
        let arrival = provider.travel(&browser, &departure, "S-42").await;

        let stranger = crate::running_provider::browser(&server.url);
        let (status, _, cookies) = arrives(&stranger, &arrival).await;
        assert_eq!(status, 410, "another browser is not logged in by the link");
        assert!(cookies.iter().all(|cookie| !cookie.starts_with("shouwang=")), "{cookies:?}");

        let (status, location, cookies) = arrives(&browser, &arrival).await;
        assert_eq!((status, location.as_str()), (303, "/duties?status=overdue"));
        assert!(forgets_the_way(&cookies), "{cookies:?}");
        let session = browser.get(format!("{}/api/v1/session", server.url)).send().await.unwrap();
        assert_eq!(session.json::<serde_json::Value>().await.unwrap()["login"], "zhang.san");

        let (status, ..) = arrives(&browser, &arrival).await;
        assert_eq!(status, 410, "the way is over");
        let state = arrival.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
        let kept = [("cookie", format!("shouwang-away={state}"))];
        let again = format!("{ARRIVAL}?{}", arrival.query().unwrap());
        let kept = kept.each_ref().map(|(name, value)| (*name, value.as_str()));
        assert_eq!(server.ask(Method::GET, &again, "", None, &kept).await.code(), "gone", "a state is good for once");
    }
}

#[tokio::test]
async fn a_wrong_state_a_wrong_cookie_and_a_refusal_of_the_provider_log_nobody_in() {
    for (server, provider) in Server::with_provider().await {
        known_to_provider(&server, "S-42").await;
        let departure = format!("{}{DEPARTURE}", server.url);
        let change = |url: &Url, name: &str, value: &str| {
            let pairs = url.query_pairs().map(|(known, old)| (known.clone(), if known == name { value.into() } else { old }));
            let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
            Url::parse(&format!("{}{ARRIVAL}?{query}", server.url)).unwrap()
        };
        let [one, two] = [browser(&server.url), browser(&server.url)];
        let first = provider.travel(&one, &departure, "S-42").await;
        let second = provider.travel(&two, &departure, "S-42").await;
        let (status, _, cookies) = arrives(&one, &change(&first, "state", "guessed")).await;
        assert_eq!(status, 410);
        assert!(forgets_the_way(&cookies), "{cookies:?}");
        let (status, ..) = arrives(&two, &first).await;
        assert_eq!(status, 410, "the cookie of another way");
        let (status, ..) = arrives(&two, &second).await;
        assert_eq!(status, 410, "a wrong arrival ends the way");

        let third = provider.travel(&one, &departure, "S-42").await;
        let (status, _, cookies) = arrives(&one, &change(&third, "code", "forged")).await;
        assert_eq!(status, 503, "the provider does not know the code");
        assert!(forgets_the_way(&cookies), "{cookies:?}");
        let fourth = provider.travel(&one, &departure, "S-42").await;
        let refused = Url::parse(&format!("{}&error=access_denied", change(&fourth, "code", ""))).unwrap();
        let (status, _, cookies) = arrives(&one, &refused).await;
        assert_eq!(status, 401);
        assert!(forgets_the_way(&cookies), "{cookies:?}");
        for browser in [one, two] {
            let session = browser.get(format!("{}/api/v1/session", server.url)).send().await.unwrap();
            assert_eq!(session.status(), 401);
        }
    }
}

#[tokio::test]
async fn the_cookie_of_the_way_is_the_hosts_alone_hidden_from_scripts_and_sent_over_encrypted_connections_only() {
    for (server, _provider) in Server::with_provider().await {
        let still = Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
        let answer = still.get(format!("{}{DEPARTURE}", server.url)).send().await.unwrap();
        assert_eq!(answer.status(), 303);
        let cookie = answer.headers()["set-cookie"].to_str().unwrap();
        assert!(cookie.starts_with("shouwang-away=") && cookie.ends_with("; Path=/; HttpOnly; SameSite=Lax; Max-Age=600"), "{cookie}");
    }
    // Arriving without having departed says how the cookie is called where the address is encrypted.
    let settings = shouwang_api::ApiSettings { public_url: "https://shouwang.example".to_owned(), ..generous() };
    let server = Server::with(settings).await;
    let arrived = server.get(&format!("{ARRIVAL}?state=x&code=y"), "").await;
    assert_eq!(arrived.header("set-cookie"), "__Host-shouwang-away=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0; Secure");
}
