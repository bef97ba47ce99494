//! Exercises.

use crate::register::{Ref, Register};
use crate::registers::{emergency_plan::EmergencyPlan, unit::Unit};

/// One exercise of an emergency plan.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "应急演练",
    help = "一次应急演练。",
    order = 605,
    article = "M30, I12",
    event = ("演练日", "Held on"),
    natural = [unit, from],
    example_from = "2026-05-12",
)]
pub struct Drill {
    /// The unit that held it or took part.
    #[field("单位", help = "组织或者参加演练的单位。", article = "M30", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// The plan that was exercised.
    #[field("应急预案", help = "演练的预案。", article = "M30", example = "例-U1/样例县甲局应急预案")]
    pub emergency_plan: Option<Ref<EmergencyPlan>>,
    /// How many units took part.
    #[field("参加单位数", en = "Number of units", help = "参加演练的单位数量。", range = 0..=1_000_000, article = "M30", example = "3")]
    pub participants: Option<i64>,
    /// The year that it counts for; empty means the year of its day.
    #[field("所属年度", en = "For the year", help = "演练算作哪一年的；留空按演练日所在年。", range = 2000..=2100, article = "M30")]
    pub for_year: Option<i64>,
}
