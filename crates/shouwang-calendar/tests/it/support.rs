//! What the tests share: the committed notices and short ways to write days and spans.

use std::path::PathBuf;

use shouwang_calendar::{Calendar, Day, Notice, Span};

/// Every committed notice with its file's name.
pub(crate) fn notices() -> Vec<(String, Notice)> {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../law/calendar"));
    let files = std::fs::read_dir(&folder).expect("law/calendar is part of the repository");
    let mut paths: Vec<PathBuf> = files.map(|file| file.expect("a readable folder").path()).collect();
    paths.sort();
    let read = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).expect("a readable file");
        let name = path.file_name().expect("a file's name").to_string_lossy().into_owned();
        let notice = Notice::parse(&text).expect(&name);
        (name, notice)
    };
    paths.iter().map(read).collect()
}

/// The calendar of the two years that the tests' dates were worked out for, whatever else is committed later.
pub(crate) fn calendar() -> Calendar {
    Calendar::new(notices().into_iter().map(|(_, notice)| notice).filter(|notice| [2025, 2026].contains(&notice.year)))
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().expect(text)
}

pub(crate) fn span(text: &str) -> Span {
    text.parse().expect(text)
}
