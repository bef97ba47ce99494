//! Risk assessments, evaluations before launch, self-checks.

use crate::register::{Choices, Ref, Register};
use crate::registers::{incident::Incident, information_system::InformationSystem, unit::Unit, upgrade::Upgrade};

/// One risk assessment, evaluation before launch, or self-check.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "风险评估",
    help = "一次风险评估、上线测评或者自查。",
    order = 403,
    article = "M24, M29, I14",
    event = ("评估日", "Assessed on"),
    natural = [unit, system, kind, from],
    example_from = "2026-10-10",
)]
pub struct RiskAssessment {
    /// The unit that was assessed.
    #[field("单位", help = "被评估的单位。", article = "M29", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// The system that it is about; empty when it is about the whole unit.
    #[field("信息系统", en = "Information system", help = "评估针对的系统；针对全单位的留空。", article = "M24, M29", example = "例-S1")]
    pub system: Option<Ref<InformationSystem>>,
    /// What kind of assessment it was.
    #[field("类别", help = "评估的类别。", article = "M24, M29, I14", example = "专项评估")]
    pub kind: Kind,
    /// The upgrade that it was made for.
    #[field("升级", help = "专项评估针对的升级。", article = "M29", example = "例-S1/upgrade/2026-10-15")]
    pub upgrade: Option<Ref<Upgrade>>,
    /// The incident that it was made after.
    #[field("安全事件", help = "应急评估针对的事件。", article = "M29")]
    pub incident: Option<Ref<Incident>>,
    /// What it concluded.
    #[field("结论", help = "评估结论。", example = "合格")]
    pub conclusion: Option<Conclusion>,
    /// The year that it counts for; empty means the year of its day.
    #[field("所属年度", en = "For the year", help = "评估算作哪一年的；留空按评估日所在年。", range = 2000..=2100, article = "M29")]
    pub for_year: Option<i64>,
}

/// Kinds of assessments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Kind {
    /// Routine assessment.
    #[choice("定期评估")]
    Routine,
    /// Important-data assessment.
    #[choice("重要数据评估")]
    ImportantData,
    /// Special assessment.
    #[choice("专项评估")]
    Special,
    /// Emergency assessment.
    #[choice("应急评估")]
    Emergency,
    /// Evaluation before launch.
    #[choice("上线测评")]
    Launch,
    /// Work-secret assessment.
    #[choice("工作秘密评估")]
    WorkSecret,
    /// Self-check.
    #[choice("自查")]
    SelfCheck,
}

/// What an assessment concludes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Conclusion {
    /// Passed.
    #[choice("合格")]
    Passed,
    /// Passed with findings.
    #[choice("基本合格")]
    PassedWithFindings,
    /// Failed.
    #[choice("不合格")]
    Failed,
}
