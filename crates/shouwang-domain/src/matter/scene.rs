//! What the effects of a matter may look at: the facts on the day on which it takes effect.

use shouwang_calendar::{Day, Words};

use crate::facts::{Facts, RowIndex, Segment, Table};
use crate::register::{Fact, Label, Record, Ref, Row};

/// Facts, day, and the matter that takes effect.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// What is known.
    pub facts: &'a Facts,
    /// The day on which it takes effect.
    pub day: Day,
    /// The day on which it is looked at: what the registers hold until then has happened, what they hold for later is meant.
    pub today: Day,
    /// The matter's number.
    pub number: &'a str,
    /// The code of the unit that applies.
    pub applicant: &'a str,
    /// Which line of the matter, from 0.
    pub line: usize,
}

/// Something that is named and is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// What a clerk calls the register.
    pub register: Label,
    /// The code.
    pub code: String,
}

impl Gone {
    /// A line that is no line of its form.
    pub(super) fn row<T: Record>(row: &Row) -> Gone {
        Gone { register: T::def().label, code: row.key.code.clone() }
    }

    /// What is wrong and what to do.
    #[must_use]
    pub fn words(&self) -> Words {
        let Gone { register, code } = self;
        Words::new(
            format!("“{}”中没有当日有效的“{code}”；请核对编号，或者先登记", register.zh),
            format!("`{code}` is not in `{}` on that day; check the code, or enter it first", register.en),
        )
    }
}

impl Scene<'_> {
    /// What a reference names, as it stands on the day.
    ///
    /// # Errors
    /// When it is not there on the day.
    pub fn standing<T: Record>(&self, reference: &Ref<T>) -> Result<Fact<T>, Gone> {
        let gone = || Gone { register: T::def().label, code: reference.code.clone() };
        let table = self.facts.table_named(T::NAME).ok_or_else(gone)?;
        let entity = table.find(&reference.code).ok_or_else(gone)?;
        let Segment::Row(row) = table.segment(entity, self.day) else { return Err(gone()) };
        let register = crate::facts::register_index(T::NAME).ok_or_else(gone)?;
        Fact::from_row(&self.facts.row(register, row)).map_err(|_| gone())
    }

    /// The newest that was ever known of what a reference names, whether or not it is there on the day.
    ///
    /// # Errors
    /// When nothing is known of it.
    pub fn latest<T: Record>(&self, reference: &Ref<T>) -> Result<Fact<T>, Gone> {
        let gone = || Gone { register: T::def().label, code: reference.code.clone() };
        let (table, register) = self.facts.table_named(T::NAME).zip(crate::facts::register_index(T::NAME)).ok_or_else(gone)?;
        let entity = table.find(&reference.code).ok_or_else(gone)?;
        let row = table.rows_of(entity).last().ok_or_else(gone)?;
        Fact::from_row(&self.facts.row(register, row)).map_err(|_| gone())
    }

    /// Everything that stands on the day and names this code in a field.
    #[must_use]
    pub fn naming<T: Record>(&self, field: &str, code: &str) -> Vec<Fact<T>> {
        self.named_by(field, code, |table, row| table.from(row) <= self.day && self.day <= table.until(row))
    }

    /// Everything that ever named this code in a field.
    #[must_use]
    pub fn ever_naming<T: Record>(&self, field: &str, code: &str) -> Vec<Fact<T>> {
        self.named_by(field, code, |_, _| true)
    }

    fn named_by<T: Record>(&self, field: &str, code: &str, keeps: impl Fn(&Table, RowIndex) -> bool) -> Vec<Fact<T>> {
        let Some((table, register)) = self.facts.table_named(T::NAME).zip(crate::facts::register_index(T::NAME)) else { return Vec::new() };
        let Some(at) = table.def().field_index(field) else { return Vec::new() };
        let target = table.target(at).and_then(|target| self.facts.table(target).find(code));
        let rows = target.into_iter().flat_map(|entity| table.rows_naming(at, entity)).filter(|row| keeps(table, *row));
        rows.filter_map(|row| Fact::from_row(&self.facts.row(register, row)).ok()).collect()
    }

    /// The code that a line gives, or one made of the matter's number.
    #[must_use]
    pub fn code(&self, own: &str) -> String {
        match (own.is_empty(), self.line) {
            (false, _) => own.to_owned(),
            (true, 0) => self.number.to_owned(),
            (true, line) => format!("{}/{}", self.number, line + 1),
        }
    }

    /// The first day of what is wanted from a day: nothing begins before it takes effect.
    #[must_use]
    pub fn begins(&self, wanted: Day) -> Day {
        wanted.max(self.day)
    }
}
