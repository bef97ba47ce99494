//! Whether a changed row could be entered at all: a remedy that the registers refuse is none.

use crate::register::{Row, Shape, Value, catalog, derive_code, validate};

use super::edit::Net;
use super::search::Search;
use super::world::MADE_UP;

impl Search<'_, '_> {
    /// Whether the changed row contradicts itself no more than it did before, and names nothing made up that is not there.
    pub(super) fn is_sound(&self, net: &Net) -> bool {
        let Some(after) = &net.after else { return true };
        let facts = self.world.facts();
        let leads_on = |(at, value): (usize, &Option<Value>)| match (value, facts.table(net.register).target(at)) {
            (Some(Value::Ref(code)), Some(target)) if code.starts_with(MADE_UP) => {
                let table = facts.table(target);
                table.find(code).is_some_and(|entity| table.rows_of(entity).next().is_some())
            }
            _ => true,
        };
        after.values.iter().enumerate().all(leads_on)
            && is_consistent(net, after)
            && !(net.before.is_none() && self.is_repeated(net, after))
    }

    /// Whether a new row says no more than one that is there: the registers would take both for the same.
    fn is_repeated(&self, net: &Net, after: &Row) -> bool {
        let facts = self.world.facts();
        let table = facts.table(net.register);
        if derive_code(after, table.def()).is_none() {
            return false;
        }
        let natural: Vec<usize> = table.def().natural.iter().filter_map(|name| table.def().field_index(name)).collect();
        let by_day = table.def().natural.contains(&"from");
        let named = natural.iter().find_map(|&at| match (&after.values[at], table.target(at)) {
            (Some(Value::Ref(code)), Some(target)) => Some((at, facts.table(target).find(code)?)),
            _ => None,
        });
        let Some((link, entity)) = named else { return false };
        table.rows_naming(link, entity).any(|row| {
            let same_time = if by_day { table.from(row) == after.key.from } else { table.until(row) >= after.key.from };
            let other = facts.row(net.register, row);
            same_time && other.key != after.key && natural.iter().all(|&at| other.values[at] == after.values[at])
        })
    }
}

/// Whether the changed row contradicts itself no more than it did before. What a new row still lacks is no contradiction.
fn is_consistent(net: &Net, after: &Row) -> bool {
    let def = &catalog().registers()[usize::from(net.register)];
    let lacking = |row: &Row, name: &str| def.field_index(name).is_some_and(|at| row.values[at].is_none());
    let problems = |row: &Row| validate(row, def).into_iter().map(|problem| problem.field).collect::<Vec<_>>();
    let before = net.before.as_ref().map(problems).unwrap_or_default();
    // A row that lacks something is not looked at as a whole; that something else is wrong with it comes out only when it lacks no more.
    let is_old = |name: &str| {
        let value = |row: &Row| def.field_index(name).and_then(|at| row.values[at].clone());
        before.contains(&name) || (!before.is_empty() && net.before.as_ref().is_some_and(|row| value(row) == value(after)))
    };
    let day_of_event = |name: &str| name == "from" && def.shape == Shape::Event;
    problems(after).into_iter().all(|name| lacking(after, name) || day_of_event(name) || is_old(name))
}
