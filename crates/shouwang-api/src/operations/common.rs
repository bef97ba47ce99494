//! Forms that several operations share.

use serde::{Deserialize, Serialize};
use shouwang_app::problem::AppError;
use shouwang_app::service::named_order;
use shouwang_calendar::{Day, Words};
use shouwang_domain::register::Label;
use utoipa::ToSchema;

use crate::extract::bad_parameter;

/// One thing said in both languages.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Both {
    /// 中文.
    pub(crate) zh: String,
    /// English.
    pub(crate) en: String,
}

/// A civil day in Asia/Shanghai: `2026-11-20`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(value_type = String, format = Date, example = "2026-11-20")]
#[serde(transparent)]
pub(crate) struct CivilDay(#[schema(inline)] pub(crate) Day);

impl From<&Words> for Both {
    fn from(words: &Words) -> Both {
        Both { zh: words.zh.clone(), en: words.en.clone() }
    }
}

impl From<Label> for Both {
    fn from(label: Label) -> Both {
        Both { zh: label.zh.to_owned(), en: label.en.to_owned() }
    }
}

impl<'de> Deserialize<'de> for CivilDay {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<CivilDay, D::Error> {
        let text = String::deserialize(deserializer)?;
        let day = text.parse::<Day>().map_err(|_| serde::de::Error::custom(format!("`{text}` is no day; write it as 2026-11-20")))?;
        Ok(CivilDay(day))
    }
}

/// Refuses why something is done where that is longer than the document says.
pub(crate) fn check_why(reason: Option<&str>, article: Option<&str>) -> Result<(), AppError> {
    let too_long = |text: Option<&str>, chars_max: usize| text.is_some_and(|text| text.chars().count() > chars_max);
    if too_long(reason, 500) {
        return Err(AppError::invalid_at("/reason", "理由最多500字", "a reason has at most 500 characters"));
    }
    if too_long(article, 100) {
        return Err(AppError::invalid_at("/article", "依据最多100字", "articles have at most 100 characters"));
    }
    Ok(())
}

/// A day within the years that a legal date can have.
pub(crate) fn legal_day(place: &str, day: CivilDay) -> Result<Day, AppError> {
    let (year, ..) = day.0.civil();
    if (1949..=2199).contains(&year) { Ok(day.0) } else { Err(bad_parameter(place, "a legal date lies in the years 1949 to 2199")) }
}

/// How many things are on a page: 50 when nobody says so, at most 500.
pub(crate) fn page_limit(limit: Option<u16>) -> Result<u16, AppError> {
    let limit = limit.unwrap_or(50);
    if (1..=500).contains(&limit) { Ok(limit) } else { Err(bad_parameter("limit", "a page has 1 to 500")) }
}

/// How many things are passed over before a page: none when nobody says so.
pub(crate) fn page_skip(skip: Option<u32>) -> Result<u32, AppError> {
    let skip = skip.unwrap_or_default();
    if skip <= 10_000_000 { Ok(skip) } else { Err(bad_parameter("skip", "at most 10,000,000 are passed over")) }
}

/// Whether a list by numbers begins with the oldest; with the newest when nobody says so.
pub(crate) fn oldest_first(sort: Option<&str>) -> Result<bool, AppError> {
    let ((), descending) = named_order(sort.unwrap_or("-number"), &[("number", ())])?;
    Ok(!descending)
}

/// Where the next page begins: behind the last thing of a full one.
pub(crate) fn next_page<T, K>(page: &[T], limit: u16, key: impl FnOnce(&T) -> K) -> Option<K> {
    page.last().filter(|_| page.len() == usize::from(limit)).map(key)
}
