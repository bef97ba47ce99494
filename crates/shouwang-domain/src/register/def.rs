//! The declaration of a register, as data.

use shouwang_calendar::Lang;

use super::row::Row;

/// One term in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// 中文.
    pub zh: &'static str,
    /// English.
    pub en: &'static str,
}

impl Label {
    /// The term in one language.
    #[must_use]
    pub fn get(self, lang: Lang) -> &'static str {
        lang.pick(self.zh, self.en)
    }
}

/// Whether a row is something that lasts or something that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Holds from a first day to a last day (both included; either may be open).
    State,
    /// Happened on one day, which is required; the row's `from` is that day and `until` stays empty.
    Event,
}

/// For whom a register is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// For the bodies of the extranet: it is in the workbook, duties are planned over it, rules may name it.
    Everyone,
    /// For the product's own administrators: accounts, grants, settings. It has the same table, versions and ledger cover, and nothing else.
    System,
    /// For the way of matters: what is applied for and where it stands. It has a table, versions, ledger cover and scopes like those of the bodies;
    /// it is in no workbook, no duty is planned over it and no rule names it, for only acts on a matter change it.
    Procedure,
    /// For whoever applies, notifies or files: the form of a matter. It has a schema and a sheet, and no table.
    Form,
}

/// One of the words that a choice field may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Identifier, as rules, the database and CSV use it: `dedicated_line`.
    pub id: &'static str,
    /// The word that a clerk sees.
    pub label: Label,
}

/// What a field may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Free text of at most so many characters.
    Text {
        /// Characters, not bytes.
        chars_max: usize,
    },
    /// A whole number within bounds, both included.
    Int {
        /// Smallest allowed.
        min: i64,
        /// Largest allowed.
        max: i64,
    },
    /// A civil day.
    Day,
    /// Yes or no.
    Flag,
    /// Exactly one of the choices.
    Choice(&'static [Choice]),
    /// Any number of the choices (at most 64), at least one.
    Set(&'static [Choice]),
    /// The code of a row in the register of this name.
    Ref(&'static str),
}

/// One field of a register.
#[derive(Clone, Copy, Debug)]
pub struct FieldDef {
    /// Identifier: the column, the JSON name, the name in rules.
    pub name: &'static str,
    /// Heading.
    pub label: Label,
    /// What to write here, one sentence; shown as a note on the heading.
    pub help: Label,
    /// Article that asks for it, e.g. `M13`; empty when none does.
    pub article: &'static str,
    /// What it may hold.
    pub kind: FieldKind,
    /// Whether a row without it is refused.
    pub required: bool,
    /// The day field (`from` among them) that this day must not lie before; empty when there is none.
    pub not_before: &'static str,
    /// What the template's example row shows, as a clerk would write it in Chinese; empty for nothing.
    pub example: &'static str,
}

/// A mistake in a row that the field kinds alone do not show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field it is about; `from`, `until` and `code` name the common columns.
    pub field: &'static str,
    /// What is wrong and what to do, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

/// What the last day is called where a declaration does not say.
const UNTIL_LABEL: Label = Label { zh: "截止日", en: "Until" };

/// The declaration of one register.
#[derive(Clone, Debug)]
pub struct RegisterDef {
    /// Identifier and table name: `information_system`.
    pub name: &'static str,
    /// What a clerk calls it; the sheet's name.
    pub label: Label,
    /// What a row of it is, one sentence.
    pub help: Label,
    /// Where it stands in the workbook: registers are ordered by this number, then by name.
    pub order: u16,
    /// Articles it serves, e.g. `M20, I23–I25`.
    pub article: &'static str,
    /// For whom it is.
    pub audience: Audience,
    /// Whether rows last or happened.
    pub shape: Shape,
    /// Heading of the `from` column: the first day of a state, or the day of an event.
    pub from_label: Label,
    /// Heading of the `until` column: the last day that still counts. Unused for events.
    pub until_label: Label,
    /// Fields from which a code is made when a clerk leaves it empty (`U3/2025-12-10`); `from` may be among them. Empty: a code is required.
    pub natural: &'static [&'static str],
    /// Its own fields, in order.
    pub fields: Vec<FieldDef>,
    /// Fields of which exactly one has to be given; empty when there is no such rule.
    pub exactly_one: &'static [&'static str],
    /// Fields of which at least one has to be given; empty when there is no such rule.
    pub at_least_one: &'static [&'static str],
    /// Checks that look at several fields of one row, or at the shape of a number.
    pub check: fn(&Row) -> Vec<Problem>,
    /// The code of the example row, e.g. `例-U1`; empty when the code is made from the natural fields.
    pub example_code: &'static str,
    /// The `from` of the example row, as a clerk would write it; empty for nothing.
    pub example_from: &'static str,
    /// What measured the example row, in registers whose facts machines see; empty where somebody declares them.
    pub example_measured_by: &'static str,
    /// Rows that the example rows of other registers refer to besides this register's first one.
    pub further_examples: fn() -> Vec<Row>,
}

impl Problem {
    /// A problem of this field.
    #[must_use]
    pub fn new(field: &'static str, zh: impl Into<String>, en: impl Into<String>) -> Problem {
        Problem { field, zh: zh.into(), en: en.into() }
    }
}

impl RegisterDef {
    /// The position of a field by name.
    #[must_use]
    pub fn field_index(&self, name: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == name)
    }

    /// Whether its last day has a name of its own. A form that gives it none asks for no last day.
    #[must_use]
    pub fn names_until(&self) -> bool {
        self.shape == Shape::State && self.until_label != UNTIL_LABEL
    }

    /// A field by name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&FieldDef> {
        self.fields.iter().find(|field| field.name == name)
    }
}
