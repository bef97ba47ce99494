//! Why a command could not be done, in both languages.

use std::io;
use std::path::Path;

use shouwang_calendar::{Lang, Words};
use shouwang_law::LawError;

/// A command that could not be done. Nothing was half done.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What is wrong and what to do.
    Said(Words),
    /// The output could not be written.
    Output(io::Error),
}

impl Failure {
    /// A failure in both languages.
    pub(crate) fn new(zh: impl Into<String>, en: impl Into<String>) -> Failure {
        Failure::Said(Words::new(zh, en))
    }

    /// Mistakes in the law data, a line each, with their places; above them a heading, if there is one.
    pub(crate) fn law(heading: Option<Words>, errors: &[LawError]) -> Failure {
        let lines = |lang: Lang| {
            let line = |error: &LawError| format!("{}: {}", error.place, lang.pick(&error.zh, &error.en));
            heading.iter().map(|heading| heading.get(lang).to_owned()).chain(errors.iter().map(line)).collect::<Vec<_>>().join("\n")
        };
        Failure::new(lines(Lang::Zh), lines(Lang::En))
    }

    /// A file that cannot be read or written.
    pub(crate) fn file(path: &Path, error: &io::Error) -> Failure {
        let path = path.display();
        Failure::new(format!("{path}：{error}。请核对路径和权限"), format!("{path}: {error}; check the path and the permissions"))
    }

    /// Whether the reader of the output has gone, as `head` does: no reason to complain.
    pub(crate) fn is_broken_pipe(&self) -> bool {
        matches!(self, Failure::Output(error) if error.kind() == io::ErrorKind::BrokenPipe)
    }

    /// In one language.
    pub(crate) fn text(&self, language: Lang) -> String {
        match self {
            Failure::Said(message) => message.get(language).to_owned(),
            Failure::Output(error) => format!("{}{error}", language.pick("无法输出：", "cannot write the output: ")),
        }
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        Failure::Output(error)
    }
}

impl From<Words> for Failure {
    fn from(message: Words) -> Failure {
        Failure::Said(message)
    }
}

impl From<shouwang_storage::StorageError> for Failure {
    fn from(error: shouwang_storage::StorageError) -> Failure {
        Failure::new(error.zh(), error.to_string())
    }
}
