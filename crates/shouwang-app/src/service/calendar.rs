//! Taking in a year's holiday notice, and counting by what was taken in.

use shouwang_calendar::{Lang, Notice};

use super::Service;
use crate::authority::operation;
use crate::caller::Caller;
use crate::edge::Edge;
use crate::lawbook::{LawBook, Pages};
use crate::notices::{IMPORT, load_notices, notice_write};
use crate::problem::{AppError, ProblemCode};

impl Service {
    /// Checks a notice, writes it with who brought it, and counts by it from then on; the other servers on the database follow.
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
        let operation = operation(IMPORT).ok_or_else(|| AppError::internal("no such operation"))?;
        let mut about = caller.about(operation, self.authority().allowed_by(&caller.grants, operation.id));
        about.idempotency_key.clone_from(&caller.key);
        self.write_once(notice_write((&notice, text), Service::moment(edge), about)).await?;
        self.refresh_notices().await?;
        Ok(notice)
    }

    /// Takes over the notices as they stand now: when one was taken in, and now and then, because another server may have taken one in.
    ///
    /// # Errors
    /// When they cannot be read; then those known before hold on.
    pub async fn refresh_notices(&self) -> Result<(), AppError> {
        let (book, notices) = (self.book(), load_notices(&self.store).await?);
        if !book.pages.has_notices(&notices) {
            let book = LawBook::load(&Pages::clone(&book.pages).with_notices(notices));
            self.put_book(book.map_err(|errors| AppError::internal(format!("the law data has {} mistakes", errors.len())))?);
            // Days are counted otherwise from now on, and so duties are planned anew.
            self.changes().look();
        }
        Ok(())
    }
}
