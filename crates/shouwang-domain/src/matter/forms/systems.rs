//! Systems: launch, retirement; grades and cryptography.

use shouwang_calendar::Day;

use crate::matter::behind::Behind;
use crate::matter::effects::{Effects, ended, from_then_on};
use crate::matter::form::Form;
use crate::matter::scene::{Gone, Scene};
use crate::register::{Fact, Problem, Record, Ref, Register};
use crate::registers::crypto_assessment::CryptoAssessment;
use crate::registers::crypto_product::CryptoProduct;
use crate::registers::information_system::InformationSystem;
use crate::registers::open_port::OpenPort;
use crate::registers::{account::Account, grade_filing, risk_assessment::RiskAssessment};

/// A system that is to go into service.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "系统上线备案", form, en = "Filing of a launch",
    help = "系统上线前备案；起始日为计划上线日。",
    order = 40,
    article = "M24, I5",
    from = ("计划上线日", "To go into service on"),
    example_from = "2027-03-01"
)]
pub struct SystemLaunch {
    /// The system.
    #[field("信息系统", en = "Information system", help = "要上线的系统。", article = "M24", example = "例-S1")]
    pub system: Ref<InformationSystem>,
    /// The evaluation before the launch.
    #[field("上线测评", en = "Evaluation", help = "上线前的安全测评。", article = "M24")]
    pub evaluation: Option<Ref<RiskAssessment>>,
}

impl Form for SystemLaunch {
    type Subject = InformationSystem;
    const THEN: &'static str = "information_system.online";
    const BEHIND: Behind = Behind::Between("online_on", "offline_on");

    fn effects(line: &Fact<SystemLaunch>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let mut system = scene.standing(&line.data.system)?;
        // What has gone into service before it was filed did so on that day: filing it late does not make it early.
        if !is_in_service(&system.data, scene.today) {
            system.data.online_on = Some(scene.begins(line.from));
            system.data.offline_on = None;
        }
        Ok(Effects::of(system))
    }

    fn objections(line: &Fact<SystemLaunch>, scene: &Scene<'_>) -> Vec<Problem> {
        let evaluation = line.data.evaluation.as_ref().and_then(|evaluation| scene.latest(evaluation).ok());
        let other = evaluation.filter(|found| found.data.system.as_ref() != Some(&line.data.system));
        other.map(|_| of_another::<RiskAssessment>("evaluation", &line.data.system)).into_iter().collect()
    }
}

fn is_in_service(system: &InformationSystem, today: Day) -> bool {
    system.online_on.is_some_and(|online| online <= today) && system.offline_on.is_none_or(|offline| offline > today)
}

/// That a paper is about another system than the line.
fn of_another<T: Record>(field: &'static str, system: &Ref<InformationSystem>) -> Problem {
    let (label, system) = (T::def().label, &system.code);
    Problem::new(
        field,
        format!("这份{}不是“{system}”的；请选这个信息系统的，没有的先登记", label.zh),
        format!("it is not about `{system}`; choose one of that system in `{}`, or enter it first", label.en),
    )
}

/// A system that goes out of service.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "系统下线报备", form, en = "Report of a retirement",
    help = "系统停止使用，报备下线；已经下线的填实际下线日。它的端口和账号随之结束。",
    order = 41,
    article = "M24",
    from = ("下线日", "Out of service on"),
    example_from = "2027-03-01"
)]
pub struct SystemRetirement {
    /// The system.
    #[field("信息系统", en = "Information system", help = "要下线的系统。", article = "M24", example = "例-S1")]
    pub system: Ref<InformationSystem>,
    /// What becomes of its data.
    #[field("数据去向", en = "Data", help = "数据如何保存、移交或者销毁。", article = "M24", example = "移交样例县乙局")]
    pub data: Option<String>,
}

impl Form for SystemRetirement {
    type Subject = InformationSystem;
    const THEN: &'static str = "information_system.offline";

    fn effects(line: &Fact<SystemRetirement>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let (mut system, last) = (scene.standing(&line.data.system)?, scene.begins(line.from));
        // The law lets it be reported after the deed, and the report does not move the deed. Ports and accounts that still stand end when it is
        // reported: until then they were there.
        let has_gone = system.data.offline_on.is_some_and(|offline| offline <= scene.today);
        if !has_gone {
            let said = if line.from == Day::MIN { scene.day } else { line.from };
            system.data.offline_on = Some(system.data.online_on.map_or(said, |online| said.max(online)));
        }
        let mut effects = Effects::of(system);
        for port in scene.naming::<OpenPort>("system", &line.data.system.code) {
            effects.put(ended(port, last));
        }
        for account in scene.naming::<Account>("system", &line.data.system.code) {
            effects.put(ended(account, last));
        }
        Ok(effects)
    }
}

/// A plan for the use of cryptography that is to be audited before it is carried out.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "密码应用前置审核",
    form,
    en = "Pre-audit of cryptography",
    help = "使用密码前，方案报密码管理部门审核。",
    order = 42,
    article = "M7, I6"
)]
pub struct CryptoPreAudit {
    /// The system.
    #[field("信息系统", en = "Information system", help = "使用密码的系统。", article = "M7", example = "例-S1")]
    pub system: Ref<InformationSystem>,
    /// What the plan comes to.
    #[field(
        "方案摘要",
        en = "Plan",
        help = "密码应用方案的要点，全文作附件。",
        chars = 2_000,
        article = "M7",
        example = "传输和存储均用国密算法"
    )]
    pub plan: String,
    /// The product that is used.
    #[field("密码产品", en = "Product", help = "采用的密码产品。", article = "I6")]
    pub product: Option<Ref<CryptoProduct>>,
}

impl Form for CryptoPreAudit {
    type Subject = InformationSystem;
    const THEN: &'static str = "information_system.cryptography_audited";

    fn effects(line: &Fact<CryptoPreAudit>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        scene.standing(&line.data.system).map(|_| Effects::none())
    }
}

/// An assessment of cryptography that is filed.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "密评备案",
    form,
    en = "Filing of a cryptography assessment",
    help = "密码应用安全性评估结果报备。",
    order = 43,
    article = "M5, M7"
)]
pub struct CryptoAssessmentFiling {
    /// The system.
    #[field("信息系统", en = "Information system", help = "评估的系统。", article = "M5", example = "例-S1")]
    pub system: Ref<InformationSystem>,
    /// The assessment.
    #[field("密码评估", en = "Assessment", help = "报备的评估。", article = "M5", example = "例-J1")]
    pub assessment: Ref<CryptoAssessment>,
}

impl Form for CryptoAssessmentFiling {
    type Subject = InformationSystem;
    const THEN: &'static str = "crypto_assessment.filed";

    fn effects(line: &Fact<CryptoAssessmentFiling>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let mut assessment = scene.standing(&line.data.assessment)?;
        // What was filed before was filed then.
        assessment.data.filed_on = assessment.data.filed_on.or(Some(scene.day.max(assessment.from)));
        Ok(Effects::of(assessment))
    }

    fn objections(line: &Fact<CryptoAssessmentFiling>, scene: &Scene<'_>) -> Vec<Problem> {
        let assessment = scene.latest(&line.data.assessment).ok();
        let other = assessment.filter(|found| found.data.system.as_ref() != Some(&line.data.system));
        other.map(|_| of_another::<CryptoAssessment>("assessment", &line.data.system)).into_iter().collect()
    }
}

/// A grade of protection that is filed.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "等级保护备案",
    form,
    en = "Filing of a grade of protection",
    help = "系统定级后向公安机关备案。",
    order = 44,
    article = "M5, I5"
)]
pub struct GradeFiling {
    /// The system.
    #[field("信息系统", en = "Information system", help = "备案的系统。", article = "M5", example = "例-S1")]
    pub system: Ref<InformationSystem>,
    /// From 1 to 5.
    #[field("等级", help = "第一级至第五级，填 1 至 5。", range = 1..=5, article = "M5, I5", example = "3")]
    pub grade: i64,
    /// The day on which the grade was fixed.
    #[field("定级日", en = "Grade fixed on", help = "等级确定的日期。", article = "M5", example = "2026-12-20")]
    pub fixed_on: Option<Day>,
    /// The number of the certificate.
    #[field("备案编号", en = "Filing number", help = "备案证明的编号。", chars = 80)]
    pub number: Option<String>,
}

impl Form for GradeFiling {
    type Subject = InformationSystem;
    const THEN: &'static str = "grade_filing.filed";

    fn effects(line: &Fact<GradeFiling>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let GradeFiling { system, grade, fixed_on, number } = &line.data;
        scene.standing(system)?;
        let filed = |earlier: Option<Fact<grade_filing::GradeFiling>>, scene: &Scene<'_>| {
            let data = grade_filing::GradeFiling {
                network: None,
                system: Some(system.clone()),
                grade: *grade,
                fixed_on: *fixed_on,
                number: number.clone(),
            };
            match earlier {
                Some(earlier) => Effects::of(Fact { data, ..from_then_on(earlier, scene.day) }),
                None => {
                    let mut effects = Effects::none();
                    effects.begin(&Fact { code: String::new(), ..line.clone() }, scene, data);
                    effects
                }
            }
        };
        Ok(filed(scene.naming("system", &system.code).into_iter().next(), scene))
    }
}
