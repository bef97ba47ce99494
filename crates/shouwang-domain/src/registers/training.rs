//! Trainings.

use crate::register::{Choices, Ref, Register};
use crate::registers::unit::Unit;

/// One training in network and data security.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "培训",
    help = "一次网络和数据安全培训。",
    order = 505,
    article = "M11, M27, I16",
    event = ("培训日", "Held on"),
    natural = [unit, from],
    example_from = "2026-03-18",
)]
pub struct Training {
    /// The unit whose people were trained.
    #[field("单位", help = "参加培训的单位。", article = "M27", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// What it was about.
    #[field("主题", help = "培训的主题。", example = "样例：网络安全意识")]
    pub topic: String,
    /// How many people took part.
    #[field("参加人数", en = "Number of attendees", help = "参加培训的人数。", range = 0..=1_000_000, article = "M27", example = "36")]
    pub attendees: Option<i64>,
    /// The unit that held it; empty when the unit did so itself.
    #[field("组织单位", help = "组织培训的单位；本单位自办的留空。", article = "M11")]
    pub organiser: Option<Ref<Unit>>,
    /// Whom it was for.
    #[field("对象", help = "培训的对象。", article = "M11, M27, I16", example = "本单位人员")]
    pub audience: Option<Audience>,
    /// The year that it counts for; empty means the year of its day.
    #[field("所属年度", en = "For the year", help = "培训算作哪一年的；留空按培训日所在年。", range = 2000..=2100, article = "M27")]
    pub for_year: Option<i64>,
}

/// Whom a training is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Audience {
    /// The unit's own staff.
    #[choice("本单位人员")]
    OwnStaff,
    /// Security staff of the level.
    #[choice("本级安全人员")]
    LevelStaff,
    /// Business staff.
    #[choice("业务人员")]
    Business,
}
