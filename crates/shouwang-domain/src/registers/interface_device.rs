//! Devices at the units' ends of links.

use crate::register::{Choices, Ref, Register};
use crate::registers::{access_link::AccessLink, responsible::Responsible};

/// The device at a unit's end of a link.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "接口设备",
    help = "接入链路在单位一侧的设备。",
    order = 202,
    article = "M20, I22",
    from = ("启用日", "In use from"),
    until = ("停用日", "In use until"),
    example_code = "例-I1",
    example_from = "2024-01-01",
)]
pub struct InterfaceDevice {
    /// The link that it ends.
    #[field("接入链路", en = "Access link", help = "设备所在的链路。", article = "M20", example = "例-U1/例-N1/dedicated_line")]
    pub link: Ref<AccessLink>,
    /// What kind of device it is.
    #[field("类别", help = "设备的类别。", example = "路由器")]
    pub kind: DeviceKind,
    /// The digest of its configuration, as a probe measured it.
    #[field(
        "配置指纹",
        en = "Configuration fingerprint",
        help = "当前配置的摘要值，由探测程序测得。",
        article = "M20, M23",
        example = "sm3:样例"
    )]
    pub configuration: Option<String>,
    /// Who answers for it.
    #[field(flatten)]
    pub responsible: Responsible,
}

/// Kinds of network devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum DeviceKind {
    /// Router.
    #[choice("路由器")]
    Router,
    /// Switch.
    #[choice("交换机")]
    Switch,
    /// Firewall.
    #[choice("防火墙")]
    Firewall,
    /// Other.
    #[choice("其他")]
    Other,
}
