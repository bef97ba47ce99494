//! Headings of chapters, articles, paragraphs and items: the Chinese number and the English one must agree.

use crate::model::Words;
use crate::numeral::{chinese, from_chinese};

pub(super) enum Heading {
    /// `# 第四章 接入管理 · Chapter 4 · Access`
    Chapter(u16, Words),
    /// `## 第二十四条 Article 24 · 日志 · Logs`
    Article(u16, Words),
    /// `### 第一款 Paragraph 1`
    Paragraph(u16),
    /// `#### 第二项 Item 2`
    Item(u16),
}

/// Chinese and English.
type Message = (String, String);

pub(super) fn read(level: usize, line: &str) -> Result<Heading, Message> {
    let text = line.trim_start_matches('#').trim();
    match level {
        1 => chapter(text).ok_or_else(|| should_be("# 第四章 接入管理 · Chapter 4 · Access")),
        2 => article(text),
        3 => numbered(text, '款', "Paragraph").map(Heading::Paragraph),
        4 => numbered(text, '项', "Item").map(Heading::Item),
        _ => Err(should_be("#, ##, ### 或 ####")),
    }
}

fn chapter(text: &str) -> Option<Heading> {
    let mut parts = text.split(" · ");
    let (number, zh) = parts.next()?.strip_prefix('第')?.split_once('章')?;
    let number = from_chinese(number)?;
    let english: u16 = parts.next()?.strip_prefix("Chapter ")?.parse().ok()?;
    let en = parts.next()?;
    let agree = number == english && parts.next().is_none();
    agree.then(|| Heading::Chapter(number, words(zh, en)))
}

fn article(text: &str) -> Result<Heading, Message> {
    let mut parts = text.split(" · ");
    let number = numbered(parts.next().unwrap_or_default(), '条', "Article")?;
    match (parts.next(), parts.next(), parts.next()) {
        (Some(zh), Some(en), None) => Ok(Heading::Article(number, words(zh, en))),
        _ => Err(should_be(&format!("## 第{}条 Article {number} · 标题 · Title", chinese(number)))),
    }
}

/// `第二十四条 Article 24`
fn numbered(text: &str, ordinal: char, word: &str) -> Result<u16, Message> {
    let read = || {
        let (zh, rest) = text.strip_prefix('第')?.split_once(ordinal)?;
        let en: u16 = rest.trim().strip_prefix(word)?.trim().parse().ok()?;
        Some((from_chinese(zh)?, en))
    };
    match read() {
        Some((zh, en)) if zh == en => Ok(zh),
        Some((zh, en)) => {
            let message = format!("the numbers disagree: 第{}{ordinal} is {zh}, but {word} {en} is written", chinese(zh));
            Err((format!("中文与英文的序号不一致：第{}{ordinal}是 {zh}，英文写的是 {word} {en}", chinese(zh)), message))
        }
        None => Err(should_be(&format!("第二{ordinal} {word} 2"))),
    }
}

fn words(zh: &str, en: &str) -> Words {
    Words { zh: zh.trim().to_owned(), en: en.trim().to_owned() }
}

fn should_be(form: &str) -> Message {
    (format!("标题读不懂，应写成“{form}”"), format!("the heading is not understood; write `{form}`"))
}
