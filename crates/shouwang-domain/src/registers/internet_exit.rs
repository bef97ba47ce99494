//! Ways out to the internet.

use crate::register::{Ref, Register};
use crate::registers::{network::Network, responsible::Responsible};

/// A way out to the internet; the days are those of its use.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "互联网出口",
    help = "通往互联网的出口；起止日为使用的时间。",
    order = 205,
    article = "M21, I21",
    from = ("启用日", "In use from"),
    until = ("停用日", "In use until"),
    example_code = "例-E1",
    example_from = "2026-05-06",
)]
pub struct InternetExit {
    /// Whether it is a unit's own instead of the level's unified one.
    #[field("自有出口", en = "Own exit", help = "是否为单位自有出口（不是本级统一出口）。", article = "M21", example = "否")]
    pub own: bool,
    /// The network that it belongs to.
    #[field("网络", help = "出口所属的网络。", example = "例-N1")]
    pub network: Option<Ref<Network>>,
    /// Whether data leave the country through it.
    #[field("涉及跨境数据", en = "Cross-border data", help = "是否有数据出境。", article = "M21", example = "否")]
    pub cross_border: Option<bool>,
    /// Who answers for it.
    #[field(flatten)]
    pub responsible: Responsible,
}
