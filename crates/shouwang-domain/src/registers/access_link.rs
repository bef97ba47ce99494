//! Links that connect units to the extranet.

use crate::register::{Choices, Ref, Register};
use crate::registers::{network::Network, responsible::Responsible, unit::Unit};

/// A link by which a unit is connected to the extranet; the days are those on which it is open.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "接入链路",
    help = "接入单位接入政务外网的链路；起止日为链路开通的时间。",
    order = 201,
    article = "M20, I22–I24",
    from = ("开通日", "Opened on"),
    until = ("撤销日", "Closed on"),
    natural = [unit, network, mode],
    example_from = "2024-01-01",
)]
pub struct AccessLink {
    /// The unit that is connected.
    #[field("接入单位", en = "Connected unit", help = "通过链路接入的单位。", article = "M20", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// The network that it joins.
    #[field("网络", help = "接入的网络。", article = "M4, M20", example = "例-N1")]
    pub network: Ref<Network>,
    /// How it is connected.
    #[field("接入方式", help = "接入的方式。", article = "I22–I24", example = "专线")]
    pub mode: Mode,
    /// Who answers for it.
    #[field(flatten)]
    pub responsible: Responsible,
}

/// Ways of being connected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Mode {
    /// Dedicated line.
    #[choice("专线")]
    DedicatedLine,
    /// Single machine.
    #[choice("单机")]
    SingleMachine,
    /// Dial-up.
    #[choice("拨号")]
    DialUp,
    /// VPN.
    #[choice("VPN")]
    Vpn,
}
