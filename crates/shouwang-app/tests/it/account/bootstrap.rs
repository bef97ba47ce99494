//! The link of the first start.

use shouwang_app::account::{BOOTSTRAP_HOURS, Founding, Step};
use shouwang_app::admin::{Asking, FounderWish, found};
use shouwang_app::caller::Moment;
use shouwang_domain::authority::{LoginChange, NewLogin};
use shouwang_domain::system::role_grant::{GrantState, Role};

use super::world::{PASSWORD, World, visitor};

#[tokio::test]
async fn a_link_of_the_first_start_is_the_last_one_printed_and_good_for_a_day() {
    for world in World::of_each_database().await {
        let accounts = &world.accounts;
        let first = accounts.bootstrap_link(&world.edge()).await.unwrap().unwrap();
        let second = accounts.bootstrap_link(&world.edge()).await.unwrap().unwrap();
        assert_eq!(accounts.find_bootstrap(&world.edge(), &first.token).await.unwrap(), None, "a restart prints another");
        assert_eq!(accounts.find_bootstrap(&world.edge(), &second.token).await.unwrap(), Some(Founding::Anew));
        assert_eq!(accounts.find_bootstrap(&world.edge(), "forged").await.unwrap(), None);
        world.wait(BOOTSTRAP_HOURS * 3600);
        assert_eq!(accounts.find_bootstrap(&world.edge(), &second.token).await.unwrap(), None);
    }
}

#[tokio::test]
async fn there_is_such_a_link_exactly_while_fewer_than_two_administrators_are_in_place() {
    for world in World::of_each_database().await {
        let accounts = &world.accounts;
        for login in ["reader", "system", "security", "audit"] {
            world.make_login(login, |_| {}).await;
        }
        world.grant("reader", Role::Reader, GrantState::Approved).await;
        world.grant("system", Role::SystemAdministrator, GrantState::Revoked).await;
        world.grant("audit", Role::AuditAdministrator, GrantState::Approved).await;
        let link = accounts.bootstrap_link(&world.edge()).await.unwrap().unwrap();
        assert!(accounts.find_bootstrap(&world.edge(), &link.token).await.unwrap().is_some(), "one alone appoints nobody");
        world.grant("security", Role::SecurityAdministrator, GrantState::Approved).await;
        assert_eq!(accounts.find_bootstrap(&world.edge(), &link.token).await.unwrap(), None);
        assert_eq!(accounts.bootstrap_link(&world.edge()).await.unwrap(), None);
        world.make_login("audit", |login| login.disabled = Some(true)).await;
        assert!(accounts.bootstrap_link(&world.edge()).await.unwrap().is_some(), "one who is disabled is not in place");
    }
}

/// The wish for one of the three, and his first password.
async fn founder(world: &World, name: &str) -> (FounderWish, String) {
    let first = world.accounts.first_password(&world.edge(), name).await.unwrap();
    let (from, until) = ("2026-11-18".parse().unwrap(), "2027-06-30".parse().unwrap());
    let identity = world.accounts.key().identity(name);
    let holder = LoginChange { name: name.to_owned(), identity, person: None, unit: None, subject: None };
    let login = NewLogin { code: name.to_owned(), from, until, holder };
    (FounderWish { login, until, first_password: first.row }, first.password)
}

#[tokio::test]
async fn whoever_was_founded_and_has_logged_in_is_not_told_another_password_whatever_his_is_by_now() {
    for world in World::of_each_database().await {
        let accounts = &world.accounts;
        // A password is enough, so that nothing but the ledger tells later that it was used.
        world.set("second_factor.roles", "none").await;
        let link = accounts.bootstrap_link(&world.edge()).await.unwrap().unwrap();
        let (system, password) = founder(&world, "system").await;
        let three = [system, founder(&world, "security").await.0, founder(&world, "audit").await.0];
        let asking = Asking { request: "r".to_owned(), client: None };
        found(&world.store, Moment { now: world.now(), salt: [7; 32] }, &asking, &three).await.unwrap();
        let good_for = async || accounts.find_bootstrap(&world.edge(), &link.token).await.unwrap();
        assert_eq!(good_for().await, Some(Founding::Again));

        world.wait(1);
        let Ok(Step::ChangePassword { ticket, .. }) = world.log_in("system", &password).await else {
            unreachable!("a first password is changed")
        };
        assert_eq!(good_for().await, Some(Founding::Again), "nobody is in yet");
        let step = accounts.change_password_at_login(&world.edge(), &visitor(), &ticket, PASSWORD).await.unwrap();
        assert!(matches!(step, Step::Done(_)), "{step:?}");
        assert_eq!(good_for().await, None);
        world.wait(1);
        world.give_first_password("system").await;
        assert_eq!(good_for().await, None, "the ledger remembers");
    }
}
