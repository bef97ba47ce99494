//! Where every duty stands today: rows that one planner at a time keeps in step with the registers, and what they were planned from.
//!
//! Lists and counts for readers stand in `query::status`. This module must not know how a status comes about.

use jiff::Timestamp;
use shouwang_calendar::Day;
use shouwang_domain::plan::Status;

use crate::codec::micros;
use crate::database::{Cell, Found, Tx};
use crate::error::StorageError;
use crate::lease::{Lease, take_lease};
use crate::sql::{BATCH_ROWS, Batched, Sql, placeholders};
use crate::status_count::keep_counts;
use crate::store::Store;

pub(crate) const TABLE: &str = "duty_status";
pub(crate) const COLUMNS: &str =
    "duty, subject, period, register, unit, division, urgency, reason, due_on, since_on, next_change_on, seat, industry";
pub(crate) const COLUMN_COUNT: usize = 13;
const PLANNING: &str = "planning";

/// Which duty of what, for which period.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StatusKey {
    /// Full name of the rule.
    pub duty: String,
    /// Code of the subject.
    pub subject: String,
    /// The calendar period, such as `2026-Q1`; empty where the duty has none.
    pub period: String,
}

/// Where one duty stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusRow {
    /// Which.
    pub key: StatusKey,
    /// The register of the subject.
    pub register: String,
    /// The unit that must act, if it is known.
    pub unit: Option<String>,
    /// The division of the unit, or of the subject where that is a division.
    pub division: Option<String>,
    /// The division in which the unit lies, as its row that began last says: by this, readers see the status or do not.
    pub seat: Option<String>,
    /// The unit's industry, as the same row says: the identifier of the choice.
    pub industry: Option<String>,
    /// Where it stands.
    pub status: Status,
    /// Identifier of the reason.
    pub reason: String,
    /// The last day on which it can be done in time; [`Day::MAX`] when there is none.
    pub due_on: Day,
    /// First day of the unbroken time with this status; [`Day::MIN`] when it has always been so.
    pub since_on: Day,
    /// The next day on which time alone may change it; [`Day::MAX`] when there is none.
    pub next_change_on: Day,
}

/// What the statuses were planned from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Digest of the law and the calendar.
    pub law: String,
    /// The day.
    pub day: Day,
    /// The newest act whose changes are in them.
    pub act: i64,
    /// When that was written down.
    pub at: Timestamp,
}

/// What a planner wants written.
#[derive(Clone, Debug, Default)]
pub struct StatusChanges {
    /// Rows that are new or say something else.
    pub puts: Vec<StatusRow>,
    /// Rows that no longer are.
    pub removals: Vec<StatusKey>,
}

/// The right to write statuses: the lease, and what the planner believes the statuses are planned from.
#[derive(Clone, Debug)]
pub struct PlannerClaim<'c> {
    /// The planner's lease; it is renewed.
    pub lease: &'c Lease,
    /// Until when.
    pub until: Timestamp,
    /// Now.
    pub now: Timestamp,
    /// What the statuses were planned from when the planner began.
    pub from: Option<&'c Planned>,
}

impl Store {
    /// What the statuses were planned from; `None` until everything has been planned for the first time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find_planned(&self) -> Result<Option<Planned>, StorageError> {
        find_planned(&mut self.database.begin_read().await?).await
    }

    /// The statuses of one duty for the subjects behind a code up to another, ordered by subject and period.
    ///
    /// # Errors
    /// When a row is damaged or the database fails.
    pub async fn load_statuses(&self, duty: &str, above: Option<&str>, upto: Option<&str>) -> Result<Vec<StatusRow>, StorageError> {
        let end = if upto.is_some() { " AND subject <= ?" } else { "" };
        let sql = Sql::kept(format!("SELECT {COLUMNS} FROM {TABLE} WHERE duty = ? AND subject > ?{end} ORDER BY subject, period"));
        // No subject's code is empty, so that all lie behind that.
        let cells = [text(duty), text(above.unwrap_or_default())].into_iter().chain(upto.map(text)).collect();
        self.database.begin_read().await?.fetch(&sql, cells, decode_status).await
    }

    /// The statuses of some duties of some subjects, given as pairs; in no order.
    ///
    /// # Errors
    /// When a row is damaged or the database fails.
    pub async fn load_statuses_of(&self, pairs: &[(&str, &str)]) -> Result<Vec<StatusRow>, StorageError> {
        let select = Batched {
            head: "WITH wanted (wanted_duty, wanted_subject) AS (VALUES ".to_owned(),
            tuple: placeholders(2),
            tail: format!(") SELECT {COLUMNS} FROM wanted JOIN {TABLE} ON duty = wanted_duty AND subject = wanted_subject"),
            kept: false,
        };
        let mut tx = self.database.begin_read().await?;
        let mut found = Vec::new();
        for pairs in pairs.chunks(BATCH_ROWS) {
            let cells = pairs.iter().flat_map(|(duty, subject)| [text(duty), text(subject)]).collect();
            found.append(&mut tx.fetch(&select.sql(pairs.len()), cells, decode_status).await?);
        }
        Ok(found)
    }

    /// The duties that have statuses.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_planned_duties(&self) -> Result<Vec<String>, StorageError> {
        let sql = Sql::kept(format!("SELECT DISTINCT duty FROM {TABLE}"));
        let decode = |found: Found<'_>| Ok(found.text(0)?.unwrap_or_default().to_owned());
        self.database.begin_read().await?.fetch(&sql, Vec::new(), decode).await
    }

    /// Writes changed statuses and, when they are complete, what they were planned from: all or nothing. `false`, and nothing is written,
    /// when another planner holds the lease or has planned meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn write_statuses(
        &self,
        claim: &PlannerClaim<'_>,
        changes: &StatusChanges,
        planned: Option<&Planned>,
    ) -> Result<bool, StorageError> {
        let mut tx = self.database.begin_queue().await?;
        // The lease first: on a server, another planner waits at its row until this one is through, and then sees what it planned.
        if !take_lease(&mut tx, claim.lease, claim.now, claim.until).await? || find_planned(&mut tx).await?.as_ref() != claim.from {
            return Ok(false);
        }
        // First of all: what is counted no more is read from the rows as they still are.
        keep_counts(&mut tx, changes).await?;
        remove(&mut tx, &changes.removals).await?;
        put(&mut tx, &changes.puts).await?;
        if let Some(planned) = planned {
            write_planned(&mut tx, planned).await?;
        }
        tx.commit().await?;
        Ok(true)
    }
}

pub(crate) async fn find_planned(tx: &mut Tx) -> Result<Option<Planned>, StorageError> {
    let sql = Sql::kept(format!("SELECT law, day, act, planned_at FROM {PLANNING} WHERE id = 1"));
    let decode = |found: Found<'_>| {
        let at = found.whole(3)?.unwrap_or_default();
        Ok(Planned {
            law: found.text(0)?.unwrap_or_default().to_owned(),
            day: decode_day(found, 1, "day", PLANNING, "1")?,
            act: found.whole(2)?.unwrap_or_default(),
            at: Timestamp::from_microsecond(at).map_err(|_| corrupt(PLANNING, "1", "planned_at", at.to_string()))?,
        })
    };
    Ok(tx.fetch(&sql, Vec::new(), decode).await?.into_iter().next())
}

async fn write_planned(tx: &mut Tx, planned: &Planned) -> Result<(), StorageError> {
    let sql = Sql::kept(format!(
        "INSERT INTO {PLANNING} (id, law, day, act, planned_at) VALUES (1, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET law = excluded.law, \
         day = excluded.day, act = excluded.act, planned_at = excluded.planned_at"
    ));
    let cells = vec![text(&planned.law), day(planned.day), Cell::Whole(Some(planned.act)), Cell::Whole(Some(micros(planned.at)))];
    tx.execute(&sql, cells).await?;
    Ok(())
}

async fn put(tx: &mut Tx, rows: &[StatusRow]) -> Result<(), StorageError> {
    let changed = ["register", "unit", "division", "urgency", "reason", "due_on", "since_on", "next_change_on", "seat", "industry"];
    let changed: Vec<_> = changed.iter().map(|column| format!("{column} = excluded.{column}")).collect();
    let upsert = Batched {
        head: format!("INSERT INTO {TABLE} ({COLUMNS}) VALUES "),
        tuple: placeholders(COLUMN_COUNT),
        tail: format!(" ON CONFLICT (duty, subject, period) DO UPDATE SET {}", changed.join(", ")),
        kept: true,
    };
    let full_batch = upsert.sql(BATCH_ROWS);
    for rows in rows.chunks(BATCH_ROWS) {
        let mut cells = Vec::with_capacity(rows.len() * COLUMN_COUNT);
        for row in rows {
            cells.extend([text(&row.key.duty), text(&row.key.subject), text(&row.key.period), text(&row.register)]);
            cells.extend([optional(row.unit.as_deref()), optional(row.division.as_deref())]);
            cells.extend([Cell::Whole(Some(i64::from(row.status.urgency()))), text(&row.reason)]);
            cells.extend([day(row.due_on), day(row.since_on), day(row.next_change_on)]);
            cells.extend([optional(row.seat.as_deref()), optional(row.industry.as_deref())]);
        }
        let sql = if rows.len() == BATCH_ROWS { full_batch.clone() } else { upsert.sql(rows.len()) };
        tx.execute(&sql, cells).await?;
    }
    Ok(())
}

async fn remove(tx: &mut Tx, keys: &[StatusKey]) -> Result<(), StorageError> {
    let sql = Sql::kept(format!("DELETE FROM {TABLE} WHERE duty = ? AND subject = ? AND period = ?"));
    for key in keys {
        tx.execute(&sql, vec![text(&key.duty), text(&key.subject), text(&key.period)]).await?;
    }
    Ok(())
}

/// A row that was selected with [`COLUMNS`].
pub(crate) fn decode_status(found: Found<'_>) -> Result<StatusRow, StorageError> {
    let texts = |at| found.text(at).ok().flatten().unwrap_or("?");
    let row = format!("{} / {} / {}", texts(0), texts(1), texts(2));
    let needed = |at, column| {
        let text = found.text(at)?.ok_or_else(|| corrupt(TABLE, &row, column, "NULL".to_owned()))?;
        Ok::<_, StorageError>(text.to_owned())
    };
    let optional = |at| Ok::<_, StorageError>(found.text(at)?.map(str::to_owned));
    Ok(StatusRow {
        key: StatusKey { duty: needed(0, "duty")?, subject: needed(1, "subject")?, period: needed(2, "period")? },
        register: needed(3, "register")?,
        unit: optional(4)?,
        division: optional(5)?,
        seat: optional(11)?,
        industry: optional(12)?,
        status: decode_urgency(found, 6, TABLE, &row)?,
        reason: needed(7, "reason")?,
        due_on: decode_day(found, 8, "due_on", TABLE, &row)?,
        since_on: decode_day(found, 9, "since_on", TABLE, &row)?,
        next_change_on: decode_day(found, 10, "next_change_on", TABLE, &row)?,
    })
}

/// The status that a number stands for.
pub(crate) fn decode_urgency(found: Found<'_>, at: usize, table: &'static str, row: &str) -> Result<Status, StorageError> {
    let urgency = found.whole(at)?.unwrap_or(-1);
    let status = Status::ALL.into_iter().find(|status| i64::from(status.urgency()) == urgency);
    status.ok_or_else(|| corrupt(table, row, "urgency", urgency.to_string()))
}

fn decode_day(found: Found<'_>, at: usize, column: &'static str, table: &'static str, row: &str) -> Result<Day, StorageError> {
    let number = found.whole(at)?;
    let day = number.and_then(|number| i32::try_from(number).ok()).map(Day::from_number);
    day.ok_or_else(|| corrupt(table, row, column, number.map_or_else(|| "NULL".to_owned(), |number| number.to_string())))
}

fn corrupt(table: &'static str, row: &str, column: &'static str, found: String) -> StorageError {
    StorageError::CorruptRow { table, row: row.to_owned(), column, found }
}

pub(crate) fn text(text: &str) -> Cell<'_> {
    Cell::Text(Some(text.into()))
}

fn optional(text: Option<&str>) -> Cell<'_> {
    Cell::Text(text.map(Into::into))
}

fn day(day: Day) -> Cell<'static> {
    Cell::Whole(Some(i64::from(day.number())))
}
