//! Bodies: every unit that manages, runs, uses, oversees or serves the extranet.

use crate::credit_code;
use crate::register::{Choices, Fact, Problem, Ref, Register, Set};
use crate::registers::division::Division;
use shouwang_calendar::Day;

/// A body with duties or powers: an organ, an institution, a company.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "单位",
    help = "政务外网的管理、运行、接入、监督和服务单位。",
    order = 101,
    article = "M3, M5–M15, M28",
    check = check,
    example_code = "例-U1",
    example_from = "2024-01-01",
    further_examples = further_examples
)]
pub struct Unit {
    /// Its full name.
    #[field("名称", help = "单位全称。", example = "样例县甲局")]
    pub name: String,
    /// The division that it belongs to.
    #[field("行政区划", help = "单位所在的行政区划编号。", article = "M3, I7", example = "例-433130")]
    pub division: Ref<Division>,
    /// What it is in the system; several are possible.
    #[field("职能", help = "单位承担的职能，可填多个，用顿号隔开。", article = "M11–M15", example = "接入单位")]
    pub functions: Set<Function>,
    /// Its unified social credit code of 18 characters.
    #[field(
        "统一社会信用代码",
        en = "Unified social credit code",
        help = "十八位，最后一位是校验码。",
        chars = 18,
        example = "11433130MB0EXAMP5C"
    )]
    pub credit_code: Option<String>,
    /// The industry that it oversees or belongs to.
    #[field("行业", help = "主管或者所属的行业。", article = "M14", example = "其他")]
    pub industry: Option<Industry>,
    /// The unit that it is part of.
    #[field("上级单位", en = "Parent unit", help = "它隶属的单位；没有则留空。")]
    pub parent: Option<Ref<Unit>>,
    /// Whether it processes important data.
    #[field("处理重要数据", help = "是否处理重要数据。", article = "M29", example = "否")]
    pub handles_important_data: Option<bool>,
    /// Whether it processes government data.
    #[field("处理政务数据", help = "是否处理政务数据。", article = "M29", example = "是")]
    pub handles_government_data: Option<bool>,
    /// Whether it operates critical information infrastructure.
    #[field(
        "关键信息基础设施运营者",
        en = "Critical infrastructure operator",
        help = "是否被认定为关键信息基础设施运营者。",
        article = "M5, M31",
        example = "否"
    )]
    pub critical_infrastructure: Option<bool>,
}

/// What a unit is in the system.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Function {
    /// Competent department.
    #[choice("主管部门")]
    CompetentDepartment,
    /// Operating agency.
    #[choice("运行管理机构")]
    OperatingAgency,
    /// Cyberspace administration.
    #[choice("网信")]
    Cyberspace,
    /// Cryptography administration.
    #[choice("密码管理")]
    Cryptography,
    /// Secrecy administration.
    #[choice("保密")]
    Secrecy,
    /// Public security.
    #[choice("公安")]
    PublicSecurity,
    /// Communications administration.
    #[choice("通信管理")]
    Communications,
    /// Industry department.
    #[choice("行业主管")]
    Industry,
    /// Finance.
    #[choice("财政")]
    Finance,
    /// Connected unit.
    #[choice("接入单位")]
    ConnectedUnit,
    /// Provider.
    #[choice("服务商")]
    Provider,
    /// Government.
    #[choice("人民政府")]
    Government,
}

/// Industries that the measures name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Industry {
    /// Energy.
    #[choice("能源")]
    Energy,
    /// Education.
    #[choice("教育")]
    Education,
    /// Science and technology.
    #[choice("科技")]
    Science,
    /// Industry and information technology.
    #[choice("工信")]
    IndustryIt,
    /// Natural resources.
    #[choice("自然资源")]
    NaturalResources,
    /// Environment.
    #[choice("生态环境")]
    Environment,
    /// Transport.
    #[choice("交通运输")]
    Transport,
    /// Health.
    #[choice("卫生健康")]
    Health,
    /// Other.
    #[choice("其他")]
    Other,
}

fn check(unit: &Fact<Unit>) -> Vec<Problem> {
    let Some(code) = &unit.data.credit_code else { return Vec::new() };
    match credit_code::check(code) {
        Ok(()) => Vec::new(),
        Err(error) => vec![Problem::new("credit_code", error.zh(), error.to_string())],
    }
}

fn further_examples() -> Vec<Fact<Unit>> {
    let provider = Unit {
        name: "样例信息服务公司".to_owned(),
        division: Ref::to("例-433130"),
        functions: Set::of(&[Function::Provider]),
        credit_code: None,
        industry: None,
        parent: None,
        handles_important_data: None,
        handles_government_data: None,
        critical_infrastructure: None,
    };
    vec![Fact::declared("例-U2", Day::MIN, provider)]
}
