//! The loader: files of a law folder in, a [`Law`] or every mistake out. It does no IO and knows nothing of the registers.

mod block;
mod case;
mod clause;
mod duty;
mod expr;
mod fact;
mod heading;
mod instrument;
mod lexer;
mod matter;
pub(crate) mod page;
mod rule;
mod shape;
mod words;

use std::collections::BTreeMap;
use std::sync::Arc;

use block::BlockReader;
use page::{RawArticle, RawBlock, RawClause};

use crate::error::{Errors, LawError};
use crate::model::{Article, Clause, ClauseRef, Instrument, Law, Place, Rule, Words};
use crate::numeral::chinese;

/// Longest file that is read, in bytes. The longest page in use has some tens of thousands.
pub const FILE_BYTES_MAX: usize = 1 << 20;

/// Folders beside the instruments that are read by others.
const NOT_OURS: [&str; 1] = ["calendar/"];

impl Law {
    /// Reads a law folder from its files: paths relative to the folder with `/` between their parts, and their text.
    ///
    /// The folder holds `readings.md`, `outside/*.md` and for each instrument a folder with `instrument.toml` and its chapters. `README.md` at
    /// the top and the folder `calendar` are left alone.
    ///
    /// # Errors
    /// All mistakes at once, each with file, line and what to do.
    pub fn load<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Result<Law, Vec<LawError>> {
        let mut errors = Errors::default();
        let mut law = Law::default();
        let mut folders: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
        for (path, text) in files {
            let file: Arc<str> = path.into();
            let place = || Place { file: Arc::clone(&file), line: 1 };
            if path == "README.md" || NOT_OURS.iter().any(|folder| path.starts_with(folder)) {
                continue;
            }
            if text.len() > FILE_BYTES_MAX {
                let en = format!("the file is longer than {FILE_BYTES_MAX} bytes; split it");
                errors.push(place(), format!("文件超过 {FILE_BYTES_MAX} 字节，请拆分"), en);
                continue;
            }
            match path.split_once('/') {
                None if path == "readings.md" => read_all(&file, text, "reading", fact::reading, &mut law.readings, &mut errors),
                Some(("outside", name)) if name.ends_with(".md") => {
                    read_all(&file, text, "fact", fact::fact, &mut law.facts, &mut errors);
                }
                Some((folder, name)) if !name.contains('/') => {
                    folders.entry(folder).or_default().insert(name, text);
                }
                _ => errors.push(place(), "法规文件夹里没有这种文件，请移走或改名", "a law folder has no such file; move or rename it"),
            }
        }
        for (folder, files) in folders {
            law.instruments.extend(read_instrument(folder, &files, &mut errors));
        }
        law.instruments.sort_by(|a, b| (a.from, &a.id).cmp(&(b.from, &b.id)));
        let mistakes = errors.into_sorted();
        if mistakes.is_empty() { Ok(law) } else { Err(mistakes) }
    }
}

/// Reads a page of one kind of block.
fn read_all<T>(file: &Arc<str>, text: &str, kind: &str, read: fn(&mut BlockReader) -> Option<T>, into: &mut Vec<T>, errors: &mut Errors) {
    // Facts and readings stand outside every instrument and clause.
    let instrument: Arc<str> = "".into();
    let clause = ClauseRef { article: 0, paragraph: 0, item: 0 };
    for block in page::read_blocks(file, text, errors) {
        let mut reader = BlockReader { block: &block, instrument: &instrument, clause, errors };
        if block.kind == kind {
            into.extend(read(&mut reader));
        } else {
            reader.wrong_block(format!("本页只能有 toml {kind} 块"), format!("this page holds only blocks of `toml {kind}`"));
        }
    }
}

fn read_instrument(folder: &str, files: &BTreeMap<&str, &str>, errors: &mut Errors) -> Option<Instrument> {
    let id: Arc<str> = folder.into();
    let file: Arc<str> = format!("{folder}/instrument.toml").into();
    let Some(text) = files.get("instrument.toml") else {
        let place = Place { file, line: 1 };
        errors.push(place, "文件夹里缺少 instrument.toml", "the folder has no instrument.toml");
        return None;
    };
    let block = RawBlock { file, kind: String::new(), line: 0, text: (*text).to_owned(), cases: Vec::new() };
    let clause = ClauseRef { article: 0, paragraph: 0, item: 0 };
    let (mut instrument, pages) = instrument::read(&mut BlockReader { block: &block, instrument: &id, clause, errors })?;
    for stray in files.keys().filter(|name| **name != "instrument.toml" && !pages.iter().any(|page| page == *name)) {
        let place = Place { file: format!("{folder}/{stray}").into(), line: 1 };
        errors.push(place, "instrument.toml 的 chapters 没有列出本文件", "`chapters` in instrument.toml does not list this file");
    }
    let mut assembly = Assembly { id, drafts: Vec::new(), articles: Vec::new() };
    for (page, number) in pages.iter().zip(1..) {
        match files.get(page.as_str()) {
            Some(text) => {
                let file: Arc<str> = format!("{folder}/{page}").into();
                instrument.chapters.extend(assembly.chapter(&file, text, number, errors));
            }
            None => {
                let place = instrument.place.clone();
                errors.push(place, format!("chapters 列出的 {page} 不存在"), format!("`chapters` lists {page}, which is not there"));
            }
        }
    }
    instrument.articles = assembly.finish(errors);
    Some(instrument)
}

/// A rule in its clause; a duty is completed only when all duties have been read, since it may be `like` a later one.
enum Slot {
    Ready(Rule),
    Draft(usize),
}

/// The articles of one instrument while its chapters are read.
struct Assembly {
    id: Arc<str>,
    drafts: Vec<duty::Draft>,
    articles: Vec<(Article, Vec<Vec<Slot>>)>,
}

impl Assembly {
    /// Reads a chapter and gives its title.
    fn chapter(&mut self, file: &Arc<str>, text: &str, number: u16, errors: &mut Errors) -> Option<Words> {
        let page = page::read_page(file, text, errors);
        for article in page.articles {
            let expected = self.articles.last().map_or(1, |(last, _)| last.number + 1);
            out_of_order("条", "article", expected, article.number, &article.place, errors);
            self.article(article, number, errors);
        }
        let (found, title, place) = page.chapter?;
        out_of_order("章", "chapter", number, found, &place, errors);
        Some(title)
    }

    fn article(&mut self, raw: RawArticle, chapter: u16, errors: &mut Errors) {
        let RawArticle { number, title, place, clauses, damaged } = raw;
        if clauses.is_empty() && !damaged {
            errors.push(
                place.clone(),
                "本条没有款，请写“### 第一款 Paragraph 1”",
                "the article has no paragraph; write `### 第一款 Paragraph 1`",
            );
        }
        let mut article = Article { number, chapter, title, clauses: Vec::new(), place };
        let mut slots = Vec::new();
        let mut last = ClauseRef { article: number, paragraph: 0, item: 0 };
        for raw in clauses {
            match raw.at.item {
                _ if damaged => {}
                0 => out_of_order("款", "paragraph", last.paragraph + 1, raw.at.paragraph, &raw.place, errors),
                item => out_of_order("项", "item", last.item + 1, item, &raw.place, errors),
            }
            last = raw.at;
            let (clause, rules) = self.clause(raw, errors);
            article.clauses.extend(clause);
            slots.push(rules);
        }
        self.articles.push((article, slots));
    }

    fn clause(&mut self, raw: RawClause, errors: &mut Errors) -> (Option<Clause>, Vec<Slot>) {
        let mut rules = Vec::new();
        for block in &raw.blocks {
            let mut reader = BlockReader { block, instrument: &self.id, clause: raw.at, errors };
            if block.kind == "duty" {
                if let Some(draft) = duty::read(&mut reader) {
                    rules.push(Slot::Draft(self.drafts.len()));
                    self.drafts.push(draft);
                }
            } else {
                if let Some(row) = block.cases.first() {
                    let place = Place { file: Arc::clone(&block.file), line: row.line };
                    reader.errors.push(place, "只有义务（toml duty）之下有案例表", "only a duty has a table of cases");
                }
                rules.extend(rule::read(&mut reader).map(Slot::Ready));
            }
        }
        let (status, gloss) = (clause::status(&raw, errors), clause::gloss(&raw, errors));
        let clause = status.zip(gloss).map(|((status, text_sm3), gloss)| Clause {
            at: raw.at,
            status,
            text_sm3,
            gloss,
            rules: Vec::new(),
            place: raw.place,
        });
        (clause, rules)
    }

    fn finish(self, errors: &mut Errors) -> Vec<Article> {
        let mut duties = duty::complete(&self.drafts, errors);
        let mut finished = Vec::with_capacity(self.articles.len());
        for (mut article, slots) in self.articles {
            // A clause that could not be read leaves an error behind, and then no law comes out at all.
            for (clause, slots) in article.clauses.iter_mut().zip(slots) {
                clause.rules = slots
                    .into_iter()
                    .filter_map(|slot| match slot {
                        Slot::Ready(rule) => Some(rule),
                        Slot::Draft(at) => duties.get_mut(at)?.take().map(|duty| Rule::Duty(Box::new(duty))),
                    })
                    .collect();
            }
            finished.push(article);
        }
        finished
    }
}

fn out_of_order(zh: &str, en: &str, expected: u16, found: u16, place: &Place, errors: &mut Errors) {
    if expected != found {
        let message = format!("{en} {expected} belongs here, {en} {found} was found; numbers follow each other without gaps");
        errors.push(
            place.clone(),
            format!("这里应是第{}{zh}，现在是第{}{zh}；序号不能断、不能乱", chinese(expected), chinese(found)),
            message,
        );
    }
}
