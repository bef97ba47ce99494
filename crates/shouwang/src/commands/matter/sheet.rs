//! `shouwang matter export` and `import`: what is filled in as a workbook, out and in.

use std::path::Path;

use serde_json::json;
use shouwang_app::service::SheetTaken;
use shouwang_app::workbook::SheetProblem;
use shouwang_calendar::{Lang, Words};

use super::super::Outcome;
use super::{Clerk, failed};
use crate::failure::Failure;

impl Clerk<'_> {
    pub(super) async fn export(&self, number: &str, file: &Path) -> Outcome {
        let bytes = self.service.matter_sheet(&self.caller, number, self.language()).await.map_err(failed)?;
        std::fs::write(file, bytes).map_err(|error| Failure::file(file, &error))?;
        let file = file.display();
        self.context
            .say(&Words::new(format!("{number} 的内容已写到 {file}"), format!("what is filled in for {number} was written to {file}")));
        Ok(true)
    }

    /// Fine where nothing in the sheet is wrong.
    pub(super) async fn import(&self, number: &str, file: &Path, apply: bool) -> Outcome {
        let bytes = std::fs::read(file).map_err(|error| Failure::file(file, &error))?;
        let seen = self.service.get_matter(&self.caller, number, &self.edge()).await.map_err(failed)?;
        let taken = self.service.take_matter_sheet(&self.caller, (number, seen.version), (bytes, !apply), &self.edge()).await;
        let taken = taken.map_err(failed)?;
        self.print(
            || {
                let problem = |problem: &SheetProblem| {
                    json!({ "sheet": problem.sheet, "cell": problem.cell, "zh": problem.detail.zh, "en": problem.detail.en })
                };
                json!({
                    "lines": taken.lines,
                    "problems": taken.problems.iter().map(problem).collect::<Vec<_>>(),
                    "version": taken.version,
                })
            },
            |language| said(&taken, language),
        );
        Ok(taken.problems.is_empty())
    }
}

fn said(taken: &SheetTaken, language: Lang) -> Vec<String> {
    let problem = |problem: &SheetProblem| {
        let cell = problem.cell.as_deref().map_or_else(String::new, |cell| format!("!{cell}"));
        format!("{}{cell}  {}", problem.sheet, problem.detail.get(language))
    };
    let mut lines: Vec<_> = taken.problems.iter().map(problem).collect();
    let count = taken.lines.len();
    let words = match (taken.problems.len(), taken.version) {
        (0, Some(_)) => Words::new(format!("{count} 行，已写入"), format!("{count} lines were written")),
        (0, None) => Words::new(
            format!("{count} 行，没有问题。这是预览，什么也没有写入；加 --apply 再运行一次即写入。"),
            format!("{count} lines, nothing is wrong. This is a preview, nothing was written; run it again with --apply."),
        ),
        (wrong, _) => Words::new(
            format!("{count} 行，{wrong} 处不对，什么也没有写入"),
            format!("{count} lines, {wrong} places are wrong, nothing was written"),
        ),
    };
    lines.push(words.get(language).to_owned());
    lines
}
