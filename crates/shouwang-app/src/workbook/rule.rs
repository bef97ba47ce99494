//! What Excel itself may do for a column: drop-downs, bounds, and the note on the heading.
//!
//! Excel only helps; whatever it lets through is checked again when the file is read.

use rust_xlsxwriter::{DataValidation, DataValidationRule, ExcelDateTime, Formula, Note, Workbook, Worksheet, XlsxError};
use shouwang_domain::register::{Choice, FieldKind, catalog};

use shouwang_calendar::Lang;

use super::cell::allowed;
use super::column::Column;
use super::guide::LISTS;
use super::limits::ROWS_MAX;
use super::style::width;

/// The words of drop-downs that are too long for the cell itself; they go into a hidden sheet.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    columns: Vec<Vec<&'static str>>,
}

impl Lists {
    /// A reference to these words on the hidden sheet.
    fn place(&mut self, words: Vec<&'static str>) -> Formula {
        let at = self.columns.iter().position(|known| *known == words).unwrap_or_else(|| {
            self.columns.push(words.clone());
            self.columns.len() - 1
        });
        let column = super::place::cell_name((0, u32::try_from(at).unwrap_or_default()));
        let letters = column.trim_end_matches('1');
        Formula::new(format!("='{LISTS}'!${letters}$1:${letters}${}", words.len()))
    }

    /// Writes the hidden sheet, when any words have to stand there.
    pub(crate) fn write(&self, book: &mut Workbook) -> Result<(), XlsxError> {
        if self.columns.is_empty() {
            return Ok(());
        }
        let sheet = book.add_worksheet().set_name(LISTS)?.set_hidden(true);
        for (column, words) in (0_u16..).zip(&self.columns) {
            for (row, word) in (0_u32..).zip(words) {
                sheet.write_string(row, column, *word)?;
            }
        }
        Ok(())
    }
}

/// Puts the column's rule on all its cells, when Excel can hold one.
pub(crate) fn add(sheet: &mut Worksheet, at: u16, column: &Column, lists: &mut Lists, language: Lang) -> Result<(), XlsxError> {
    let rule = DataValidation::new();
    let (rule, zh, en) = match column.kind {
        FieldKind::Choice(choices) => (drop_down(words(choices, language), lists)?, "请从下拉列表中选择", "Choose one from the list"),
        FieldKind::Flag => {
            (drop_down(vec![language.pick("是", "yes"), language.pick("否", "no")], lists)?, "请选“是”或“否”", "Choose yes or no")
        }
        FieldKind::Day => {
            let bounds = DataValidationRule::Between(ExcelDateTime::from_ymd(1900, 1, 1)?, ExcelDateTime::from_ymd(9999, 12, 31)?);
            (rule.allow_date(bounds), "请写日期，如 2026-11-20", "Write a day like 2026-11-20")
        }
        FieldKind::Int { min, max } => {
            let bounds = DataValidationRule::Between(Formula::new(min.to_string()), Formula::new(max.to_string()));
            (rule.allow_whole_number_formula(bounds), "请写范围内的整数", "Write a whole number within the bounds")
        }
        FieldKind::Text { .. } | FieldKind::Set(_) | FieldKind::Ref(_) => return Ok(()),
    };
    let rule = rule.set_error_title(column.label.zh)?.set_error_message(format!("{zh}。{en}."))?;
    sheet.add_data_validation(1, at, ROWS_MAX, at, &rule)?;
    Ok(())
}

fn words(choices: &[Choice], language: Lang) -> Vec<&'static str> {
    choices.iter().map(|choice| language.pick(choice.label.zh, choice.id)).collect()
}

fn drop_down(words: Vec<&'static str>, lists: &mut Lists) -> Result<DataValidation, XlsxError> {
    // Excel's own limit for words inside the rule; a comma would split a word in two.
    const INLINE_CHARS_MAX: usize = 255;
    let chars = words.iter().map(|word| word.encode_utf16().count() + 1).sum::<usize>();
    if chars <= INLINE_CHARS_MAX && !words.iter().any(|word| word.contains(',')) {
        DataValidation::new().allow_list_strings(&words)
    } else {
        Ok(DataValidation::new().allow_list_formula(lists.place(words)))
    }
}

/// What the note on a heading says: whether it is needed, what to write and what is allowed, in both languages.
pub(crate) fn note(column: &Column) -> Note {
    const LINE_WIDTH: u32 = 40;
    let (allowed_zh, allowed_en) = allows(column.kind);
    let required = if column.required { ("必填。", "Required. ") } else { ("", "") };
    let article = if column.article.is_empty() { String::new() } else { format!("\n{}", column.article) };
    let text = format!("{}{}\n{allowed_zh}\n\n{}{}\n{allowed_en}{article}", required.0, column.help.zh, required.1, column.help.en);
    let lines = text.lines().map(|line| width(line) / LINE_WIDTH + 1).sum::<u32>();
    Note::new(text).add_author_prefix(false).set_width(300).set_height(18 * lines.clamp(4, 30) + 12)
}

fn allows(kind: FieldKind) -> (String, String) {
    match kind {
        FieldKind::Text { chars_max } => (format!("文字，最多 {chars_max} 字。"), format!("Text of at most {chars_max} characters.")),
        FieldKind::Int { min, max } => (format!("{min} 到 {max} 的整数。"), format!("A whole number from {min} to {max}.")),
        FieldKind::Day => ("日期，如 2026-11-20。".to_owned(), "A day like 2026-11-20.".to_owned()),
        FieldKind::Flag => ("是或否。".to_owned(), "是 or 否 (yes or no).".to_owned()),
        FieldKind::Choice(choices) => {
            let (zh, en) = allowed(choices);
            (format!("选一项：{zh}。"), format!("One of: {en}."))
        }
        FieldKind::Set(choices) => {
            let (zh, en) = allowed(choices);
            (format!("一项或几项，用“、”隔开：{zh}。"), format!("One or several, separated by 、: {en}."))
        }
        FieldKind::Ref(name) => {
            let label = catalog().get(name).map(|def| def.label);
            let (zh, en) = label.map_or((name, name), |label| (label.zh, label.en));
            (format!("“{zh}”表中的编号。"), format!("A code from the sheet {zh} ({en})."))
        }
    }
}
