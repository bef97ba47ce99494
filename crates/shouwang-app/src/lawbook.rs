//! The law and the calendar, read from a folder or from what the program carries, and ready to plan with.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use serde::Serialize;
use sha2::{Digest as _, Sha256};
use shouwang_calendar::{Calendar, Lang, Notice, Words};
use shouwang_domain::plan::Program;
use shouwang_law::LawError;
use shouwang_law::model::{ClauseRef, Duty, Law, Place, RuleName};

/// The folder of the law data that holds the holiday notices.
const CALENDAR: &str = "calendar/";

/// Law data in the program itself, so that one file is enough to work with.
#[derive(rust_embed::RustEmbed)]
#[folder = "../../law"]
struct Embedded;

/// Pages of law by their path within the law folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pages(pub BTreeMap<String, String>);

/// Texts of holiday notices by the code of their row, which is their year.
pub type Notices = BTreeMap<String, String>;

/// The law, compiled, and the calendar.
#[derive(Clone, Debug)]
pub struct LawBook {
    /// Instruments, outside facts, readings.
    pub law: Law,
    /// Working days.
    pub calendar: Calendar,
    /// Every duty, compiled against the registers.
    pub program: Program,
    /// What it was read from.
    pub pages: Arc<Pages>,
    /// SHA-256 over the pages and the program's version, in hexadecimal digits: with another law, other statuses.
    pub digest: String,
}

/// Where a rule stands in the law.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cited {
    /// Id of the instrument.
    pub instrument: String,
    /// Number of the article.
    pub article: u16,
    /// Number of the paragraph.
    pub paragraph: u16,
    /// Number of the item; none where it is of the paragraph itself.
    pub item: Option<u16>,
    /// How it is cited: `2026办法第二十四条第一款`.
    pub label: Words,
}

/// A folder or file that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{path}: {source}")]
pub struct PagesError {
    /// Which.
    pub path: PathBuf,
    /// Why.
    pub source: io::Error,
}

impl Pages {
    /// The pages that the program carries.
    #[must_use]
    pub fn embedded() -> Pages {
        let page = |path: std::borrow::Cow<'static, str>| {
            let file = Embedded::get(&path)?;
            Some((path.into_owned(), String::from_utf8_lossy(&file.data).into_owned()))
        };
        Pages(Embedded::iter().filter_map(page).collect())
    }

    /// The pages in a folder.
    ///
    /// # Errors
    /// When the folder or a file in it cannot be read as UTF-8 text.
    pub fn read(folder: &Path) -> Result<Pages, PagesError> {
        let mut pages = Pages::default();
        pages.collect(folder, folder)?;
        Ok(pages)
    }

    /// Adds holiday notices from the files in a folder, where programs before this one kept them; a folder that is not there holds none.
    ///
    /// # Errors
    /// When a file in it cannot be read.
    pub fn with_notice_files(mut self, folder: &Path) -> Result<Pages, PagesError> {
        if folder.is_dir() {
            let mut more = Pages::default();
            more.collect(folder, folder)?;
            self.0.extend(more.0.into_iter().map(|(path, text)| (format!("{CALENDAR}{path}"), text)));
        }
        Ok(self)
    }

    /// The same with holiday notices that were taken in, each in the place of what stands there for its year.
    #[must_use]
    pub fn with_notices(mut self, notices: Notices) -> Pages {
        self.0.extend(notices.into_iter().map(|(year, text)| (notice_path(&year), text)));
        self
    }

    /// Whether these notices are among them, word for word.
    #[must_use]
    pub fn has_notices(&self, notices: &Notices) -> bool {
        notices.iter().all(|(year, text)| self.0.get(&notice_path(year)) == Some(text))
    }

    /// The pages of law, without the holiday notices.
    pub fn law(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().filter(|(path, _)| !path.starts_with(CALENDAR)).map(|(path, text)| (path.as_str(), text.as_str()))
    }

    fn digest(&self) -> String {
        let mut hash = Sha256::new();
        hash.update(env!("CARGO_PKG_VERSION"));
        for (path, text) in &self.0 {
            // The lengths keep a text's end from passing for the next one's name.
            hash.update(format!("\n{} {} {path}\n{text}", path.len(), text.len()));
        }
        hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn collect(&mut self, root: &Path, folder: &Path) -> Result<(), PagesError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| PagesError { path, source }
        };
        for entry in fs::read_dir(folder).map_err(failed(folder))? {
            let path = entry.map_err(failed(folder))?.path();
            if path.is_dir() {
                self.collect(root, &path)?;
            } else if path.extension().is_some_and(|extension| extension == "md" || extension == "toml")
                && let Ok(relative) = path.strip_prefix(root)
            {
                let name = relative.to_string_lossy().replace('\\', "/");
                self.0.insert(name, fs::read_to_string(&path).map_err(failed(&path))?);
            }
        }
        Ok(())
    }
}

impl LawBook {
    /// Reads and compiles the pages.
    ///
    /// # Errors
    /// Every mistake in the pages, with its file and line.
    pub fn load(pages: &Pages) -> Result<LawBook, Vec<LawError>> {
        let notices = pages.0.iter().filter(|(path, _)| path.starts_with(CALENDAR));
        let mut errors = Vec::new();
        let mut read = Vec::new();
        for (path, text) in notices {
            match Notice::parse(text) {
                Ok(notice) => read.push(notice),
                Err(error) => errors.push(LawError {
                    place: Place { file: path.as_str().into(), line: u32::try_from(error.line).unwrap_or(u32::MAX).max(1) },
                    zh: error.message(Lang::Zh),
                    en: error.message(Lang::En),
                }),
            }
        }
        let law = Law::load(pages.law()).map_err(|more| joined(&mut errors, more))?;
        errors.extend(law.check());
        let program = match Program::compile(&law) {
            Ok(program) => program,
            Err(faults) => {
                let more = faults.into_iter().map(|fault| LawError { place: fault.place, zh: fault.zh, en: fault.en });
                return Err(joined(&mut errors, more.collect()));
            }
        };
        if !errors.is_empty() {
            return Err(errors);
        }
        Ok(LawBook { law, calendar: Calendar::new(read), program, pages: Arc::new(pages.clone()), digest: pages.digest() })
    }

    /// Where a duty stands in the law.
    #[must_use]
    pub fn cited(&self, duty: &Duty) -> Cited {
        self.cited_rule(&duty.name, duty.clause)
    }

    /// Where a rule stands in the law.
    #[must_use]
    pub fn cited_rule(&self, name: &RuleName, clause: ClauseRef) -> Cited {
        let id = &name.instrument;
        let instrument = self.law.instrument(id);
        let label = |lang: Lang| {
            let short = instrument.map(|instrument| instrument.short.get(lang)).unwrap_or_default();
            format!("{short}{}{}", lang.pick("", " "), clause.cite(lang))
        };
        Cited {
            instrument: id.to_string(),
            article: clause.article,
            paragraph: clause.paragraph,
            item: (clause.item > 0).then_some(clause.item),
            label: Words::new(label(Lang::Zh), label(Lang::En)),
        }
    }
}

/// Where the notice of a year stands among the pages.
fn notice_path(year: &str) -> String {
    format!("{CALENDAR}{year}.toml")
}

fn joined(errors: &mut Vec<LawError>, more: Vec<LawError>) -> Vec<LawError> {
    errors.extend(more);
    std::mem::take(errors)
}
