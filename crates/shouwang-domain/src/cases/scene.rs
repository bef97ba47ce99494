//! Reads the facts of a case, in a clerk's words, into registers.
//!
//! Statements are separated by `；`, fields by `，`. `日志留存：完整 是，自 2025-11-20，实测` adds a row of a register, linked to the subject
//! by the rule's own link; any other statement sets fields of the subject. A dotted label (`人员.所在单位 本`) follows references and makes
//! what they lead to.

use std::collections::HashMap;

use shouwang_calendar::Day;
use shouwang_law::model::{Duty, DutyKind, Expr, Path, RowSpec, Rows};

use crate::register::{Basis, FieldDef, FieldKind, RegisterDef, Registers, Row, RowKey, Shape, Value, catalog};

/// The code of the subject in every case.
pub const SUBJECT: &str = "本";

/// A statement that cannot be read.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) zh: String,
    pub(super) en: String,
}

/// How rows of a register hang on the subject: their link field, and the path from the subject to what it names.
type Links = HashMap<String, Vec<(String, Option<Path>)>>;

/// The registers that the facts describe.
pub(super) fn build(duty: &Duty, facts: &str) -> Result<Registers, Fault> {
    let subject = find_register(&duty.subject)?;
    let mut scene = Scene { rows: vec![(subject, empty(subject, SUBJECT))], links: links_of(duty), made: 0 };
    if subject.shape == Shape::State
        && let Some(row) = scene.row_mut(subject, SUBJECT)
    {
        row.key.from = Day::from(jiff::civil::date(2020, 1, 1));
    }
    for statement in facts.split(['；', ';']).map(str::trim).filter(|statement| !statement.is_empty() && *statement != "无") {
        scene.state(subject, statement)?;
    }
    let mut registers = Registers::new();
    for (def, row) in scene.rows {
        registers.push(def.name, row);
    }
    Ok(registers)
}

/// Rows being put together. Each is named by its position.
struct Scene {
    rows: Vec<(&'static RegisterDef, Row)>,
    links: Links,
    made: usize,
}

impl Scene {
    fn state(&mut self, subject: &'static RegisterDef, statement: &str) -> Result<(), Fault> {
        let Some((label, fields)) = statement.split_once(['：', ':']) else {
            let at = self.position(subject, SUBJECT).unwrap_or_default();
            return self.set_fields(at, statement);
        };
        let def = find_register(label.trim())?;
        self.made += 1;
        let code = format!("{}{}", def.label.zh, self.made);
        self.rows.push((def, empty(def, &code)));
        let at = self.rows.len() - 1;
        self.set_fields(at, fields)?;
        self.link(at)
    }

    /// Links a row to the subject as the rule reads it, unless the case has linked it itself.
    fn link(&mut self, at: usize) -> Result<(), Fault> {
        let def = self.rows[at].0;
        let links = self.links.get(def.name).cloned().unwrap_or_default();
        let stated = |link: &str| def.field_index(link).is_some_and(|field| self.rows[at].1.values[field].is_some());
        if links.iter().any(|(link, _)| stated(link)) {
            return Ok(());
        }
        let Some((link, path)) = links.first() else { return Ok(()) };
        let target = match path {
            None => SUBJECT.to_owned(),
            Some(path) => self.follow_from_subject(path)?,
        };
        let field = def.field_index(link).ok_or_else(|| unknown_field(def, link))?;
        self.rows[at].1.values[field] = Some(Value::Ref(target));
        Ok(())
    }

    fn follow_from_subject(&mut self, path: &Path) -> Result<String, Fault> {
        let mut at = 0;
        for name in path.0.iter().filter(|name| *name != "subject") {
            at = self.follow(at, name)?;
        }
        Ok(self.rows[at].1.key.code.clone())
    }

    fn set_fields(&mut self, at: usize, fields: &str) -> Result<(), Fault> {
        for field in fields.split(['，', ',']).map(str::trim).filter(|field| !field.is_empty()) {
            self.set_field(at, field)?;
        }
        Ok(())
    }

    fn set_field(&mut self, at: usize, text: &str) -> Result<(), Fault> {
        match text {
            "实测" | "measured" => self.rows[at].1.basis = Basis::Measured,
            "申报" | "declared" => self.rows[at].1.basis = Basis::Declared,
            _ => {
                let (label, value) = text
                    .split_once(' ')
                    .ok_or_else(|| fault(format!("“{text}”应写作“字段 值”"), format!("`{text}` should read `field value`")))?;
                let mut names: Vec<&str> = label.split('.').collect();
                let last = names.pop().unwrap_or_default();
                let mut here = at;
                for name in names {
                    here = self.follow(here, name)?;
                }
                self.set_value(here, last, value.trim())?;
            }
        }
        Ok(())
    }

    fn set_value(&mut self, at: usize, label: &str, value: &str) -> Result<(), Fault> {
        let day = || value.parse::<Day>().map_err(|_| fault(format!("“{value}”不是日期"), format!("`{value}` is no day")));
        let def = self.rows[at].0;
        let label = match label {
            _ if label == def.from_label.zh || matches!(label, "自" | "起始日") => "from",
            _ if def.shape == Shape::State && (label == def.until_label.zh || matches!(label, "至" | "截止日")) => "until",
            _ => label,
        };
        match label {
            "from" => self.rows[at].1.key.from = day()?,
            "until" => self.rows[at].1.until = day()?,
            "编号" | "code" => value.clone_into(&mut self.rows[at].1.key.code),
            _ => {
                let (field, FieldDef { kind, .. }) = find_field(def, label)?;
                let parsed = Value::parse(*kind, value).map_err(|error| fault(format!("“{label} {value}”：{error}"), error.to_string()))?;
                if let (FieldKind::Ref(target), Value::Ref(code)) = (kind, &parsed) {
                    self.make(find_register(target)?, code);
                }
                self.rows[at].1.values[field] = Some(parsed);
            }
        }
        Ok(())
    }

    /// Follows a reference, making what it leads to where nothing is named yet.
    fn follow(&mut self, at: usize, label: &str) -> Result<usize, Fault> {
        let def = self.rows[at].0;
        let (field, FieldDef { kind, .. }) = find_field(def, label)?;
        let FieldKind::Ref(target) = kind else {
            return Err(fault(format!("“{label}”不是引用"), format!("`{label}` is no reference")));
        };
        let target = find_register(target)?;
        let code = match &self.rows[at].1.values[field] {
            Some(Value::Ref(code)) => code.clone(),
            _ => {
                self.made += 1;
                format!("{}{}", target.label.zh, self.made)
            }
        };
        self.rows[at].1.values[field] = Some(Value::Ref(code.clone()));
        Ok(self.make(target, &code))
    }

    fn make(&mut self, def: &'static RegisterDef, code: &str) -> usize {
        self.position(def, code).unwrap_or_else(|| {
            self.rows.push((def, empty(def, code)));
            self.rows.len() - 1
        })
    }

    fn position(&self, def: &RegisterDef, code: &str) -> Option<usize> {
        self.rows.iter().position(|(other, row)| other.name == def.name && row.key.code == code)
    }

    fn row_mut(&mut self, def: &RegisterDef, code: &str) -> Option<&mut Row> {
        self.position(def, code).map(|at| &mut self.rows[at].1)
    }
}

fn empty(def: &RegisterDef, code: &str) -> Row {
    Row {
        key: RowKey { code: code.to_owned(), from: Day::MIN },
        until: Day::MAX,
        basis: Basis::Declared,
        vouched_by: None,
        note: None,
        learned_at: None,
        values: vec![None; def.fields.len()],
    }
}

fn find_register(name: &str) -> Result<&'static RegisterDef, Fault> {
    catalog().find(name).ok_or_else(|| fault(format!("没有名为“{name}”的台账"), format!("there is no register `{name}`")))
}

fn find_field(def: &'static RegisterDef, label: &str) -> Result<(usize, &'static FieldDef), Fault> {
    let found = def.fields.iter().position(|field| field.name == label || field.label.zh == label);
    found.map(|at| (at, &def.fields[at])).ok_or_else(|| unknown_field(def, label))
}

fn unknown_field(def: &RegisterDef, label: &str) -> Fault {
    let zh: Vec<_> = def.fields.iter().map(|field| field.label.zh).collect();
    let en: Vec<_> = def.fields.iter().map(|field| field.name).collect();
    fault(
        format!("{}没有字段“{label}”；有：{}", def.label.zh, zh.join("、")),
        format!("`{}` has no field `{label}`; it has: {}", def.name, en.join(", ")),
    )
}

fn fault(zh: String, en: String) -> Fault {
    Fault { zh, en }
}

/// How the rule's registers hang on the subject.
fn links_of(duty: &Duty) -> Links {
    let mut links = Links::new();
    if let Some(when) = &duty.when {
        from_expr(when, &mut links);
    }
    let rows = match &duty.kind {
        DutyKind::Designation { rows, .. } | DutyKind::Post { rows, .. } | DutyKind::ForbiddenRows { rows } => vec![rows],
        DutyKind::State { must: expr } | DutyKind::ForbiddenState { never: expr } => {
            from_expr(expr, &mut links);
            Vec::new()
        }
        DutyKind::Periodic { rows, .. } => rows.iter().collect(),
        DutyKind::Within { rows, .. } | DutyKind::Recurring { rows, .. } => vec![rows],
        DutyKind::Before { needs, .. } => needs.iter().map(|need| &need.rows).collect(),
        DutyKind::Retention { rows, source, .. } => std::iter::once(rows).chain(source).collect(),
    };
    for Rows { register, link, at, .. } in rows.into_iter().chain(&duty.measured_by) {
        add(&mut links, register, link, at.as_ref());
    }
    links
}

fn from_expr(expr: &Expr, links: &mut Links) {
    match expr {
        Expr::And(parts) | Expr::Or(parts) => parts.iter().for_each(|part| from_expr(part, links)),
        Expr::Not(part) => from_expr(part, links),
        Expr::Count(RowSpec { register, link, at, .. }, ..) | Expr::Latest(RowSpec { register, link, at, .. }, _) => {
            add(links, register, link, at.as_ref());
        }
        _ => {}
    }
}

fn add(links: &mut Links, register: &str, link: &str, at: Option<&Path>) {
    let entry = (link.to_owned(), at.cloned());
    let known = links.entry(register.to_owned()).or_default();
    if !known.contains(&entry) {
        known.push(entry);
    }
}
