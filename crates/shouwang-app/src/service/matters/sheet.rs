//! The lines of a matter as a sheet, out and in: what is wrong is told cell by cell, and then nothing is written.

use serde_json::{Map, Value as Json};
use shouwang_calendar::Lang;
use shouwang_domain::matter::{FormDef, Matter, form_of};
use shouwang_domain::register::row_to_json;

use crate::admin::load_matter_terms;
use crate::caller::Caller;
use crate::edge::Edge;
use crate::problem::{AppError, ProblemCode};
use crate::service::{Service, today};
use crate::workbook::{FormSheet, SheetProblem, read_form, write_form};

/// What became of a sheet.
#[derive(Clone, Debug)]
pub struct SheetTaken {
    /// The lines that it has, as the form's schema says.
    pub lines: Vec<Map<String, Json>>,
    /// What is wrong; then nothing was written.
    pub problems: Vec<SheetProblem>,
    /// The matter's version after it was written; none where it was only looked at, or something is wrong.
    pub version: Option<i64>,
}

impl Service {
    /// The sheet of a matter that the caller may see, with the lines that are there.
    ///
    /// # Errors
    /// When there is none, or the workbook cannot be made.
    pub async fn matter_sheet(&self, caller: &Caller, number: &str, language: Lang) -> Result<Vec<u8>, AppError> {
        let matter = self.seen_matter(caller, number).await?.matter;
        let make = move || write_form(form_of_matter(&matter)?, &matter.lines, language).map_err(AppError::internal);
        tokio::task::spawn_blocking(make).await.map_err(AppError::internal)?
    }

    /// Looks through a sheet and, unless it is only to be looked at, writes its lines in place of what stood there when nothing is wrong.
    ///
    /// # Errors
    /// When the file is no workbook, it is refused, somebody else changed the matter, or the database fails.
    pub async fn take_matter_sheet(
        &self,
        caller: &Caller,
        (number, version): (&str, i64),
        (bytes, preview): (Vec<u8>, bool),
        edge: &Edge<'_>,
    ) -> Result<SheetTaken, AppError> {
        let mut matter = self.seen_matter(caller, number).await?.matter;
        let form = form_of_matter(&matter)?;
        let read = tokio::task::spawn_blocking(move || read_form(form, &bytes)).await.map_err(AppError::internal)?;
        let mut sheet = read.map_err(|words| AppError::new(ProblemCode::Invalid, words.zh, words.en))?;
        matter.lines.clone_from(&sheet.rows);
        if sheet.problems.is_empty() {
            self.look_through(&mut sheet, matter, edge).await?;
        }
        let lines = sheet.rows.iter().map(|row| row_to_json(&form.def, row)).collect();
        let written = if preview || !sheet.problems.is_empty() {
            None
        } else {
            Some(self.put_lines(caller, (number, version), sheet.rows, edge).await?.version)
        };
        Ok(SheetTaken { lines, problems: sheet.problems, version: written })
    }

    /// Finds out what the declarations and the facts have against the lines.
    async fn look_through(&self, sheet: &mut FormSheet, matter: Matter, edge: &Edge<'_>) -> Result<(), AppError> {
        let when = (today(edge.now), load_matter_terms(&self.store).await?);
        let checked = self.at_matter(matter, when, |found| found.checked.clone()).await?;
        for (at, problem) in checked.problems {
            sheet.refuse(at, problem.field, shouwang_calendar::Words::new(problem.zh, problem.en));
        }
        for gone in checked.gone {
            let named = (0..sheet.rows.len()).filter_map(|at| Some((at, sheet.naming(at, &gone.code)?))).collect::<Vec<_>>();
            for (at, field) in named {
                sheet.refuse(at, field, gone.words());
            }
        }
        sheet.problems.dedup();
        Ok(())
    }
}

fn form_of_matter(matter: &Matter) -> Result<&'static FormDef, AppError> {
    form_of(&matter.rule.id).ok_or_else(|| AppError::internal(format!("no form {}", matter.rule.id)))
}
