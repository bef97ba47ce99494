//! Lists that stand in memory whole: narrowed, sorted and cut into pages with the words of the great lists, `filter`, `q`, `sort`, `after` and
//! `limit`. The fields are those that the document gives to what is listed; of words in both languages, `label.zh` and `label.en`.
//!
//! Only for lists that cannot grow long: each page looks at all of it. What is long is asked of the database.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shouwang_app::problem::AppError;
use utoipa::openapi::{RefOr, Schema};
use utoipa::{IntoParams, ToSchema};

use crate::extract::bad_parameter;

/// Conditions of one question.
const FILTERS_MAX: usize = 20;
/// Fields to sort by at most.
const SORT_FIELDS_MAX: usize = 4;
/// How deep the fields of a thing are looked for.
const DEPTH_MAX: usize = 3;

/// Which of them.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct ListedQuery {
    /// A condition as `field:test:value`; of words in both languages the field is `label.zh` or `label.en`. Tests: `eq`, `ne`, `lt`, `le`, `gt`,
    /// `ge`, `in`, `prefix`, `contains`, `is_null`, `not_null`. May be repeated; all of them must be met.
    #[serde(default)]
    #[param(max_items = 20, required = false)]
    filter: Vec<String>,
    /// A word in one of the texts.
    #[param(max_length = 200)]
    q: Option<String>,
    /// The order: fields separated by commas, a hyphen before one for downwards. What is not given comes last.
    #[param(max_length = 200)]
    sort: Option<String>,
    /// The `next` of the page before.
    #[param(max_length = 16_384)]
    after: Option<String>,
    /// How many on the page.
    #[param(minimum = 1, maximum = 500, default = 500)]
    limit: Option<u16>,
}

/// A page of a list.
#[derive(Debug)]
pub(crate) struct Listed<T> {
    /// What is on it, in order.
    pub(crate) rows: Vec<T>,
    /// Where the next page begins; none on the last one.
    pub(crate) next: Option<String>,
}

/// What a field holds, as far as it is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Moment,
    Whole,
    Truth,
}

/// A value as it is compared.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Whole(i128),
    Text(String),
}

/// A condition that was read.
struct Condition {
    field: String,
    kind: Kind,
    test: Test,
}

/// What a condition asks of a value.
enum Test {
    Eq(Mark),
    Ne(Mark),
    Lt(Mark),
    Le(Mark),
    Gt(Mark),
    Ge(Mark),
    In(Vec<Mark>),
    Prefix(String),
    /// In small letters.
    Contains(String),
    IsNull,
    NotNull,
}

impl ListedQuery {
    /// The page that is asked for of a list in its own order. `id` tells its things apart.
    ///
    /// # Errors
    /// When a field, a test or a value is none, or the cursor is of another question.
    pub(crate) fn page<T: Serialize + ToSchema>(&self, all: Vec<T>, id: impl Fn(&T) -> String) -> Result<Listed<T>, AppError> {
        let limit = usize::from(self.limit.unwrap_or(500));
        if !(1..=500).contains(&limit) {
            return Err(bad_parameter("limit", "a page has 1 to 500"));
        }
        let mut rows = self.arranged(all)?;
        let begin = self.begin(&rows, &id)?;
        let next = (rows.len() > begin + limit).then(|| self.cursor(begin + limit, &id(&rows[begin + limit - 1].1)));
        let rows = rows.drain(begin..).take(limit).map(|(_, row)| row).collect();
        Ok(Listed { rows, next })
    }

    /// All that meets the conditions, in the order that was asked for, each with what the document says of it.
    fn arranged<T: Serialize + ToSchema>(&self, all: Vec<T>) -> Result<Vec<(Value, T)>, AppError> {
        let word = self.q.as_deref().unwrap_or_default().to_lowercase();
        let sort = self.sort.as_deref().unwrap_or_default();
        if word.is_empty() && self.filter.is_empty() && sort.is_empty() {
            return Ok(all.into_iter().map(|row| (Value::Null, row)).collect());
        }
        let fields = fields_of::<T>();
        let conditions = self.conditions(&fields)?;
        let keys = sort_keys(sort, &fields)?;
        let mut rows = Vec::new();
        for row in all {
            let said = serde_json::to_value(&row).map_err(AppError::internal)?;
            let has_word =
                || fields.iter().any(|(field, kind)| *kind == Kind::Text && text_at(&said, field).to_lowercase().contains(&word));
            if (word.is_empty() || has_word()) && conditions.iter().all(|condition| condition.is_met(&said)) {
                rows.push((said, row));
            }
        }
        rows.sort_by(|(one, _), (other, _)| {
            let ordered = keys
                .iter()
                .map(|(field, kind, descending)| compared(mark_at(one, field, *kind), mark_at(other, field, *kind), *descending));
            ordered.fold(Ordering::Equal, Ordering::then)
        });
        Ok(rows)
    }

    fn conditions(&self, fields: &BTreeMap<String, Kind>) -> Result<Vec<Condition>, AppError> {
        if self.filter.len() > FILTERS_MAX {
            return Err(bad_parameter("filter", "at most 20 conditions are taken"));
        }
        self.filter.iter().map(|text| Condition::read(text, fields)).collect()
    }

    /// Where the page begins: behind the thing that the one before ended with, or where it stood, if it is gone.
    fn begin<T>(&self, rows: &[(Value, T)], id: impl Fn(&T) -> String) -> Result<usize, AppError> {
        let Some(after) = &self.after else { return Ok(0) };
        let damaged = || bad_parameter("after", "this is no cursor of a list; begin again at the first page");
        let plain = URL_SAFE_NO_PAD.decode(after).ok().and_then(|bytes| String::from_utf8(bytes).ok()).ok_or_else(damaged)?;
        let mut parts = plain.splitn(3, '\0');
        let (question, position, last) = (parts.next(), parts.next(), parts.next().ok_or_else(damaged)?);
        if question != Some(self.question().as_str()) {
            return Err(bad_parameter(
                "after",
                "this cursor belongs to a list with other filters or another order; begin again at the first page",
            ));
        }
        let position: usize = position.and_then(|position| position.parse().ok()).ok_or_else(damaged)?;
        let found = rows.iter().position(|(_, row)| id(row) == last);
        Ok(found.map_or(position.saturating_sub(1), |at| at + 1).min(rows.len()))
    }

    fn cursor(&self, position: usize, last: &str) -> String {
        URL_SAFE_NO_PAD.encode(format!("{}\0{position}\0{last}", self.question()))
    }

    /// What decides what is in the list, and in which order.
    fn question(&self) -> String {
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        format!("{}\u{1}{}\u{1}{}", self.filter.join("\u{1}"), text(&self.q), text(&self.sort))
    }
}

impl Condition {
    fn read(text: &str, fields: &BTreeMap<String, Kind>) -> Result<Condition, AppError> {
        let mut parts = text.splitn(3, ':');
        let (field, test, value) = (parts.next().unwrap_or_default(), parts.next().unwrap_or("eq"), parts.next());
        let kind = *fields.get(field).ok_or_else(|| unknown("filter", fields))?;
        let text = value.unwrap_or_default();
        let one = || kind.read(text);
        let test = match test {
            "eq" => Test::Eq(one()?),
            "ne" => Test::Ne(one()?),
            "lt" => Test::Lt(one()?),
            "le" => Test::Le(one()?),
            "gt" => Test::Gt(one()?),
            "ge" => Test::Ge(one()?),
            "in" => Test::In(text.split(',').map(|one| kind.read(one)).collect::<Result<_, _>>()?),
            "prefix" if kind == Kind::Text => Test::Prefix(text.to_owned()),
            "contains" if kind == Kind::Text => Test::Contains(text.to_lowercase()),
            "is_null" if value.is_none() => Test::IsNull,
            "not_null" if value.is_none() => Test::NotNull,
            _ => {
                let tests = "eq, ne, lt, le, gt, ge, in, is_null, not_null, and of texts prefix, contains";
                return Err(bad_parameter("filter", &format!("there is no such test; there are: {tests}")));
            }
        };
        Ok(Condition { field: field.to_owned(), kind, test })
    }

    /// What is not given meets no condition but `is_null`.
    fn is_met(&self, said: &Value) -> bool {
        let Some(mark) = mark_at(said, &self.field, self.kind) else { return matches!(self.test, Test::IsNull) };
        match &self.test {
            Test::Eq(other) => mark == *other,
            Test::Ne(other) => mark != *other,
            Test::Lt(other) => mark < *other,
            Test::Le(other) => mark <= *other,
            Test::Gt(other) => mark > *other,
            Test::Ge(other) => mark >= *other,
            Test::In(others) => others.contains(&mark),
            Test::Prefix(start) => text_at(said, &self.field).starts_with(start),
            Test::Contains(part) => text_at(said, &self.field).to_lowercase().contains(part),
            Test::IsNull => false,
            Test::NotNull => true,
        }
    }
}

impl Kind {
    fn read(self, text: &str) -> Result<Mark, AppError> {
        let wrong = |said: &str| bad_parameter("filter", &format!("`{text}`: {said}"));
        Ok(match self {
            Kind::Text => Mark::Text(text.to_owned()),
            Kind::Moment => {
                let moment = text.parse::<Timestamp>().map_err(|_| wrong("write a moment as 2026-11-22T08:00:00Z"))?;
                Mark::Whole(moment.as_nanosecond())
            }
            Kind::Whole => Mark::Whole(text.parse().map_err(|_| wrong("a whole number is expected"))?),
            Kind::Truth => Mark::Whole(i128::from(text.parse::<bool>().map_err(|_| wrong("true or false is expected"))?)),
        })
    }
}

/// What a thing says in a field; nothing where that is not given.
fn mark_at(said: &Value, field: &str, kind: Kind) -> Option<Mark> {
    match field.split('.').try_fold(said, |value, step| value.get(step))? {
        Value::Bool(truth) => Some(Mark::Whole(i128::from(*truth))),
        Value::Number(number) => number.as_i128().map(Mark::Whole),
        Value::String(text) => kind.read(text).ok(),
        _ => None,
    }
}

fn text_at<'v>(said: &'v Value, field: &str) -> &'v str {
    field.split('.').try_fold(said, |value, step| value.get(step)).and_then(Value::as_str).unwrap_or_default()
}

/// What is not given comes last, upwards and downwards.
fn compared(one: Option<Mark>, other: Option<Mark>, descending: bool) -> Ordering {
    match (one, other) {
        (Some(one), Some(other)) if descending => other.cmp(&one),
        (Some(one), Some(other)) => one.cmp(&other),
        (one, other) => other.is_some().cmp(&one.is_some()),
    }
}

/// The fields to sort by, with what they hold and whether the greatest comes first.
fn sort_keys<'s>(sort: &'s str, fields: &BTreeMap<String, Kind>) -> Result<Vec<(&'s str, Kind, bool)>, AppError> {
    let named = sort.split(',').map(str::trim).filter(|field| !field.is_empty());
    let keys: Vec<_> = named
        .map(|field| {
            let (name, descending) = field.strip_prefix('-').map_or((field, false), |name| (name, true));
            Ok((name, *fields.get(name).ok_or_else(|| unknown("sort", fields))?, descending))
        })
        .collect::<Result<_, AppError>>()?;
    if keys.len() > SORT_FIELDS_MAX { Err(bad_parameter("sort", "at most 4 fields are taken")) } else { Ok(keys) }
}

fn unknown(place: &str, fields: &BTreeMap<String, Kind>) -> AppError {
    let known = fields.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
    bad_parameter(place, &format!("there is no such field; there are: {known}"))
}

/// The fields of a thing that can be compared, as the document has them.
fn fields_of<T: ToSchema>() -> BTreeMap<String, Kind> {
    let mut named = Vec::new();
    T::schemas(&mut named);
    let said = |schema: &RefOr<Schema>| serde_json::to_value(schema).unwrap_or_default();
    let schemas: BTreeMap<String, Value> = named.iter().map(|(name, schema)| (name.clone(), said(schema))).collect();
    let mut fields = BTreeMap::new();
    gather("", &said(&T::schema()), &schemas, DEPTH_MAX, &mut fields);
    fields
}

/// Lists and what lies deeper cannot be compared; of alternatives, that counts which is not `null`.
fn gather(name: &str, schema: &Value, schemas: &BTreeMap<String, Value>, depth: usize, fields: &mut BTreeMap<String, Kind>) {
    if depth == 0 {
        return;
    }
    if let Some(referred) = schema["$ref"].as_str().and_then(|way| schemas.get(way.rsplit('/').next()?)) {
        return gather(name, referred, schemas, depth, fields);
    }
    for one in ["oneOf", "anyOf", "allOf"].iter().filter_map(|way| schema[*way].as_array()).flatten() {
        gather(name, one, schemas, depth, fields);
    }
    for (property, of) in schema["properties"].as_object().into_iter().flatten() {
        let path = if name.is_empty() { property.clone() } else { format!("{name}.{property}") };
        gather(&path, of, schemas, depth - 1, fields);
    }
    let types = &schema["type"];
    let is = |wanted: &str| types == wanted || types.as_array().is_some_and(|types| types.iter().any(|one| one == wanted));
    let kind = if is("integer") {
        Kind::Whole
    } else if is("boolean") {
        Kind::Truth
    } else if is("string") {
        if schema["format"] == "date-time" { Kind::Moment } else { Kind::Text }
    } else {
        return;
    };
    fields.insert(name.to_owned(), kind);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations::common::{Both, CivilDay};

    #[derive(Debug, Serialize, ToSchema)]
    struct Thing {
        name: &'static str,
        label: Both,
        size: u64,
        #[schema(value_type = Option<String>, format = DateTime)]
        at: Option<Timestamp>,
        day: Option<CivilDay>,
        parts: Vec<u8>,
    }

    fn things() -> Vec<Thing> {
        let thing = |name, zh: &str, size, at: Option<&str>| Thing {
            name,
            label: Both { zh: zh.to_owned(), en: name.to_uppercase() },
            size,
            at: at.map(|at| at.parse().unwrap()),
            day: Some(CivilDay("2026-11-20".parse().unwrap())),
            parts: vec![1],
        };
        let whole_second = Some("2026-11-22T08:00:00Z");
        vec![thing("a", "甲", 10, None), thing("b", "乙", 9, Some("2026-11-22T08:00:00.5Z")), thing("c", "丙", 10, whole_second)]
    }

    fn asked(filter: &[&str], sort: &str) -> ListedQuery {
        let filter = filter.iter().map(|&text| text.to_owned()).collect();
        ListedQuery { filter, sort: Some(sort.to_owned()), ..ListedQuery::default() }
    }

    fn names(query: &ListedQuery) -> Vec<&'static str> {
        query.page(things(), |thing| thing.name.to_owned()).unwrap().rows.iter().map(|thing| thing.name).collect()
    }

    #[test]
    fn the_fields_are_those_of_the_document_and_lists_are_none() {
        let fields = fields_of::<Thing>();
        assert_eq!(fields.keys().map(String::as_str).collect::<Vec<_>>(), ["at", "day", "label.en", "label.zh", "name", "size"]);
        assert_eq!((fields["at"], fields["size"], fields["day"]), (Kind::Moment, Kind::Whole, Kind::Text));
    }

    #[test]
    fn a_list_is_narrowed_and_sorted_by_what_it_says() {
        assert_eq!(names(&asked(&[], "")), ["a", "b", "c"]);
        assert_eq!(names(&asked(&[], "size,-name")), ["b", "c", "a"], "numbers are no texts");
        assert_eq!(names(&asked(&[], "at")), ["c", "b", "a"], "moments are no texts, and what is not given comes last");
        assert_eq!(names(&asked(&[], "-at")), ["b", "c", "a"]);
        assert_eq!(names(&asked(&["size:ge:10"], "-name")), ["c", "a"]);
        assert_eq!(names(&asked(&["at:is_null"], "")), ["a"]);
        assert_eq!(names(&asked(&["at:ne:2026-11-22T08:00:00Z"], "")), ["b"]);
        assert_eq!(names(&asked(&["name:in:a,c", "label.zh:contains:丙"], "")), ["c"]);
        assert_eq!(names(&asked(&["day:lt:2026-11-21", "name:prefix:b"], "")), ["b"]);
        assert_eq!(names(&ListedQuery { q: Some("乙".to_owned()), ..ListedQuery::default() }), ["b"]);
    }

    #[test]
    fn pages_lose_nothing_and_double_nothing_even_when_the_last_thing_goes_away() {
        let first = ListedQuery { limit: Some(1), ..asked(&[], "-name") };
        let page = first.page(things(), |thing| thing.name.to_owned()).unwrap();
        assert_eq!(page.rows[0].name, "c");
        let second = ListedQuery { after: page.next, limit: Some(2), ..asked(&[], "-name") };
        assert_eq!(names(&second), ["b", "a"]);
        let without_c = things().into_iter().filter(|thing| thing.name != "c").collect();
        let page = second.page(without_c, |thing| thing.name.to_owned()).unwrap();
        assert_eq!((page.rows[0].name, page.next), ("b", None));
    }

    #[test]
    fn what_is_no_question_of_the_list_is_refused() {
        let refused = |query: &ListedQuery| query.page(things(), |thing| thing.name.to_owned()).is_err();
        for filter in ["colour:eq:red", "size:eq:big", "size:prefix:1", "name:like:x", "parts:eq:1", "at:lt:yesterday", "label:eq:x"] {
            assert!(refused(&asked(&[filter], "")), "{filter}");
        }
        assert!(refused(&asked(&[], "colour")) && refused(&asked(&[], "parts")));
        assert!(refused(&ListedQuery { limit: Some(0), ..ListedQuery::default() }));
        let page = ListedQuery { limit: Some(1), ..ListedQuery::default() }.page(things(), |thing| thing.name.to_owned()).unwrap();
        assert!(refused(&ListedQuery { after: page.next, ..asked(&[], "name") }), "a cursor of another order");
        assert!(refused(&ListedQuery { after: Some("xyz".to_owned()), ..ListedQuery::default() }));
    }
}
