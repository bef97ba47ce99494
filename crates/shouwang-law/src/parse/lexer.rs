//! Cuts an expression into tokens. It knows nothing of what the words mean.

use std::ops::Range;

use shouwang_calendar::Day;

/// Longest expression that is read, in bytes. The longest in use has a few hundred.
const EXPRESSION_BYTES_MAX: usize = 4_000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A word; keywords are words too.
    Word(String),
    Int(i64),
    Day(Day),
    Text(String),
    /// One of `( ) [ ] , . + - = != < <= > >=`.
    Sign(&'static str),
}

/// What is wrong at which byte of the expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ExprError {
    pub(super) at: usize,
    pub(super) zh: String,
    pub(super) en: String,
}

impl ExprError {
    pub(super) fn new(at: usize, zh: impl Into<String>, en: impl Into<String>) -> ExprError {
        ExprError { at, zh: zh.into(), en: en.into() }
    }
}

/// Longer signs first, so that `<=` is not read as `<`.
const SIGNS: [&str; 14] = ["!=", "<=", ">=", "=", "<", ">", "(", ")", "[", "]", ",", ".", "+", "-"];

pub(super) fn tokens(text: &str) -> Result<Vec<(Token, Range<usize>)>, ExprError> {
    if text.len() > EXPRESSION_BYTES_MAX {
        let en = format!("the expression is longer than {EXPRESSION_BYTES_MAX} bytes; split the rule");
        return Err(ExprError::new(0, format!("条件式超过 {EXPRESSION_BYTES_MAX} 字节，请拆成几条规则"), en));
    }
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let rest = &text[at..];
        let (token, length) = if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        } else if first.is_ascii_digit() {
            number_or_day(rest, at)?
        } else if first.is_ascii_lowercase() {
            let length = rest.find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')).unwrap_or(rest.len());
            (Token::Word(rest[..length].to_owned()), length)
        } else if first == '\'' {
            let Some(end) = rest[1..].find('\'') else {
                return Err(ExprError::new(at, "引号没有收尾，请补上 '", "the quote is not closed; add '"));
            };
            (Token::Text(rest[1..=end].to_owned()), end + 2)
        } else if let Some(sign) = SIGNS.into_iter().find(|sign| rest.starts_with(sign)) {
            (Token::Sign(sign), sign.len())
        } else {
            let zh = format!("不认识的字符“{first}”；名称用小写英文标识，文字放在单引号里");
            let en = format!("`{first}` is not understood; names are lower-case identifiers, text stands in single quotes");
            return Err(ExprError::new(at, zh, en));
        };
        found.push((token, at..at + length));
        at += length;
    }
    Ok(found)
}

fn number_or_day(rest: &str, at: usize) -> Result<(Token, usize), ExprError> {
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    // A day is the only thing in which a dash follows a digit directly.
    if rest[digits..].starts_with('-') {
        let length = rest.find(|c: char| !(c.is_ascii_digit() || c == '-')).unwrap_or(rest.len());
        let day = rest[..length].parse().map_err(|_| {
            let zh = format!("“{}”不是日期，请写成 2026-11-20", &rest[..length]);
            ExprError::new(at, zh, format!("`{}` is not a day; write it as 2026-11-20", &rest[..length]))
        })?;
        return Ok((Token::Day(day), length));
    }
    let number = rest[..digits].parse().map_err(|_| ExprError::new(at, "数字太大", "the number is too large"))?;
    Ok((Token::Int(number), digits))
}
