//! What proves that somebody is the holder of an account.

use super::login::Login;
use crate::register::{Choices, Ref, Register};

/// One proof of an account: a password's hash, a sealed secret of one-time codes, a passkey's public part.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register("登录凭据", en = "Credential", system, help = "账户的登录凭据；只存摘要、密文或公钥。", order = 902, article = "M27", natural = [login, kind])]
pub struct Credential {
    /// The account.
    #[field("账户", en = "Account", help = "凭据所属的账户。")]
    pub login: Ref<Login>,
    /// What it is.
    #[field("类别", help = "凭据的类别。")]
    pub kind: CredentialKind,
    /// The hash, ciphertext or public part; never the secret itself.
    #[field("内容", en = "Content", help = "摘要、密文或公钥，不含明文。", chars = 8000)]
    pub secret: String,
    /// What its holder calls it.
    #[field("名称", help = "持有人起的名称。", chars = 80)]
    pub label: Option<String>,
    /// Whether it has to be changed when it is first used.
    #[field("须更改", en = "To be changed", help = "首次使用时是否必须更改。")]
    pub once: Option<bool>,
}

/// Kinds of proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum CredentialKind {
    /// Password.
    #[choice("口令")]
    Password,
    /// One-time codes.
    #[choice("动态口令")]
    Totp,
    /// Passkey.
    #[choice("通行密钥")]
    Passkey,
}
