//! The text of a docx, block by block.

use shouwang_calendar::Lang;

use super::super::measure::{Face, Style};
use super::super::proof::Proof;
use super::super::sheet::{BODY, LETTERHEAD, PITCH, QR, SMALL, TEXT_WIDTH};
use super::super::{Block, Paper, Table};
use super::parts::{DECLARATION, SPACES, section};
use super::xml::{Paragraph, font, run, twips};

/// English Metric Units in a point.
const EMU: f32 = 12_700.0;
const BODY_STYLE: Style = Style { face: Face::Text, size: BODY };
/// Two signs.
const INDENT: f32 = BODY * PITCH * 2.0;
/// An empty line.
const EMPTY: Paragraph<'static> = Paragraph { style: "", properties: "", keeps: true };

/// `word/document.xml`.
pub(super) fn document(paper: &Paper, has_picture: bool) -> String {
    let mut body = String::new();
    let is_letter = paper.letterhead.is_some();
    let number = |properties: &str| Paragraph { properties, ..Paragraph::default() }.around(&run("", &paper.number));
    if is_letter {
        body.push_str(&number("<w:jc w:val=\"right\"/>"));
        body.push_str(&EMPTY.around(""));
    }
    body.push_str(&Paragraph { style: "PaperTitle", ..Paragraph::default() }.around(&run("", &paper.title)));
    if is_letter {
        body.push_str(&EMPTY.around(""));
    } else {
        let small = Paragraph { style: "Cell", properties: "<w:jc w:val=\"right\"/>", keeps: true };
        body.push_str(&small.around(&run("", &paper.number)));
    }
    for (at, block) in paper.blocks.iter().enumerate() {
        let keeps = matches!(paper.blocks.get(at + 1), Some(Block::Enclosures(_) | Block::Signature { .. }));
        body.push_str(&written(block, paper.lang, keeps, has_picture));
    }
    format!("{DECLARATION}<w:document {SPACES}><w:body>{body}{}</w:body></w:document>", section(is_letter))
}

/// `word/header-first.xml`: who writes, in red over a double red line.
pub(super) fn first_header(paper: &Paper) -> String {
    let name = paper.letterhead.as_deref().unwrap_or_default();
    let whole = Style { face: Face::Title, size: LETTERHEAD };
    let size = LETTERHEAD * (TEXT_WIDTH / whole.width(name, paper.lang).max(1.0)).min(1.0);
    let red = font(Face::Title, size, paper.lang == Lang::Zh).replace("<w:sz ", "<w:color w:val=\"FF0000\"/><w:sz ");
    let run = run(&red, name);
    let properties = "<w:pBdr><w:bottom w:val=\"thickThinSmallGap\" w:sz=\"24\" w:space=\"8\" w:color=\"FF0000\"/></w:pBdr>\
                      <w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"240\" w:lineRule=\"auto\"/><w:ind w:left=\"-454\" w:right=\"-340\"/><w:jc w:val=\"center\"/>";
    let paragraph = Paragraph { properties, ..Paragraph::default() };
    format!("{DECLARATION}<w:hdr {SPACES}>{}</w:hdr>", paragraph.around(&run))
}

fn written(block: &Block, lang: Lang, keeps: bool, has_picture: bool) -> String {
    match block {
        Block::Addressee(text) => Paragraph { keeps, ..Paragraph::default() }.around(&run("", text)),
        Block::Heading(text) => Paragraph { style: "PaperHeading", keeps, ..Paragraph::default() }.around(&run("", text)),
        Block::Text(text) => Paragraph { style: "PaperText", keeps, ..Paragraph::default() }.around(&run("", text)),
        Block::Table(table) => written_table(table, lang, keeps),
        Block::Enclosures(names) => enclosures(names, lang),
        Block::Signature { name, date, proof } => signature((name, date), proof.as_ref().filter(|_| has_picture), lang),
    }
}

fn written_table(table: &Table, lang: Lang, keeps: bool) -> String {
    let widths: Vec<_> = table.widths(TEXT_WIDTH, lang).into_iter().map(twips).collect();
    let row = |texts: Vec<&str>, style: &str, keeps: bool, properties: &str| {
        let cells = texts
            .iter()
            .zip(&widths)
            .map(|(text, width)| cell(width, "", &Paragraph { style, keeps, ..Paragraph::default() }.around(&run("", text))));
        format!("<w:tr><w:trPr>{properties}</w:trPr>{}</w:tr>", cells.collect::<String>())
    };
    let head = row(table.columns.iter().map(|column| column.label.as_str()).collect(), "CellHead", true, "<w:cantSplit/><w:tblHeader/>");
    let last = table.rows.len();
    let rows = table
        .rows
        .iter()
        .enumerate()
        .map(|(at, texts)| row(texts.iter().map(String::as_str).collect(), "Cell", keeps && at + 1 == last, ""));
    let line = |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>");
    let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(line).concat();
    frame(&widths, &borders, &format!("{head}{}", rows.collect::<String>()))
}

fn frame(widths: &[String], borders: &str, rows: &str) -> String {
    let grid: String = widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")).collect();
    format!(
        "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type=\"fixed\"/>\
         <w:tblCellMar><w:top w:w=\"80\" w:type=\"dxa\"/><w:left w:w=\"80\" w:type=\"dxa\"/><w:bottom w:w=\"80\" w:type=\"dxa\"/>\
         <w:right w:w=\"80\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>",
        twips(TEXT_WIDTH),
    )
}

fn cell(width: &str, properties: &str, paragraphs: &str) -> String {
    format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{properties}</w:tcPr>{paragraphs}</w:tc>")
}

fn enclosures(names: &[String], lang: Lang) -> String {
    let word = lang.pick("附件：", "Enclosures: ");
    let indent = INDENT + BODY_STYLE.width(word, lang);
    let mut paragraphs = EMPTY.around("");
    for (at, name) in names.iter().enumerate() {
        let number = if names.len() == 1 { String::new() } else { format!("{}. ", at + 1) };
        let (hang, before) = (BODY_STYLE.width(&number, lang), if at == 0 { word } else { "" });
        let hanging = hang + BODY_STYLE.width(before, lang);
        let properties = format!("<w:ind w:left=\"{}\" w:hanging=\"{}\"/>", twips(indent + hang), twips(hanging));
        let paragraph = Paragraph { properties: &properties, keeps: true, ..Paragraph::default() };
        paragraphs.push_str(&paragraph.around(&run("", &format!("{before}{number}{name}"))));
    }
    paragraphs
}

/// Two cells without a frame: what proves it on the left, name and day on the right.
fn signature((name, date): (&str, &str), proof: Option<&Proof>, lang: Lang) -> String {
    let left_width = if proof.is_some() { QR + BODY * 5.0 } else { BODY };
    let widths = [twips(left_width), twips(TEXT_WIDTH - left_width)];
    let (name_width, date_width) = (BODY_STYLE.width(name, lang), BODY_STYLE.width(date, lang));
    let date_right = INDENT * 2.0;
    let name_right = (date_right + (date_width - name_width) / 2.0).max(0.0);
    let line = |text: &str, right: f32| {
        let properties = format!("<w:ind w:right=\"{}\"/><w:jc w:val=\"right\"/>", twips(right));
        Paragraph { properties: &properties, ..EMPTY }.around(&run("", text))
    };
    let right = format!("{}{}{}{}", EMPTY.around(""), EMPTY.around(""), line(name, name_right), line(date, date_right));
    let left = proof.map_or_else(|| EMPTY.around(""), |proof| picture(proof, lang));
    let row = format!("<w:tr><w:trPr><w:cantSplit/></w:trPr>{}{}</w:tr>", cell(&widths[0], "", &left), cell(&widths[1], "", &right));
    // A table has to be followed by a paragraph; this one takes next to no room.
    let end = "<w:p><w:pPr><w:spacing w:line=\"20\" w:lineRule=\"exact\"/></w:pPr></w:p>";
    format!("{}{end}", frame(&widths, "", &row))
}

fn picture(proof: &Proof, lang: Lang) -> String {
    let side = format!("{:.0}", QR * EMU);
    let drawn = format!(
        "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{side}\" cy=\"{side}\"/>\
         <wp:docPr id=\"1\" name=\"proof\" descr=\"{}\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
         <pic:pic><pic:nvPicPr><pic:cNvPr id=\"1\" name=\"proof.png\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"proof\"/>\
         <a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{side}\" cy=\"{side}\"/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>",
        super::xml::escaped(&proof.address),
    );
    let loose = Paragraph {
        properties: "<w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"240\" w:lineRule=\"auto\"/>",
        keeps: true,
        ..Paragraph::default()
    };
    let small = font(Face::Text, SMALL, lang == Lang::Zh);
    let caption = proof.caption.iter().map(|line| {
        let properties = format!("<w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"{}\" w:lineRule=\"exact\"/>", twips(SMALL * 1.3));
        Paragraph { properties: &properties, keeps: true, ..Paragraph::default() }.around(&run(&small, line))
    });
    format!("{}{}", loose.around(&drawn), caption.collect::<String>())
}
