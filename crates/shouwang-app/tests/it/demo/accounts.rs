//! The accounts of the sample: they come in with nothing but their passwords, and only because the sample says so.

use std::sync::atomic::{AtomicU64, Ordering};

use jiff::Timestamp;
use shouwang_app::account::webauthn::RelyingParty;
use shouwang_app::account::{AccountSettings, Accounts, AccountsConfig, InstallationKey, Step, Visitor};
use shouwang_app::admin::{Asking, load_caller};
use shouwang_app::demo::{Size, generate_each, make_accounts};
use shouwang_app::edge::{Edge, Entropy};
use shouwang_calendar::Day;
use shouwang_storage::testing::databases;
use shouwang_storage::{About, Store, Write};

/// Bytes that never come twice: the number of the draw, spread over all of them.
struct Counting(AtomicU64);

impl Entropy for Counting {
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let number = self.0.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            chunk.copy_from_slice(&number.to_le_bytes()[..chunk.len()]);
        }
    }
}

async fn accounts_of(store: &Store) -> Accounts {
    let relying_party = RelyingParty { id: "localhost".to_owned(), name: "test".to_owned(), origins: Vec::new() };
    let config = AccountsConfig { key: InstallationKey::new(&[7; 32]), relying_party, breached: None, provider: None };
    Accounts::open(store.clone(), config).await.unwrap()
}

/// The bodies of the county and what is above it, without all that they have.
async fn with_bodies(store: &Store, now: Timestamp) {
    let mut puts = Vec::new();
    generate_each(Size::County, 1, Day::of_instant(now).unwrap(), &mut |register, row| {
        if ["division", "unit"].contains(&register) {
            puts.push((register, row));
        }
    });
    store.write(&Write { puts, ..Write::now(now, About::command("test", "sample.make", "1"), "test", [7; 32]) }).await.unwrap();
}

#[tokio::test]
async fn whoever_looks_around_in_the_sample_comes_in_with_a_password_alone_and_holds_one_role() {
    let now = Timestamp::from_second(1_790_000_000).unwrap();
    for database in databases().await.unwrap() {
        let store = database.open().await.unwrap();
        with_bodies(&store, now).await;
        let (accounts, entropy) = (accounts_of(&store).await, Counting(1.into()));
        let edge = Edge { now, entropy: &entropy };
        let made = make_accounts(&store, &accounts, &edge).await.unwrap();
        assert_eq!(made.len(), 8);
        for account in &made {
            let step = accounts.log_in(&edge, &Visitor::default(), account.login, &account.password).await.unwrap();
            assert!(matches!(step, Step::Done(_)), "{}: {step:?}", account.login);
            let caller = load_caller(&store, account.login, Day::of_instant(now).unwrap(), &Asking::default()).await.unwrap().unwrap();
            assert_eq!(caller.grants.len(), 1, "{}", account.login);
            assert_eq!(caller.grants[0].unit.is_some(), caller.unit.is_some(), "the unit is one of the sample: {}", account.login);
        }
        assert!(make_accounts(&store, &accounts, &edge).await.is_err(), "only an installation without administrators gets them");
        assert!(accounts.settings().second_factor_roles.is_empty());
        store.close().await;
    }
}

#[test]
fn an_installation_that_is_no_sample_asks_its_administrators_for_a_second_factor() {
    assert_eq!(AccountSettings::default().second_factor_roles.len(), 3);
}
