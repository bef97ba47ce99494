//! Compiles conditions.

use shouwang_law::model::{Comparison, Expr, Path, Term};

use crate::register::{Choice, FieldDef, FieldKind};

use super::super::cond::{Cond, DayTerm, Field, IntTerm, holds};
use super::names::Resolved;
use super::{Compiled, Compiler, Fault, Frame};

impl Compiler {
    /// Compiles a condition over the row at hand.
    pub(super) fn condition(&mut self, expr: &Expr, frame: &Frame) -> Compiled<Cond> {
        Ok(match expr {
            Expr::And(parts) => Cond::And(self.conditions(parts, frame)?),
            Expr::Or(parts) => Cond::Or(self.conditions(parts, frame)?),
            Expr::Not(part) => Cond::Not(Box::new(self.condition(part, frame)?)),
            Expr::Flag(path) => match self.resolve(path, frame)? {
                Resolved::Field(field, FieldDef { kind: FieldKind::Flag, .. }) => Cond::Flag(field, true),
                _ => return Err(mistyped(path, "是否字段", "a yes-or-no field")),
            },
            Expr::Given(path) => self.given(path, frame)?,
            Expr::Missing(path) => Cond::Not(Box::new(self.given(path, frame)?)),
            Expr::Has(path, word) => match self.resolve(path, frame)? {
                Resolved::Field(field, FieldDef { kind: FieldKind::Set(choices), .. }) => Cond::Has(field, bit(choices, word)?),
                _ => return Err(mistyped(path, "可多选的字段", "a field of several choices")),
            },
            Expr::In(term, words) => self.one_of(term, words, frame)?,
            Expr::Compare(left, comparison, right) => self.compare(left, *comparison, right, frame)?,
            Expr::Count(spec, comparison, count) => Cond::Count(self.row_spec(spec, frame)?.0, *comparison, *count),
            Expr::Latest(spec, is) => {
                let (rows, inner) = self.row_spec(spec, frame)?;
                Cond::Latest(rows, Box::new(self.condition(is, &inner)?))
            }
        })
    }

    /// Compiles a path that must be a day.
    pub(super) fn day_path(&mut self, path: &Path, frame: &Frame) -> Compiled<DayTerm> {
        self.day_term(&Term::Path(path.clone()), frame)?.ok_or_else(|| mistyped(path, "日期", "a day"))
    }

    fn conditions(&mut self, parts: &[Expr], frame: &Frame) -> Compiled<Box<[Cond]>> {
        parts.iter().map(|part| self.condition(part, frame)).collect()
    }

    fn given(&mut self, path: &Path, frame: &Frame) -> Compiled<Cond> {
        match self.resolve(path, frame)? {
            Resolved::Field(field, _) => Ok(Cond::Given(field)),
            Resolved::Day(way, column) => Ok(Cond::GivenDay(way, column)),
            _ => Err(mistyped(path, "字段", "a field")),
        }
    }

    fn compare(&mut self, left: &Term, comparison: Comparison, right: &Term, frame: &Frame) -> Compiled<Cond> {
        if let Term::Path(path) = left {
            match self.resolve(path, frame)? {
                Resolved::Field(field, def) => {
                    if let Some(cond) = self.compare_field(field, def, comparison, right, frame)? {
                        return Ok(cond);
                    }
                }
                Resolved::Basis(way) => {
                    let measured = matches!(right, Term::Path(word) if word.0 == ["measured"]);
                    let cond = Cond::Measured(way);
                    return Ok(if measured == (comparison == Comparison::Equal) { cond } else { Cond::Not(Box::new(cond)) });
                }
                Resolved::Itself(_) => return self.same(path, comparison, right, frame),
                Resolved::Today | Resolved::Day(..) => {}
            }
        }
        if let (Some(left), Some(right)) = (self.day_term(left, frame)?, self.day_term(right, frame)?) {
            return Ok(Cond::Days(left, comparison, right));
        }
        if let (Some(left), Some(right)) = (self.int_term(left, frame)?, self.int_term(right, frame)?) {
            return Ok(Cond::Int(left, comparison, right));
        }
        Err(Fault::new("比较的两边不是同一种东西", "the two sides of the comparison are not of one kind"))
    }

    /// Comparisons whose right side is understood by what the left field may hold; `None` for numbers and days.
    fn compare_field(
        &mut self,
        field: Field,
        def: &FieldDef,
        comparison: Comparison,
        right: &Term,
        frame: &Frame,
    ) -> Compiled<Option<Cond>> {
        Ok(Some(match (def.kind, right) {
            (FieldKind::Choice(choices), Term::Path(path)) => {
                if let ([word], true) = (&path.0[..], path.0.len() == 1 && choices.iter().any(|choice| choice.id == path.0[0])) {
                    return Ok(Some(Cond::Choice(field, bits_where(choices, comparison, word)?)));
                }
                match self.resolve(path, frame) {
                    Ok(Resolved::Field(other, other_def)) if other_def.kind == def.kind => Cond::Choices(field, comparison, other),
                    _ => return Err(no_choice(choices, &path.0.join("."))),
                }
            }
            (FieldKind::Flag, Term::Flag(flag)) => Cond::Flag(field, *flag == equality(comparison)?),
            (FieldKind::Text { .. }, Term::Text(text)) => Cond::Text(field, [text.as_str().into()].into(), equality(comparison)?),
            (FieldKind::Ref(_), Term::Path(path)) => {
                let wanted = equality(comparison)?;
                let target = crate::facts::register_index(match def.kind {
                    FieldKind::Ref(name) => name,
                    _ => "",
                });
                let (other, register, _) = self.entity(path, frame)?;
                if Some(register) != target {
                    return Err(mistyped(path, "同一台账的引用", "a reference to the same register"));
                }
                Cond::Same(super::super::cond::EntityTerm::Named(field), other, wanted)
            }
            (FieldKind::Int { .. } | FieldKind::Day, _) => return Ok(None),
            _ => {
                let name = def.name;
                return Err(Fault::new(format!("“{name}”不能与此比较"), format!("`{name}` cannot be compared with this")));
            }
        }))
    }

    fn same(&mut self, path: &Path, comparison: Comparison, right: &Term, frame: &Frame) -> Compiled<Cond> {
        let Term::Path(other) = right else { return Err(mistyped(path, "引用", "a reference")) };
        let (left, left_register, _) = self.entity(path, frame)?;
        let (right, right_register, _) = self.entity(other, frame)?;
        if left_register != right_register {
            return Err(mistyped(other, "同一台账的引用", "a reference to the same register"));
        }
        Ok(Cond::Same(left, right, equality(comparison)?))
    }

    fn one_of(&mut self, term: &Term, words: &[Term], frame: &Frame) -> Compiled<Cond> {
        if let Term::Path(path) = term
            && let Resolved::Field(field, FieldDef { kind: FieldKind::Choice(choices), .. }) = self.resolve(path, frame)?
        {
            let mut mask = 0;
            for word in words {
                match word {
                    Term::Path(word) => mask |= bit(choices, &word.0.join("."))?,
                    _ => return Err(no_choice(choices, "…")),
                }
            }
            return Ok(Cond::Choice(field, mask));
        }
        let parts = words.iter().map(|word| self.compare(term, Comparison::Equal, word, frame)).collect::<Compiled<_>>()?;
        Ok(Cond::Or(parts))
    }

    fn day_term(&mut self, term: &Term, frame: &Frame) -> Compiled<Option<DayTerm>> {
        Ok(match term {
            Term::Day(day) => Some(DayTerm::Literal(*day)),
            Term::Path(path) => match self.resolve(path, frame)? {
                Resolved::Today => Some(DayTerm::Today),
                Resolved::Day(way, column) => Some(DayTerm::Of(way, column)),
                Resolved::Field(field, FieldDef { kind: FieldKind::Day, .. }) => {
                    Some(DayTerm::Of(field.way, super::super::cond::DayColumn::Field(field.column)))
                }
                _ => None,
            },
            Term::Shifted(base, span) => self.day_term(base, frame)?.map(|base| DayTerm::Shifted(Box::new(base), *span)),
            Term::Int(_) | Term::Flag(_) | Term::Text(_) => None,
        })
    }

    fn int_term(&mut self, term: &Term, frame: &Frame) -> Compiled<Option<IntTerm>> {
        Ok(match term {
            Term::Int(number) => Some(IntTerm::Literal(*number)),
            Term::Path(path) => match self.resolve(path, frame)? {
                Resolved::Field(field, FieldDef { kind: FieldKind::Int { .. }, .. }) => Some(IntTerm::Field(field)),
                _ => None,
            },
            _ => None,
        })
    }
}

fn equality(comparison: Comparison) -> Compiled<bool> {
    match comparison {
        Comparison::Equal => Ok(true),
        Comparison::NotEqual => Ok(false),
        _ => Err(Fault::new("这里只能用 = 或 !=", "only = and != make sense here")),
    }
}

fn bit(choices: &[Choice], word: &str) -> Compiled<u64> {
    let at = choices.iter().position(|choice| choice.id == word);
    at.map(|at| 1 << at).ok_or_else(|| no_choice(choices, word))
}

/// The choices that stand in this relation to a word, by their declared order.
fn bits_where(choices: &[Choice], comparison: Comparison, word: &str) -> Compiled<u64> {
    let wanted = choices.iter().position(|choice| choice.id == word).ok_or_else(|| no_choice(choices, word))?;
    Ok((0..choices.len()).filter(|at| holds(*at, comparison, wanted)).fold(0, |mask, at| mask | 1 << at))
}

fn no_choice(choices: &[Choice], word: &str) -> Fault {
    let words: Vec<_> = choices.iter().map(|choice| choice.id).collect();
    let words = words.join(", ");
    Fault::new(format!("“{word}”不是可选的词；可选：{words}"), format!("`{word}` is no choice; there are: {words}"))
}

fn mistyped(path: &Path, zh: &str, en: &str) -> Fault {
    let path = path.0.join(".");
    Fault::new(format!("“{path}”应当是{zh}"), format!("`{path}` should be {en}"))
}
