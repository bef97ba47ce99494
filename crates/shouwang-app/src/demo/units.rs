//! Which units there are, what they are called, and everything that belongs to each.

use shouwang_domain::credit_code::{check_character, organisation_check_character};
use shouwang_domain::register::{Ref, Set};
use shouwang_domain::registers::unit::{Function, Industry, Unit};

use super::allotment::Allotment;
use super::body::Body;
use super::deed::{Deed, Manner};
use super::places::{Level, Place};
use super::seat::{self, Seat, unit_code};
use super::world::{Counted, Held, World};
use super::{
    access, devices, governance, holdings, incidents, leadership, networks, organs, people, private_networks, projects, protection,
    providers, systems,
};

/// What a unit is, besides its name and place.
#[derive(Clone, Copy)]
pub(super) struct Trait<'t> {
    pub(super) functions: &'t [Function],
    pub(super) industry: Option<Industry>,
}

/// How many providers a prefecture or the province has, each of them of one kind of contract.
pub(super) const PROVIDERS: u32 = 4;

/// The companies that serve: four at the province and four in each prefecture.
pub(super) fn providers(world: &mut World<'_>, seats: &[Seat]) {
    for seat in seats.iter().filter(|seat| seat.level <= Level::Prefecture) {
        for number in 1..=PROVIDERS {
            let name = format!("样例·{}信息技术公司{number:02}", seat.name);
            let body = body(world, seat, 800 + number, name, Manner::Drawn { lapses: 0 });
            register(world, &body, Trait { functions: &[Function::Provider], industry: None });
        }
    }
}

/// The code of a provider that serves at this seat.
pub(super) fn provider_code(seat: &Seat, number: u32) -> String {
    let place = if seat.level == Level::County { &seat.code[..4] } else { seat.code };
    unit_code(place, 801 + number % PROVIDERS)
}

/// The competent department and the operating agency of a seat, with what they answer for.
pub(super) fn authorities(world: &mut World<'_>, seat: &Seat) {
    let manner = diligence(world, seat, 1);
    let competent = body(world, seat, 1, format!("样例·{}{}", seat.name, organs::title("数据局", seat.level)), manner);
    register(world, &competent, Trait { functions: &[Function::CompetentDepartment], industry: None });
    competent_department(world, &competent);
    if seat.agency.is_none() {
        networks::extranet(world, &competent, seat.level, Some(seat.extranet.clone()));
        devices::unified_exit(world, &competent);
        return;
    }
    let manner = diligence(world, seat, 2);
    let agency = body(world, seat, 2, format!("样例·{}政务服务和大数据中心", seat.name), manner);
    register(world, &agency, Trait { functions: &[Function::OperatingAgency], industry: None });
    networks::extranet(world, &agency, seat.level, Some(seat.extranet.clone()));
    devices::unified_exit(world, &agency);
    operating_agency(world, &agency);
}

/// Everything that a competent department answers for.
pub(super) fn competent_department(world: &mut World<'_>, body: &Body<'_>) {
    leadership::posts(world, body);
    governance::competent_department(world, body);
    projects::plans(world, body);
}

/// Everything that an operating agency answers for, its extranet aside.
pub(super) fn operating_agency(world: &mut World<'_>, body: &Body<'_>) {
    let staff = leadership::posts(world, body);
    leadership::administrators(world, body);
    governance::operating_agency(world, body);
    projects::projects(world, body);
    providers::contracts(world, body);
    incidents::incidents(world, body, None);
    people::accounts(world, body, &staff);
}

/// The connected units of a seat and of its townships.
pub(super) fn connected(world: &mut World<'_>, seat: &Seat, places: &[Place], plan: &mut Allotment) {
    for index in 0..plan.units_at(seat) {
        let (name, functions, industry) = organs::organ(seat, index);
        let manner = diligence(world, seat, index + 3);
        let body = body(world, seat, index + 3, name, manner);
        let important = register(world, &body, Trait { functions: &functions, industry });
        belongings(world, &body, &functions, important, plan);
    }
    if seat.level == Level::County {
        for place in places.iter().filter(|place| place.level == Level::Township && place.parent == Some(seat.code)) {
            world.draw_from(seat::stream(place.code, 1));
            let manner = drawn_diligence(world);
            let since = world.ago(200, 1400);
            let name = format!("样例·{}人民政府", place.name);
            let body = Body::new(unit_code(place.code, 1), name, seat, manner, since).of(place.code);
            let functions = [Function::ConnectedUnit, Function::Government];
            let important = register(world, &body, Trait { functions: &functions, industry: None });
            belongings(world, &body, &functions, important, plan);
        }
    }
}

/// Everything that a connected unit answers for.
fn belongings(world: &mut World<'_>, body: &Body<'_>, functions: &[Function], important: bool, plan: &mut Allotment) {
    let staff = connected_unit(world, body, important);
    if functions.contains(&Function::Cyberspace) || functions.contains(&Function::Cryptography) {
        governance::overseer(world, body, functions);
    }
    let link = access::links(world, body, &staff);
    let mut made = Vec::new();
    for _ in 0..plan.systems.take(world) {
        let shape = systems::Shape::drawn(world);
        made.push(systems::system(world, body, shape));
    }
    let systems: Vec<&str> = made.iter().map(String::as_str).collect();
    let (count, terminals) = (plan.devices.take(world), plan.terminals.take(world));
    devices::devices(world, body, &link, count, &systems);
    devices::terminals(world, body, &link, terminals);
    holdings::holdings(world, body, &systems, &staff);
    incidents::incidents(world, body, systems.first().copied());
    incidents::traces(world, body, systems.first().copied());
}

/// What a connected unit answers for apart from its links, systems and devices.
pub(super) fn connected_unit(world: &mut World<'_>, body: &Body<'_>, important: bool) -> people::Staff {
    let staff = leadership::posts(world, body);
    leadership::contacts(world, body);
    governance::connected_unit(world, body);
    protection::unit_assessments(world, body, important);
    protection::hazards(world, body, &staff);
    providers::contracts(world, body);
    people::accounts(world, body, &staff);
    private_networks::private_networks(world, body);
    staff
}

/// Puts a unit on record; says whether it processes important data.
pub(super) fn register(world: &mut World<'_>, body: &Body<'_>, what: Trait<'_>) -> bool {
    let is_connected = what.functions.contains(&Function::ConnectedUnit);
    let important = is_connected && world.has(body, 60);
    let is_told = body.is_showcase() || world.deed_of_many(body, 3) != Deed::Unrecorded;
    let unit = Unit {
        name: body.name.clone(),
        division: Ref::to(body.division),
        functions: Set::of(what.functions),
        credit_code: credit_code(world.next(Counted::Unit)),
        industry: what.industry,
        parent: None,
        handles_important_data: Some(important).filter(|_| is_told),
        handles_government_data: Some(is_connected),
        critical_infrastructure: Some(false),
    };
    world.add_as(body, body.code.clone(), Held::since(body.since), unit);
    important
}

/// The body with this number at a seat; draws come from its own stream from here on.
pub(super) fn body<'s>(world: &mut World<'_>, seat: &'s Seat, number: u32, name: String, manner: Manner) -> Body<'s> {
    world.draw_from(seat::stream(seat.code, 2 * number + 1));
    let since = if !(3..=800).contains(&number) { seat.since } else { world.ago(200, 1400) };
    Body::new(unit_code(seat.code, number), name, seat, manner, since)
}

fn diligence(world: &mut World<'_>, seat: &Seat, number: u32) -> Manner {
    world.draw_from(seat::stream(seat.code, 2 * number));
    drawn_diligence(world)
}

/// Most bodies are careful, some are not, a few are careless.
fn drawn_diligence(world: &mut World<'_>) -> Manner {
    let (least, width) = *world.chance.weighted(&[((10, 60), 60), ((70, 130), 30), ((200, 250), 10)]).unwrap_or(&(10, 60));
    Manner::Drawn { lapses: least + world.chance.below(width) }
}

/// A code whose check characters are right and that nobody can hold: no registration authority has the letter X, no division is 000000.
fn credit_code(number: u32) -> Option<String> {
    let organisation = format!("{number:08}");
    let seventeen = format!("X9000000{organisation}{}", organisation_check_character(&organisation)?);
    check_character(&seventeen).map(|last| format!("{seventeen}{last}"))
}
