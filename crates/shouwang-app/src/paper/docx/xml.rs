//! Paragraphs and runs in the words of WordprocessingML. Lengths are in its terms: twentieths of a point, sizes in half points.

use std::fmt::Write as _;

use super::super::measure::Face;

/// A paragraph while it is made.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Paragraph<'a> {
    /// The style; that of text when it is empty.
    pub(super) style: &'a str,
    /// Further properties, as they are written, in the order that the schema asks for.
    pub(super) properties: &'a str,
    /// Whether it stays on a page with what follows.
    pub(super) keeps: bool,
}

impl Paragraph<'_> {
    /// The paragraph around its runs.
    pub(super) fn around(self, runs: &str) -> String {
        let mut properties = String::new();
        if !self.style.is_empty() {
            let _ = write!(properties, "<w:pStyle w:val=\"{}\"/>", self.style);
        }
        if self.keeps {
            properties.push_str("<w:keepNext/>");
        }
        properties.push_str(self.properties);
        format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
    }
}

/// Text as it stands in XML. What XML cannot hold is left out.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            sign if sign.is_control() || matches!(sign, '\u{fffe}' | '\u{ffff}') => {}
            sign => escaped.push(sign),
        }
    }
    escaped
}

/// A run of text with these properties; a line feed in it is a new line.
pub(super) fn run(properties: &str, text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line))).collect();
    let properties = if properties.is_empty() { String::new() } else { format!("<w:rPr>{properties}</w:rPr>") };
    format!("<w:r>{properties}{}</w:r>", lines.join("<w:br/>"))
}

/// The name of a Chinese typeface in word processors.
fn chinese_font(face: Face) -> &'static str {
    match face {
        Face::Title => "方正小标宋简体",
        Face::Text => "仿宋_GB2312",
        Face::Heading => "黑体",
        Face::Folio => "宋体",
    }
}

/// The fonts and the size of a run. The hint makes quotation marks Chinese where a Chinese text has them.
pub(super) fn font(face: Face, size: f32, is_chinese: bool) -> String {
    let hint = if is_chinese { " w:hint=\"eastAsia\"" } else { "" };
    let half_points = size * 2.0;
    format!(
        "<w:rFonts{hint} w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:eastAsia=\"{}\" w:cs=\"Times New Roman\"/>{}\
         <w:sz w:val=\"{half_points:.0}\"/><w:szCs w:val=\"{half_points:.0}\"/>",
        chinese_font(face),
        if !is_chinese && matches!(face, Face::Title | Face::Heading) { "<w:b/>" } else { "" },
    )
}

/// A length in twentieths of a point.
pub(super) fn twips(points: f32) -> String {
    format!("{:.0}", points * 20.0)
}
