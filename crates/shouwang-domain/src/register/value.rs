//! One value of one field.

use std::fmt;

use shouwang_calendar::{Day, Lang};

use super::def::FieldKind;

/// A value as the registers hold it. Choices are positions in the field's list, so that planning compares numbers.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// Free text, trimmed, never empty.
    Text(String),
    /// A whole number.
    Int(i64),
    /// A civil day.
    Day(Day),
    /// Yes or no.
    Flag(bool),
    /// Position in the field's choices.
    Choice(u8),
    /// Bit n is set when choice n is held; never zero.
    Set(u64),
    /// The code of a row of the referenced register.
    Ref(String),
}

/// What may stand between several choices.
pub(super) const SET_SEPARATORS: [char; 5] = ['、', ',', '，', ';', '；'];

/// Why a text is not a value of a field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ValueParseError {
    /// More characters than allowed.
    #[error("{chars} characters, at most {chars_max} are allowed")]
    TooLong {
        /// How many there are.
        chars: usize,
        /// How many there may be.
        chars_max: usize,
    },
    /// Not a whole number, or outside the bounds.
    #[error("not a whole number from {min} to {max}")]
    NotInt {
        /// Smallest allowed.
        min: i64,
        /// Largest allowed.
        max: i64,
    },
    /// Not a day.
    #[error("not a day; write it as 2026-11-20")]
    NotDay,
    /// Neither yes nor no.
    #[error("neither yes nor no; write 是 or 否")]
    NotFlag,
    /// Not one of the choices.
    #[error("not one of the choices: {allowed}")]
    NotChoice {
        /// The words that are allowed, in both languages.
        allowed: String,
    },
}

impl Value {
    /// Reads what a clerk, a CSV file or a case in the law wrote: Chinese labels, English labels and identifiers are all understood,
    /// several choices are separated by `、`, `,` or `;`. The text must not be empty.
    ///
    /// # Errors
    /// When the text is not a value of this kind; the error says what would be.
    pub fn parse(kind: FieldKind, text: &str) -> Result<Value, ValueParseError> {
        let text = text.trim();
        match kind {
            FieldKind::Text { chars_max } => {
                let chars = text.chars().count();
                if chars > chars_max {
                    return Err(ValueParseError::TooLong { chars, chars_max });
                }
                Ok(Value::Text(text.to_owned()))
            }
            FieldKind::Int { min, max } => {
                let number = text.parse::<i64>().ok().filter(|n| (min..=max).contains(n));
                number.map(Value::Int).ok_or(ValueParseError::NotInt { min, max })
            }
            FieldKind::Day => parse_day(text).map(Value::Day).ok_or(ValueParseError::NotDay),
            FieldKind::Flag => match text.to_ascii_lowercase().as_str() {
                "是" | "yes" | "true" | "1" | "y" | "有" => Ok(Value::Flag(true)),
                "否" | "no" | "false" | "0" | "n" | "无" => Ok(Value::Flag(false)),
                _ => Err(ValueParseError::NotFlag),
            },
            FieldKind::Choice(choices) => position(choices, text).map(Value::Choice),
            FieldKind::Set(choices) => {
                let words = text.split(SET_SEPARATORS).map(str::trim).filter(|word| !word.is_empty());
                let mut mask = 0;
                for word in words {
                    mask |= 1_u64 << position(choices, word)?;
                }
                if mask == 0 { Err(ValueParseError::NotChoice { allowed: allowed(choices) }) } else { Ok(Value::Set(mask)) }
            }
            FieldKind::Ref(_) => Ok(Value::Ref(text.to_owned())),
        }
    }

    /// The value as a reader of either language is told it: choices by their labels.
    #[must_use]
    pub fn spoken(&self, kind: FieldKind, lang: Lang) -> String {
        let word = |choices: &'static [super::Choice], at: usize| choices.get(at).map_or("?", |choice| choice.label.get(lang)).to_owned();
        match (self, kind) {
            (Value::Choice(at), FieldKind::Choice(choices)) => word(choices, usize::from(*at)),
            (Value::Set(mask), FieldKind::Set(choices)) => {
                let held = (0..choices.len()).filter(|at| mask & (1 << at) != 0).map(|at| word(choices, at));
                held.collect::<Vec<_>>().join(lang.pick("、", "; "))
            }
            _ => self.text(kind, lang == Lang::Zh),
        }
    }

    /// The value as text that [`Value::parse`] reads back: identifiers when `chinese` is false, Chinese labels when it is true.
    #[must_use]
    pub fn text(&self, kind: FieldKind, chinese: bool) -> String {
        let word = |choices: &'static [super::Choice], at: usize| {
            choices.get(at).map_or("?", |choice| if chinese { choice.label.zh } else { choice.id })
        };
        match (self, kind) {
            (Value::Text(text) | Value::Ref(text), _) => text.clone(),
            (Value::Int(number), _) => number.to_string(),
            (Value::Day(day), _) => day.to_string(),
            (Value::Flag(flag), _) if chinese => if *flag { "是" } else { "否" }.to_owned(),
            (Value::Flag(flag), _) => if *flag { "yes" } else { "no" }.to_owned(),
            (Value::Choice(at), FieldKind::Choice(choices)) => word(choices, usize::from(*at)).to_owned(),
            (Value::Set(mask), FieldKind::Set(choices)) => {
                let held = (0..choices.len()).filter(|at| mask & (1 << at) != 0).map(|at| word(choices, at));
                held.collect::<Vec<_>>().join(if chinese { "、" } else { ", " })
            }
            (Value::Choice(_) | Value::Set(_), _) => "?".to_owned(),
        }
    }
}

/// `2026-11-20`, `2026/11/20`, `2026.11.20` and `2026年11月20日` are all the same day.
fn parse_day(text: &str) -> Option<Day> {
    let plain = text.replace(['年', '月', '/', '.'], "-").replace('日', "");
    let mut parts = plain.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 {
        return None;
    }
    let date = jiff::civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(Day::from(date))
}

fn position(choices: &'static [super::Choice], word: &str) -> Result<u8, ValueParseError> {
    let found = choices.iter().position(|c| c.id == word || c.label.zh == word || c.label.en.eq_ignore_ascii_case(word));
    found.and_then(|at| u8::try_from(at).ok()).ok_or_else(|| ValueParseError::NotChoice { allowed: allowed(choices) })
}

fn allowed(choices: &[super::Choice]) -> String {
    let words: Vec<_> = choices.iter().map(|choice| format!("{} {}", choice.label.zh, choice.id)).collect();
    words.join("、")
}

impl fmt::Display for Value {
    /// For messages only; choices show their position. Use [`Value::text`] where the field's kind is known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Text(text) | Value::Ref(text) => f.write_str(text),
            Value::Int(number) => write!(f, "{number}"),
            Value::Day(day) => write!(f, "{day}"),
            Value::Flag(flag) => write!(f, "{flag}"),
            Value::Choice(at) => write!(f, "#{at}"),
            Value::Set(mask) => write!(f, "#{mask:b}"),
        }
    }
}
