//! Vettings of people and providers.

use crate::register::{Choices, Ref, Register};
use crate::registers::{person::Person, unit::Unit};

/// One vetting of a person or a provider.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "安全审查",
    help = "对人员或者服务商的一次安全审查。",
    order = 503,
    article = "M27, I19, I20",
    event = ("审查日", "Vetted on"),
    natural = [unit, person, provider, from],
    at_least_one = [person, provider],
    example_from = "2026-04-20",
)]
pub struct StaffVetting {
    /// The unit that vetted.
    #[field("审查单位", en = "Vetting unit", help = "进行审查的单位。", article = "M27", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// The person who was vetted.
    #[field("人员", help = "被审查的人员。", article = "M27", example = "例-P1")]
    pub person: Option<Ref<Person>>,
    /// The provider that was vetted.
    #[field("服务商", help = "被审查的服务商。", article = "I19")]
    pub provider: Option<Ref<Unit>>,
    /// What it concluded.
    #[field("结论", help = "审查结论。", article = "M27", example = "通过")]
    pub conclusion: Conclusion,
}

/// What a vetting concludes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Conclusion {
    /// Passed.
    #[choice("通过")]
    Passed,
    /// Failed.
    #[choice("不通过")]
    Failed,
}
