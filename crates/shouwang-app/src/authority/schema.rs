//! The schema of policies, made from the operations, the registers and the choices of the unit, so that a policy that names what does not exist
//! is refused.

use shouwang_domain::register::Choices;
use shouwang_domain::registers::appointment::Post;
use shouwang_domain::registers::division::Level;
use shouwang_domain::registers::unit::Function;
use shouwang_domain::system::role_grant::Role;

use super::engine::POSTS;
use super::operations::{Access, Kind, OPERATIONS, Operation, Over};
use super::relation::Relation;

/// All that is read of rows, as one group of actions.
const LOOK: &str = "rows.look";
/// All that changes rows of registers, as one group of actions.
const CHANGE: &str = "rows.change";
/// All that is read of matters.
const MATTERS_LOOK: &str = "matters.look";
/// All that changes matters.
const MATTERS_CHANGE: &str = "matters.change";
/// What changes rows but belongs to no group, because it binds everybody.
pub(super) const ALONE: [&str; 1] = ["rules.set"];

/// The schema as Cedar reads it.
#[must_use]
pub fn schema() -> String {
    let mut lines = vec![
        "// Made from the program's own operations, registers and choices; a test holds it so. Policies are checked against it.".to_owned(),
        String::new(),
    ];
    let choices = |of: &[shouwang_domain::register::Choice]| of.iter().map(|choice| choice.id).collect::<Vec<_>>();
    for (name, ids) in [
        ("Role", choices(Role::CHOICES)),
        ("Function", choices(Function::CHOICES)),
        ("Level", choices(Level::CHOICES)),
        ("Post", choices(Post::CHOICES)),
        ("Relation", Relation::ALL.map(Relation::id).to_vec()),
        ("Register", [Over::Registers, Over::Matters].into_iter().filter_map(Over::catalog).flatten().map(|def| def.name).collect()),
    ] {
        lines.push(format!("entity {name} enum [{}];", quoted(&ids)));
    }
    lines.push(String::new());
    lines.push("// One grant of one account: its role, the functions and the level of the unit it acts for, and the posts that its holder himself has".to_owned());
    lines.push("// in that unit today by the register of appointments, but for those that are about one link only.".to_owned());
    lines.push(format!("entity Actor {{ role: Role, functions: Set<Function>, level?: Level, contract: Bool, {POSTS}: Set<Post> }};"));
    lines.push("// The rows of one register that stand in one relation to the actor.".to_owned());
    lines.push("entity Rows { register: Register, relation: Relation };".to_owned());
    lines.push("// The product itself: accounts, settings, ledger, jobs.".to_owned());
    lines.push("entity Product;".to_owned());
    lines.push(String::new());
    lines.push(format!("action \"{LOOK}\", \"{CHANGE}\", \"{MATTERS_LOOK}\", \"{MATTERS_CHANGE}\";"));
    lines
        .push(actions(&format!(" in [\"{LOOK}\"]"), "Rows", |operation| operation.over == Over::Registers && operation.kind == Kind::Read));
    lines.push(actions(&format!(" in [\"{CHANGE}\"]"), "Rows", |operation| {
        operation.over == Over::Registers && operation.kind == Kind::Write && !ALONE.contains(&operation.id)
    }));
    lines.push(actions("", "Rows", |operation| ALONE.contains(&operation.id)));
    for (group, kind) in [(MATTERS_LOOK, Kind::Read), (MATTERS_CHANGE, Kind::Write)] {
        let within = format!(" in [\"{group}\"]");
        lines.push(actions(&within, "Rows", |operation| operation.over == Over::Matters && operation.kind == kind));
    }
    lines.push(actions("", "Product", |operation| operation.over.catalog().is_none() && operation.access == Access::Policy));
    lines.join("\n") + "\n"
}

fn actions(within: &str, resource: &str, meant: impl Fn(&Operation) -> bool) -> String {
    let ids: Vec<_> = OPERATIONS.iter().filter(|operation| meant(operation)).map(|operation| operation.id).collect();
    format!("action {}{within} appliesTo {{ principal: [Actor], resource: [{resource}] }};", quoted(&ids))
}

fn quoted(ids: &[&str]) -> String {
    ids.iter().map(|id| format!("\"{id}\"")).collect::<Vec<_>>().join(", ")
}
