//! What was set about rules.

use crate::register::{Ref, Register};
use crate::registers::unit::Unit;

/// What the competent department set about a rule: off, on, or one of its readings.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "规则设定",
    help = "主管部门对一条规则的设定：停用补充规则，或者选择一种理解。",
    order = 611,
    article = "M37",
    natural = [rule],
    example_code = "例-G1",
    example_from = "2026-11-20",
)]
pub struct RuleSetting {
    /// The rule's or the reading's identifier, e.g. hunan-2020-interim/i7-two-contacts.
    #[field(
        "规则",
        help = "规则或者理解的标识，如 hunan-2020-interim/i7-two-contacts。",
        chars = 120,
        example = "hunan-2020-interim/i7-two-contacts"
    )]
    pub rule: String,
    /// off, on, or the identifier of the chosen reading.
    #[field("设定", help = "off 为停用，on 为启用，或者所选理解的标识。", chars = 80, example = "off")]
    pub setting: String,
    /// The unit that decided it.
    #[field("决定单位", en = "Decided by", help = "作出决定的单位。", example = "例-U1")]
    pub decided_by: Ref<Unit>,
    /// Why it was decided.
    #[field("理由", help = "决定的理由。", chars = 500, example = "样例理由")]
    pub reason: String,
}
