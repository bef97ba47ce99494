//! Where a unit's network meets another one: its interface devices, and exits of its own.

use super::access::managed_by;
use crate::matter::behind::Behind;
use crate::matter::effects::{Effects, ended, from_then_on};
use crate::matter::form::Form;
use crate::matter::scene::{Gone, Scene};
use crate::register::{Choices, Fact, Problem, Ref, Register};
use crate::registers::access_link::AccessLink;
use crate::registers::interface_device::{DeviceKind, InterfaceDevice};
use crate::registers::internet_exit::InternetExit;
use crate::registers::{network::Network, unit::Unit};

/// A change of an interface device or of its configuration.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "变更接口设备或配置", form, en = "Change of interface device or configuration",
    help = "更换、撤除、加装接口设备，或者改变它的配置；加装的填接入链路，其余的填设备。",
    order = 12,
    article = "M20, I22",
    from = ("变更日", "Changed on"),
    exactly_one = [device, link],
    check = check_interface,
    example_from = "2027-03-01",
)]
pub struct InterfaceChange {
    /// The device; of one that is added there is none yet.
    #[field("接口设备", en = "Interface device", help = "变更的设备；加装的不填。", article = "M20", example = "例-I1")]
    pub device: Option<Ref<InterfaceDevice>>,
    /// The link whose end a device is added to.
    #[field("接入链路", en = "Access link", help = "加装时填设备所在的链路。", article = "M20")]
    pub link: Option<Ref<AccessLink>>,
    /// What is done with it.
    #[field("变更方式", en = "Deed", help = "对设备做什么。", article = "M20", example = "改变配置")]
    pub deed: InterfaceDeed,
    /// What kind of device takes its place.
    #[field("新设备类别", en = "New kind", help = "更换、加装时填写新设备的类别。")]
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
    /// A further device.
    #[choice("加装设备")]
    Add,
}

fn check_interface(line: &Fact<InterfaceChange>) -> Vec<Problem> {
    let InterfaceChange { device, link, deed, kind, .. } = &line.data;
    let misplaced = match (deed, device, link) {
        (InterfaceDeed::Add, Some(_), None) => Some(Problem::new(
            "link",
            "加装的设备还没有编号：请填接入链路，不填接口设备",
            "A device that is added is on no record yet; name the access link and no device",
        )),
        (InterfaceDeed::Reconfigure | InterfaceDeed::Replace | InterfaceDeed::Remove, None, Some(_)) => Some(Problem::new(
            "device",
            "没有说明变更哪一台：请填接口设备，不填接入链路",
            "Which device is changed is not said; name the device and no link",
        )),
        _ => None,
    };
    let kindless = (matches!(deed, InterfaceDeed::Add | InterfaceDeed::Replace) && kind.is_none())
        .then(|| Problem::new("kind", "没有填写新设备的类别；请填写", "The kind of the new device is missing; fill it in"));
    misplaced.into_iter().chain(kindless).collect()
}

impl Form for InterfaceChange {
    type Subject = InterfaceDevice;
    const THEN: &'static str = "interface_device.changed";
    const BEHIND: Behind = Behind::LaterThan("link");

    fn effects(line: &Fact<InterfaceChange>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let InterfaceChange { device, link, deed, kind, .. } = &line.data;
        let on = scene.begins(line.from);
        let Some(device) = device else {
            let mut effects = Effects::none();
            if let Some(link) = link {
                let responsible = managed_by(&scene.standing(link)?.data.unit);
                let kind = kind.unwrap_or(DeviceKind::Other);
                effects.begin(line, scene, InterfaceDevice { link: link.clone(), kind, configuration: None, responsible });
            }
            return Ok(effects);
        };
        let device = scene.standing(device)?;
        if *deed == InterfaceDeed::Remove {
            return Ok(Effects::of(ended(device, on)));
        }
        let mut changed = from_then_on(device, on);
        changed.data.kind = kind.unwrap_or(changed.data.kind);
        // What its configuration is from now on, only a probe can say.
        changed.data.configuration = None;
        Ok(Effects::of(changed))
    }
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
