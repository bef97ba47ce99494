//! Devices that their owners keep in the agency's rooms.

use crate::register::{Ref, Register};
use crate::registers::{information_system::InformationSystem, responsible::Responsible};
use shouwang_calendar::Day;

/// A device that its owner keeps in the agency's room and secures itself.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "托管设备",
    help = "单位托管在机房、由单位自己负责安全的设备。",
    order = 204,
    article = "M23, I34",
    from = ("托管起", "Hosted from"),
    until = ("托管止", "Hosted until"),
    example_code = "例-H1",
    example_from = "2025-06-01",
)]
pub struct HostedDevice {
    /// The room where it stands.
    #[field("机房", help = "设备所在的机房。", chars = 80, article = "I34", example = "样例县政务机房")]
    pub room: String,
    /// The day on which it had been secured.
    #[field("安全配置完成日", help = "完成安全加固和配置的日期。", article = "I34", example = "2025-05-28")]
    pub secured_on: Option<Day>,
    /// The system that runs on it.
    #[field("信息系统", en = "Information system", help = "设备上运行的信息系统。", example = "例-S1")]
    pub system: Option<Ref<InformationSystem>>,
    /// Who answers for it.
    #[field(flatten)]
    pub responsible: Responsible,
}
