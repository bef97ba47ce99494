//! Conditions after compiling: names have become columns, choices have become bits.

use shouwang_calendar::{Day, Span};
use shouwang_law::model::{Comparison, NoneIs};

use crate::facts::RegisterIndex;

/// Where a path begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Base {
    /// The row at hand: inside a filter the filtered row, elsewhere the subject.
    Row,
    /// The subject, whatever the row at hand.
    Subject,
}

/// A step along a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hop {
    /// The register whose column holds the reference.
    pub(super) register: RegisterIndex,
    /// The column.
    pub(super) column: usize,
}

/// From a row along references to another row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Way {
    pub(super) base: Base,
    pub(super) hops: Box<[Hop]>,
    /// The register it leads to.
    pub(super) register: RegisterIndex,
}

/// A column at the end of a way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Field {
    pub(super) way: Way,
    pub(super) column: usize,
}

/// A day that a row holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DayColumn {
    From,
    Until,
    Field(usize),
    /// The first of the two fields that is known.
    Either(usize, usize),
}

/// Something that is a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum DayTerm {
    Literal(Day),
    /// The day of evaluation.
    Today,
    Of(Way, DayColumn),
    Shifted(Box<DayTerm>, Span),
}

/// Something that is a whole number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum IntTerm {
    Literal(i64),
    Field(Field),
}

/// Something that is an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum EntityTerm {
    /// What the way leads to, without looking at any of its fields.
    Itself(Way),
    /// What a reference field names.
    Named(Field),
}

/// Rows of a register that name an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RowSet {
    pub(super) register: RegisterIndex,
    /// The reference column that names the entity.
    pub(super) link: usize,
    /// The entity.
    pub(super) at: EntityTerm,
    pub(super) filter: Option<Box<Cond>>,
    pub(super) on: DayColumn,
    pub(super) none: NoneIs,
    pub(super) measured_only: bool,
    /// Whether rows last (they count while they cover the day) or happened (they count from then on).
    pub(super) lasts: bool,
}

/// A condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cond {
    And(Box<[Cond]>),
    Or(Box<[Cond]>),
    Not(Box<Cond>),
    /// The flag is so.
    Flag(Field, bool),
    Int(IntTerm, Comparison, IntTerm),
    Days(DayTerm, Comparison, DayTerm),
    /// The choice is among these bits.
    Choice(Field, u64),
    /// Two choice fields with the same choices.
    Choices(Field, Comparison, Field),
    /// The set holds at least one of these bits.
    Has(Field, u64),
    /// The text is one of these, or is none of them.
    Text(Field, Box<[Box<str>]>, bool),
    /// Both are the same entity, or are not.
    Same(EntityTerm, EntityTerm, bool),
    /// The field is known.
    Given(Field),
    /// The row's first or last day is known.
    GivenDay(Way, DayColumn),
    /// The row was measured.
    Measured(Way),
    Count(RowSet, Comparison, u32),
    Latest(RowSet, Box<Cond>),
}

impl DayTerm {
    /// Whether it moves with the day of evaluation.
    pub(super) fn moves(&self) -> bool {
        match self {
            DayTerm::Today => true,
            DayTerm::Literal(_) | DayTerm::Of(..) => false,
            DayTerm::Shifted(base, _) => base.moves(),
        }
    }
}

/// Yes, no, or not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tri {
    False,
    Unknown,
    True,
}

impl From<bool> for Tri {
    fn from(value: bool) -> Tri {
        if value { Tri::True } else { Tri::False }
    }
}

impl std::ops::Not for Tri {
    type Output = Tri;
    fn not(self) -> Tri {
        match self {
            Tri::False => Tri::True,
            Tri::Unknown => Tri::Unknown,
            Tri::True => Tri::False,
        }
    }
}

/// Whether a comparison holds for an ordering.
pub(super) fn holds<T: Ord>(left: T, comparison: Comparison, right: T) -> bool {
    match comparison {
        Comparison::Equal => left == right,
        Comparison::NotEqual => left != right,
        Comparison::Less => left < right,
        Comparison::AtMost => left <= right,
        Comparison::Greater => left > right,
        Comparison::AtLeast => left >= right,
    }
}
