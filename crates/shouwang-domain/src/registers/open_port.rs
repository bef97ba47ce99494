//! Ports of systems.

use crate::register::{Choices, Ref, Register};
use crate::registers::information_system::InformationSystem;

/// A port of a system that is open or was seen open.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "开放端口",
    help = "信息系统开放或者观测到的端口。",
    order = 301,
    article = "M24, I26, I33",
    natural = [system, protocol, number],
    example_from = "2025-01-15",
)]
pub struct OpenPort {
    /// The system whose port it is.
    #[field("信息系统", en = "Information system", help = "端口所属的系统。", article = "I26", example = "例-S1")]
    pub system: Ref<InformationSystem>,
    /// From 1 to 65535.
    #[field("端口号", en = "Port number", help = "1 至 65535。", range = 1..=65_535, example = "443")]
    pub number: i64,
    /// The transport protocol.
    #[field("协议", help = "传输协议。", example = "TCP")]
    pub protocol: Protocol,
    /// What it is open for.
    #[field("用途", help = "开放端口的用途。", article = "I26", example = "网站访问")]
    pub purpose: Option<String>,
}

/// Transport protocols.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Protocol {
    /// TCP.
    #[choice("TCP")]
    Tcp,
    /// UDP.
    #[choice("UDP")]
    Udp,
}
