//! In which of his functions somebody writes, where he has several grants.
//!
//! What he may do is what any of them lets him do; what he did he did in one of them, whose own authority covers all of it. Which one that is, the
//! write finds out in its transaction, where it is known what changes.

use shouwang_domain::reach::{Reach, Scope};
use shouwang_domain::register::RegisterDef;
use shouwang_storage::{About, Acting, Bounds};

use super::Service;
use crate::authority::{Operation, Principal};
use crate::caller::Caller;

impl Service {
    /// What the ledger says of somebody who writes these registers, and the functions in which he may do it where there is more than one.
    pub(super) fn acting(&self, caller: &Caller, operation: &Operation, registers: &[&'static RegisterDef]) -> (About, Vec<Acting>) {
        let authority = self.authority();
        let scopes = |grant| registers.iter().map(|def| (def.name, authority.scope(grant, operation.id, def.name))).collect::<Vec<_>>();
        let mut grants: Vec<(&Principal, Vec<(&'static str, Scope)>)> = caller
            .grants
            .iter()
            .map(|grant| (grant, scopes(grant)))
            .filter(|(_, scopes)| scopes.iter().any(|(_, scope)| !scope.is_nothing()))
            .collect();
        // Of several that cover it, the one that reaches least: his own unit's business is done for his own unit.
        grants.sort_by_key(|(_, scopes)| scopes.iter().map(|(_, scope)| breadth(scope)).max());
        let about = caller.about(operation, grants.first().map(|(grant, _)| *grant));
        if grants.len() < 2 {
            return (about, Vec::new());
        }
        let acting = grants.into_iter().map(|(grant, scopes)| {
            let About { unit, function, .. } = caller.about(operation, Some(grant));
            Acting { unit, function, guard: scopes.into_iter().map(|(name, scope)| (name, Bounds::from(scope))).collect() }
        });
        (about, acting.collect())
    }
}

/// How far a scope reaches, roughly: what a contract covers, units, lands, everything.
fn breadth(scope: &Scope) -> u8 {
    let of_reach = |reach: &Reach| match reach {
        Reach::Contract(_) => 1,
        Reach::Unit(_) => 2,
        Reach::Industry { .. } | Reach::Territory { .. } => 3,
    };
    match scope {
        Scope::Everything => 4,
        Scope::Any(reaches) => reaches.iter().map(of_reach).max().unwrap_or(0),
    }
}
