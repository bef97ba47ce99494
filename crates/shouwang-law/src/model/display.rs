//! Expressions and rows as a page writes them; what is written here is read back as the same.

use std::fmt;

use super::duty::{NoneIs, Proof, Rows};
use super::expr::{Comparison, Expr, Path, RowSpec, Term};
use shouwang_calendar::Lang;

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("."))
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Comparison::Equal => "=",
            Comparison::NotEqual => "!=",
            Comparison::Less => "<",
            Comparison::AtMost => "<=",
            Comparison::Greater => ">",
            Comparison::AtLeast => ">=",
        })
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Term::Path(path) => write!(f, "{path}"),
            Term::Int(number) => write!(f, "{number}"),
            Term::Day(day) => write!(f, "{day}"),
            Term::Flag(flag) => f.write_str(if *flag { "yes" } else { "no" }),
            Term::Text(text) => write!(f, "'{text}'"),
            Term::Shifted(term, span) => {
                let sign = if span.count < 0 { '-' } else { '+' };
                write!(f, "{term} {sign} {}", span.length(Lang::En))
            }
        }
    }
}

impl fmt::Display for RowSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.register, self.link)?;
        if let Some(at) = &self.at {
            write!(f, " at {at}")?;
        }
        match &self.filter {
            Some(filter) => write!(f, " where ({filter})"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Expr::And(parts) => series(f, parts, " and "),
            Expr::Or(parts) => series(f, parts, " or "),
            Expr::Not(inner) => {
                f.write_str("not ")?;
                part(f, inner)
            }
            Expr::Compare(left, comparison, right) => write!(f, "{left} {comparison} {right}"),
            Expr::In(term, list) => {
                let list: Vec<_> = list.iter().map(ToString::to_string).collect();
                write!(f, "{term} in [{}]", list.join(", "))
            }
            Expr::Has(path, word) => write!(f, "{path} has {word}"),
            Expr::Missing(path) => write!(f, "{path} is missing"),
            Expr::Given(path) => write!(f, "{path} is given"),
            Expr::Flag(path) => write!(f, "{path}"),
            Expr::Count(rows, Comparison::AtLeast, 1) => write!(f, "any {rows}"),
            Expr::Count(rows, Comparison::Equal, 0) => write!(f, "no {rows}"),
            Expr::Count(rows, comparison, number) => write!(f, "count {rows} {comparison} {number}"),
            Expr::Latest(rows, condition) => write!(f, "latest {rows} is ({condition})"),
        }
    }
}

fn series(f: &mut fmt::Formatter<'_>, parts: &[Expr], joint: &str) -> fmt::Result {
    for (at, inner) in parts.iter().enumerate() {
        if at > 0 {
            f.write_str(joint)?;
        }
        part(f, inner)?;
    }
    Ok(())
}

/// Brackets around whatever is itself a series, so that nobody has to know which word binds closer.
fn part(f: &mut fmt::Formatter<'_>, expr: &Expr) -> fmt::Result {
    match expr {
        Expr::And(_) | Expr::Or(_) => write!(f, "({expr})"),
        _ => write!(f, "{expr}"),
    }
}

impl fmt::Display for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.register, self.link)?;
        if let Some(at) = &self.at {
            write!(f, " at {at}")?;
        }
        if let Some(filter) = &self.filter {
            write!(f, " where ({filter})")?;
        }
        if let Some(on) = &self.on {
            write!(f, " on {on}")?;
        }
        if self.proof == Proof::Measured {
            f.write_str(" measured")?;
        }
        if self.none == NoneIs::Unknown { f.write_str(", unknown without any") } else { Ok(()) }
    }
}
