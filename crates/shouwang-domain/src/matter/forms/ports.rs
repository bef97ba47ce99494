//! Ports of systems: opened for a purpose until a day, extended, closed.

use shouwang_calendar::Day;

use crate::matter::behind::Behind;
use crate::matter::effects::{Effects, ended};
use crate::matter::form::Form;
use crate::matter::scene::{Gone, Scene};
use crate::register::{Fact, Problem, Ref, Register};
use crate::registers::information_system::InformationSystem;
use crate::registers::open_port::{OpenPort, Protocol};

/// A port to be opened.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "端口开放", form, en = "Opening of a port",
    help = "申请开放一个端口，写明用途；截止日必填，到期自动关闭。",
    order = 30,
    article = "I26, I33",
    from = ("开放起", "Open from"),
    until = ("开放止", "Open until"),
    check = last_day_given,
    example_from = "2027-03-01",
)]
pub struct PortOpening {
    /// The system whose port it is.
    #[field("信息系统", en = "Information system", help = "端口所属的系统。", article = "I26", example = "例-S1")]
    pub system: Ref<InformationSystem>,
    /// From 1 to 65535.
    #[field("端口号", en = "Port number", help = "1 至 65535。", range = 1..=65_535, article = "I26", example = "8443")]
    pub number: i64,
    /// The transport protocol.
    #[field("协议", help = "传输协议。", article = "I26", example = "TCP")]
    pub protocol: Protocol,
    /// What it is open for.
    #[field("用途", help = "这个端口做什么用。", article = "I26", example = "移动端访问")]
    pub purpose: String,
}

/// What is granted for a time has a last day.
pub(super) fn last_day_given<T>(line: &Fact<T>) -> Vec<Problem> {
    let missing = || Problem::new("until", "没有填写截止日：请写明用到哪一天", "There is no last day; say until when it is needed");
    (line.until == Day::MAX).then(missing).into_iter().collect()
}

impl Form for PortOpening {
    type Subject = OpenPort;
    const THEN: &'static str = "open_port.open";
    const BEHIND: Behind = Behind::Thing;

    fn effects(line: &Fact<PortOpening>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let PortOpening { system, number, protocol, purpose } = &line.data;
        scene.standing(system)?;
        let port = OpenPort { system: system.clone(), number: *number, protocol: *protocol, purpose: Some(purpose.clone()) };
        let mut effects = Effects::none();
        effects.begin(line, scene, port);
        Ok(effects)
    }
}

/// A port that is needed for longer.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "端口延期", form, en = "Extension of a port",
    help = "申请把端口的截止日推后。",
    order = 31,
    article = "I26",
    from = ("延期起", "Extended from"),
    until = ("延期至", "Extended until"),
    check = last_day_given,
    example_from = "2027-03-01",
)]
pub struct PortExtension {
    /// The port.
    #[field("开放端口", en = "Open port", help = "要延期的端口。", article = "I26", example = "例-S1/tcp/443")]
    pub port: Ref<OpenPort>,
    /// Why it is needed for longer.
    #[field("事由", en = "Reason", help = "为什么还需要。", article = "I26", example = "业务继续")]
    pub reason: String,
}

impl Form for PortExtension {
    type Subject = OpenPort;
    const THEN: &'static str = "open_port.extended";
    const BEHIND: Behind = Behind::Further;

    fn effects(line: &Fact<PortExtension>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        // It goes on from the day after its last one at the latest: what has been closed for longer is opened anew.
        let port = match scene.latest(&line.data.port)? {
            port if port.until != Day::MAX && port.until.plus(1) == scene.day => port,
            _ => scene.standing(&line.data.port)?,
        };
        let until = line.until.max(port.from);
        Ok(Effects::of(port.until(until)))
    }

    /// It goes on for longer: whoever needs it for less long reports that it is closed.
    fn objections(line: &Fact<PortExtension>, scene: &Scene<'_>) -> Vec<Problem> {
        let Ok(port) = scene.latest(&line.data.port) else { return Vec::new() };
        let last = port.until;
        let shorter = (last != Day::MAX && line.until <= last).then(|| {
            Problem::new(
                "until",
                format!("端口现在就开放到{last}，这样填不是延期；请填更晚的日子，提前关闭请办端口关闭"),
                format!("The port is open until {last} as it is; take a later day, or report its closing"),
            )
        });
        shorter.into_iter().collect()
    }
}

/// A port that is no longer needed.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "端口关闭", form, en = "Closing of a port",
    help = "报告关闭一个端口；起始日为最后使用日。",
    order = 32,
    article = "I26",
    from = ("最后使用日", "Last day"),
    example_from = "2027-03-01"
)]
pub struct PortClosing {
    /// The port.
    #[field("开放端口", en = "Open port", help = "要关闭的端口。", article = "I26", example = "例-S1/tcp/443")]
    pub port: Ref<OpenPort>,
    /// Why it is closed.
    #[field("事由", en = "Reason", help = "为什么关闭。", example = "业务下线")]
    pub reason: Option<String>,
}

impl Form for PortClosing {
    type Subject = OpenPort;
    const THEN: &'static str = "open_port.closed";

    fn effects(line: &Fact<PortClosing>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        Ok(Effects::of(ended(scene.standing(&line.data.port)?, scene.begins(line.from))))
    }
}
