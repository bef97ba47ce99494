//! Resources that were approved, and their use.

use crate::register::{Choices, Register};
use crate::registers::responsible::Responsible;

/// Resources that were approved, and their use.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "资源分配",
    help = "批准给单位的网络、计算、存储和数据资源及其使用。",
    order = 305,
    article = "M32, I32",
    example_code = "例-R1",
    example_from = "2025-01-10"
)]
pub struct ResourceAllocation {
    /// What kind of resource it is.
    #[field("类别", help = "资源的类别。", article = "M32", example = "存储")]
    pub kind: Kind,
    /// What it was approved for.
    #[field("批准用途", en = "Approved purpose", help = "批准时确定的用途。", article = "M32", example = "政务服务数据存储")]
    pub purpose: String,
    /// How much was approved.
    #[field("批准量", en = "Approved amount", help = "批准的数量。", article = "M32", example = "500")]
    pub approved: i64,
    /// What the amounts count.
    #[field("计量单位", en = "Measure", help = "批准量和实际用量的单位，如 GB、核。", chars = 20, article = "M32", example = "GB")]
    pub measure: Option<String>,
    /// How much is used.
    #[field("实际用量", en = "Used amount", help = "实际使用的数量。", article = "M32", example = "320")]
    pub used: Option<i64>,
    /// Whether it is used for what it was approved for.
    #[field("用途在批准范围内", en = "Used as approved", help = "实际用途是否在批准范围内。", article = "M32", example = "是")]
    pub approved_use: Option<bool>,
    /// Who answers for it.
    #[field(flatten)]
    pub responsible: Responsible,
}

/// Kinds of resources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Kind {
    /// Network.
    #[choice("网络")]
    Network,
    /// Computing.
    #[choice("算力")]
    Compute,
    /// Storage.
    #[choice("存储")]
    Storage,
    /// Data.
    #[choice("数据")]
    Data,
    /// Other.
    #[choice("其他")]
    Other,
}
