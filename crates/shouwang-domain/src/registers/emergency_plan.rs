//! Plans for emergencies.

use crate::register::{Ref, Register};
use crate::registers::unit::Unit;
use shouwang_calendar::Day;

/// A plan for emergencies.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "应急预案",
    help = "网络和数据安全事件应急预案。",
    order = 604,
    article = "M30, I12",
    from = ("发布日", "Issued on"),
    until = ("废止日", "In force until"),
    natural = [unit, title],
    example_from = "2025-03-01",
)]
pub struct EmergencyPlan {
    /// The unit that made it.
    #[field("单位", help = "制定预案的单位。", article = "M30", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// What it is called.
    #[field("名称", help = "预案名称。", chars = 120, example = "样例县甲局应急预案")]
    pub title: String,
    /// The day on which it was last revised.
    #[field("修订日", help = "最近一次修订的日期。", article = "M30", example = "2026-02-15")]
    pub reviewed_on: Option<Day>,
}
