//! How many statuses stand where, for one reader.
//!
//! Whose scope is made of territories and industries, and of units that lie within them, is answered from the counts that are kept beside the
//! statuses: whether he may see a status depends on where its unit lies and of which industry that is, and by both they are counted. Everybody
//! else's statuses are few enough to be counted one by one; so are those that a question narrows by more than the kept counts know.

use shouwang_domain::plan::Status;
use shouwang_domain::reach::{Depth, Reach, Scope};

use super::error::QueryError;
use super::piece::{Dialect, Piece, text};
use super::place::latest;
use super::scope::{Grounds, identifier, preceded};
use super::status::{From, StatusQuery, from, own_conditions, printable, unit_def};
use crate::database::{Cell, Found, Tx};
use crate::error::StorageError;
use crate::sql::Sql;
use crate::status::{decode_urgency, find_planned};
use crate::store::Store;

/// By what statuses are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusGroup {
    /// By the division of the unit, or of the subject where that is a division.
    Division,
    /// By division one level below the one that the question names: what lies further below counts for the one above it, and what lies below
    /// none of them for the named one itself.
    Child,
    /// By duty.
    Duty,
    /// By the unit's industry.
    Industry,
    /// By unit.
    Unit,
}

/// How many statuses of one kind there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusCount {
    /// The division, duty, industry (identifier of the choice) or unit; `None` where it is not known.
    pub of: Option<String>,
    /// The same by the second group; `None` where there is none, too.
    pub and: Option<String>,
    /// The status.
    pub status: Status,
    /// How many.
    pub count: i64,
}

impl Store {
    /// How many statuses a question asks for, by status and by one or two other things, in the order of all. The page is not looked at.
    ///
    /// # Errors
    /// [`QueryError::NoDivision`] when children of a division are asked for and none is named; otherwise as [`Store::list_statuses`].
    pub async fn count_statuses(
        &self,
        query: &StatusQuery<'_>,
        by: StatusGroup,
        and: Option<StatusGroup>,
    ) -> Result<Vec<StatusCount>, StorageError> {
        let mut tx = self.database.begin_read().await?;
        let groups = [Some(by), and];
        let has_children = groups.contains(&Some(StatusGroup::Child));
        let children = match &query.division {
            Some(top) if has_children => children(top, Dialect::of_tx(&tx)),
            None if has_children => return Err(QueryError::NoDivision.into()),
            _ => Piece::default(),
        };
        let from = if is_kept(&mut tx, query, groups).await? { from_counts(&tx, query) } else { from_rows(&mut tx, query).await? };
        let Some((from, count)) = from else { return Ok(Vec::new()) };
        let sql = statement(from, count, children, groups);
        let decode = |found: Found<'_>| {
            Ok(StatusCount {
                of: found.text(0)?.map(str::to_owned),
                and: found.text(1)?.map(str::to_owned),
                status: decode_urgency(found, 2, "duty_status", "?")?,
                count: found.whole(3)?.unwrap_or_default(),
            })
        };
        let mut counts = tx.fetch(&Sql::once(sql.text), sql.cells, decode).await?;
        // Databases do not agree where what is not known comes.
        counts.sort_by(|one, other| (&one.of, &one.and, one.status.urgency()).cmp(&(&other.of, &other.and, other.status.urgency())));
        Ok(counts)
    }
}

/// Where counts come from, and what counts one row of it.
type Counted = Option<(From, &'static str)>;

/// Whether the kept counts know everything that a question is about, and know it of now.
async fn is_kept(tx: &mut Tx, query: &StatusQuery<'_>, groups: [Option<StatusGroup>; 2]) -> Result<bool, StorageError> {
    let StatusQuery { scope, unit, units, other_units, division, register, subject, due_from, due_until, since_from, .. } = query;
    let is_narrower = [unit, register, subject].into_iter().any(Option::is_some)
        || [units, other_units].into_iter().any(Option::is_some)
        || [due_from, due_until, since_from].into_iter().any(Option::is_some)
        || groups.contains(&Some(StatusGroup::Unit));
    if is_narrower {
        return Ok(false);
    }
    match scope {
        Scope::Everything if division.is_none() => return Ok(true),
        Scope::Any(reaches) if !are_of_places(tx, reaches).await? => return Ok(false),
        _ => {}
    }
    // The planner says where units lie. Until it has followed the newest changes of units, lists know better.
    let Some(planned) = find_planned(tx).await? else { return Ok(false) };
    let changed = |column| format!("(SELECT COUNT(*) FROM (SELECT 1 AS one FROM unit WHERE {column} > ? LIMIT 1) AS {column}_later)");
    let sql = Sql::kept(format!("SELECT {} + {}", changed("learned_act"), changed("superseded_act")));
    let act = Cell::Whole(Some(planned.act));
    let changes = tx.fetch(&sql, vec![act.clone(), act], |found| Ok(found.whole(0)?)).await?;
    Ok(changes == [Some(0)])
}

/// Whether reaches come to territories and industries alone. One's own unit usually lies in the territory that one has besides.
async fn are_of_places(tx: &mut Tx, reaches: &[Reach]) -> Result<bool, StorageError> {
    if reaches.iter().any(|reach| matches!(reach, Reach::Contract(_))) {
        return Ok(false);
    }
    if !reaches.iter().any(|reach| matches!(reach, Reach::Unit(_))) {
        return Ok(true);
    }
    let beyond = Grounds::of(unit_def()?, reaches, Dialect::of_tx(tx)).units_beyond_lands();
    let found = tx.fetch(&Sql::once(beyond.text), beyond.cells, |found| Ok(found.whole(0)?)).await?;
    Ok(found == [Some(0)])
}

/// The rows themselves.
async fn from_rows(tx: &mut Tx, query: &StatusQuery<'_>) -> Result<Counted, StorageError> {
    // What has changed lately is sooner found by its day than unit by unit.
    let from = from(tx, query, query.since_from.is_none()).await?;
    Ok(from.map(|from| (from, "COUNT(*)")))
}

/// The kept counts, narrowed to the places that a reader reaches.
fn from_counts(tx: &Tx, query: &StatusQuery<'_>) -> Counted {
    let dialect = Dialect::of_tx(tx);
    let (mut withs, mut conditions) = (Vec::new(), own_conditions(query));
    let mut within = |reaches: &[Reach]| {
        let mut lies = Vec::new();
        for reach in reaches {
            let name = format!("land{}", withs.len());
            if let Some((with, condition)) = land(reach, &name, dialect) {
                withs.push(with);
                lies.push(condition);
            }
        }
        Piece::any_of(lies)
    };
    if let Scope::Any(reaches) = query.scope {
        conditions.push(within(reaches));
    }
    if let Some(division) = &query.division {
        conditions.push(within(&[Reach::Territory { division: printable(division), depth: Depth::Below }]));
    }
    let from = From { with: Piece::joined(withs, ", "), source: Piece::sql("FROM duty_count s"), conditions };
    Some((from, "CAST(SUM(s.status_count) AS BIGINT)"))
}

fn statement(from: From, count: &str, children: Piece, groups: [Option<StatusGroup>; 2]) -> Piece {
    let From { with, mut source, conditions } = from;
    if !children.text.is_empty() {
        source = source.push(" LEFT JOIN child_of c ON c.code = s.division");
    }
    let columns = groups.map(|group| group.map_or("NULL", column));
    // A group that is not asked for is no column to group by.
    let grouped = groups.iter().flatten().map(|group| column(*group)).chain(["s.urgency"]).collect::<Vec<_>>().join(", ");
    let [of, and] = columns;
    let select = Piece::sql(format!("SELECT {of}, {and}, s.urgency, {count} ")).add(source).push(" WHERE ").add(Piece::all_of(conditions));
    let with = Piece::joined([with, children].into_iter().filter(|piece| !piece.text.is_empty()), ", ");
    preceded(with, select.push(&format!(" GROUP BY {grouped}")))
}

fn column(group: StatusGroup) -> &'static str {
    match group {
        // The kept counts have an empty text where nothing is known.
        StatusGroup::Division => "NULLIF(s.division, '')",
        StatusGroup::Child => "COALESCE(c.child, NULLIF(s.division, ''))",
        StatusGroup::Duty => "s.duty",
        StatusGroup::Industry => "NULLIF(s.industry, '')",
        StatusGroup::Unit => "s.code",
    }
}

/// For each division below one, as `child_of`: which of its children it lies in.
fn children(top: &str, dialect: Dialect) -> Piece {
    let (latest, parent) = (latest("division", "d"), dialect.bytewise("d.parent"));
    let sql = format!(
        "child_of (code, child) AS (SELECT d.code, d.code FROM division d WHERE {parent} = ? AND {latest} \
         UNION SELECT d.code, c.child FROM child_of c JOIN division d ON {parent} = c.code WHERE {latest})"
    );
    Piece::with(sql, text(printable(top)))
}

/// The divisions of a reach, and the condition that a unit lies there: what `unit_place` says of units, said of divisions.
fn land(reach: &Reach, name: &str, dialect: Dialect) -> Option<(Piece, Piece)> {
    let (Reach::Territory { division, .. } | Reach::Industry { division, .. }) = reach else { return None };
    let latest = latest("division", "d");
    let with = format!(
        "{name} (code) AS (SELECT {} UNION SELECT d.code FROM {name} l JOIN division d ON {} = l.code WHERE {latest})",
        dialect.bytewise("CAST(? AS TEXT)"),
        dialect.bytewise("d.parent"),
    );
    let below = format!("s.seat IN (SELECT code FROM {name})");
    let condition = match reach {
        Reach::Industry { industry, .. } => {
            Piece { text: format!("(s.industry = ? AND {below})"), cells: vec![text(identifier(*industry))] }
        }
        Reach::Territory { depth: Depth::Same, .. } => Piece {
            // A county has its townships and villages with it.
            text: format!(
                "(s.seat = ? OR (s.seat IN (SELECT d.code FROM {name} l JOIN division d ON d.code = l.code \
                 WHERE d.level IN ('township', 'village') AND {latest}) \
                 AND (SELECT COUNT(*) FROM division d WHERE d.code = ? AND d.level = 'county' AND {latest}) > 0))"
            ),
            cells: vec![text(division.as_str()), text(division.as_str())],
        },
        _ => Piece::sql(below),
    };
    Some((Piece::with(with, text(division.as_str())), condition))
}
