//! Lists of rows: what a query asks for, in the words of an address.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use shouwang_calendar::Day;
use shouwang_domain::register::{FieldKind, RegisterDef, Value, catalog};
use shouwang_storage::query::{Count, Cursor, Filter, Group, RowPage, RowQuery, Sort, Stored, Test, column_kind};

use super::value_from_json;
use crate::caller::Caller;
use crate::problem::{AppError, FieldError, ProblemCode};
use crate::service::Service;

/// Conditions of one question.
const FILTERS_MAX: usize = 20;

/// Rows that somebody asks for.
#[derive(Clone, Debug)]
pub struct RowsAsked {
    /// The register.
    pub register: &'static RegisterDef,
    /// Conditions; all of them must be met.
    pub filters: Vec<Filter>,
    /// A word in the code or in one of the texts.
    pub search: Option<String>,
    /// The order.
    pub sort: Vec<Sort>,
    /// Where the page before ended.
    pub after: Option<String>,
    /// Rows that are passed over before the page begins.
    pub skip: u32,
    /// Rows on the page.
    pub limit: u16,
    /// As known at a moment.
    pub known_at: Option<Timestamp>,
    /// Rows that hold on this day.
    pub on: Option<Day>,
}

/// Rows that somebody wants counted by what they say in one field.
#[derive(Clone, Debug)]
pub struct GroupsAsked {
    /// Which rows; page and order do not matter.
    pub rows: RowsAsked,
    /// The field.
    pub field: String,
}

impl Service {
    /// A page of the rows that somebody may see.
    ///
    /// # Errors
    /// When the question is none, or the database fails.
    pub async fn list_rows(&self, caller: &Caller, asked: &RowsAsked) -> Result<RowPage, AppError> {
        let scope = self.scope(caller, "registers.list", asked.register);
        Ok(self.store.list_rows(&asked.query(&scope)).await?)
    }

    /// What the rows are called that some rows refer to, by register and code, as far as somebody may see them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn names_of_refs(
        &self,
        caller: &Caller,
        register: &RegisterDef,
        rows: &[Stored],
    ) -> Result<BTreeMap<String, BTreeMap<String, String>>, AppError> {
        let mut codes: BTreeMap<&'static str, BTreeSet<&str>> = BTreeMap::new();
        for stored in rows {
            for (field, value) in register.fields.iter().zip(&stored.row.values) {
                if let (FieldKind::Ref(target), Some(Value::Ref(code))) = (field.kind, value) {
                    codes.entry(target).or_default().insert(code);
                }
            }
        }
        let mut names = BTreeMap::new();
        for (target, codes) in codes {
            let Some(def) = catalog().get(target) else { continue };
            let scope = self.scope(caller, "registers.list", def);
            let codes: Vec<_> = codes.into_iter().map(str::to_owned).collect();
            names.insert(target.to_owned(), self.names(&scope, target, &codes).await?);
        }
        Ok(names)
    }

    /// How many rows there are that somebody may see.
    ///
    /// # Errors
    /// As [`Service::list_rows`].
    pub async fn count_rows(&self, caller: &Caller, asked: &RowsAsked) -> Result<Count, AppError> {
        let scope = self.scope(caller, "registers.count", asked.register);
        Ok(self.store.count_rows(&asked.query(&scope)).await?)
    }

    /// How many rows there are that somebody may see, counted to the end however many they are.
    ///
    /// # Errors
    /// As [`Service::list_rows`].
    pub async fn count_all_rows(&self, caller: &Caller, asked: &RowsAsked) -> Result<i64, AppError> {
        let scope = self.scope(caller, "registers.count", asked.register);
        Ok(self.store.count_all_rows(&asked.query(&scope)).await?)
    }

    /// How many rows that somebody may see say the same in a field.
    ///
    /// # Errors
    /// As [`Service::list_rows`].
    pub async fn group_rows(&self, caller: &Caller, asked: &GroupsAsked) -> Result<Vec<Group>, AppError> {
        let scope = self.scope(caller, "registers.count", asked.rows.register);
        Ok(self.store.count_by(&asked.rows.query(&scope), &asked.field).await?)
    }
}

impl GroupsAsked {
    /// What the field holds; `None` when there is no such field.
    #[must_use]
    pub fn kind(&self) -> Option<FieldKind> {
        column_kind(self.rows.register, &self.field)
    }
}

impl RowsAsked {
    /// All rows of a register.
    #[must_use]
    pub fn all(register: &'static RegisterDef) -> RowsAsked {
        RowsAsked {
            register,
            filters: Vec::new(),
            search: None,
            sort: Vec::new(),
            after: None,
            skip: 0,
            limit: 50,
            known_at: None,
            on: None,
        }
    }

    pub(in crate::service) fn query<'q>(&self, scope: &'q shouwang_domain::reach::Scope) -> RowQuery<'q> {
        RowQuery {
            filters: self.filters.clone(),
            search: self.search.clone(),
            sort: self.sort.clone(),
            after: self.after.as_deref().map(Cursor::from_text),
            skip: self.skip,
            limit: self.limit,
            known_at: self.known_at,
            on: self.on,
            ..RowQuery::new(self.register, scope)
        }
    }
}

/// Reads an order as an address writes it: `-from,name`, a hyphen for downwards.
#[must_use]
pub fn sort_from_text(text: &str) -> Vec<Sort> {
    let fields = text.split(',').map(str::trim).filter(|field| !field.is_empty());
    fields.map(|field| field.strip_prefix('-').map_or_else(|| Sort::up(field), Sort::down)).collect()
}

/// Reads conditions as an address writes them, each as `field:test:value`: `level:eq:county`, `until:is_null`, `unit:in:U1,U2`.
///
/// # Errors
/// When there are more than 20, or the field, the test or the value of one is none.
pub fn filters_from_texts(def: &RegisterDef, texts: &[String]) -> Result<Vec<Filter>, AppError> {
    if texts.len() > FILTERS_MAX {
        let mut error = AppError::new(ProblemCode::BadParameter, "查询条件过多", "There are too many conditions");
        error.fields.push(FieldError::new(
            "filter",
            format!("最多{FILTERS_MAX}个条件"),
            format!("at most {FILTERS_MAX} conditions are taken"),
        ));
        return Err(error);
    }
    texts.iter().map(|text| filter_from_text(def, text)).collect()
}

fn filter_from_text(def: &RegisterDef, text: &str) -> Result<Filter, AppError> {
    let mut parts = text.splitn(3, ':');
    let (field, test, value) = (parts.next().unwrap_or_default(), parts.next().unwrap_or("eq"), parts.next());
    let Some(kind) = column_kind(def, field) else {
        let (zh, en) = ("没有这个字段".to_owned(), "there is no such field".to_owned());
        return Err(wrong(text, zh, en));
    };
    let read = |text_of: &str| read_value(kind, text_of).map_err(|(zh, en)| wrong(text, zh, en));
    let one = || read(value.unwrap_or_default());
    let test = match test {
        "eq" => Test::Eq(one()?),
        "ne" => Test::Ne(one()?),
        "lt" => Test::Lt(one()?),
        "le" => Test::Le(one()?),
        "gt" => Test::Gt(one()?),
        "ge" => Test::Ge(one()?),
        "in" => Test::In(value.unwrap_or_default().split(',').map(read).collect::<Result<_, _>>()?),
        "prefix" => Test::Prefix(value.unwrap_or_default().to_owned()),
        "contains" => Test::Contains(value.unwrap_or_default().to_owned()),
        "has" => Test::Has(one()?),
        "is_null" if value.is_none() => Test::IsNull,
        "not_null" if value.is_none() => Test::NotNull,
        _ => {
            let tests = "eq, ne, lt, le, gt, ge, in, prefix, contains, has, is_null, not_null";
            return Err(wrong(text, format!("没有这种比较；可用：{tests}"), format!("there is no such test; there are: {tests}")));
        }
    };
    Ok(Filter::new(field, test))
}

/// A value as an address writes it.
fn read_value(kind: FieldKind, text: &str) -> Result<Value, (String, String)> {
    let json = match kind {
        FieldKind::Int { .. } => text.parse::<i64>().map_or(serde_json::Value::Null, serde_json::Value::from),
        FieldKind::Flag => text.parse::<bool>().map_or(serde_json::Value::Null, serde_json::Value::from),
        FieldKind::Set(_) => text.split('+').collect(),
        _ => serde_json::Value::from(text),
    };
    value_from_json(kind, &json)
}

fn wrong(given: &str, zh: String, en: String) -> AppError {
    let mut error = AppError::new(ProblemCode::BadParameter, "查询条件有误", "A condition is wrong");
    let given: String = given.chars().take(200).collect();
    error.fields.push(FieldError::new("filter", format!("“{given}”：{zh}"), format!("`{given}`: {en}")));
    error
}

#[cfg(test)]
mod tests {
    use super::*;
    use shouwang_domain::register::catalog;

    #[test]
    fn conditions_are_read_by_the_kind_of_their_field() {
        let def = catalog().get("unit").unwrap();
        let read = |text: &str| filter_from_text(def, text).map(|filter| filter.test);
        assert_eq!(read("until:is_null").unwrap(), Test::IsNull);
        assert_eq!(read("name:prefix:县:教育").unwrap(), Test::Prefix("县:教育".to_owned()));
        assert_eq!(read("name:contains:教育").unwrap(), Test::Contains("教育".to_owned()));
        assert!(matches!(read("code:in:U1,U2").unwrap(), Test::In(values) if values.len() == 2));
        assert!(matches!(read("from:le:2026-03-10").unwrap(), Test::Le(Value::Day(_))));
        assert!(read("from:le:yesterday").is_err() && read("nome:eq:x").is_err() && read("name:like:x").is_err());
    }

    #[test]
    fn an_order_is_read_with_its_directions() {
        assert_eq!(sort_from_text("-from, name"), [Sort::down("from"), Sort::up("name")]);
        assert!(sort_from_text("").is_empty());
    }
}
