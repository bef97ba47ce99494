//! How the workbook looks: formats, widths, and how much room a text takes.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};
use shouwang_domain::register::FieldKind;

use super::column::Column;

/// The formats of one workbook.
#[derive(Debug)]
pub(crate) struct Style {
    /// A heading that may stay empty below.
    pub(crate) heading: Format,
    /// A heading below which every row needs a value.
    pub(crate) required: Format,
    text: Format,
    day: Format,
    number: Format,
}

impl Style {
    /// The house style.
    pub(crate) fn new() -> Style {
        let heading = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::VerticalCenter).set_border(FormatBorder::Thin);
        Style {
            required: heading.clone().set_background_color(Color::RGB(0x00F8_CBAD)),
            heading: heading.set_background_color(Color::RGB(0x00DD_EBF7)),
            // “Text” keeps leading zeros and stops Excel from turning 1-1 into a date.
            text: Format::new().set_num_format("@"),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            number: Format::new().set_num_format("0"),
        }
    }

    /// The format of a value of this kind.
    pub(crate) fn cell(&self, kind: FieldKind) -> &Format {
        match kind {
            FieldKind::Day => &self.day,
            FieldKind::Int { .. } => &self.number,
            _ => &self.text,
        }
    }

    /// The same for example rows: visibly no facts.
    pub(crate) fn of_examples(self) -> Style {
        let faint = |format: Format| format.set_italic().set_font_color(Color::Gray);
        Style { text: faint(self.text), day: faint(self.day), number: faint(self.number), ..self }
    }
}

/// How wide a text is in narrow letters: what is not ASCII takes two.
pub(crate) fn width(text: &str) -> u32 {
    text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()
}

/// How wide a column is, in narrow letters.
pub(crate) fn column_width(column: &Column, heading: &str) -> u32 {
    let content = match column.kind {
        FieldKind::Text { chars_max } if chars_max > 200 => 32,
        FieldKind::Text { .. } | FieldKind::Ref(_) => 18,
        FieldKind::Set(_) => 26,
        FieldKind::Choice(_) => 16,
        FieldKind::Day => 12,
        FieldKind::Int { .. } => 10,
        FieldKind::Flag => 8,
    };
    content.max(width(heading) + 2).min(40)
}
