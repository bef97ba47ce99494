//! Reviews of providers.

use crate::register::{Ref, Register};
use crate::registers::provider_contract::ProviderContract;

/// One look at how a provider manages security.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "服务商检查",
    help = "对服务商安全管理的一次检查。",
    order = 501,
    article = "M28",
    event = ("检查日", "Reviewed on"),
    natural = [contract, from],
    example_from = "2026-06-15",
)]
pub struct ProviderReview {
    /// The contract that it is about.
    #[field("服务合同", en = "Provider contract", help = "检查所依据的合同。", article = "M28", example = "例-K1")]
    pub contract: Ref<ProviderContract>,
    /// Whether the provider's access control is sound.
    #[field("访问控制健全", en = "Access control sound", help = "服务商的访问控制是否健全。", article = "M28", example = "是")]
    pub access_control: Option<bool>,
    /// Whether the provider's risk management is sound.
    #[field("风险管理健全", en = "Risk management sound", help = "服务商的风险管理是否健全。", article = "M28", example = "是")]
    pub risk_management: Option<bool>,
    /// Whether the provider's backups are sound.
    #[field("数据备份健全", en = "Backups sound", help = "服务商的数据备份是否健全。", article = "M28", example = "是")]
    pub backup: Option<bool>,
    /// The year that it counts for; empty means the year of its day.
    #[field("所属年度", en = "For the year", help = "检查算作哪一年的；留空按检查日所在年。", range = 2000..=2100, article = "M28")]
    pub for_year: Option<i64>,
}
