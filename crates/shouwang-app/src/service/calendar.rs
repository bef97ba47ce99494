//! Taking in a year's holiday notice.

use std::fs;

use sha2::{Digest as _, Sha256};
use shouwang_calendar::{Lang, Notice};

use super::Service;
use crate::caller::Caller;
use crate::edge::{Edge, hex};
use crate::lawbook::LawBook;
use crate::problem::{AppError, ProblemCode};

impl Service {
    /// Checks a notice, puts on record who brought it, keeps it in the data folder, and counts by it from then on.
    ///
    /// # Errors
    /// When it is no notice, or cannot be kept.
    pub async fn import_notice(&self, caller: &Caller, bytes: &[u8], edge: &Edge<'_>) -> Result<Notice, AppError> {
        let text = std::str::from_utf8(bytes)
            .map_err(|_| AppError::new(ProblemCode::Invalid, "文件不是 UTF-8 文本", "The file is no text in UTF-8"))?;
        let notice = Notice::parse(text).map_err(|error| {
            let mut said = AppError::new(ProblemCode::Invalid, "放假通知有误，没有导入", "The notice is wrong and was not taken in");
            said = said.at(format!("line {}", error.line), error.message(Lang::Zh), error.message(Lang::En));
            said
        })?;
        let folder = self.folders.notices();
        let target = folder.join(format!("{}.toml", notice.year));
        // Beside its place first: whoever starts meanwhile must not read half of it.
        let part = folder.join(format!(".{}.part", notice.year));
        let failed = |error: std::io::Error| AppError::internal(error);
        fs::create_dir_all(&folder).map_err(failed)?;
        fs::write(&part, text).map_err(failed)?;
        let source = format!("calendar/{}.toml sha256:{}", notice.year, hex(&Sha256::digest(text)));
        self.put_note(caller, "calendar.import", Some(source), edge).await?;
        fs::rename(&part, &target).map_err(failed)?;
        let pages = self.folders.pages().map_err(AppError::internal)?;
        let book = LawBook::load(&pages).map_err(|errors| AppError::internal(format!("the law data has {} mistakes", errors.len())))?;
        self.put_book(book);
        Ok(notice)
    }
}
