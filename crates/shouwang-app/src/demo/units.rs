//! Which units there are, what they are called, and everything that belongs to each.

use shouwang_domain::credit_code::{check_character, organisation_check_character};
use shouwang_domain::register::{Ref, Set};
use shouwang_domain::registers::unit::{Function, Industry, Unit};

use super::body::Body;
use super::deed::{Deed, Manner};
use super::places::{Level, Place};
use super::seat::{self, Seat, unit_code};
use super::world::{Held, World};
use super::{
    Allotment, access, devices, governance, holdings, incidents, leadership, networks, people, private_networks, projects, protection, providers,
    systems,
};

/// Organs that oversee, in the order of their unit numbers from 3 on, at every seat.
const OVERSEERS: [(&str, Function); 6] = [
    ("互联网信息办公室", Function::Cyberspace),
    ("密码管理局", Function::Cryptography),
    ("保密局", Function::Secrecy),
    ("公安局", Function::PublicSecurity),
    ("财政局", Function::Finance),
    ("人民政府办公室", Function::Government),
];

/// Organs that lead an industry.
const INDUSTRIES: [(&str, Industry); 8] = [
    ("能源局", Industry::Energy),
    ("教育局", Industry::Education),
    ("科学技术局", Industry::Science),
    ("工业和信息化局", Industry::IndustryIt),
    ("自然资源局", Industry::NaturalResources),
    ("生态环境局", Industry::Environment),
    ("交通运输局", Industry::Transport),
    ("卫生健康局", Industry::Health),
];

/// What other organs and institutions are called.
const OTHERS: [&str; 36] = [
    "水利局", "民政局", "司法局", "农业农村局", "商务局", "审计局", "统计局", "林业局", "信访局", "档案馆", "图书馆", "应急管理局",
    "医疗保障局", "退役军人事务局", "市场监督管理局", "住房和城乡建设局", "人力资源和社会保障局", "文化旅游广电体育局", "城市管理局",
    "疾病预防控制中心", "机关事务服务中心", "不动产登记中心", "公共资源交易中心", "社会保险服务中心", "就业服务中心", "住房公积金中心",
    "总工会", "妇女联合会", "残疾人联合会", "红十字会", "供销合作社", "气象局", "税务局", "人民法院", "人民检察院", "气象台",
];

/// What institutions without a name of their own are called, by number.
const NUMBERED: [&str; 4] = ["中学", "人民医院", "小学", "事务服务中心"];

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
    let competent = body(world, seat, 1, format!("样例·{}{}", seat.name, title("数据局", seat.level)), manner);
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
    for index in 0..plan.units_at(seat, seat.of) {
        let (name, functions, industry) = organ(seat, index);
        let manner = diligence(world, seat, index + 3);
        let body = body(world, seat, index + 3, name, manner);
        register(world, &body, Trait { functions: &functions, industry });
        belongings(world, &body, &functions, plan);
    }
    if seat.level == Level::County {
        for place in places.iter().filter(|place| place.level == Level::Township && place.parent == Some(seat.code)) {
            world.draw_from(seat::stream(place.code, 1));
            let manner = drawn_diligence(world);
            let since = world.ago(200, 1400);
            let name = format!("样例·{}人民政府", place.name);
            let body = Body::new(unit_code(place.code, 1), name, seat, manner, since).of(place.code);
            let functions = [Function::ConnectedUnit, Function::Government];
            register(world, &body, Trait { functions: &functions, industry: None });
            belongings(world, &body, &functions, plan);
        }
    }
}

/// Everything that a connected unit answers for.
fn belongings(world: &mut World<'_>, body: &Body<'_>, functions: &[Function], plan: &mut Allotment) {
    let staff = connected_unit(world, body);
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
pub(super) fn connected_unit(world: &mut World<'_>, body: &Body<'_>) -> people::Staff {
    let staff = leadership::posts(world, body);
    leadership::contacts(world, body);
    governance::connected_unit(world, body);
    protection::unit_assessments(world, body);
    protection::hazards(world, body, &staff);
    providers::contracts(world, body);
    people::accounts(world, body, &staff);
    private_networks::private_networks(world, body);
    staff
}

/// Puts a unit on record.
pub(super) fn register(world: &mut World<'_>, body: &Body<'_>, what: Trait<'_>) {
    let is_connected = what.functions.contains(&Function::ConnectedUnit);
    let important = match world.deed_of_many(body, 3) {
        _ if body.is_showcase() => Some(is_connected),
        Deed::Unrecorded => None,
        _ => Some(is_connected && world.chance.hits(60)),
    };
    let unit = Unit {
        name: body.name.clone(),
        division: Ref::to(body.division),
        functions: Set::of(what.functions),
        credit_code: credit_code(&body.code),
        industry: what.industry,
        parent: None,
        handles_important_data: important,
        handles_government_data: Some(is_connected),
        critical_infrastructure: Some(false),
    };
    world.add_as(body, body.code.clone(), Held::since(body.since), unit);
}

/// The body with this number at a seat; draws come from its own stream from here on.
pub(super) fn body<'s>(world: &mut World<'_>, seat: &'s Seat, number: u32, name: String, manner: Manner) -> Body<'s> {
    world.draw_from(seat::stream(seat.code, 2 * number + 1));
    let since = if number < 3 || number > 800 { seat.since } else { world.ago(200, 1400) };
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

/// The name, functions and industry of a seat's unit by its position.
fn organ(seat: &Seat, index: u32) -> (String, Vec<Function>, Option<Industry>) {
    let mut at = usize::try_from(index).unwrap_or(usize::MAX);
    let named = |stem: &str| format!("样例·{}{}", seat.name, title(stem, seat.level));
    if let Some((stem, function)) = OVERSEERS.get(at) {
        return (named(stem), vec![*function, Function::ConnectedUnit], None);
    }
    at -= OVERSEERS.len();
    if seat.level == Level::Province && at == 0 {
        return (named("通信管理局"), vec![Function::Communications, Function::ConnectedUnit], None);
    }
    if let Some((stem, industry)) = INDUSTRIES.get(at) {
        return (named(stem), vec![Function::Industry, Function::ConnectedUnit], Some(*industry));
    }
    at -= INDUSTRIES.len();
    let name = match OTHERS.get(at) {
        Some(stem) => named(stem),
        None => {
            let over = at - OTHERS.len();
            named(&format!("第{}{}", over / NUMBERED.len() + 1, NUMBERED[over % NUMBERED.len()]))
        }
    };
    (name, vec![Function::ConnectedUnit], Some(Industry::Other).filter(|_| at % 3 == 0))
}

/// At the province a bureau is a department.
fn title(stem: &str, level: Level) -> String {
    match stem.strip_suffix('局') {
        Some(bare) if level == Level::Province && !["数据", "保", "密码管理", "通信管理", "能源", "税务", "气象"].contains(&bare) => format!("{bare}厅"),
        _ => stem.to_owned(),
    }
}

/// A code whose check characters are right and that nobody can hold: no registration authority has the letter X, no division is 000000.
fn credit_code(unit: &str) -> Option<String> {
    let mut number: u64 = 0;
    for letter in unit.bytes().filter(u8::is_ascii_alphanumeric) {
        number = (number * 37 + u64::from(letter)) % 99_999_989;
    }
    let organisation = format!("{number:08}");
    let seventeen = format!("X9000000{organisation}{}", organisation_check_character(&organisation)?);
    check_character(&seventeen).map(|last| format!("{seventeen}{last}"))
}
