//! Debugging: told ahead, or asked for where the net may feel it.

use crate::matter::behind::Behind;
use crate::matter::effects::Effects;
use crate::matter::form::Form;
use crate::matter::scene::{Gone, Scene};
use crate::register::{Fact, Ref, Register};
use crate::registers::debugging_work::DebuggingWork;
use crate::registers::{network::Network, unit::Unit};

/// Work that the net will not feel.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register("调试告知", form, en = "Notice of debugging", help = "不影响外网运行的调试，提前告知。", order = 50, article = "M26", event = ("调试日", "Done on"), example_from = "2027-03-10")]
pub struct DebuggingNotice {
    /// The unit that does the work.
    #[field("单位", help = "进行调试的单位。", article = "M26", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// The network that it is done on.
    #[field("网络", help = "调试涉及的网络。", article = "M26", example = "例-N1")]
    pub network: Option<Ref<Network>>,
    /// What is done.
    #[field("内容", help = "调试的内容。", article = "M26", example = "更换交换机模块")]
    pub content: String,
}

impl Form for DebuggingNotice {
    type Subject = DebuggingWork;
    const THEN: &'static str = "debugging_work.announced";
    const BEHIND: Behind = Behind::Thing;

    fn effects(line: &Fact<DebuggingNotice>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let DebuggingNotice { unit, network, content } = &line.data;
        Ok(work(
            line,
            scene,
            DebuggingWork { unit: unit.clone(), network: network.clone(), may_affect: false, content: Some(content.clone()) },
        ))
    }
}

/// Work that the net may feel.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register("调试申请", form, en = "Application for debugging", help = "可能影响外网运行的调试，提前申请，批准后进行。", order = 51, article = "M26", event = ("调试日", "Done on"), example_from = "2027-03-20")]
pub struct DebuggingApplication {
    /// The unit that does the work.
    #[field("单位", help = "进行调试的单位。", article = "M26", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// The network that it is done on.
    #[field("网络", help = "调试涉及的网络。", article = "M26", example = "例-N1")]
    pub network: Option<Ref<Network>>,
    /// What is done.
    #[field("内容", help = "调试的内容。", article = "M26", example = "核心链路切换")]
    pub content: String,
    /// What it may disturb, and how one goes back.
    #[field(
        "影响与回退",
        en = "Impact",
        help = "可能影响什么、出问题怎样回退。",
        chars = 2_000,
        article = "M26",
        example = "瞬断五分钟，可回退"
    )]
    pub impact: String,
}

impl Form for DebuggingApplication {
    type Subject = DebuggingWork;
    const THEN: &'static str = "debugging_work.allowed";
    const BEHIND: Behind = Behind::Thing;

    fn effects(line: &Fact<DebuggingApplication>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let DebuggingApplication { unit, network, content, .. } = &line.data;
        Ok(work(
            line,
            scene,
            DebuggingWork { unit: unit.clone(), network: network.clone(), may_affect: true, content: Some(content.clone()) },
        ))
    }
}

/// The work on its own day, whenever it was told or allowed.
fn work<L>(line: &Fact<L>, scene: &Scene<'_>, data: DebuggingWork) -> Effects {
    let fact = Fact::declared(scene.code(&line.code), line.from, data);
    Effects::of(Fact { vouched_by: Some(scene.applicant.to_owned()), ..fact })
}
