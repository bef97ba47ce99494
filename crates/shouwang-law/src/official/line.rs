//! What one line of an official text is.

use shouwang_calendar::Day;

use super::normal::{is_blank, normalised, without_bookmarks};
use crate::numeral::from_chinese;

pub(super) struct Line {
    /// From 1.
    pub(super) number: u32,
    /// Normalised; never empty.
    pub(super) text: String,
    pub(super) kind: LineKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LineKind {
    /// 第四章 接入管理: number and title.
    Chapter(u16, String),
    /// 第二十四条: number, the clause's text, and whether white space sets the number off from it.
    Article {
        number: u16,
        text: String,
        set_off: bool,
    },
    /// （三）
    Item(u16),
    Plain,
}

/// The lines that hold anything.
pub(super) fn lines(text: &str) -> Vec<Line> {
    let read = |(raw, number)| {
        let text = normalised(raw);
        let kind = kind(raw, &text);
        (!text.is_empty()).then_some(Line { number, text, kind })
    };
    text.lines().zip(1_u32..).filter_map(read).collect()
}

fn kind(raw: &str, text: &str) -> LineKind {
    if let Some((number, title)) = ordinal(text, '章') {
        return LineKind::Chapter(number, title.to_owned());
    }
    if let Some((number, rest)) = ordinal(text, '条') {
        let behind = without_bookmarks(raw).split_once('条').and_then(|(_, behind)| behind.chars().next());
        return LineKind::Article { number, text: rest.to_owned(), set_off: behind.is_none_or(is_blank) };
    }
    item(text).map_or(LineKind::Plain, LineKind::Item)
}

/// 第N章… or 第N条…
fn ordinal(text: &str, word: char) -> Option<(u16, &str)> {
    let (number, rest) = text.strip_prefix('第')?.split_once(word)?;
    Some((from_chinese(number)?, rest))
}

/// （三）… or (三)…
fn item(text: &str) -> Option<u16> {
    let inner = text.strip_prefix(['（', '('])?;
    let end = inner.find(['）', ')'])?;
    from_chinese(&inner[..end])
}

/// 湘政办发〔2026〕10号
pub(super) fn is_document_number(text: &str) -> bool {
    text.contains('〔') && text.contains('〕') && text.ends_with('号') && text.chars().count() <= 40
}

/// 2026年2月9日, alone on its line.
pub(super) fn date(text: &str) -> Option<Day> {
    let (year, rest) = text.strip_suffix('日')?.split_once('年')?;
    let (month, day) = rest.split_once('月')?;
    let (year, month, day): (u16, u8, u8) = (year.parse().ok()?, month.parse().ok()?, day.parse().ok()?);
    format!("{year:04}-{month:02}-{day:02}").parse().ok()
}

/// A remark below a title: （2020年1月1日通过）.
pub(super) fn is_remark(text: &str) -> bool {
    text.starts_with(['（', '(']) && text.ends_with(['）', ')'])
}
