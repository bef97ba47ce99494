//! Whose an account is: which accounts are of one natural person.
//!
//! The number of the identity document alone would be a weak answer, because it is typed by hand: whoever mistypes it would be two persons. So
//! accounts are of one person as well when they name one entry among the persons, or one subject at the identity provider.

use super::login::LoginChange;
use crate::system::login::Login;

/// What tells natural persons apart.
#[derive(Clone, Copy, Debug)]
pub(super) struct Whose<'a> {
    identity: &'a str,
    person: Option<&'a str>,
    subject: Option<&'a str>,
}

impl<'a> From<&'a Login> for Whose<'a> {
    fn from(login: &'a Login) -> Whose<'a> {
        let person = login.person.as_ref().map(|person| person.code.as_str());
        Whose { identity: &login.identity, person, subject: login.subject.as_deref() }
    }
}

impl<'a> From<&'a LoginChange> for Whose<'a> {
    fn from(holder: &'a LoginChange) -> Whose<'a> {
        let person = holder.person.as_ref().map(|person| person.code.as_str());
        Whose { identity: &holder.identity, person, subject: holder.subject.as_deref() }
    }
}

impl Whose<'_> {
    /// Whether both are one natural person.
    pub(super) fn is(self, other: Whose<'_>) -> bool {
        let same = |one: Option<&str>, other: Option<&str>| one.is_some() && one == other;
        self.identity == other.identity || same(self.person, other.person) || same(self.subject, other.subject)
    }
}

/// Whether both accounts are of one natural person.
#[must_use]
pub fn is_same_person(one: &Login, other: &Login) -> bool {
    Whose::from(one).is(Whose::from(other))
}
