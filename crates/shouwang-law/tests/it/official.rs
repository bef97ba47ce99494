//! Made-up official texts: every form that real ones have, and everything that can be wrong with one.

use proptest::prelude::*;
use shouwang_law::model::{ClauseRef, Lang};
use shouwang_law::official::{OfficialText, TEXT_BYTES_MAX, normalised, sm3_hex};

const TEXT: &str = "某某省办公厅关于印发
《某某省池塘管理办法》的通知
某政办发〔2025〕3号

各市：

               某某省办公厅

2025年7月1日

（此件公开）

某某省池塘管理办法
（2025年7月1日通过）
第一章  总    则

第一条　为了管好池塘，制定本办法。

第二条  池塘不得干涸。
池塘每年清一次淤。

[bookmark: _Toc1]第二章 罚则
第三条 有下列情形的，责令改正：
（一）填塘的；
(二)放毒的; [3]
第二条规定的池塘除外。
第四条 本办法自公布之日起施行。[12]
";

fn read(text: &str) -> OfficialText {
    OfficialText::read(text).expect("the text is read")
}

fn places(text: &OfficialText) -> Vec<(u16, u16, u16)> {
    text.clauses.iter().map(|clause| (clause.at.article, clause.at.paragraph, clause.at.item)).collect()
}

fn problems(text: &str) -> Vec<String> {
    read(text).problems.iter().map(|problem| problem.message(Lang::En)).collect()
}

#[test]
fn a_notice_a_title_and_chapters_are_read() {
    let text = read(TEXT);
    assert_eq!((text.title.as_str(), text.number.as_deref()), ("某某省池塘管理办法", Some("某政办发〔2025〕3号")));
    assert_eq!((text.issuer.as_deref(), text.issued_on), (Some("某某省办公厅"), "2025-07-01".parse().ok()));
    let chapters: Vec<_> = text.chapters.iter().map(|chapter| (chapter.number, chapter.title.as_str(), chapter.line)).collect();
    assert_eq!(chapters, [(1, "总则", 15), (2, "罚则", 22)]);
    assert_eq!(text.problems, []);
}

#[test]
fn articles_paragraphs_and_items_get_their_places_and_lines() {
    let text = read(TEXT);
    let expected = [(1, 1, 0), (2, 1, 0), (2, 2, 0), (3, 1, 0), (3, 1, 1), (3, 1, 2), (3, 2, 0), (4, 1, 0)];
    assert_eq!(places(&text), expected);
    assert_eq!(text.articles(), 4);
    let clause = text.clause(ClauseRef { article: 3, paragraph: 1, item: 2 }).expect("the item");
    assert_eq!((clause.text.as_str(), clause.line), ("(二)放毒的;", 25));
    assert_eq!(clause.at.cite(Lang::Zh), "第三条第一款第二项");
}

#[test]
fn a_reference_at_the_beginning_of_a_paragraph_is_no_heading() {
    let text = read(TEXT);
    let clause = text.clause(ClauseRef { article: 3, paragraph: 2, item: 0 }).expect("the paragraph");
    assert_eq!(clause.text, "第二条规定的池塘除外。");
}

#[test]
fn a_table_of_contents_is_not_the_text() {
    let contents = TEXT.replace("第一章  总    则\n\n第一条", "目录\n第一章 总则\n第二章 罚则\n第一章  总    则\n\n第一条");
    let text = read(&contents);
    assert_eq!((text.title.as_str(), text.chapters.len(), text.clauses.len()), ("某某省池塘管理办法", 2, 8));
    assert_eq!(text.problems, []);
}

#[test]
fn a_text_without_chapters_or_notice_is_read_too() {
    let text = read("某某省池塘管理办法\n第一条 甲。\n第二条 乙。");
    assert_eq!((text.title.as_str(), text.chapters.len(), places(&text).len()), ("某某省池塘管理办法", 0, 2));
}

#[test]
fn only_white_space_and_left_over_marks_are_dropped() {
    assert_eq!(normalised(" 第\u{3000}一\u{A0}条\t\u{200B}\u{FEFF} "), "第一条");
    assert_eq!(normalised("[bookmark: _GoBack]第一章 [2] [13]"), "第一章");
    assert_eq!(normalised("见[2]，（甲）；(乙);"), "见[2]，（甲）；(乙);");
    assert_eq!(normalised("[x] [bookmark: 没有收尾"), "[x][bookmark:没有收尾");
}

#[test]
fn brackets_and_semicolons_of_another_width_are_other_characters() {
    let changed = read(&TEXT.replace("(二)放毒的;", "（二）放毒的；"));
    let at = ClauseRef { article: 3, paragraph: 1, item: 2 };
    assert_ne!(read(TEXT).clause(at).map(|clause| clause.sm3()), changed.clause(at).map(|clause| clause.sm3()));
}

/// The example of the standard GB/T 32905-2016, appendix A.
#[test]
fn the_hash_is_sm3() {
    assert_eq!(sm3_hex("abc"), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
}

#[test]
fn a_missing_article_is_named_where_the_gap_is() {
    assert_eq!(
        problems(&TEXT.replace("第二条  池塘", "第×条  池塘")),
        ["line 23: article 2 is missing before article 3, or the heading is damaged"]
    );
    assert_eq!(
        problems(&TEXT.replace("第三条 有", "第七条 有")),
        [
            "line 23: articles 3 to 6 are missing before article 7, or the heading is damaged",
            "line 27: article 4 has been read before; this line is taken as a paragraph of the article above",
        ]
    );
}

#[test]
fn a_first_article_whose_heading_is_damaged_is_noticed() {
    let found = problems(&TEXT.replace("第一条　", "第〇条　"));
    assert_eq!(
        found,
        [
            "line 17: this line belongs to no article; is the article's heading damaged?",
            "line 19: article 1 is missing before article 2, or the heading is damaged",
        ]
    );
}

#[test]
fn chapters_and_items_out_of_order_are_noticed() {
    assert_eq!(problems(&TEXT.replace("第二章 罚则", "第三章 罚则")), ["line 22: chapter 2 belongs here, chapter 3 was found"]);
    assert_eq!(problems(&TEXT.replace("(二)放毒", "(三)放毒")), ["line 25: article 3(1)(2) is numbered 3"]);
}

#[test]
fn files_that_are_no_text_are_refused_with_what_to_do() {
    let refused = |bytes: &[u8], line: u32, words: &str| {
        let error = OfficialText::from_bytes(bytes).expect_err(words);
        assert!(error.line == line && error.words.en.contains(words) && error.to_string().contains("第"), "{error}");
    };
    refused(b"PK\x03\x04rest", 1, "Word or PDF");
    refused(b"%PDF-1.7", 1, "Word or PDF");
    refused("第一条 甲\n".as_bytes().iter().chain(b"\xB5\xDA").copied().collect::<Vec<_>>().as_slice(), 2, "not UTF-8");
    refused("第一条 甲\n\0".as_bytes(), 2, "zero character");
    refused("没有条文".as_bytes(), 1, "no article");
    refused(b"", 1, "no article");
    refused(&vec![b' '; TEXT_BYTES_MAX + 1], 1, "at most");
}

#[test]
fn a_byte_order_mark_and_foreign_line_ends_do_no_harm() {
    let marked = format!("\u{FEFF}{}", TEXT.replace('\n', "\r\n"));
    let (plain, marked) = (read(TEXT), OfficialText::from_bytes(marked.as_bytes()).expect("the text is read"));
    assert_eq!(plain, marked);
}

proptest! {
    #[test]
    fn no_text_ends_the_reader(text in "(第[一二十百零]{1,4}[条章款][ 　]?|（[一二三]）|[甲\\[\\]0-9年月日号〔〕:a ]{0,8}|\n|\\PC){0,40}") {
        if let Ok(read) = OfficialText::read(&text) {
            let lines = u32::try_from(text.lines().count()).expect("short");
            prop_assert!(read.clauses.iter().all(|clause| clause.line >= 1 && clause.line <= lines && clause.at.article > 0));
            let mut places: Vec<_> = read.clauses.iter().map(|clause| clause.at).collect();
            let count = places.len();
            places.dedup();
            prop_assert!(places.is_sorted() && places.len() == count, "each clause has a place of its own, in order");
        }
    }

    #[test]
    fn no_bytes_end_the_reader(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        // Reading must come back; what it says is tested above.
        let _ = OfficialText::from_bytes(&bytes);
    }

    #[test]
    fn layout_never_changes_the_hash(blanks in prop::collection::vec("[ \t　\u{A0}]{0,3}", 12)) {
        let sentence = "池塘每年清一次淤。";
        let spread: String = sentence.chars().zip(&blanks).flat_map(|(character, blank)| format!("{blank}{character}").chars().collect::<Vec<_>>()).collect();
        prop_assert_eq!(normalised(&spread), sentence);
    }
}
