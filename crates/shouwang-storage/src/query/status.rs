//! Lists of where duties stand, for one reader: what must be looked at first comes first.
//!
//! A status belongs to the unit that must act, so that a reader sees those of the units that he may read. One without a known unit is only
//! for who may see everything.

use shouwang_calendar::Day;
use shouwang_domain::plan::Status;
use shouwang_domain::reach::{Depth, Reach, Scope};
use shouwang_domain::register::{Record as _, RegisterDef, catalog};
use shouwang_domain::registers::provider_contract::ProviderContract;
use shouwang_domain::registers::unit::Unit;

use super::keyset::{Key, Keyset};
use super::piece::{Dialect, Piece, text};
use super::plan::FEW_UNITS;
use super::scope::{Grounds, preceded};
use super::sort::Mark;
use super::{Cursor, PAGE_ROWS_MAX};
use crate::database::{Cell, Found, Tx};
use crate::error::StorageError;
use crate::schema::OPEN;
use crate::sql::{Sql, placeholders};
use crate::status::{COLUMN_COUNT, COLUMNS, StatusRow, decode_status};
use crate::store::Store;

/// A question for statuses.
#[derive(Clone, Debug)]
pub struct StatusQuery<'q> {
    /// What the reader may see.
    pub scope: &'q Scope,
    /// Only what this unit must do.
    pub unit: Option<String>,
    /// Only what the units of this division and of all below it must do.
    pub division: Option<String>,
    /// Only what lies in this division itself, without those below it.
    pub only_division: Option<String>,
    /// Only these statuses; empty: all.
    pub statuses: Vec<Status>,
    /// Only this duty, by its full name.
    pub duty: Option<String>,
    /// Only one of these duties, by their full names.
    pub among: Option<Vec<String>>,
    /// Only what one of these units must do.
    pub units: Option<Vec<String>>,
    /// Only what a unit other than these must do.
    pub other_units: Option<Vec<String>>,
    /// Only duties about rows of this register.
    pub register: Option<String>,
    /// Only this subject.
    pub subject: Option<String>,
    /// Only what is due on this day or later.
    pub due_from: Option<Day>,
    /// Only what is due on this day or earlier.
    pub due_until: Option<Day>,
    /// Only what has stood so since this day or later.
    pub since_from: Option<Day>,
    /// By what they are ordered.
    pub order: StatusOrder,
    /// Whether that order is turned round.
    pub descending: bool,
    /// Where the page before ended.
    pub after: Option<Cursor>,
    /// Statuses that are passed over before the page begins.
    pub skip: u32,
    /// Rows on the page, at most [`PAGE_ROWS_MAX`] and at least one.
    pub limit: u16,
}

/// By what statuses are ordered; an index serves each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StatusOrder {
    /// By urgency, then by the day they are due.
    #[default]
    Urgency,
    /// By the day they are due, then by urgency. What has no due day comes last.
    Due,
    /// By the day since which they have stood so, then by urgency. What has always stood so comes first.
    Since,
    /// By the code of the unit that must act, then by urgency and the day they are due. What nobody is known to have to do comes first.
    Unit,
}

/// A page of statuses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusPage {
    /// The statuses, in the order that was asked for.
    pub rows: Vec<StatusRow>,
    /// Where the next page begins; `None` when this is the last.
    pub next: Option<Cursor>,
}

impl<'q> StatusQuery<'q> {
    /// A question for all that a reader may see.
    #[must_use]
    pub fn new(scope: &'q Scope) -> StatusQuery<'q> {
        StatusQuery {
            scope,
            unit: None,
            division: None,
            only_division: None,
            statuses: Vec::new(),
            duty: None,
            among: None,
            units: None,
            other_units: None,
            register: None,
            subject: None,
            due_from: None,
            due_until: None,
            since_from: None,
            order: StatusOrder::default(),
            descending: false,
            after: None,
            skip: 0,
            limit: 50,
        }
    }
}

impl StatusOrder {
    /// Columns that SQLite and PostgreSQL find in one index in this order.
    fn keyset(self, descending: bool) -> Keyset {
        const URGENCY: Key = Key::Whole("s.urgency");
        const DUE: Key = Key::Whole("s.due_on");
        const ID: Key = Key::Whole("s.id");
        let (name, keys): (_, &[Key]) = match self {
            StatusOrder::Urgency => ("urgency", &[URGENCY, DUE, ID]),
            StatusOrder::Due => ("due", &[DUE, URGENCY, ID]),
            StatusOrder::Since => ("since", &[Key::Whole("s.since_on"), URGENCY, ID]),
            StatusOrder::Unit => ("unit", &[Key::Text("COALESCE(s.code, '')"), URGENCY, DUE, ID]),
        };
        Keyset { name, keys, descending }
    }

    /// Where a status stands in this order.
    fn marks(self, row: &StatusRow, id: i64) -> Vec<Mark> {
        let (urgency, due, id) = (Mark::Whole(row.status.urgency().into()), Mark::Whole(row.due_on.number().into()), Mark::Whole(id));
        match self {
            StatusOrder::Urgency => vec![urgency, due, id],
            StatusOrder::Due => vec![due, urgency, id],
            StatusOrder::Since => vec![Mark::Whole(row.since_on.number().into()), urgency, id],
            StatusOrder::Unit => vec![Mark::Text(row.unit.clone().unwrap_or_default()), urgency, due, id],
        }
    }
}

impl Store {
    /// A page of the statuses that a question asks for.
    ///
    /// # Errors
    /// When the question is none ([`StorageError::Query`]), a row is damaged, or the database fails.
    pub async fn list_statuses(&self, query: &StatusQuery<'_>) -> Result<StatusPage, StorageError> {
        let order = query.order.keyset(query.descending);
        let behind = query.after.as_ref().map(|cursor| order.behind(cursor)).transpose()?;
        let mut tx = self.database.begin_read().await?;
        let Some(from) = from(&mut tx, query, false).await? else { return Ok(StatusPage { rows: Vec::new(), next: None }) };
        let From { with, source, mut conditions } = from;
        conditions.extend(behind);
        let limit = usize::from(query.limit.clamp(1, PAGE_ROWS_MAX));
        let page = [i64::try_from(limit + 1).unwrap_or(i64::MAX), i64::from(query.skip)];
        let select = Piece::sql(format!("SELECT {COLUMNS}, id ")).add(source).push(" WHERE ").add(Piece::all_of(conditions));
        let ordered = format!(" ORDER BY {} LIMIT ? OFFSET ?", order.sql());
        let select = select.add(Piece { text: ordered, cells: page.map(|count| Cell::Whole(Some(count))).to_vec() });
        let sql = preceded(with, select);
        let decode = |found: Found<'_>| Ok((decode_status(found)?, found.whole(COLUMN_COUNT)?.unwrap_or_default()));
        let mut found = tx.fetch(&Sql::once(sql.text), sql.cells, decode).await?;
        let there_is_more = found.len() > limit;
        found.truncate(limit);
        let next = found.last().filter(|_| there_is_more).map(|(row, id)| order.cursor(&query.order.marks(row, *id)));
        Ok(StatusPage { rows: found.into_iter().map(|(row, _)| row).collect(), next })
    }
}

/// The statuses as rows of units: what the grounds of a scope ask a unit, they then ask a status.
const ALL: &str = "(SELECT id, duty, subject, period, register, unit, unit AS code, division, urgency, reason, due_on, since_on, \
                   next_change_on, seat, industry FROM duty_status) AS s";

/// What stands before a statement, where its rows come from, and what they must meet.
pub(super) struct From {
    pub(super) with: Piece,
    pub(super) source: Piece,
    pub(super) conditions: Vec<Piece>,
}

/// `None` when the reader sees nothing whatever there is. With `gather`, the statuses of all units in reach are gone through.
pub(super) async fn from(tx: &mut Tx, query: &StatusQuery<'_>, gather: bool) -> Result<Option<From>, StorageError> {
    let (dialect, units) = (Dialect::of_tx(tx), unit_def()?);
    let within = query.division.as_ref().map(|division| [Reach::Territory { division: division.clone(), depth: Depth::Below }]);
    let reaches: Option<&[Reach]> = if let Scope::Any(reaches) = query.scope { Some(reaches) } else { None };
    if reaches.is_some_and(<[Reach]>::is_empty) {
        return Ok(None);
    }
    let mut from = From { with: Piece::default(), source: Piece::sql(format!("FROM {ALL}")), conditions: Vec::new() };
    let mut is_gathered = false;
    // The scope first: where it is small, it is the shortest way to the rows, and the division is asked of each.
    for reaches in [reaches, within.as_ref().map(<[Reach; 1]>::as_slice)].into_iter().flatten() {
        let grounds = Grounds::of(units, reaches, dialect);
        let contracts = of_contracts(reaches);
        if !is_gathered && contracts.is_none() && (gather || is_few(tx, &grounds).await?) {
            is_gathered = true;
            let keys = grounds.keys(&Piece::sql(format!("r.superseded_at = {OPEN}")));
            // In this order: SQLite, left to itself, may walk through all statuses of an urgency and look for each one's unit.
            from.source = Piece::sql("FROM (SELECT DISTINCT code FROM (").add(keys).push(&format!(") AS g) AS k CROSS JOIN {ALL}"));
            from.conditions.push(Piece::sql("s.code = k.code"));
        } else {
            from.conditions.push(Piece::any_of([grounds.is_readable("s")].into_iter().chain(contracts).collect()));
        }
        // Only a scope names units of its own.
        from.with = preceding(from.with, grounds.with());
    }
    from.conditions.extend(own_conditions(query));
    Ok(Some(from))
}

fn preceding(one: Piece, other: Piece) -> Piece {
    if one.text.is_empty() { other } else { one }
}

pub(super) fn unit_def() -> Result<&'static RegisterDef, StorageError> {
    catalog().get(Unit::NAME).ok_or_else(|| StorageError::UnknownRegister { name: Unit::NAME.to_owned() })
}

pub(super) fn own_conditions(query: &StatusQuery<'_>) -> Vec<Piece> {
    let mut conditions = Vec::new();
    let texts = [
        ("s.code", &query.unit),
        ("s.division", &query.only_division),
        ("s.duty", &query.duty),
        ("s.register", &query.register),
        ("s.subject", &query.subject),
    ];
    for (column, wanted) in texts {
        conditions.extend(wanted.as_ref().map(|wanted| Piece::with(format!("{column} = ?"), text(printable(wanted)))));
    }
    if !query.statuses.is_empty() {
        let cells = query.statuses.iter().map(|status| Cell::Whole(Some(i64::from(status.urgency())))).collect();
        conditions.push(Piece { text: format!("s.urgency IN {}", placeholders(query.statuses.len())), cells });
    }
    conditions.extend(query.among.as_deref().map(|names| one_of("s.duty", names)));
    conditions.extend(query.units.as_deref().map(|codes| one_of("s.code", codes)));
    let others = |codes: &[String]| Piece::sql("(s.code IS NOT NULL AND NOT ").add(one_of("s.code", codes)).push(")");
    conditions.extend(query.other_units.as_deref().map(others));
    let day = |day: Day| Cell::Whole(Some(i64::from(day.number())));
    // What has no due day stands behind every day, and is due on none.
    let has_due = || Piece::with("s.due_on < ?", day(Day::MAX));
    conditions.extend(query.due_from.map(|from| Piece::with("s.due_on >= ?", day(from)).push(" AND ").add(has_due())));
    conditions.extend(query.due_until.map(|until| Piece::with("s.due_on <= ?", day(until))));
    conditions.extend(query.since_from.map(|from| Piece::with("s.since_on >= ?", day(from))));
    conditions
}

/// Whether a column holds one of these; nothing does where there are none.
fn one_of(column: &str, wanted: &[String]) -> Piece {
    if wanted.is_empty() {
        return Piece::sql("(1 = 0)");
    }
    let cells = wanted.iter().map(|wanted| text(printable(wanted))).collect();
    Piece { text: format!("({column} IN {})", placeholders(wanted.len())), cells }
}

/// PostgreSQL is not asked for U+0000; no row has it, and none has what stands for it here.
pub(super) fn printable(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

/// Whether a scope reaches so few units that their statuses are better gathered and ordered than asked one by one in their order.
async fn is_few(tx: &mut Tx, grounds: &Grounds<'_>) -> Result<bool, StorageError> {
    if !grounds.reaches_units() {
        return Ok(true);
    }
    let sql = grounds.breadth(FEW_UNITS);
    let found = tx.fetch(&Sql::once(sql.text), sql.cells, |found| Ok(found.whole(0)?)).await?;
    Ok(found.into_iter().flatten().next().unwrap_or(0) < i64::from(FEW_UNITS))
}

/// A contract's own duties are the business of whom it covers.
fn of_contracts(reaches: &[Reach]) -> Option<Piece> {
    let contract = |reach: &Reach| if let Reach::Contract(code) = reach { Some(text(code.clone())) } else { None };
    let cells: Vec<_> = reaches.iter().filter_map(contract).collect();
    let among = (!cells.is_empty()).then(|| placeholders(cells.len()))?;
    Some(Piece { text: format!("(s.register = '{}' AND s.subject IN {among})", ProviderContract::NAME), cells })
}
