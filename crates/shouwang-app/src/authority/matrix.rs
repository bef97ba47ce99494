//! The matrix of authority: every operation, and for every role and function of the unit what it reaches. Written from the policies, for people.

use std::collections::BTreeMap;

use shouwang_domain::authority::THREE;
use shouwang_domain::register::Choices;
use shouwang_domain::registers::division::Level;
use shouwang_domain::registers::unit::Function;
use shouwang_domain::system::role_grant::Role;

use super::engine::{Authority, Profile};
use super::operations::{Access, OPERATIONS, Operation};
use super::principal::choice_id;
use super::relation::Relation;

/// One row for each operation and each group of people who reach the same by it.
#[must_use]
pub fn matrix(authority: &Authority) -> String {
    let mut lines =
        vec!["| operation 操作 | role 角色 | function of the unit 单位职能 | reaches 范围 |".to_owned(), "|---|---|---|---|".to_owned()];
    for operation in OPERATIONS {
        let name = format!("`{}` {} · {}", operation.id, operation.label.zh, operation.label.en);
        let rows = match operation.access {
            Access::Anyone(reason) => vec![(String::from("–"), String::from("–"), format!("anyone 任何人：{} · {}", reason.zh, reason.en))],
            Access::SignedIn(reason) => {
                vec![(String::from("every 全部"), String::from("every 全部"), format!("{} · {}", reason.zh, reason.en))]
            }
            Access::Policy => permitted(authority, operation),
        };
        lines.extend(rows.into_iter().map(|(role, function, reach)| format!("| {name} | {role} | {function} | {reach} |")));
    }
    lines.join("\n") + "\n"
}

/// Role, functions and reach of everybody who may do it; those who reach the same share a row.
fn permitted(authority: &Authority, operation: &'static Operation) -> Vec<(String, String, String)> {
    let mut by_reach: Vec<(String, BTreeMap<Role, Vec<String>>)> = Vec::new();
    for (role, function, profiles) in everybody(operation) {
        let reach = reach(authority, operation, &profiles);
        if reach.is_empty() {
            continue;
        }
        match by_reach.iter_mut().find(|(known, _)| *known == reach) {
            Some((_, people)) => people.entry(role).or_default().push(function),
            None => by_reach.push((reach, BTreeMap::from([(role, vec![function])]))),
        }
    }
    let mut rows = Vec::new();
    for (reach, people) in by_reach {
        let mut by_functions: Vec<(Vec<String>, Vec<&str>)> = Vec::new();
        for (role, functions) in people {
            match by_functions.iter_mut().find(|(known, _)| *known == functions) {
                Some((_, roles)) => roles.push(choice_id(role)),
                None => by_functions.push((functions, vec![choice_id(role)])),
            }
        }
        let every = Function::CHOICES.len();
        let told = |functions: &[String]| if functions.len() == every { "every 全部".to_owned() } else { functions.join(", ") };
        rows.extend(by_functions.into_iter().map(|(functions, roles)| (roles.join(", "), told(&functions), reach.clone())));
    }
    rows
}

/// Every role with every function, at every level. An administrator acts for no unit.
fn everybody(operation: &Operation) -> Vec<(Role, String, Vec<Profile>)> {
    let mut people: Vec<_> =
        THREE.map(|role| (role, "–".to_owned(), vec![Profile { role, functions: 0, level: None, contract: false, posts: 0 }])).into();
    let levels: Vec<Level> = (0..).map_while(Level::at).collect();
    for role in [Role::Handler, Role::Approver, Role::Reader] {
        for (function, at) in Function::CHOICES.iter().zip(0..64_u32) {
            let at_level = |level: &Level| Profile { role, functions: 1 << at, level: Some(*level), contract: false, posts: 0 };
            people.push((role, function.id.to_owned(), levels.iter().map(at_level).collect()));
        }
        if operation.over.catalog().is_some() {
            let under_contract = Profile { role, functions: 1 << Function::Provider.position(), level: None, contract: true, posts: 0 };
            people.push((role, "under a contract 合同人员".to_owned(), vec![under_contract]));
        }
    }
    people
}

/// What these profiles, one for each level, reach by an operation; empty for nothing. Levels that reach something else are named.
fn reach(authority: &Authority, operation: &'static Operation, profiles: &[Profile]) -> String {
    let mut told: Vec<(String, Vec<&str>)> = Vec::new();
    for profile in profiles {
        let reach = if operation.over.catalog().is_some() {
            registers(authority, operation, *profile)
        } else if authority.asked(*profile, operation, "") != 0 {
            "yes 可以".to_owned()
        } else {
            String::new()
        };
        let level = profile.level.map_or("", choice_id);
        match told.iter_mut().find(|(known, _)| *known == reach) {
            Some((_, levels)) => levels.push(level),
            None => told.push((reach, vec![level])),
        }
    }
    told.retain(|(reach, _)| !reach.is_empty());
    let whole = |levels: &[&str]| levels.len() == profiles.len();
    let parts = told.into_iter().map(|(reach, levels)| if whole(&levels) { reach } else { format!("({}) {reach}", levels.join(", ")) });
    parts.collect::<Vec<_>>().join("; ")
}

/// The registers that are reached, by relation.
fn registers(authority: &Authority, operation: &'static Operation, profile: Profile) -> String {
    let relations: Vec<_> =
        operation.over.catalog().into_iter().flatten().map(|def| (def.name, authority.asked(profile, operation, def.name))).collect();
    let mut parts = Vec::new();
    for relation in Relation::ALL {
        let (reached, others): (Vec<_>, Vec<_>) = relations.iter().partition(|(_, mask)| mask & relation.bit() != 0);
        let names = |of: &[&(&str, u8)]| of.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
        match (reached.len(), others.len()) {
            (0, _) => {}
            (_, 0) => parts.push(format!("**{}**: every register", relation.id())),
            (here, there) if here > there => parts.push(format!("**{}**: every register but {}", relation.id(), names(&others))),
            _ => parts.push(format!("**{}**: {}", relation.id(), names(&reached))),
        }
    }
    parts.join("; ")
}
