//! One's own account.

use shouwang_app::account::AccountError;
use shouwang_domain::system::credential::CredentialKind;
use shouwang_domain::system::role_grant::{GrantState, Role};

use super::world::{PASSWORD, World, done, visitor};

#[tokio::test]
async fn changing_ones_password_ends_all_other_sessions_and_not_this_one() {
    for world in World::of_each_database().await {
        world.make_account("zhang.san").await;
        let [this, other] = [world.session("zhang.san").await, world.session("zhang.san").await];
        world.wait(1);
        let change =
            async |present: &str, new: &str| world.accounts.change_password(&world.edge(), &visitor(), &this.session, (present, new)).await;
        assert!(matches!(change("Wrong-Horse-7", "Another-Horse-8").await, Err(AccountError::Refused)));
        assert!(world.authenticated(&other.token).await.is_some());
        change(PASSWORD, "Another-Horse-8").await.unwrap();
        assert!(world.authenticated(&this.token).await.is_some());
        assert_eq!(world.authenticated(&other.token).await, None);
        assert!(matches!(world.log_in("zhang.san", PASSWORD).await, Err(AccountError::Refused)));
        done(world.log_in("zhang.san", "Another-Horse-8").await.unwrap());
    }
}

#[tokio::test]
async fn a_session_that_was_left_open_changes_no_second_factor_before_the_password_is_given_again() {
    for world in World::of_each_database().await {
        world.make_account("zhang.san").await;
        let NewSessionParts { token, session } = parts(world.session("zhang.san").await);
        world.wait(16 * 60);
        let accounts = &world.accounts;
        assert!(matches!(accounts.offer_totp(&world.edge(), &session).await, Err(AccountError::ProofTooOld)));
        assert!(matches!(accounts.offer_passkey(&world.edge(), &session).await, Err(AccountError::ProofTooOld)));
        assert!(matches!(accounts.confirm(&world.edge(), &visitor(), &session, "Wrong-Horse-7").await, Err(AccountError::Refused)));
        accounts.confirm(&world.edge(), &visitor(), &session, PASSWORD).await.unwrap();
        let session = world.authenticated(&token).await.unwrap();
        assert_eq!(session.proved_at, world.now());
        accounts.offer_totp(&world.edge(), &session).await.unwrap();
    }
}

#[tokio::test]
async fn one_sees_what_proves_ones_account_and_what_one_is_granted() {
    for world in World::of_each_database().await {
        world.make_account("zhang.san").await;
        let session = world.session("zhang.san").await.session;
        world.enrol_totp(&session).await;
        let own = world.accounts.own_credentials(&world.edge(), &session).await.unwrap();
        let kinds: Vec<_> = own.credentials.iter().map(|credential| (credential.kind, credential.code.as_str())).collect();
        assert_eq!(kinds, [(CredentialKind::Password, "zhang.san:password"), (CredentialKind::Totp, "zhang.san:totp")]);
        assert_eq!(own.recovery_codes, 10);
        world.grant("zhang.san", Role::AuditAdministrator, GrantState::Approved).await;
        world.grant("zhang.san", Role::SystemAdministrator, GrantState::Refused).await;
        let grants = world.accounts.own_grants(&world.edge(), &session).await.unwrap();
        assert_eq!(grants.iter().map(|grant| grant.data.role).collect::<Vec<_>>(), [Role::AuditAdministrator]);
    }
}

#[tokio::test]
async fn ones_secret_is_stored_sealed_and_ones_password_hashed() {
    for world in World::of_each_database().await {
        world.make_account("zhang.san").await;
        let session = world.session("zhang.san").await.session;
        let (offer, codes) = world.enrol_totp(&session).await;
        let rows = world.store.load_all(None).await.unwrap();
        let stored = format!("{:?}", rows.get("credential"));
        assert!(stored.contains("$argon2id$") && stored.contains("a256gcm."), "{stored}");
        assert!(!stored.contains(&offer.secret) && !stored.contains(PASSWORD) && !stored.contains(&codes[0]), "{stored}");
    }
}

struct NewSessionParts {
    token: String,
    session: shouwang_storage::Session,
}

fn parts(new: shouwang_app::account::NewSession) -> NewSessionParts {
    NewSessionParts { token: new.token, session: new.session }
}
