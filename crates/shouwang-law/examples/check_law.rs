//! Loads a law folder and prints every mistake: `cargo run -p shouwang-law --example check_law -- law`.
//!
//! With the name of an instrument behind it, only that one's mistakes are printed.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

use shouwang_law::model::Law;

fn main() -> io::Result<ExitCode> {
    let folder = env::args_os().nth(1).map_or_else(|| PathBuf::from("law"), PathBuf::from);
    let only = env::args().nth(2).unwrap_or_default();
    let mut files = Vec::new();
    collect(&folder, &folder, &mut files)?;
    let law = Law::load(files.iter().map(|(path, text)| (path.as_str(), text.as_str())));
    let errors = law.as_ref().map_or_else(Clone::clone, Law::check);
    let shown: Vec<_> = errors.iter().filter(|error| error.place.file.starts_with(&only)).collect();
    for error in &shown {
        println!("{error}");
    }
    for instrument in law.iter().flat_map(|law| &law.instruments) {
        let counts = instrument.counts();
        let (articles, clauses, without) = (counts.articles, counts.clauses, counts.clauses_without_status);
        println!("{}: {articles} articles, {clauses} clauses, {without} without a status", instrument.title.zh);
    }
    println!("{} mistakes · {} 处问题", shown.len(), shown.len());
    Ok(if shown.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// All files below a folder, with paths relative to it.
fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if let Ok(relative) = path.strip_prefix(root) {
            files.push((relative.to_string_lossy().replace('\\', "/"), fs::read_to_string(&path)?));
        }
    }
    files.sort();
    Ok(())
}
