//! Many answers, as a workbook and as a calendar that office programs subscribe to.

use std::path::Path;

use icalendar::{Component, Property};
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use shouwang_calendar::Day;
use shouwang_domain::plan::Status;

use super::tables::COLUMNS;
use super::{Desk, DutyRow, Found};
use shouwang_calendar::Lang;

/// Writes all rows as a workbook with one sheet.
///
/// # Errors
/// When the file cannot be written, or there are more rows than a sheet holds (1,048,575).
pub fn write_xlsx(desk: &Desk<'_>, found: &[Found], day_asked: Day, path: &Path, language: Lang) -> Result<(), XlsxError> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    sheet.set_name(language.pick("义务", "Duties"))?.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (column, (zh, en, _)) in (0..).zip(COLUMNS) {
        sheet.set_column_width(column, 16)?;
        sheet.write_string_with_format(0, column, language.pick(zh, en), &bold)?;
    }
    for (line, found) in (1..).zip(found) {
        let row = desk.row(found, day_asked, language);
        for (column, (_, _, fill)) in (0..).zip(COLUMNS) {
            sheet.write_string(line, column, fill(&row))?;
        }
    }
    workbook.save(path)
}

/// The due days of what is open or overdue, as an iCalendar text: one entry on each due day, with a stable identity, so that a calendar
/// that reads it again changes its entries and doubles none. Days have no hour; an entry lasts the whole day.
#[must_use]
pub fn write_ics(desk: &Desk<'_>, found: &[Found], day_asked: Day, language: Lang) -> String {
    let mut calendar = icalendar::Calendar::new();
    calendar.name(language.pick("守望：到期义务", "Shouwang: duties coming due"));
    for found in found.iter().filter(|found| matches!(found.outcome.status, Status::Open | Status::Overdue)) {
        let row = desk.row(found, day_asked, language);
        let Some(due) = row.due else { continue };
        let (year, month, day) = due.civil();
        let mut event = icalendar::Event::new();
        event.uid(&uid(&row)).summary(&format!("{} · {} {}", row.title, row.subject, row.subject_name));
        event.description(&format!("{}\n{}", row.article, row.reason_label));
        let whole_day = format!("{year:04}{month:02}{day:02}");
        event.append_property(Property::new("DTSTART", whole_day).append_parameter(("VALUE", "DATE")).done());
        // The stamp is the day asked about, so that the same question gives the same file.
        let (year, month, day) = day_asked.civil();
        event.append_property(Property::new("DTSTAMP", format!("{year:04}{month:02}{day:02}T000000Z")));
        calendar.push(event.done());
    }
    calendar.done().to_string()
}

/// The same duty of the same subject for the same period has the same identity for ever.
fn uid(row: &DutyRow) -> String {
    format!("{}/{}/{}/{}@shouwang", row.duty, row.subject_register, row.subject, row.period.as_deref().unwrap_or("-"))
}
