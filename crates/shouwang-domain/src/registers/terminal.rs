//! Machines that people work on.

use crate::addresses;
use crate::register::{Choices, Fact, Problem, Ref, Register};
use crate::registers::{access_link::AccessLink, responsible::Responsible};

/// A machine that people work on.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "终端",
    help = "接入政务外网的终端。",
    order = 208,
    article = "M2, M23",
    check = check,
    example_code = "例-T1",
    example_from = "2024-03-01",
)]
pub struct Terminal {
    /// What kind of machine it is.
    #[field("类别", help = "终端的类别。", example = "台式机")]
    pub kind: Kind,
    /// Its IP address.
    #[field("地址", help = "IP 地址。", chars = 50, example = "10.1.0.20")]
    pub address: Option<String>,
    /// The link that it uses.
    #[field("接入链路", en = "Access link", help = "终端所用的链路。", article = "I24", example = "例-U1/例-N1/dedicated_line")]
    pub link: Option<Ref<AccessLink>>,
    /// Whether protective software is installed.
    #[field("已装防护", help = "是否安装了安全防护软件。", article = "I24", example = "是")]
    pub protected: Option<bool>,
    /// Who answers for it.
    #[field(flatten)]
    pub responsible: Responsible,
}

/// Kinds of machines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Kind {
    /// Desktop.
    #[choice("台式机")]
    Desktop,
    /// Laptop.
    #[choice("笔记本")]
    Laptop,
    /// Mobile device.
    #[choice("移动终端")]
    Mobile,
    /// Server.
    #[choice("服务器")]
    Server,
    /// Other.
    #[choice("其他")]
    Other,
}

fn check(row: &Fact<Terminal>) -> Vec<Problem> {
    let address = row.data.address.as_deref();
    address.and_then(|address| addresses::check_address(address).err()).map(|error| error.problem("address")).into_iter().collect()
}
