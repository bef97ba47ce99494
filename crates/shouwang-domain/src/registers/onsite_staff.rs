//! Providers' people at units.

use crate::register::{Ref, Register};
use crate::registers::{person::Person, provider_contract::ProviderContract, unit::Unit};

/// A provider's person who works at a unit; the days are those on site.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "驻场人员",
    en = "On-site staff",
    help = "服务商派驻单位的人员；起止日为在场的时间。",
    order = 502,
    article = "M27, I19, I20",
    from = ("进场日", "On site from"),
    until = ("离场日", "On site until"),
    natural = [person, unit],
    example_from = "2026-05-01",
)]
pub struct OnsiteStaff {
    /// Who is on site.
    #[field("人员", help = "驻场的人员。", article = "M27", example = "例-P1")]
    pub person: Ref<Person>,
    /// The unit where the person works.
    #[field("服务对象", en = "Served unit", help = "人员驻场的单位。", article = "M27", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// The contract that it rests on.
    #[field("服务合同", en = "Provider contract", help = "驻场所依据的合同。", article = "M28", example = "例-K1")]
    pub contract: Option<Ref<ProviderContract>>,
}
