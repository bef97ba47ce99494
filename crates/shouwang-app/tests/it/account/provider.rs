//! Logging in by a real identity provider (the npm package `oidc-provider`), driven as a browser would.
//!
//! Where npm or its registry is missing, each test says so in one line and passes, unless `CI` is set: there nothing may be left out.

use shouwang_app::account::{AccountError, Arrival, Departure, ProviderConfig, Step, token_hash};
use shouwang_domain::system::role_grant::{GrantState, Role};

use super::running_provider::{RunningProvider, browser, second_of_today};
use super::world::{World, done, visitor};

const BACK: &str = "http://127.0.0.1:9/back";

/// Goes to the provider as a browser does, and comes back with the query of the address.
async fn travel(provider: &RunningProvider, departure: &Departure, name: &str) -> Vec<(String, String)> {
    // Our own address is not there: the browser stops before it.
    provider.travel(&browser(BACK), &departure.url, name).await.query_pairs().into_owned().collect()
}

fn value<'a>(query: &'a [(String, String)], name: &str) -> &'a str {
    query.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}

async fn arrive(world: &World, departure: &Departure, query: &[(String, String)]) -> Result<(Step, String), AccountError> {
    let arrival = Arrival { code: value(query, "code"), state: value(query, "state"), browser_state: &departure.state };
    world.accounts.arrive(&world.edge(), &visitor(), arrival).await
}

/// The provider's tokens are of today: the clock of the world is set to it.
fn set_clock(world: &World) {
    world.wait(second_of_today() - world.now().as_second());
}

#[tokio::test]
async fn whoever_the_provider_vouches_for_logs_in_to_the_account_with_his_subject() {
    let Some(provider) = RunningProvider::start(BACK) else { return };
    for world in World::with(None, Some(provider.config())).await {
        set_clock(&world);
        world.make_login("zhang.san", |login| login.subject = Some("S-42".to_owned())).await;
        let departure = world.accounts.depart(&world.edge(), "/duties?status=overdue").await.unwrap();
        assert!(departure.url.contains("code_challenge_method=S256") && departure.url.contains("nonce="), "{}", departure.url);
        let query = travel(&provider, &departure, "S-42").await;
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
        let (step, _) = arrive(&world, &departure, &travel(&provider, &departure, "S-42").await).await.unwrap();
        assert!(matches!(step, Step::Enrol { .. }), "the provider does not count as a second factor: {step:?}");
        world.set("provider.second_factor", "1").await;
        let departure = world.accounts.depart(&world.edge(), "/").await.unwrap();
        let (step, _) = arrive(&world, &departure, &travel(&provider, &departure, "S-42").await).await.unwrap();
        assert!(done(step).session.second_factor_at.is_some());
    }
}

#[tokio::test]
async fn somebody_without_an_account_is_told_so_and_gets_none() {
    let Some(provider) = RunningProvider::start(BACK) else { return };
    for world in World::with(None, Some(provider.config())).await {
        set_clock(&world);
        world.make_login("li.si", |login| (login.subject, login.disabled) = (Some("S-2".to_owned()), Some(true))).await;
        for twin in ["twin.one", "twin.two"] {
            world.make_login(twin, |login| login.subject = Some("S-3".to_owned())).await;
        }
        for subject in ["stranger", "S-2", "S-3"] {
            let departure = world.accounts.depart(&world.edge(), "/").await.unwrap();
            let refused = arrive(&world, &departure, &travel(&provider, &departure, subject).await).await.unwrap_err();
            assert!(matches!(&refused, AccountError::UnknownSubject(unknown) if unknown == subject), "{refused:?}");
            assert!(refused.words().zh.contains(subject) && refused.words().en.contains("system administrator"), "{}", refused.words());
        }
        assert_eq!(world.store.load_all(None).await.unwrap().get("login").len(), 3);
    }
}

#[tokio::test]
async fn nobody_is_logged_in_by_anothers_link_a_forged_code_or_the_code_of_another_log_in() {
    let Some(provider) = RunningProvider::start(BACK) else { return };
    for world in World::with(None, Some(provider.config())).await {
        set_clock(&world);
        world.make_login("zhang.san", |login| login.subject = Some("S-42".to_owned())).await;
        let [one, two] =
            [world.accounts.depart(&world.edge(), "/").await.unwrap(), world.accounts.depart(&world.edge(), "/").await.unwrap()];
        let query = travel(&provider, &one, "S-42").await;
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
    let Some(provider) = RunningProvider::start(BACK) else { return };
    for world in World::with(None, Some(provider.config())).await {
        set_clock(&world);
        world.make_login("zhang.san", |login| login.subject = Some("S-42".to_owned())).await;
        let departure = world.accounts.depart(&world.edge(), "/").await.unwrap();
        let query = travel(&provider, &departure, "S-42").await;
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
    let Some(provider) = RunningProvider::start(BACK) else { return };
    for world in World::with(None, Some(provider.config())).await {
        set_clock(&world);
        world.make_login("zhang.san", |login| login.subject = Some("S-42".to_owned())).await;
        world.set("login.step_minutes", "60").await;
        world.wait(2 * 3600);
        let departure = world.accounts.depart(&world.edge(), "/").await.unwrap();
        let late = arrive(&world, &departure, &travel(&provider, &departure, "S-42").await).await;
        assert!(matches!(&late, Err(AccountError::Provider(why)) if why.contains("xpired")), "{late:?}");
    }
}

#[tokio::test]
async fn another_claim_than_the_subject_can_name_the_account() {
    let Some(provider) = RunningProvider::start(BACK) else { return };
    let config = ProviderConfig { claim: "staff_number".to_owned(), scopes: vec!["staff".to_owned()], ..provider.config() };
    for world in World::with(None, Some(config.clone())).await {
        set_clock(&world);
        world.make_login("zhang.san", |login| login.subject = Some("N-S-42".to_owned())).await;
        let departure = world.accounts.depart(&world.edge(), "/").await.unwrap();
        let (step, _) = arrive(&world, &departure, &travel(&provider, &departure, "S-42").await).await.unwrap();
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
