//! The official words are published documents and not ours to hand out: nothing in the repository may repeat them.
//!
//! `shouwang-law` holds the pages of law to this, with their places; here every other text is looked at, too.

use std::collections::HashSet;
use std::fs;

use shouwang_law::official::{OfficialText, RUN_CHARS_MAX};

use crate::repository::{files, root, text};

/// The Chinese characters of a text, without what stands in 《》: names may be taken over.
fn characters(text: &str) -> Vec<char> {
    let mut named = false;
    let plain = text.chars().filter(|&character| {
        named = (named || character == '《') && character != '》';
        !named && ('\u{4E00}'..='\u{9FFF}').contains(&character)
    });
    plain.collect()
}

/// Every run of official characters that would be a copy.
fn official_runs(official: &str) -> HashSet<Vec<char>> {
    let clauses = OfficialText::read(official).unwrap().clauses;
    clauses
        .iter()
        .flat_map(|clause| characters(&clause.text).windows(RUN_CHARS_MAX + 1).map(<[char]>::to_vec).collect::<Vec<_>>())
        .collect()
}

/// The first run of a text that is official.
fn copied(text: &str, official: &HashSet<Vec<char>>) -> Option<String> {
    characters(text).windows(RUN_CHARS_MAX + 1).find(|run| official.contains(*run)).map(|run| run.iter().collect())
}

#[test]
fn a_copied_sentence_is_seen_through_its_punctuation() {
    let official = official_runs("某某办法\n第一章 总则\n第一条 各单位应当把钥匙挂在门后的第二颗钉子上，不得挂在别处。\n");
    assert_eq!(copied("钥匙要挂好。", &official), None);
    let copy = copied("他说“各单位应当把钥匙、挂在门后的第二颗钉子上”。", &official);
    assert_eq!(copy.as_deref(), Some("各单位应当把钥匙挂在门后的第二颗钉"));
}

#[test]
fn no_file_of_the_repository_repeats_an_official_sentence() {
    let folder = root().join("../shared/regulation");
    let Ok(entries) = fs::read_dir(&folder) else {
        println!("the official texts are not in ../shared/regulation; nothing to compare with");
        return;
    };
    let mut official = HashSet::new();
    for entry in entries {
        official.extend(official_runs(&fs::read_to_string(entry.unwrap().path()).unwrap()));
    }
    let all = files("", &[".md", ".rs", ".toml", ".csv", ".py", ".sh", ".sql", "Makefile"]);
    let copies: Vec<_> = all.into_iter().filter_map(|file| Some((copied(&text(&file), &official)?, file))).collect();
    assert!(copies.is_empty(), "{copies:#?}");
}
