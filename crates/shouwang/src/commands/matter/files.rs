//! `shouwang matter files`, `attach`, `take`, `detach` and `paper`: what belongs to a matter as files.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use shouwang_app::service::{DocumentAsked, FileView, NewFile};
use shouwang_calendar::{Lang, Words};

use super::super::Outcome;
use super::show::{id, label};
use super::{Clerk, failed};
use crate::failure::Failure;

impl Clerk<'_> {
    pub(super) async fn files(&self, number: &str) -> Outcome {
        let view = self.service.matter_files(&self.caller, number, &self.edge()).await.map_err(failed)?;
        self.print(
            || view.files.iter().map(file_json).collect(),
            |language| {
                let none = view.files.is_empty().then(|| language.pick("没有附件", "no files").to_owned());
                view.files.iter().map(|file| file_line(file, language)).chain(none).collect()
            },
        );
        Ok(true)
    }

    /// Attaches one after the other; the first that is refused ends it, and those before it are attached.
    pub(super) async fn attach(&self, number: &str, files: &[PathBuf]) -> Outcome {
        for file in files {
            let bytes = std::fs::read(file).map_err(|error| Failure::file(file, &error))?;
            let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
            let new = NewFile { name, bytes, key: None };
            let added = self.service.add_matter_file(&self.caller, number, new, &self.edge()).await.map_err(failed)?;
            self.print(|| file_json(&added), |language| vec![file_line(&added, language)]);
        }
        Ok(true)
    }

    pub(super) async fn take(&self, number: &str, id: &str, to: &Path) -> Outcome {
        let (_, bytes) = self.service.take_matter_file(&self.caller, number, id, &self.edge()).await.map_err(failed)?;
        self.write(to, &bytes)
    }

    pub(super) async fn detach(&self, number: &str, id: &str) -> Outcome {
        let view = self.service.matter_files(&self.caller, number, &self.edge()).await.map_err(failed)?;
        // One that is not there is refused by the use case, in its own words.
        let version = view.files.iter().find(|file| file.id == id).map_or(0, |file| file.version);
        self.service.remove_matter_file(&self.caller, number, (id, version), &self.edge()).await.map_err(failed)?;
        self.context.say(&Words::new(format!("{number} 的附件 {id} 已移除"), format!("file {id} of {number} was removed")));
        Ok(true)
    }

    /// The form of the paper is what the file's name ends with.
    pub(super) async fn paper(&self, number: &str, paper: &str, to: &Path) -> Outcome {
        let form = to.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let (kind, form) = DocumentAsked::named(&format!("{paper}.{form}")).ok_or_else(|| {
            Failure::new(
                format!("没有“{paper}”这种文书，或者 {} 不是 .pdf 也不是 .docx；文书是 application 或 reply", to.display()),
                format!("`{paper}` is no paper, or {} is neither .pdf nor .docx; papers are application and reply", to.display()),
            )
        })?;
        let url = self.settings.verify_url();
        let asked = DocumentAsked { kind, form, lang: self.language(), verify_url: url.as_deref() };
        let made = self.service.matter_document(&self.caller, number, asked, &self.edge()).await.map_err(failed)?;
        self.write(to, &made.bytes)
    }

    fn write(&self, to: &Path, bytes: &[u8]) -> Outcome {
        std::fs::write(to, bytes).map_err(|error| Failure::file(to, &error))?;
        self.context.say(&Words::new(format!("已写到 {}", to.display()), format!("written to {}", to.display())));
        Ok(true)
    }
}

fn file_line(view: &FileView, language: Lang) -> String {
    let FileView { id, file, on, .. } = view;
    let (media, verdict) = (label(file.media), label(file.verdict));
    let bytes = language.pick("字节", "bytes");
    format!("{id}  {}  {}  {} {bytes}  {}  {on}  {}", file.name, media.get(language), file.bytes, verdict.get(language), file.by)
}

fn file_json(view: &FileView) -> Value {
    let FileView { file, .. } = view;
    json!({
        "id": view.id,
        "name": file.name,
        "media": id(file.media),
        "bytes": file.bytes,
        "sm3": file.sm3,
        "verdict": id(file.verdict),
        "by": file.by,
        "on": view.on,
        "version": view.version,
    })
}
