//! Bodies of every kind that do everything in one and the same way, so that whatever can become of a duty is there to be seen.
//!
//! They stand in one county, and where a duty is about the province only, at the province. Each has one of everything a body of its kind can
//! have; what they show comes from the same code as everything else.

use shouwang_domain::registers::unit::Function;

use super::body::Body;
use super::deed::{Deed, Manner};
use super::places::Level;
use super::seat::Seat;
use super::systems::{self, Shape};
use super::units::{self, Trait};
use super::world::World;
use super::{access, devices, governance, holdings, incidents, networks};

/// The number of the first body of the showcase at its seat; the ones before it are all others'.
const FIRST: u32 = 900;

/// Terminals and devices of a body of the showcase: enough for one of each kind.
const TERMINALS: u32 = 4;
const DEVICES: u32 = 4;

/// Puts the showcase on record: at this county, and at the province for what only the province has.
pub(super) fn register(world: &mut World<'_>, seats: &[Seat], county: &Seat) {
    let province = seats.iter().find(|seat| seat.level == Level::Province).unwrap_or(county);
    for (number, deed) in (0..).zip(Deed::ALL) {
        for seat in [county, province] {
            let new = |world: &mut World<'_>, kind: u32, word: &str| body(world, seat, FIRST + 10 * number + kind, word, deed);
            let unit = new(world, 0, "接入单位");
            connected_unit(world, &unit);
            let competent = new(world, 1, "主管部门");
            units::register(world, &competent, Trait { functions: &[Function::CompetentDepartment], industry: None });
            units::competent_department(world, &competent);
            let agency = new(world, 2, "运行管理机构");
            operating_agency(world, &agency);
            for (kind, function) in [(3, Function::Cyberspace), (4, Function::Cryptography)] {
                let overseer = new(world, kind, if kind == 3 { "网信部门" } else { "密码管理部门" });
                units::register(world, &overseer, Trait { functions: &[function], industry: None });
                governance::overseer(world, &overseer, &[function]);
            }
        }
    }
}

fn body<'s>(world: &mut World<'_>, seat: &'s Seat, number: u32, kind: &str, deed: Deed) -> Body<'s> {
    let word = match deed {
        Deed::Kept => "样样照办",
        Deed::Missed => "样样没办",
        Deed::Unrecorded => "样样没记全",
        Deed::Pending => "样样待办",
    };
    units::body(world, seat, number, format!("样例展示·{}{kind}（{word}）", seat.name), Manner::Always(deed))
}

fn connected_unit(world: &mut World<'_>, body: &Body<'_>) {
    let important = units::register(world, body, Trait { functions: &[Function::ConnectedUnit], industry: None });
    let staff = units::connected_unit(world, body, important);
    let link = access::links(world, body, &staff);
    // Every shape of a system stands in the county; at the province one is enough.
    let shapes = if body.seat.level == Level::County { Shape::all() } else { vec![Shape::settled()] };
    let systems: Vec<String> = shapes.into_iter().map(|shape| systems::system(world, body, shape)).collect();
    let systems: Vec<&str> = systems.iter().map(String::as_str).collect();
    devices::devices(world, body, &link, DEVICES, &systems);
    devices::terminals(world, body, &link, TERMINALS);
    holdings::holdings(world, body, &systems, &staff);
    incidents::incidents(world, body, systems.first().copied());
    incidents::traces(world, body, systems.first().copied());
}

fn operating_agency(world: &mut World<'_>, body: &Body<'_>) {
    units::register(world, body, Trait { functions: &[Function::OperatingAgency], industry: None });
    units::operating_agency(world, body);
    for level in [Level::Province, Level::Prefecture, Level::County] {
        networks::extranet(world, body, level, None);
    }
}
