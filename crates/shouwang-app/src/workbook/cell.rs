//! One cell as a file holds it, and the value that it means.
//!
//! Excel turns what a clerk types into numbers, dates and truth values as it likes; here they are turned back into what the column asks
//! for. Only what cannot be meant otherwise is folded (full-width digits, spaces around a word, a number where a text was asked for);
//! everything else is refused with a sentence that says what to write.

use std::borrow::Cow;

use jiff::civil::Date;
use shouwang_calendar::Day;
use shouwang_domain::register::{Choice, FieldKind, Value, ValueParseError};

use shouwang_calendar::Words;

/// One cell as a file holds it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    /// Written as text, not trimmed.
    Text(String),
    /// A number with no sign of being a date.
    Number(f64),
    /// A number that is shown as a date: Excel's count of days, from 1900, with the hour as a fraction.
    Serial(f64),
    /// A truth value.
    Flag(bool),
    /// What a failed formula left, e.g. `#REF!`.
    Error(String),
    /// A formula, whatever it last came to.
    Formula,
}

impl Cell {
    /// Whether nothing is written in it.
    pub(crate) fn is_blank(&self) -> bool {
        matches!(self, Cell::Text(text) if text.trim().is_empty())
    }

    /// The value that the cell means in a column of this kind; `None` when it is blank.
    ///
    /// # Errors
    /// A sentence that says why it means none and what to write instead.
    pub(crate) fn value(&self, kind: FieldKind) -> Result<Option<Value>, Words> {
        match (self, kind) {
            (Cell::Formula, _) => Err(Words::new(
                "这里是公式；请复制后“选择性粘贴为数值”，再导入",
                "A formula stands here; copy it, paste it back as values, then import",
            )),
            (Cell::Error(error), _) => Err(Words::new(
                format!("这里是错误值 {error}；请改为真实的内容"),
                format!("An error value {error} stands here; write the real content"),
            )),
            (Cell::Serial(days), _) => serial_value(*days, kind).map(Some),
            (Cell::Number(days), FieldKind::Day) => number_day(*days).map(|day| Some(Value::Day(day))),
            (Cell::Number(number), _) => parse(kind, &number_text(*number)?).map(Some),
            (Cell::Flag(flag), FieldKind::Flag) => Ok(Some(Value::Flag(*flag))),
            (Cell::Flag(flag), _) => parse(kind, if *flag { "TRUE" } else { "FALSE" }).map(Some),
            (Cell::Text(_), _) if self.is_blank() => Ok(None),
            (Cell::Text(text), FieldKind::Text { .. } | FieldKind::Ref(_)) => parse(kind, &plain_text(text)?).map(Some),
            (Cell::Text(text), FieldKind::Day) => parse(kind, day_text(&fold(text))).map(Some),
            (Cell::Text(text), FieldKind::Int { .. }) => parse(kind, &ungroup(&fold(text))).map(Some),
            (Cell::Text(text), _) => parse(kind, text).or_else(|refused| parse(kind, &fold(text)).map_err(|_| refused)).map(Some),
        }
    }
}

/// Full-width letters, digits and signs as their plain counterparts, and the spaces around taken off.
pub(crate) fn fold(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{3000}' | '\u{a0}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    };
    text.trim().chars().map(narrow).collect()
}

fn parse(kind: FieldKind, text: &str) -> Result<Value, Words> {
    Value::parse(kind, text).map_err(|error| explain(kind, text, &error))
}

fn explain(kind: FieldKind, text: &str, error: &ValueParseError) -> Words {
    let shown = shorten(text);
    match (error, kind) {
        (ValueParseError::TooLong { chars, chars_max }, _) => Words::new(
            format!("有 {chars} 个字，最多 {chars_max} 个字；请写短一些"),
            format!("{chars} characters are too many, at most {chars_max} are allowed; make it shorter"),
        ),
        (ValueParseError::NotInt { min, max }, _) => {
            Words::new(format!("“{shown}”不是 {min} 到 {max} 之间的整数"), format!("`{shown}` is not a whole number from {min} to {max}"))
        }
        (ValueParseError::NotDay, _) => {
            Words::new(format!("“{shown}”不是日期；请写成 2026-11-20 这样"), format!("`{shown}` is not a day; write it like 2026-11-20"))
        }
        (ValueParseError::NotFlag, _) => {
            Words::new(format!("“{shown}”既不是“是”也不是“否”；请写其中一个"), format!("`{shown}` is neither yes nor no; write 是 or 否"))
        }
        (ValueParseError::NotChoice { .. }, FieldKind::Choice(choices)) => {
            let (zh, en) = allowed(choices);
            Words::new(format!("“{shown}”不在可选项中；请选：{zh}"), format!("`{shown}` is not one of the choices; choose: {en}"))
        }
        (ValueParseError::NotChoice { .. }, FieldKind::Set(choices)) => {
            let (zh, en) = allowed(choices);
            Words::new(
                format!("“{shown}”里有不在可选项中的词；可写一个或几个，用“、”隔开：{zh}"),
                format!("`{shown}` holds a word that is not one of the choices; write one or several, separated by `、`: {en}"),
            )
        }
        (other, _) => Words::new(format!("“{shown}”不能用在这里：{other}"), format!("`{shown}` cannot stand here: {other}")),
    }
}

/// The words of a list of choices, in Chinese and as identifiers.
pub(crate) fn allowed(choices: &[Choice]) -> (String, String) {
    let words = |word: fn(&Choice) -> &'static str| choices.iter().map(word).collect::<Vec<_>>();
    (words(|choice| choice.label.zh).join("、"), words(|choice| choice.id).join(", "))
}

fn shorten(text: &str) -> Cow<'_, str> {
    const SHOWN_CHARS_MAX: usize = 40;
    match text.char_indices().nth(SHOWN_CHARS_MAX) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// Text as the registers keep it: line ends are line feeds, and nothing that cannot be seen.
fn plain_text(text: &str) -> Result<String, Words> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    match text.trim().chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        None => Ok(text),
        Some(c) => Err(Words::new(
            format!("含有看不见的控制字符（U+{:04X}）；请重新键入这一格", u32::from(c)),
            format!("An invisible control character (U+{:04X}) stands here; type the cell anew", u32::from(c)),
        )),
    }
}

/// A number where a text was asked for: Excel keeps only fifteen digits, so a longer number has already lost its end.
fn number_text(number: f64) -> Result<String, Words> {
    const DIGITS_KEPT_BELOW: f64 = 1e15;
    if !number.is_finite() || number.abs() >= DIGITS_KEPT_BELOW {
        return Err(Words::new(
            "这个数字太长，Excel 已丢失末尾几位；请先把单元格设为“文本”格式，再重新键入",
            "The number is too long and Excel has lost its last digits; format the cell as text, then type it anew",
        ));
    }
    Ok(number.to_string())
}

/// `1,200,000` as a clerk writes an amount; commas anywhere else are left for the refusal to show.
fn ungroup(text: &str) -> Cow<'_, str> {
    let mut groups = text.split(',');
    let first = groups.next().unwrap_or_default();
    let grouped = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    if grouped { Cow::Owned(text.replace(',', "")) } else { Cow::Borrowed(text) }
}

/// A written day without the hour that other programs put behind it.
fn day_text(text: &str) -> &str {
    match text.split_once([' ', 'T']) {
        Some((day, hour)) if !hour.is_empty() && hour.chars().all(|c| c.is_ascii_digit() || ":.Z".contains(c)) => day,
        _ => text,
    }
}

fn serial_value(days: f64, kind: FieldKind) -> Result<Value, Words> {
    let day = serial_day(days);
    match (kind, day) {
        (FieldKind::Day, Some(day)) => Ok(Value::Day(day)),
        (FieldKind::Day, None) => Err(explain(kind, &days.to_string(), &ValueParseError::NotDay)),
        // A cell once formatted as a date shows 2021 as 1905-07-13: what was typed is not known any more.
        (_, day) => {
            let shown = day.map_or_else(|| days.to_string(), |day| day.to_string());
            Err(Words::new(
                format!("这里成了日期（{shown}）；请把单元格设为“文本”格式，再重新键入"),
                format!("The cell has become a date ({shown}); format it as text, then type it anew"),
            ))
        }
    }
}

/// A bare number in a column of days: `20261120`, or the serial of a day whose format was lost. Small numbers are more likely a year or a
/// slip than a day before 1950, so they are refused.
fn number_day(number: f64) -> Result<Day, Words> {
    const SERIAL_OF_1950: f64 = 18_264.0;
    let day = if (10_000_101.0..=99_991_231.0).contains(&number) && number.fract() == 0.0 {
        let text = format!("{number:08.0}");
        let dashed = format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..]);
        dashed.parse().ok()
    } else if number >= SERIAL_OF_1950 {
        serial_day(number)
    } else {
        None
    };
    day.ok_or_else(|| explain(FieldKind::Day, &number.to_string(), &ValueParseError::NotDay))
}

/// The day of a serial number. Excel believes in a 29 February 1900 (serial 60), which is no day; before it, serials are one less.
fn serial_day(days: f64) -> Option<Day> {
    const LAST: f64 = 2_958_466.0;
    if !(0.0..LAST).contains(&days) {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "checked to be from 0 to 2,958,465 just above; the hour is cut off on purpose")]
    let whole = days as i32;
    let epoch = match whole {
        0 | 60 => return None,
        1..60 => Date::constant(1899, 12, 31),
        _ => Date::constant(1899, 12, 30),
    };
    let day = Day::from_date(epoch).plus(whole);
    day.date().map(|_| day)
}

#[cfg(test)]
mod tests {
    use shouwang_domain::register::{Basis, Choices};

    use super::*;

    const TEXT: FieldKind = FieldKind::Text { chars_max: 20 };
    const PORT: FieldKind = FieldKind::Int { min: 1, max: 65_535 };

    fn text(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }

    fn day(text: &str) -> Option<Value> {
        Some(Value::Day(text.parse().unwrap()))
    }

    #[test]
    fn days_are_read_in_every_usual_writing() {
        for written in [
            "2026-11-20",
            "2026/11/20",
            "2026.11.20",
            "2026年11月20日",
            "２０２６－１１－２０",
            " 2026-11-20 00:00:00 ",
            "2026-11-20T08:30:00",
        ] {
            assert_eq!(text(written).value(FieldKind::Day), Ok(day("2026-11-20")), "{written}");
        }
        assert_eq!(Cell::Number(20_261_120.0).value(FieldKind::Day), Ok(day("2026-11-20")));
        assert_eq!(Cell::Number(46_346.0).value(FieldKind::Day), Ok(day("2026-11-20")));
        for refused in ["2026-02-29", "明天", "46346", "2026-11", "11/20/2026"] {
            assert!(text(refused).value(FieldKind::Day).is_err(), "{refused}");
        }
        assert!(Cell::Number(2_026.0).value(FieldKind::Day).is_err(), "a year is no day");
    }

    #[test]
    fn serials_count_from_1900_without_its_29_february() {
        let serial = |days| Cell::Serial(days).value(FieldKind::Day);
        assert_eq!(serial(46_346.75), Ok(day("2026-11-20")));
        assert_eq!(serial(1.0), Ok(day("1900-01-01")));
        assert_eq!(serial(59.0), Ok(day("1900-02-28")));
        assert_eq!(serial(61.0), Ok(day("1900-03-01")));
        assert_eq!(serial(2_958_465.0), Ok(day("9999-12-31")));
        for none in [0.0, 60.0, -1.0, 2_958_466.0, f64::NAN] {
            assert!(serial(none).is_err(), "{none}");
        }
    }

    #[test]
    fn numbers_stand_in_for_text_as_long_as_no_digit_is_lost() {
        assert_eq!(Cell::Number(13_800_138_000.0).value(TEXT), Ok(Some(Value::Text("13800138000".to_owned()))));
        assert_eq!(Cell::Number(0.1).value(TEXT), Ok(Some(Value::Text("0.1".to_owned()))));
        assert!(Cell::Number(911_100_001_000_130_000.0).value(TEXT).is_err());
        assert!(Cell::Serial(44_197.0).value(TEXT).is_err(), "1-1 became a date");
    }

    #[test]
    fn whole_numbers_may_be_full_width_and_grouped() {
        for written in ["8443", "８４４３", " 8,443 "] {
            assert_eq!(text(written).value(PORT), Ok(Some(Value::Int(8_443))), "{written}");
        }
        assert_eq!(Cell::Number(8_443.0).value(PORT), Ok(Some(Value::Int(8_443))));
        for refused in ["84,43", "8443.0", "0", "65536", "八千"] {
            assert!(text(refused).value(PORT).is_err(), "{refused}");
        }
        assert!(Cell::Number(0.5).value(PORT).is_err());
    }

    #[test]
    fn formulas_and_errors_are_never_values() {
        for kind in [TEXT, PORT, FieldKind::Day, FieldKind::Flag] {
            assert!(Cell::Formula.value(kind).is_err());
            assert!(Cell::Error("#REF!".to_owned()).value(kind).unwrap_err().zh.contains("#REF!"));
        }
    }

    #[test]
    fn text_keeps_its_inner_form_and_loses_only_its_edges() {
        assert_eq!(text("　 =A1 “两行”\r\n尾 \u{3000}").value(TEXT), Ok(Some(Value::Text("=A1 “两行”\n尾".to_owned()))));
        assert_eq!(text(" \u{3000}\n").value(TEXT), Ok(None));
        assert!(text("a\u{7}b").value(TEXT).unwrap_err().en.contains("U+0007"));
        assert!(text(&"长".repeat(21)).value(TEXT).unwrap_err().zh.contains("最多 20"));
    }

    #[test]
    fn a_word_that_is_no_choice_is_answered_with_those_that_are() {
        let kind = FieldKind::Choice(Basis::CHOICES);
        assert_eq!(text("实测 ").value(kind), Ok(Some(Value::Choice(1))));
        let refused = text("听说").value(kind).unwrap_err();
        assert!(refused.zh.contains("申报、实测") && refused.en.contains("declared, measured"), "{refused}");
    }
}
