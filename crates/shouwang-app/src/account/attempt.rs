//! Counting attempts, and doing what is counted.

use std::net::{IpAddr, Ipv6Addr};

use jiff::Timestamp;
use shouwang_storage::{About, Attempter, Attempts};

use super::error::AccountError;
use super::lock::{decide_attempt, take_back};
use super::records::about;
use super::{Accounts, Visitor};
use crate::edge::Edge;

impl Accounts {
    /// Does something that may be a guess. It is counted before it is done, and taken back unless it was one.
    pub(super) async fn guarded<T>(
        &self,
        edge: &Edge<'_>,
        visitor: &Visitor,
        login: Option<&str>,
        check: impl Future<Output = Result<T, AccountError>> + Send,
    ) -> Result<T, AccountError> {
        let locked_until = self.count(edge, visitor, login).await?;
        let checked = check.await;
        match &checked {
            Err(AccountError::Refused | AccountError::FactorRefused | AccountError::Passkey(_)) => {
                if let Some((login, until)) = login.zip(locked_until) {
                    self.note(edge, locked(login, visitor, until)).await?;
                }
            }
            _ => self.uncount(visitor, login).await?,
        }
        checked
    }

    /// Forgets what an account failed, because somebody logged in to it completely.
    pub(super) async fn forget_failures(&self, login: &str) -> Result<(), AccountError> {
        let forget = |known: &[Option<Attempts>]| Ok::<_, ()>(vec![None; known.len()]);
        self.store.change_attempts(&[Attempter { kind: "login", name: login }], forget).await?.unwrap_or_default();
        Ok(())
    }

    /// Counts an attempt of a login and of an address; until when the login is locked if it fails.
    async fn count(&self, edge: &Edge<'_>, visitor: &Visitor, login: Option<&str>) -> Result<Option<Timestamp>, AccountError> {
        let settings = self.settings();
        let mut locked_until = None;
        let decide = |known: &[Option<Attempts>]| -> Result<Vec<Option<Attempts>>, Timestamp> {
            let policies = login.map(|_| settings.login_lock).into_iter().chain([settings.client_lock]);
            let counted = known.iter().zip(policies).map(|(known, policy)| decide_attempt(*known, edge.now, policy).map(Some));
            let counted: Vec<_> = counted.collect::<Result<_, _>>()?;
            let own = counted.first().copied().flatten().filter(|_| login.is_some());
            locked_until = own.map(|attempts| attempts.locked_until).filter(|until| *until > edge.now);
            Ok(counted)
        };
        let counted = self.store.change_attempts(&attempters(&network(visitor), login), decide).await?;
        counted.map_err(AccountError::Locked)?;
        Ok(locked_until)
    }

    async fn uncount(&self, visitor: &Visitor, login: Option<&str>) -> Result<(), AccountError> {
        let decide = |known: &[Option<Attempts>]| Ok::<_, ()>(known.iter().copied().map(take_back).collect());
        self.store.change_attempts(&attempters(&network(visitor), login), decide).await?.unwrap_or_default();
        Ok(())
    }
}

/// Always in this order: two attempts of one account from one address wait for each other, not both for ever.
fn attempters<'a>(network: &'a str, login: Option<&'a str>) -> Vec<Attempter<'a>> {
    let login = login.map(|name| Attempter { kind: "login", name });
    login.into_iter().chain([Attempter { kind: "client", name: network }]).collect()
}

/// The network that a visitor's guesses are counted for.
fn network(visitor: &Visitor) -> String {
    visitor.client.parse().map_or_else(|_| visitor.client.clone(), |address| network_of(address).to_string())
}

/// Whom an address is counted for: under IPv6 a subscriber has a whole network (/64) of addresses, and would otherwise have as many lives.
#[must_use]
pub fn network_of(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
        address => address,
    }
}

fn locked(login: &str, visitor: &Visitor, until: Timestamp) -> About {
    About { reason: Some(format!("locked until {until}")), ..about(login, visitor, "session.lock") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_one_subscriber_are_counted_together() {
        let counted = |client: &str| network(&Visitor { client: client.to_owned(), ..Visitor::default() });
        assert_eq!(counted("2001:db8:1:2:3:4:5:6"), counted("2001:db8:1:2::1"));
        assert_ne!(counted("2001:db8:1:2::1"), counted("2001:db8:1:3::1"));
        assert_eq!(counted("192.0.2.7"), "192.0.2.7");
        assert_eq!(counted("::ffff:192.0.2.7"), "192.0.2.7");
        assert_eq!(counted("of a test"), "of a test");
    }
}
