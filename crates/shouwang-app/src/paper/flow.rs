//! Blocks on pages: what stands where. A page ends where the standard says; a table goes on under its head, and whoever signs never stands alone.

use shouwang_calendar::Lang;

use super::lines::{Line, break_lines};
use super::measure::{Face, Style};
use super::proof::Proof;
use super::sheet::{
    BODY, CELL, CELL_LINE, CELL_ROOM, FOLIO, HEIGHT, LEFT, LETTERHEAD, LETTERHEAD_TOP, LINE, MM, QR, RED_BOTTOM, RED_WIDTH, SMALL,
    TEXT_HEIGHT, TEXT_WIDTH, TITLE, TOP, WIDTH,
};
use super::{Block, Paper, Table};

/// Something on a page, by its distance from the left and from the top.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Item {
    /// Text on a base line.
    Text {
        x: f32,
        y: f32,
        style: Style,
        text: String,
        /// What is added behind every sign, so that a line fills its width.
        spacing: f32,
        red: bool,
    },
    /// A line.
    Rule { from: (f32, f32), to: (f32, f32), width: f32, red: bool },
    /// A dark rectangle: upper left corner, width, height.
    Dark { x: f32, y: f32, width: f32, height: f32 },
}

/// A page.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Page {
    pub(super) items: Vec<Item>,
}

/// Two signs.
const INDENT: f32 = BODY * super::sheet::PITCH * 2.0;
const BODY_STYLE: Style = Style { face: Face::Text, size: BODY };
const HEADING_STYLE: Style = Style { face: Face::Heading, size: BODY };
const TITLE_STYLE: Style = Style { face: Face::Title, size: TITLE };
const CELL_STYLE: Style = Style { face: Face::Text, size: CELL };
const CELL_HEAD_STYLE: Style = Style { face: Face::Heading, size: CELL };
const SMALL_STYLE: Style = Style { face: Face::Text, size: SMALL };
/// A line of a title.
const TITLE_LINE: f32 = 34.0;
/// Where the base line is in a line of text, in parts of the sign's size below its middle.
const BASE: f32 = 0.36;
/// Lines of a cell that stand on one page at least before the others go to the next one.
const CELL_LINES_MIN: usize = 2;
/// Where nothing is nearer: the lowest place of what is set.
const BOTTOM: f32 = TOP + TEXT_HEIGHT + 0.5;

/// The pages of a paper.
pub(super) fn set(paper: &Paper) -> Vec<Page> {
    let mut flow = Flow { lang: paper.lang, pages: vec![Page::default()], y: TOP };
    if let Some(name) = &paper.letterhead {
        flow.letterhead(name, &paper.number);
        flow.title(&paper.title);
        flow.y += LINE;
    } else {
        flow.title(&paper.title);
        flow.aligned(&paper.number, CELL_STYLE, LINE, 1.0);
    }
    for (at, block) in paper.blocks.iter().enumerate() {
        let tail = flow.tail(&paper.blocks[at + 1..]);
        flow.block(block, tail);
    }
    let Flow { mut pages, lang, .. } = flow;
    let first = usize::from(paper.letterhead.is_some());
    for (at, page) in pages.iter_mut().enumerate().skip(first) {
        page.items.push(folio(at + 1, lang));
    }
    pages
}

/// The page's number below the text: on the right of right pages, on the left of left ones.
fn folio(number: usize, lang: Lang) -> Item {
    let style = Style { face: Face::Folio, size: FOLIO };
    let text = format!("— {number} —");
    let width = style.width(&text, lang);
    let x = if number % 2 == 1 { LEFT + TEXT_WIDTH - FOLIO - width } else { LEFT + FOLIO };
    Item::Text { x, y: TOP + TEXT_HEIGHT + 7.0 * MM + FOLIO * 0.86, style, text, spacing: 0.0, red: false }
}

struct Flow {
    lang: Lang,
    pages: Vec<Page>,
    /// How far down the page is filled.
    y: f32,
}

impl Flow {
    fn put(&mut self, item: Item) {
        if let Some(page) = self.pages.last_mut() {
            page.items.push(item);
        }
    }

    fn new_page(&mut self) {
        self.pages.push(Page::default());
        self.y = TOP;
    }

    /// Whether this much fits; a page that is empty takes what it can.
    fn fits(&self, height: f32) -> bool {
        self.y + height <= BOTTOM || self.y <= TOP
    }

    fn make_room(&mut self, height: f32) {
        if !self.fits(height) {
            self.new_page();
        }
    }

    /// A text in the middle of a line of this height that begins here.
    fn text_at(&mut self, (x, y): (f32, f32), height: f32, style: Style, text: &str, spacing: f32) {
        if !text.is_empty() {
            let y = y + height / 2.0 + style.size * BASE;
            self.put(Item::Text { x, y, style, text: text.to_owned(), spacing, red: false });
        }
    }

    /// One line from the left (0), in the middle (0.5) or from the right (1).
    fn aligned(&mut self, text: &str, style: Style, height: f32, place: f32) {
        self.make_room(height);
        let x = LEFT + (TEXT_WIDTH - style.width(text, self.lang)) * place;
        self.text_at((x, self.y), height, style, text, 0.0);
        self.y += height;
    }

    /// 信函格式: who writes, in red over a double red line, the number below it on the right, and another double line at the foot.
    fn letterhead(&mut self, name: &str, number: &str) {
        let whole = Style { face: Face::Title, size: LETTERHEAD };
        let size = LETTERHEAD * (TEXT_WIDTH / whole.width(name, self.lang)).min(1.0);
        let style = Style { size, ..whole };
        let x = (WIDTH - style.width(name, self.lang)) / 2.0;
        let y = LETTERHEAD_TOP + size * 0.86;
        self.put(Item::Text { x, y, style, text: name.to_owned(), spacing: 0.0, red: true });
        let line = LETTERHEAD_TOP + size + 4.0 * MM;
        let (left, right) = ((WIDTH - RED_WIDTH) / 2.0, f32::midpoint(WIDTH, RED_WIDTH));
        let foot = HEIGHT - RED_BOTTOM;
        for (y, width) in [(line, 2.5), (line + 3.0, 0.75), (foot - 3.0, 0.75), (foot, 2.5)] {
            self.put(Item::Rule { from: (left, y), to: (right, y), width, red: true });
        }
        self.y = line + 3.0 + BODY * 0.5;
        self.aligned(number, BODY_STYLE, LINE, 1.0);
        self.y += LINE;
    }

    /// A title in the middle, its lines of like length.
    fn title(&mut self, title: &str) {
        let whole = TITLE_STYLE.width(title, self.lang);
        let count = break_lines(title, TITLE_STYLE, self.lang, (TEXT_WIDTH, 0.0)).len();
        let even = (whole / f32::from(u16::try_from(count).unwrap_or(u16::MAX)) + TITLE * 1.5).min(TEXT_WIDTH);
        for line in break_lines(title, TITLE_STYLE, self.lang, (even, 0.0)) {
            self.aligned(&line.text, TITLE_STYLE, TITLE_LINE, 0.5);
        }
    }

    fn block(&mut self, block: &Block, tail: f32) {
        match block {
            Block::Addressee(text) => self.paragraph(text, BODY_STYLE, 0.0, 0.0),
            Block::Heading(text) => self.paragraph(text, HEADING_STYLE, INDENT, LINE * 2.0),
            Block::Text(text) => self.paragraph(text, BODY_STYLE, INDENT, tail),
            Block::Table(table) => self.table(table, tail),
            Block::Enclosures(names) => self.enclosures(names),
            Block::Signature { name, date, proof } => self.signature(name, date, proof.as_ref()),
        }
    }

    /// How high what signs and encloses is, when nothing but that follows.
    fn tail(&self, blocks: &[Block]) -> f32 {
        let height = |block: &Block| match block {
            Block::Enclosures(names) => Some(LINE * f32::from(u16::try_from(self.enclosed(names).len()).unwrap_or(u16::MAX)) + LINE),
            Block::Signature { name, proof, .. } => Some(self.signature_height(name, proof.as_ref())),
            _ => None,
        };
        let heights: Option<f32> = blocks.iter().map(height).sum();
        heights.filter(|height| *height < TEXT_HEIGHT / 2.0).unwrap_or(0.0)
    }

    /// A paragraph; its last two lines go to the next page with what has to follow them.
    fn paragraph(&mut self, text: &str, style: Style, indent: f32, tail: f32) {
        let lines = break_lines(text, style, self.lang, (TEXT_WIDTH, indent));
        let kept = lines.len().saturating_sub(2);
        for (at, line) in lines.iter().enumerate() {
            let left = lines.len() - at;
            let wanted = if at == kept { LINE * f32::from(u16::try_from(left).unwrap_or(1)) + tail } else { LINE };
            self.make_room(wanted);
            let indent = if at == 0 { indent } else { 0.0 };
            self.text_at((LEFT + indent, self.y), LINE, style, &line.text, self.spacing(line, TEXT_WIDTH - indent));
            self.y += LINE;
        }
    }

    /// What a line that goes on lacks to its width, for each of its signs. English stays ragged.
    fn spacing(&self, line: &Line, width: f32) -> f32 {
        let gaps = line.text.chars().count().saturating_sub(1);
        let lack = width - line.width;
        if self.lang == Lang::En || !line.goes_on || gaps == 0 || lack > BODY * 4.0 {
            return 0.0;
        }
        lack / f32::from(u16::try_from(gaps).unwrap_or(u16::MAX))
    }

    /// The names of what is enclosed, each with where it begins.
    fn enclosed(&self, names: &[String]) -> Vec<(f32, Line)> {
        let word = self.lang.pick("附件：", "Enclosures: ");
        let indent = INDENT + BODY_STYLE.width(word, self.lang);
        let mut lines = Vec::new();
        for (at, name) in names.iter().enumerate() {
            let number = if names.len() == 1 { String::new() } else { format!("{}. ", at + 1) };
            let hang = indent + BODY_STYLE.width(&number, self.lang);
            for (line_at, mut line) in break_lines(name, BODY_STYLE, self.lang, (TEXT_WIDTH - hang, 0.0)).into_iter().enumerate() {
                let x = if line_at == 0 { indent } else { hang };
                line.text = if line_at == 0 { format!("{number}{}", line.text) } else { line.text };
                lines.push((x, line));
            }
        }
        lines
    }

    fn enclosures(&mut self, names: &[String]) {
        self.y += LINE;
        let word = self.lang.pick("附件：", "Enclosures: ");
        for (at, (x, line)) in self.enclosed(names).into_iter().enumerate() {
            self.make_room(LINE);
            if at == 0 {
                self.text_at((LEFT + INDENT, self.y), LINE, BODY_STYLE, word, 0.0);
            }
            self.text_at((LEFT + x, self.y), LINE, BODY_STYLE, &line.text, 0.0);
            self.y += LINE;
        }
    }

    /// Name over day, the day four signs from the right, both under the place of the seal; on the left what proves it.
    fn signature(&mut self, name: &str, date: &str, proof: Option<&Proof>) {
        let height = self.signature_height(name, proof);
        self.make_room(height);
        let (top, lang) = (self.y, self.lang);
        let date_width = BODY_STYLE.width(date, lang);
        let date_x = LEFT + TEXT_WIDTH - INDENT * 2.0 - date_width;
        let name_width = BODY_STYLE.width(name, lang);
        // A long name reaches to the edge of the text and no further.
        let name_x = (date_x + (date_width - name_width) / 2.0).min(LEFT + TEXT_WIDTH - name_width).max(LEFT);
        let y = top + LINE * 2.0;
        self.text_at((name_x, y), LINE, BODY_STYLE, name, 0.0);
        self.text_at((date_x, y + LINE), LINE, BODY_STYLE, date, 0.0);
        if let Some(proof) = proof {
            self.proof(proof, top + self.above_proof(name));
        }
        self.y = top + height;
    }

    /// How far below the text the proof begins: beside the signature, and below it where the name is too long for both.
    fn above_proof(&self, name: &str) -> f32 {
        let is_wide = BODY_STYLE.width(name, self.lang) > TEXT_WIDTH - QR - BODY;
        if is_wide { LINE * 4.5 } else { LINE * 0.5 }
    }

    fn signature_height(&self, name: &str, proof: Option<&Proof>) -> f32 {
        let caption = |proof: &Proof| SMALL * 1.3 * f32::from(u16::try_from(proof.caption.len()).unwrap_or(0));
        let proof = proof.map_or(0.0, |proof| self.above_proof(name) + QR + quiet(proof) + caption(proof));
        (LINE * 4.0).max(proof)
    }

    fn proof(&mut self, proof: &Proof, top: f32) {
        if let Some(squares) = proof.squares() {
            let count = |count: usize| f32::from(u16::try_from(count).unwrap_or(u16::MAX));
            let side = QR / count(squares.width);
            for (row, column, length) in squares.runs() {
                let (x, y) = (LEFT + side * count(column), top + side * count(row));
                self.put(Item::Dark { x, y, width: side * count(length), height: side });
            }
        }
        let mut y = top + QR + quiet(proof);
        for line in &proof.caption {
            self.text_at((LEFT, y), SMALL * 1.3, SMALL_STYLE, line, 0.0);
            y += SMALL * 1.3;
        }
    }

    fn table(&mut self, table: &Table, tail: f32) {
        let widths = table.widths(TEXT_WIDTH, self.lang);
        let cells = |row: &[String], style: Style| -> Vec<Vec<Line>> {
            let cell = |(text, width): (&String, &f32)| break_lines(text, style, self.lang, (width - CELL_ROOM * 2.0, 0.0));
            row.iter().zip(&widths).map(cell).collect()
        };
        let head: Vec<String> = table.columns.iter().map(|column| column.label.clone()).collect();
        let head = cells(&head, CELL_HEAD_STYLE);
        let rows: Vec<_> = table.rows.iter().map(|row| cells(row, CELL_STYLE)).collect();
        self.make_room(row_height(&head) + rows.first().map_or(0.0, |row| row_height(row).min(LINE * 3.0)));
        self.row(&head, &widths, CELL_HEAD_STYLE, 0..lines_count(&head));
        for (at, row) in rows.iter().enumerate() {
            let whole = row_height(row);
            let wanted = whole + if at + 1 == rows.len() { tail } else { 0.0 };
            let mut done = 0;
            while done < lines_count(row) {
                let left = lines_count(row) - done;
                let room = lines_in(BOTTOM - self.y);
                // A row is only parted where a page cannot hold it, or where enough of it stands on both.
                let parts = whole > TEXT_HEIGHT / 3.0 && room >= CELL_LINES_MIN;
                let needed = if done == 0 { wanted } else { height_of(left) };
                let goes_on_here = self.fits(needed) || (parts && room < left);
                if !goes_on_here {
                    self.new_page();
                    self.row(&head, &widths, CELL_HEAD_STYLE, 0..lines_count(&head));
                }
                let taken = left.min(lines_in(BOTTOM - self.y).max(1));
                self.row(row, &widths, CELL_STYLE, done..done + taken);
                done += taken;
                if done < lines_count(row) {
                    self.new_page();
                    self.row(&head, &widths, CELL_HEAD_STYLE, 0..lines_count(&head));
                }
            }
        }
    }

    /// Some lines of a row, with the frame around them.
    fn row(&mut self, cells: &[Vec<Line>], widths: &[f32], style: Style, lines: std::ops::Range<usize>) {
        let (top, height) = (self.y, height_of(lines.len()));
        let mut x = LEFT;
        for (cell, width) in cells.iter().zip(widths) {
            for (at, line) in cell.iter().skip(lines.start).take(lines.len()).enumerate() {
                let y = top + CELL_ROOM + CELL_LINE * f32::from(u16::try_from(at).unwrap_or(0));
                let is_head = style == CELL_HEAD_STYLE;
                let at_x = if is_head { x + (width - line.width) / 2.0 } else { x + CELL_ROOM };
                self.text_at((at_x, y), CELL_LINE, style, &line.text, 0.0);
            }
            self.put(Item::Rule { from: (x, top), to: (x, top + height), width: 0.5, red: false });
            x += width;
        }
        self.put(Item::Rule { from: (x, top), to: (x, top + height), width: 0.5, red: false });
        for y in [top, top + height] {
            self.put(Item::Rule { from: (LEFT, y), to: (x, y), width: 0.5, red: false });
        }
        self.y += height;
    }
}

fn lines_count(row: &[Vec<Line>]) -> usize {
    row.iter().map(Vec::len).max().unwrap_or(0)
}

fn height_of(lines: usize) -> f32 {
    CELL_LINE * f32::from(u16::try_from(lines).unwrap_or(u16::MAX)) + CELL_ROOM * 2.0
}

/// The light under a code: readers need as much all round as four of its squares are wide.
fn quiet(proof: &Proof) -> f32 {
    let width = proof.squares().and_then(|squares| u16::try_from(squares.width).ok());
    width.map_or(0.0, |width| QR / f32::from(width) * 4.0)
}

fn row_height(row: &[Vec<Line>]) -> f32 {
    height_of(lines_count(row))
}

/// How many lines of a cell this height holds.
fn lines_in(height: f32) -> usize {
    let mut lines = 0;
    while height_of(lines + 1) <= height {
        lines += 1;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::Column;
    use super::*;

    fn paper(blocks: Vec<Block>, letterhead: bool) -> Paper {
        let letterhead = letterhead.then(|| "甲县数据局".to_owned());
        Paper {
            lang: Lang::Zh, letterhead, number: "S2026-433130-0001".to_owned(), title: "关于同意端口开放的复函".to_owned(), blocks
        }
    }

    fn texts(page: &Page) -> Vec<&str> {
        page.items.iter().filter_map(|item| if let Item::Text { text, .. } = item { Some(text.as_str()) } else { None }).collect()
    }

    fn signature() -> Block {
        Block::Signature { name: "甲县数据局".to_owned(), date: "2026年11月22日".to_owned(), proof: None }
    }

    #[test]
    fn everything_stands_within_the_text_of_its_page() {
        let table = Table {
            columns: ["项目", "内容"].map(|label| Column { label: label.to_owned(), share: 1 }).into(),
            rows: (0..90).map(|at| vec![format!("第{at}项"), "很长的内容，".repeat(at)]).collect(),
        };
        let pages = set(&paper(vec![Block::Text("正文。".repeat(300)), Block::Table(table), signature()], false));
        assert!(pages.len() > 5);
        for page in &pages {
            for item in &page.items {
                if let Item::Text { x, y, style, text, .. } = item {
                    let end = x + style.width(text, Lang::Zh);
                    assert!(*x >= LEFT - 0.1 && end <= LEFT + TEXT_WIDTH + 0.6, "{text}: {x} to {end}");
                    assert!(*y >= TOP && *y <= TOP + TEXT_HEIGHT || style.face == Face::Folio, "{text}: {y}");
                }
            }
        }
        let heads = pages.iter().filter(|page| texts(page).contains(&"项目")).count();
        assert!(heads + 2 >= pages.len(), "the head stands on every page of the table");
    }

    #[test]
    fn no_number_in_a_table_is_broken_however_small_its_share() {
        let columns = [("端口号", 1), ("协议", 1), ("用途", 40)].map(|(label, share)| Column { label: label.to_owned(), share }).into();
        let table = Table { columns, rows: vec![vec!["65535".to_owned(), "TCP".to_owned(), "移动端访问。".repeat(20)]] };
        let pages = set(&paper(vec![Block::Table(table)], false));
        let found = texts(&pages[0]);
        assert!(["端口号", "协议", "65535", "TCP"].iter().all(|text| found.contains(text)), "{found:?}");
    }

    #[test]
    fn whoever_signs_never_stands_alone_on_a_page() {
        for lines in 10..40 {
            let pages = set(&paper(vec![Block::Text("字".repeat(28 * lines)), signature()], true));
            let last = texts(pages.last().unwrap());
            assert!(last.iter().any(|text| text.starts_with('字')), "{lines}: {last:?}");
        }
    }

    #[test]
    fn a_page_of_text_has_22_lines() {
        let pages = set(&paper(vec![Block::Text("字".repeat(28 * 80))], false));
        let lines = texts(&pages[1]).iter().filter(|text| text.starts_with('字')).count();
        assert_eq!(lines, 22);
    }
}
