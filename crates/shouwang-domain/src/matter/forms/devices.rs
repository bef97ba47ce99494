//! Devices that the operating agency put up, and devices that their owners keep in its rooms.

use shouwang_calendar::Day;

use super::access::managed_by;
use crate::matter::behind::Behind;
use crate::matter::effects::{Effects, ended};
use crate::matter::form::Form;
use crate::matter::scene::{Gone, Scene};
use crate::register::{Choices, Fact, Ref, Register};
use crate::registers::deployed_device::DeployedDevice;
use crate::registers::hosted_device::HostedDevice;
use crate::registers::{information_system::InformationSystem, unit::Unit};

/// Leave to switch off or change a deployed device; the days are the window in which it may be done.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "部署设备变更或关停", form, en = "Change or shutdown of a deployed device",
    help = "申请在一段时间内关停或者改动部署设备；起止日为获准的期间。",
    order = 20,
    article = "M23, I22",
    from = ("期间起", "Window from"),
    until = ("期间止", "Window until"),
    check = super::ports::last_day_given,
    example_from = "2027-03-01",
)]
pub struct DeviceChange {
    /// The device.
    #[field("部署设备", en = "Deployed device", help = "要关停或者改动的设备。", article = "M23", example = "例-D1")]
    pub device: Ref<DeployedDevice>,
    /// What is done with it.
    #[field("方式", en = "Deed", help = "对设备做什么。", article = "M23", example = "关停")]
    pub deed: DeviceDeed,
    /// What is done and why.
    #[field("内容", en = "Content", help = "做什么、为什么。", article = "M23", example = "机房电力检修")]
    pub content: String,
}

/// What may be done with a deployed device.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum DeviceDeed {
    /// Switched off.
    #[choice("关停")]
    SwitchOff,
    /// Configuration changed.
    #[choice("修改配置")]
    Reconfigure,
    /// Moved.
    #[choice("移位")]
    Move,
    /// Taken down.
    #[choice("撤除")]
    TakeDown,
}

impl Form for DeviceChange {
    type Subject = DeployedDevice;
    const THEN: &'static str = "deployed_device.changed";

    fn effects(line: &Fact<DeviceChange>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let device = scene.standing(&line.data.device)?;
        // Whatever else is done is seen by the probes; the leave itself is the window on record.
        Ok(if line.data.deed == DeviceDeed::TakeDown { Effects::of(ended(device, scene.begins(line.from))) } else { Effects::none() })
    }
}

/// A device that its owner wants to keep in the agency's room.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "设备托管", form, en = "Hosting of a device",
    help = "申请把设备托管在运行管理机构的机房；编号填设备的编号。",
    order = 21,
    article = "M23, I34",
    from = ("托管起", "Hosted from"),
    until = ("托管止", "Hosted until"),
    example_from = "2027-03-01",
)]
pub struct DeviceHosting {
    /// The unit that owns it.
    #[field("管理单位", en = "Managing unit", help = "设备所属的单位。", article = "M23", example = "例-U1")]
    pub managing_unit: Ref<Unit>,
    /// The room.
    #[field("机房", help = "要托管的机房。", chars = 80, article = "I34", example = "样例县政务机房")]
    pub room: String,
    /// The day on which it had been secured.
    #[field("安全配置完成日", en = "Secured on", help = "完成安全加固和配置的日期。", article = "M23", example = "2027-02-20")]
    pub secured_on: Option<Day>,
    /// The system that is to run on it.
    #[field("信息系统", en = "Information system", help = "设备上运行的信息系统。", example = "例-S1")]
    pub system: Option<Ref<InformationSystem>>,
}

impl Form for DeviceHosting {
    type Subject = HostedDevice;
    const THEN: &'static str = "hosted_device.active";
    const BEHIND: Behind = Behind::Thing;

    fn effects(line: &Fact<DeviceHosting>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let DeviceHosting { managing_unit, room, secured_on, system } = &line.data;
        let responsible = managed_by(managing_unit);
        let device = HostedDevice { room: room.clone(), secured_on: *secured_on, system: system.clone(), responsible };
        let mut effects = Effects::none();
        effects.begin(line, scene, device);
        Ok(effects)
    }
}
