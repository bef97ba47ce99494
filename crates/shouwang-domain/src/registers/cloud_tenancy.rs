//! Systems' places in government clouds.

use crate::register::{Ref, Register};
use crate::registers::{information_system::InformationSystem, responsible::Responsible};

/// A system's place in a government cloud.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "云租户",
    help = "信息系统在政务云上的租用。",
    order = 304,
    article = "M19, M24, I33",
    natural = [system, cloud],
    example_from = "2025-01-10",
)]
pub struct CloudTenancy {
    /// The system that runs there.
    #[field("信息系统", en = "Information system", help = "部署在云上的系统。", article = "M19", example = "例-S1")]
    pub system: Ref<InformationSystem>,
    /// The cloud's name.
    #[field("云平台", help = "云平台名称。", chars = 80, article = "M19", example = "样例政务云")]
    pub cloud: String,
    /// Whether its owner has stated which least openings it needs.
    #[field(
        "已提出最小化开放策略",
        en = "Least openings stated",
        help = "是否已向云平台提出最小化开放的策略。",
        article = "I33",
        example = "是"
    )]
    pub least_open: Option<bool>,
    /// Who answers for it.
    #[field(flatten)]
    pub responsible: Responsible,
}
