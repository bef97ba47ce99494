//! A paper as PDF. The Chinese typefaces are named and not carried: every system on which such papers are read has them or one like them; the
//! Latin ones are among those that every reader of PDF has.

use pdf_writer::types::{CidFontType, FontFlags, SystemInfo};
use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr};
use shouwang_calendar::Lang;

use super::Paper;
use super::flow::{Item, Page, set};
use super::measure::{Face, Script, Style, script, win_ansi};
use super::sheet::{HEIGHT, PITCH, RED, WIDTH};

/// The characters of GB 18030 as Adobe numbers them, reached by their codes in UTF-16.
const ENCODING: &[u8] = b"UniGB-UTF16-H";
const COLLECTION: SystemInfo<'static> = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"GB1"), supplement: 5 };
/// Objects in their order: catalog, tree of pages, information, then four for each face, then two for each page.
const CATALOG: i32 = 1;
const TREE: i32 = 2;
const INFORMATION: i32 = 3;
const FONTS: i32 = 4;
const REFS_A_FONT: i32 = 4;

/// The name of a Chinese typeface in fonts' own terms.
fn chinese_font(face: Face) -> &'static [u8] {
    match face {
        Face::Title => b"FZXBSJW--GB1-0",
        Face::Text => b"FangSong_GB2312",
        Face::Heading => b"SimHei",
        Face::Folio => b"SimSun",
    }
}

/// What a font is called in the contents of a page.
fn resource(face: Face, script: Script) -> &'static [u8] {
    match (face, script) {
        (Face::Title, Script::Chinese) => b"C0",
        (Face::Text, Script::Chinese) => b"C1",
        (Face::Heading, Script::Chinese) => b"C2",
        (Face::Folio, Script::Chinese) => b"C3",
        (Face::Title, Script::Latin) => b"L0",
        (Face::Text, Script::Latin) => b"L1",
        (Face::Heading, Script::Latin) => b"L2",
        (Face::Folio, Script::Latin) => b"L3",
    }
}

/// Writes a paper as PDF.
#[must_use]
pub fn write_pdf(paper: &Paper) -> Vec<u8> {
    let pages = set(paper);
    let mut pdf = Pdf::new();
    pdf.set_version(1, 7);
    let mut catalog = pdf.catalog(Ref::new(CATALOG));
    catalog.pages(Ref::new(TREE)).lang(TextStr(paper.lang.pick("zh-CN", "en")));
    catalog.finish();
    pdf.document_info(Ref::new(INFORMATION)).title(TextStr(&format!("{} {}", paper.title, paper.number)));
    let mut next = FONTS;
    let mut fonts = Vec::new();
    for face in Face::ALL {
        write_face(&mut pdf, face, paper.lang, next);
        fonts.push((resource(face, Script::Chinese), Ref::new(next)));
        fonts.push((resource(face, Script::Latin), Ref::new(next + 3)));
        next += REFS_A_FONT;
    }
    let mut kids = Vec::new();
    for page in &pages {
        write_page(&mut pdf, page, paper.lang, (Ref::new(next), Ref::new(next + 1)), &fonts);
        kids.push(Ref::new(next));
        next += 2;
    }
    pdf.pages(Ref::new(TREE)).count(i32::try_from(kids.len()).unwrap_or(i32::MAX)).kids(kids);
    pdf.finish()
}

/// The two fonts of a face, from this object on.
fn write_face(pdf: &mut Pdf, face: Face, lang: Lang, first: i32) {
    let [whole, signs, described, latin] = [first, first + 1, first + 2, first + 3].map(Ref::new);
    let name = Name(chinese_font(face));
    pdf.type0_font(whole).base_font(name).encoding_predefined(Name(ENCODING)).descendant_font(signs);
    let mut font = pdf.cid_font(signs);
    font.subtype(CidFontType::Type2).base_font(name).system_info(COLLECTION).font_descriptor(described).default_width(1000.0);
    font.finish();
    let flags = if face == Face::Heading { FontFlags::SYMBOLIC } else { FontFlags::SYMBOLIC | FontFlags::SERIF };
    let mut descriptor = pdf.font_descriptor(described);
    descriptor.name(name).flags(flags).bbox(Rect::new(0.0, -141.0, 1000.0, 859.0)).italic_angle(0.0);
    descriptor.ascent(859.0).descent(-141.0).cap_height(683.0).stem_v(if face == Face::Text { 72.0 } else { 110.0 });
    descriptor.finish();
    let name = if face.is_bold(lang) { Name(b"Times-Bold") } else { Name(b"Times-Roman") };
    pdf.type1_font(latin).base_font(name).encoding_predefined(Name(b"WinAnsiEncoding"));
}

fn write_page(pdf: &mut Pdf, page: &Page, lang: Lang, (id, content): (Ref, Ref), fonts: &[(&[u8], Ref)]) {
    let mut written = pdf.page(id);
    written.parent(Ref::new(TREE)).media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT)).contents(content);
    let mut resources = written.resources();
    let mut named = resources.fonts();
    for (name, font) in fonts {
        named.pair(Name(name), *font);
    }
    named.finish();
    resources.finish();
    written.finish();
    let mut drawn = Content::new();
    for item in &page.items {
        draw(&mut drawn, item, lang);
    }
    pdf.stream(content, &drawn.finish());
}

fn draw(content: &mut Content, item: &Item, lang: Lang) {
    let color = |red: bool| if red { RED } else { [0.0; 3] };
    match item {
        Item::Text { x, y, style, text, spacing, red } => {
            let [r, g, b] = color(*red);
            content.set_fill_rgb(r, g, b).begin_text().next_line(*x, HEIGHT - y);
            for (script, run) in runs(text, lang) {
                show(content, *style, script, &run, *spacing);
            }
            content.end_text();
        }
        Item::Rule { from, to, width, red } => {
            let [r, g, b] = color(*red);
            content.set_stroke_rgb(r, g, b).set_line_width(*width);
            content.move_to(from.0, HEIGHT - from.1).line_to(to.0, HEIGHT - to.1).stroke();
        }
        Item::Dark { x, y, width, height } => {
            content.set_fill_rgb(0.0, 0.0, 0.0).rect(*x, HEIGHT - y - height, *width, *height).fill_nonzero();
        }
    }
}

/// Shows signs of one script; Chinese ones a little closer than their size, so that 28 of them are a line.
fn show(content: &mut Content, style: Style, script: Script, run: &str, spacing: f32) {
    content.set_font(Name(resource(style.face, script)), style.size);
    let bytes: Vec<u8> = match script {
        Script::Chinese => run.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        Script::Latin => run.chars().filter_map(win_ansi).collect(),
    };
    let closer = if script == Script::Chinese { style.size * (PITCH - 1.0) } else { 0.0 };
    content.set_char_spacing(spacing + closer).show(Str(&bytes));
}

/// A text in runs of one script each.
fn runs(text: &str, lang: Lang) -> Vec<(Script, String)> {
    let mut runs: Vec<(Script, String)> = Vec::new();
    for sign in text.chars() {
        let of = script(sign, lang);
        match runs.last_mut() {
            Some((script, run)) if *script == of => run.push(sign),
            _ => runs.push((of, sign.to_string())),
        }
    }
    runs
}
