//! How many statuses say the same, kept in step with the statuses so that whoever asks for a province need not count millions.
//!
//! The table `duty_count` only repeats `duty_status`; `query::count` reads it. This module must not know who may see what.

use std::collections::{BTreeMap, BTreeSet};

use crate::database::{Cell, Found, Tx};
use crate::error::StorageError;
use crate::sql::{BATCH_ROWS, Batched, Sql, placeholders};
use crate::status::{StatusChanges, StatusKey, TABLE, text};

/// What a status is counted under; an empty text is none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Kind {
    duty: String,
    division: String,
    seat: String,
    industry: String,
    urgency: i64,
}

/// Follows changes of statuses: called in their transaction, before they are made.
///
/// # Errors
/// When the database fails.
pub(crate) async fn keep_counts(tx: &mut Tx, changes: &StatusChanges) -> Result<(), StorageError> {
    let mut counts: BTreeMap<Kind, i64> = BTreeMap::new();
    for row in &changes.puts {
        let given = |text: &Option<String>| text.clone().unwrap_or_default();
        let kind = Kind {
            duty: row.key.duty.clone(),
            division: given(&row.division),
            seat: given(&row.seat),
            industry: given(&row.industry),
            urgency: i64::from(row.status.urgency()),
        };
        *counts.entry(kind).or_default() += 1;
    }
    let keys: BTreeSet<&StatusKey> = changes.puts.iter().map(|row| &row.key).chain(&changes.removals).collect();
    for kind in load_kinds(tx, &keys.into_iter().collect::<Vec<_>>()).await? {
        *counts.entry(kind).or_default() -= 1;
    }
    counts.retain(|_, count| *count != 0);
    add(tx, &counts.into_iter().collect::<Vec<_>>()).await
}

/// What the statuses with these keys are counted under as yet.
async fn load_kinds(tx: &mut Tx, keys: &[&StatusKey]) -> Result<Vec<Kind>, StorageError> {
    let select = Batched {
        head: "WITH wanted (wanted_duty, wanted_subject, wanted_period) AS (VALUES ".to_owned(),
        tuple: placeholders(3),
        tail: format!(
            ") SELECT duty, division, seat, industry, urgency FROM wanted JOIN {TABLE} \
             ON duty = wanted_duty AND subject = wanted_subject AND period = wanted_period"
        ),
        kept: false,
    };
    let decode = |found: Found<'_>| {
        let given = |at| Ok::<_, StorageError>(found.text(at)?.unwrap_or_default().to_owned());
        let urgency = found.whole(4)?.unwrap_or_default();
        Ok(Kind { duty: given(0)?, division: given(1)?, seat: given(2)?, industry: given(3)?, urgency })
    };
    let mut kinds = Vec::new();
    for keys in keys.chunks(BATCH_ROWS) {
        let cells = keys.iter().flat_map(|key| [text(&key.duty), text(&key.subject), text(&key.period)]).collect();
        kinds.append(&mut tx.fetch(&select.sql(keys.len()), cells, decode).await?);
    }
    Ok(kinds)
}

async fn add(tx: &mut Tx, counts: &[(Kind, i64)]) -> Result<(), StorageError> {
    let upsert = Batched {
        head: "INSERT INTO duty_count (duty, division, seat, industry, urgency, status_count) VALUES ".to_owned(),
        tuple: placeholders(6),
        tail: " ON CONFLICT (duty, division, seat, industry, urgency) \
               DO UPDATE SET status_count = duty_count.status_count + excluded.status_count"
            .to_owned(),
        kept: true,
    };
    for counts in counts.chunks(BATCH_ROWS) {
        let mut cells = Vec::with_capacity(counts.len() * 6);
        for (kind, count) in counts {
            cells.extend([text(&kind.duty), text(&kind.division), text(&kind.seat), text(&kind.industry)]);
            cells.extend([Cell::Whole(Some(kind.urgency)), Cell::Whole(Some(*count))]);
        }
        tx.execute(&upsert.sql(counts.len()), cells).await?;
    }
    if counts.iter().any(|(_, count)| *count < 0) {
        tx.execute(&Sql::kept("DELETE FROM duty_count WHERE status_count = 0"), Vec::new()).await?;
    }
    Ok(())
}
