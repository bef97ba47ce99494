//! Access: joining, widening, changing the interface, leaving, coming back; exits of one's own.

use shouwang_calendar::Day;

use crate::matter::behind::Behind;
use crate::matter::effects::{Effects, ended, from_then_on};
use crate::matter::form::Form;
use crate::matter::scene::{Gone, Scene};
use crate::register::{Choices, Fact, Problem, Record as _, Ref, Register};
use crate::registers::access_link::{AccessLink, Mode};
use crate::registers::address_prefix::AddressPrefix;
use crate::registers::appointment::{Appointment, Post};
use crate::registers::interface_device::{DeviceKind, InterfaceDevice};
use crate::registers::internet_exit::InternetExit;
use crate::registers::permission::{Decision, Matter, Permission};
use crate::registers::terminal::{self, Terminal};
use crate::registers::{network::Network, person::Person, responsible::Responsible, unit::Unit};

/// A link by which a unit wants to join a network.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "接入申请", form, en = "Application for access",
    help = "单位申请接入一个网络；起始日为希望开通的日期。",
    order = 10,
    article = "M20, I22–I25",
    from = ("希望开通日", "Wanted from"),
    until = ("使用至", "Wanted until"),
    example_from = "2027-03-01",
)]
pub struct AccessApplication {
    /// The unit that is to be connected.
    #[field("接入单位", en = "Connected unit", help = "要接入的单位。", article = "M20", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// The network that it wants to join.
    #[field("网络", help = "要接入的网络。", article = "M20", example = "例-N1")]
    pub network: Ref<Network>,
    /// How it is to be connected.
    #[field("接入方式", help = "接入的方式。", article = "I22–I25", example = "专线")]
    pub mode: Mode,
    /// Who answers for the security of the link.
    #[field("接入安全责任人", en = "Link security officer", help = "负责这条链路安全的人员。", article = "I23–I25", example = "例-P1")]
    pub officer: Option<Ref<Person>>,
    /// What it is needed for.
    #[field("接入事由", en = "Purpose", help = "为什么需要接入。", article = "M20", example = "政务服务事项办理")]
    pub purpose: String,
}

impl Form for AccessApplication {
    type Subject = AccessLink;
    const THEN: &'static str = "access_link.active";
    const BEHIND: Behind = Behind::Thing;

    fn effects(line: &Fact<AccessApplication>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let AccessApplication { unit, network, mode, officer, .. } = &line.data;
        scene.standing(unit)?;
        scene.standing(network)?;
        let responsible = managed_by(unit);
        let mut effects = Effects::none();
        let link = effects.begin(line, scene, AccessLink { unit: unit.clone(), network: network.clone(), mode: *mode, responsible });
        if let Some(person) = officer {
            let post = Appointment {
                unit: unit.clone(),
                post: Post::LinkSecurityOfficer,
                person: Some(person.clone()),
                department: None,
                link: Some(Ref::to(link)),
            };
            effects.begin(&Fact { code: String::new(), ..line.clone() }, scene, post);
        }
        Ok(effects)
    }
}

/// More addresses or machines behind a link.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "扩大接入范围", form, en = "Widening of access",
    help = "在已有链路上增加地址段或者终端。",
    order = 11,
    article = "M20",
    from = ("希望启用日", "Wanted from"),
    until = ("使用至", "Wanted until"),
    exactly_one = [prefix, terminal],
    check = check_widening,
    example_from = "2027-03-01",
)]
pub struct AccessWidening {
    /// The link.
    #[field("接入链路", en = "Access link", help = "扩大范围的链路。", article = "M20", example = "例-U1/例-N1/dedicated_line")]
    pub link: Ref<AccessLink>,
    /// Addresses to be added, in CIDR notation.
    #[field("增加的地址段", en = "Prefix", help = "CIDR 写法，如 10.1.0.0/24。", chars = 50, article = "M20", example = "10.2.0.0/24")]
    pub prefix: Option<String>,
    /// The kind of machine to be added.
    #[field("增加的终端", en = "Terminal", help = "增加的终端的类别。", article = "M20")]
    pub terminal: Option<terminal::Kind>,
    /// The machine's address.
    #[field("终端地址", en = "Terminal address", help = "终端的 IP 地址。", chars = 50)]
    pub address: Option<String>,
    /// Whether the machine is protected.
    #[field("终端已装防护", en = "Terminal protected", help = "终端是否安装了安全防护软件。", article = "I24")]
    pub protected: Option<bool>,
    /// What it is needed for.
    #[field("事由", en = "Purpose", help = "为什么需要扩大。", example = "新增办公区")]
    pub purpose: String,
}

fn check_widening(line: &Fact<AccessWidening>) -> Vec<Problem> {
    let prefix = line.data.prefix.as_deref().and_then(|prefix| crate::addresses::check_prefix(prefix).err());
    let address = line.data.address.as_deref().and_then(|address| crate::addresses::check_address(address).err());
    prefix.map(|error| error.problem("prefix")).into_iter().chain(address.map(|error| error.problem("address"))).collect()
}

impl Form for AccessWidening {
    type Subject = AccessLink;
    const THEN: &'static str = "address_prefix.active";

    fn effects(line: &Fact<AccessWidening>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let AccessWidening { link, prefix, terminal, address, protected, .. } = &line.data;
        let standing = scene.standing(link)?.data;
        let mut effects = Effects::none();
        if let Some(prefix) = prefix {
            effects.begin(line, scene, AddressPrefix { prefix: prefix.clone(), unit: standing.unit.clone(), network: standing.network });
        }
        if let Some(kind) = terminal {
            let responsible = managed_by(&standing.unit);
            let (address, protected, link) = (address.clone(), *protected, Some(link.clone()));
            effects.begin(line, scene, Terminal { kind: *kind, address, link, protected, responsible });
        }
        Ok(effects)
    }
}

/// A change of an interface device or of its configuration.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "变更接口设备或配置", form, en = "Change of interface device or configuration",
    help = "更换、撤除接口设备，或者改变它的配置。",
    order = 12,
    article = "M20, I22",
    from = ("变更日", "Changed on"),
    example_from = "2027-03-01",
)]
pub struct InterfaceChange {
    /// The device.
    #[field("接口设备", en = "Interface device", help = "变更的设备。", article = "M20", example = "例-I1")]
    pub device: Ref<InterfaceDevice>,
    /// What is done with it.
    #[field("变更方式", en = "Deed", help = "对设备做什么。", article = "M20", example = "改变配置")]
    pub deed: InterfaceDeed,
    /// What kind of device takes its place.
    #[field("新设备类别", en = "New kind", help = "更换时填写新设备的类别。")]
    pub kind: Option<DeviceKind>,
    /// What is changed and why.
    #[field("变更内容", en = "Content", help = "改什么、为什么改。", article = "M20", example = "调整路由策略")]
    pub content: String,
}

/// What may be done with an interface device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum InterfaceDeed {
    /// Change of configuration.
    #[choice("改变配置")]
    Reconfigure,
    /// Replacement.
    #[choice("更换设备")]
    Replace,
    /// Removal.
    #[choice("撤除设备")]
    Remove,
}

impl Form for InterfaceChange {
    type Subject = InterfaceDevice;
    const THEN: &'static str = "interface_device.changed";
    const BEHIND: Behind = Behind::LaterThan("link");

    fn effects(line: &Fact<InterfaceChange>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let (device, on) = (scene.standing(&line.data.device)?, scene.begins(line.from));
        if line.data.deed == InterfaceDeed::Remove {
            return Ok(Effects::of(ended(device, on)));
        }
        let mut changed = from_then_on(device, on);
        changed.data.kind = line.data.kind.unwrap_or(changed.data.kind);
        // What its configuration is from now on, only a probe can say.
        changed.data.configuration = None;
        Ok(Effects::of(changed))
    }
}

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
        let last = scene.begins(line.from);
        let mut effects = Effects::of(ended(scene.standing(&line.data.link)?, last));
        for post in scene.naming::<Appointment>("link", &line.data.link.code) {
            effects.put(ended(post, last));
        }
        for terminal in scene.naming::<Terminal>("link", &line.data.link.code) {
            effects.put(ended(terminal, last));
        }
        for device in scene.naming::<InterfaceDevice>("link", &line.data.link.code) {
            effects.put(ended(device, last));
        }
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

/// An exit to the internet of the unit's own.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "自有出口备案", form, en = "Filing of an own exit",
    help = "确需另行开通的互联网出口报备；编号填出口的编号。",
    order = 15,
    article = "M21, I21",
    from = ("启用日", "Used from"),
    until = ("使用至", "Used until"),
    example_from = "2027-03-01",
)]
pub struct OwnExitFiling {
    /// The unit that manages it.
    #[field("管理单位", en = "Managing unit", help = "管理出口的单位。", article = "M21", example = "例-U1")]
    pub managing_unit: Ref<Unit>,
    /// The network that it leads out of.
    #[field("网络", help = "出口所属的网络。", example = "例-N1")]
    pub network: Option<Ref<Network>>,
    /// Whether data cross the border.
    #[field("涉及跨境数据", en = "Cross-border data", help = "是否有数据出境。", article = "M21", example = "否")]
    pub cross_border: Option<bool>,
    /// Why the unified exit does not do.
    #[field("事由", en = "Reason", help = "为什么统一出口不能满足。", article = "M21", example = "专用业务系统")]
    pub reason: String,
}

impl Form for OwnExitFiling {
    type Subject = InternetExit;
    const THEN: &'static str = "internet_exit.filed";
    const BEHIND: Behind = Behind::Thing;

    fn effects(line: &Fact<OwnExitFiling>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        if !line.code.is_empty() && scene.standing::<InternetExit>(&Ref::to(&line.code)).is_ok() {
            return Ok(Effects::none());
        }
        let OwnExitFiling { managing_unit, network, cross_border, .. } = &line.data;
        let responsible = managed_by(managing_unit);
        let mut effects = Effects::none();
        let exit = InternetExit { own: true, network: network.clone(), cross_border: *cross_border, responsible };
        effects.begin(line, scene, exit);
        Ok(effects)
    }
}

/// A thing that one unit manages and uses.
pub(super) fn managed_by(unit: &Ref<Unit>) -> Responsible {
    Responsible { managing_unit: unit.clone(), building_unit: None, using_unit: Some(unit.clone()), publishing_unit: None, division: None }
}
