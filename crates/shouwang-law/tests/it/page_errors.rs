//! Every mistake a page can have: found, at its line, in both languages, and all at once.

use shouwang_law::FILE_BYTES_MAX;
use shouwang_law::model::Law;

use crate::support::{assert_mistake, duty, instrument, mistakes, page};

/// A page whose block begins on line 7.
fn with(block: &str) -> String {
    page("definition", block)
}

#[test]
fn headings_must_be_what_they_should_be() {
    let sound = page("definition", "");
    let wrong = |from: &str, to: &str, line, words| assert_mistake(&sound.replace(from, to), line, words);
    wrong("# 第一章 总则 · Chapter 1 · General\n", "", 1, "no chapter heading");
    wrong("Chapter 1", "Chapter 2", 1, "is not understood");
    wrong("# 第一章 总则 · Chapter 1", "# 第二章 总则 · Chapter 2", 1, "chapter 1 belongs here");
    wrong("Article 1 · 培训 · Training", "Article 1 · 培训", 2, "Article 1 · 标题 · Title");
    wrong("Article 1 ·", "Article 2 ·", 2, "the numbers disagree");
    wrong("第一条 Article 1", "第二条 Article 2", 2, "article 1 belongs here, article 2 was found");
    wrong("第一款 Paragraph 1", "第二款 Paragraph 2", 3, "paragraph 1 belongs here");
    wrong("第一款 Paragraph 1", "第1款 Paragraph 1", 3, "第二款 Paragraph 2");
    wrong("### 第一款", "##### 第一款", 3, "is not understood");
}

#[test]
fn below_a_damaged_heading_nothing_is_reported_twice() {
    let clause = "### 第二款 Paragraph 2\n`status = \"definition\"` · `text = \"sm3:\"`\n乙。\nB.\n";
    let text = with(clause) + &duty("x", "kind = \"wish\"");
    assert_mistake(&text.replace("### 第二款 Paragraph 2", "### 第二款"), 7, "is not understood");
    assert_mistake(&text.replace("## 第一条 Article 1 ", "## 第一条 "), 2, "is not understood");
    assert_mistake(&text, 15, "is not one of: designation");
}

#[test]
fn what_stands_in_the_wrong_place_is_refused() {
    let sound = page("definition", "");
    assert_mistake(&with("# 第二章 别的 · Chapter 2 · Other\n"), 7, "a page holds one chapter");
    assert_mistake(&with("#### 第二项 Item 2\n`status = \"definition\"` · `text = \"sm3:\"`\n乙。\nB.\n"), 7, "item 1 belongs here");
    assert_mistake(&with("## 第二条 Article 2 · 乙 · B\n"), 7, "has no paragraph");
    let twice = with("### 第一款 Paragraph 1\n`status = \"definition\"` · `text = \"sm3:\"`\n乙。\nB.\n");
    assert_mistake(&twice, 7, "paragraph 2 belongs here");
    assert_mistake(&sound.replace("## 第一条", "正文\n## 第一条"), 2, "text cannot stand here");
    assert_mistake(&sound.replace("## 第一条", "```toml duty\n```\n## 第一条"), 2, "a block of rules stands under");
    assert_mistake(&sound.replace("## 第一条", "| 甲 |\n## 第一条"), 2, "a table of cases stands under");
    assert_mistake(&sound.replace("## 第一条", "### 第一款 Paragraph 1\n## 第一条"), 2, "under an article");
    assert_mistake(&sound.replace("## 第一条", "#### 第一项 Item 1\n## 第一条"), 2, "under a paragraph");
    assert_mistake(&with("`status = \"duty\"`\n"), 7, "directly below its heading");
    assert_mistake(&page("duty", &format!("{}多余的话\n", duty("x", "kind = \"state\"\nmust = \"a\""))), 17, "text cannot stand here");
}

#[test]
fn status_lines_are_strict() {
    let sound = page("definition", "");
    let line = "`status = \"definition\"` · `text = \"sm3:\"`";
    let wrong = |to: &str, at, words| assert_mistake(&sound.replace(line, to), at, words);
    wrong("", 3, "the status line is missing");
    wrong("`status = \"definition\"`", 4, "missing field `text`");
    wrong("`status = \"law\"` · `text = \"sm3:\"`", 4, "is one of duty");
    wrong("`status = \"definition\"` and `text = \"sm3:\"`", 4, "only `·` may stand");
    wrong("`status = \"definition\"` · `text = \"sm3:12\"`", 4, "64 lower-case hex digits");
    wrong("`status = \"definition\"` · `text = \"sm3:\"` · `mood = \"good\"`", 4, "unknown field `mood`");
    wrong("`status = \"definition\"` · `text = \"sm3:\"` · `reason = \"甲 · A\"`", 4, "only `not-encoded` has a reason");
    wrong("`status = \"not-encoded\"` · `text = \"sm3:\"`", 4, "`not-encoded` needs");
    wrong("`status = \"not-encoded\"` · `text = \"sm3:\"` · `reason = \"只有中文\"`", 4, "`not-encoded` needs");
}

#[test]
fn a_gloss_needs_both_languages_in_pairs() {
    let sound = page("definition", "");
    for gloss in ["", "单位要办培训。", "Every unit trains.", "Every unit trains.\n单位要办培训。", "甲。\nThe first.\n乙。"]
    {
        assert_mistake(&sound.replace("单位要办培训。\nEvery unit trains.", gloss), 3, "needs a Chinese line with its English");
    }
}

#[test]
fn blocks_must_be_closed_and_of_a_known_kind() {
    assert_mistake(&with("```toml duty\nid = \"x\"\n"), 7, "the block is not closed");
    assert_mistake(&with("```rust\n```\n"), 7, "begins with ```toml and its kind");
    assert_mistake(&with("```toml wish\n```\n"), 7, "`wish` is not a kind of block");
    assert_mistake(&with("```toml register\nregisters = [\"unit\"]\n```\n| 案例 |\n"), 10, "only a duty has a table");
}

#[test]
fn toml_mistakes_name_the_line_within_the_page() {
    assert_mistake(&with("```toml register\n\nregisters = [unit]\n```\n"), 9, "cannot be read");
    assert_mistake(&with("```toml register\nregisters = [\"unit\"]\nowner = \"x\"\n```\n"), 9, "unknown field `owner`");
    assert_mistake(&with(&duty("x", "kind = \"state\"\nmust = \"a\"\nmay = \"b\"")), 13, "unknown field `may`");
    assert_mistake(&with(&duty("X!", "kind = \"state\"\nmust = \"a\"")), 8, "is not an id");
}

#[test]
fn values_of_a_duty_are_checked_at_their_line() {
    let wrong = |fields: &str, line, words| assert_mistake(&with(&duty("x", fields)), line, words);
    wrong("kind = \"wish\"", 11, "is not one of: designation");
    wrong("kind = \"state\"\nmust = \"a and\"", 12, "column 6 of the expression");
    wrong("kind = \"periodic\"\nevery = \"week\"\nrows = { of = \"a.b\" }", 12, "is not one of: year");
    wrong("kind = \"state\"\nmust = \"a\"\nbearer = \"a b\"", 13, "should end here");
    wrong("kind = \"state\"\nmust = \"a\"\nreplaces = [\"old\"]", 13, "is not a rule's name");
    wrong("kind = \"within\"\nwithin = \"soon\"\nafter = \"a\"\nrows = { of = \"a.b\" }", 12, "is not a length of time");
    wrong("kind = \"within\"\nwithin = \"-2 days\"\nafter = \"a\"\nrows = { of = \"a.b\" }", 12, "is not a length of time");
    wrong("kind = \"forbidden\"\nrows = { of = \"training\" }", 12, "a register and its reference field");
    wrong("kind = \"forbidden\"\nrows = { of = \"a.b\", none = \"maybe\" }", 12, "is not one of: unknown");
    wrong("kind = \"forbidden\"\nrows = { of = \"a.b\", proof = \"sworn\" }", 12, "is not one of: measured");
    wrong("kind = \"before\"\nevent = \"from\"\nneeds = [{ lead = \"1 day\" }]", 7, "each of `needs` has `of");
}

#[test]
fn a_duty_must_have_what_its_kind_needs_and_nothing_else() {
    let wrong = |fields: &str, words| assert_mistake(&with(&duty("x", fields)), 7, words);
    wrong("", "`kind` is missing");
    wrong("kind = \"state\"", "`must` is missing");
    wrong("kind = \"post\"", "`rows` is missing");
    wrong("kind = \"designation\"", "`rows` is missing");
    wrong("kind = \"forbidden\"", "`rows / never` is missing");
    wrong("kind = \"forbidden\"\nnever = \"a\"\nrows = { of = \"a.b\" }", "not both");
    wrong("kind = \"periodic\"\nrows = { of = \"a.b\" }", "`every` is missing");
    wrong("kind = \"within\"\nwithin = \"1 day\"\nrows = { of = \"a.b\" }", "`after` is missing");
    wrong("kind = \"within\"\nwithin = \"1 day\"\nafter = \"a\"\nfirst_after = \"b\"\nrows = { of = \"a.b\" }", "goes only with");
    wrong("kind = \"before\"\nevent = \"from\"", "`needs` is missing");
    wrong("kind = \"retention\"\nkeep = \"1 year\"\nrows = { of = \"a.b\" }", "`since` is missing");
    wrong("kind = \"state\"\nmust = \"a\"\nkeep = \"1 year\"", "a duty of kind `state` has no keep");
    let untitled = duty("x", "kind = \"state\"\nmust = \"a\"").replace("title = { zh = \"培训\", en = \"Training\" }\n", "");
    assert_mistake(&with(&untitled), 7, "`title");
}

#[test]
fn like_must_lead_to_a_duty_and_not_in_a_circle() {
    assert_mistake(&with(&duty("x", "like = \"y\"")), 7, "no duty of that id");
    assert_mistake(&with(&duty("x", "like = \"x\"")), 7, "goes in a circle");
    // A broken base is reported once, not again by each duty that is like it.
    let blocks = duty("x", "kind = \"state\"\nmust = \"a and\"") + &duty("y", "like = \"x\"");
    assert_mistake(&with(&blocks), 12, "column 6");
}

#[test]
fn tables_of_cases_are_checked_row_by_row() {
    let sound = with(&duty("x", "kind = \"state\"\nmust = \"a\""));
    let wrong = |from: &str, to: &str, line, words| assert_mistake(&sound.replace(from, to), line, words);
    wrong("| 案例 | 事实", "| 例 | 事实", 14, "a table of cases begins with");
    wrong("|---|---|---|---|\n", "", 14, "a table of cases begins with");
    wrong("| 例 | 无 | 2026-11-20 |", "| 例 | 2026-11-20 |", 16, "four cells; this one has 3");
    wrong("| 例 | 无 |", "| 例 | |", 16, "a name and facts");
    wrong("2026-11-20", "2026-11-31", 16, "is not a day");
    wrong("| 违反 |", "| 违反；好 |", 16, "begins with none of");
}

#[test]
fn other_blocks_are_checked_too() {
    let block =
        |kind: &str, fields: &str| with(&format!("```toml {kind}\nid = \"x\"\ntitle = {{ zh = \"甲\", en = \"A\" }}\n{fields}\n```\n"));
    let clock = "from = \"unit\"\nto = []\nstarts = { zh = \"甲\", en = \"A\" }";
    assert_mistake(&block("clock", &format!("{clock}\nlimit = \"soon\"")), 13, "is not a limit");
    assert_mistake(&block("clock", &format!("{clock}\nlimit = \"timely\"\nwhen = \"a and\"")), 14, "column 6");
    let route = "applicant = \"unit\"\nroute = [{ who = \"finance\", of = \"moon\", does = \"file\" }]";
    assert_mistake(&block("matter", route), 11, "is not one of: same_level");
    assert_mistake(&block("matter", &route.replace("moon", "province").replace("file", "sing")), 11, "is not one of: review");
    assert_mistake(&block("role", "function = \"finance\""), 7, "add `may` or `must`");
    assert_mistake(&block("definition", "means = { zh = \"甲\", en = \"A\" }\nparameter = [1.0, nan]"), 11, "nan is not a value");
}

#[test]
fn the_parts_of_a_matter_are_checked_at_their_line() {
    let matter = |route: &str, more: &str| {
        format!("```toml matter\nid = \"m\"\ntitle = {{ zh = \"事\", en = \"M\" }}\napplicant = \"unit\"\nroute = [{route}]\n{more}\n```\n")
    };
    let file = "{ who = \"finance\", of = \"same_level\", does = \"file\" }";
    assert_mistake(&page("matter", &matter(file, "silence = \"approval\"")), 12, "`approval` is not one of: nothing, consent");
    assert_mistake(&page("matter", &matter(file, "late = \"never\"")), 12, "`never` is not one of: refused, emergency");
    assert_mistake(&page("matter", &matter(file, "needs = [{ duty = \"x\" }]")), 12, "`x` is not a rule's name");
    assert_mistake(&page("matter", &matter(file, "needs = [{ duty = \"a/x\", of = \"plan.unit\" }]")), 7, "one of the four");
    assert_mistake(&page("matter", &matter(file, "needs = [{ weigh = true }]")), 7, "one of the four");
}

#[test]
fn all_mistakes_are_reported_at_once_and_in_order() {
    let blocks = duty("x", "kind = \"state\"\nmust = \"(a\"\nwhen = \"b b\"") + &duty("y", "kind = \"wish\"");
    let found = mistakes(&with(&blocks).replace("sm3:", "md5:"));
    let lines: Vec<_> = found.iter().map(|mistake| mistake.split(':').next().unwrap_or_default()).collect();
    assert_eq!(lines, ["4", "12", "13", "22"], "{found:#?}");
}

/// The mistakes of a whole folder as `file:line: English`.
fn folder(files: &[(&str, &str)]) -> Vec<String> {
    let errors = Law::load(files.iter().copied()).err().unwrap_or_default();
    errors.iter().map(|error| format!("{}: {}", error.place, error.en)).collect()
}

#[track_caller]
fn assert_folder(files: &[(&str, &str)], expected: &str) {
    let found = folder(files);
    assert!(found.len() == 1 && found[0].contains(expected), "{expected}: {found:#?}");
}

#[test]
fn files_that_do_not_belong_are_named() {
    let (head, body) = (instrument("a", "2026-01-01", ""), page("definition", ""));
    assert_folder(&[("notes.txt", "")], "notes.txt:1: a law folder has no such file");
    assert_folder(&[("a/b/01.md", "")], "a/b/01.md:1: a law folder has no such file");
    assert_folder(&[("a/01.md", &body)], "a/instrument.toml:1: the folder has no instrument.toml");
    assert_folder(&[("a/instrument.toml", &head)], "a/instrument.toml:1: `chapters` lists 01.md, which is not there");
    assert_folder(
        &[("a/instrument.toml", &head), ("a/01.md", &body), ("a/02.md", &body)],
        "a/02.md:1: `chapters` in instrument.toml does not list",
    );
    let long = " ".repeat(FILE_BYTES_MAX + 1);
    assert_folder(&[("readings.md", &long)], "readings.md:1: the file is longer than");
}

#[test]
fn an_instrument_s_head_is_checked() {
    let body = page("definition", "");
    let wrong = |head: &str, expected: &str| assert_folder(&[("a/instrument.toml", head), ("a/01.md", &body)], expected);
    wrong(&instrument("b", "2026-01-01", ""), "a/instrument.toml:1: `id` is the folder's name");
    wrong(&instrument("a", "\"soon\"", ""), "a/instrument.toml:5: not a day");
    wrong(&instrument("a", "2026-01-01T08:00:00", ""), "a/instrument.toml:5: not a day");
    wrong(&instrument("a", "2026-01-01", "until = 2025-12-31"), "`until` lies before `from`");
    wrong(&instrument("a", "2026-01-01", "mood = 1"), "a/instrument.toml:7: the TOML cannot be read");
    wrong(&instrument("a", "2026-01-01", "from_certainty = \"belief\""), "say in `from_reason`");
    wrong(&instrument("a", "2026-01-01", "from_reason = \"只有中文\""), "a/instrument.toml:7: both languages are needed");
    wrong(&instrument("a", "2026-01-01", "[[drops]]\nrule = \"x\"\nreason = \"甲 · A\""), "a/instrument.toml:8: `x` is not a rule's name");
    wrong(
        &instrument("a", "2026-01-01", "[[drops]]\nrule = \"a/x\"\nreason = \"甲\""),
        "a/instrument.toml:8: `reason` needs both languages",
    );
}

#[test]
fn facts_and_readings_are_checked() {
    let fact = |status: &str, more: &str| {
        format!(
            "```toml fact\nid = \"x\"\ntitle = {{ zh = \"甲\", en = \"A\" }}\nsource = {{ zh = \"甲\", en = \"A\" }}\nstatus = \"{status}\"\nchecked = 2026-11-21\n{more}\n```\n"
        )
    };
    assert_folder(&[("outside/a.md", &fact("rumour", ""))], "outside/a.md:5: `rumour` is not one of: seen");
    assert_folder(&[("outside/a.md", &fact("seen", "value = 1\ntable = [2]"))], "outside/a.md:8: write either `value` or `table`");
    assert_folder(&[("outside/a.md", &fact("seen", "value = nan"))], "outside/a.md:7: nan is not a value");
    assert_folder(&[("readings.md", &fact("seen", ""))], "readings.md:1: this page holds only blocks of `toml reading`");
    let reading = "```toml reading\nid = \"x\"\ntitle = { zh = \"甲\", en = \"A\" }\nchoices = [{ id = \"a\", zh = \"甲\", en = \"A\" }]\nchoice = \"b\"\nreason = \"甲 · A\"\n```\n";
    assert_folder(&[("readings.md", reading)], "readings.md:5: `choice` must be one of the choices: a");
    assert_folder(
        &[("readings.md", &reading.replace("\"b\"", "\"a\"").replace("甲 · A", "甲"))],
        "readings.md:1: `reason` needs both languages",
    );
}
