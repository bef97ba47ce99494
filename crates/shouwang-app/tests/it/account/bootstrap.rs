//! The link of the first start.

use shouwang_app::account::{AccountError, BOOTSTRAP_HOURS};
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
        assert!(matches!(accounts.use_bootstrap(&world.edge(), "forged").await, Err(AccountError::StepOver)));
        accounts.use_bootstrap(&world.edge(), &second.token).await.unwrap();
        assert!(matches!(accounts.use_bootstrap(&world.edge(), &second.token).await, Err(AccountError::StepOver)));

        let late = accounts.bootstrap_link(&world.edge()).await.unwrap().unwrap();
        world.wait(BOOTSTRAP_HOURS * 3600);
        assert!(matches!(accounts.use_bootstrap(&world.edge(), &late.token).await, Err(AccountError::StepOver)));
    }
}

#[tokio::test]
async fn an_installation_with_an_administrator_has_no_such_link() {
    for world in World::of_each_database().await {
        let accounts = &world.accounts;
        world.grant("a", Role::Reader, GrantState::Approved).await;
        world.grant("b", Role::SystemAdministrator, GrantState::Revoked).await;
        let link = accounts.bootstrap_link(&world.edge()).await.unwrap().unwrap();
        world.grant("c", Role::AuditAdministrator, GrantState::Approved).await;
        assert!(!accounts.is_bootstrap(&world.edge(), &link.token).await.unwrap());
        assert!(matches!(accounts.use_bootstrap(&world.edge(), &link.token).await, Err(AccountError::StepOver)));
        assert_eq!(accounts.bootstrap_link(&world.edge()).await.unwrap(), None);
    }
}
