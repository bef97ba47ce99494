//! What the organs of a level are called, and what they are.

use shouwang_domain::registers::unit::{Function, Industry};

use super::places::Level;
use super::seat::Seat;

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
    "水利局",
    "民政局",
    "司法局",
    "农业农村局",
    "商务局",
    "审计局",
    "统计局",
    "林业局",
    "信访局",
    "档案馆",
    "图书馆",
    "应急管理局",
    "医疗保障局",
    "退役军人事务局",
    "市场监督管理局",
    "住房和城乡建设局",
    "人力资源和社会保障局",
    "文化旅游广电体育局",
    "城市管理局",
    "疾病预防控制中心",
    "机关事务服务中心",
    "不动产登记中心",
    "公共资源交易中心",
    "社会保险服务中心",
    "就业服务中心",
    "住房公积金中心",
    "总工会",
    "妇女联合会",
    "残疾人联合会",
    "红十字会",
    "供销合作社",
    "气象局",
    "税务局",
    "人民法院",
    "人民检察院",
    "气象台",
];

/// What institutions without a name of their own are called, by number.
const NUMBERED: [&str; 4] = ["中学", "人民医院", "小学", "事务服务中心"];

/// The name, functions and industry of a seat's unit by its position.
pub(super) fn organ(seat: &Seat, index: u32) -> (String, Vec<Function>, Option<Industry>) {
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
pub(super) fn title(stem: &str, level: Level) -> String {
    match stem.strip_suffix('局') {
        Some(bare) if level == Level::Province && !["数据", "保", "密码管理", "通信管理", "能源", "税务", "气象"].contains(&bare) =>
        {
            format!("{bare}厅")
        }
        _ => stem.to_owned(),
    }
}
