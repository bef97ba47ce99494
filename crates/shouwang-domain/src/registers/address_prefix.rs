//! Addresses and the units that use them.

use crate::addresses;
use crate::register::{Fact, Problem, Ref, Register};
use crate::registers::{network::Network, unit::Unit};

/// Addresses that a unit uses, so that an event can be traced to it.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "地址段",
    help = "分配给单位的地址段，用于把事件追溯到单位。",
    order = 207,
    article = "I22, I30",
    natural = [network, prefix],
    check = check,
    example_from = "2024-01-01",
)]
pub struct AddressPrefix {
    /// In CIDR notation with all host bits zero: 10.1.0.0/24 or 2001:db8::/32.
    #[field(
        "前缀",
        help = "CIDR 写法，如 10.1.0.0/24 或 2001:db8::/32，主机位须为零。",
        chars = 50,
        article = "I22",
        example = "10.1.0.0/24"
    )]
    pub prefix: String,
    /// The unit that uses it.
    #[field("使用单位", en = "Using unit", help = "使用该地址段的单位。", article = "I30", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// The network that it is part of.
    #[field("网络", help = "地址段所属的网络。", example = "例-N1")]
    pub network: Ref<Network>,
}

fn check(row: &Fact<AddressPrefix>) -> Vec<Problem> {
    addresses::check_prefix(&row.data.prefix).err().map(|error| error.problem("prefix")).into_iter().collect()
}
