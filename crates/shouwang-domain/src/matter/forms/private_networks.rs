//! Private networks: none anew but by exception, those that stand move in.

use super::access::managed_by;
use crate::matter::behind::Behind;
use crate::matter::effects::{Effects, from_then_on};
use crate::matter::form::Form;
use crate::matter::scene::{Gone, Scene};
use crate::register::{Fact, Ref, Register};
use crate::registers::private_network::PrivateNetwork;
use crate::registers::responsible::Responsible;
use crate::registers::unit::Unit;

/// A new private network that a rule of the state allows.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register("新建专网例外", form, en = "Exception for a new private network", help = "国家另有规定、确需新建的业务专网，报备依据；编号填专网的编号。", order = 70, article = "M17", from = ("启用日", "In use from"), example_from = "2027-03-01")]
pub struct PrivateNetworkException {
    /// The unit that builds and manages it.
    #[field("建设单位", en = "Building unit", help = "建设并管理专网的单位。", article = "M17", example = "例-U1")]
    pub building_unit: Ref<Unit>,
    /// What it is called.
    #[field("名称", help = "专网名称。", article = "M17", example = "样例新建专网")]
    pub name: String,
    /// The rule of the state that allows it.
    #[field(
        "所据规定",
        en = "Rule of the state",
        help = "国家哪一份文件的哪一条规定。",
        chars = 500,
        article = "M17",
        example = "样例规定第一条"
    )]
    pub rule: String,
    /// Whether it is built on the extranet.
    #[field("依托政务外网", en = "Built on the extranet", help = "是否依托政务外网建设。", article = "M17", example = "否")]
    pub on_extranet: bool,
    /// The device that isolates it.
    #[field("隔离设备", en = "Isolation device", help = "与政务外网之间的隔离设备。", article = "M17, I27", example = "样例网闸")]
    pub isolation_device: Option<String>,
}

impl Form for PrivateNetworkException {
    type Subject = PrivateNetwork;
    const THEN: &'static str = "private_network.excepted";
    const BEHIND: Behind = Behind::Thing;

    fn effects(line: &Fact<PrivateNetworkException>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let PrivateNetworkException { building_unit, name, on_extranet, isolation_device, .. } = &line.data;
        let responsible = Responsible { building_unit: Some(building_unit.clone()), ..managed_by(building_unit) };
        Ok(network(line, scene, name, *on_extranet, isolation_device.clone(), responsible))
    }
}

/// A private network that is to be built on the extranet.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register("依托外网新建专网", form, en = "Building of a private network on the extranet", help = "建设方案先同本级沟通，再报本级同意；编号填专网的编号。", order = 71, article = "I28", from = ("计划启用日", "To be used from"), example_from = "2027-03-01")]
pub struct PrivateNetworkBuilding {
    /// The unit that manages it.
    #[field("管理单位", en = "Managing unit", help = "管理专网的单位。", article = "I28", example = "例-U1")]
    pub managing_unit: Ref<Unit>,
    /// What it is called.
    #[field("名称", help = "专网名称。", article = "I28", example = "样例依托专网")]
    pub name: String,
    /// What the plan comes to.
    #[field(
        "建设方案摘要",
        en = "Plan",
        help = "建设方案的要点，全文作附件。",
        chars = 2_000,
        article = "I28",
        example = "虚拟专网，独立安全域"
    )]
    pub plan: String,
    /// The device that isolates it.
    #[field("隔离设备", en = "Isolation device", help = "与其他专网之间的隔离设备。", article = "I29", example = "样例网闸")]
    pub isolation_device: Option<String>,
}

impl Form for PrivateNetworkBuilding {
    type Subject = PrivateNetwork;
    const THEN: &'static str = "private_network.building_approved";
    const BEHIND: Behind = Behind::Thing;

    /// Consent to a plan builds nothing.
    fn effects(_line: &Fact<PrivateNetworkBuilding>, _scene: &Scene<'_>) -> Result<Effects, Gone> {
        Ok(Effects::none())
    }

    fn proposed(line: &Fact<PrivateNetworkBuilding>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let PrivateNetworkBuilding { managing_unit, name, isolation_device, .. } = &line.data;
        Ok(network(line, scene, name, true, isolation_device.clone(), managed_by(managing_unit)))
    }
}

/// A new private network on the extranet, filed with the province.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register("新建专网备案", form, en = "Filing of a new private network", help = "本级同意以后报省级备案；编号填同意建设时所用的专网编号。", order = 72, article = "I28", from = ("启用日", "In use from"), example_from = "2027-03-01")]
pub struct PrivateNetworkFiling {
    /// The unit that manages it.
    #[field("管理单位", en = "Managing unit", help = "管理专网的单位。", article = "I28", example = "例-U1")]
    pub managing_unit: Ref<Unit>,
    /// What it is called.
    #[field("名称", help = "专网名称。", article = "I28", example = "样例依托专网")]
    pub name: String,
    /// The device that isolates it.
    #[field("隔离设备", en = "Isolation device", help = "与其他专网之间的隔离设备。", article = "I29", example = "样例网闸")]
    pub isolation_device: Option<String>,
}

impl Form for PrivateNetworkFiling {
    type Subject = PrivateNetwork;
    const THEN: &'static str = "private_network.filed";
    const BEHIND: Behind = Behind::Thing;

    fn effects(line: &Fact<PrivateNetworkFiling>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        if !line.code.is_empty() && scene.standing::<PrivateNetwork>(&Ref::to(&line.code)).is_ok() {
            return Ok(Effects::none());
        }
        let PrivateNetworkFiling { managing_unit, name, isolation_device } = &line.data;
        Ok(network(line, scene, name, true, isolation_device.clone(), managed_by(managing_unit)))
    }
}

/// A private network that moves into the extranet.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register("专网迁入", form, en = "Migration of a private network", help = "已建成的业务专网迁入政务外网；起始日为迁入日。", order = 73, article = "M17, I27", from = ("迁入日", "Merged on"), example_from = "2027-03-01")]
pub struct PrivateNetworkMigration {
    /// The network.
    #[field("业务专网", en = "Private network", help = "要迁入的专网。", article = "M17, I27", example = "例-Z1")]
    pub network: Ref<PrivateNetwork>,
    /// What the plan comes to.
    #[field("迁移方案摘要", en = "Plan", help = "迁移方案的要点，全文作附件。", chars = 2_000, article = "I27", example = "分批割接")]
    pub plan: String,
}

impl Form for PrivateNetworkMigration {
    type Subject = PrivateNetwork;
    const THEN: &'static str = "private_network.merged";

    fn effects(line: &Fact<PrivateNetworkMigration>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let on = scene.begins(line.from);
        let mut network = from_then_on(scene.standing(&line.data.network)?, on);
        network.data.on_extranet = true;
        network.data.merged_on = Some(on.max(network.from));
        Ok(Effects::of(network))
    }
}

fn network<L>(
    line: &Fact<L>,
    scene: &Scene<'_>,
    name: &str,
    on_extranet: bool,
    isolation_device: Option<String>,
    responsible: Responsible,
) -> Effects {
    let data = PrivateNetwork {
        name: name.to_owned(),
        on_extranet,
        exchanges_data: None,
        isolation_device,
        isolated: None,
        merge_due_on: None,
        merged_on: None,
        responsible,
    };
    let mut effects = Effects::none();
    effects.begin(line, scene, data);
    effects
}
