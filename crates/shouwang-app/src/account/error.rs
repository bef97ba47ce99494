//! Why something about one's own account could not be done, in words for whoever asked.
//!
//! What is said of a failed log-in must not tell whether there is such an account, and must not differ between the ways of failing.

use jiff::Timestamp;
use jiff::tz;
use shouwang_calendar::Words;
use shouwang_storage::StorageError;

use super::password::PasswordFlaw;
use super::webauthn::PasskeyFlaw;
use crate::problem::{AppError, FieldError, ProblemCode};

/// Why something about an account could not be done. Nothing was half done.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// No such account, a wrong password, an account that may not be used: it is never said which.
    #[error("log-in refused")]
    Refused,
    /// Too many failures; nothing is looked at before this moment.
    #[error("locked until {0}")]
    Locked(Timestamp),
    /// The second factor that was shown is not right.
    #[error("second factor refused")]
    FactorRefused,
    /// A passkey's answer that does not fit.
    #[error("passkey refused: {0}")]
    Passkey(#[from] PasskeyFlaw),
    /// A step of a log-in that was begun too long ago, finished already, or never begun.
    #[error("this step is over")]
    StepOver,
    /// A password that the policy does not take.
    #[error("password refused: {0:?}")]
    Password(Vec<PasswordFlaw>),
    /// Something that is done only by somebody who has proved himself just now.
    #[error("the last proof is too old")]
    ProofTooOld,
    /// The last second factor of an account that needs one.
    #[error("the last second factor stays")]
    LastFactor,
    /// No more passkeys than this.
    #[error("an account has at most {0} passkeys")]
    TooManyPasskeys(usize),
    /// Nothing of this name belongs to the caller.
    #[error("not found")]
    NotFound,
    /// Logging in by the identity provider is not set up.
    #[error("no identity provider is set up")]
    NoProvider,
    /// The identity provider does not answer, or not as it should.
    #[error("the identity provider failed: {0}")]
    Provider(String),
    /// The identity provider vouches for somebody who has no account here.
    #[error("no account has the subject {0}")]
    UnknownSubject(String),
    /// Too many log-ins at once.
    #[error("too many log-ins at once")]
    Busy,
    /// A stored credential cannot be read.
    #[error("the credential {0} is damaged")]
    Damaged(String),
    /// The database refused or failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl AccountError {
    /// What is wrong and what to do, in both languages.
    #[must_use]
    pub fn words(&self) -> Words {
        match self {
            AccountError::Refused => Words::new("登录名或口令不正确，或账户不能使用；请核对后重试，或联系系统管理员", REFUSED_EN),
            AccountError::Locked(until) => {
                let until = until.display_with_offset(tz::offset(8));
                Words::new(
                    format!("失败次数过多，{until} 之前不再受理；请稍候重试，忘记口令请联系系统管理员"),
                    format!(
                        "Too many failures: nothing is accepted before {until}; wait, or ask the system administrator for a new password"
                    ),
                )
            }
            AccountError::FactorRefused => Words::new(
                "验证码不正确、已过期或已用过；请等待下一个验证码再试",
                "The code is wrong, too old or was already used; wait for the next one and try again",
            ),
            AccountError::Passkey(flaw) => flaw.words(),
            AccountError::StepOver => {
                Words::new("这一步已过期或已完成；请重新登录", "This step is over or was already done; log in from the beginning")
            }
            AccountError::Password(_) => {
                Words::new("新口令不符合要求；请按说明更换", "The new password is not accepted; choose another as said")
            }
            AccountError::ProofTooOld => Words::new(
                "此操作须在刚刚验证身份之后进行；请先再次输入口令或重新登录",
                "This needs a proof of who you are from just now; confirm your password, or log in again",
            ),
            AccountError::LastFactor => Words::new(
                "该账户必须有第二因素；请先登记另一个，再删除这一个",
                "This account needs a second factor; enrol another one before you remove this one",
            ),
            AccountError::TooManyPasskeys(count) => Words::new(
                format!("每个账户最多 {count} 个通行密钥；请先删除不用的"),
                format!("An account has at most {count} passkeys; remove one that is not used"),
            ),
            AccountError::NotFound => Words::new("没有这一项；请刷新后重试", "There is nothing like that; reload and try again"),
            AccountError::NoProvider | AccountError::Provider(_) | AccountError::UnknownSubject(_) => self.words_of_provider(),
            AccountError::Busy => {
                Words::new("同时登录的人太多；请几秒后重试", "Too many people log in at once; try again in a few seconds")
            }
            AccountError::Damaged(_) => Words::new(
                "账户的凭据无法读取；请联系系统管理员重置",
                "The account's credential cannot be read; ask the system administrator to reset it",
            ),
            AccountError::Storage(error) => Words::new(error.zh(), error.to_string()),
        }
    }

    fn words_of_provider(&self) -> Words {
        match self {
            AccountError::UnknownSubject(subject) => Words::new(
                format!("统一身份认证已通过，但本系统没有与标识“{subject}”对应的可用账户；账户由系统管理员创建，请联系管理员"),
                format!(
                    "The identity provider knows you as `{subject}`, but no account here that may be used has this subject; \
                     accounts are made by the system administrator: ask for one"
                ),
            ),
            AccountError::NoProvider => {
                Words::new("没有配置统一身份认证；请用登录名和口令登录", "No identity provider is set up; log in with name and password")
            }
            _ => Words::new(
                "统一身份认证没有给出可用的结果；请重试，或用登录名和口令登录",
                "The identity provider gave no usable answer; try again, or log in with name and password",
            ),
        }
    }

    fn code(&self) -> ProblemCode {
        match self {
            AccountError::Refused | AccountError::FactorRefused | AccountError::Passkey(_) | AccountError::UnknownSubject(_) => {
                ProblemCode::LoginRefused
            }
            AccountError::Locked(_) => ProblemCode::TooManyRequests,
            AccountError::StepOver => ProblemCode::Gone,
            AccountError::Password(_) => ProblemCode::Invalid,
            AccountError::ProofTooOld => ProblemCode::Forbidden,
            AccountError::LastFactor | AccountError::TooManyPasskeys(_) => ProblemCode::Conflict,
            AccountError::NotFound | AccountError::NoProvider => ProblemCode::NotFound,
            AccountError::Provider(_) | AccountError::Busy => ProblemCode::Unavailable,
            AccountError::Damaged(_) | AccountError::Storage(_) => ProblemCode::Internal,
        }
    }
}

impl From<AccountError> for AppError {
    fn from(error: AccountError) -> AppError {
        if let AccountError::Storage(error) = error {
            return error.into();
        }
        let words = error.words();
        let mut said = AppError::new(error.code(), words.zh, words.en);
        if let AccountError::Password(flaws) = &error {
            said.fields = flaws.iter().map(|flaw| FieldError { place: "/password".to_owned(), detail: flaw.words() }).collect();
        }
        match error.code() {
            ProblemCode::Unavailable => said.retry_after(5).because(error),
            _ => said.because(error),
        }
    }
}

const REFUSED_EN: &str =
    "The name or the password is wrong, or the account may not be used; check both and try again, or ask the system administrator";
