//! Divisions of the five levels.

use crate::register::{Choices, Fact, Ref, Register};
use shouwang_calendar::Day;

/// An administrative division.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "行政区划",
    help = "省、市、县、乡、村五级行政区划；编号用国家统一的区划代码。",
    order = 100,
    article = "I2, I7, M15",
    example_code = "例-433130",
    example_from = "2020-01-01",
    further_examples = further_examples
)]
pub struct Division {
    /// Its official name.
    #[field("名称", help = "区划的正式名称。", example = "样例县")]
    pub name: String,
    /// Which of the five levels it is.
    #[field("级别", help = "五级中的哪一级。", article = "I2", example = "县级")]
    pub level: Level,
    /// The division that it lies in; empty for the province.
    #[field("上级区划", en = "Parent division", help = "它所属的上一级区划；省级留空。", example = "例-4331")]
    pub parent: Option<Ref<Division>>,
}

/// The five levels of the extranet, from the top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Choices)]
pub enum Level {
    /// Province.
    #[choice("省级")]
    Province,
    /// Prefecture.
    #[choice("市级")]
    Prefecture,
    /// County.
    #[choice("县级")]
    County,
    /// Township.
    #[choice("乡级")]
    Township,
    /// Village.
    #[choice("村级")]
    Village,
}

fn further_examples() -> Vec<Fact<Division>> {
    let prefecture = Division { name: "样例州".to_owned(), level: Level::Prefecture, parent: None };
    vec![Fact::declared("例-4331", Day::MIN, prefecture)]
}
