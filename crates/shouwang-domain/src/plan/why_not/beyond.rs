//! Conditions on a row, as conditions on the thing that a reference of the row leads to.
//!
//! A reference is best pointed to something that already is as the conditions ask; this says what that is.

use crate::facts::register_index;
use crate::register::{FieldKind, catalog};

use super::super::cond::{Base, Cond, DayTerm, EntityTerm, Field, Hop, IntTerm, RowSet, Way};
use super::goal::Goal;

/// What has to be true of the thing that a reference leads to, as conditions on that thing itself.
pub(super) fn wishes(goal: &Goal<'_>, through: &[Hop], base: Base) -> Vec<(Cond, bool)> {
    let Goal::Holds { cond, wanted, among, .. } = goal else { return Vec::new() };
    let own = [(*cond, *wanted)].into_iter();
    let all = own.chain(among.iter().map(|cond| (cond, true)));
    all.filter_map(|(cond, wanted)| Some((Beyond { through, base }.cond(cond)?, wanted))).collect()
}

/// Conditions on a row, rewritten as conditions on the thing that lies beyond references of the row.
struct Beyond<'h> {
    through: &'h [Hop],
    base: Base,
}

impl Beyond<'_> {
    fn cond(&self, cond: &Cond) -> Option<Cond> {
        Some(match cond {
            Cond::And(parts) => {
                let kept: Box<[Cond]> = parts.iter().filter_map(|part| self.cond(part)).collect();
                (!kept.is_empty()).then_some(Cond::And(kept))?
            }
            Cond::Or(parts) => Cond::Or(parts.iter().map(|part| self.cond(part)).collect::<Option<_>>()?),
            // Under a negation nothing may be left out.
            Cond::Not(part) if !matches!(**part, Cond::And(_)) => Cond::Not(Box::new(self.cond(part)?)),
            Cond::Flag(field, wanted) => Cond::Flag(self.field(field)?, *wanted),
            Cond::Choice(field, mask) => Cond::Choice(self.field(field)?, *mask),
            Cond::Has(field, mask) => Cond::Has(self.field(field)?, *mask),
            Cond::Text(field, words, wanted) => Cond::Text(self.field(field)?, words.clone(), *wanted),
            Cond::Given(field) => Cond::Given(self.field(field)?),
            Cond::GivenDay(way, column) => Cond::GivenDay(self.way(way)?, *column),
            Cond::Measured(way) => Cond::Measured(self.way(way)?),
            Cond::Int(left, comparison, right) => Cond::Int(self.int(left)?, *comparison, self.int(right)?),
            Cond::Days(left, comparison, right) => Cond::Days(self.day(left)?, *comparison, self.day(right)?),
            Cond::Choices(left, comparison, right) => Cond::Choices(self.field(left)?, *comparison, self.field(right)?),
            Cond::Same(left, right, wanted) => Cond::Same(self.entity(left)?, self.entity(right)?, *wanted),
            Cond::Count(rows, comparison, count) => Cond::Count(self.rows(rows)?, *comparison, *count),
            Cond::Latest(rows, is) => Cond::Latest(self.rows(rows)?, is.clone()),
            Cond::Not(_) => return None,
        })
    }

    fn way(&self, way: &Way) -> Option<Way> {
        if way.base == self.base
            && let Some(rest) = way.hops.strip_prefix(self.through)
        {
            return Some(Way { base: Base::Row, hops: rest.into(), register: way.register });
        }
        (way.base == Base::Subject).then(|| way.clone())
    }

    fn field(&self, field: &Field) -> Option<Field> {
        Some(Field { way: self.way(&field.way)?, column: field.column })
    }

    fn entity(&self, term: &EntityTerm) -> Option<EntityTerm> {
        Some(match term {
            EntityTerm::Itself(way) => EntityTerm::Itself(self.way(way)?),
            EntityTerm::Named(field) => match self.field(field) {
                Some(field) => EntityTerm::Named(field),
                // The reference itself is the last of those that are followed: beyond it stands the thing.
                None => {
                    let own = Hop { register: field.way.register, column: field.column };
                    let (last, before) = self.through.split_last()?;
                    let leads_here = field.way.base == self.base && *field.way.hops == *before && own == *last;
                    let register = leads_here.then(|| register_index(target_name(own)?)).flatten()?;
                    EntityTerm::Itself(Way { base: Base::Row, hops: Box::default(), register })
                }
            },
        })
    }

    fn int(&self, term: &IntTerm) -> Option<IntTerm> {
        Some(match term {
            IntTerm::Literal(number) => IntTerm::Literal(*number),
            IntTerm::Field(field) => IntTerm::Field(self.field(field)?),
        })
    }

    fn day(&self, term: &DayTerm) -> Option<DayTerm> {
        Some(match term {
            DayTerm::Literal(_) | DayTerm::Today => term.clone(),
            DayTerm::Of(way, column) => DayTerm::Of(self.way(way)?, *column),
            DayTerm::Shifted(base, span) => DayTerm::Shifted(Box::new(self.day(base)?), *span),
        })
    }

    fn rows(&self, rows: &RowSet) -> Option<RowSet> {
        Some(RowSet { at: self.entity(&rows.at)?, ..rows.clone() })
    }
}

fn target_name(hop: Hop) -> Option<&'static str> {
    let def = &catalog().registers()[usize::from(hop.register)];
    match def.fields.get(hop.column)?.kind {
        FieldKind::Ref(name) => Some(name),
        _ => None,
    }
}
