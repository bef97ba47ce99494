//! Projects: start, and major construction that the level above reviews.

use shouwang_calendar::Day;

use crate::matter::behind::Behind;
use crate::matter::effects::Effects;
use crate::matter::form::Form;
use crate::matter::scene::{Gone, Scene};
use crate::register::{Fact, Ref, Register};
use crate::registers::project::{self, Project};
use crate::registers::{network::Network, plan::Plan, unit::Unit};

/// A project that is to be started.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register("项目立项", form, en = "Start of a project", help = "项目立项；没有列入年度计划的不受理。编号填项目的编号。", order = 60, article = "M16, M17", from = ("立项日", "Starts on"), example_from = "2027-03-01")]
pub struct ProjectStart {
    /// The unit that carries it out.
    #[field("单位", help = "承担项目的单位。", article = "M16", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// What it is called.
    #[field("名称", help = "项目名称。", article = "M16", example = "样例扩容项目")]
    pub name: String,
    /// What kind of project it is.
    #[field("类别", help = "项目的类别。", article = "M16, M17", example = "扩建")]
    pub kind: project::Kind,
    /// The yearly plan that lists it.
    #[field(
        "年度计划",
        en = "Yearly plan",
        help = "列入的年度计划；没有列入的不得立项。",
        article = "M16",
        example = "例-U1/样例县2026年度建设计划"
    )]
    pub plan: Ref<Plan>,
    /// Whether it is a major construction or adjustment.
    #[field(
        "重大建设或调整",
        en = "Major construction or adjustment",
        help = "是否属于重大建设或者重大调整。",
        article = "M15",
        example = "否"
    )]
    pub major: bool,
    /// The network that it builds.
    #[field("网络", help = "建设的网络。", article = "M15", example = "例-N1")]
    pub network: Option<Ref<Network>>,
    /// The day on which its security had been planned, together with the project itself.
    #[field("安全同步规划日", en = "Security planned on", help = "安全措施同步规划的日期。", article = "M17", example = "2027-02-01")]
    pub security_planned_on: Day,
    /// How its security is built and used together with the project itself.
    #[field(
        "安全同步建设使用安排",
        en = "Security to be built and used together",
        help = "安全措施怎样同步建设、同步使用。",
        chars = 2_000,
        article = "M17",
        example = "与主体工程一并招标、验收、启用"
    )]
    pub together: String,
}

impl Form for ProjectStart {
    type Subject = Project;
    const THEN: &'static str = "project.started";
    const BEHIND: Behind = Behind::Thing;

    fn effects(line: &Fact<ProjectStart>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let ProjectStart { unit, name, kind, plan, major, network, security_planned_on, .. } = &line.data;
        scene.standing(plan)?;
        let project = Project {
            unit: unit.clone(),
            name: name.clone(),
            kind: *kind,
            plan: Some(plan.clone()),
            major: Some(*major),
            network: network.clone(),
            security_planned_on: Some(*security_planned_on),
            security_built_on: None,
            built_on: None,
            used_on: None,
            security_used_on: None,
        };
        let mut effects = Effects::none();
        effects.begin(line, scene, project);
        Ok(effects)
    }
}

/// Major construction, reviewed by the operating agency of the level above.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "重大建设审核",
    form,
    en = "Review of a major construction",
    help = "重大建设或者调整的技术方案，报上级运行管理机构审核。",
    order = 61,
    article = "M15"
)]
pub struct MajorConstructionReview {
    /// The project.
    #[field("项目", help = "属于重大建设或者调整的项目。", article = "M15", example = "例-X1")]
    pub project: Ref<Project>,
    /// What the technical plan comes to.
    #[field(
        "技术方案摘要",
        en = "Technical plan",
        help = "技术方案的要点，全文作附件。",
        chars = 2_000,
        article = "M15",
        example = "核心设备扩容"
    )]
    pub plan: String,
}

impl Form for MajorConstructionReview {
    type Subject = Project;
    const THEN: &'static str = "project.reviewed";

    fn effects(line: &Fact<MajorConstructionReview>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        scene.latest(&line.data.project).map(|_| Effects::none())
    }
}

/// Major construction, filed with the province after its review.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "重大建设备案",
    form,
    en = "Filing of a major construction",
    help = "重大建设或者调整审核以后，报省级主管部门备案。",
    order = 62,
    article = "M15"
)]
pub struct MajorConstructionFiling {
    /// The project.
    #[field("项目", help = "属于重大建设或者调整的项目。", article = "M15", example = "例-X1")]
    pub project: Ref<Project>,
}

impl Form for MajorConstructionFiling {
    type Subject = Project;
    const THEN: &'static str = "project.filed";

    fn effects(line: &Fact<MajorConstructionFiling>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        scene.latest(&line.data.project).map(|_| Effects::none())
    }
}
