//! Access: joining and widening.

use super::leaving::left_behind;
use crate::matter::behind::Behind;
use crate::matter::effects::Effects;
use crate::matter::form::Form;
use crate::matter::scene::{Gone, Scene};
use crate::register::{Fact, Problem, Record as _, Ref, Register};
use crate::registers::access_link::{AccessLink, Mode};
use crate::registers::address_prefix::AddressPrefix;
use crate::registers::appointment::{Appointment, Post};
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
    check = check_application,
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
    /// The first addresses behind the link, in CIDR notation; further ones widen it later.
    #[field(
        "首批地址段",
        en = "First prefix",
        help = "随接入一并批准的地址段，CIDR 写法，如 10.1.0.0/24。",
        chars = 50,
        article = "M20",
        example = "10.3.0.0/24"
    )]
    pub prefix: Option<String>,
    /// The kind of machine that is connected; of a dedicated line it may be left out.
    #[field("接入终端", en = "Terminal", help = "单机、拨号、VPN 接入的终端类别；专线接入可以不填。", article = "I24, I25")]
    pub terminal: Option<terminal::Kind>,
    /// The machine's address.
    #[field("终端地址", en = "Terminal address", help = "终端的 IP 地址。", chars = 50)]
    pub address: Option<String>,
    /// Whether the machine is protected.
    #[field("终端已装防护", en = "Terminal protected", help = "终端是否安装了安全防护软件。", article = "M22, I24, I25")]
    pub protected: Option<bool>,
    /// What it is needed for.
    #[field("接入事由", en = "Purpose", help = "为什么需要接入。", article = "M20", example = "政务服务事项办理")]
    pub purpose: String,
}

impl Form for AccessApplication {
    type Subject = AccessLink;
    const THEN: &'static str = "access_link.active";
    const BEHIND: Behind = Behind::Thing;

    fn effects(line: &Fact<AccessApplication>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let AccessApplication { unit, network, mode, officer, prefix, terminal, address, protected, .. } = &line.data;
        scene.standing(unit)?;
        scene.standing(network)?;
        let responsible = managed_by(unit);
        let mut effects = Effects::none();
        let link = effects.begin(line, scene, AccessLink { unit: unit.clone(), network: network.clone(), mode: *mode, responsible });
        let link = Ref::<AccessLink>::to(link);
        let nameless = Fact { code: String::new(), ..line.clone() };
        if let Some(person) = officer {
            let (unit, person, link) = (unit.clone(), Some(person.clone()), Some(link.clone()));
            effects.begin(&nameless, scene, Appointment { unit, post: Post::LinkSecurityOfficer, person, department: None, link });
        }
        if let Some(prefix) = prefix {
            effects.begin(&nameless, scene, AddressPrefix { prefix: prefix.clone(), unit: unit.clone(), network: network.clone() });
        }
        if let Some(kind) = terminal {
            let (address, link, responsible) = (address.clone(), Some(link), managed_by(unit));
            effects.begin(&nameless, scene, Terminal { kind: *kind, address, link, protected: *protected, responsible });
        }
        Ok(effects)
    }

    /// With the last day of the link everything behind it is over, unless the link goes on by another matter.
    fn over(line: &Fact<AccessApplication>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let made = Self::effects(line, scene).ok();
        let link = made.as_ref().and_then(|made| Some(Ref::<AccessLink>::to(&made.rows.get(AccessLink::NAME).first()?.key.code)));
        match link.map(|link| (scene.standing(&link).is_ok(), scene.latest(&link), link)) {
            Some((false, Ok(standing), link)) => Ok(left_behind(&link, &standing.data, line.until, scene)),
            _ => Ok(Effects::none()),
        }
    }
}

/// What is connected by a single machine, by dialling in or by a VPN is that machine: it is named, and protected before it is let in.
fn check_application(line: &Fact<AccessApplication>) -> Vec<Problem> {
    let AccessApplication { mode, prefix, terminal, address, protected, .. } = &line.data;
    let unnamed = (*mode != Mode::DedicatedLine && terminal.is_none()).then(|| {
        Problem::new(
            "terminal",
            "单机、拨号、VPN 接入的是终端：请填写终端的类别",
            "What is connected by a single machine, dial-up or VPN is a terminal; say of which kind",
        )
    });
    unnamed.into_iter().chain(addresses(prefix.as_deref(), address.as_deref())).chain(unprotected(*terminal, *protected)).collect()
}

fn addresses(prefix: Option<&str>, address: Option<&str>) -> Vec<Problem> {
    let prefix = prefix.and_then(|prefix| crate::addresses::check_prefix(prefix).err());
    let address = address.and_then(|address| crate::addresses::check_address(address).err());
    prefix.map(|error| error.problem("prefix")).into_iter().chain(address.map(|error| error.problem("address"))).collect()
}

/// A machine comes in protected or not at all.
fn unprotected(terminal: Option<terminal::Kind>, protected: Option<bool>) -> Option<Problem> {
    (terminal.is_some() && protected != Some(true)).then(|| {
        Problem::new(
            "protected",
            "终端装好安全防护才能接入：装好以后填“是”",
            "A terminal is protected before it is connected; install the protection, then say yes",
        )
    })
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
    let AccessWidening { prefix, terminal, address, protected, .. } = &line.data;
    addresses(prefix.as_deref(), address.as_deref()).into_iter().chain(unprotected(*terminal, *protected)).collect()
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

/// A thing that one unit manages and uses.
pub(super) fn managed_by(unit: &Ref<Unit>) -> Responsible {
    Responsible { managing_unit: unit.clone(), building_unit: None, using_unit: Some(unit.clone()), publishing_unit: None, division: None }
}
