//! Official sentences in our own words are found.

use shouwang_law::official::{OfficialText, RUN_CHARS_MAX, copied_runs};

use crate::support::{load_page, page};

/// Twenty characters with punctuation among them.
const SENTENCE: &str = "池塘主人应当，每年至少清一次淤并且记入台账";

/// What is found when the gloss is this.
fn found(gloss: &str) -> Vec<String> {
    let official = OfficialText::read(&format!("办法\n第一条 {SENTENCE}。")).expect("the text is read");
    let law = load_page(&page("definition", "").replace("单位要办培训。", gloss)).expect("the page loads");
    copied_runs(&law.instruments[0], &official).into_iter().map(|run| run.run).collect()
}

fn first(count: usize) -> String {
    SENTENCE.chars().filter(|character| *character != '，').take(count).collect()
}

#[test]
fn sixteen_characters_in_a_row_are_allowed_and_seventeen_are_not() {
    assert_eq!(found(&first(RUN_CHARS_MAX)), [] as [&str; 0]);
    assert_eq!(found(&first(RUN_CHARS_MAX + 1)), [first(17)]);
    assert_eq!(found(&format!("说白了，{}，就这样。", first(19))), [first(19)], "the whole run is shown");
}

#[test]
fn other_punctuation_does_not_hide_a_copy() {
    assert_eq!(found("池塘主人，应当每年；至少清一次淤：并且记入台账"), [first(20)]);
}

#[test]
fn one_changed_character_breaks_a_run() {
    assert_eq!(found("池塘主人应当每年最少清一次淤并且记入台账"), [] as [&str; 0]);
}

#[test]
fn names_in_title_brackets_may_be_taken_over() {
    assert_eq!(found(&format!("见《{}》。", first(20))), [] as [&str; 0]);
}

#[test]
fn titles_and_rules_are_looked_at_too() {
    let official = OfficialText::read(&format!("办法\n第一条 {SENTENCE}。")).expect("the text is read");
    let copy = first(18);
    let words = format!("{{ zh = \"{copy}\", en = \"x\" }}");
    let blocks = [
        format!("```toml role\nid = \"x\"\ntitle = {{ zh = \"甲\", en = \"A\" }}\nfunction = \"finance\"\nmust = [{words}]\n```\n"),
        format!("```toml definition\nid = \"x\"\ntitle = {{ zh = \"甲\", en = \"A\" }}\nmeans = {words}\n```\n"),
        format!("```toml case\nid = \"x\"\ntitle = {words}\nopens = {words}\nled_by = \"secrecy\"\nsteps = [{words}]\n```\n"),
        format!(
            "```toml clock\nid = \"x\"\ntitle = {{ zh = \"甲\", en = \"A\" }}\nfrom = \"unit\"\nto = []\nlimit = \"timely\"\nstarts = {words}\nwhen = {words}\n```\n"
        ),
    ];
    for (block, count) in blocks.iter().zip([1, 1, 3, 2]) {
        let law = load_page(&page("definition", block)).expect("the page loads");
        let runs = copied_runs(&law.instruments[0], &official);
        assert_eq!(runs.len(), count, "{block}");
        assert!(runs.iter().all(|run| run.run == copy && run.place.line == 7));
    }
}
