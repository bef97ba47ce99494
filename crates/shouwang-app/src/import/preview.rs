//! What an import would do, line by line: for a reader as text, for a program as JSON or CSV.

use std::fmt::Write as _;

use serde::Serialize;
use shouwang_calendar::Day;
use shouwang_domain::register::{FieldKind, Label, RegisterDef, Row, RowKey, Value};

use crate::workbook::{Place, Refusal};
use shouwang_calendar::Lang;

use super::plan::{FieldChange, ImportPlan};
use super::run::Imported;

/// What happens to a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// It is not known yet.
    Added,
    /// It says something else than what is known.
    Changed,
    /// It is taken back.
    Withdrawn,
    /// It cannot be imported.
    Refused,
}

impl Action {
    const fn label(self) -> Label {
        match self {
            Action::Added => Label { zh: "新增", en: "added" },
            Action::Changed => Label { zh: "更改", en: "changed" },
            Action::Withdrawn => Label { zh: "撤回", en: "withdrawn" },
            Action::Refused => Label { zh: "拒绝", en: "refused" },
        }
    }
}

/// One line of the preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What happens.
    pub action: Action,
    /// File.
    pub file: String,
    /// Sheet.
    pub sheet: String,
    /// Row as Excel counts it; `None` for the sheet as a whole.
    pub row: Option<u32>,
    /// Cell, e.g. `C7`; `None` for the row or the sheet as a whole.
    pub cell: Option<String>,
    /// Identifier of the register; empty for a refusal.
    pub register: &'static str,
    /// Code of the row; empty for a refusal.
    pub code: String,
    /// What the row says, what is different, or why it is refused.
    pub text: String,
}

impl ImportPlan {
    /// The lines of the preview: what is refused first, then what would be changed, withdrawn and added.
    pub fn lines(&self, language: Lang) -> impl Iterator<Item = Line> {
        let refused = self.refused.iter().map(move |refusal| refusal_line(refusal, language));
        let changed = self.changed.iter().map(move |changed| {
            let text = changed.fields.iter().map(|field| change_text(field, language)).collect::<Vec<_>>();
            row_line(Action::Changed, &changed.place, changed.def, &changed.row.key, text.join(separator(language)), language)
        });
        let withdrawn = self
            .withdrawn
            .iter()
            .map(move |withdrawn| row_line(Action::Withdrawn, &withdrawn.place, withdrawn.def, &withdrawn.key, String::new(), language));
        let added = self.added.iter().map(move |added| {
            row_line(Action::Added, &added.place, added.def, &added.row.key, row_text(added.def, &added.row, language), language)
        });
        refused.chain(changed).chain(withdrawn).chain(added)
    }

    /// The numbers in one sentence.
    #[must_use]
    pub fn summary(&self, language: Lang) -> String {
        let (added, changed, withdrawn) = (self.added.len(), self.changed.len(), self.withdrawn.len());
        let (unchanged, examples, refused) = (self.unchanged_count, self.example_count, self.refused.count());
        language
            .pick(
                &format!("新增 {added} 行，更改 {changed} 行，撤回 {withdrawn} 行，不变 {unchanged} 行，跳过示例 {examples} 行，拒绝 {refused} 处"),
                &format!("{added} added, {changed} changed, {withdrawn} withdrawn, {unchanged} unchanged, {examples} examples passed over, {refused} refused"),
            )
            .to_owned()
    }
}

impl Imported {
    /// The preview as text: at most so many lines, the numbers, and what was or was not written.
    #[must_use]
    pub fn table(&self, language: Lang, lines_max: usize) -> String {
        let mut text = String::new();
        let plan = &self.plan;
        for line in plan.lines(language).take(lines_max) {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{}", line.text_in(language));
        }
        let total = plan.refused.count() + plan.changed.len() + plan.withdrawn.len() + plan.added.len();
        if total > lines_max {
            let more = total - lines_max;
            let _ = writeln!(text, "{}", language.pick(&format!("……还有 {more} 行没有显示"), &format!("… and {more} more lines")));
        }
        if !plan.passed_over.is_empty() {
            let names = plan.passed_over.join(language.pick("、", ", "));
            let _ = writeln!(text, "{}{names}", language.pick("不是工作簿或 CSV，没有读取：", "Neither workbooks nor CSV, not read: "));
        }
        let _ = writeln!(text, "{}", plan.summary(language));
        let _ = writeln!(text, "{}", self.verdict(language));
        text
    }

    /// The numbers and the lines as JSON: at most so many lines.
    #[must_use]
    pub fn json(&self, language: Lang, lines_max: usize) -> serde_json::Value {
        let plan = &self.plan;
        serde_json::json!({
            "files": plan.files,
            "passed_over": plan.passed_over,
            "added_count": plan.added.len(),
            "changed_count": plan.changed.len(),
            "withdrawn_count": plan.withdrawn.len(),
            "unchanged_count": plan.unchanged_count,
            "example_count": plan.example_count,
            "refused_count": plan.refused.count(),
            "can_apply": plan.can_apply(),
            "applied": self.written.is_some(),
            "lines": plan.lines(language).take(lines_max).collect::<Vec<_>>(),
        })
    }

    /// The lines as CSV with a row of headings: at most so many lines.
    ///
    /// # Errors
    /// Never in practice: a line holds nothing that CSV cannot.
    pub fn csv(&self, language: Lang, lines_max: usize) -> Result<String, csv::Error> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        for line in self.plan.lines(language).take(lines_max) {
            writer.serialize(line)?;
        }
        let bytes = writer.into_inner().map_err(|error| error.into_error())?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    /// What was or was not written, and what to do next.
    #[must_use]
    pub fn verdict(&self, language: Lang) -> &'static str {
        let (zh, en) = if self.written.is_some() {
            ("已全部写入。", "Everything is written.")
        } else if !self.plan.can_apply() {
            (
                "有不能导入的内容，什么也没有写入；请改好上面列出的地方，再导入一次。",
                "Some of it cannot be imported, so nothing was written; correct the places above and import again.",
            )
        } else if self.plan.changes_anything() {
            (
                "这是预览，什么也没有写入；加 --apply 再运行一次即写入。",
                "This is a preview and nothing was written; run it again with --apply to write.",
            )
        } else {
            ("与已登记的一致，没有需要写入的内容。", "All of it is known already; there is nothing to write.")
        };
        match language {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }
}

impl Line {
    fn text_in(&self, language: Lang) -> String {
        let place = match (&self.cell, self.row) {
            (Some(cell), _) => format!("!{cell}"),
            (None, Some(row)) => language.pick(&format!(" 第 {row} 行"), &format!(" row {row}")).to_owned(),
            (None, None) => String::new(),
        };
        let mut text = format!("{}  {} › {}{place}", self.action.label().get(language), self.file, self.sheet);
        for part in [&self.code, &self.text].into_iter().filter(|part| !part.is_empty()) {
            text.push_str("  ");
            // One line stays one line, whatever a clerk wrote.
            text.push_str(&part.replace('\n', "⏎"));
        }
        text
    }
}

fn refusal_line(refusal: &Refusal, language: Lang) -> Line {
    let Place { file, sheet, line, .. } = &refusal.place;
    Line {
        action: Action::Refused,
        file: file.to_string(),
        sheet: sheet.to_string(),
        row: *line,
        cell: refusal.place.cell(),
        register: "",
        code: String::new(),
        text: refusal.text(language),
    }
}

fn row_line(action: Action, place: &Place, def: &RegisterDef, key: &RowKey, text: String, language: Lang) -> Line {
    let since = if key.from == Day::MIN { String::new() } else { format!("{} {}", def.from_label.get(language), key.from) };
    let parts: Vec<_> = [since, text].into_iter().filter(|part| !part.is_empty()).collect();
    Line {
        action,
        file: place.file.to_string(),
        sheet: place.sheet.to_string(),
        row: place.line,
        cell: None,
        register: def.name,
        code: key.code.clone(),
        text: parts.join(separator(language)),
    }
}

fn row_text(def: &RegisterDef, row: &Row, language: Lang) -> String {
    let until = (row.until < Day::MAX).then(|| format!("{} {}", def.until_label.get(language), row.until));
    let given = def.fields.iter().zip(&row.values).filter_map(|(field, value)| Some((field, value.as_ref()?)));
    let fields = given.map(|(field, value)| format!("{} {}", field.label.get(language), value_text(value, field.kind, language)));
    until.into_iter().chain(fields).collect::<Vec<_>>().join(separator(language))
}

fn change_text(change: &FieldChange, language: Lang) -> String {
    let text = |value: &Option<Value>| {
        value.as_ref().map_or_else(|| language.pick("（空）", "(empty)").to_owned(), |value| value_text(value, change.kind, language))
    };
    format!("{} {} → {}", change.label.get(language), text(&change.before), text(&change.after))
}

fn value_text(value: &Value, kind: FieldKind, language: Lang) -> String {
    value.text(kind, language == Lang::Zh)
}

fn separator(language: Lang) -> &'static str {
    language.pick("；", "; ")
}
