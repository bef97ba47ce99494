//! Random small worlds, and random questions about them.

use shouwang_calendar::Day;
use shouwang_domain::reach::{Depth, Reach, Scope};
use shouwang_domain::register::{Basis, Choices as _, FieldDef, FieldKind, RegisterDef, Row, RowKey, Value, catalog};
use shouwang_domain::registers::unit::Industry;
use shouwang_storage::query::{Filter, RowQuery, Sort, Test, column_kind};

use super::naive::column;

/// Codes of each register that random rows have; references name these, and sometimes one more that no row has.
const CODES: u64 = 5;

/// Numbers that only look random (SplitMix64), the same in every run.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Below `sides`.
    pub(super) fn roll(&mut self, sides: u64) -> u64 {
        self.next() % sides
    }

    /// True once in so many times.
    pub(super) fn once_in(&mut self, times: u64) -> bool {
        self.roll(times) == 0
    }

    pub(super) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[usize::try_from(self.roll(from.len() as u64)).unwrap()]
    }

    fn day(&mut self) -> Day {
        Day::from_number(20_000 + i32::try_from(self.roll(6)).unwrap())
    }

    fn code(&mut self, register: &str) -> String {
        let codes = if ["unit", "division"].contains(&register) { 2 * CODES } else { CODES };
        format!("{register}{}", self.roll(codes + 1))
    }

    /// A division, often the one with very many units.
    fn division(&mut self) -> String {
        if self.once_in(3) { "division0".to_owned() } else { self.code("division") }
    }

    fn text(&mut self) -> String {
        let parts = ["甲", "乙", "a", "B", "%", "_", "é", "e\u{301}", " z", "~"];
        let length = 1 + self.roll(3);
        let text: String = (0..length).map(|_| *self.pick(&parts)).collect();
        format!("x{text}")
    }

    fn value(&mut self, kind: FieldKind) -> Value {
        match kind {
            FieldKind::Text { .. } => Value::Text(self.text()),
            FieldKind::Int { min, max } => Value::Int(min.max(0).saturating_add(i64::try_from(self.roll(4)).unwrap()).min(max)),
            FieldKind::Day => Value::Day(self.day()),
            FieldKind::Flag => Value::Flag(self.once_in(2)),
            FieldKind::Choice(choices) => Value::Choice(u8::try_from(self.roll(choices.len() as u64)).unwrap()),
            FieldKind::Set(choices) => Value::Set(1 + self.roll((1 << choices.len().min(3)) - 1)),
            FieldKind::Ref(target) => Value::Ref(self.code(target)),
        }
    }

    /// A row of a register; its key is one of few, so that rows continue and correct each other.
    pub(super) fn row(&mut self, def: &'static RegisterDef) -> Row {
        let from = if self.once_in(4) { Day::MIN } else { self.day() };
        let mut value = |field: &FieldDef| (field.required || !self.once_in(3)).then(|| self.value(field.kind));
        let values = def.fields.iter().map(&mut value).collect();
        Row {
            key: RowKey { code: self.code(def.name), from },
            until: if self.once_in(2) { Day::MAX } else { self.day().plus(3) },
            basis: if self.once_in(3) { Basis::Measured } else { Basis::Declared },
            vouched_by: self.once_in(2).then(|| self.text()),
            note: self.once_in(2).then(|| self.text()),
            learned_at: None,
            values,
        }
    }

    pub(super) fn scope(&mut self) -> Scope {
        if self.once_in(12) {
            return Scope::Everything;
        }
        let reaches = (0..self.roll(4)).map(|_| match self.roll(5) {
            0 | 1 => Reach::Unit(self.code("unit")),
            2 => Reach::Industry { industry: Industry::at(u8::try_from(self.roll(3)).unwrap()).unwrap(), division: self.division() },
            3 => Reach::Contract(self.code("provider_contract")),
            _ => {
                let depth = if self.once_in(2) { Depth::Same } else { Depth::Below };
                Reach::Territory { division: self.division(), depth }
            }
        });
        Scope::Any(reaches.collect())
    }

    fn column(&mut self, def: &'static RegisterDef) -> (String, FieldKind) {
        let own: Vec<_> = def.fields.iter().map(|field| field.name).collect();
        let common = ["code", "from", "until", "basis", "vouched_by", "note"];
        let name = if self.once_in(2) { *self.pick(&common) } else { *self.pick(&own) };
        (name.to_owned(), column_kind(def, name).unwrap())
    }

    /// A value that a row has in the column, or another one.
    fn held(&mut self, def: &'static RegisterDef, rows: &[&Row], (name, kind): &(String, FieldKind)) -> Value {
        let held = (!rows.is_empty()).then(|| *self.pick(rows)).and_then(|row| column(def, row, name));
        held.unwrap_or_else(|| self.value(*kind))
    }

    fn filter(&mut self, def: &'static RegisterDef, rows: &[&Row]) -> Filter {
        let column = self.column(def);
        let value = self.held(def, rows, &column);
        let test = match (self.roll(13), column.1) {
            (0, _) => Test::Eq(value),
            (1, _) => Test::Ne(value),
            (2, _) => Test::In(vec![value, self.held(def, rows, &column)]),
            (3, _) => Test::IsNull,
            (4, _) => Test::NotNull,
            (5, FieldKind::Text { .. } | FieldKind::Ref(_)) => {
                let text = value.to_string();
                Test::Prefix(text.chars().take(usize::try_from(1 + self.roll(4)).unwrap()).collect())
            }
            (11 | 12, FieldKind::Text { .. } | FieldKind::Ref(_)) => {
                let text = value.to_string();
                let begins = usize::try_from(self.roll(3)).unwrap();
                Test::Contains(text.chars().skip(begins).take(usize::try_from(1 + self.roll(3)).unwrap()).collect())
            }
            (_, FieldKind::Set(_)) => Test::Has(value),
            (6, _) => Test::Lt(value),
            (7, _) => Test::Le(value),
            (8, _) => Test::Gt(value),
            _ => Test::Ge(value),
        };
        Filter::new(column.0, test)
    }

    /// A question for rows of a register, of which these are some.
    pub(super) fn query<'q>(&mut self, def: &'static RegisterDef, scope: &'q Scope, rows: &[&Row]) -> RowQuery<'q> {
        let mut query = RowQuery::new(def, scope);
        let filters = [0, 0, 1, 1, 2][usize::try_from(self.roll(5)).unwrap()];
        query.filters = (0..filters).map(|_| self.filter(def, rows)).collect();
        query.search = self.once_in(6).then(|| (*self.pick(&["甲", "b", "%", "_", "é", "X", "t1", ""])).to_owned());
        for _ in 0..self.roll(3) {
            let (field, kind) = self.column(def);
            if !matches!(kind, FieldKind::Set(_)) {
                query.sort.push(Sort { field, descending: self.once_in(2) });
            }
        }
        query.on = self.once_in(5).then(|| self.day());
        query.limit = u16::try_from(1 + self.roll(3)).unwrap();
        query
    }

    /// A register; those that scopes are made of come more often.
    pub(super) fn register(&mut self) -> &'static RegisterDef {
        let often = ["unit", "division", "unit", "provider_contract", "person", "staff_vetting", "information_system", "network"];
        if self.once_in(3) { catalog().get(self.pick::<&str>(&often)).unwrap() } else { self.pick(catalog().registers()) }
    }
}
