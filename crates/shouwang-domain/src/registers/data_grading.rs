//! Gradings of data.

use crate::register::{Choices, Ref, Register};
use crate::registers::{information_system::InformationSystem, unit::Unit};

/// One grading of a unit's or a system's data.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "数据分类分级",
    help = "一次数据分类分级。",
    order = 405,
    article = "M29",
    event = ("完成日", "Graded on"),
    natural = [unit, system, from],
    example_from = "2026-03-15",
)]
pub struct DataGrading {
    /// The unit whose data they are.
    #[field("单位", help = "数据所属的单位。", article = "M29", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// The system that holds them; empty for the whole unit.
    #[field("信息系统", en = "Information system", help = "数据所在的系统；针对全单位的留空。", example = "例-S1")]
    pub system: Option<Ref<InformationSystem>>,
    /// The highest grade among the data.
    #[field("最高级别", en = "Highest grade", help = "数据的最高级别。", article = "M29", example = "一般数据")]
    pub highest: Highest,
}

/// Grades of data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Highest {
    /// General data.
    #[choice("一般数据")]
    General,
    /// Important data.
    #[choice("重要数据")]
    Important,
    /// Core data.
    #[choice("核心数据")]
    Core,
}
