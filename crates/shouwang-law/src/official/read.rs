//! From lines to chapters and clauses.

use super::line::{Line, LineKind, date, is_document_number, is_remark, lines};
use super::{OfficialChapter, OfficialClause, OfficialError, OfficialText, TEXT_BYTES_MAX, TextProblem};
use crate::model::{ClauseRef, Lang, Words};
use crate::numeral::chinese;

pub(super) fn from_bytes(bytes: &[u8]) -> Result<OfficialText, OfficialError> {
    check_length(bytes.len())?;
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"%PDF") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(error(
            1,
            "这是 Word、PDF 一类文件，不是纯文本；请另存为 UTF-8 纯文本（.txt）",
            "this is a Word or PDF file, not plain text; save it as UTF-8 text (.txt)",
        ));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => read(text.trim_start_matches('\u{FEFF}')),
        Err(wrong) => Err(error(
            line_of(bytes, wrong.valid_up_to()),
            "这里不是 UTF-8 编码（可能是 GBK）；请另存为 UTF-8",
            "this is not UTF-8 (perhaps GBK); save the text as UTF-8",
        )),
    }
}

pub(super) fn read(text: &str) -> Result<OfficialText, OfficialError> {
    check_length(text.len())?;
    if let Some(at) = text.find('\0') {
        return Err(error(
            line_of(text.as_bytes(), at),
            "文件含空字符，不是纯文本；请另存为 UTF-8 纯文本",
            "the file holds a zero character and is no plain text; save it as UTF-8 text",
        ));
    }
    let lines = lines(text);
    let begins = |line: &Line| matches!(line.kind, LineKind::Article { number, set_off, .. } if set_off || number == 1);
    let Some(first) = lines.iter().position(begins) else {
        return Err(error(1, "没有找到“第一条”；请给出办法全文的纯文本", "no article (第一条) was found; give the instrument's full text"));
    };
    let (before, body) = lines.split_at(first);
    let mut reader = Reader::after(before);
    for line in body {
        reader.line(line);
    }
    Ok(reader.text)
}

/// The line on which a byte lies, from 1.
fn line_of(bytes: &[u8], at: usize) -> u32 {
    let before = bytes.iter().take(at).filter(|byte| **byte == b'\n').count();
    u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
}

fn check_length(bytes: usize) -> Result<(), OfficialError> {
    if bytes <= TEXT_BYTES_MAX {
        return Ok(());
    }
    let en = format!("the text has {bytes} bytes; at most {TEXT_BYTES_MAX} are read. Give the instrument alone");
    Err(error(1, &format!("文本有 {bytes} 字节，最多读 {TEXT_BYTES_MAX} 字节；请只给办法本身"), &en))
}

fn error(line: u32, zh: &str, en: &str) -> OfficialError {
    OfficialError { line, words: Words::new(zh, en) }
}

struct Reader {
    text: OfficialText,
    /// The clause last read.
    last: ClauseRef,
}

impl Reader {
    /// Reads what stands before the first article: a notice, the title, a table of contents, the first chapter's heading.
    fn after(before: &[Line]) -> Reader {
        let is_chapter = |line: &Line| matches!(line.kind, LineKind::Chapter(..));
        let head_end = before.iter().position(is_chapter).unwrap_or(before.len());
        let head = &before[..head_end];
        let is_title = |line: &&Line| !is_remark(&line.text) && !matches!(line.text.as_str(), "目录" | "目次");
        let title = head.iter().rev().find(is_title).map(|line| line.text.clone()).unwrap_or_default();
        let dated = head.iter().enumerate().find_map(|(at, line)| Some((at, date(&line.text)?)));
        let issuer = dated.and_then(|(at, _)| at.checked_sub(1)).map(|at| head[at].text.clone());
        let number = head.iter().find(|line| is_document_number(&line.text)).map(|line| line.text.clone());
        let text = OfficialText {
            title,
            number,
            issuer,
            issued_on: dated.map(|(_, day)| day),
            chapters: Vec::new(),
            clauses: Vec::new(),
            problems: Vec::new(),
        };
        let mut reader = Reader { text, last: ClauseRef { article: 0, paragraph: 0, item: 0 } };
        // A table of contents names the first chapter too; the text begins at the last one that does.
        let begin = before.iter().rposition(|line| matches!(line.kind, LineKind::Chapter(1, _))).unwrap_or(head_end);
        for line in &before[begin..] {
            reader.line(line);
        }
        reader
    }

    fn line(&mut self, line: &Line) {
        match &line.kind {
            LineKind::Chapter(number, title) => self.chapter(*number, title, line.number),
            LineKind::Article { number, text, set_off } if *set_off || *number == self.last.article + 1 => {
                self.article(*number, text, line);
            }
            LineKind::Item(number) if self.last.paragraph > 0 => self.item(*number, line),
            LineKind::Article { .. } | LineKind::Item(_) | LineKind::Plain => self.paragraph(line),
        }
    }

    fn chapter(&mut self, number: u16, title: &str, line: u32) {
        let expected = self.text.chapters.last().map_or(1, |last| last.number + 1);
        if number != expected {
            let zh = format!("这里应是第{}章，现在是第{}章", chinese(expected), chinese(number));
            self.problem(line, zh, format!("chapter {expected} belongs here, chapter {number} was found"));
        }
        self.text.chapters.push(OfficialChapter { number, title: title.to_owned(), line });
    }

    fn article(&mut self, number: u16, text: &str, line: &Line) {
        let expected = self.last.article + 1;
        if number < expected {
            let zh = format!("第{}条已在前面出现过，此处按上一条的一款读", chinese(number));
            self.problem(
                line.number,
                zh,
                format!("article {number} has been read before; this line is taken as a paragraph of the article above"),
            );
            return self.paragraph(line);
        }
        if number > expected {
            let gap: Vec<_> = (expected..number).map(|missing| format!("第{}条", chinese(missing))).collect();
            let zh = format!("第{}条之前缺少{}，或其标题有误", chinese(number), gap.join("、"));
            let missing = if expected + 1 == number {
                format!("article {expected} is")
            } else {
                format!("articles {expected} to {} are", number - 1)
            };
            self.problem(line.number, zh, format!("{missing} missing before article {number}, or the heading is damaged"));
        }
        self.push(ClauseRef { article: number, paragraph: 1, item: 0 }, text, line.number);
    }

    fn paragraph(&mut self, line: &Line) {
        if self.last.article == 0 {
            let en = "this line belongs to no article; is the article's heading damaged?";
            return self.problem(line.number, "这一行不属于任何一条；是不是条的标题有误？".to_owned(), en.to_owned());
        }
        let paragraph = self.last.paragraph.saturating_add(1);
        self.push(ClauseRef { paragraph, item: 0, ..self.last }, &line.text, line.number);
    }

    /// An item takes its place from its order; its own number is part of the text that is hashed.
    fn item(&mut self, number: u16, line: &Line) {
        let at = ClauseRef { item: self.last.item.saturating_add(1), ..self.last };
        if number != at.item {
            let zh = format!("{}的序号写成了（{}）", at.cite(Lang::Zh), chinese(number));
            self.problem(line.number, zh, format!("{} is numbered {number}", at.cite(Lang::En)));
        }
        self.push(at, &line.text, line.number);
    }

    fn push(&mut self, at: ClauseRef, text: &str, line: u32) {
        self.last = at;
        self.text.clauses.push(OfficialClause { at, text: text.to_owned(), line });
    }

    fn problem(&mut self, line: u32, zh: String, en: String) {
        self.text.problems.push(TextProblem { line, words: Words { zh, en } });
    }
}
