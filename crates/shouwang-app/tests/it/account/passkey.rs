//! Passkeys, against a software authenticator.

use serde_json::Value;
use shouwang_app::account::webauthn::{AuthenticationResponse, PasskeyFlaw, RegistrationResponse};
use shouwang_app::account::{AccountError, Enrolled, NewSession, Step};
use shouwang_domain::system::role_grant::{GrantState, Role};
use shouwang_storage::Session;

use super::authenticator::{Authenticator, Kind};
use super::world::{PASSWORD, World, done, factor_ticket, visitor};

fn registration(answer: Value) -> RegistrationResponse {
    serde_json::from_value(answer).unwrap()
}

fn authentication(answer: Value) -> AuthenticationResponse {
    serde_json::from_value(answer).unwrap()
}

async fn enrol(world: &World, session: &Session, authenticator: &mut Authenticator) -> Result<Enrolled, AccountError> {
    let options = world.accounts.offer_passkey(&world.edge(), session).await?;
    let answer = registration(authenticator.create(&options));
    world.accounts.enrol_passkey(&world.edge(), &visitor(), session, (&answer, Some("钥匙"))).await
}

async fn log_in(world: &World, authenticator: &mut Authenticator) -> Result<NewSession, AccountError> {
    let ticket = factor_ticket(world.log_in("zhang.san", PASSWORD).await.unwrap());
    let options = world.accounts.ask_passkey_at_login(&world.edge(), &ticket).await?;
    let answer = authentication(authenticator.get(&options));
    world.accounts.show_passkey(&world.edge(), &visitor(), &ticket, &answer).await.map(done)
}

fn flaw<T>(result: Result<T, AccountError>) -> Option<PasskeyFlaw> {
    match result {
        Err(AccountError::Passkey(flaw)) => Some(flaw),
        _ => None,
    }
}

#[tokio::test]
async fn a_passkey_of_each_kind_of_key_is_enrolled_and_logs_in() {
    for world in World::of_each_database().await {
        world.make_account("zhang.san").await;
        let session = world.session("zhang.san").await.session;
        for (number, kind) in [Kind::Es256, Kind::Ed25519, Kind::Rs256].into_iter().enumerate() {
            let mut authenticator = Authenticator::new(kind);
            let enrolled = enrol(&world, &session, &mut authenticator).await.unwrap();
            assert_eq!(enrolled.recovery_codes.is_empty(), number > 0, "codes are given with the first factor");
            let begun = log_in(&world, &mut authenticator).await.unwrap();
            assert_eq!(begun.session.second_factor_at, Some(world.now()), "{kind:?}");
            log_in(&world, &mut authenticator).await.unwrap();
        }
        let own = world.accounts.own_credentials(&world.edge(), &session).await.unwrap();
        assert_eq!(own.credentials.iter().filter(|credential| credential.label.as_deref() == Some("钥匙")).count(), 3);
    }
}

#[tokio::test]
async fn an_administrator_may_enrol_a_passkey_at_his_first_log_in() {
    for world in World::of_each_database().await {
        world.make_account("zhang.san").await;
        world.grant("zhang.san", Role::SystemAdministrator, GrantState::Approved).await;
        let Ok(Step::Enrol { ticket }) = world.log_in("zhang.san", PASSWORD).await else { unreachable!() };
        let mut authenticator = Authenticator::new(Kind::Es256);
        let options = world.accounts.offer_passkey_at_login(&world.edge(), &ticket).await.unwrap();
        let answer = registration(authenticator.create(&options));
        let (accounts, visitor) = (&world.accounts, visitor());
        let (step, enrolled) = accounts.enrol_passkey_at_login(&world.edge(), &visitor, &ticket, &answer, None).await.unwrap();
        assert!(done(step).session.second_factor_at.is_some() && enrolled.recovery_codes.len() == 10);
        let again = accounts.enrol_passkey_at_login(&world.edge(), &visitor, &ticket, &answer, None).await;
        assert!(matches!(again, Err(AccountError::StepOver)), "{again:?}");
        log_in(&world, &mut authenticator).await.unwrap();
    }
}

/// What an authenticator or a browser does wrong, and how that is called.
type Lie = (fn(&mut Authenticator), PasskeyFlaw);

const LIES: [Lie; 5] = [
    (|liar| liar.origin = "https://shouwang.example.attacker.example".to_owned(), PasskeyFlaw::OtherOrigin),
    (|liar| liar.origin = "http://shouwang.example".to_owned(), PasskeyFlaw::OtherOrigin),
    (|liar| liar.cross_origin = true, PasskeyFlaw::OtherOrigin),
    (|liar| liar.relying_party = Some("attacker.example".to_owned()), PasskeyFlaw::OtherRelyingParty),
    (|liar| liar.verifies_user = false, PasskeyFlaw::NotVerified),
];

#[tokio::test]
async fn an_answer_for_another_site_or_without_its_user_is_refused() {
    for world in World::of_each_database().await {
        world.set("login.failures_max", "100").await;
        world.make_account("zhang.san").await;
        let session = world.session("zhang.san").await.session;
        for (lie, expected) in LIES {
            let mut liar = Authenticator::new(Kind::Es256);
            lie(&mut liar);
            assert_eq!(flaw(enrol(&world, &session, &mut liar).await), Some(expected), "enrolling");
            let mut liar = Authenticator::new(Kind::Es256);
            enrol(&world, &session, &mut liar).await.unwrap();
            lie(&mut liar);
            assert_eq!(flaw(log_in(&world, &mut liar).await), Some(expected), "logging in");
        }
    }
}

#[tokio::test]
async fn a_copied_passkey_is_noticed_and_one_that_does_not_count_is_not_refused() {
    for world in World::of_each_database().await {
        world.make_account("zhang.san").await;
        let session = world.session("zhang.san").await.session;
        let mut counting = Authenticator::new(Kind::Es256);
        enrol(&world, &session, &mut counting).await.unwrap();
        counting.counts_by = 0;
        assert_eq!(flaw(log_in(&world, &mut counting).await), Some(PasskeyFlaw::Copied), "it shows what it showed when it was made");
        counting.counts_by = 5;
        log_in(&world, &mut counting).await.unwrap();
        (counting.counts_by, counting.counter) = (1, 10);
        assert_eq!(flaw(log_in(&world, &mut counting).await), Some(PasskeyFlaw::Copied));

        let mut silent = Authenticator::new(Kind::Ed25519);
        (silent.counter, silent.counts_by) = (0, 0);
        enrol(&world, &session, &mut silent).await.unwrap();
        log_in(&world, &mut silent).await.unwrap();
        log_in(&world, &mut silent).await.unwrap();
    }
}

#[tokio::test]
async fn an_answer_is_good_for_its_own_question_once() {
    for world in World::of_each_database().await {
        world.set("login.failures_max", "100").await;
        world.make_account("zhang.san").await;
        let session = world.session("zhang.san").await.session;
        let mut authenticator = Authenticator::new(Kind::Es256);
        enrol(&world, &session, &mut authenticator).await.unwrap();
        let (accounts, visitor) = (&world.accounts, visitor());

        let tickets = [
            factor_ticket(world.log_in("zhang.san", PASSWORD).await.unwrap()),
            factor_ticket(world.log_in("zhang.san", PASSWORD).await.unwrap()),
        ];
        let first = accounts.ask_passkey_at_login(&world.edge(), &tickets[0]).await.unwrap();
        accounts.ask_passkey_at_login(&world.edge(), &tickets[1]).await.unwrap();
        let answer = authentication(authenticator.get(&first));
        let other = accounts.show_passkey(&world.edge(), &visitor, &tickets[1], &answer).await;
        assert_eq!(flaw(other), Some(PasskeyFlaw::OtherChallenge));
        done(accounts.show_passkey(&world.edge(), &visitor, &tickets[0], &answer).await.unwrap());
        let replayed = accounts.show_passkey(&world.edge(), &visitor, &tickets[0], &answer).await;
        assert!(matches!(replayed, Err(AccountError::StepOver)), "{replayed:?}");

        let unasked = factor_ticket(world.log_in("zhang.san", PASSWORD).await.unwrap());
        let unasked = accounts.show_passkey(&world.edge(), &visitor, &unasked, &answer).await;
        assert!(matches!(unasked, Err(AccountError::StepOver)), "{unasked:?}");
    }
}

#[tokio::test]
async fn anything_changed_in_an_answer_is_noticed() {
    for world in World::of_each_database().await {
        world.set("login.failures_max", "100").await;
        world.make_account("zhang.san").await;
        let session = world.session("zhang.san").await.session;
        let mut authenticator = Authenticator::new(Kind::Es256);
        enrol(&world, &session, &mut authenticator).await.unwrap();
        for part in ["clientDataJSON", "authenticatorData", "signature"] {
            let ticket = factor_ticket(world.log_in("zhang.san", PASSWORD).await.unwrap());
            let options = world.accounts.ask_passkey_at_login(&world.edge(), &ticket).await.unwrap();
            let mut answer = authenticator.get(&options);
            let text = answer["response"][part].as_str().unwrap();
            let at = text.len() - 2;
            let changed = if &text[at..=at] == "A" { "B" } else { "A" };
            answer["response"][part] = Value::from(format!("{}{changed}{}", &text[..at], &text[at + 1..]));
            let shown = world.accounts.show_passkey(&world.edge(), &visitor(), &ticket, &authentication(answer)).await;
            assert!(flaw(shown).is_some(), "{part}");
        }
        let mut stranger = Authenticator::new(Kind::Es256);
        assert_eq!(flaw(log_in(&world, &mut stranger).await), Some(PasskeyFlaw::Unknown));
    }
}

#[tokio::test]
async fn a_passkey_that_was_removed_no_longer_logs_in() {
    for world in World::of_each_database().await {
        world.make_account("zhang.san").await;
        let session = world.session("zhang.san").await.session;
        let (mut kept, mut lost) = (Authenticator::new(Kind::Es256), Authenticator::new(Kind::Ed25519));
        enrol(&world, &session, &mut kept).await.unwrap();
        enrol(&world, &session, &mut lost).await.unwrap();
        let twice = enrol(&world, &session, &mut lost).await;
        assert!(matches!(twice, Err(AccountError::StepOver)), "{twice:?}");
        let own = world.accounts.own_credentials(&world.edge(), &session).await.unwrap().credentials;
        let ticket = factor_ticket(world.log_in("zhang.san", PASSWORD).await.unwrap());
        let options = world.accounts.ask_passkey_at_login(&world.edge(), &ticket).await.unwrap();
        assert_eq!(options["allowCredentials"].as_array().unwrap().len(), 2);
        let answer = lost.get(&options);
        let code = own
            .iter()
            .find(|credential| credential.code.ends_with(&shouwang_app::account::token_hash(answer["id"].as_str().unwrap())[..16]));
        world.accounts.remove_factor(&world.edge(), &visitor(), &session, &code.unwrap().code).await.unwrap();
        let shown = world.accounts.show_passkey(&world.edge(), &visitor(), &ticket, &authentication(answer)).await;
        assert_eq!(flaw(shown), Some(PasskeyFlaw::Unknown));
        log_in(&world, &mut kept).await.unwrap();
    }
}
