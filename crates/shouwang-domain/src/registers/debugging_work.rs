//! Debugging work.

use crate::register::{Ref, Register};
use crate::registers::{network::Network, unit::Unit};

/// Work on devices or systems that the extranet may feel.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "调试",
    en = "Debugging work",
    help = "在政务外网上进行的设备或者系统调试。",
    order = 607,
    article = "M26",
    event = ("调试日", "Done on"),
    example_code = "例-W1",
    example_from = "2026-10-09",
)]
pub struct DebuggingWork {
    /// The unit that does the work.
    #[field("单位", help = "进行调试的单位。", article = "M26", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// The network that it is done on.
    #[field("网络", help = "调试涉及的网络。", article = "M26", example = "例-N1")]
    pub network: Option<Ref<Network>>,
    /// Whether the extranet may be disturbed by it.
    #[field("可能影响外网运行", en = "May disturb the extranet", help = "调试是否可能影响政务外网运行。", article = "M26", example = "否")]
    pub may_affect: bool,
    /// What is done.
    #[field("内容", help = "调试的内容。", example = "样例：更换交换机模块")]
    pub content: Option<String>,
}
