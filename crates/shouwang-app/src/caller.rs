//! Who asks: the account behind one request, as it stands on the day of the request.
//!
//! A caller follows from the account, its grants in force, and the unit that is acted for. He is remembered between requests only while none of
//! them has changed (`service::callers`), so that a grant that was revoked or has run out counts for nothing from the next request on.

use std::collections::BTreeSet;

use jiff::Timestamp;
use shouwang_calendar::Day;
use shouwang_domain::authority::administers;
use shouwang_domain::system::role_grant::Role;
use shouwang_storage::About;

use crate::authority::{Operation, Principal, choice_id};
use crate::edge::Edge;

/// The article on which the offices of the three administrators rest.
pub(crate) const SEPARATION: &str = "I18";

/// The account behind a request. It exists only while the account works: in its days, not disabled, with a grant in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// Code of the account: the login name.
    pub login: String,
    /// The keyed hash of the number of his identity document, as his account has it.
    pub identity: String,
    /// The other identities of the same natural person, as further accounts of his have them.
    pub also: Vec<String>,
    /// His name.
    pub name: String,
    /// His code among the persons of the registers.
    pub person: Option<String>,
    /// The unit that he works for.
    pub unit: Option<String>,
    /// The grants in force; never empty.
    pub grants: Vec<Principal>,
    /// Number of the request.
    pub request: String,
    /// From where he asks.
    pub client: Option<String>,
    /// His own name for the request (the idempotency key), for what is done once for each: set where such a key is asked for.
    pub key: Option<String>,
    /// The version that he has seen of what the request is about (`If-Match`), where he names one and the use case looks at it.
    pub version: Option<i64>,
}

/// The moment of a request, and the bytes with which the ledger commits to what is private about it.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// The moment.
    pub now: Timestamp,
    /// 32 random bytes.
    pub salt: [u8; 32],
}

impl Moment {
    /// The moment of a request, with bytes of its own.
    #[must_use]
    pub fn of(edge: &Edge<'_>) -> Moment {
        Moment { now: edge.now, salt: edge.bytes() }
    }

    /// The legal day of the moment.
    #[must_use]
    pub fn today(&self) -> Day {
        Day::of_instant(self.now).unwrap_or(Day::MIN)
    }
}

impl Caller {
    /// Whether this is an identity of his, under whichever of his accounts.
    #[must_use]
    pub fn is_known_as(&self, identity: &str) -> bool {
        self.identity == identity || self.also.iter().any(|also| also == identity)
    }

    /// Whether he holds this role on the day of the request.
    #[must_use]
    pub fn is(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// The units that he acts for: those of his grants; where none names one, the unit that he works for.
    #[must_use]
    pub fn own_units(&self) -> Vec<String> {
        let granted = self.grants.iter().filter_map(|grant| grant.unit.as_ref()).map(|unit| unit.code.clone());
        let units: BTreeSet<_> = granted.collect();
        if units.is_empty() { self.unit.iter().cloned().collect() } else { units.into_iter().collect() }
    }

    /// What the ledger says of him when he does this under this grant. What an administrator does by his office rests on the separation of the three;
    /// everything else on the article that is named, or on those of the registers that it changes.
    #[must_use]
    pub fn about(&self, operation: &Operation, grant: Option<&Principal>) -> About {
        About {
            actor: self.login.clone(),
            person: self.person.clone(),
            client: self.client.clone(),
            unit: grant.and_then(|grant| grant.unit.as_ref()).map(|unit| unit.code.clone()).or_else(|| self.unit.clone()),
            function: grant.map(|grant| choice_id(grant.role).to_owned()),
            operation: operation.id.to_owned(),
            article: grant.filter(|grant| administers(grant.role)).map(|_| SEPARATION.to_owned()),
            request: self.request.clone(),
            ..About::default()
        }
    }
}
