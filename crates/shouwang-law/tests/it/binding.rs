//! Binding pages to a text, and finding where a text is no longer the one they were written for.

use shouwang_law::model::{Lang, Law};
use shouwang_law::official::{Finding, OfficialText, bind, compare, instrument_of};

use crate::support::instrument;

const PAGE: &str = "# 第一章 总则 · Chapter 1 · General
## 第一条 Article 1 · 池塘 · Ponds
### 第一款 Paragraph 1
`status = \"discretion\"` · `text = \"sm3:\"`
塘要有水。
Ponds hold water.
#### 第一项 Item 1
`status = \"discretion\"` · `text   =   \"sm3:\"` · `reason = \"别动 · leave\"`
有鱼。
With fish.
### 第二款 Paragraph 2
`status = \"discretion\"`
`text = \"sm3:\"`
要清淤。
They are dredged.
";

const TEXT: &str = "a 办法\n第一章 总则\n第一条 池塘应当有水，包括：\n（一）鱼塘；\n池塘应当清淤。\n";

fn page() -> String {
    // Only a clause that is set aside has a reason.
    PAGE.replacen(" · `reason", " · `REASON", 1).replace(" · `REASON = \"别动 · leave\"`", "")
}

fn official(text: &str) -> OfficialText {
    OfficialText::read(text).expect("the text is read")
}

fn law(page: &str) -> Law {
    let head = instrument("a", "2026-01-01", "");
    Law::load([("a/instrument.toml", head.as_str()), ("a/01.md", page)]).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

fn bound() -> Law {
    let changed = bind([("a/01.md", page().as_str())], "a", &official(TEXT)).expect("bound");
    law(&changed[0].1)
}

fn findings(text: &str) -> Vec<Finding> {
    compare(&bound().instruments[0], &official(text))
}

#[test]
fn binding_fills_in_every_hash_and_touches_nothing_else() {
    let page = page().replace('\n', "\r\n");
    let changed = bind([("a/01.md", page.as_str()), ("b/01.md", "# not ours")], "a", &official(TEXT)).expect("bound");
    let [(path, new)] = changed.as_slice() else { panic!("one page: {changed:?}") };
    assert_eq!(path, "a/01.md");
    let mut expected = page.clone();
    for clause in &official(TEXT).clauses {
        expected = expected.replacen("\"sm3:\"", &format!("\"sm3:{}\"", clause.sm3()), 1);
    }
    assert_eq!(*new, expected);
    let again = bind([("a/01.md", new.as_str())], "a", &official(TEXT)).expect("bound");
    assert_eq!(again, [], "binding twice changes nothing");
}

#[test]
fn a_bound_page_agrees_with_its_text() {
    assert_eq!(findings(TEXT), []);
    assert_eq!(findings(&TEXT.replace("应当", "应 \u{3000}当")), []);
}

#[test]
fn nothing_is_bound_when_text_and_pages_have_different_clauses() {
    let wrong = |text: &str, expected: &str| {
        let errors = bind([("a/01.md", page().as_str())], "a", &official(text)).expect_err(expected);
        let found: Vec<_> = errors.iter().map(|error| format!("{}: {}", error.place, error.en)).collect();
        assert!(found.iter().any(|error| error.contains(expected)), "{expected}: {found:#?}");
    };
    wrong(&format!("{TEXT}第二条 另有规定。"), "a/instrument.toml:1: article 2(1) of the text (line 6) is on no page");
    wrong(&TEXT.replace("（一）鱼塘；\n", ""), "a/01.md:7: the text has no article 1(1)(1)");
    wrong(&TEXT.replace("（一）", "（二）"), "a/instrument.toml:1: line 4: article 1(1)(1) is numbered 2");
    let unreadable = page().replace("## 第一条", "## 第1条");
    assert!(bind([("a/01.md", unreadable.as_str())], "a", &official(TEXT)).is_err());
    let without_text = page().replace(" · `text = \"sm3:\"`", "");
    let errors = bind([("a/01.md", without_text.as_str())], "a", &official(TEXT)).expect_err("no place for the hash");
    assert_eq!((errors[0].place.line, errors.len()), (3, 1));
}

#[test]
fn a_changed_clause_is_named_with_its_line() {
    let found = findings(&TEXT.replace("清淤", "清塘"));
    let [Finding::Changed { at, line: 5, .. }] = found.as_slice() else { panic!("one change: {found:?}") };
    assert_eq!(at.cite(Lang::Zh), "第一条第二款");
    assert!(found[0].message(Lang::Zh).contains("第一条第二款（文本第 5 行）"));
    assert!(found[0].message(Lang::En).contains("article 1(2) (line 5 of the text) is not the text that a/01.md:11"));
}

#[test]
fn missing_and_extra_clauses_are_named() {
    let found = findings(&TEXT.replace("池塘应当清淤。\n", ""));
    assert!(matches!(found.as_slice(), [Finding::Missing { at, .. }] if at.paragraph == 2));
    assert!(found[0].message(Lang::Zh).contains("文本里没有第一条第二款"));
    let found = findings(&format!("{TEXT}塘边应当种树。\n"));
    assert!(matches!(found.as_slice(), [Finding::Extra { at, line: 6 }] if at.paragraph == 3));
    assert!(found[0].message(Lang::En).contains("article 1(3) on line 6"));
}

#[test]
fn a_page_that_was_never_bound_says_so() {
    let found = compare(&law(&page()).instruments[0], &official(TEXT));
    assert_eq!(found.iter().filter(|finding| matches!(finding, Finding::Unbound { .. })).count(), 3);
    assert!(found[0].message(Lang::En).contains("run law bind"));
}

#[test]
fn changed_titles_and_chapters_are_found() {
    let heading = |text: &str| {
        let found = findings(text);
        let [finding @ Finding::Heading { .. }] = found.as_slice() else { panic!("one heading: {found:?}") };
        finding.message(Lang::Zh)
    };
    assert!(heading(&TEXT.replace("a 办法", "a 规定")).contains("文本“a规定”"));
    assert!(heading(&TEXT.replace("总则", "总纲")).contains("第 2 行"));
    assert!(heading(&TEXT.replace("第一章 总则\n", "")).contains("第一章总则"));
}

#[test]
fn a_text_that_does_not_hold_together_is_reported() {
    let found = findings(&TEXT.replace("第一章 总则", "第二章 总则"));
    assert!(found.iter().any(|finding| matches!(finding, Finding::Text(problem) if problem.line == 2)));
}

#[test]
fn a_text_is_matched_by_its_title_and_else_by_its_clauses() {
    let law = bound();
    let matched = |text: &str| instrument_of(&law, &official(text)).map(|instrument| instrument.id.to_string());
    assert_eq!(matched(TEXT).as_deref(), Some("a"));
    assert_eq!(matched(&TEXT.replace("a 办法", "无名")).as_deref(), Some("a"));
    assert_eq!(matched("a 办法\n第一条 全变了。").as_deref(), Some("a"));
    assert_eq!(matched("无名\n第一条 全变了。"), None);
}
