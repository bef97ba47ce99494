//! Networks of every level and kind.

use crate::register::{Choices, Register};
use crate::registers::{division::Level, responsible::Responsible};

/// A network: a level's extranet, or one that it touches.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "网络",
    help = "各级政务外网和与它有关的网络。",
    order = 200,
    article = "M2, M4, M18",
    from = ("建成日", "Built on"),
    until = ("停用日", "Closed on"),
    example_code = "例-N1",
    example_from = "2020-01-01",
)]
pub struct Network {
    /// What the network is called.
    #[field("名称", help = "网络名称。", example = "样例县政务外网")]
    pub name: String,
    /// What kind of network it is.
    #[field("类别", help = "网络的类别。", article = "M4", example = "政务外网")]
    pub kind: Kind,
    /// Whose level's network it is; the grade that is asked for follows from it.
    #[field("级别", help = "网络属于哪一级；决定应达到的等级保护级别。", article = "M18, I5", example = "县级")]
    pub level: Option<Level>,
    /// Who answers for it.
    #[field(flatten)]
    pub responsible: Responsible,
}

/// Kinds of networks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Kind {
    /// Government extranet.
    #[choice("政务外网")]
    Extranet,
    /// Government intranet.
    #[choice("政务内网")]
    Intranet,
    /// Internet.
    #[choice("互联网")]
    Internet,
    /// Local network of a unit.
    #[choice("单位局域网")]
    Local,
}
