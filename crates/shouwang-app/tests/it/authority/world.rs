//! Made-up worlds of all registers: every reference leads somewhere, every code has one row.

use shouwang_calendar::Day;
use shouwang_domain::register::{Basis, FieldKind, RegisterDef, Registers, Row, RowKey, Value, catalog};

/// Rows of each register.
const ROWS: usize = 5;
/// Code, level and parent of the divisions: a province, two prefectures, three counties, a township and a village.
const DIVISIONS: [(&str, u8, &str); 8] = [
    ("43", 0, ""),
    ("4301", 1, "43"),
    ("4302", 1, "43"),
    ("430101", 2, "4301"),
    ("430102", 2, "4301"),
    ("430201", 2, "4302"),
    ("430101001", 3, "430101"),
    ("430101001001", 4, "430101001"),
];
const UNITS: usize = 16;

/// Numbers that look random and are the same in every run (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
pub(super) struct Chance(pub(super) u64);

impl Chance {
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub(super) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound).unwrap()).unwrap()
    }

    pub(super) fn pick<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        &from[self.below(from.len())]
    }
}

/// A world: fixed divisions, everything else by chance.
pub(super) fn made_up_world(chance: &mut Chance) -> Registers {
    let mut registers = Registers::new();
    for def in catalog() {
        let rows = (0..count(def)).map(|at| made_up_row(def, at, chance)).collect();
        registers.insert(def.name, rows);
    }
    registers
}

fn count(def: &RegisterDef) -> usize {
    match def.name {
        "division" => DIVISIONS.len(),
        "unit" => UNITS,
        _ => ROWS,
    }
}

/// The row of a register at a position, with values by chance.
pub(super) fn made_up_row(def: &'static RegisterDef, at: usize, chance: &mut Chance) -> Row {
    let code = if def.name == "division" { DIVISIONS[at].0.to_owned() } else { format!("{}-{at}", def.name) };
    let values = def.fields.iter().map(|field| {
        if def.name == "division" {
            let (name, level, parent) = DIVISIONS[at];
            return match field.name {
                "name" => Some(Value::Text(name.to_owned())),
                "level" => Some(Value::Choice(level)),
                _ => (!parent.is_empty()).then(|| Value::Ref(parent.to_owned())),
            };
        }
        let given = field.required || chance.below(5) < 2;
        // A thing is part of an earlier one only, so that nothing is part of itself.
        let reference = |target: &'static str, chance: &mut Chance| match target {
            "division" => Some(chance.pick(&DIVISIONS).0.to_owned()),
            _ if target == def.name => (at > 0).then(|| format!("{target}-{}", chance.below(at.max(1)))),
            "unit" => Some(format!("unit-{}", chance.below(UNITS))),
            _ => Some(format!("{target}-{}", chance.below(ROWS))),
        };
        match field.kind {
            _ if !given => None,
            FieldKind::Text { .. } => Some(Value::Text(format!("t{}", chance.below(100)))),
            FieldKind::Int { min, .. } => Some(Value::Int(min)),
            FieldKind::Day => Some(Value::Day(Day::from_number(20_500))),
            FieldKind::Flag => Some(Value::Flag(chance.below(2) == 0)),
            FieldKind::Choice(choices) => Some(Value::Choice(u8::try_from(chance.below(choices.len())).unwrap())),
            FieldKind::Set(choices) => Some(Value::Set(1 << chance.below(choices.len()) | 1 << chance.below(choices.len()))),
            FieldKind::Ref(target) => reference(target, chance).map(Value::Ref),
        }
    });
    let values = values.collect();
    Row {
        key: RowKey { code, from: Day::from_number(20_000) },
        until: Day::MAX,
        basis: Basis::Declared,
        vouched_by: None,
        note: None,
        learned_at: None,
        values,
    }
}
