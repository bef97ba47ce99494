//! Passkeys: the server's part of Web Authentication Level 3, as far as passkeys need it.
//!
//! Pure: challenges and the counter seen last are handed in. Attestation is neither asked for nor looked at: any authenticator may be used
//! that verifies its user. This module must not know accounts.

mod authenticator;
mod cbor;
mod ceremony;
mod client;
mod key;

use shouwang_calendar::Words;

pub use ceremony::{AuthenticationResponse, Passkey, RegistrationResponse, RelyingParty};

/// What is wrong with a passkey's answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasskeyFlaw {
    /// It is not in the form that the standard describes.
    #[error("the answer is malformed")]
    Malformed,
    /// It answers another question, or one of another kind.
    #[error("the answer is to another question")]
    OtherChallenge,
    /// It was given to another site.
    #[error("the answer was given to another origin")]
    OtherOrigin,
    /// It is for another relying party.
    #[error("the answer is for another relying party")]
    OtherRelyingParty,
    /// Nobody was there, or the authenticator did not verify who it was.
    #[error("the authenticator did not verify its user")]
    NotVerified,
    /// A kind of key that was not offered.
    #[error("the key is of a kind that was not offered")]
    OtherKey,
    /// The signature is not by the key.
    #[error("the signature is wrong")]
    Signature,
    /// The counter stands where it has been: the passkey was copied.
    #[error("the counter did not move")]
    Copied,
    /// No passkey of the account gave it.
    #[error("the passkey is not of this account")]
    Unknown,
}

impl PasskeyFlaw {
    /// What is wrong and what to do.
    #[must_use]
    pub fn words(&self) -> Words {
        match self {
            PasskeyFlaw::NotVerified => Words::new(
                "认证器没有验证使用者；请用 PIN、指纹或面容解锁后重试",
                "The authenticator did not verify who uses it; unlock it with a PIN, fingerprint or face and try again",
            ),
            PasskeyFlaw::OtherOrigin | PasskeyFlaw::OtherRelyingParty => Words::new(
                "通行密钥是给另一个地址用的；请核对浏览器地址栏，并用登记时的地址访问",
                "The passkey answered another address; check the address bar and use the address it was enrolled at",
            ),
            PasskeyFlaw::Copied => Words::new(
                "通行密钥的计数没有增加，可能被复制；请删除它并报告安全管理员",
                "The passkey's counter did not move, so it may have been copied; remove it and tell the security administrator",
            ),
            PasskeyFlaw::OtherKey => {
                Words::new("认证器的密钥类型不受支持；请换一个认证器", "The authenticator's kind of key is not supported; use another one")
            }
            _ => Words::new(
                "通行密钥没有通过验证；请重试，或改用动态口令、恢复码",
                "The passkey was not accepted; try again, or use a one-time code or a recovery code",
            ),
        }
    }
}
