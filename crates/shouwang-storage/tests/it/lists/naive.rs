//! The same lists, worked out in memory the slow and plain way: what the database's answers are held against.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use shouwang_calendar::Day;
use shouwang_domain::reach::{Covered, Depth, OwnerPath, Reach, Scope, covered, owners};
use shouwang_domain::register::{Audience, Choices as _, RegisterDef, Row, RowKey, Shape, Value};
use shouwang_domain::registers::unit::Industry;
use shouwang_storage::query::{Filter, RowQuery, Test};

use super::world::def;

/// Rows that stand, with the act that wrote each.
pub(super) type Standing = BTreeMap<(&'static str, RowKey), (Row, i64)>;

/// A state of the registers.
pub(super) struct Naive<'s> {
    pub(super) standing: &'s Standing,
}

fn value<'r>(def: &RegisterDef, row: &'r Row, field: &str) -> Option<&'r Value> {
    row.values[def.field_index(field).unwrap()].as_ref()
}

fn code<'r>(def: &RegisterDef, row: &'r Row, field: &str) -> Option<&'r str> {
    match value(def, row, field)? {
        Value::Ref(code) => Some(code),
        other => panic!("{other:?} is no reference"),
    }
}

impl<'s> Naive<'s> {
    pub(super) fn rows(&self, register: &str) -> impl Iterator<Item = &'s Row> {
        let register = def(register).name;
        let first = (register, RowKey { code: String::new(), from: Day::MIN });
        self.standing.range(first..).take_while(move |((name, _), _)| *name == register).map(|(_, (row, _))| row)
    }

    /// The row of a code that began last.
    fn latest(&self, register: &str, code: &str) -> Option<&'s Row> {
        let register = def(register).name;
        let key = |from| (register, RowKey { code: code.to_owned(), from });
        self.standing.range(key(Day::MIN)..=key(Day::MAX)).next_back().map(|(_, (row, _))| row)
    }

    fn parents(&self, register: &'static str, field: &str, code: &str) -> BTreeSet<String> {
        let mut above = BTreeSet::from([code.to_owned()]);
        let mut at = code.to_owned();
        while let Some(parent) = self.latest(register, &at).and_then(|row| super::naive::code(def(register), row, field)) {
            if !above.insert(parent.to_owned()) {
                break;
            }
            at = parent.to_owned();
        }
        above
    }

    fn unit_within(&self, unit: &str, reach: &Reach) -> bool {
        let latest = || self.latest("unit", unit);
        let division = || latest().and_then(|row| code(def("unit"), row, "division"));
        let below = |top: &str| division().is_some_and(|division| self.parents("division", "parent", division).contains(top));
        let level = |division: &str| self.latest("division", division).and_then(|row| value(def("division"), row, "level").cloned());
        match reach {
            Reach::Unit(own) => self.parents("unit", "parent", unit).contains(own),
            Reach::Territory { division, depth: Depth::Below } => below(division),
            Reach::Territory { division: top, depth: Depth::Same } => {
                let small = || matches!(division().and_then(level), Some(Value::Choice(3 | 4)));
                division() == Some(top) || (below(top) && level(top) == Some(Value::Choice(2)) && small())
            }
            Reach::Industry { industry, division } => {
                let says = latest().and_then(|row| value(def("unit"), row, "industry").cloned());
                says == Some(Value::Choice(Industry::position(*industry))) && below(division)
            }
            Reach::Contract(_) => false,
        }
    }

    fn leads(&self, def: &'static RegisterDef, row: &Row, path: &[shouwang_domain::reach::Step], reach: &Reach) -> bool {
        let Some((step, rest)) = path.split_first() else { return self.unit_within(&row.key.code, reach) };
        let Some(code) = code(def, row, step.field) else { return false };
        if rest.is_empty() {
            return self.unit_within(code, reach);
        }
        let target = super::world::def(step.target);
        self.rows(step.target).any(|next| next.key.code == code && self.leads(target, next, rest, reach))
    }

    fn is_covered(&self, def: &'static RegisterDef, row: &Row, contract: &str) -> bool {
        match covered(def) {
            None => false,
            Some(Covered::Itself) => row.key.code == contract,
            Some(Covered::Under(field)) => code(def, row, field) == Some(contract),
            Some(Covered::Between { unit, provider, person }) => {
                let contracts = super::world::def("provider_contract");
                self.rows("provider_contract").filter(|other| other.key.code == contract).any(|other| {
                    let (served, provides) = (code(contracts, other, "unit"), code(contracts, other, "provider"));
                    let person = person.and_then(|person| code(def, row, person));
                    let works_there = |person: &str| {
                        let people = super::world::def("person");
                        self.rows("person").any(|other| other.key.code == person && code(people, other, "unit") == provides)
                    };
                    served.is_some()
                        && code(def, row, unit) == served
                        && (code(def, row, provider) == provides || person.is_some_and(works_there))
                })
            }
        }
    }

    pub(super) fn is_visible(&self, def: &'static RegisterDef, row: &Row, scope: &Scope) -> bool {
        let Scope::Any(reaches) = scope else { return true };
        if def.audience == Audience::System || reaches.is_empty() {
            return false;
        }
        let owners = owners(def);
        let leads = |paths: &[OwnerPath], reach| paths.iter().any(|path| self.leads(def, row, &path.0, reach));
        owners.is_empty()
            || reaches.iter().any(|reach| match reach {
                Reach::Unit(_) => leads(&owners.named, reach),
                Reach::Territory { .. } | Reach::Industry { .. } => leads(&owners.primary, reach),
                Reach::Contract(contract) => self.is_covered(def, row, contract),
            })
    }

    /// The rows that a question asks for, in order; `rows` are those of the register as known at its moment.
    pub(super) fn answer<'r>(&self, query: &RowQuery<'_>, rows: impl Iterator<Item = &'r Row>) -> Vec<&'r Row> {
        let def = super::world::def(query.register.name);
        let mut found: Vec<_> = rows
            .filter(|row| self.is_visible(def, row, query.scope))
            .filter(|row| query.filters.iter().all(|filter| passes(def, row, filter)))
            .filter(|row| query.search.as_deref().is_none_or(|word| contains(row, word)))
            .filter(|row| query.on.is_none_or(|day| holds(def, row, day)))
            .collect();
        found.sort_by(|a, b| order(def, query, a, b));
        found
    }
}

/// What a row says in a column, as a filter's value; an open day is no value for the question whether one is given.
pub(super) fn column(def: &RegisterDef, row: &Row, name: &str) -> Option<Value> {
    match name {
        "code" => Some(Value::Text(row.key.code.clone())),
        "from" => Some(Value::Day(row.key.from)),
        "until" => Some(Value::Day(row.until)),
        "basis" => Some(Value::Choice(row.basis.position())),
        "vouched_by" => row.vouched_by.clone().map(Value::Text),
        "note" => row.note.clone().map(Value::Text),
        _ => value(def, row, name).cloned(),
    }
}

pub(super) fn compare(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Text(a) | Value::Ref(a), Value::Text(b) | Value::Ref(b)) => a.as_bytes().cmp(b.as_bytes()),
        (Value::Int(a), Value::Int(b)) => a.cmp(b),
        (Value::Day(a), Value::Day(b)) => a.cmp(b),
        (Value::Flag(a), Value::Flag(b)) => a.cmp(b),
        (Value::Choice(a), Value::Choice(b)) => a.cmp(b),
        (Value::Set(a), Value::Set(b)) => a.cmp(b),
        _ => panic!("{a:?} and {b:?} are not of one kind"),
    }
}

fn passes(def: &RegisterDef, row: &Row, filter: &Filter) -> bool {
    let held = column(def, row, &filter.field);
    let given = held.as_ref().filter(|value| !matches!(value, Value::Day(Day::MIN | Day::MAX)));
    let is = |test: &dyn Fn(Ordering) -> bool, value: &Value| held.as_ref().is_some_and(|held| test(compare(held, value)));
    match &filter.test {
        Test::Eq(value) => is(&Ordering::is_eq, value),
        Test::Ne(value) => is(&Ordering::is_ne, value),
        Test::Lt(value) => is(&Ordering::is_lt, value),
        Test::Le(value) => is(&Ordering::is_le, value),
        Test::Gt(value) => is(&Ordering::is_gt, value),
        Test::Ge(value) => is(&Ordering::is_ge, value),
        Test::In(values) => values.iter().any(|value| is(&Ordering::is_eq, value)),
        Test::IsNull => given.is_none(),
        Test::NotNull => given.is_some(),
        Test::Prefix(prefix) => matches!(&held, Some(Value::Text(text) | Value::Ref(text)) if text.starts_with(prefix.as_str())),
        Test::Contains(part) => matches!(&held, Some(Value::Text(text) | Value::Ref(text)) if has_part(text, part)),
        Test::Has(value) => match (&held, value) {
            (Some(Value::Set(held)), Value::Set(wanted)) => held & wanted == *wanted,
            _ => false,
        },
        Test::Beyond(value) => given.is_none() || is(&Ordering::is_gt, value),
        Test::Names(_) | Test::LaterThan | Test::BegunSince(_) | Test::BegunBefore(_) | Test::Unnamed(_) => {
            panic!("other rows decide it; `around` asks for it")
        }
    }
}

fn contains(row: &Row, word: &str) -> bool {
    has_part(&row.key.code, word) || row.values.iter().flatten().any(|value| matches!(value, Value::Text(text) if has_part(text, word)))
}

fn has_part(text: &str, part: &str) -> bool {
    text.to_ascii_lowercase().contains(&part.to_ascii_lowercase())
}

fn holds(def: &RegisterDef, row: &Row, day: Day) -> bool {
    match def.shape {
        Shape::Event => row.key.from == day,
        Shape::State => row.key.from <= day && day <= row.until,
    }
}

fn order(def: &RegisterDef, query: &RowQuery<'_>, a: &Row, b: &Row) -> Ordering {
    let by = |name: &str, descending: bool| match (column(def, a, name), column(def, b, name)) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(a), Some(b)) if descending => compare(&b, &a),
        (Some(a), Some(b)) => compare(&a, &b),
    };
    let asked = query.sort.iter().fold(Ordering::Equal, |so_far, sort| so_far.then_with(|| by(&sort.field, sort.descending)));
    let latest_first = if query.sort.is_empty() { by("from", true) } else { Ordering::Equal };
    let downwards = query.sort.last().is_some_and(|sort| sort.field == "code" && sort.descending);
    asked.then(latest_first).then_with(|| by("code", false)).then_with(|| by("from", downwards))
}
