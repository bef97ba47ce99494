//! Leaving the extranet, and coming back.

use shouwang_calendar::Day;

use crate::matter::behind::Behind;
use crate::matter::effects::{Effects, ended};
use crate::matter::form::Form;
use crate::matter::scene::{Gone, Scene};
use crate::register::{Fact, Record as _, Ref, Register};
use crate::registers::access_link::{AccessLink, Mode};
use crate::registers::account::{self, Account};
use crate::registers::address_prefix::AddressPrefix;
use crate::registers::appointment::Appointment;
use crate::registers::interface_device::InterfaceDevice;
use crate::registers::permission::{Decision, Matter, Permission};
use crate::registers::terminal::Terminal;

/// Leaving the extranet.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "撤销接入", form, en = "Withdrawal from access",
    help = "不再需要接入，报告并撤销链路。",
    order = 13,
    article = "M20",
    from = ("希望撤销日", "Last day wanted"),
    example_from = "2027-03-01"
)]
pub struct AccessWithdrawal {
    /// The link.
    #[field("接入链路", en = "Access link", help = "要撤销的链路。", article = "M20", example = "例-U1/例-N1/dedicated_line")]
    pub link: Ref<AccessLink>,
    /// Why.
    #[field("事由", en = "Reason", help = "为什么不再需要。", article = "M20", example = "业务已迁移")]
    pub reason: String,
}

impl Form for AccessWithdrawal {
    type Subject = AccessLink;
    const THEN: &'static str = "access_link.ended";

    fn effects(line: &Fact<AccessWithdrawal>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let (link, last) = (scene.standing(&line.data.link)?, scene.begins(line.from));
        let mut effects = left_behind(&line.data.link, &link.data, last, scene);
        effects.put(ended(link, last));
        Ok(effects)
    }
}

/// Coming back after what was wrong has been mended.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "恢复接入", form, en = "Reconnection",
    help = "被断开的链路整改完成后申请恢复。",
    order = 14,
    article = "I14",
    from = ("希望恢复日", "Wanted from"),
    example_from = "2027-03-01"
)]
pub struct Reconnection {
    /// The link.
    #[field("接入链路", en = "Access link", help = "要恢复的链路。", article = "I14", example = "例-U1/例-N1/dedicated_line")]
    pub link: Ref<AccessLink>,
    /// What was done.
    #[field("整改情况", en = "Mended", help = "查明了什么、做了什么整改。", chars = 2_000, article = "I14", example = "已清除并加固")]
    pub mended: String,
}

impl Form for Reconnection {
    type Subject = AccessLink;
    const THEN: &'static str = "access_link.active";
    const BEHIND: Behind = Behind::Further;

    fn effects(line: &Fact<Reconnection>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let (link, from) = (scene.latest(&line.data.link)?, scene.begins(line.from));
        if link.until >= from {
            // It was cut and not given up: it stands in the register all the while.
            return Ok(Effects::none());
        }
        // It comes back for as long as access was granted; one from before there was any leave, until further notice. What was given up does not
        // come back: it is applied for anew.
        let papers = scene.ever_naming::<Permission>("link", &line.data.link.code);
        let granted = |kind: Matter| papers.iter().filter(move |paper| paper.data.matter == kind && is_granted(paper));
        let newest = |kind: Matter| granted(kind).map(|paper| paper.data.decided_on.unwrap_or(paper.from)).max();
        let gone = || Gone { register: Permission::def().label, code: line.data.link.code.clone() };
        if newest(Matter::AccessWithdrawal) > newest(Matter::AccessApplication) {
            return Err(gone());
        }
        match granted(Matter::AccessApplication).map(|leave| leave.until).max() {
            Some(ended) if ended < from => Err(gone()),
            until => Ok(Effects::of(Fact { from, until: until.unwrap_or(Day::MAX), ..link })),
        }
    }
}

fn is_granted(paper: &Fact<Permission>) -> bool {
    matches!(paper.data.decision, Some(Decision::Approved | Decision::Filed | Decision::Noticed))
}

/// What ends with a link: who answers for it, machines and devices behind it; and where it was the unit's last one, the unit's addresses in that
/// network, or the accounts by which people dialled in.
pub(super) fn left_behind(link: &Ref<AccessLink>, was: &AccessLink, last: Day, scene: &Scene<'_>) -> Effects {
    let mut effects = Effects::none();
    for post in scene.naming::<Appointment>("link", &link.code) {
        effects.put(ended(post, last));
    }
    for terminal in scene.naming::<Terminal>("link", &link.code) {
        effects.put(ended(terminal, last));
    }
    for device in scene.naming::<InterfaceDevice>("link", &link.code) {
        effects.put(ended(device, last));
    }
    let others = scene.naming::<AccessLink>("unit", &was.unit.code);
    let others: Vec<_> = others.into_iter().filter(|other| other.code != link.code && other.until > last).collect();
    if others.iter().all(|other| other.data.network != was.network) {
        let prefixes = scene.naming::<AddressPrefix>("unit", &was.unit.code);
        for prefix in prefixes.into_iter().filter(|prefix| prefix.data.network == was.network) {
            effects.put(ended(prefix, last));
        }
    }
    let by = match was.mode {
        Mode::Vpn => Some(account::Kind::Vpn),
        Mode::DialUp => Some(account::Kind::DialUp),
        Mode::DedicatedLine | Mode::SingleMachine => None,
    };
    if others.iter().all(|other| other.data.mode != was.mode) {
        let accounts = scene.naming::<Account>("unit", &was.unit.code);
        for account in accounts.into_iter().filter(|account| Some(account.data.kind) == by) {
            effects.put(ended(account, last));
        }
    }
    effects
}
