//! The list of passwords that became known somewhere: a sorted file, searched where it lies.
//!
//! Each line is a password, or its SHA-1 in hexadecimal digits, with or without a count behind a colon, as such lists are published. SHA-1
//! protects nothing here: it is only how these lists are written. A list may have tens of gigabytes, so it is never read whole.

use std::cmp::Ordering;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use ring::digest;
use shouwang_calendar::Words;
use shouwang_ledger::hex;

/// Places of a list that are looked at when it is opened, to see whether it is sorted.
const PROBES: u64 = 64;
const SHA1_DIGITS: usize = 40;

/// A list of known passwords.
#[derive(Clone, Debug)]
pub struct BreachedPasswords {
    path: PathBuf,
    written: Written,
}

/// How the passwords of a list are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    /// As they are.
    Plain,
    /// As SHA-1 in capital digits, or small ones.
    Sha1 { capital: bool },
}

/// Why a list cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{}", .message.en)]
pub struct BreachedError {
    /// What is wrong and what to do.
    pub message: Words,
}

impl BreachedPasswords {
    /// Opens a list and sees how it is written.
    ///
    /// # Errors
    /// When it cannot be read or is not sorted byte by byte.
    pub fn open(path: &Path) -> Result<BreachedPasswords, BreachedError> {
        let failed = |error: std::io::Error| BreachedError {
            message: Words::new(
                format!("无法读取已泄露口令名单 {}（{error}）", path.display()),
                format!("the list of known passwords {} cannot be read ({error})", path.display()),
            ),
        };
        let mut lines = Lines::open(path).map_err(failed)?;
        let first = lines.at(0).map_err(failed)?.map(|line| line.text).unwrap_or_default();
        let digits = key_of(&first);
        let is_sha1 = digits.len() == SHA1_DIGITS && digits.iter().all(u8::is_ascii_hexdigit);
        let capital = !digits.iter().any(u8::is_ascii_lowercase);
        let mut before = Vec::new();
        for probe in 0..PROBES {
            let line = lines.at(lines.length / PROBES * probe).map_err(failed)?;
            let Some(line) = line else { break };
            let key = if is_sha1 { key_of(&line.text).to_vec() } else { line.text };
            if key < before {
                return Err(BreachedError {
                    message: Words::new(
                        format!("已泄露口令名单 {} 没有按字节排序；请执行 LC_ALL=C sort", path.display()),
                        format!("the list of known passwords {} is not sorted byte by byte; run LC_ALL=C sort", path.display()),
                    ),
                });
            }
            before = key;
        }
        Ok(BreachedPasswords { path: path.to_owned(), written: if is_sha1 { Written::Sha1 { capital } } else { Written::Plain } })
    }

    /// Whether a password is on the list.
    ///
    /// # Errors
    /// When the file can no longer be read.
    pub fn has(&self, password: &str) -> std::io::Result<bool> {
        let wanted = match self.written {
            Written::Plain => password.as_bytes().to_vec(),
            Written::Sha1 { capital } => {
                let digits = hex(digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, password.as_bytes()).as_ref());
                if capital { digits.to_ascii_uppercase() } else { digits }.into_bytes()
            }
        };
        let mut lines = Lines::open(&self.path)?;
        // Every line that begins before `low` is smaller, every line that begins at `high` or later is greater.
        let (mut low, mut high) = (0, lines.length);
        while low < high {
            let middle = low + (high - low) / 2;
            let line = lines.at(middle)?.filter(|line| line.start < high);
            let Some(line) = line else {
                high = middle;
                continue;
            };
            let key = if self.written == Written::Plain { &line.text[..] } else { key_of(&line.text) };
            match key.cmp(&wanted) {
                Ordering::Equal => return Ok(true),
                Ordering::Less => low = line.end,
                Ordering::Greater => high = middle,
            }
        }
        Ok(false)
    }
}

/// A file of lines.
struct Lines {
    file: BufReader<File>,
    length: u64,
}

/// One line of it, without its end, and where it begins and the next one does.
struct Line {
    start: u64,
    end: u64,
    text: Vec<u8>,
}

impl Lines {
    fn open(path: &Path) -> std::io::Result<Lines> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        Ok(Lines { file: BufReader::with_capacity(512, file), length })
    }

    /// The first line that begins at this place or later.
    fn at(&mut self, place: u64) -> std::io::Result<Option<Line>> {
        let mut text = Vec::new();
        let mut start = place;
        if place > 0 {
            // A line begins here exactly when the byte before ends one.
            self.file.seek(SeekFrom::Start(place - 1))?;
            start = place - 1 + read_line(&mut self.file, &mut text)?;
            text.clear();
        } else {
            self.file.rewind()?;
        }
        let read = read_line(&mut self.file, &mut text)?;
        while text.last().is_some_and(|last| matches!(last, b'\n' | b'\r')) {
            text.pop();
        }
        Ok((read > 0).then_some(Line { start, end: start + read, text }))
    }
}

fn read_line(file: &mut BufReader<File>, text: &mut Vec<u8>) -> std::io::Result<u64> {
    file.read_until(b'\n', text).map(|read| u64::try_from(read).unwrap_or(u64::MAX))
}

/// A line up to its colon.
fn key_of(line: &[u8]) -> &[u8] {
    line.split(|byte| *byte == b':').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> (tempfile::TempDir, Result<BreachedPasswords, BreachedError>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("known.txt");
        std::fs::write(&path, text).unwrap();
        let list = BreachedPasswords::open(&path);
        (folder, list)
    }

    fn sha1(password: &str) -> String {
        hex(digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, password.as_bytes()).as_ref())
    }

    #[test]
    fn every_line_of_a_list_is_found_and_nothing_between_two_lines_is() {
        for count in [0_usize, 1, 2, 3, 10, 257] {
            let mut known: Vec<_> = (0..count).map(|number| format!("password{number}-{}", "x".repeat(number % 11))).collect();
            known.sort_unstable();
            for end in ["\n", "\r\n"] {
                let (_folder, list) = list(&known.iter().map(|line| format!("{line}{end}")).collect::<String>());
                let list = list.unwrap();
                for password in &known {
                    assert!(list.has(password).unwrap(), "{password} of {count}");
                    assert!(!list.has(&format!("{password}!")).unwrap());
                    assert!(
                        !list.has(&password[..password.len() - 1]).unwrap() || known.contains(&password[..password.len() - 1].to_owned())
                    );
                }
                assert!(!list.has("").unwrap() && !list.has("zzz").unwrap());
            }
        }
    }

    #[test]
    fn lists_of_hashes_are_read_with_counts_and_in_either_case() {
        let passwords = ["123456", "password", "qwerty", "守望"];
        for capital in [true, false] {
            let mut lines: Vec<_> = passwords.iter().map(|password| sha1(password)).collect();
            lines.sort_unstable();
            let text: String = lines.iter().map(|line| format!("{line}:3730471\n")).collect();
            let (_folder, list) = list(&if capital { text.to_ascii_uppercase() } else { text });
            let list = list.unwrap();
            assert!(passwords.iter().all(|password| list.has(password).unwrap()));
            assert!(!list.has("Correct-Horse-7").unwrap());
        }
    }

    #[test]
    fn a_list_that_is_not_sorted_is_refused() {
        let (_folder, list) = list(&(0..500).rev().map(|number| format!("{number:04}\n")).collect::<String>());
        assert!(list.unwrap_err().message.en.contains("LC_ALL=C sort"));
    }
}
