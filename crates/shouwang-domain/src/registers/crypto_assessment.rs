//! Assessments of the use of cryptography.

use crate::register::{Ref, Register};
use crate::registers::{grade_assessment::Conclusion, information_system::InformationSystem, network::Network};
use shouwang_calendar::Day;

/// One assessment of how cryptography is used.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "密码应用评估",
    en = "Cryptography assessment",
    help = "商用密码应用安全性评估。",
    order = 402,
    article = "M5, M7, I6",
    event = ("评估日", "Assessed on"),
    natural = [network, system, from],
    exactly_one = [network, system],
    example_code = "例-J1",
    example_from = "2025-11-10",
)]
pub struct CryptoAssessment {
    /// The network that was assessed.
    #[field("网络", help = "评估的网络。")]
    pub network: Option<Ref<Network>>,
    /// The system that was assessed.
    #[field("信息系统", en = "Information system", help = "评估的信息系统。", example = "例-S1")]
    pub system: Option<Ref<InformationSystem>>,
    /// What the report concludes.
    #[field("结论", help = "评估报告的结论。", article = "M5", example = "符合")]
    pub conclusion: Option<Conclusion>,
    /// The day on which the result was filed.
    #[field("备案日", help = "评估结果报密码管理部门备案的日期。", not_before = from, article = "M7", example = "2025-11-25")]
    pub filed_on: Option<Day>,
}
