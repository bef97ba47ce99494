//! People who come on site and leave, and responsibility that changes hands.

use shouwang_calendar::Day;

use crate::matter::behind::Behind;
use crate::matter::effects::{Effects, Leaving, ended, from_then_on};
use crate::matter::form::Form;
use crate::matter::scene::{Gone, Scene};
use crate::register::{Fact, Ref, Register};
use crate::registers::account::Account;
use crate::registers::handover::{Handover, Reason};
use crate::registers::information_system::InformationSystem;
use crate::registers::network::Network;
use crate::registers::onsite_staff::OnsiteStaff;
use crate::registers::{person::Person, provider_contract::ProviderContract, unit::Unit};

/// A provider's person who is to work at a unit.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "人员准入", form, en = "Admission of staff", help = "服务商人员进场；截止日必填，任期有限。", order = 90, article = "M27, I19, I20",
    from = ("进场日", "On site from"), until = ("离场日", "On site until"), check = super::ports::last_day_given, example_from = "2027-03-01",
)]
pub struct StaffAdmission {
    /// Who is to come.
    #[field("人员", help = "要进场的人员。", article = "M27", example = "例-P1")]
    pub person: Ref<Person>,
    /// The unit where the person is to work.
    #[field("服务对象", en = "Served unit", help = "人员驻场的单位。", article = "M27", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// The contract that it rests on.
    #[field("服务合同", en = "Provider contract", help = "驻场所依据的合同。", article = "M28", example = "例-K1")]
    pub contract: Option<Ref<ProviderContract>>,
    /// What the person is to do, and with which authority.
    #[field(
        "分工与权限",
        en = "Duties and authority",
        help = "做什么、需要哪些最小权限。",
        article = "M27",
        example = "日常巡检，只读权限"
    )]
    pub duties: String,
}

impl Form for StaffAdmission {
    type Subject = OnsiteStaff;
    const THEN: &'static str = "onsite_staff.active";
    const BEHIND: Behind = Behind::Thing;

    fn effects(line: &Fact<StaffAdmission>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let StaffAdmission { person, unit, contract, .. } = &line.data;
        scene.standing(person)?;
        let mut effects = Effects::none();
        effects.begin(line, scene, OnsiteStaff { person: person.clone(), unit: unit.clone(), contract: contract.clone() });
        Ok(effects)
    }

    fn over(line: &Fact<StaffAdmission>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let StaffAdmission { person, unit, .. } = &line.data;
        let mut terms = scene.ever_naming::<OnsiteStaff>("person", &person.code);
        terms.retain(|term| term.data.unit.code == unit.code && term.from <= scene.day);
        terms.sort_by(|one, other| (&one.code, one.from).cmp(&(&other.code, other.from)));
        // Of one term its newest row says when it ends.
        let newest = terms.chunk_by(|one, other| one.code == other.code).filter_map(<[_]>::last);
        // Whoever left before has lost everything then, and whoever stays for longer keeps it.
        if newest.map(|term| term.until).max() != Some(line.until) {
            return Ok(Effects::none());
        }
        Ok(left(&person.code, &unit.code, line.until, scene))
    }
}

/// A provider's person who leaves.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "人员准出", form, en = "Exit of staff", help = "驻场人员离场；其账号和本系统的授权同日结束。", order = 91, article = "M27",
    from = ("离场日", "Last day"), example_from = "2027-03-01",
)]
pub struct StaffExit {
    /// Who leaves.
    #[field("驻场人员", en = "On-site staff", help = "离场的人员。", article = "M27", example = "例-P1/例-U1")]
    pub staff: Ref<OnsiteStaff>,
    /// What was handed over.
    #[field("交接情况", en = "Handed over", help = "交接了什么、收回了什么。", article = "M27", example = "资料已交接，门禁卡已收回")]
    pub handed_over: String,
}

impl Form for StaffExit {
    type Subject = OnsiteStaff;
    const THEN: &'static str = "account.closed";

    fn effects(line: &Fact<StaffExit>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let (staff, last_day) = (scene.standing(&line.data.staff)?, scene.begins(line.from));
        let (person, unit) = (staff.data.person.code.clone(), staff.data.unit.code.clone());
        let mut effects = left(&person, &unit, last_day, scene);
        effects.put(ended(staff, last_day));
        Ok(effects)
    }
}

/// Somebody who leaves a unit: his accounts there end with his last day, and his grants.
fn left(person: &str, unit: &str, last_day: Day, scene: &Scene<'_>) -> Effects {
    let mut effects = Effects::none();
    let accounts = scene.naming::<Account>("person", person);
    for account in accounts.into_iter().filter(|account| account.data.unit.code == unit) {
        effects.put(ended(account, last_day));
    }
    effects.leaving.push(Leaving { person: person.to_owned(), unit: unit.to_owned(), last_day });
    effects
}

/// Responsibility that goes from one unit to another; both sign.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "责任移交", form, en = "Handover of responsibility", help = "系统或者网络的安全责任移交，双方签署。", order = 92, article = "M36",
    event = ("移交日", "Handed over on"), exactly_one = [system, network], example_from = "2027-03-01",
)]
pub struct ResponsibilityHandover {
    /// The system.
    #[field("信息系统", en = "Information system", help = "移交的信息系统。", article = "M36", example = "例-S1")]
    pub system: Option<Ref<InformationSystem>>,
    /// The network.
    #[field("网络", help = "移交的网络。", article = "M36")]
    pub network: Option<Ref<Network>>,
    /// The unit that gives it away.
    #[field("移交单位", en = "From unit", help = "移交责任的单位。", article = "M36", example = "例-U1")]
    pub from_unit: Ref<Unit>,
    /// The unit that takes it over.
    #[field("接收单位", en = "To unit", help = "接收责任的单位。", article = "M36", example = "例-U2")]
    pub to_unit: Ref<Unit>,
    /// Why.
    #[field("原因", help = "移交的原因。", article = "M36", example = "系统迁移")]
    pub reason: Reason,
}

impl Form for ResponsibilityHandover {
    type Subject = Handover;
    const THEN: &'static str = "information_system.managing_unit";
    const BEHIND: Behind = Behind::Thing;

    fn effects(line: &Fact<ResponsibilityHandover>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let ResponsibilityHandover { system, network, from_unit, to_unit, reason } = &line.data;
        let on = scene.begins(line.from);
        // As they stand on that day: what changes before it stays changed.
        let then = Scene { day: on, ..*scene };
        let mut effects = Effects::none();
        if let Some(system) = system {
            let mut system = from_then_on(then.standing(system)?, on);
            system.data.responsible.managing_unit = to_unit.clone();
            effects.put(system);
        }
        if let Some(network) = network {
            let mut network = from_then_on(then.standing(network)?, on);
            network.data.responsible.managing_unit = to_unit.clone();
            effects.put(network);
        }
        let handover = Handover {
            system: system.clone(),
            network: network.clone(),
            from_unit: from_unit.clone(),
            to_unit: to_unit.clone(),
            reason: *reason,
            signed_by_both: Some(true),
        };
        let fact = Fact::declared(scene.code(&line.code), on, handover);
        effects.put(Fact { vouched_by: Some(scene.applicant.to_owned()), ..fact });
        Ok(effects)
    }

    fn other_party(line: &Fact<ResponsibilityHandover>, _scene: &Scene<'_>) -> Option<String> {
        Some(line.data.to_unit.code.clone())
    }
}
