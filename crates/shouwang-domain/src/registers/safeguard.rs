//! Technical protections that are in place.

use crate::register::{Choices, Ref, Register};
use crate::registers::{information_system::InformationSystem, network::Network, unit::Unit};

/// A technical protection that a unit has in place.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "防护措施",
    help = "单位已落实的技术防护措施或者设施。",
    order = 209,
    article = "M5, M18, I5, I32",
    from = ("启用日", "In place from"),
    until = ("停用日", "In place until"),
    natural = [unit, kind, network, system],
    example_from = "2024-01-01",
)]
pub struct Safeguard {
    /// The unit that put it in place.
    #[field("单位", help = "落实措施的单位。", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// What kind of protection it is.
    #[field("类别", help = "措施的类别。", article = "M5, M18", example = "数据备份")]
    pub kind: Kind,
    /// The network that it protects.
    #[field("网络", help = "措施保护的网络。")]
    pub network: Option<Ref<Network>>,
    /// The system that it protects.
    #[field("信息系统", en = "Information system", help = "措施保护的信息系统。", example = "例-S1")]
    pub system: Option<Ref<InformationSystem>>,
}

/// Kinds of protections.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Kind {
    /// Secrecy self-supervision facility.
    #[choice("保密自监管设施")]
    SecrecySelfSupervision,
    /// Data backup.
    #[choice("数据备份")]
    Backup,
    /// Access control.
    #[choice("访问控制")]
    AccessControl,
    /// Authentication.
    #[choice("安全认证")]
    Authentication,
    /// Monitoring and early warning.
    #[choice("监测预警")]
    Monitoring,
    /// Security audit.
    #[choice("安全审计")]
    Audit,
}
