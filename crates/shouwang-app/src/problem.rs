//! Why something that was asked for could not be done: one table of codes, and the error that carries one of them.
//!
//! What stands in [`AppError::detail`] and [`AppError::fields`] is written for whoever asked, in both languages. The cause is for the log
//! only: nothing of it may reach the outside, because it may name tables, files or other people's rows.

use std::error::Error as StdError;
use std::fmt;

use shouwang_calendar::{Lang, Words};
use shouwang_storage::StorageError;

/// Declares the codes: identifier, HTTP status, title in Chinese and English.
macro_rules! problem_codes {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, $status:literal, $zh:literal, $en:literal;)+) => {
        /// Kinds of problems. The identifiers are part of the API: a program decides by them, so that one is never given another meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ProblemCode { $($(#[$doc])* $variant,)+ }

        impl ProblemCode {
            /// All of them, by status.
            pub const ALL: &'static [ProblemCode] = &[$(ProblemCode::$variant,)+];

            /// The identifier.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(ProblemCode::$variant => $code,)+ }
            }

            /// The HTTP status.
            #[must_use]
            pub const fn status(self) -> u16 {
                match self { $(ProblemCode::$variant => $status,)+ }
            }

            /// What it is called; the same for every occurrence.
            #[must_use]
            pub const fn title(self, lang: Lang) -> &'static str {
                match (self, lang) { $((ProblemCode::$variant, Lang::Zh) => $zh, (ProblemCode::$variant, Lang::En) => $en,)+ }
            }
        }
    };
}

problem_codes! {
    /// The request cannot be understood at all.
    BadRequest = "bad_request", 400, "请求无法理解", "The request cannot be understood";
    /// A parameter of the path or the query is not what it has to be.
    BadParameter = "bad_parameter", 400, "参数有误", "A parameter is wrong";
    /// A header that the operation needs is missing.
    HeaderMissing = "header_missing", 400, "缺少请求头", "A header is missing";
    /// Nobody is logged in.
    NotLoggedIn = "not_logged_in", 401, "没有登录", "Not logged in";
    /// Name, password or code is wrong, or the account cannot be used now; it is not said which.
    LoginRefused = "login_refused", 401, "登录未通过", "Log-in refused";
    /// One of the caller's roles needs a second factor, and none was shown when the session began.
    SecondFactorNeeded = "second_factor_needed", 401, "需要第二重验证", "A second factor is needed";
    /// The caller may not do this.
    Forbidden = "forbidden", 403, "没有权限", "Not allowed";
    /// A browser's request without the token that shows that our own page sent it.
    CsrfRefused = "csrf_refused", 403, "请求来源未经确认", "The request's origin was not confirmed";
    /// There is nothing like that, or nothing that the caller may know of.
    NotFound = "not_found", 404, "没有找到", "Not found";
    /// The path is there, but not for this method.
    MethodNotAllowed = "method_not_allowed", 405, "不支持这个方法", "Method not allowed";
    /// None of the forms that the caller accepts is spoken here.
    NotAcceptable = "not_acceptable", 406, "没有可接受的格式", "Not acceptable";
    /// The request's body did not come in time.
    RequestTimeout = "request_timeout", 408, "请求超时", "The request took too long";
    /// What is asked for contradicts the present state.
    Conflict = "conflict", 409, "与现状冲突", "In conflict with the present state";
    /// A request with the same idempotency key is still being worked on.
    InProgress = "in_progress", 409, "同一请求正在处理", "The same request is still under way";
    /// It was there and is no more.
    Gone = "gone", 410, "已不存在", "No longer there";
    /// Somebody else changed it since it was read.
    Overtaken = "overtaken", 412, "已被他人更改", "Changed by somebody else";
    /// The body is larger than allowed.
    TooLarge = "too_large", 413, "内容过大", "Too large";
    /// The body is in a form that is not understood.
    UnsupportedMediaType = "unsupported_media_type", 415, "不支持的内容格式", "Unsupported media type";
    /// What was sent is readable and cannot be taken; the fields say why.
    Invalid = "invalid", 422, "内容不符合要求", "The content is not valid";
    /// An idempotency key was used before for something else.
    KeyReused = "key_reused", 422, "幂等键已用于其他请求", "The idempotency key was used for another request";
    /// A change that does not say which version it changes.
    PreconditionRequired = "precondition_required", 428, "缺少版本条件", "The version to change must be named";
    /// Too many requests in a short time.
    TooManyRequests = "too_many_requests", 429, "请求过于频繁", "Too many requests";
    /// A failure that is none of the caller's.
    Internal = "internal", 500, "系统内部错误", "Internal error";
    /// It cannot be done now; later it can.
    Unavailable = "unavailable", 503, "暂时无法提供服务", "Temporarily unavailable";
    /// It took longer than an operation may take.
    TimedOut = "timed_out", 503, "处理超时", "It took too long";
    /// There is no room left to write.
    StorageFull = "storage_full", 507, "存储空间不足", "No space left";
}

/// One thing that is wrong with what was sent, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Where: a JSON pointer into the body (`/rows/0/name`), or the name of a parameter or header.
    pub place: String,
    /// What is wrong and what to do.
    pub detail: Words,
}

/// Why a use case could not be done. Nothing was half done.
#[derive(Debug)]
pub struct AppError {
    /// Which kind.
    pub code: ProblemCode,
    /// What is wrong and what to do.
    pub detail: Words,
    /// What is wrong with single fields, when that can be said.
    pub fields: Vec<FieldError>,
    /// Seconds after which it may be tried again.
    pub retry_after_s: Option<u32>,
    /// For the log.
    pub cause: Option<Box<dyn StdError + Send + Sync>>,
}

impl AppError {
    /// An error with its sentence in both languages.
    #[must_use]
    pub fn new(code: ProblemCode, zh: impl Into<String>, en: impl Into<String>) -> AppError {
        AppError { code, detail: Words::new(zh, en), fields: Vec::new(), retry_after_s: None, cause: None }
    }

    /// Something that is not there, or that the caller may not know of.
    #[must_use]
    pub fn not_found() -> AppError {
        AppError::new(
            ProblemCode::NotFound,
            "没有这一项，或者您无权知道它；请核对地址和编号",
            "There is nothing like that, or nothing that you may know of; check the address and the code",
        )
    }

    /// A failure that the caller can do nothing about; the cause goes to the log.
    #[must_use]
    pub fn internal(cause: impl Into<Box<dyn StdError + Send + Sync>>) -> AppError {
        AppError::new(
            ProblemCode::Internal,
            "处理时出现意外，没有写入任何内容；请稍后再试，并把请求编号告知系统管理员",
            "Something unforeseen happened and nothing was written; try again later, and tell the system administrator the request id",
        )
        .because(cause)
    }

    /// Content that cannot be taken, with what is wrong in each place.
    #[must_use]
    pub fn invalid(fields: Vec<FieldError>) -> AppError {
        let mut error = AppError::new(
            ProblemCode::Invalid,
            "内容不符合要求，没有写入任何内容；请按各处的说明更正",
            "The content is not valid and nothing was written; correct it as said for each place",
        );
        error.fields = fields;
        error
    }

    /// The same, about one place.
    #[must_use]
    pub fn invalid_at(place: impl Into<String>, zh: impl Into<String>, en: impl Into<String>) -> AppError {
        AppError::invalid(vec![FieldError::new(place, zh, en)])
    }

    /// With what is wrong in one place.
    #[must_use]
    pub fn at(mut self, place: impl Into<String>, zh: impl Into<String>, en: impl Into<String>) -> AppError {
        self.fields.push(FieldError::new(place, zh, en));
        self
    }

    /// With the cause, for the log.
    #[must_use]
    pub fn because(mut self, cause: impl Into<Box<dyn StdError + Send + Sync>>) -> AppError {
        self.cause = Some(cause.into());
        self
    }

    /// With the time after which it may be tried again.
    #[must_use]
    pub fn retry_after(mut self, seconds: u32) -> AppError {
        self.retry_after_s = Some(seconds);
        self
    }
}

impl FieldError {
    /// What is wrong in one place.
    #[must_use]
    pub fn new(place: impl Into<String>, zh: impl Into<String>, en: impl Into<String>) -> FieldError {
        FieldError { place: place.into(), detail: Words::new(zh, en) }
    }
}

impl fmt::Display for AppError {
    /// Code, both languages, and the cause: for the log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code.code(), self.detail)?;
        for field in &self.fields {
            write!(f, "; {}: {}", field.place, field.detail)?;
        }
        match &self.cause {
            Some(cause) => write!(f, " ({cause})"),
            None => Ok(()),
        }
    }
}

impl StdError for AppError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.cause.as_deref().map(|cause| -> &(dyn StdError + 'static) { cause })
    }
}

/// What a code means for whoever asked; `None`: it is none of his business.
fn code_of(error: &StorageError) -> Option<ProblemCode> {
    Some(match error {
        StorageError::InvalidRow { .. }
        | StorageError::DuplicateKey { .. }
        | StorageError::LeadsNowhere { .. }
        | StorageError::StillNamed { .. } => ProblemCode::Invalid,
        StorageError::NothingToWithdraw { .. } => ProblemCode::NotFound,
        StorageError::UnknownRegister { .. } => ProblemCode::NotFound,
        StorageError::LearnedTooEarly { .. } | StorageError::LearnedAfterRecorded { .. } | StorageError::SameMoment { .. } => {
            ProblemCode::Conflict
        }
        StorageError::Overtaken { .. } => ProblemCode::Overtaken,
        StorageError::OutOfReach { .. } | StorageError::OutOfEachReach => ProblemCode::Forbidden,
        StorageError::AlreadyDone { .. } | StorageError::NotErasable { .. } => ProblemCode::Conflict,
        StorageError::NoSuchEntry { .. } => ProblemCode::NotFound,
        StorageError::Query { .. } => ProblemCode::BadParameter,
        StorageError::Busy | StorageError::Stopped => ProblemCode::Unavailable,
        StorageError::DiskFull => ProblemCode::StorageFull,
        _ => return None,
    })
}

impl From<StorageError> for AppError {
    fn from(error: StorageError) -> AppError {
        match code_of(&error) {
            Some(code) => {
                let said = AppError::new(code, error.zh(), error.to_string());
                if code == ProblemCode::Unavailable { said.retry_after(1) } else { said }
            }
            None => AppError::internal(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_there_once_with_a_status_of_an_error_and_a_title_in_both_languages() {
        let mut codes: Vec<_> = ProblemCode::ALL.iter().map(|code| code.code()).collect();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), ProblemCode::ALL.len());
        for code in ProblemCode::ALL {
            assert!((400..600).contains(&code.status()), "{code:?}");
            assert!(!code.title(Lang::Zh).is_ascii() && code.title(Lang::En).is_ascii(), "{code:?}");
        }
        assert!(ProblemCode::ALL.is_sorted_by_key(|code| code.status()));
    }

    #[test]
    fn a_cause_is_in_the_log_line_and_not_in_what_is_said() {
        let error = AppError::internal("the table `secret` is gone");
        assert!(error.to_string().contains("secret"));
        assert!(!error.detail.to_string().contains("secret"));
    }
}
