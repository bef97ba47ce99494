//! One-time codes and recovery codes, and who needs a second factor.

use shouwang_app::account::{AccountError, Step};
use shouwang_domain::system::role_grant::{GrantState, Role};
use shouwang_storage::{About, Write};

use super::world::{PASSWORD, World, code, done, factor_ticket, visitor};

#[tokio::test]
async fn an_administrator_enrols_a_second_factor_at_his_first_log_in_and_shows_it_at_every_other() {
    for world in World::of_each_database().await {
        world.make_login("auditor", |_| {}).await;
        world.grant("auditor", Role::AuditAdministrator, GrantState::Approved).await;
        let first = world.give_first_password("auditor").await;
        let Ok(Step::ChangePassword { ticket, .. }) = world.log_in("auditor", &first).await else { unreachable!() };
        let (accounts, visitor) = (&world.accounts, visitor());
        let step = accounts.change_password_at_login(&world.edge(), &visitor, &ticket, PASSWORD).await.unwrap();
        let Step::Enrol { ticket } = step else { unreachable!("{step:?}") };

        let offer = accounts.offer_totp_at_login(&world.edge(), &ticket).await.unwrap();
        let right = code(&offer, world.now());
        let wrong = if right == "000000" { "000001" } else { "000000" };
        let refused = accounts.enrol_totp_at_login(&world.edge(), &visitor, &ticket, wrong).await;
        assert!(matches!(refused, Err(AccountError::FactorRefused)), "{refused:?}");
        let (step, enrolled) = accounts.enrol_totp_at_login(&world.edge(), &visitor, &ticket, &right).await.unwrap();
        assert_eq!(enrolled.recovery_codes.len(), 10);
        assert!(done(step).session.second_factor_at.is_some());

        let ticket = factor_ticket(world.log_in("auditor", PASSWORD).await.unwrap());
        let replayed = accounts.show_totp(&world.edge(), &visitor, &ticket, &right).await;
        assert!(matches!(replayed, Err(AccountError::FactorRefused)), "the code that enrolled: {replayed:?}");
        world.wait(30);
        let next = code(&offer, world.now());
        let session = done(accounts.show_totp(&world.edge(), &visitor, &ticket, &next).await.unwrap());
        assert_eq!(session.session.second_factor_at, Some(world.now()));
        let ticket = factor_ticket(world.log_in("auditor", PASSWORD).await.unwrap());
        let replayed = accounts.show_totp(&world.edge(), &visitor, &ticket, &next).await;
        assert!(matches!(replayed, Err(AccountError::FactorRefused)), "a code is good for once: {replayed:?}");
    }
}

#[tokio::test]
async fn of_two_who_show_the_same_code_at_once_one_gets_in() {
    for world in World::of_each_database().await {
        world.make_account("zhang.san").await;
        let session = world.session("zhang.san").await.session;
        let (offer, _) = world.enrol_totp(&session).await;
        world.wait(60);
        let code = code(&offer, world.now());
        let tickets = [
            factor_ticket(world.log_in("zhang.san", PASSWORD).await.unwrap()),
            factor_ticket(world.log_in("zhang.san", PASSWORD).await.unwrap()),
        ];
        let (edge, visitor) = (world.edge(), visitor());
        let shown = tickets.iter().map(|ticket| world.accounts.show_totp(&edge, &visitor, ticket, &code));
        let shown = futures_util::future::join_all(shown).await;
        assert_eq!(shown.iter().filter(|shown| shown.is_ok()).count(), 1, "{shown:?}");
    }
}

#[tokio::test]
async fn a_code_is_taken_one_step_early_or_late_and_no_further() {
    for world in World::of_each_database().await {
        world.make_account("zhang.san").await;
        let session = world.session("zhang.san").await.session;
        let (offer, _) = world.enrol_totp(&session).await;
        for (late, taken) in [(30, true), (60, false), (-30, true), (-60, false)] {
            world.wait(600);
            let ticket = factor_ticket(world.log_in("zhang.san", PASSWORD).await.unwrap());
            let shown = code(&offer, world.now().checked_sub(jiff::SignedDuration::from_secs(late)).unwrap());
            let step = world.accounts.show_totp(&world.edge(), &visitor(), &ticket, &shown).await;
            assert_eq!(step.is_ok(), taken, "{late} s late: {step:?}");
        }
    }
}

#[tokio::test]
async fn a_recovery_code_is_good_for_once_and_new_ones_void_the_old() {
    for world in World::of_each_database().await {
        world.make_account("zhang.san").await;
        let session = world.session("zhang.san").await.session;
        let (_, codes) = world.enrol_totp(&session).await;
        let show = async |code: &str| {
            let ticket = factor_ticket(world.log_in("zhang.san", PASSWORD).await.unwrap());
            world.accounts.show_recovery_code(&world.edge(), &visitor(), &ticket, code).await
        };
        done(show(&codes[0].to_uppercase().replace('-', " ")).await.unwrap());
        assert!(matches!(show(&codes[0]).await, Err(AccountError::FactorRefused)), "used");
        assert!(matches!(show("").await, Err(AccountError::FactorRefused)));
        let renewed = world.accounts.renew_recovery_codes(&world.edge(), &visitor(), &session).await.unwrap();
        assert!(matches!(show(&codes[1]).await, Err(AccountError::FactorRefused)), "voided");
        done(show(&renewed[9]).await.unwrap());
        assert_eq!(world.accounts.own_credentials(&world.edge(), &session).await.unwrap().recovery_codes, 9);
    }
}

#[tokio::test]
async fn who_needs_a_second_factor_is_a_setting_and_a_grant_must_be_in_force() {
    for world in World::of_each_database().await {
        world.make_account("zhang.san").await;
        world.grant("zhang.san", Role::SystemAdministrator, GrantState::Requested).await;
        world.session("zhang.san").await;
        world.set("second_factor.roles", "none").await;
        world.grant("zhang.san", Role::SystemAdministrator, GrantState::Approved).await;
        world.session("zhang.san").await;
        world.set("second_factor.roles", "system_administrator").await;
        assert!(matches!(world.log_in("zhang.san", PASSWORD).await, Ok(Step::Enrol { .. })));
        world.wait(2 * 365 * 86_400);
        assert!(!matches!(world.log_in("zhang.san", PASSWORD).await, Ok(Step::Enrol { .. })), "the grant has run out");
    }
}

#[tokio::test]
async fn the_last_second_factor_stays_while_a_role_needs_one() {
    for world in World::of_each_database().await {
        world.make_account("zhang.san").await;
        let session = world.session("zhang.san").await.session;
        let (_, codes) = world.enrol_totp(&session).await;
        world.grant("zhang.san", Role::SecurityAdministrator, GrantState::Approved).await;
        let remove = async || world.accounts.remove_factor(&world.edge(), &visitor(), &session, "zhang.san:totp").await;
        assert!(matches!(remove().await, Err(AccountError::LastFactor)));
        world.wait(1);
        world.grant("zhang.san", Role::SecurityAdministrator, GrantState::Revoked).await;
        remove().await.unwrap();
        assert!(matches!(remove().await, Err(AccountError::NotFound)));
        assert!(!codes.is_empty());
        assert_eq!(world.accounts.own_credentials(&world.edge(), &session).await.unwrap().recovery_codes, 0);
        done(world.log_in("zhang.san", PASSWORD).await.unwrap());
    }
}

#[tokio::test]
async fn whoever_lost_his_second_factor_begins_anew_and_the_old_recovery_codes_are_void() {
    for world in World::of_each_database().await {
        world.make_account("zhang.san").await;
        let session = world.session("zhang.san").await.session;
        let (_, old) = world.enrol_totp(&session).await;
        world.wait(60);
        let first = world.accounts.first_password(&world.edge(), "zhang.san").await.unwrap();
        assert_eq!(first.factors.iter().map(|key| key.code.as_str()).collect::<Vec<_>>(), ["zhang.san:totp"]);
        let mut write = Write::now(world.now(), About::command("root", "logins.reset", "r"), "test", world.edge().bytes());
        write.puts.push(("credential", first.row));
        write.withdrawals.extend(first.factors.into_iter().map(|key| ("credential", key)));
        world.store.write(&write).await.unwrap();

        let step = world.log_in("zhang.san", &first.password).await.unwrap();
        let Step::ChangePassword { ticket, .. } = step else { unreachable!("{step:?}") };
        let accounts = &world.accounts;
        let step = accounts.change_password_at_login(&world.edge(), &visitor(), &ticket, "Another-Horse-8").await.unwrap();
        let (_, new) = world.enrol_totp(&done(step).session).await;
        let ticket = factor_ticket(world.log_in("zhang.san", "Another-Horse-8").await.unwrap());
        let refused = accounts.show_recovery_code(&world.edge(), &visitor(), &ticket, &old[0]).await;
        assert!(matches!(refused, Err(AccountError::FactorRefused)), "{refused:?}");
        done(accounts.show_recovery_code(&world.edge(), &visitor(), &ticket, &new[0]).await.unwrap());
    }
}
