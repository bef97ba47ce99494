//! What units were told of matters, for their people, who say that they have taken note of it.

use std::collections::{BTreeMap, BTreeSet};

use shouwang_calendar::Day;
use shouwang_domain::procedure::matter_notice::{MatterNotice, Occasion};
use shouwang_domain::reach::Scope;
use shouwang_domain::register::{Fact, Record as _, Value};
use shouwang_domain::registers::permission::Matter as Kind;
use shouwang_domain::registers::unit::Unit;
use shouwang_storage::query::{Cursor, Filter, RowQuery, Stored, Test};
use shouwang_storage::{Expected, Write};

use super::register_of;
use super::write::put;
use crate::authority::{Principal, operation};
use crate::caller::Caller;
use crate::edge::Edge;
use crate::problem::AppError;
use crate::service::order::row_order;
use crate::service::{Service, today};

/// To say that a unit has taken note.
const NOTE: &str = "matters.note";

/// By what notices can be ordered, with the field of each.
const ORDERS: [(&str, &str); 3] = [("since", "from"), ("number", "matter"), ("due", "due_on")];

/// Notices that somebody asks for.
#[derive(Clone, Debug)]
pub struct NoticesAsked {
    /// Only those that nobody has taken note of, or only those that somebody has.
    pub open: Option<bool>,
    /// The order: `since`, `number` or `due`, with a hyphen before it turned round; the newest first when nobody says so.
    pub sort: Option<String>,
    /// Where the page before ended.
    pub after: Option<String>,
    /// How many on the page.
    pub limit: u16,
}

/// A notice in a list.
#[derive(Clone, Debug)]
pub struct NoticeLine {
    /// Its code.
    pub id: String,
    /// The matter's number.
    pub number: String,
    /// What the matter is.
    pub kind: Kind,
    /// The unit that is told.
    pub unit: String,
    /// Its name.
    pub unit_name: Option<String>,
    /// What it is told.
    pub occasion: Occasion,
    /// The code of what the matter's first line is about.
    pub subject: Option<String>,
    /// When.
    pub on: Day,
    /// The day that it is about.
    pub due_on: Option<Day>,
    /// When somebody took note of it.
    pub noted_on: Option<Day>,
    /// His account.
    pub noted_by: Option<String>,
}

impl Service {
    /// A page of notices to the units for which somebody has a role, the newest first.
    ///
    /// # Errors
    /// When the question is none, or the database fails.
    pub async fn list_notices(&self, caller: &Caller, asked: &NoticesAsked) -> Result<(Vec<NoticeLine>, Option<Cursor>), AppError> {
        let def = register_of::<MatterNotice>()?;
        let mut filters = vec![self.of_own_units(caller, "matters.list", def)];
        filters.extend(asked.open.map(|open| Filter::new("noted_on", if open { Test::IsNull } else { Test::NotNull })));
        let query = RowQuery {
            filters,
            sort: row_order(asked.sort.as_deref().unwrap_or("-since"), &ORDERS)?,
            after: asked.after.as_deref().map(Cursor::from_text),
            limit: asked.limit,
            ..RowQuery::new(def, &Scope::Everything)
        };
        let page = self.store.list_rows(&query).await?;
        let mut lines = page.rows.iter().map(NoticeLine::read).collect::<Result<Vec<_>, _>>()?;
        let units: BTreeSet<_> = lines.iter().map(|line| line.unit.clone()).collect();
        let names: BTreeMap<_, _> = self.names(&Scope::Everything, Unit::NAME, &units.into_iter().collect::<Vec<_>>()).await?;
        for line in &mut lines {
            line.unit_name = names.get(&line.unit).cloned();
        }
        Ok((lines, page.next))
    }

    /// Says that a unit has taken note of what it was told. What somebody has noted stays as it is.
    ///
    /// # Errors
    /// When there is no such notice to a unit for which the caller may say so, or the database fails.
    pub async fn note_notice(&self, caller: &Caller, id: &str, key: Option<String>, edge: &Edge<'_>) -> Result<NoticeLine, AppError> {
        if id.contains('\0') {
            return Err(AppError::not_found());
        }
        let def = register_of::<MatterNotice>()?;
        let filters = vec![self.of_own_units(caller, NOTE, def), Filter::new("code", Test::Eq(Value::Text(id.to_owned())))];
        let page = self.store.list_rows(&RowQuery { filters, limit: 1, ..RowQuery::new(def, &Scope::Everything) }).await?;
        let stored = page.rows.first().ok_or_else(AppError::not_found)?;
        let mut notice = Fact::<MatterNotice>::from_row(&stored.row).map_err(AppError::internal)?;
        if notice.data.noted_on.is_none() {
            (notice.data.noted_on, notice.data.noted_by) = (Some(today(edge.now)), Some(caller.login.clone()));
            let operation = operation(NOTE).ok_or_else(|| AppError::internal("no such operation"))?;
            let authority = self.authority();
            let notes = |grant: &&Principal| {
                let of_unit = grant.unit.as_ref().is_some_and(|unit| unit.code == notice.data.unit.code);
                of_unit && !authority.scope(grant, NOTE, def.name).is_nothing()
            };
            let grant = caller.grants.iter().find(notes);
            let about = shouwang_storage::About { idempotency_key: key, ..caller.about(operation, grant) };
            let mut write = Write::now(edge.now, about, notice.data.matter.code.clone(), edge.bytes());
            let expected = Expected { register: def.name, key: stored.row.key.clone(), version: Some(stored.version) };
            write.expected.push(expected);
            write.puts.push(put(notice.clone()));
            self.write_once(write).await?;
        }
        Ok(NoticeLine::of(notice))
    }
}

impl NoticeLine {
    fn read(stored: &Stored) -> Result<NoticeLine, AppError> {
        Fact::from_row(&stored.row).map(NoticeLine::of).map_err(AppError::internal)
    }

    fn of(fact: Fact<MatterNotice>) -> NoticeLine {
        let Fact { code, from, data, .. } = fact;
        NoticeLine {
            id: code,
            number: data.matter.code,
            kind: data.kind,
            unit: data.unit.code,
            unit_name: None,
            occasion: data.occasion,
            subject: data.subject,
            on: from,
            due_on: data.due_on,
            noted_on: data.noted_on,
            noted_by: data.noted_by,
        }
    }
}
