//! Expressions over the registers, as written in a rule.

use shouwang_calendar::{Day, Span};

/// Names joined by dots: fields, each but the last a reference. `day`, `from`, `until`, `subject` and `basis` are understood too.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Path(pub Vec<String>);

/// How two terms are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

/// One side of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A field, or a bare word: which of the two depends on the other side (a choice field makes it a choice).
    Path(Path),
    /// A whole number.
    Int(i64),
    /// A civil day.
    Day(Day),
    /// `yes` or `no`.
    Flag(bool),
    /// Text in single quotes.
    Text(String),
    /// A day moved by a span: `authorised_until + 30 days`. A negative count moves it back.
    Shifted(Box<Term>, Span),
}

/// Rows of a register that belong to something: `appointment.unit at managing_unit where (post = security_contact)`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowSpec {
    /// The register.
    pub register: String,
    /// Its reference field.
    pub link: String,
    /// From the current row to what `link` must name; the current row itself when absent.
    pub at: Option<Path>,
    /// Which of those rows.
    pub filter: Option<Box<Expr>>,
}

/// A condition. It is true, false, or unknown when a fact is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expr {
    /// All hold.
    And(Vec<Expr>),
    /// At least one holds.
    Or(Vec<Expr>),
    /// It does not hold.
    Not(Box<Expr>),
    /// Two terms compared.
    Compare(Term, Comparison, Term),
    /// The term is one of these.
    In(Term, Vec<Term>),
    /// The set field holds this choice.
    Has(Path, String),
    /// The field is not known.
    Missing(Path),
    /// The field is known.
    Given(Path),
    /// A yes-or-no field, on its own.
    Flag(Path),
    /// So many of these rows: `any` is at least one, `no` is none.
    Count(RowSpec, Comparison, u32),
    /// The newest of these rows (by its first day, up to the day of evaluation) satisfies the condition; false if there is none.
    Latest(RowSpec, Box<Expr>),
}
