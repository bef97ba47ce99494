//! Reports between bodies.

use crate::register::{Choices, Ref, Register};
use crate::registers::{incident::Incident, unit::Unit};

/// One report from one body to another.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "报告",
    help = "单位之间的一次报告或者报送。",
    order = 606,
    article = "M29, M31, M34, I11, I14, I15",
    event = ("报告日", "Reported on"),
    natural = [unit, kind, to, incident, for_period, from],
    example_from = "2026-09-05",
)]
pub struct Report {
    /// The unit that reports.
    #[field("报告单位", en = "Reporting unit", help = "报告的单位。", article = "M31", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// The unit that is told.
    #[field("接收单位", en = "Addressee", help = "接收报告的单位。", article = "M31", example = "例-U2")]
    pub to: Option<Ref<Unit>>,
    /// What kind of report it is.
    #[field("类别", help = "报告的类别。", article = "M31, M34, I15", example = "事件报告")]
    pub kind: Kind,
    /// The incident that it is about.
    #[field("安全事件", help = "报告针对的事件。", article = "M31", example = "例-C1")]
    pub incident: Option<Ref<Incident>>,
    /// The period that a regular report is about.
    #[field("所属期间", en = "For the period", help = "定期报告所属的期间，如 2026年第三季度。", chars = 40, article = "I15")]
    pub for_period: Option<String>,
}

/// Kinds of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Kind {
    /// Quarterly report of incidents.
    #[choice("安全事件季报")]
    Incidents,
    /// Half-yearly report on security.
    #[choice("安全状况半年报")]
    Posture,
    /// Result of a self-check.
    #[choice("自查结果")]
    SelfCheck,
    /// Warning.
    #[choice("预警通报")]
    Warning,
    /// Report of a major risk.
    #[choice("重大风险上报")]
    Risk,
    /// Information.
    #[choice("信息报送")]
    Information,
    /// Report of an incident.
    #[choice("事件报告")]
    Incident,
    /// Summary report of an incident.
    #[choice("事件总结报告")]
    IncidentSummary,
    /// Report on the handling of an anomaly.
    #[choice("异常处置报告")]
    Anomaly,
}
