//! Accounts that are open for persons.

use crate::register::{Choices, Ref, Register};
use crate::registers::{information_system::InformationSystem, person::Person, unit::Unit};
use shouwang_calendar::Day;

/// An account that is open for a person; the days are those on which it is open.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "授权账号",
    en = "Authorised account",
    help = "给人员开通的账号；起止日为账号开通的时间。",
    order = 104,
    article = "M27, I17, I24",
    from = ("开通日", "Opened on"),
    until = ("关闭日", "Closed on"),
    natural = [person, unit, kind, system],
    example_from = "2026-01-05",
)]
pub struct Account {
    /// Who uses it.
    #[field("持有人", en = "Holder", help = "使用账号的人员。", article = "M27", example = "例-P1")]
    pub person: Ref<Person>,
    /// The unit that authorised it.
    #[field("授权单位", en = "Authorising unit", help = "批准开通账号的单位。", article = "M27", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// What it opens.
    #[field("类别", help = "账号的类别。", article = "I24", example = "系统")]
    pub kind: Kind,
    /// The system that it belongs to.
    #[field("信息系统", en = "Information system", help = "账号所属的信息系统。", example = "例-S1")]
    pub system: Option<Ref<InformationSystem>>,
    /// The last day of the authority.
    #[field("授权截止日", help = "授权的最后一日；账号最迟在当日关闭。", not_before = from, article = "M27", example = "2026-12-31")]
    pub authorised_until: Option<Day>,
}

/// What an account opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Kind {
    /// VPN.
    #[choice("VPN")]
    Vpn,
    /// Dial-up.
    #[choice("拨号")]
    DialUp,
    /// System.
    #[choice("系统")]
    System,
    /// Device.
    #[choice("设备")]
    Device,
    /// Other.
    #[choice("其他")]
    Other,
}
