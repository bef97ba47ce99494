//! Numbers that were given to matters.

use crate::register::{Ref, Register};
use crate::registers::division::Division;

/// The last number that was given in a division in a year; the code is both. Whoever takes the next one writes this row in the same act.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register("事项编号", procedure, help = "各行政区划每年已用到的事项编号。", order = 913, article = "M15, I9")]
pub struct MatterNumber {
    /// The division.
    #[field("行政区划", en = "Division", help = "编号所属的行政区划。")]
    pub division: Ref<Division>,
    /// The last number that was given.
    #[field("末号", en = "Last number", help = "已用到的末号。", range = 0..=99_999_999)]
    pub last: i64,
}
