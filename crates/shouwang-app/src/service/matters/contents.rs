//! What is asked for in a matter, as the tables of its papers: what all lines have in common once, and then what each has of its own.

use shouwang_calendar::{Day, Lang};
use shouwang_domain::register::{Choice, FieldKind, Label, Row, Value};

use super::wording::Source;
use crate::paper::{Block, Column, Table};

/// Columns that stand beside each other at most, with the number of the line; more become a table for each line.
const COLUMNS_MAX: usize = 6;
/// The heading of the code.
const CODE: Label = Label { zh: "编号", en: "Code" };

/// What stands in a column.
#[derive(Clone, Copy, Debug)]
enum Cell {
    Code,
    From,
    Until,
    Field { at: usize, kind: FieldKind },
}

impl Source<'_> {
    /// What is asked for, as tables: what all lines have in common once, and then what each has of its own.
    pub(super) fn contents(&self) -> Vec<Block> {
        let columns = self.columns();
        let lines: Vec<Vec<String>> =
            self.matter.lines.iter().map(|line| columns.iter().map(|column| self.cell(line, column.1)).collect()).collect();
        let Some(first) = lines.first() else { return Vec::new() };
        let label = |at: usize| columns[at].0.get(self.lang).to_owned();
        let said: Vec<usize> = (0..columns.len()).filter(|at| lines.iter().any(|line| !line[*at].is_empty())).collect();
        let (own, common): (Vec<usize>, Vec<usize>) = said.into_iter().partition(|at| lines.iter().any(|line| line[*at] != first[*at]));
        let pairs = |line: &[String], of: &[usize]| self.pairs(of.iter().map(|at| vec![label(*at), line[*at].clone()]).collect());
        if own.is_empty() {
            return vec![Block::Table(pairs(first, &common))];
        }
        let mut blocks = Vec::new();
        if !common.is_empty() {
            blocks.push(Block::Heading(self.pick("各项相同的内容", "Common to all items").to_owned()));
            blocks.push(Block::Table(pairs(first, &common)));
            blocks.push(Block::Heading(self.pick("各项内容", "Items").to_owned()));
        }
        if own.len() <= COLUMNS_MAX {
            blocks.push(Block::Table(self.grid(&lines, &own.iter().map(|at| (*at, label(*at))).collect::<Vec<_>>())));
            return blocks;
        }
        for (at, line) in lines.iter().enumerate() {
            let heading = match self.lang {
                Lang::Zh => format!("第{}项", at + 1),
                Lang::En => format!("Item {}", at + 1),
            };
            blocks.push(Block::Heading(heading));
            blocks.push(Block::Table(pairs(line, &own)));
        }
        blocks
    }

    fn pairs(&self, rows: Vec<Vec<String>>) -> Table {
        let column = |label: &str, share| Column { label: label.to_owned(), share };
        Table { columns: vec![column(self.pick("项目", "Field"), 3), column(self.pick("内容", "Content"), 8)], rows }
    }

    /// A row for each line. A column is as wide as what stands in it asks for, within reason.
    fn grid(&self, lines: &[Vec<String>], own: &[(usize, String)]) -> Table {
        let share = |at: usize, label: &str| {
            let longest = lines.iter().map(|line| halves(&line[at])).max().unwrap_or(0);
            u16::try_from(longest.max(halves(label)).clamp(4, 32)).unwrap_or(32)
        };
        let number = Column { label: self.pick("序号", "No.").to_owned(), share: 4 };
        let columns = own.iter().map(|(at, label)| Column { label: label.clone(), share: share(*at, label) });
        let row = |(count, line): (usize, &Vec<String>)| {
            std::iter::once((count + 1).to_string()).chain(own.iter().map(|(at, _)| line[*at].clone())).collect()
        };
        Table { columns: std::iter::once(number).chain(columns).collect(), rows: lines.iter().enumerate().map(row).collect() }
    }

    /// Every column with its heading, in the order of the form.
    fn columns(&self) -> Vec<(Label, Cell)> {
        let def = &self.form.def;
        let fields = def.fields.iter().enumerate().map(|(at, field)| (field.label, Cell::Field { at, kind: field.kind }));
        let days = [(def.from_label, Cell::From), (def.until_label, Cell::Until)];
        std::iter::once((CODE, Cell::Code)).chain(fields).chain(days).collect()
    }

    fn cell(&self, line: &Row, cell: Cell) -> String {
        let day = |day: Day, never: Day| if day == never { String::new() } else { day.to_string() };
        match cell {
            Cell::Code => line.key.code.clone(),
            Cell::From => day(line.key.from, Day::MIN),
            Cell::Until => day(line.until, Day::MAX),
            Cell::Field { at, kind } => {
                let value = line.values.get(at).and_then(Option::as_ref);
                value.map(|value| self.value(value, kind)).unwrap_or_default()
            }
        }
    }

    fn value(&self, value: &Value, kind: FieldKind) -> String {
        let label = |choices: &[Choice], at: usize| choices.get(at).map_or("", |choice| choice.label.get(self.lang)).to_owned();
        match (value, kind) {
            (Value::Text(text), _) => text.clone(),
            (Value::Int(number), _) => number.to_string(),
            (Value::Day(day), _) => day.to_string(),
            (Value::Flag(flag), _) => if *flag { self.pick("是", "yes") } else { self.pick("否", "no") }.to_owned(),
            (Value::Ref(code), FieldKind::Ref(register)) => match self.names.get(register).and_then(|names| names.get(code)) {
                Some(name) if name != code => match self.lang {
                    Lang::Zh => format!("{name}（{code}）"),
                    Lang::En => format!("{name} ({code})"),
                },
                _ => code.clone(),
            },
            (Value::Choice(at), FieldKind::Choice(choices)) => label(choices, usize::from(*at)),
            (Value::Set(mask), FieldKind::Set(choices)) => {
                let held: Vec<_> = (0..choices.len()).filter(|at| mask & (1 << at) != 0).map(|at| label(choices, at)).collect();
                held.join(self.pick("、", ", "))
            }
            _ => String::new(),
        }
    }
}

/// How wide a text is in halves of a Chinese sign.
fn halves(text: &str) -> usize {
    text.chars().map(|sign| if sign.is_ascii() { 1 } else { 2 }).sum()
}
