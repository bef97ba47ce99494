//! Guessing: one after the other, all at once, at many accounts.

use shouwang_app::account::{AccountError, Step};
use shouwang_app::problem::{AppError, ProblemCode};

use super::world::{PASSWORD, World, code, done, factor_ticket, visitor, visitor_at};

#[tokio::test]
async fn failures_lock_for_longer_and_longer_and_the_right_password_does_not_open() {
    for world in World::of_each_database().await {
        world.make_account("zhang.san").await;
        for _ in 0..5 {
            assert!(matches!(world.log_in("zhang.san", "Wrong-Horse-7").await, Err(AccountError::Refused)));
        }
        let locked = world.log_in("zhang.san", PASSWORD).await.unwrap_err();
        assert!(matches!(locked, AccountError::Locked(until) if until.duration_since(world.now()).as_secs() == 30), "{locked:?}");
        assert_eq!(AppError::from(locked).code, ProblemCode::TooManyRequests);
        world.wait(30);
        assert!(matches!(world.log_in("zhang.san", "Wrong-Horse-7").await, Err(AccountError::Refused)));
        world.wait(30);
        assert!(matches!(world.log_in("zhang.san", PASSWORD).await, Err(AccountError::Locked(_))), "the second lock is longer");
        world.wait(30);
        done(world.log_in("zhang.san", PASSWORD).await.unwrap());
        assert!(matches!(world.log_in("zhang.san", "Wrong-Horse-7").await, Err(AccountError::Refused)));
        done(world.log_in("zhang.san", PASSWORD).await.unwrap());
        let locks = world.operations().await.iter().filter(|operation| *operation == "session.lock").count();
        assert_eq!(locks, 2, "each lock is on record, and nothing that was only an attempt");
    }
}

#[tokio::test]
async fn an_account_that_does_not_exist_is_locked_like_one_that_does() {
    for world in World::of_each_database().await {
        for _ in 0..5 {
            assert!(matches!(world.log_in("nobody", PASSWORD).await, Err(AccountError::Refused)));
        }
        assert!(matches!(world.log_in("nobody", PASSWORD).await, Err(AccountError::Locked(_))));
    }
}

#[tokio::test]
async fn guesses_sent_at_once_are_as_few_as_guesses_one_after_the_other() {
    for world in World::of_each_database().await {
        world.make_account("zhang.san").await;
        let guesses = (0..30).map(|number| {
            let world = &world;
            async move { world.log_in("zhang.san", &format!("Wrong-Horse-{number}")).await.unwrap_err() }
        });
        let mut looked_at = 0;
        for error in futures_util::future::join_all(guesses).await {
            match error {
                AccountError::Refused => looked_at += 1,
                AccountError::Locked(_) => {}
                other => unreachable!("{other:?}"),
            }
        }
        assert_eq!(looked_at, 5);
    }
}

#[tokio::test]
async fn an_address_that_tries_many_accounts_is_locked_and_other_addresses_are_not() {
    for world in World::of_each_database().await {
        world.set("client.failures_max", "5").await;
        world.make_account("zhang.san").await;
        for number in 0..5 {
            assert!(matches!(world.log_in(&format!("user{number}"), PASSWORD).await, Err(AccountError::Refused)));
        }
        assert!(matches!(world.log_in("zhang.san", PASSWORD).await, Err(AccountError::Locked(_))));
        let elsewhere = visitor_at("10.0.0.2");
        done(world.accounts.log_in(&world.edge(), &elsewhere, "zhang.san", PASSWORD).await.unwrap());
    }
}

#[tokio::test]
async fn knowing_the_password_gives_no_more_guesses_at_the_second_factor() {
    for world in World::of_each_database().await {
        world.make_account("zhang.san").await;
        let session = world.session("zhang.san").await.session;
        let (offer, _) = world.enrol_totp(&session).await;
        world.wait(60);
        let right = code(&offer, world.now());
        let wrong = if right == "000000" { "000001" } else { "000000" };
        for guess in 0..5 {
            let ticket = factor_ticket(world.log_in("zhang.san", PASSWORD).await.unwrap());
            let refused = world.accounts.show_totp(&world.edge(), &visitor(), &ticket, wrong).await;
            assert!(matches!(refused, Err(AccountError::FactorRefused)), "guess {guess}: {refused:?}");
        }
        assert!(matches!(world.log_in("zhang.san", PASSWORD).await, Err(AccountError::Locked(_))));
    }
}

#[tokio::test]
async fn a_ticket_of_one_step_does_not_pass_for_another() {
    for world in World::of_each_database().await {
        world.make_account("zhang.san").await;
        let session = world.session("zhang.san").await.session;
        world.enrol_totp(&session).await;
        world.wait(60);
        let ticket = factor_ticket(world.log_in("zhang.san", PASSWORD).await.unwrap());
        let (edge, accounts) = (world.edge(), &world.accounts);
        let change: Result<Step, _> = accounts.change_password_at_login(&edge, &visitor(), &ticket, "Another-Horse-8").await;
        assert!(matches!(change, Err(AccountError::StepOver)), "{change:?}");
        assert!(matches!(accounts.offer_totp_at_login(&edge, &ticket).await, Err(AccountError::StepOver)));
        assert_eq!(world.authenticated(&ticket).await, None, "nor for a session");
        let forged = "A".repeat(43);
        assert!(matches!(accounts.show_totp(&edge, &visitor(), &forged, "123456").await, Err(AccountError::StepOver)));
    }
}
