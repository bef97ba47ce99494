//! Reads expressions: recursive descent over the tokens, one function per line of the grammar.
//!
//! ```text
//! expr       = and { "or" and }
//! and        = not { "and" not }
//! not        = "not" not | primary
//! primary    = "(" expr ")" | "any" rows | "no" rows | "count" rows comparison INT
//!            | "latest" rows "is" "(" expr ")" | condition
//! condition  = path | path "has" WORD | path "is" ("missing" | "given")
//!            | term comparison term | term "in" "[" term { "," term } "]"
//! term       = (path | INT | DAY | "yes" | "no" | TEXT) { ("+" | "-") INT UNIT }
//! rows       = WORD "." WORD [ "at" path ] [ "where" "(" expr ")" ]
//! path       = WORD { "." WORD }
//! ```

use std::ops::Range;

use shouwang_calendar::{Span, Unit};

use super::lexer::{ExprError, Token, tokens};
use crate::model::{Comparison, Expr, Path, RowSpec, Term};

/// Brackets and `not` within each other; deeper ones are no longer readable, and a bound keeps the reader's stack small.
const DEPTH_MAX: u32 = 24;

/// Words with a meaning of their own, which no register or field may have.
const KEYWORDS: [&str; 16] =
    ["and", "or", "not", "in", "has", "is", "missing", "given", "any", "no", "yes", "count", "latest", "where", "at", "last"];

pub(super) fn read_expr(text: &str) -> Result<Expr, ExprError> {
    read(text, Parser::expr)
}

pub(super) fn read_path(text: &str) -> Result<Path, ExprError> {
    read(text, Parser::path)
}

fn read<T>(text: &str, what: fn(&mut Parser) -> Result<T, ExprError>) -> Result<T, ExprError> {
    let mut parser = Parser { tokens: tokens(text)?, next: 0, end: text.len(), depth: 0 };
    let value = what(&mut parser)?;
    match parser.peek() {
        None => Ok(value),
        Some(_) => Err(parser.unexpected("条件式到此应已结束", "the expression should end here")),
    }
}

struct Parser {
    tokens: Vec<(Token, Range<usize>)>,
    next: usize,
    end: usize,
    depth: u32,
}

impl Parser {
    fn expr(&mut self) -> Result<Expr, ExprError> {
        self.depth += 1;
        if self.depth > DEPTH_MAX {
            let en = format!("more than {DEPTH_MAX} levels of brackets; split the rule");
            return Err(ExprError::new(self.at(), format!("括号超过 {DEPTH_MAX} 层，请拆成几条规则"), en));
        }
        let whole = self.series("or", |parser| parser.series("and", Parser::negation, Expr::And), Expr::Or);
        self.depth -= 1;
        whole
    }

    /// One or more parts joined by the same word; a single part stays itself.
    fn series(
        &mut self,
        joint: &str,
        part: impl Fn(&mut Parser) -> Result<Expr, ExprError>,
        join: fn(Vec<Expr>) -> Expr,
    ) -> Result<Expr, ExprError> {
        let first = part(self)?;
        if !self.is_word(joint) {
            return Ok(first);
        }
        let mut parts = vec![first];
        while self.eat_word(joint) {
            parts.push(part(self)?);
        }
        Ok(join(parts))
    }

    fn negation(&mut self) -> Result<Expr, ExprError> {
        let mut negated = false;
        while self.eat_word("not") {
            negated = !negated;
        }
        let inner = self.primary()?;
        Ok(if negated { Expr::Not(Box::new(inner)) } else { inner })
    }

    fn primary(&mut self) -> Result<Expr, ExprError> {
        if self.is_sign("(") {
            return self.bracketed();
        }
        if self.eat_word("any") {
            return Ok(Expr::Count(self.row_spec()?, Comparison::AtLeast, 1));
        }
        if self.eat_word("no") {
            return Ok(Expr::Count(self.row_spec()?, Comparison::Equal, 0));
        }
        if self.eat_word("count") {
            return self.count();
        }
        if self.eat_word("latest") {
            let rows = self.row_spec()?;
            self.expect_word("is")?;
            return Ok(Expr::Latest(rows, Box::new(self.bracketed()?)));
        }
        self.condition()
    }

    fn bracketed(&mut self) -> Result<Expr, ExprError> {
        self.expect_sign("(")?;
        let inner = self.expr()?;
        self.expect_sign(")")?;
        Ok(inner)
    }

    fn count(&mut self) -> Result<Expr, ExprError> {
        let rows = self.row_spec()?;
        let Some(comparison) = self.eat_comparison() else {
            return Err(self.unexpected("count 之后要有比较，如 >= 2", "`count …` needs a comparison such as `>= 2`"));
        };
        match self.peek() {
            Some(Token::Int(number)) if u32::try_from(*number).is_ok() => {
                let number = u32::try_from(*number).unwrap_or_default();
                self.next += 1;
                Ok(Expr::Count(rows, comparison, number))
            }
            _ => Err(self.unexpected("这里应是一个整数", "a whole number is needed here")),
        }
    }

    fn condition(&mut self) -> Result<Expr, ExprError> {
        let start = self.at();
        let left = self.term()?;
        if let Some(comparison) = self.eat_comparison() {
            return Ok(Expr::Compare(left, comparison, self.term()?));
        }
        if self.eat_word("in") {
            return Ok(Expr::In(left, self.list()?));
        }
        let Term::Path(path) = left else {
            return Err(
                self.unexpected("这里应是比较（= != < <= > >=）或 in [...]", "a comparison (= != < <= > >=) or `in [...]` is needed here")
            );
        };
        if self.eat_word("has") {
            return Ok(Expr::Has(path, self.word("一个选项", "a choice")?));
        }
        if self.eat_word("is") {
            return match self.word("missing 或 given", "`missing` or `given`")?.as_str() {
                "missing" => Ok(Expr::Missing(path)),
                "given" => Ok(Expr::Given(path)),
                _ => Err(ExprError::new(start, "is 之后只能是 missing 或 given", "only `missing` or `given` may follow `is`")),
            };
        }
        Ok(Expr::Flag(path))
    }

    fn list(&mut self) -> Result<Vec<Term>, ExprError> {
        self.expect_sign("[")?;
        let mut terms = vec![self.term()?];
        while self.eat_sign(",") {
            terms.push(self.term()?);
        }
        self.expect_sign("]")?;
        Ok(terms)
    }

    fn term(&mut self) -> Result<Term, ExprError> {
        let mut term = match self.peek().cloned() {
            Some(Token::Int(number)) => self.took(Term::Int(number)),
            Some(Token::Day(day)) => self.took(Term::Day(day)),
            Some(Token::Text(text)) => self.took(Term::Text(text)),
            Some(Token::Word(word)) if word == "yes" || word == "no" => self.took(Term::Flag(word == "yes")),
            Some(Token::Word(_)) => Term::Path(self.path()?),
            _ => return Err(self.unexpected("这里应是名称或值", "a name or a value is needed here")),
        };
        while self.is_sign("+") || self.is_sign("-") {
            term = Term::Shifted(Box::new(term), self.shift()?);
        }
        Ok(term)
    }

    /// `+ 30 days`, `- 1 year`.
    fn shift(&mut self) -> Result<Span, ExprError> {
        let backwards = self.is_sign("-");
        self.next += 1;
        let count = match self.peek() {
            Some(Token::Int(number)) => i32::try_from(*number).ok(),
            _ => None,
        };
        let Some(count) = count else {
            return Err(self.unexpected("这里应是数字和单位，如 30 days", "a number and a unit are needed here, such as `30 days`"));
        };
        self.next += 1;
        let at = self.at();
        let unit = self.word("单位，如 days", "a unit such as `days`")?;
        let unit = unit.parse::<Unit>().map_err(|_| {
            let en = format!("`{unit}` is not a unit; write workdays, days, weeks, months or years");
            ExprError::new(at, format!("{unit} 不是单位，请写 workdays、days、weeks、months 或 years"), en)
        })?;
        let span = Span::new(count, unit);
        Ok(if backwards { span.back() } else { span })
    }

    fn row_spec(&mut self) -> Result<RowSpec, ExprError> {
        let start = self.at();
        let Path(names) = self.path()?;
        let Ok([register, link]) = <[String; 2]>::try_from(names) else {
            return Err(ExprError::new(
                start,
                "这里应是“登记.引用字段”，如 training.unit",
                "`register.reference_field` is needed here, such as `training.unit`",
            ));
        };
        let at = if self.eat_word("at") { Some(self.path()?) } else { None };
        let filter = if self.eat_word("where") { Some(Box::new(self.bracketed()?)) } else { None };
        Ok(RowSpec { register, link, at, filter })
    }

    fn path(&mut self) -> Result<Path, ExprError> {
        let mut names = vec![self.word("名称", "a name")?];
        while self.eat_sign(".") {
            names.push(self.word("名称", "a name")?);
        }
        if let Some(keyword) = names.iter().find(|name| KEYWORDS.contains(&name.as_str())) {
            let at = self.tokens.get(self.next.saturating_sub(1)).map_or(self.end, |(_, range)| range.start);
            let en = format!("`{keyword}` is a word of the expression language, not a name");
            return Err(ExprError::new(at, format!("{keyword} 是条件式的用词，不能作名称"), en));
        }
        Ok(Path(names))
    }

    fn word(&mut self, zh: &str, en: &str) -> Result<String, ExprError> {
        match self.peek().cloned() {
            Some(Token::Word(word)) => Ok(self.took(word)),
            _ => Err(self.unexpected(&format!("这里应是{zh}"), &format!("{en} is needed here"))),
        }
    }

    fn eat_comparison(&mut self) -> Option<Comparison> {
        let comparison = match self.peek()? {
            Token::Sign("=") => Comparison::Equal,
            Token::Sign("!=") => Comparison::NotEqual,
            Token::Sign("<") => Comparison::Less,
            Token::Sign("<=") => Comparison::AtMost,
            Token::Sign(">") => Comparison::Greater,
            Token::Sign(">=") => Comparison::AtLeast,
            _ => return None,
        };
        Some(self.took(comparison))
    }

    fn took<T>(&mut self, value: T) -> T {
        self.next += 1;
        value
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.next).map(|(token, _)| token)
    }

    fn at(&self) -> usize {
        self.tokens.get(self.next).map_or(self.end, |(_, range)| range.start)
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(self.peek(), Some(Token::Word(found)) if found == word)
    }

    fn is_sign(&self, sign: &str) -> bool {
        matches!(self.peek(), Some(Token::Sign(found)) if *found == sign)
    }

    fn eat_word(&mut self, word: &str) -> bool {
        let is = self.is_word(word);
        self.next += usize::from(is);
        is
    }

    fn eat_sign(&mut self, sign: &str) -> bool {
        let is = self.is_sign(sign);
        self.next += usize::from(is);
        is
    }

    fn expect_word(&mut self, word: &str) -> Result<(), ExprError> {
        if self.eat_word(word) {
            Ok(())
        } else {
            Err(self.unexpected(&format!("这里应是 {word}"), &format!("`{word}` is needed here")))
        }
    }

    fn expect_sign(&mut self, sign: &str) -> Result<(), ExprError> {
        if self.eat_sign(sign) {
            Ok(())
        } else {
            Err(self.unexpected(&format!("这里应是“{sign}”"), &format!("`{sign}` is needed here")))
        }
    }

    fn unexpected(&self, zh: &str, en: &str) -> ExprError {
        ExprError::new(self.at(), zh, en)
    }
}

#[cfg(test)]
#[path = "expr_tests.rs"]
mod tests;
