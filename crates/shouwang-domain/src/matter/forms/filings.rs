//! Filings: rules, contacts, agreements, assessments.

use crate::matter::effects::Effects;
use crate::matter::form::Form;
use crate::matter::scene::{Gone, Scene};
use crate::register::{Choices as _, Fact, Ref, Register};
use crate::registers::appointment::{Appointment, Post};
use crate::registers::confidentiality_agreement::ConfidentialityAgreement;
use crate::registers::policy::Policy;
use crate::registers::risk_assessment::RiskAssessment;
use crate::registers::unit::Unit;

/// A unit's contacts.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "联系人名单报送",
    form,
    en = "Filing of the contact list",
    help = "报送本单位现任安全联系人；名单取自任职台账，不必重填。",
    order = 110,
    article = "I7"
)]
pub struct ContactListFiling {
    /// The unit.
    #[field("单位", help = "报送名单的单位。", article = "I7", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// Who holds which post, from the register of appointments on the day of handing in.
    #[field("联系人", en = "Contacts", help = "现任安全联系人，提交时取自任职台账，不必填写。", chars = 4_000, article = "I7")]
    pub contacts: Option<String>,
}

impl Form for ContactListFiling {
    type Subject = Unit;
    const THEN: &'static str = "unit.contacts_filed";

    fn effects(line: &Fact<ContactListFiling>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        scene.standing(&line.data.unit).map(|_| Effects::none())
    }

    fn frozen(line: &Fact<ContactListFiling>, scene: &Scene<'_>) -> Option<Fact<ContactListFiling>> {
        let mut posts = scene.naming::<Appointment>("unit", &line.data.unit.code);
        posts.retain(|post| post.data.post == Post::SecurityContact);
        posts.sort_by(|one, other| one.code.cmp(&other.code));
        let label = Post::CHOICES[usize::from(Post::SecurityContact.position())].label.zh;
        let named = |post: &Fact<Appointment>| {
            let person = scene.latest(post.data.person.as_ref()?).ok()?.data;
            let phone = person.phone.map_or_else(String::new, |phone| format!("，{phone}"));
            Some(format!("{}（{label}{phone}）", person.name))
        };
        let contacts: Vec<_> = posts.iter().filter_map(named).collect();
        let data = ContactListFiling { contacts: (!contacts.is_empty()).then(|| contacts.join("；")), ..line.data.clone() };
        Some(Fact { data, ..line.clone() })
    }
}

/// The rules of a level.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "本级制度备案",
    form,
    en = "Filing of local rules",
    help = "本级政务外网安全管理制度报上一级备案。",
    order = 111,
    article = "I9"
)]
pub struct LocalRulesFiling {
    /// The rules.
    #[field("制度", en = "Policy", help = "要备案的制度。", article = "I9", example = "例-U1/样例县甲局网络安全管理办法")]
    pub policy: Ref<Policy>,
}

impl Form for LocalRulesFiling {
    type Subject = Policy;
    const THEN: &'static str = "policy.filed";

    fn effects(line: &Fact<LocalRulesFiling>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        filed(&line.data.policy, scene)
    }
}

/// A unit's own rules.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register("制度备案", form, en = "Filing of a policy", help = "本单位的信息安全管理制度报本级备案。", order = 112, article = "I9")]
pub struct PolicyFiling {
    /// The rules.
    #[field("制度", en = "Policy", help = "要备案的制度。", article = "I9", example = "例-U1/样例县甲局网络安全管理办法")]
    pub policy: Ref<Policy>,
}

impl Form for PolicyFiling {
    type Subject = Policy;
    const THEN: &'static str = "policy.filed";

    fn effects(line: &Fact<PolicyFiling>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        filed(&line.data.policy, scene)
    }
}

fn filed(policy: &Ref<Policy>, scene: &Scene<'_>) -> Result<Effects, Gone> {
    let mut policy = scene.standing(policy)?;
    // What was filed before was filed then.
    policy.data.filed_on = policy.data.filed_on.or(Some(scene.day));
    Ok(Effects::of(policy))
}

/// A confidentiality agreement that a provider files with the unit that it serves.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "保密协议备案",
    form,
    en = "Filing of a confidentiality agreement",
    help = "运维机构把签署的保密协议报服务对象备案。",
    order = 113,
    article = "I19"
)]
pub struct AgreementFiling {
    /// The agreement.
    #[field("保密协议", en = "Agreement", help = "要备案的协议。", article = "I19", example = "例-U1/person:例-P1")]
    pub agreement: Ref<ConfidentialityAgreement>,
}

impl Form for AgreementFiling {
    type Subject = ConfidentialityAgreement;
    const THEN: &'static str = "confidentiality_agreement.filed";

    fn effects(line: &Fact<AgreementFiling>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let mut agreement = scene.standing(&line.data.agreement)?;
        agreement.data.filed_on = agreement.data.filed_on.or(Some(scene.day.max(agreement.from)));
        Ok(Effects::of(agreement))
    }

    fn other_party(line: &Fact<AgreementFiling>, scene: &Scene<'_>) -> Option<String> {
        Some(scene.standing(&line.data.agreement).ok()?.data.unit.code)
    }
}

/// An assessment of important data, to the competent department.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "重要数据评估报送主管部门",
    form,
    en = "Important-data report to the competent department",
    help = "重要数据处理者每年向本级主管部门报送风险评估报告。",
    order = 114,
    article = "M29"
)]
pub struct ImportantDataReportCompetent {
    /// The assessment.
    #[field("风险评估", en = "Assessment", help = "要报送的评估。", article = "M29", example = "例-U1/system:例-S1/special/2026-10-10")]
    pub assessment: Ref<RiskAssessment>,
}

impl Form for ImportantDataReportCompetent {
    type Subject = RiskAssessment;
    const THEN: &'static str = "risk_assessment.reported";

    fn effects(line: &Fact<ImportantDataReportCompetent>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        scene.standing(&line.data.assessment).map(|_| Effects::none())
    }
}

/// An assessment of important data, to the province.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "重要数据评估报送省级主管部门",
    form,
    en = "Important-data report to the provincial authority",
    help = "重要数据处理者每年向省级主管部门报送风险评估报告。",
    order = 115,
    article = "M29"
)]
pub struct ImportantDataReportProvincial {
    /// The assessment.
    #[field("风险评估", en = "Assessment", help = "要报送的评估。", article = "M29", example = "例-U1/system:例-S1/special/2026-10-10")]
    pub assessment: Ref<RiskAssessment>,
}

impl Form for ImportantDataReportProvincial {
    type Subject = RiskAssessment;
    const THEN: &'static str = "risk_assessment.reported";

    fn effects(line: &Fact<ImportantDataReportProvincial>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        scene.standing(&line.data.assessment).map(|_| Effects::none())
    }
}
