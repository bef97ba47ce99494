//! Compiles the law data against the registers and runs every case: `check_cases LAW_FOLDER`.

use std::fs;
use std::path::Path;

use shouwang_calendar::{Calendar, Notice};
use shouwang_domain::cases::run_all;
use shouwang_domain::plan::Program;
use shouwang_law::model::Law;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| "law".to_owned());
    let only = std::env::args().nth(2);
    let (mut pages, mut notices) = (Vec::new(), Vec::new());
    walk(Path::new(&folder), Path::new(&folder), &mut pages)?;
    pages.retain(|(path, text)| {
        if path.starts_with("calendar/") {
            notices.push(Notice::parse(text));
        }
        !path.starts_with("calendar/") && only.as_ref().is_none_or(|only| !path.starts_with("hunan") || path.starts_with(only.as_str()))
    });
    let calendar = Calendar::new(notices.into_iter().collect::<Result<Vec<_>, _>>().map_err(|e| format!("{e:?}"))?);
    let law = match Law::load(pages.iter().map(|(path, text)| (path.as_str(), text.as_str()))) {
        Ok(law) => law,
        Err(errors) => {
            for error in errors {
                println!("{}: {}", error.place, error.en);
            }
            return Ok(());
        }
    };
    match Program::compile(&law) {
        Ok(program) => {
            let (count, failures) = run_all(&program, &calendar);
            for failure in &failures {
                println!("{}: {}", failure.place, failure.zh);
            }
            println!("{} duties, {count} cases, {} failed", program.duties().len(), failures.len());
        }
        Err(errors) => {
            for error in errors {
                println!("{}: {}", error.place, error.en);
            }
        }
    }
    Ok(())
}

fn walk(root: &Path, folder: &Path, into: &mut Vec<(String, String)>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(root, &path, into)?;
        } else {
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().into_owned();
            into.push((name, fs::read_to_string(&path)?));
        }
    }
    Ok(())
}
