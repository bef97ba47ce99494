//! Sessions from outside.

use shouwang_app::account::AccountError;

use super::world::{PASSWORD, World, done, visitor};

#[tokio::test]
async fn a_session_ends_when_it_is_not_used_and_when_its_time_is_over() {
    for world in World::of_each_database().await {
        world.make_account("zhang.san").await;
        let [used, unused] = [world.session("zhang.san").await, world.session("zhang.san").await];
        for _ in 0..24 {
            world.wait(29 * 60);
            assert!(world.authenticated(&used.token).await.is_some());
        }
        assert_eq!(world.authenticated(&unused.token).await, None, "not used");
        world.wait(29 * 60);
        assert_eq!(world.authenticated(&used.token).await, None, "twelve hours");
    }
}

#[tokio::test]
async fn use_is_noted_at_most_once_a_minute() {
    for world in World::of_each_database().await {
        world.make_account("zhang.san").await;
        let session = world.session("zhang.san").await;
        let begun = world.now();
        world.wait(59);
        world.authenticated(&session.token).await.unwrap();
        assert_eq!(world.authenticated(&session.token).await.unwrap().seen_at, begun);
        world.wait(1);
        world.authenticated(&session.token).await.unwrap();
        assert_eq!(world.authenticated(&session.token).await.unwrap().seen_at, world.now());
    }
}

#[tokio::test]
async fn a_disabled_account_and_a_reset_password_end_every_session_at_once() {
    for world in World::of_each_database().await {
        world.make_account("zhang.san").await;
        let session = world.session("zhang.san").await;
        world.wait(1);
        world.make_login("zhang.san", |login| login.disabled = Some(true)).await;
        assert_eq!(world.authenticated(&session.token).await, None);
        world.wait(1);
        world.make_login("zhang.san", |_| {}).await;
        assert!(world.authenticated(&session.token).await.is_some());
        world.wait(1);
        world.give_first_password("zhang.san").await;
        assert_eq!(world.authenticated(&session.token).await, None);
        assert!(matches!(world.log_in("zhang.san", PASSWORD).await, Err(AccountError::Refused)));
    }
}

#[tokio::test]
async fn one_lists_and_ends_ones_own_sessions_and_nobody_elses() {
    for world in World::of_each_database().await {
        world.make_account("zhang.san").await;
        world.make_account("li.si").await;
        let [one, two] = [world.session("zhang.san").await, world.session("zhang.san").await];
        let other = done(world.log_in("li.si", PASSWORD).await.unwrap());
        let (accounts, visitor) = (&world.accounts, visitor());
        let own = accounts.own_sessions(&world.edge(), &one.session).await.unwrap();
        assert!(own.iter().all(|session| session.login == "zhang.san" && session.agent == "Firefox"));
        let stranger = accounts.revoke_own(&world.edge(), &visitor, &one.session, Some(&other.session.id)).await;
        assert!(matches!(stranger, Err(AccountError::NotFound)), "{stranger:?}");
        assert!(world.authenticated(&other.token).await.is_some());
        accounts.revoke_own(&world.edge(), &visitor, &one.session, Some(&two.session.id)).await.unwrap();
        assert_eq!(world.authenticated(&two.token).await, None);
        let three = world.session("zhang.san").await;
        accounts.revoke_own(&world.edge(), &visitor, &one.session, None).await.unwrap();
        assert_eq!(world.authenticated(&three.token).await, None);
        accounts.log_out(&world.edge(), &visitor, &one.session).await.unwrap();
        assert_eq!(world.authenticated(&one.token).await, None);
        let operations = world.operations().await;
        assert_eq!(operations[operations.len() - 2..], ["session.revoke", "session.logout"]);
    }
}

#[tokio::test]
async fn the_token_against_forged_requests_is_that_of_one_session() {
    for world in World::of_each_database().await {
        world.make_account("zhang.san").await;
        let [one, two] = [world.session("zhang.san").await.session, world.session("zhang.san").await.session];
        let token = world.accounts.csrf_token(&one);
        assert!(world.accounts.is_csrf_token(&one, &token));
        assert!(!world.accounts.is_csrf_token(&two, &token));
        for forged in ["", "x", &token[1..], one.id.as_str()] {
            assert!(!world.accounts.is_csrf_token(&one, forged));
        }
    }
}

#[tokio::test]
async fn what_is_not_a_token_is_nobodys_session() {
    for world in World::of_each_database().await {
        world.make_account("zhang.san").await;
        let session = world.session("zhang.san").await;
        let hash = shouwang_app::account::token_hash(&session.token);
        for token in ["", "x", hash.as_str(), session.session.id.as_str(), &"A".repeat(43), &"\0".repeat(43)] {
            assert_eq!(world.authenticated(token).await, None, "{token:?}");
        }
    }
}
