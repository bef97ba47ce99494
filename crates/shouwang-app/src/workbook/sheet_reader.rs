//! Takes the rows of one sheet as a file yields them: the first that holds something are the headings, the rest the facts.

use std::sync::Arc;

use shouwang_calendar::Words;

use super::incoming::Incoming;
use super::place::cell_name;
use super::sheet::{Cells, Headings, SheetMap};

/// A sheet while it is being read. Once its headings are refused, its rows are passed over: nobody knows what they mean.
#[derive(Debug)]
pub(crate) struct SheetReader {
    headings: Option<Headings>,
    /// The understood headings and their position in [`Incoming::sheets`].
    map: Option<(usize, Arc<SheetMap>)>,
}

impl SheetReader {
    /// Before the first row.
    pub(crate) fn new(headings: Headings) -> SheetReader {
        SheetReader { headings: Some(headings), map: None }
    }

    /// Takes the next row: `line` as Excel counts it, and the cells that hold something.
    pub(crate) fn row(&mut self, line: u32, cells: &Cells, incoming: &mut Incoming) {
        if cells.iter().all(|(_, cell)| cell.is_blank()) {
            return;
        }
        if let Some(headings) = self.headings.take() {
            if let Some(map) = headings.read(line, cells, incoming) {
                let map = Arc::new(map);
                self.map = Some((incoming.sheets.len(), Arc::clone(&map)));
                incoming.sheets.push(map);
            }
        } else if let Some((sheet, map)) = &self.map {
            map.read(*sheet, line, cells, incoming);
        }
    }

    /// Refuses a block of merged cells below the headings; rows and columns are counted from 0.
    pub(crate) fn refuse_merged(&self, first: (u32, u32), last: (u32, u32), incoming: &mut Incoming) {
        let Some((_, map)) = &self.map else { return };
        let block = format!("{}:{}", cell_name(first), cell_name(last));
        let message = Words::new(
            format!("{block} 是合并单元格，看不出每一行各是什么；请取消合并，逐行填写"),
            format!("{block} are merged, so that nobody can tell what each row says; unmerge them and fill in every row"),
        );
        incoming.refusals.push(map.place_at(first.0 + 1, Some(first.1)), None, message);
    }

    /// Refuses a cell whose error value the file's reader does not know; only the cell before it is known by name.
    pub(crate) fn refuse_after(&self, before: (u32, u32), error: &str, incoming: &mut Incoming) {
        let Some((_, map)) = &self.map else { return };
        let name = cell_name(before);
        let message = Words::new(
            format!("{name} 之后的一格是错误值 {error}；请改为真实的内容"),
            format!("The cell after {name} holds the error value {error}; write the real content"),
        );
        incoming.refusals.push(map.place_at(before.0 + 1, None), None, message);
    }
}
