//! Conditions on single fields, and the search for a word.

use shouwang_domain::register::{FieldKind, RegisterDef, Shape, Value};

use super::around::around;
use super::column::{Column, Place};
use super::error::QueryError;
use super::piece::{Dialect, Piece, text};
use crate::codec::day_text;
use crate::database::Cell;
use crate::pinyin::{SYLLABLES_MIN, is_spelled, typed};
use crate::sql::placeholders;
use shouwang_calendar::Day;

/// Values in one condition at most.
pub const FILTER_VALUES_MAX: usize = 200;

/// A condition on one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// A field of the register, or `code`, `from`, `until`, `basis`, `vouched_by`, `note`.
    pub field: String,
    /// What must be so.
    pub test: Test,
}

/// What must be so of a field. A field that is not given passes no test but [`Test::IsNull`].
///
/// Values are of the field's kind ([`super::column_kind`]). Days compare as a row has them: an unknown first day lies before every other, an
/// open last day behind; choices compare in the order of their declaration, texts byte by byte.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// It is this.
    Eq(Value),
    /// It is given, and not this.
    Ne(Value),
    /// It lies before this.
    Lt(Value),
    /// It is this or lies before.
    Le(Value),
    /// It lies behind this.
    Gt(Value),
    /// It is this or lies behind.
    Ge(Value),
    /// It is one of these.
    In(Vec<Value>),
    /// It is not given; of the days of a row: it is not known since when it holds, or it holds until further notice.
    IsNull,
    /// It is given.
    NotNull,
    /// The text or code begins so.
    Prefix(String),
    /// This stands somewhere in the text or code; capitals of a to z count as small letters.
    Contains(String),
    /// The set holds all of these choices, perhaps among others.
    Has(Value),
    /// It lies behind this, or is not given: what has an end has not come to it yet.
    Beyond(Value),
    /// The row that it names meets this condition, as that stands.
    Names(Box<Filter>),
    /// The row began later than the row that it names, by the first days that are known of both.
    LaterThan,
    /// Of the code: it is not known to have begun before this day.
    BegunSince(Day),
    /// Of the code: it is known to have begun before this day.
    BegunBefore(Day),
    /// Of the code: no standing row names it so.
    Unnamed(Naming),
}

/// Rows that name another one by a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Naming {
    /// The register of the rows that name.
    pub register: &'static str,
    /// The field by which they name.
    pub field: &'static str,
    /// Which of them count.
    pub filters: Vec<Filter>,
    /// The day on which they have to hold.
    pub on: Day,
}

impl Test {
    /// Its name, as it is written in addresses and messages.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Test::Eq(_) => "eq",
            Test::Ne(_) => "ne",
            Test::Lt(_) => "lt",
            Test::Le(_) => "le",
            Test::Gt(_) => "gt",
            Test::Ge(_) => "ge",
            Test::In(_) => "in",
            Test::IsNull => "is_null",
            Test::NotNull => "not_null",
            Test::Prefix(_) => "prefix",
            Test::Contains(_) => "contains",
            Test::Has(_) => "has",
            Test::Beyond(_) => "beyond",
            Test::Names(_) => "names",
            Test::LaterThan => "later_than",
            Test::BegunSince(_) => "begun_since",
            Test::BegunBefore(_) => "begun_before",
            Test::Unnamed(_) => "unnamed",
        }
    }
}

impl Filter {
    /// A condition on a field.
    #[must_use]
    pub fn new(field: impl Into<String>, test: Test) -> Filter {
        Filter { field: field.into(), test }
    }

    /// The condition on the rows that a statement calls `alias`.
    pub(super) fn piece(&self, def: &'static RegisterDef, dialect: Dialect, alias: &str) -> Result<Piece, QueryError> {
        let column = Column::named(def, &self.field)?;
        let wrong = || QueryError::WrongTest { register: def.name, field: column.name, test: self.test.name() };
        // An open last day is compared as the greatest; everything else is looked for as it stands, by an index where there is one.
        let equal = match column.place {
            Place::Until => column.order(dialect, alias).ok_or_else(wrong)?,
            _ => column.sql(dialect, alias),
        };
        let order = |sign: &str, value: &Value| {
            let order = column.order(dialect, alias).ok_or_else(wrong)?;
            Ok(Piece::with(format!("{order} {sign} ?"), column.order_cell(value)?))
        };
        match &self.test {
            Test::Eq(value) => Ok(Piece::with(format!("{equal} = ?"), column.cell(value)?)),
            Test::Ne(value) => Ok(Piece::with(format!("{equal} <> ?"), column.cell(value)?)),
            Test::Lt(value) => order("<", value),
            Test::Le(value) => order("<=", value),
            Test::Gt(value) => order(">", value),
            Test::Ge(value) => order(">=", value),
            Test::In(values) if values.is_empty() => Ok(Piece::sql("1 = 0")),
            Test::In(values) if values.len() > FILTER_VALUES_MAX => {
                Err(QueryError::TooMany { what: "values", count: values.len(), max: FILTER_VALUES_MAX })
            }
            Test::In(values) => {
                let cells = values.iter().map(|value| column.cell(value)).collect::<Result<_, _>>()?;
                Ok(Piece { text: format!("{equal} IN {}", placeholders(values.len())), cells })
            }
            Test::IsNull => Ok(Piece::sql(not_given(column, dialect, alias))),
            Test::NotNull => Ok(Piece::sql(format!("NOT ({})", not_given(column, dialect, alias)))),
            Test::Prefix(prefix) if column.is_text() => prefixed(column, &equal, prefix),
            Test::Contains(part) if column.is_text() => {
                let part = column.cell(&Value::Text(part.to_ascii_lowercase()))?;
                Ok(Piece::with(dialect.contains(&format!("lower({equal})"), "?"), part))
            }
            Test::Has(value) => match (column.kind, value) {
                (FieldKind::Set(choices), Value::Set(mask)) => {
                    let all = column.cell(value)?;
                    let held = choices.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0);
                    let has = dialect.contains(&format!("(',' || {equal} || ',')"), "?");
                    let each = held.map(|(_, choice)| Piece::with(has.clone(), text(format!(",{},", choice.id))));
                    debug_assert!(matches!(all, Cell::Text(Some(_))), "a set is written as a text");
                    Ok(Piece::all_of(each.collect()))
                }
                _ => Err(wrong()),
            },
            Test::Beyond(value) => Ok(Piece::sql("(").add(order(">", value)?).push(&format!(" OR {})", not_given(column, dialect, alias)))),
            Test::Names(_) | Test::LaterThan | Test::BegunSince(_) | Test::BegunBefore(_) | Test::Unnamed(_) => {
                around(def, column, &self.test, dialect, alias).transpose().ok_or_else(wrong)?
            }
            Test::Prefix(_) | Test::Contains(_) => Err(wrong()),
        }
    }
}

fn not_given(column: Column, dialect: Dialect, alias: &str) -> String {
    match column.place {
        Place::From => format!("{} = ''", column.sql(dialect, alias)),
        _ => format!("{} IS NULL", column.sql(dialect, alias)),
    }
}

/// Texts that begin so: the bound below lets an index find them.
fn prefixed(column: Column, text: &str, prefix: &str) -> Result<Piece, QueryError> {
    let cell = column.cell(&Value::Text(prefix.to_owned()))?;
    let chars = i64::try_from(prefix.chars().count()).unwrap_or(i64::MAX);
    let cells = vec![cell.clone(), Cell::Whole(Some(chars)), cell];
    Ok(Piece { text: format!("({text} >= ? AND substr({text}, 1, CAST(? AS INTEGER)) = ?)"), cells })
}

/// Rows with this word in their code or in one of their texts; capitals of a to z count as small letters. Letters may also spell a
/// name in pinyin, where names are spelled.
pub(super) fn search(def: &'static RegisterDef, dialect: Dialect, alias: &str, word: &str) -> Result<Piece, QueryError> {
    if word.contains('\0') {
        return Err(QueryError::Search);
    }
    let texts = def.fields.iter().filter(|field| matches!(field.kind, FieldKind::Text { .. })).map(|field| field.name);
    let found = ["code"].into_iter().chain(texts).map(|name| {
        let column = Column::named(def, name)?.sql(dialect, alias);
        Ok(Piece::with(dialect.contains(&format!("lower({column})"), "?"), text(word.to_ascii_lowercase())))
    });
    let mut found: Vec<_> = found.collect::<Result<_, QueryError>>()?;
    if let Some(typed) = typed(word).filter(|_| is_spelled(def.name)) {
        found.push(spelled(dialect, alias, &typed));
    }
    Ok(Piece::any_of(found))
}

/// Rows whose name is typed so.
fn spelled(dialect: Dialect, alias: &str, typed: &str) -> Piece {
    let columns = if typed.len() < SYLLABLES_MIN { &["initials"][..] } else { &["initials", "syllables"] };
    let each = columns.iter().map(|column| Piece::with(dialect.contains(&format!("y.{column}"), "?"), text(typed)));
    let name = dialect.bytewise(&format!("{alias}.name"));
    Piece::sql(format!("{name} IN (SELECT y.name FROM name_pinyin y WHERE ")).add(Piece::any_of(each.collect())).push(")")
}

/// Rows that hold on a day: states from their first day to their last, events on theirs.
pub(super) fn holding(def: &'static RegisterDef, alias: &str, day: Day) -> Result<Piece, QueryError> {
    let wrong = |_| QueryError::WrongValue { register: def.name, field: "from" };
    let day = text(day_text(day).map_err(wrong)?);
    Ok(match def.shape {
        Shape::Event => Piece::with(format!("{alias}.held_from = ?"), day),
        Shape::State => Piece {
            text: format!("({alias}.held_from <= ? AND ({alias}.held_until IS NULL OR {alias}.held_until >= ?))"),
            cells: vec![day.clone(), day],
        },
    })
}
