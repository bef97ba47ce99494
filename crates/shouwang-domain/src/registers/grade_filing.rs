//! Filed grades of protection.

use crate::register::{Ref, Register};
use crate::registers::{information_system::InformationSystem, network::Network};
use shouwang_calendar::Day;

/// The grade of protection that was filed for a network or a system.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "等级保护备案",
    en = "Graded-protection filing",
    help = "网络或者信息系统的等级保护定级备案。",
    order = 400,
    article = "M5, M18, I5",
    from = ("备案日", "Filed on"),
    until = ("撤销日", "Withdrawn on"),
    natural = [network, system],
    exactly_one = [network, system],
    example_code = "例-F1",
    example_from = "2025-01-10",
)]
pub struct GradeFiling {
    /// The network that it is about.
    #[field("网络", help = "备案的网络。", article = "M18")]
    pub network: Option<Ref<Network>>,
    /// The system that it is about.
    #[field("信息系统", en = "Information system", help = "备案的信息系统。", article = "M5", example = "例-S1")]
    pub system: Option<Ref<InformationSystem>>,
    /// From 1 to 5.
    #[field("等级", help = "第一级至第五级，填 1 至 5。", range = 1..=5, article = "M18, I5", example = "3")]
    pub grade: i64,
    /// The day on which the grade was fixed.
    #[field("定级日", en = "Grade fixed on", help = "等级确定的日期。", article = "M5", example = "2024-12-20")]
    pub fixed_on: Option<Day>,
    /// The number of the filing.
    #[field("备案编号", en = "Filing number", help = "备案证明的编号。", chars = 80, example = "样例-2025-01")]
    pub number: Option<String>,
}
