//! The two official texts, when the shared folder is beside the workspace.

use shouwang_law::model::{Lang, Law};
use shouwang_law::official::{Finding, OfficialText, bind, compare, copied_runs, instrument_of};

use crate::support::{borrowed, folder, shared_text};

const TEXTS: [(&str, &str); 2] = [("measures-2026.txt", "hunan-2026"), ("interim-2020.txt", "hunan-2020-interim")];

fn law() -> Law {
    let files = folder("law").expect("the workspace has a law folder");
    Law::load(borrowed(&files)).expect("the law folder loads")
}

/// Each text that is there, as it stands and as it is read, with the id of its instrument.
fn texts() -> impl Iterator<Item = (String, OfficialText, &'static str)> {
    TEXTS.into_iter().filter_map(|(name, id)| {
        let text = shared_text(name)?;
        let official = OfficialText::from_bytes(text.as_bytes()).expect("the text is read");
        Some((text, official, id))
    })
}

#[test]
fn both_texts_have_37_articles_in_seven_chapters() {
    for (name, _) in TEXTS {
        let Some(text) = shared_text(name) else { continue };
        let official = OfficialText::read(&text).expect("the text is read");
        assert_eq!((official.articles(), official.chapters.len()), (37, 7), "{name}");
        assert_eq!(official.problems, [], "{name}");
    }
}

#[test]
fn the_notice_before_the_measures_is_read() {
    let Some(text) = shared_text("measures-2026.txt") else { return };
    let official = OfficialText::read(&text).expect("the text is read");
    assert_eq!(official.title, "湖南省电子政务外网安全管理办法");
    assert_eq!(official.number.as_deref(), Some("湘政办发〔2026〕10号"));
    assert_eq!(official.issuer.as_deref(), Some("湖南省人民政府办公厅"));
    assert_eq!(official.issued_on, "2026-02-09".parse().ok());
    assert_eq!(official.clauses.len(), 42);
    let items = official.clauses.iter().filter(|clause| clause.at.item > 0).map(|clause| clause.at.article);
    assert_eq!(items.collect::<Vec<_>>(), [35, 35, 35]);
}

#[test]
fn marks_of_a_word_processor_are_no_part_of_the_interim_text() {
    let Some(text) = shared_text("interim-2020.txt") else { return };
    let official = OfficialText::read(&text).expect("the text is read");
    assert_eq!(official.clauses.len(), 50);
    assert!(official.clauses.iter().all(|clause| !clause.text.contains(['[', ']'])));
    let seventh = official.clauses.iter().filter(|clause| clause.at.article == 7);
    assert_eq!(seventh.count(), 7);
}

#[test]
fn both_texts_are_those_that_the_pages_are_bound_to() {
    let law = law();
    for (_, official, id) in texts() {
        let instrument = instrument_of(&law, &official).expect("an instrument of this title");
        assert_eq!(&*instrument.id, id);
        let messages: Vec<_> = compare(instrument, &official).iter().map(|finding| finding.message(Lang::En)).collect();
        assert!(messages.is_empty(), "{}", messages.join("\n"));
    }
}

#[test]
fn binding_the_pages_again_changes_nothing() {
    let files = folder("law").expect("the workspace has a law folder");
    for (_, official, id) in texts() {
        assert_eq!(bind(borrowed(&files), id, &official).expect("text and pages have the same clauses"), []);
    }
}

#[test]
fn one_changed_character_in_any_clause_is_found_and_the_clause_is_named() {
    let law = law();
    for (text, official, id) in texts() {
        let instrument = law.instrument(id).expect("its instrument");
        let lines: Vec<&str> = text.split('\n').collect();
        for clause in &official.clauses {
            let mut changed = lines.clone();
            let at = usize::try_from(clause.line).expect("a small number") - 1;
            // The sixth character from the end lies inside the sentence in every clause, even where a mark follows it.
            let line = changed[at].trim_end();
            let (position, character) = line.char_indices().rev().nth(5).expect("a clause has six characters");
            let new =
                format!("{}{}{}", &line[..position], if character == '某' { '另' } else { '某' }, &line[position + character.len_utf8()..]);
            changed[at] = &new;
            let findings = compare(instrument, &OfficialText::read(&changed.join("\n")).expect("still a text"));
            let named = findings
                .iter()
                .any(|finding| matches!(finding, Finding::Changed { at, line, .. } if *at == clause.at && *line == clause.line));
            assert!(named && findings.len() == 1, "{}: {findings:?}", clause.at.cite(Lang::En));
            assert!(findings[0].message(Lang::Zh).contains(&clause.at.cite(Lang::Zh)));
        }
    }
}

#[test]
fn any_single_changed_character_of_a_text_is_found() {
    let law = law();
    for (text, official, id) in texts() {
        let instrument = law.instrument(id).expect("its instrument");
        let body =
            text.split('\n').take(usize::try_from(official.chapters[0].line).expect("small") - 1).map(|line| line.len() + 1).sum::<usize>();
        let marks = ["[bookmark: _GoBack]", "[2]"].map(|mark| text.find(mark).map(|at| at..at + mark.len()));
        // Every seventh character keeps the test short and still comes by every clause many times.
        for (at, character) in text.char_indices().filter(|(at, _)| *at >= body).step_by(7) {
            if character.is_whitespace() || marks.iter().flatten().any(|mark| mark.contains(&at)) {
                continue;
            }
            let new = if character == '某' { '另' } else { '某' };
            let changed = format!("{}{new}{}", &text[..at], &text[at + character.len_utf8()..]);
            let findings = OfficialText::read(&changed).map(|official| compare(instrument, &official));
            assert!(findings.is_ok_and(|findings| !findings.is_empty()), "{id}: byte {at}, {character}");
        }
    }
}

#[test]
fn no_page_repeats_an_official_sentence() {
    let law = law();
    let mut copied = Vec::new();
    for (_, official, _) in texts() {
        for instrument in &law.instruments {
            copied.extend(
                copied_runs(instrument, &official).into_iter().map(|run| format!("{}: {} ({})", run.place, run.run, official.title)),
            );
        }
    }
    assert!(copied.is_empty(), "{}", copied.join("\n"));
}
