//! What was done in matters.

use crate::procedure::matter::Matter;
use crate::register::{Ref, Register};
use crate::registers::unit::Unit;

/// One line of a matter's history: an act of somebody, or what time alone did.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "事项经过",
    en = "Matter entry",
    procedure,
    help = "事项办理经过中的一条。",
    order = 912,
    article = "M20, M23, M24, M26",
    event = ("日期", "On"),
)]
pub struct MatterEntry {
    /// The matter.
    #[field("事项", help = "所属的事项。")]
    pub matter: Ref<Matter>,
    /// The word of the act.
    #[field("动作", help = "做了什么。", chars = 20)]
    pub act: String,
    /// The unit for which it was done.
    #[field("单位", help = "代表哪个单位。")]
    pub unit: Option<Ref<Unit>>,
    /// The place of the step in the route, from 0.
    #[field("次序", en = "Step", help = "在办理路径中的次序，从 0 起。", range = 0..=100)]
    pub step: Option<i64>,
    /// The account; nobody where only time passed.
    #[field("账户", en = "Account", help = "由哪个账户办理。", chars = 64)]
    pub by: Option<String>,
    /// The question, the answer, the reason.
    #[field("说明", en = "Words", help = "问题、答复或者理由。", chars = 2_000)]
    pub words: Option<String>,
}
