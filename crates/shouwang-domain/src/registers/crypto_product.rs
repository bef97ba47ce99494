//! Cryptographic products in use.

use crate::register::{Ref, Register};
use crate::registers::information_system::InformationSystem;
use shouwang_calendar::Day;

/// A cryptographic product that a system uses.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "密码产品",
    en = "Cryptographic product",
    help = "信息系统使用的商用密码产品。",
    order = 307,
    article = "M7, I6",
    natural = [system, name],
    example_from = "2025-01-15",
)]
pub struct CryptoProduct {
    /// The system that uses it.
    #[field("信息系统", en = "Information system", help = "使用产品的系统。", article = "M7", example = "例-S1")]
    pub system: Ref<InformationSystem>,
    /// The product's name and model.
    #[field("名称", help = "产品名称和型号。", chars = 80, example = "样例密码机")]
    pub name: String,
    /// The number of its certificate.
    #[field("认证证书编号", help = "产品认证证书的编号。", chars = 80, article = "M7", example = "样例-0001")]
    pub certificate_number: Option<String>,
    /// The last day on which the certificate is valid.
    #[field("证书截止日", en = "Certificate valid until", help = "证书有效的最后一日。", article = "M7", example = "2029-12-31")]
    pub certificate_until: Option<Day>,
}
