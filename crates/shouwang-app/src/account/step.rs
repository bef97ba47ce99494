//! What comes next in a log-in: a pure decision.

use super::login::ChangeWhy;

/// How far somebody is, and what his account asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    /// Why the password that was given must be changed, if it must. Never so for whoever came by the identity provider.
    pub(super) change: Option<ChangeWhy>,
    /// Whether the account has a second factor.
    pub(super) has_factor: bool,
    /// Whether one of its roles needs a second factor.
    pub(super) needs_factor: bool,
    /// Whether a second factor was shown in this log-in.
    pub(super) factor_shown: bool,
}

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A second factor has to be shown: an enrolled one is always asked for, and before the password may be changed.
    SecondFactor,
    /// The password has to be changed.
    ChangePassword(ChangeWhy),
    /// A second factor has to be enrolled.
    Enrol,
    /// Nothing: the session begins.
    Session,
}

pub(super) fn decide_next(standing: Standing) -> Next {
    match standing {
        Standing { has_factor: true, factor_shown: false, .. } => Next::SecondFactor,
        Standing { change: Some(why), .. } => Next::ChangePassword(why),
        Standing { needs_factor: true, factor_shown: false, .. } => Next::Enrol,
        _ => Next::Session,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_decision_table_holds() {
        let change = Next::ChangePassword(ChangeWhy::FirstPassword);
        // Change, has, needs, shown: what comes next.
        let table = [
            ([0, 0, 0, 0], Next::Session),
            ([0, 0, 0, 1], Next::Session),
            ([0, 0, 1, 0], Next::Enrol),
            ([0, 0, 1, 1], Next::Session),
            ([0, 1, 0, 0], Next::SecondFactor),
            ([0, 1, 0, 1], Next::Session),
            ([0, 1, 1, 0], Next::SecondFactor),
            ([0, 1, 1, 1], Next::Session),
            ([1, 0, 0, 0], change),
            ([1, 0, 0, 1], change),
            ([1, 0, 1, 0], change),
            ([1, 0, 1, 1], change),
            ([1, 1, 0, 0], Next::SecondFactor),
            ([1, 1, 0, 1], change),
            ([1, 1, 1, 0], Next::SecondFactor),
            ([1, 1, 1, 1], change),
        ];
        for (flags, expected) in table {
            let [change, has_factor, needs_factor, factor_shown] = flags.map(|flag| flag == 1);
            let change = change.then_some(ChangeWhy::FirstPassword);
            assert_eq!(decide_next(Standing { change, has_factor, needs_factor, factor_shown }), expected, "{flags:?}");
        }
    }
}
