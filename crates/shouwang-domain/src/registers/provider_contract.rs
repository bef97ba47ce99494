//! Contracts with providers.

use crate::register::{Choices, Ref, Register};
use crate::registers::unit::Unit;

/// A contract between a unit and a provider.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "服务合同",
    help = "单位与服务商签订的合同。",
    order = 500,
    article = "M28, I8, I19, I20",
    example_code = "例-K1",
    example_from = "2026-01-01"
)]
pub struct ProviderContract {
    /// The unit that is served.
    #[field("单位", help = "接受服务的单位。", article = "M28", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// The unit that serves it.
    #[field("服务商", help = "提供服务的单位编号。", article = "M28", example = "例-U2")]
    pub provider: Ref<Unit>,
    /// What kind of service it is.
    #[field("类别", help = "服务的类别。", article = "M28", example = "运维")]
    pub kind: Kind,
    /// Whether it states the duties of security.
    #[field("含安全条款", en = "Has security terms", help = "合同是否写明网络和数据安全责任。", article = "M28", example = "是")]
    pub security_terms: Option<bool>,
}

/// Kinds of services.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Kind {
    /// Carrier.
    #[choice("运营")]
    Carrier,
    /// Builder.
    #[choice("承建")]
    Builder,
    /// Maintenance.
    #[choice("运维")]
    Maintenance,
    /// Outsourcing.
    #[choice("外包")]
    Outsourcing,
}
