//! Where logs come from.

use crate::register::{Choices, Ref, Register};
use crate::registers::information_system::InformationSystem;

/// Where a system's logs come from.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "日志源",
    help = "信息系统产生日志的来源。",
    order = 302,
    article = "M24, I13",
    natural = [system, kind],
    example_from = "2025-01-15",
)]
pub struct LogSource {
    /// The system that writes them.
    #[field("信息系统", en = "Information system", help = "产生日志的系统。", article = "M24", example = "例-S1")]
    pub system: Ref<InformationSystem>,
    /// What kind of log it is.
    #[field("类别", help = "日志的类别。", example = "应用")]
    pub kind: Kind,
}

/// Kinds of logs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Kind {
    /// System.
    #[choice("系统")]
    System,
    /// Application.
    #[choice("应用")]
    Application,
    /// Database.
    #[choice("数据库")]
    Database,
    /// Network.
    #[choice("网络")]
    Network,
    /// Security.
    #[choice("安全")]
    Security,
}
