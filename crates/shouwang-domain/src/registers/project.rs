//! Projects of building and running.

use crate::register::{Choices, Ref, Register};
use crate::registers::{network::Network, plan::Plan, unit::Unit};
use shouwang_calendar::Day;

/// A project of building or running; it begins on the day it is approved.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "项目",
    help = "政务外网建设和运行维护项目；起始日为立项日。",
    order = 602,
    article = "M15–M17",
    from = ("立项日", "Approved on"),
    until = ("终止日", "Ended on"),
    example_code = "例-X1",
    example_from = "2026-02-01",
)]
pub struct Project {
    /// The unit that carries it out.
    #[field("单位", help = "承担项目的单位。", article = "M16", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// What it is called.
    #[field("名称", help = "项目名称。", example = "样例升级项目")]
    pub name: String,
    /// What kind of project it is.
    #[field("类别", help = "项目的类别。", article = "M16, M17", example = "改建")]
    pub kind: Kind,
    /// The yearly plan that lists it.
    #[field("年度计划", en = "Yearly plan", help = "项目列入的年度计划。", article = "M16", example = "例-U1/样例县2026年度建设计划")]
    pub plan: Option<Ref<Plan>>,
    /// Whether it is a major construction or adjustment.
    #[field(
        "重大建设或调整",
        en = "Major construction or adjustment",
        help = "是否属于重大建设或者重大调整。",
        article = "M15",
        example = "否"
    )]
    pub major: Option<bool>,
    /// The network that it builds.
    #[field("网络", help = "项目建设的网络。", article = "M15", example = "例-N1")]
    pub network: Option<Ref<Network>>,
    /// The day on which its security had been planned.
    #[field("安全同步规划日", help = "安全措施同步规划的日期。", article = "M17", example = "2026-02-01")]
    pub security_planned_on: Option<Day>,
    /// The day on which its security had been built.
    #[field("安全同步建设日", help = "安全措施同步建成的日期。", article = "M17", example = "2026-05-20")]
    pub security_built_on: Option<Day>,
    /// The day on which it had been built.
    #[field("建成日", help = "项目建成的日期。", not_before = from, article = "M17", example = "2026-05-30")]
    pub built_on: Option<Day>,
    /// The day on which it went into use.
    #[field("投入使用日", help = "投入使用的日期。", not_before = built_on, article = "M17", example = "2026-06-10")]
    pub used_on: Option<Day>,
    /// The day on which its security went into use.
    #[field("安全同步使用日", help = "安全措施同步投入使用的日期。", article = "M17", example = "2026-06-10")]
    pub security_used_on: Option<Day>,
}

/// Kinds of projects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Kind {
    /// New.
    #[choice("新建")]
    New,
    /// Rebuild.
    #[choice("改建")]
    Rebuild,
    /// Extend.
    #[choice("扩建")]
    Extend,
    /// Operate.
    #[choice("运维")]
    Operate,
}
