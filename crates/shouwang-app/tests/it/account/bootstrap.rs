//! The link of the first start.

use shouwang_app::account::{BOOTSTRAP_HOURS, Founding};
use shouwang_domain::system::role_grant::{GrantState, Role};

use super::world::World;

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
