//! From the cells of a sheet to rows of its register: headings first, then row by row.
//!
//! A heading may be Chinese, English or the identifier, in any order of columns. A column that is not there says nothing about its field:
//! what is known of it stays. A heading nobody knows, one that is there twice and a required one that is missing refuse the whole sheet,
//! because guessing what a column means would put values where they do not belong.

use std::sync::Arc;

use shouwang_calendar::Day;
use shouwang_domain::register::{Basis, Choices, EXAMPLE_MARK, Label, RegisterDef, Row, RowKey, Value};

use shouwang_calendar::Words;

use super::cell::{Cell, fold};
use super::column::{Column, Role, columns};
use super::incoming::{Incoming, IncomingRow};
use super::place::Place;

/// The cells of one row that hold something, with their columns counted from 0.
pub(crate) type Cells = Vec<(u32, Cell)>;

/// A sheet whose headings have not been read yet.
#[derive(Debug)]
pub(crate) struct Headings {
    pub(crate) file: Arc<str>,
    pub(crate) sheet: Arc<str>,
    pub(crate) def: &'static RegisterDef,
}

/// A sheet whose headings are understood.
#[derive(Debug)]
pub(crate) struct SheetMap {
    file: Arc<str>,
    sheet: Arc<str>,
    pub(crate) def: &'static RegisterDef,
    columns: Vec<Column>,
    /// For each column of the register, where the sheet has it.
    positions: Vec<Option<u32>>,
    /// For each position of the sheet, which column it is.
    meanings: Vec<Option<usize>>,
}

impl Headings {
    /// Understands the row of headings; refuses the sheet when it cannot.
    pub(crate) fn read(self, line: u32, cells: &Cells, incoming: &mut Incoming) -> Option<SheetMap> {
        let columns = columns(self.def);
        let mut positions: Vec<Option<u32>> = vec![None; columns.len()];
        let refused_before = incoming.refusals.count();
        for (position, cell) in cells.iter().filter(|(_, cell)| !cell.is_blank()) {
            let place = self.place(line, Some(*position));
            match meant(&columns, cell) {
                Ok(at) => match positions[at] {
                    None => positions[at] = Some(*position),
                    Some(_) => incoming.refusals.push(place, None, twice(&columns[at])),
                },
                Err(message) => incoming.refusals.push(place, None, message),
            }
        }
        let missing = columns.iter().zip(&positions).filter(|(column, position)| column.required && position.is_none());
        for (column, _) in missing {
            incoming.refusals.push(self.place(line, None), None, absent(column));
        }
        if incoming.refusals.count() > refused_before {
            return None;
        }
        let width = positions.iter().flatten().max().map_or(0, |last| *last as usize + 1);
        let mut meanings = vec![None; width];
        for (at, position) in positions.iter().enumerate() {
            if let Some(position) = position {
                meanings[*position as usize] = Some(at);
            }
        }
        Some(SheetMap { file: self.file, sheet: self.sheet, def: self.def, columns, positions, meanings })
    }

    fn place(&self, line: u32, column: Option<u32>) -> Place {
        Place { file: Arc::clone(&self.file), sheet: Arc::clone(&self.sheet), line: Some(line), column }
    }
}

fn meant(columns: &[Column], cell: &Cell) -> Result<usize, Words> {
    let Cell::Text(text) = cell else {
        return Err(Words::new("表头必须是文字；请按模板填写表头", "A heading has to be text; take the headings from the template"));
    };
    let heading = fold(text).trim_end_matches('*').trim_end().to_owned();
    let same = |label: &str| fold(label).eq_ignore_ascii_case(&heading);
    // Registers name their days differently (任期起, 签订日); the plain words are understood everywhere.
    let plainly = |column: &Column| match column.role {
        Role::From => same("起始日"),
        Role::Until => same("截止日"),
        _ => false,
    };
    let named = |column: &Column| same(column.label.zh) || same(column.label.en) || column.name == heading;
    let found = columns.iter().position(named).or_else(|| columns.iter().position(plainly));
    found.ok_or_else(|| {
        let known = columns.iter().map(|column| column.label.zh).collect::<Vec<_>>().join("、");
        let names = columns.iter().map(|column| column.name).collect::<Vec<_>>().join(", ");
        Words::new(
            format!("本表没有叫“{heading}”的列；请删去这一列，或改为其中之一：{known}"),
            format!("This sheet has no column `{heading}`; delete it or name it one of: {names}"),
        )
    })
}

fn twice(column: &Column) -> Words {
    Words::new(
        format!("“{}”这一列出现了两次；请只留一列", column.label.zh),
        format!("The column `{}` is there twice; keep one", column.label.en),
    )
}

fn absent(column: &Column) -> Words {
    Words::new(
        format!("表头缺少必填的一列“{}”；请按模板补上", column.label.zh),
        format!("The required column `{}` is missing; add it as in the template", column.label.en),
    )
}

/// A cell that means nothing in its column.
struct BadCell {
    position: u32,
    /// Its column, when it stands under a heading.
    column: Option<(Role, Label)>,
    message: Words,
}

impl SheetMap {
    /// Whether the sheet has a column for it.
    pub(crate) fn has(&self, role: Role) -> bool {
        self.at(role).is_some_and(|at| self.positions[at].is_some())
    }

    /// The place of a column in a row; the row as a whole when the sheet has no such column.
    pub(crate) fn place(&self, line: u32, role: Role) -> Place {
        let column = self.at(role).and_then(|at| self.positions[at]);
        self.place_at(line, column)
    }

    /// The columns of the register, those that the sheet does not have included.
    pub(crate) fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Whether the place lies in this sheet.
    pub(crate) fn is_of(&self, place: &Place) -> bool {
        self.file == place.file && self.sheet == place.sheet
    }

    /// The place at a column counted from 0.
    pub(crate) fn place_at(&self, line: u32, column: Option<u32>) -> Place {
        Place { file: Arc::clone(&self.file), sheet: Arc::clone(&self.sheet), line: Some(line), column }
    }

    /// The column that plays this role.
    pub(crate) fn column(&self, role: Role) -> Option<&Column> {
        self.at(role).map(|at| &self.columns[at])
    }

    /// The role of the column with this identifier.
    pub(crate) fn role(&self, name: &str) -> Option<Role> {
        self.columns.iter().find(|column| column.name == name).map(|column| column.role)
    }

    /// Reads one row below the headings into `incoming`.
    pub(crate) fn read(&self, sheet: usize, line: u32, cells: &Cells, incoming: &mut Incoming) {
        if self.is_example(cells) {
            incoming.example_count += 1;
            return;
        }
        let mut row = Row {
            key: RowKey { code: String::new(), from: Day::MIN },
            until: Day::MAX,
            basis: Basis::Declared,
            vouched_by: None,
            note: None,
            learned_at: None,
            values: vec![None; self.def.fields.len()],
        };
        let mut withdraw = false;
        let mut bad = Vec::new();
        for (position, cell) in cells {
            match self.value(*position, cell) {
                Ok(Some((Role::Withdraw, value))) => withdraw = value == Value::Flag(true),
                Ok(Some((role, value))) => put(&mut row, role, value),
                Ok(None) => {}
                Err(cell) => bad.push(cell),
            }
        }
        if withdraw {
            // Taking back needs only the key; whatever else the row says does not matter any more.
            bad.retain(|cell| matches!(cell.column, Some((Role::Code | Role::From | Role::Withdraw, _))));
        }
        // A cell without a heading refuses the row like any other; there is no column to tell apart.
        let refused = bad.iter().map(|cell| cell.column.map_or(Role::Withdraw, |(role, _)| role)).collect();
        incoming.rows.push(IncomingRow { sheet, line, withdraw, refused, row });
        for BadCell { position, column, message } in bad {
            incoming.refusals.push(self.place_at(line, Some(position)), column.map(|(_, label)| label), message);
        }
    }

    fn value(&self, position: u32, cell: &Cell) -> Result<Option<(Role, Value)>, BadCell> {
        let Some(column) = self.meanings.get(position as usize).copied().flatten().map(|at| &self.columns[at]) else {
            let message = Words::new(
                "这一列没有表头；请删去这一格，或补上表头",
                "This column has no heading; delete the cell or give the column its heading",
            );
            return if cell.is_blank() { Ok(None) } else { Err(BadCell { position, column: None, message }) };
        };
        let value = cell.value(column.kind).map_err(|message| BadCell { position, column: Some((column.role, column.label)), message })?;
        Ok(value.map(|value| (column.role, value)))
    }

    fn is_example(&self, cells: &Cells) -> bool {
        let code = self.at(Role::Code).and_then(|at| self.positions[at]);
        cells.iter().any(|(position, cell)| {
            Some(*position) == code && matches!(cell, Cell::Text(text) if text.trim_start().starts_with(EXAMPLE_MARK))
        })
    }

    fn at(&self, role: Role) -> Option<usize> {
        self.columns.iter().position(|column| column.role == role)
    }
}

fn put(row: &mut Row, role: Role, value: Value) {
    match (role, value) {
        (Role::Code, Value::Text(text)) => row.key.code = text,
        (Role::From, Value::Day(day)) => row.key.from = day,
        (Role::Until, Value::Day(day)) => row.until = day,
        (Role::Field(at), value) => row.values[at] = Some(value),
        (Role::Basis, Value::Choice(at)) => row.basis = Basis::at(at).unwrap_or(Basis::Declared),
        (Role::VouchedBy, Value::Text(text)) => row.vouched_by = Some(text),
        (Role::Note, Value::Text(text)) => row.note = Some(text),
        // The column's kind decides which value its cell can mean, so no other pair comes about.
        (Role::Code | Role::From | Role::Until | Role::Basis | Role::VouchedBy | Role::Note | Role::Withdraw, _) => {}
    }
}
