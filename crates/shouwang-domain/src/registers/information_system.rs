//! Web sites, applications and services.

use crate::addresses;
use crate::register::{Choices, Fact, Problem, Ref, Register};
use crate::registers::{network::Network, responsible::Responsible};
use shouwang_calendar::Day;

/// A web site, application or service that runs on the extranet.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "信息系统",
    help = "在政务外网上运行的网站、应用和服务。",
    order = 300,
    article = "M2, M5, M19, M24",
    check = check,
    example_code = "例-S1",
    example_from = "2025-01-15",
)]
pub struct InformationSystem {
    /// What it is called.
    #[field("名称", help = "系统全称。", example = "样例县政务服务平台")]
    pub name: String,
    /// What kind of system it is.
    #[field("类别", help = "系统的类别。", article = "M2", example = "网站")]
    pub kind: Kind,
    /// Whether it can be reached from the internet.
    #[field("面向互联网", help = "互联网用户是否可以访问。", article = "M24", example = "是")]
    pub internet_facing: Option<bool>,
    /// The network that it runs on.
    #[field("网络", help = "系统所在的网络。", example = "例-N1")]
    pub network: Option<Ref<Network>>,
    /// The day on which it went into service.
    #[field("上线日期", help = "正式上线运行的日期。", article = "M24", example = "2025-01-15")]
    pub online_on: Option<Day>,
    /// The day on which it went out of service.
    #[field("下线日期", help = "停止运行的日期。", not_before = online_on, article = "M24")]
    pub offline_on: Option<Day>,
    /// Whether it processes work secrets.
    #[field("涉及工作秘密", en = "Processes work secrets", help = "是否处理工作秘密。", article = "M24", example = "否")]
    pub work_secrets: Option<bool>,
    /// Whether it processes government data.
    #[field("处理政务数据", en = "Processes government data", help = "是否处理政务数据。", article = "M19, M29", example = "是")]
    pub government_data: Option<bool>,
    /// Whether it uses cryptography for its protection.
    #[field("使用密码", en = "Uses cryptography", help = "是否使用密码技术加密保护、安全认证；使用的，密码应用先经前置审核。", article = "M7, I6", example = "是")]
    pub uses_cryptography: Option<bool>,
    /// Whether it serves the public.
    #[field("对外提供服务", help = "是否向社会公众提供服务。", example = "是")]
    pub serves_public: Option<bool>,
    /// Without protocol and port: www.example.gov.cn.
    #[field("域名", help = "不带协议和端口，如 www.example.gov.cn。", chars = 253, article = "M10", example = "www.example.gov.cn")]
    pub domain_name: Option<String>,
    /// Who answers for it.
    #[field(flatten)]
    pub responsible: Responsible,
}

/// Kinds of systems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Kind {
    /// Web site.
    #[choice("网站")]
    Web,
    /// Mobile application.
    #[choice("移动应用")]
    Mobile,
    /// Mini-program.
    #[choice("小程序")]
    MiniProgram,
    /// Interface service.
    #[choice("接口服务")]
    Interface,
    /// Business system.
    #[choice("业务系统")]
    Business,
    /// Other.
    #[choice("其他")]
    Other,
}

fn check(row: &Fact<InformationSystem>) -> Vec<Problem> {
    let name = row.data.domain_name.as_deref();
    name.and_then(|name| addresses::check_domain_name(name).err()).map(|error| error.problem("domain_name")).into_iter().collect()
}
