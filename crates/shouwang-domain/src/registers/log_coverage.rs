//! Which days' logs are there.

use crate::register::{Ref, Register};
use crate::registers::{information_system::InformationSystem, network::Network};

/// The days whose logs were seen complete, or seen missing.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "日志留存",
    help = "哪些天的日志是完整的，或者发现缺失；起止日就是这些天。",
    order = 303,
    article = "M24, I13",
    from = ("首日", "First day"),
    until = ("末日", "Last day"),
    natural = [system, network, complete, from],
    exactly_one = [network, system],
    example_code = "例-L1",
    example_from = "2025-01-15",
    example_measured_by = "样例日志探针",
)]
pub struct LogCoverage {
    /// The system whose logs they are.
    #[field("信息系统", en = "Information system", help = "日志属于哪个系统。", article = "M24", example = "例-S1")]
    pub system: Option<Ref<InformationSystem>>,
    /// The network whose logs they are.
    #[field("网络", help = "日志属于哪个网络。", article = "I13")]
    pub network: Option<Ref<Network>>,
    /// Whether they are complete; no means missing.
    #[field("完整", help = "“是”为完整，“否”为缺失。留存期限只认“依据”为实测的行。", article = "M24", example = "是")]
    pub complete: bool,
}
