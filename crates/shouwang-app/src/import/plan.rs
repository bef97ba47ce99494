//! What an import would do, decided row by row. Pure: no file, no database, no clock.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::Timestamp;
use shouwang_calendar::Day;
use shouwang_domain::register::{FieldKind, Label, RegisterDef, Row, RowKey, Value, derive_code, validate};

use crate::workbook::{Incoming, IncomingRow, Place, Refusals, Role, SheetMap, value_of};
use shouwang_calendar::Words;

use super::known::{Index, Known};
use super::references;

/// What an import would do.
#[derive(Debug, Default)]
pub struct ImportPlan {
    /// Names of the files that were read, in order.
    pub files: Vec<String>,
    /// Names of files in the folder that were passed over, being neither workbooks nor CSV.
    pub passed_over: Vec<String>,
    /// Rows that are not known yet.
    pub added: Vec<Added>,
    /// Rows that say something else than what is known.
    pub changed: Vec<Changed>,
    /// Facts that turned out wrong.
    pub withdrawn: Vec<Withdrawn>,
    /// Rows that say what is known already.
    pub unchanged_count: usize,
    /// Example rows that were passed over.
    pub example_count: usize,
    /// What cannot be imported, with its cell. As long as there is any, nothing is written.
    pub refused: Refusals,
}

/// A row that is not known yet.
#[derive(Clone, Debug)]
pub struct Added {
    /// Where it stands.
    pub place: Place,
    /// Its register.
    pub def: &'static RegisterDef,
    /// The row.
    pub row: Row,
}

/// A row that says something else than what is known.
#[derive(Clone, Debug)]
pub struct Changed {
    /// Where it stands.
    pub place: Place,
    /// Its register.
    pub def: &'static RegisterDef,
    /// The row as it would be.
    pub row: Row,
    /// What is different, in the order of the columns; never empty.
    pub fields: Vec<FieldChange>,
    /// When what is known was learned.
    pub learned_at: Option<Timestamp>,
}

/// One difference between what is known and what was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// Identifier of the column.
    pub name: &'static str,
    /// Its heading.
    pub label: Label,
    /// What it may hold.
    pub kind: FieldKind,
    /// What is known; `None` for nothing.
    pub before: Option<Value>,
    /// What was read; `None` for nothing.
    pub after: Option<Value>,
}

/// A fact that turned out wrong.
#[derive(Clone, Debug)]
pub struct Withdrawn {
    /// Where it is asked for.
    pub place: Place,
    /// Its register.
    pub def: &'static RegisterDef,
    /// Which row.
    pub key: RowKey,
    /// When it was learned.
    pub learned_at: Option<Timestamp>,
}

impl ImportPlan {
    /// Whether the import may be written: nothing is refused.
    #[must_use]
    pub fn can_apply(&self) -> bool {
        self.refused.is_empty()
    }

    /// Whether the import would change anything.
    #[must_use]
    pub fn changes_anything(&self) -> bool {
        !(self.added.is_empty() && self.changed.is_empty() && self.withdrawn.is_empty())
    }
}

/// Decides what an import would do to what is known.
#[must_use]
pub fn plan_import(known: Known<'_>, mut incoming: Incoming) -> ImportPlan {
    let rows = std::mem::take(&mut incoming.rows);
    let mut planner = Planner {
        known,
        incoming,
        indexes: HashMap::new(),
        first_places: HashMap::new(),
        codes: HashSet::new(),
        plan: ImportPlan::default(),
    };
    for row in rows {
        planner.plan_row(row);
    }
    let Planner { incoming, codes, mut plan, .. } = planner;
    let Incoming { refusals, files, passed_over, example_count, sheets, .. } = incoming;
    plan = ImportPlan { files, passed_over, example_count, refused: refusals, ..plan };
    references::check(known, &codes, &sheets, &mut plan);
    plan
}

struct Planner<'a> {
    known: Known<'a>,
    incoming: Incoming,
    indexes: HashMap<&'static str, Index<'a>>,
    /// Where each key was first seen.
    first_places: HashMap<(&'static str, RowKey), Place>,
    /// Every code that the import brings, refused rows included: what refers to them is not refused a second time.
    codes: HashSet<(&'static str, String)>,
    plan: ImportPlan,
}

impl<'a> Planner<'a> {
    fn plan_row(&mut self, mut row: IncomingRow) {
        let sheet = Arc::clone(&self.incoming.sheets[row.sheet]);
        let def = sheet.def;
        let code_made = row.row.key.code.is_empty();
        if let (true, Some(code)) = (code_made, derive_code(&row.row, def)) {
            row.row.key.code = code;
        }
        let known = match self.known_row(&row, &sheet) {
            Ok(known) => known,
            Err(message) => return self.incoming.refuse(&row, Role::Code, message),
        };
        if let Some(known) = known {
            row.row.key.from = known.key.from;
            keep_absent(&sheet, known, &mut row.row);
        }
        let refused = self.refuse_twice(&row, &sheet) || self.refuse_problems(&row, &sheet) || !row.refused.is_empty();
        if !row.withdraw && !row.row.key.code.is_empty() {
            self.codes.insert((def.name, row.row.key.code.clone()));
        }
        if refused {
            return;
        }
        let place = sheet.place(row.line, Role::Code);
        match (row.withdraw, known) {
            (true, _) => self.withdraw(&row, place, known),
            (false, None) => self.plan.added.push(Added { place, def, row: row.row }),
            (false, Some(known)) if known.says_the_same(&row.row) => self.plan.unchanged_count += 1,
            (false, Some(known)) => {
                let fields = differences(&sheet, known, &row.row);
                self.plan.changed.push(Changed { place, def, row: row.row, fields, learned_at: known.learned_at });
            }
        }
    }

    /// The known row that this one speaks of. A sheet without the column of the first day means the only row of the code.
    fn known_row(&mut self, row: &IncomingRow, sheet: &SheetMap) -> Result<Option<&'a Row>, Words> {
        let registers = self.known.registers;
        let index = self.indexes.entry(sheet.def.name).or_insert_with(|| Index::new(registers.get(sheet.def.name)));
        let key = &row.row.key;
        if sheet.has(Role::From) {
            return Ok(index.get(&key.code, key.from));
        }
        match index.of(&key.code) {
            [] => Ok(None),
            [only] => Ok(Some(only)),
            several => Err(Words::new(
                format!("编号“{}”已有 {} 行，分不清是哪一行；请加上“{}”这一列", key.code, several.len(), sheet.def.from_label.zh),
                format!(
                    "Code `{}` has {} rows already; add the column `{}` to say which one is meant",
                    key.code,
                    several.len(),
                    sheet.def.from_label.en
                ),
            )),
        }
    }

    fn withdraw(&mut self, row: &IncomingRow, place: Place, known: Option<&Row>) {
        let (def, key) = (self.incoming.def(row), row.row.key.clone());
        if let Some(known) = known {
            self.plan.withdrawn.push(Withdrawn { place, def, key, learned_at: known.learned_at });
        } else if self.known.withdrawn.contains(&(def.name, key.clone())) {
            self.plan.unchanged_count += 1;
        } else {
            let message = Words::new(
                format!("没有{}可以撤回；请核对编号和{}", written_key(&key).zh, def.from_label.zh),
                format!("There is no row with {} to withdraw; check the code and `{}`", written_key(&key).en, def.from_label.en),
            );
            self.incoming.refuse(row, Role::Withdraw, message);
        }
    }

    fn refuse_twice(&mut self, row: &IncomingRow, sheet: &SheetMap) -> bool {
        if row.row.key.code.is_empty() || row.refused.iter().any(|role| matches!(role, Role::Code | Role::From)) {
            return false;
        }
        let place = sheet.place(row.line, Role::Code);
        let Some(first) = self.first_places.get(&(sheet.def.name, row.row.key.clone())) else {
            self.first_places.insert((sheet.def.name, row.row.key.clone()), place);
            return false;
        };
        let message = Words::new(
            format!("{}与 {first} 重复；请只留一行", written_key(&row.row.key).zh),
            format!("The row with {} stands already at {first}; keep one of them", written_key(&row.row.key).en),
        );
        self.incoming.refuse(row, Role::Code, message);
        true
    }

    /// Refuses what the register's declaration does not allow; cells that were refused while reading are not refused again.
    fn refuse_problems(&mut self, row: &IncomingRow, sheet: &SheetMap) -> bool {
        let mut refused = false;
        if row.withdraw && !row.row.key.code.is_empty() {
            return refused;
        }
        for problem in validate(&row.row, sheet.def) {
            let role = sheet.role(problem.field).unwrap_or(Role::Code);
            let known_already = row.refused.contains(&role) || (role == Role::Code && !row.refused.is_empty());
            if !known_already {
                refused = true;
                self.incoming.refuse(row, role, Words::new(problem.zh, problem.en));
            }
        }
        refused
    }
}

/// A row's key in a sentence.
fn written_key(key: &RowKey) -> Words {
    if key.from == Day::MIN {
        Words::new(format!("编号“{}”（未写起始日）的行", key.code), format!("code `{}` and no first day", key.code))
    } else {
        Words::new(format!("编号“{}”、日期 {} 的行", key.code, key.from), format!("code `{}` and day {}", key.code, key.from))
    }
}

/// Columns that the sheet does not have keep what is known.
fn keep_absent(sheet: &SheetMap, known: &Row, row: &mut Row) {
    for column in sheet.columns().iter().filter(|column| !sheet.has(column.role)) {
        match column.role {
            Role::Until => row.until = known.until,
            Role::Field(at) => row.values[at] = known.values.get(at).cloned().flatten(),
            Role::Basis => row.basis = known.basis,
            Role::VouchedBy => row.vouched_by.clone_from(&known.vouched_by),
            Role::Note => row.note.clone_from(&known.note),
            Role::Code | Role::From | Role::Withdraw => {}
        }
    }
}

fn differences(sheet: &SheetMap, known: &Row, row: &Row) -> Vec<FieldChange> {
    let differ = sheet.columns().iter().filter_map(|column| {
        let (before, after) = (value_of(known, column.role), value_of(row, column.role));
        (before != after).then_some(FieldChange { name: column.name, label: column.label, kind: column.kind, before, after })
    });
    differ.collect()
}
