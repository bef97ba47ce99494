//! Handovers of responsibility.

use crate::register::{Choices, Fact, Problem, Ref, Register};
use crate::registers::{information_system::InformationSystem, network::Network, unit::Unit};

/// Responsibility that went from one unit to another.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "责任移交",
    help = "系统或者网络的责任由一个单位移交给另一个单位。",
    order = 610,
    article = "M36",
    event = ("移交日", "Handed over on"),
    natural = [system, network, from_unit, to_unit, from],
    exactly_one = [network, system],
    check = check,
    example_code = "例-Q1",
    example_from = "2026-08-01",
)]
pub struct Handover {
    /// The system that was handed over.
    #[field("信息系统", en = "Information system", help = "移交的信息系统。", article = "M36", example = "例-S1")]
    pub system: Option<Ref<InformationSystem>>,
    /// The network that was handed over.
    #[field("网络", help = "移交的网络。", article = "M36")]
    pub network: Option<Ref<Network>>,
    /// The unit that gave it away.
    #[field("移交单位", help = "移交责任的单位。", article = "M36", example = "例-U2")]
    pub from_unit: Ref<Unit>,
    /// The unit that took it over.
    #[field("接收单位", help = "接收责任的单位。", article = "M36", example = "例-U1")]
    pub to_unit: Ref<Unit>,
    /// Why it was handed over.
    #[field("原因", help = "移交的原因。", article = "M36", example = "系统迁移")]
    pub reason: Reason,
    /// Whether both signed.
    #[field("双方签署", help = "移交书是否由双方签署。", article = "M36", example = "是")]
    pub signed_by_both: Option<bool>,
}

/// Why responsibility moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Reason {
    /// Migration.
    #[choice("系统迁移")]
    Migration,
    /// Technical upgrade.
    #[choice("技术升级")]
    Upgrade,
    /// Joint operation.
    #[choice("统一运维")]
    JointOperation,
}

fn check(row: &Fact<Handover>) -> Vec<Problem> {
    if row.data.from_unit != row.data.to_unit {
        return Vec::new();
    }
    vec![Problem::new(
        "to_unit",
        "移交单位和接收单位是同一个单位：请核对",
        "The unit that hands over and the unit that takes over are the same; check both",
    )]
}
