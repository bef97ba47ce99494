//! Many answers, as a table for the eye, as CSV and as JSON.

use std::collections::BTreeMap;
use std::io::{self, Write};

use comfy_table::{ContentArrangement, Table, presets};
use shouwang_calendar::Day;
use shouwang_domain::plan::Status;

use super::{Desk, DutyRow, Found};
use shouwang_calendar::Lang;

/// The columns of CSV and workbook: heading in both languages, and how a row fills it.
pub(super) type Column = (&'static str, &'static str, fn(&DutyRow) -> String);

/// What CSV and workbook show, in this order.
pub(super) const COLUMNS: [Column; 17] = [
    ("义务", "duty", |row| row.duty.clone()),
    ("名称", "title", |row| row.title.clone()),
    ("依据", "article", |row| row.article.clone()),
    ("台账", "register", |row| row.subject_register.to_owned()),
    ("对象", "subject", |row| row.subject.clone()),
    ("对象名称", "subject name", |row| row.subject_name.clone()),
    ("责任单位", "unit", |row| row.unit.clone().unwrap_or_default()),
    ("责任单位名称", "unit name", |row| row.unit_name.clone().unwrap_or_default()),
    ("状态", "status", |row| row.status_label.to_owned()),
    ("期间", "period", |row| row.period.clone().unwrap_or_default()),
    ("自", "since", |row| day(row.since)),
    ("期限", "due", |row| day(row.due)),
    ("期限暂定", "provisional", |row| if row.provisional { "1" } else { "" }.to_owned()),
    ("原因", "reason", |row| row.reason_label.clone()),
    ("缺少", "missing", |row| row.missing.clone().unwrap_or_default()),
    ("补充规则", "supplementary", |row| if row.supplementary { "1" } else { "" }.to_owned()),
    ("建议", "advice", |row| if row.advice { "1" } else { "" }.to_owned()),
];

/// Writes a table of at most so many rows, and says how many were left out.
///
/// # Errors
/// When the output cannot be written.
pub fn print_table(
    desk: &Desk<'_>,
    found: &[Found],
    day_asked: Day,
    rows_max: usize,
    language: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
    let headings = match language {
        Lang::Zh => ["状态", "对象", "义务", "责任单位", "自", "期限", "原因", "依据"],
        Lang::En => ["status", "subject", "duty", "unit", "since", "due", "reason", "article"],
    };
    table.set_header(headings);
    for found in found.iter().take(rows_max) {
        table.add_row(cells(&desk.row(found, day_asked, language), language));
    }
    if !found.is_empty() {
        writeln!(out, "{table}")?;
    }
    if found.len() > rows_max {
        let left = found.len() - rows_max;
        match language {
            Lang::Zh => {
                writeln!(out, "……另有 {left} 行未显示；用 --unit、--division、--status、--duty 缩小范围，或用 --format csv 取得全部")?
            }
            Lang::En => {
                writeln!(out, "… {left} more rows; narrow with --unit, --division, --status, --duty, or take all with --format csv")?
            }
        }
    }
    Ok(())
}

/// How many answers there are of each status, in one line.
#[must_use]
pub fn summary(found: &[Found], language: Lang) -> String {
    let mut counts: BTreeMap<Status, usize> = BTreeMap::new();
    for found in found {
        *counts.entry(found.outcome.status).or_default() += 1;
    }
    let parts: Vec<_> = counts.iter().map(|(status, count)| format!("{} {count}", status.label().get(language))).collect();
    match language {
        Lang::Zh if found.is_empty() => "共 0 项".to_owned(),
        Lang::En if found.is_empty() => "none".to_owned(),
        Lang::Zh => format!("共 {} 项：{}", found.len(), parts.join("，")),
        Lang::En => format!("{} in all: {}", found.len(), parts.join(", ")),
    }
}

/// Writes all rows as CSV, UTF-8 with a byte order mark, so that office programs read the Chinese.
///
/// # Errors
/// When the output cannot be written.
pub fn print_csv(desk: &Desk<'_>, found: &[Found], day_asked: Day, language: Lang, out: &mut dyn Write) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record(COLUMNS.iter().map(|(zh, en, _)| language.pick(zh, en)))?;
    for found in found {
        let row = desk.row(found, day_asked, language);
        csv.write_record(COLUMNS.iter().map(|(_, _, fill)| fill(&row)))?;
    }
    csv.flush()
}

/// Writes all rows as a JSON array.
///
/// # Errors
/// When the output cannot be written.
pub fn print_json(desk: &Desk<'_>, found: &[Found], day_asked: Day, language: Lang, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"[")?;
    for (at, found) in found.iter().enumerate() {
        out.write_all(if at == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &desk.row(found, day_asked, language))?;
    }
    out.write_all(b"\n]\n")
}

fn cells(row: &DutyRow, language: Lang) -> [String; 8] {
    let mut title = row.title.clone();
    if let Some(period) = &row.period {
        title.push_str(&format!(" {period}"));
    }
    if row.supplementary {
        title.push_str(language.pick("〔补充〕", " [supplementary]"));
    }
    if row.advice {
        title.push_str(language.pick("〔建议〕", " [advice]"));
    }
    let reason = match &row.missing {
        Some(missing) => format!("{}{}{missing}", row.reason_label, language.pick("：", ": ")),
        None => row.reason_label.clone(),
    };
    let subject = if row.subject_name.is_empty() { row.subject.clone() } else { format!("{} {}", row.subject, row.subject_name) };
    let due = if row.provisional { format!("{}{}", day(row.due), language.pick("（暂定）", " (provisional)")) } else { day(row.due) };
    [
        row.status_label.to_owned(),
        subject,
        title,
        row.unit_name.clone().or_else(|| row.unit.clone()).unwrap_or_default(),
        day(row.since),
        due,
        reason,
        row.article.clone(),
    ]
}

fn day(day: Option<Day>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}
