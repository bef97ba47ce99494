//! Upgrades and new technologies.

use crate::register::{Choices, Ref, Register};
use crate::registers::information_system::InformationSystem;

/// An upgrade of a system, or a new technology in it.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "升级",
    help = "信息系统升级或者引入新技术。",
    order = 406,
    article = "M29",
    event = ("升级日", "Upgraded on"),
    natural = [system, kind, from],
    example_from = "2026-10-15",
)]
pub struct Upgrade {
    /// The system that was upgraded.
    #[field("信息系统", en = "Information system", help = "升级的系统。", article = "M29", example = "例-S1")]
    pub system: Ref<InformationSystem>,
    /// What kind of change it was.
    #[field("类别", help = "升级的类别。", article = "M29", example = "系统升级")]
    pub kind: Kind,
}

/// Kinds of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Kind {
    /// Upgrade.
    #[choice("系统升级")]
    Upgrade,
    /// New technology.
    #[choice("引入新技术")]
    NewTechnology,
}
