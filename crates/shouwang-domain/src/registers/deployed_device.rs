//! Devices that the operating agency put up at units.

use crate::register::{Ref, Register};
use crate::registers::{interface_device::DeviceKind, responsible::Responsible, unit::Unit};

/// A device that the operating agency put up at a unit; nobody turns it off or changes it without leave.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "部署设备",
    help = "由运行管理机构部署、放在接入单位的设备；没有它的同意，不得关停或者变更。",
    order = 203,
    article = "M23",
    from = ("部署日", "Put up on"),
    until = ("撤除日", "Taken down on"),
    example_code = "例-D1",
    example_from = "2024-01-01",
)]
pub struct DeployedDevice {
    /// The unit where it stands.
    #[field("所在单位", en = "Unit where it stands", help = "设备所在的单位。", article = "M23", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// What kind of device it is.
    #[field("类别", help = "设备的类别。", example = "交换机")]
    pub kind: DeviceKind,
    /// The digest of its configuration, as a probe measured it.
    #[field(
        "配置指纹",
        en = "Configuration fingerprint",
        help = "当前配置的摘要值，由探测程序测得。",
        article = "M23",
        example = "sm3:样例"
    )]
    pub configuration: Option<String>,
    /// Who answers for it.
    #[field(flatten)]
    pub responsible: Responsible,
}
