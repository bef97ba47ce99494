//! What units were reminded of: each due day of a duty once.

use shouwang_calendar::Day;
use shouwang_domain::plan::Status;

use crate::database::{Cell, Found};
use crate::error::StorageError;
use crate::sql::Sql;
use crate::store::Store;

const TABLE: &str = "reminder";
const COLUMNS: &str = "unit, duty, subject, period, due_on, noted_on, id";
/// Reminders on one page at most.
const PAGE_MAX: u16 = 500;

/// One due day that a unit was reminded of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder {
    /// The unit that must act.
    pub unit: String,
    /// Full name of the rule.
    pub duty: String,
    /// Code of the subject.
    pub subject: String,
    /// The calendar period; empty where the duty has none.
    pub period: String,
    /// The last day on which it can be done in time.
    pub due_on: Day,
    /// The day of the reminder.
    pub noted_on: Day,
    /// Its number, in the order of the reminders of a day.
    pub id: i64,
}

impl Store {
    /// Notes what is open today and due from today up to a day, as far as it was not noted before; what was new.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_reminders(&self, today: Day, upto: Day) -> Result<Vec<Reminder>, StorageError> {
        // The day stands in the text: PostgreSQL would take a value in a list of columns for text.
        let sql = Sql::once(format!(
            "INSERT INTO {TABLE} (unit, duty, subject, period, due_on, noted_on) SELECT unit, duty, subject, period, due_on, {} \
             FROM duty_status WHERE urgency = {} AND due_on >= ? AND due_on <= ? AND unit IS NOT NULL ORDER BY due_on, id \
             ON CONFLICT (duty, subject, period, due_on) DO NOTHING RETURNING {COLUMNS}",
            today.number(),
            Status::Open.urgency(),
        ));
        let mut tx = self.database.begin_queue().await?;
        let noted = tx.fetch(&sql, vec![day(today), day(upto)], decode).await?;
        tx.commit().await?;
        Ok(noted)
    }

    /// A page of a unit's reminders, the newest first: those with numbers below `before` (`None`: from the newest), at most `count` and 500.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list_reminders(&self, unit: &str, before: Option<i64>, count: u16) -> Result<Vec<Reminder>, StorageError> {
        let sql = Sql::kept(format!("SELECT {COLUMNS} FROM {TABLE} WHERE unit = ? AND id < ? ORDER BY id DESC LIMIT ?"));
        let limit = Cell::Whole(Some(i64::from(count.min(PAGE_MAX))));
        let cells = vec![Cell::Text(Some(unit.into())), Cell::Whole(Some(before.unwrap_or(i64::MAX))), limit];
        self.database.begin_read().await?.fetch(&sql, cells, decode).await
    }

    /// Forgets the reminders of the days before one; how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn prune_reminders(&self, noted_before: Day) -> Result<u64, StorageError> {
        let sql = Sql::kept(format!("DELETE FROM {TABLE} WHERE noted_on < ?"));
        let mut tx = self.database.begin_queue().await?;
        let pruned = tx.execute(&sql, vec![day(noted_before)]).await?;
        tx.commit().await?;
        Ok(pruned)
    }
}

fn day(day: Day) -> Cell<'static> {
    Cell::Whole(Some(i64::from(day.number())))
}

fn decode(found: Found<'_>) -> Result<Reminder, StorageError> {
    let id = found.whole(6)?.unwrap_or_default();
    let corrupt = |column, found: String| StorageError::CorruptRow { table: TABLE, row: id.to_string(), column, found };
    let text = |at, column| Ok::<_, StorageError>(found.text(at)?.ok_or_else(|| corrupt(column, "NULL".to_owned()))?.to_owned());
    let day = |at, column| {
        let number = found.whole(at)?.unwrap_or(i64::MIN);
        i32::try_from(number).map(Day::from_number).map_err(|_| corrupt(column, number.to_string()))
    };
    Ok(Reminder {
        unit: text(0, "unit")?,
        duty: text(1, "duty")?,
        subject: text(2, "subject")?,
        period: text(3, "period")?,
        due_on: day(4, "due_on")?,
        noted_on: day(5, "noted_on")?,
        id,
    })
}
