//! Security incidents.

use crate::register::{Choices, Ref, Register};
use crate::registers::{information_system::InformationSystem, unit::Unit};

/// A security incident, from its discovery to the end of its handling.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "安全事件",
    help = "网络和数据安全事件；起止日为发现和处置结束的日期。",
    order = 407,
    article = "M31, I11, I15",
    from = ("发现日", "Found on"),
    until = ("处置结束日", "Handled until"),
    example_code = "例-C1",
    example_from = "2026-09-05",
)]
pub struct Incident {
    /// The unit where it happened.
    #[field("单位", help = "发生事件的单位。", article = "M31", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// The system where it happened.
    #[field("信息系统", en = "Information system", help = "发生事件的系统。", example = "例-S1")]
    pub system: Option<Ref<InformationSystem>>,
    /// How grave it is.
    #[field("级别", help = "事件的级别。", article = "M31", example = "一般")]
    pub level: Level,
    /// Whether it disturbs the extranet.
    #[field("影响政务外网运行", en = "Disturbs the extranet", help = "是否影响政务外网运行。", article = "M31", example = "否")]
    pub affects_network: Option<bool>,
    /// Whether personal data are concerned.
    #[field("涉及个人信息", en = "Concerns personal data", help = "是否涉及个人信息。", example = "否")]
    pub personal_data: Option<bool>,
}

/// How grave an incident is, from the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Level {
    /// General.
    #[choice("一般")]
    General,
    /// Fairly major.
    #[choice("较大")]
    FairlyMajor,
    /// Major.
    #[choice("重大")]
    Major,
    /// Especially major.
    #[choice("特别重大")]
    EspeciallyMajor,
}
