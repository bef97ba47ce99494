//! The README is run: what it shows is what the program says.
//!
//! Blocks marked `console` are replayed from top to bottom in an empty folder that holds `docs/example`, and the output must be what the page
//! shows. `UPDATE=1 cargo test -p shouwang readme` writes the output into the page. Blocks marked `sh` are only checked for commands that exist.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::repository::{blocks, files, root, text};

const README: &str = "README.md";

/// The arguments behind `shouwang` on a line that shows a command; what follows `#` is a remark.
fn command(line: &str) -> Option<Vec<&str>> {
    let line = line.strip_prefix("$ ").unwrap_or(line);
    let (command, _) = line.split_once(" # ").unwrap_or((line, ""));
    let mut words = command.split_whitespace();
    (words.next() == Some("shouwang")).then(|| words.collect())
}

/// What the program prints, standard error below standard output; and whether it could do what was asked.
fn run(folder: &Path, arguments: &[&str]) -> (String, Option<i32>) {
    let output = Command::new(env!("CARGO_BIN_EXE_shouwang")).args(arguments).current_dir(folder).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8(output.stderr).unwrap();
    (text, output.status.code())
}

/// Moments of learning differ from run to run: a day with an hour becomes the same text on both sides.
fn without_moments(line: &str) -> String {
    let is_moment = |window: &str| window.bytes().zip("0000-00-00 00:00".bytes()).all(|(a, b)| a == b || (b == b'0' && a.is_ascii_digit()));
    let at = line.char_indices().find(|(at, _)| line.get(*at..at + 16).is_some_and(is_moment));
    at.map_or(line.to_owned(), |(at, _)| format!("{}…{}", &line[..at], without_moments(&line[at + 16..])))
}

#[test]
fn every_command_that_a_page_shows_exists() {
    let mut count = 0;
    for page in files("", &[".md"]) {
        let page_text = text(&page);
        for (number, line) in
            blocks(&page_text).into_iter().filter(|block| ["sh", "console"].contains(&block.kind.as_str())).flat_map(|block| block.lines)
        {
            let Some(mut arguments) = command(&line) else { continue };
            arguments.push("--help");
            let (said, code) = run(&root(), &arguments);
            assert_eq!(code, Some(0), "{page}:{}: {line}\n{said}", number + 1);
            count += 1;
        }
    }
    assert!(count > 10, "{count}");
}

#[test]
fn every_target_that_the_readme_names_exists() {
    let makefile = text("Makefile");
    let readme = text(README);
    let targets: Vec<_> = readme.split("make ").skip(1).map(|rest| rest.split(|c: char| !c.is_ascii_lowercase()).next().unwrap()).collect();
    assert!(targets.contains(&"run") && targets.contains(&"test"), "{targets:?}");
    for target in targets {
        assert!(makefile.contains(&format!("\n{target}: ")), "make {target}");
    }
}

#[test]
fn the_readme_shows_what_the_program_says() {
    let home = tempfile::tempdir().unwrap();
    copy(&root().join("docs/example"), &home.path().join("docs/example"));
    let readme = text(README);
    let shown: Vec<&str> = readme.lines().collect();
    let (mut replayed, mut next) = (Vec::new(), 0);
    for block in blocks(&readme).into_iter().filter(|block| block.kind == "console") {
        let (Some((first, _)), Some((last, _))) = (block.lines.first(), block.lines.last()) else { panic!("{README}: an empty block") };
        replayed.extend(shown[next..*first].iter().map(|line| (*line).to_owned()));
        next = last + 1;
        for (number, line) in block.lines.iter().filter(|(_, line)| line.starts_with("$ ")) {
            let arguments = command(line).unwrap_or_else(|| panic!("{README}:{}: only shouwang is replayed: {line}", number + 1));
            let (said, code) = run(home.path(), &arguments);
            assert!(code == Some(0) || code == Some(1), "{README}:{}: {line}\n{said}", number + 1);
            replayed.push(line.clone());
            replayed.extend(said.lines().map(|line| line.trim_end().to_owned()));
        }
    }
    replayed.extend(shown[next..].iter().map(|line| (*line).to_owned()));
    // A line that differs in nothing but its moments stays as it is shown.
    let known: HashMap<String, &str> = shown.iter().map(|line| (without_moments(line), *line)).collect();
    let replayed: Vec<_> = replayed.iter().map(|line| known.get(&without_moments(line)).map_or(line.as_str(), |shown| shown)).collect();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(root().join(README), replayed.join("\n") + "\n").unwrap();
        return;
    }
    assert_eq!(shown.join("\n"), replayed.join("\n"), "run: UPDATE=1 cargo test -p shouwang readme");
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

#[test]
fn a_moment_is_masked_wherever_it_stands() {
    assert_eq!(without_moments("获知于 2026-11-20 08:15）"), "获知于 …）");
    assert_eq!(without_moments("2026-11-20 · 共 3 项"), "2026-11-20 · 共 3 项");
}
