//! Asking the database: pages, counts, groups, single rows, and what refers to a row.

use shouwang_domain::reach::Scope;
use shouwang_domain::register::{Audience, FieldKind, RegisterDef, Registers, RowKey, Value, full_catalog};

use super::column::Column;
use super::error::QueryError;
use super::filter::{Filter, Test};
use super::piece::{Dialect, Piece, owned};
use super::plan::{FEW_UNITS, Rows, UNITS_FOR_ALL, Way};
use super::scope::Sight;
use super::sort::Order;
use super::{COUNT_ROWS_MAX, Count, Cursor, GROUPS_MAX, Group, PAGE_ROWS_MAX, Referring, RowPage, RowQuery, Stored};
use crate::codec::{Reader, decode_row, key_cells};
use crate::database::{Found, Tx};
use crate::error::StorageError;
use crate::schema::{LEARNED_AT, tables};
use crate::sql::Sql;
use crate::store::{Store, load_table, table_of};

impl Store {
    /// A page of the rows that a question asks for.
    ///
    /// # Errors
    /// When the question is none ([`StorageError::Query`]), the register is unknown, a row is damaged, or the database fails.
    pub async fn list_rows(&self, query: &RowQuery<'_>) -> Result<RowPage, StorageError> {
        let mut tx = self.database.begin_read().await?;
        page(&mut tx, query).await
    }

    /// All rows that some questions ask for, each of another register, read from the same state of the database. Their pages do not matter, nor do
    /// their orders.
    ///
    /// # Errors
    /// As [`Store::list_rows`].
    pub async fn load_within(&self, wanted: &[RowQuery<'_>]) -> Result<Registers, StorageError> {
        let mut tx = self.database.begin_read().await?;
        let mut registers = Registers::new();
        for asked in wanted {
            let def = table_def(asked.register.name)?;
            if asked.is_whole() {
                registers.insert(def.name, load_table(&mut tx, table_of(def)?, asked.known_at).await?);
                continue;
            }
            let (mut rows, mut after) = (Vec::new(), None);
            loop {
                let query = RowQuery { after, sort: Vec::new(), skip: 0, limit: PAGE_ROWS_MAX, ..asked.clone() };
                let page = page(&mut tx, &query).await?;
                rows.extend(page.rows.into_iter().map(|stored| stored.row));
                after = page.next;
                if after.is_none() {
                    break;
                }
            }
            registers.insert(def.name, rows);
        }
        Ok(registers)
    }

    /// How many rows a question asks for, all pages together.
    ///
    /// # Errors
    /// As [`Store::list_rows`].
    pub async fn count_rows(&self, query: &RowQuery<'_>) -> Result<Count, StorageError> {
        let counted = self.count_to(query, COUNT_ROWS_MAX + 1).await?;
        Ok(Count { rows: counted.min(COUNT_ROWS_MAX), more: counted > COUNT_ROWS_MAX })
    }

    /// How many rows a question asks for, however many there are: of a large register this takes as long as a few hundred pages.
    ///
    /// # Errors
    /// As [`Store::list_rows`].
    pub async fn count_all_rows(&self, query: &RowQuery<'_>) -> Result<i64, StorageError> {
        self.count_to(query, i64::MAX).await
    }

    async fn count_to(&self, query: &RowQuery<'_>, limit: i64) -> Result<i64, StorageError> {
        let mut tx = self.database.begin_read().await?;
        let Some(rows) = rows(&mut tx, query).await? else { return Ok(0) };
        fetch_count(&mut tx, rows.count(limit)).await
    }

    /// How many of the rows that a question asks for say the same in a field: the largest groups first, at most [`GROUPS_MAX`].
    ///
    /// # Errors
    /// As [`Store::list_rows`].
    pub async fn count_by(&self, query: &RowQuery<'_>, field: &str) -> Result<Vec<Group>, StorageError> {
        let def = table_def(query.register.name)?;
        let column = Column::named(def, field)?;
        let mut tx = self.database.begin_read().await?;
        let Some(rows) = rows(&mut tx, query).await? else { return Ok(Vec::new()) };
        let limit = i64::try_from(GROUPS_MAX).unwrap_or(i64::MAX);
        let sql = rows.groups(column, Dialect::of(&self.database), limit);
        let decode = |found: Found<'_>| {
            let reader = Reader { def, found };
            Ok(Group { value: column.read(reader, 0)?, rows: reader.required_whole(1, column.name)? })
        };
        tx.fetch(&Sql::once(sql.text), sql.cells, decode).await
    }

    /// The row of this key as known now; `None` when there is none within the scope.
    ///
    /// # Errors
    /// When the register is unknown, the row is damaged, or the database fails.
    pub async fn find_row(&self, register: &RegisterDef, key: &RowKey, scope: &Scope) -> Result<Option<Stored>, StorageError> {
        let def = table_def(register.name)?;
        if key.code.contains('\0') {
            // No row has such a code, and PostgreSQL would not even be asked for it.
            return Ok(None);
        }
        let dialect = Dialect::of(&self.database);
        let query = RowQuery::new(def, scope);
        let Some(rows) = Rows::of(def, &query, &Sight::of(def, scope, dialect), Way::Asked, dialect)? else { return Ok(None) };
        let cells = key_cells(def, key)?.into_iter().map(owned).collect();
        let rows = rows.and(Piece { text: "r.code = ? AND r.held_from = ?".to_owned(), cells });
        let sql = rows.page(&query, def, dialect, &Order::of(def, &[])?, 1);
        let mut tx = self.database.begin_read().await?;
        Ok(tx.fetch(&Sql::once(sql.text), sql.cells, |found| decode_stored(def, found)).await?.into_iter().next())
    }

    /// The rows of all registers that name the row of this code, as far as they lie within the scope: for each field that refers to its
    /// register the first `limit`, fields without any left out. All are read from the same state of the database.
    ///
    /// # Errors
    /// When the register is unknown, a row is damaged, or the database fails.
    pub async fn referring(&self, register: &RegisterDef, code: &str, scope: &Scope, limit: u16) -> Result<Vec<Referring>, StorageError> {
        let target = table_def(register.name)?.name;
        if code.contains('\0') {
            return Ok(Vec::new());
        }
        let mut tx = self.database.begin_read().await?;
        let mut referring = Vec::new();
        for def in full_catalog() {
            if def.audience == Audience::System && *scope != Scope::Everything {
                continue;
            }
            for field in def.fields.iter().filter(|field| field.kind == FieldKind::Ref(target)) {
                let filters = vec![Filter::new(field.name, Test::Eq(Value::Ref(code.to_owned())))];
                let query = RowQuery { filters, limit, ..RowQuery::new(def, scope) };
                let page = page_in(&mut tx, &query, Way::Asked).await?;
                if !page.rows.is_empty() {
                    referring.push(Referring { register: def.name, field: field.name, page });
                }
            }
        }
        Ok(referring)
    }
}

/// The declaration of the register of this name as this program has it, with a table.
pub(super) fn table_def(name: &str) -> Result<&'static RegisterDef, StorageError> {
    tables().get(name).map(|table| table.def).ok_or_else(|| StorageError::UnknownRegister { name: name.to_owned() })
}

async fn page(tx: &mut Tx, query: &RowQuery<'_>) -> Result<RowPage, StorageError> {
    let way = way(tx, query, units_for_page(query)).await?;
    page_in(tx, query, way).await
}

async fn page_in(tx: &mut Tx, query: &RowQuery<'_>, way: Way) -> Result<RowPage, StorageError> {
    let (def, dialect) = (table_def(query.register.name)?, Dialect::of_tx(tx));
    let order = Order::of(def, &query.sort)?;
    let marks = query.after.as_ref().map(|cursor| cursor.marks(query, &order)).transpose()?;
    let sight = Sight::of(def, query.scope, dialect);
    let Some(mut rows) = Rows::of(def, query, &sight, way, dialect)? else { return Ok(RowPage { rows: Vec::new(), next: None }) };
    if let Some(marks) = marks {
        rows = rows.and(order.behind(dialect, "r", &marks));
    }
    steer(tx, way).await?;
    let limit = usize::from(query.limit.clamp(1, PAGE_ROWS_MAX));
    let sql = rows.page(query, def, dialect, &order, i64::try_from(limit + 1).unwrap_or(i64::MAX));
    let mut found = tx.fetch(&Sql::once(sql.text), sql.cells, |found| decode_stored(def, found)).await?;
    // One row more than asked for tells that there is another page; the cursor is that of the last row shown.
    let more = found.len() > limit;
    found.truncate(limit);
    let last = found.last().filter(|_| more);
    let next = last.map(|last| order.marks(&last.row).map(|marks| Cursor::behind(query, &marks))).transpose()?;
    Ok(RowPage { rows: found, next })
}

/// All rows of a question, to be counted or grouped.
async fn rows(tx: &mut Tx, query: &RowQuery<'_>) -> Result<Option<Rows>, StorageError> {
    let way = way(tx, query, UNITS_FOR_ALL).await?;
    steer(tx, way).await?;
    let (def, dialect) = (table_def(query.register.name)?, Dialect::of_tx(tx));
    Ok(Rows::of(def, query, &Sight::of(def, query.scope, dialect), way, dialect)?)
}

/// From how many units on a page is filled by asking rows one by one. In the order of days, visible rows lie among the others, so that a page
/// is soon full. In any other order those of one territory may lie at the far end, and what a word is looked for in is far between: then
/// rows are asked only where a condition leaves few. Whoever passes rows over comes by all of them, too.
fn units_for_page(query: &RowQuery<'_>) -> u16 {
    let narrowed = query.filters.iter().any(|filter| matches!(filter.test, Test::Eq(_) | Test::In(_) | Test::Prefix(_)));
    let searched = query.search.as_ref().is_some_and(|word| !word.is_empty()) || !query.any.is_empty();
    let by_day = query.sort.first().is_none_or(|sort| sort.field == "from");
    if query.skip == 0 && (narrowed || (by_day && !searched)) { FEW_UNITS } else { UNITS_FOR_ALL }
}

/// How the rows are found: gathered when the scope reaches fewer units than this.
async fn way(tx: &mut Tx, query: &RowQuery<'_>, units_max: u16) -> Result<Way, StorageError> {
    let (def, dialect) = (table_def(query.register.name)?, Dialect::of_tx(tx));
    let Sight::Some(grounds) = Sight::of(def, query.scope, dialect) else { return Ok(Way::Asked) };
    if !grounds.reaches_units() {
        return Ok(Way::Gathered);
    }
    let units = fetch_count(tx, grounds.breadth(units_max)).await?;
    Ok(match units < i64::from(units_max) {
        true => Way::Gathered,
        false if grounds.is_mixed() => Way::Mixed,
        false => Way::Asked,
    })
}

/// Keeps a server from walking through whole tables where rows are gathered: it takes a scope for far wider than those are that are
/// gathered, since it cannot know how few units there are. SQLite keeps to the order in which the statement names things.
async fn steer(tx: &mut Tx, way: Way) -> Result<(), StorageError> {
    if way != Way::Asked && Dialect::of_tx(tx) == Dialect::Postgres {
        let ways = ["enable_seqscan", "enable_hashjoin", "enable_mergejoin"].map(|name| format!("set_config('{name}', 'off', true)"));
        tx.fetch(&Sql::kept(format!("SELECT {}", ways.join(", "))), Vec::new(), |_| Ok(())).await?;
    }
    Ok(())
}

async fn fetch_count(tx: &mut Tx, sql: Piece) -> Result<i64, StorageError> {
    let counts = tx.fetch(&Sql::once(sql.text), sql.cells, |found| Ok(found.whole(0)?)).await?;
    Ok(counts.into_iter().flatten().next().unwrap_or(0))
}

fn decode_stored(def: &'static RegisterDef, found: Found<'_>) -> Result<Stored, StorageError> {
    let version = Reader { def, found }.required_whole(LEARNED_AT + 1 + def.fields.len(), "learned_act")?;
    Ok(Stored { row: decode_row(def, found)?, version })
}

impl From<QueryError> for StorageError {
    fn from(source: QueryError) -> StorageError {
        StorageError::Query { source }
    }
}
