//! Resolves names: paths of fields, and the rows of registers.

use shouwang_law::model::{NoneIs, Path, Proof, RowSpec, Rows};

use crate::facts::{RegisterIndex, register_index};
use crate::register::{FieldDef, FieldKind, RegisterDef, Shape, catalog};

use super::super::cond::{Base, DayColumn, EntityTerm, Field, Hop, RowSet, Way};
use super::super::depend::Step;
use super::{Compiled, Compiler, Fault, Frame};

/// What a path leads to.
#[derive(Clone, Debug)]
pub(super) enum Resolved {
    /// The day of evaluation.
    Today,
    /// The row itself.
    Itself(Way),
    /// First or last day.
    Day(Way, DayColumn),
    /// Declared or measured.
    Basis(Way),
    /// A field of the register's own.
    Field(Field, &'static FieldDef),
}

pub(super) fn def(register: RegisterIndex) -> &'static RegisterDef {
    &catalog().registers()[usize::from(register)]
}

impl Compiler {
    /// Resolves a path from the row at hand.
    pub(super) fn resolve(&mut self, path: &Path, frame: &Frame) -> Compiled<Resolved> {
        let mut names: &[String] = &path.0;
        let (mut base, mut here) = (Base::Row, frame.clone());
        if names == ["day"] {
            return Ok(Resolved::Today);
        }
        if let [first, rest @ ..] = names
            && first == "subject"
        {
            (base, here, names) = (Base::Subject, self.subject_frame(), rest);
        }
        let Some((last, hops)) = names.split_last() else {
            return Ok(Resolved::Itself(Way { base, hops: Box::default(), register: here.register }));
        };
        let mut way = Vec::with_capacity(hops.len());
        for name in hops {
            let (hop, target) = self.hop(name, &here)?;
            way.push(hop);
            here.chain.push(Step::Forward { register: hop.register, column: hop.column });
            here.register = target;
            self.note(&here);
        }
        let way = Way { base, hops: way.into(), register: here.register };
        Ok(match last.as_str() {
            "from" => Resolved::Day(way, DayColumn::From),
            "until" => Resolved::Day(way, DayColumn::Until),
            "basis" => Resolved::Basis(way),
            name => {
                let (column, field) = own_field(name, here.register)?;
                Resolved::Field(Field { way, column }, field)
            }
        })
    }

    /// Resolves a path that must lead to an entity, and says of which register.
    pub(super) fn entity(&mut self, path: &Path, frame: &Frame) -> Compiled<(EntityTerm, RegisterIndex, Frame)> {
        match self.resolve(path, frame)? {
            Resolved::Itself(way) => {
                let here = if way.base == Base::Subject { self.subject_frame() } else { frame.clone() };
                Ok((EntityTerm::Itself(way.clone()), way.register, here))
            }
            Resolved::Field(field, def) => {
                let Some(target) = reference(def) else { return Err(no_reference(path)) };
                let mut here = if field.way.base == Base::Subject { self.subject_frame() } else { frame.clone() };
                let hops = field.way.hops.iter().copied();
                for hop in hops.chain([Hop { register: field.way.register, column: field.column }]) {
                    here.chain.push(Step::Forward { register: hop.register, column: hop.column });
                }
                here.register = target;
                Ok((EntityTerm::Named(field), target, here))
            }
            _ => Err(no_reference(path)),
        }
    }

    /// Compiles the rows that serve as evidence.
    pub(super) fn rows(&mut self, rows: &Rows, frame: &Frame) -> Compiled<RowSet> {
        self.rows_with_frame(rows, frame).map(|(set, _)| set)
    }

    /// Compiles the rows that serve as evidence, with the frame in which further conditions on them are compiled.
    pub(super) fn rows_with_frame(&mut self, rows: &Rows, frame: &Frame) -> Compiled<(RowSet, Frame)> {
        let (mut set, inner) = self.row_set(&rows.register, &rows.link, rows.at.as_ref(), frame)?;
        set.filter = rows.filter.as_ref().map(|filter| self.condition(filter, &inner)).transpose()?.map(Box::new);
        set.none = rows.none;
        set.measured_only = rows.proof == Proof::Measured;
        if let Some(on) = &rows.on {
            set.on = day_column(on, set.register)?;
        }
        Ok((set, inner))
    }

    /// Compiles rows counted inside a condition.
    pub(super) fn row_spec(&mut self, spec: &RowSpec, frame: &Frame) -> Compiled<(RowSet, Frame)> {
        let (mut set, inner) = self.row_set(&spec.register, &spec.link, spec.at.as_ref(), frame)?;
        set.filter = spec.filter.as_ref().map(|filter| self.condition(filter, &inner)).transpose()?.map(Box::new);
        Ok((set, inner))
    }

    fn row_set(&mut self, register: &str, link: &str, at: Option<&Path>, frame: &Frame) -> Compiled<(RowSet, Frame)> {
        let index = register_index(register)
            .ok_or_else(|| Fault::new(format!("没有名为“{register}”的台账"), format!("there is no register `{register}`")))?;
        let (column, field) = own_field(link, index)?;
        let (anchor, anchor_register, mut here) = match at {
            Some(path) => self.entity(path, frame)?,
            None => {
                let way = Way { base: Base::Row, hops: Box::default(), register: frame.register };
                (EntityTerm::Itself(way), frame.register, frame.clone())
            }
        };
        if reference(field) != Some(anchor_register) {
            let wanted = def(anchor_register).name;
            return Err(Fault::new(
                format!("{register}.{link} 不指向 {wanted}；请换字段，或用 at 指明从哪里取"),
                format!("`{register}.{link}` does not refer to `{wanted}`; name another field, or say with `at` where to start"),
            ));
        }
        here.chain.push(Step::Back { register: index, column });
        here.register = index;
        self.note(&here);
        let lasts = def(index).shape == Shape::State;
        let set = RowSet {
            register: index,
            link: column,
            at: anchor,
            filter: None,
            on: DayColumn::From,
            none: NoneIs::NotMet,
            measured_only: false,
            lasts,
        };
        Ok((set, here))
    }

    fn hop(&mut self, name: &str, here: &Frame) -> Compiled<(Hop, RegisterIndex)> {
        let (column, field) = own_field(name, here.register)?;
        let target = reference(field).ok_or_else(|| {
            let register = def(here.register).name;
            Fault::new(
                format!("{register}.{name} 不是引用，后面不能再接字段"),
                format!("`{register}.{name}` is no reference; nothing can follow it"),
            )
        })?;
        Ok((Hop { register: here.register, column }, target))
    }
}

/// A field of a register by name.
pub(super) fn own_field(name: &str, register: RegisterIndex) -> Compiled<(usize, &'static FieldDef)> {
    let def = def(register);
    let found = def.field_index(name).map(|at| (at, &def.fields[at]));
    found.ok_or_else(|| {
        let names: Vec<_> = def.fields.iter().map(|field| field.name).collect();
        let names = names.join(", ");
        Fault::new(
            format!("台账 {} 没有字段“{name}”；有：{names}", def.name),
            format!("the register `{}` has no field `{name}`; it has: {names}", def.name),
        )
    })
}

/// A day column of a register by name; `decided_on or applied_on` is the first of the two that is known.
pub(super) fn day_column(name: &str, register: RegisterIndex) -> Compiled<DayColumn> {
    if let Some((first, second)) = name.split_once(" or ") {
        return Ok(DayColumn::Either(day_field(first, register)?, day_field(second, register)?));
    }
    match name {
        "from" => Ok(DayColumn::From),
        "until" => Ok(DayColumn::Until),
        _ => day_field(name, register).map(DayColumn::Field),
    }
}

fn day_field(name: &str, register: RegisterIndex) -> Compiled<usize> {
    let (column, field) = own_field(name, register)?;
    if field.kind == FieldKind::Day {
        return Ok(column);
    }
    Err(Fault::new(format!("“{name}”不是日期字段"), format!("`{name}` is no day")))
}

fn reference(field: &FieldDef) -> Option<RegisterIndex> {
    match field.kind {
        FieldKind::Ref(target) => register_index(target),
        _ => None,
    }
}

fn no_reference(path: &Path) -> Fault {
    let path = path.0.join(".");
    Fault::new(format!("“{path}”不指向任何台账"), format!("`{path}` refers to no register"))
}
