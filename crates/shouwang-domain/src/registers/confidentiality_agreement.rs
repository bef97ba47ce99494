//! Agreements on confidentiality.

use crate::register::{Ref, Register};
use crate::registers::{person::Person, unit::Unit};
use shouwang_calendar::Day;

/// An agreement on confidentiality with a person or a provider.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "保密协议",
    help = "与人员或者服务商签订的保密协议；起始日为签订日。",
    order = 504,
    article = "M27, I19, I20",
    from = ("签订日", "Signed on"),
    until = ("到期日", "Valid until"),
    natural = [unit, person, provider],
    at_least_one = [person, provider],
    example_from = "2026-04-25",
)]
pub struct ConfidentialityAgreement {
    /// The unit that signed it.
    #[field("单位", help = "签订协议的单位。", article = "M27", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// The person who signed it.
    #[field("人员", help = "签订协议的人员。", article = "M27", example = "例-P1")]
    pub person: Option<Ref<Person>>,
    /// The provider that signed it.
    #[field("服务商", help = "签订协议的服务商。", article = "I19")]
    pub provider: Option<Ref<Unit>>,
    /// The day on which it was filed.
    #[field("备案日", help = "协议报送备案的日期。", not_before = from, article = "I20", example = "2026-04-28")]
    pub filed_on: Option<Day>,
}
