//! What was seen on the network.

use crate::register::{Choices, Ref, Register};
use crate::registers::{
    access_link::AccessLink, deployed_device::DeployedDevice, information_system::InformationSystem, interface_device::InterfaceDevice,
    internet_exit::InternetExit, network::Network, open_port::OpenPort, private_network::PrivateNetwork, terminal::Terminal, unit::Unit,
};

/// Something that was seen on one day.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "观测",
    help = "测得或者发现的一个情况。",
    order = 609,
    article = "M21, M23, M24, M34, I26, I30",
    event = ("观测日", "Seen on"),
    natural = [kind, unit, port, device, interface_device, exit, link, network, private_network, system, terminal, from],
    at_least_one = [unit, port, device, interface_device, exit, link, network, private_network, system, terminal],
    example_measured_by = "样例端口探针",
    example_code = "例-O1",
    example_from = "2026-11-18",
)]
pub struct Observation {
    /// What was seen.
    #[field("类别", help = "观测到的情况。", example = "端口开放")]
    pub kind: Kind,
    /// The unit where it was seen.
    #[field("单位", help = "情况所属的单位。", example = "例-U1")]
    pub unit: Option<Ref<Unit>>,
    /// The port that was seen.
    #[field("开放端口", en = "Open port", help = "观测到的端口。", article = "I26", example = "例-S1/tcp/443")]
    pub port: Option<Ref<OpenPort>>,
    /// The deployed device that was seen.
    #[field("部署设备", en = "Deployed device", help = "观测到的部署设备。", article = "M23")]
    pub device: Option<Ref<DeployedDevice>>,
    /// The interface device that was seen.
    #[field("接口设备", help = "观测到的接口设备。", article = "M20")]
    pub interface_device: Option<Ref<InterfaceDevice>>,
    /// The exit that was seen.
    #[field("互联网出口", en = "Internet exit", help = "观测到的互联网出口。", article = "M21")]
    pub exit: Option<Ref<InternetExit>>,
    /// The access link that was seen.
    #[field("接入链路", en = "Access link", help = "观测到的接入链路。", article = "I30")]
    pub link: Option<Ref<AccessLink>>,
    /// The network that was seen.
    #[field("网络", help = "观测到的网络。", article = "M4")]
    pub network: Option<Ref<Network>>,
    /// The private network that was seen.
    #[field("业务专网", help = "观测到的业务专网。", article = "M17")]
    pub private_network: Option<Ref<PrivateNetwork>>,
    /// The system that was seen.
    #[field("信息系统", en = "Information system", help = "观测到的信息系统。")]
    pub system: Option<Ref<InformationSystem>>,
    /// The machine that was seen.
    #[field("终端", help = "观测到的终端。", article = "M23")]
    pub terminal: Option<Ref<Terminal>>,
}

/// What can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Kind {
    /// Port open.
    #[choice("端口开放")]
    PortOpen,
    /// Port closed.
    #[choice("端口关闭")]
    PortClosed,
    /// Configuration changed.
    #[choice("配置变更")]
    DeviceChanged,
    /// Device off.
    #[choice("设备关闭")]
    DeviceOff,
    /// Configuration unchanged.
    #[choice("配置未变")]
    DeviceUnchanged,
    /// Wireless bridge.
    #[choice("无线搭接")]
    WirelessBridge,
    /// Exit in use.
    #[choice("出口在用")]
    ExitUsed,
    /// Private networks linked.
    #[choice("专网互通")]
    PrivateLink,
    /// Linked to an intranet.
    #[choice("与内网相连")]
    IntranetLink,
    /// Attack on others.
    #[choice("对外攻击")]
    Attack,
    /// Anomaly of access.
    #[choice("接入异常")]
    Anomaly,
    /// Trace of something classified.
    #[choice("涉密线索")]
    ClassifiedTrace,
    /// Disconnected.
    #[choice("已断开")]
    Disconnected,
    /// Cleaned up.
    #[choice("已处置")]
    Cleaned,
}
