//! Looking for a word across all registers that somebody may read.

use shouwang_domain::register::{RegisterDef, catalog};
use shouwang_storage::query::Stored;

use super::Service;
use super::registers::RowsAsked;
use crate::caller::Caller;
use crate::problem::AppError;

/// Rows that are shown of each register.
const ROWS_MAX: u16 = 5;
/// Rows in one answer.
const FOUND_MAX: usize = 50;

/// Rows of one register that hold the word.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundRows {
    /// The register's name.
    pub register: &'static str,
    /// The first of them.
    pub rows: Vec<Stored>,
    /// Whether there are more.
    pub more: bool,
}

impl Service {
    /// Rows with a word in their code or in one of their texts, register by register in the order of the workbook.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn search(&self, caller: &Caller, word: &str) -> Result<Vec<FoundRows>, AppError> {
        let mut found = Vec::new();
        let mut count = 0;
        for def in catalog() {
            if count >= FOUND_MAX {
                break;
            }
            let rows = self.search_one(caller, def, word).await?;
            count += rows.as_ref().map_or(0, |found| found.rows.len());
            found.extend(rows);
        }
        Ok(found)
    }

    async fn search_one(&self, caller: &Caller, def: &'static RegisterDef, word: &str) -> Result<Option<FoundRows>, AppError> {
        let scope = self.scope(caller, "registers.search", def);
        if scope.is_nothing() {
            return Ok(None);
        }
        let asked = RowsAsked { search: Some(word.to_owned()), limit: ROWS_MAX, ..RowsAsked::all(def) };
        let page = self.store.list_rows(&asked.query(&scope)).await?;
        let more = page.next.is_some();
        Ok((!page.rows.is_empty()).then_some(FoundRows { register: def.name, rows: page.rows, more }))
    }
}
