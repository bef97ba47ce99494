//! The files of a docx beside its text.

use shouwang_calendar::Lang;

use super::super::Paper;
use super::super::measure::Face;
use super::super::sheet::{BODY, CELL, FOLIO, LINE, MM, TITLE};
use super::xml::{escaped, font, run, twips};

/// The names of what the files are made of.
pub(super) const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
     xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
     xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
     xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"";
/// How every file begins.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// What the files are.
pub(super) const CONTENT_TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
    <Default Extension=\"png\" ContentType=\"image/png\"/>\
    <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
    <Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>\
    <Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>\
    <Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>\
    <Override PartName=\"/word/footer-odd.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>\
    <Override PartName=\"/word/footer-even.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>\
    <Override PartName=\"/word/footer-first.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml\"/>\
    <Override PartName=\"/word/header-first.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml\"/>\
    </Types>";

/// Where the text and the properties are.
pub(super) const RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
    <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
    </Relationships>";

/// Left and right pages differ, as the standard has it; Chinese lines break by its rules.
pub(super) const SETTINGS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
    <w:evenAndOddHeaders/><w:characterSpacingControl w:val=\"compressPunctuation\"/>\
    <w:compat><w:balanceSingleByteDoubleByteWidth/><w:adjustLineHeightInTable/>\
    <w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>";

/// The double red line at the foot of a letter's first page.
pub(super) const FIRST_FOOTER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <w:ftr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:p><w:pPr><w:pStyle w:val=\"Folio\"/>\
    <w:pBdr><w:bottom w:val=\"thinThickSmallGap\" w:sz=\"24\" w:space=\"0\" w:color=\"FF0000\"/></w:pBdr>\
    <w:spacing w:line=\"20\" w:lineRule=\"exact\" w:after=\"0\"/><w:ind w:left=\"-454\" w:right=\"-340\"/></w:pPr></w:p></w:ftr>";

/// What the document says of itself. No moment: the same paper is the same bytes.
pub(super) fn properties(paper: &Paper) -> String {
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:identifier>{}</dc:identifier><dc:language>{}</dc:language>\
         </cp:coreProperties>",
        escaped(&paper.title),
        escaped(&paper.number),
        paper.lang.pick("zh-CN", "en"),
    )
}

/// What the text refers to.
pub(super) fn document_relations(has_picture: bool) -> String {
    let of = |id: &str, kind: &str, target: &str| {
        format!(
            "<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/>"
        )
    };
    let mut all = vec![
        of("styles", "styles", "styles.xml"),
        of("settings", "settings", "settings.xml"),
        of("odd", "footer", "footer-odd.xml"),
        of("even", "footer", "footer-even.xml"),
        of("firstFooter", "footer", "footer-first.xml"),
        of("firstHeader", "header", "header-first.xml"),
    ];
    if has_picture {
        all.push(of("proof", "image", "media/proof.png"));
    }
    format!(
        "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>",
        all.concat()
    )
}

/// The styles: text, title, heading, cells, page number.
pub(super) fn styles(lang: Lang) -> String {
    let is_chinese = lang == Lang::Zh;
    let line = |points: f32| format!("<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"{}\" w:lineRule=\"exact\"/>", twips(points));
    let style = |id: &str, name: &str, paragraph: String, run: String| {
        format!(
            "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/>\
             <w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )
    };
    let indent = "<w:ind w:firstLineChars=\"200\" w:firstLine=\"632\"/>";
    let justified = format!("<w:jc w:val=\"{}\"/>", if is_chinese { "both" } else { "left" });
    let styles = [
        style("PaperTitle", "Paper title", format!("{}<w:jc w:val=\"center\"/>", line(34.0)), font(Face::Title, TITLE, is_chinese)),
        style(
            "PaperHeading",
            "Paper heading",
            format!("<w:keepNext/>{}{indent}", line(LINE - 0.05)),
            font(Face::Heading, BODY, is_chinese),
        ),
        style("PaperText", "Paper text", format!("{}{indent}{justified}", line(LINE - 0.05)), String::new()),
        style(
            "Cell",
            "Paper cell",
            format!("<w:snapToGrid w:val=\"0\"/>{}<w:jc w:val=\"left\"/>", line(18.0)),
            font(Face::Text, CELL, is_chinese),
        ),
        style(
            "CellHead",
            "Paper cell head",
            format!("<w:snapToGrid w:val=\"0\"/>{}<w:jc w:val=\"center\"/>", line(18.0)),
            font(Face::Heading, CELL, is_chinese),
        ),
        style(
            "Folio",
            "Paper folio",
            "<w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"0\" w:after=\"170\"/>".into(),
            font(Face::Folio, FOLIO, is_chinese),
        ),
    ];
    format!(
        "{DECLARATION}<w:styles {SPACES}><w:docDefaults><w:rPrDefault><w:rPr>{}<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault/></w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/>\
         <w:pPr><w:kinsoku/><w:overflowPunct w:val=\"0\"/>{}</w:pPr></w:style>{}</w:styles>",
        font(Face::Text, BODY, is_chinese),
        line(LINE - 0.05),
        styles.concat(),
    )
}

/// The footer with the page's number, one sign from the edge.
pub(super) fn folio(side: &str) -> String {
    let properties = font(Face::Folio, FOLIO, true);
    let field = |kind: &str| format!("<w:r><w:rPr>{properties}</w:rPr><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let number = format!(
        "{}<w:r><w:rPr>{properties}</w:rPr><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>{}{}{}",
        field("begin"),
        field("separate"),
        run(&properties, "1"),
        field("end"),
    );
    format!(
        "{DECLARATION}<w:ftr {SPACES}><w:p><w:pPr><w:pStyle w:val=\"Folio\"/><w:ind w:{side}=\"{}\"/><w:jc w:val=\"{side}\"/></w:pPr>{}{number}{}</w:p></w:ftr>",
        twips(FOLIO),
        run(&properties, "— "),
        run(&properties, " —"),
    )
}

/// The last part of the text: the page, its margins and its grid, and what stands above and below.
pub(super) fn section(is_letter: bool) -> String {
    let mm = |count: f32| twips(count * MM);
    let first = "<w:headerReference w:type=\"first\" r:id=\"firstHeader\"/><w:footerReference w:type=\"first\" r:id=\"firstFooter\"/>";
    format!(
        "<w:sectPr>{}<w:footerReference w:type=\"default\" r:id=\"odd\"/><w:footerReference w:type=\"even\" r:id=\"even\"/>\
         <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" w:header=\"{}\" w:footer=\"{}\" \
         w:gutter=\"0\"/>{}<w:docGrid w:type=\"linesAndChars\" w:linePitch=\"579\" w:charSpace=\"-849\"/></w:sectPr>",
        if is_letter { first } else { "" },
        mm(37.0),
        mm(26.0),
        mm(35.0),
        mm(28.0),
        mm(30.0),
        mm(20.0),
        if is_letter { "<w:titlePg/>" } else { "" },
    )
}
