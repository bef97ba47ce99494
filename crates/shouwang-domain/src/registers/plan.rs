//! Long-term and yearly plans.

use crate::register::{Choices, Ref, Register};
use crate::registers::unit::Unit;

/// A long-term or yearly plan.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "规划计划",
    help = "政务外网的中长期规划和年度计划。",
    order = 601,
    article = "M16",
    natural = [unit, title],
    example_from = "2026-01-10",
)]
pub struct Plan {
    /// The unit that made it.
    #[field("单位", help = "编制规划计划的单位。", article = "M16", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// Long-term or yearly.
    #[field("类别", help = "中长期规划或者年度计划。", article = "M16", example = "年度计划")]
    pub kind: Kind,
    /// What it is called.
    #[field("名称", help = "规划计划的名称。", chars = 120, example = "样例县2026年度建设计划")]
    pub title: String,
    /// The year of a yearly plan.
    #[field("年度", help = "年度计划所属的年度。", range = 2000..=2100, article = "M16", example = "2026")]
    pub year: Option<i64>,
    /// The plan that it follows.
    #[field("上位规划", en = "Parent plan", help = "所依据的规划。", article = "M16")]
    pub parent: Option<Ref<Plan>>,
    /// Whether it covers IPv6.
    #[field("含IPv6", en = "Covers IPv6", help = "是否包含 IPv6 的内容。", article = "M16", example = "是")]
    pub covers_ipv6: Option<bool>,
}

/// Kinds of plans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Kind {
    /// Long-term plan.
    #[choice("中长期规划")]
    LongTerm,
    /// Yearly plan.
    #[choice("年度计划")]
    Yearly,
}
