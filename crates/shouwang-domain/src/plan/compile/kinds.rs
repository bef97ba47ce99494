//! Compiles whole duties.

use shouwang_law::model::{Duty, DutyKind, Expr, Need, Path, Rows};

use crate::facts::RegisterIndex;
use crate::register::FieldKind;

use super::super::cond::EntityTerm;
use super::super::depend::Step;
use super::super::program::{Active, CompiledDuty, CompiledNeed, Kind, Retention};
use super::names::own_field;
use super::{Compiled, Compiler, Fault, Frame};

/// The chains of references that a duty follows, each with the register it leads to.
type Chains = Vec<(RegisterIndex, Vec<Step>)>;

/// Compiles one duty.
pub(super) fn duty(rule: &Duty, active: Active) -> Compiled<(CompiledDuty, Chains)> {
    let (mut compiler, frame) = Compiler::new(&rule.subject)?;
    let bearer = rule.bearer.as_ref().map(|path| compiler.bearer(path, &frame)).transpose()?;
    let compiled = CompiledDuty {
        subject: frame.register,
        active,
        bearer,
        when: rule.when.as_ref().map(|when| compiler.condition(when, &frame)).transpose()?,
        measured_by: rule.measured_by.as_ref().map(|rows| compiler.rows(rows, &frame)).transpose()?,
        kind: compiler.kind(&rule.kind, &frame)?,
        rule: rule.clone(),
    };
    Ok((compiled, compiler.chains))
}

impl Compiler {
    fn kind(&mut self, kind: &DutyKind, frame: &Frame) -> Compiled<Kind> {
        Ok(match kind {
            DutyKind::Designation { rows, each, count_min } | DutyKind::Post { rows, each, count_min } => {
                self.filled(rows, each, *count_min, frame)?
            }
            DutyKind::State { must } => Kind::State { must: self.condition(must, frame)? },
            DutyKind::ForbiddenState { never } => Kind::ForbiddenState { never: self.condition(never, frame)? },
            DutyKind::ForbiddenRows { rows } => Kind::ForbiddenRows { rows: self.rows(rows, frame)? },
            DutyKind::Periodic { every, rows, count_min, for_year } => {
                let rows = rows.iter().map(|rows| self.rows(rows, frame)).collect::<Compiled<Box<[_]>>>()?;
                let for_year = match (for_year, rows.first()) {
                    (Some(name), Some(first)) => Some(typed(name, first.register, |kind| matches!(kind, FieldKind::Int { .. }))?),
                    _ => None,
                };
                Kind::Periodic { every: *every, rows, count_min: *count_min, for_year }
            }
            DutyKind::Within { within, after, rows } => {
                Kind::Within { within: *within, after: self.day_path(after, frame)?, rows: self.rows(rows, frame)? }
            }
            DutyKind::Recurring { within, first_after, rows } => Kind::Recurring {
                within: *within,
                first_after: first_after.as_ref().map(|path| self.day_path(path, frame)).transpose()?,
                rows: self.rows(rows, frame)?,
            },
            DutyKind::Before { event, needs } => Kind::Before {
                event: self.day_path(event, frame)?,
                needs: needs.iter().map(|need| self.need(need, frame)).collect::<Compiled<_>>()?,
            },
            DutyKind::Retention { keep, since, rows, source } => {
                let rows = self.rows(rows, frame)?;
                Kind::Retention(Retention {
                    keep: *keep,
                    since: self.day_path(since, frame)?,
                    complete: typed("complete", rows.register, |kind| kind == FieldKind::Flag)?,
                    rows,
                    source: source.as_ref().map(|rows| self.rows(rows, frame)).transpose()?,
                })
            }
        })
    }

    fn filled(&mut self, rows: &Rows, each: &[Expr], count_min: u32, frame: &Frame) -> Compiled<Kind> {
        let (rows, inner) = self.rows_with_frame(rows, frame)?;
        let each = each.iter().map(|cond| self.condition(cond, &inner)).collect::<Compiled<_>>()?;
        Ok(Kind::Filled { rows, each, count_min })
    }

    fn need(&mut self, need: &Need, frame: &Frame) -> Compiled<CompiledNeed> {
        Ok(CompiledNeed { rows: self.rows(&need.rows, frame)?, lead: need.lead })
    }

    /// Compiles a path that must lead to a unit.
    pub(super) fn bearer(&mut self, path: &Path, frame: &Frame) -> Compiled<EntityTerm> {
        let (term, register, here) = self.entity(path, frame)?;
        if Some(register) == crate::facts::register_index("unit") {
            // Planning does not read the unit's row, but whoever keeps statuses keeps the unit's division beside them.
            self.note(&here);
            return Ok(term);
        }
        let path = path.0.join(".");
        Err(Fault::new(format!("bearer “{path}”不指向单位"), format!("the bearer `{path}` does not lead to a unit")))
    }
}

fn typed(name: &str, register: RegisterIndex, fits: impl Fn(FieldKind) -> bool) -> Compiled<usize> {
    let (column, field) = own_field(name, register)?;
    if fits(field.kind) {
        return Ok(column);
    }
    Err(Fault::new(format!("字段“{name}”的类型不对"), format!("the field `{name}` is of the wrong kind")))
}
