//! The link of the first start.

use shouwang_app::account::BOOTSTRAP_HOURS;
use shouwang_app::problem::{AppError, ProblemCode};
use shouwang_domain::system::role_grant::{GrantState, Role};

use super::world::World;

#[tokio::test]
async fn the_link_of_the_first_start_is_good_for_once() {
    for world in World::of_each_database().await {
        let accounts = &world.accounts;
        let first = accounts.bootstrap_link(&world.edge()).await.unwrap().unwrap();
        let second = accounts.bootstrap_link(&world.edge()).await.unwrap().unwrap();
        assert!(!accounts.is_bootstrap(&world.edge(), &first.token).await.unwrap(), "a restart prints another");
        assert!(accounts.is_bootstrap(&world.edge(), &second.token).await.unwrap());
        assert!(is_over(accounts.use_bootstrap(&world.edge(), "forged").await));
        accounts.use_bootstrap(&world.edge(), &second.token).await.unwrap();
        assert!(is_over(accounts.use_bootstrap(&world.edge(), &second.token).await));

        let late = accounts.bootstrap_link(&world.edge()).await.unwrap().unwrap();
        world.wait(BOOTSTRAP_HOURS * 3600);
        assert!(is_over(accounts.use_bootstrap(&world.edge(), &late.token).await));
    }
}

fn is_over(used: Result<(), AppError>) -> bool {
    used.is_err_and(|error| error.code == ProblemCode::Gone)
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
        assert!(accounts.is_bootstrap(&world.edge(), &link.token).await.unwrap(), "one alone appoints nobody");
        world.grant("security", Role::SecurityAdministrator, GrantState::Approved).await;
        assert!(!accounts.is_bootstrap(&world.edge(), &link.token).await.unwrap());
        assert!(is_over(accounts.use_bootstrap(&world.edge(), &link.token).await));
        assert_eq!(accounts.bootstrap_link(&world.edge()).await.unwrap(), None);
        world.make_login("audit", |login| login.disabled = Some(true)).await;
        assert!(accounts.bootstrap_link(&world.edge()).await.unwrap().is_some(), "one who is disabled is not in place");
    }
}
