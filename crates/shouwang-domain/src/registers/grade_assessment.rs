//! Assessments against the grade of protection.

use crate::register::{Choices, Ref, Register};
use crate::registers::{information_system::InformationSystem, network::Network};

/// One assessment of a network or a system against its grade.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "等级测评",
    help = "网络或者信息系统的一次等级测评。",
    order = 401,
    article = "M5, M18",
    event = ("测评日", "Assessed on"),
    natural = [network, system, from],
    exactly_one = [network, system],
    example_code = "例-V1",
    example_from = "2025-10-30",
)]
pub struct GradeAssessment {
    /// The network that was assessed.
    #[field("网络", help = "测评的网络。")]
    pub network: Option<Ref<Network>>,
    /// The system that was assessed.
    #[field("信息系统", en = "Information system", help = "测评的信息系统。", example = "例-S1")]
    pub system: Option<Ref<InformationSystem>>,
    /// The grade it was assessed against, from 1 to 5.
    #[field("等级", help = "测评所依据的等级，填 1 至 5。", range = 1..=5, article = "M18", example = "3")]
    pub grade: i64,
    /// What the report concludes; until 2025 the words were excellent, good, fair, poor.
    #[field("结论", help = "测评报告的结论；2025 年以前用优、良、中、差。", article = "M5", example = "符合")]
    pub conclusion: Option<Conclusion>,
}

/// Conclusions of assessments, in the words used since 2025 and before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Conclusion {
    /// Conforms.
    #[choice("符合")]
    Conforms,
    /// Basically conforms.
    #[choice("基本符合")]
    BasicallyConforms,
    /// Does not conform.
    #[choice("不符合")]
    Fails,
    /// Excellent.
    #[choice("优")]
    Excellent,
    /// Good.
    #[choice("良")]
    Good,
    /// Fair.
    #[choice("中")]
    Fair,
    /// Poor.
    #[choice("差")]
    Poor,
}
