//! The repository's own files, as tests look through them.

use std::fs;
use std::path::{Path, PathBuf};

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A file below the root.
pub(crate) fn text(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The files below a folder whose names end so, by their paths from the root, in order. What is built and what a user keeps is left out.
pub(crate) fn files(folder: &str, endings: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    collect(&root(), Path::new(folder), endings, &mut found);
    found.sort();
    assert!(!found.is_empty(), "{folder} holds no file that ends in {endings:?}");
    found
}

fn collect(root: &Path, folder: &Path, endings: &[&str], found: &mut Vec<String>) {
    for entry in fs::read_dir(root.join(folder)).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let path = folder.join(&name);
        if root.join(&path).is_dir() {
            let left_out =
                name.starts_with('.') || name == "node_modules" || (folder == Path::new("") && ["target", "data"].contains(&name.as_str()));
            if !left_out {
                collect(root, &path, endings, found);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(path.to_str().unwrap().replace('\\', "/"));
        }
    }
}

/// The lines of product code below `crates`, with file and number: no comments, no tests.
pub(crate) fn code() -> Vec<(String, usize, String)> {
    let mut lines = Vec::new();
    for file in files("crates", &[".rs"]) {
        let is_product = file.contains("/src/") && !file.ends_with("tests.rs") && !file.contains("/src/testing/");
        if !is_product {
            continue;
        }
        for (line, number) in text(&file).lines().zip(1..) {
            if line.trim_start().starts_with("#[cfg(test)]") {
                break;
            }
            if !line.trim_start().starts_with("//") {
                lines.push((file.clone(), number, line.to_owned()));
            }
        }
    }
    lines
}

/// A fenced block of a page: the word behind its fence, and its lines with their numbers from 0.
pub(crate) struct Block {
    pub(crate) kind: String,
    pub(crate) lines: Vec<(usize, String)>,
}

/// The fenced blocks of a page. A block that is fenced by four backticks may show one that is fenced by three.
pub(crate) fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut fence: Option<&str> = None;
    for (number, line) in page.lines().enumerate() {
        let ticks = &line[..line.len() - line.trim_start_matches('`').len()];
        match fence {
            Some(open) if line == open => fence = None,
            Some(_) => blocks.last_mut().unwrap().lines.push((number, line.to_owned())),
            None if ticks.len() >= 3 => {
                fence = Some(ticks);
                blocks.push(Block { kind: line[ticks.len()..].to_owned(), lines: Vec::new() });
            }
            None => {}
        }
    }
    assert!(fence.is_none(), "a block is not closed");
    blocks
}
