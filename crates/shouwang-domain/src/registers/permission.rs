//! Notices, filings and applications on record, and what came of them.

use crate::register::{Choices, Ref, Register};
use crate::registers::{
    access_link::AccessLink, account::Account, address_prefix::AddressPrefix, confidentiality_agreement::ConfidentialityAgreement,
    crypto_assessment::CryptoAssessment, debugging_work::DebuggingWork, deployed_device::DeployedDevice, grade_filing::GradeFiling,
    handover::Handover, hosted_device::HostedDevice, information_system::InformationSystem, interface_device::InterfaceDevice,
    internet_exit::InternetExit, onsite_staff::OnsiteStaff, open_port::OpenPort, policy::Policy, private_network::PrivateNetwork,
    project::Project, publishing_account::PublishingAccount, resource_allocation::ResourceAllocation, risk_assessment::RiskAssessment,
    unit::Unit,
};
use shouwang_calendar::Day;

/// A notice, a filing or an application, and what came of it; the days are those on which the permission holds.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "许可备案",
    en = "Permission or filing",
    help = "告知、备案、申请及其结果；起止日为许可有效的时间，未办结的留空。",
    order = 608,
    article = "M5, M15–M17, M20–M27, M29, M32, M36, I9, I20, I25, I26",
    from = ("有效期起", "Holds from"),
    until = ("有效期止", "Holds until"),
    natural = [
        matter, unit, link, exit, port, system, work, device, interface_device, hosted, project, private_network, policy, assessment,
        resource, agreement, prefix, staff, account, publishing_account, grade_filing, crypto_assessment, handover, applied_on,
    ],
    example_code = "例-M1",
    example_from = "2026-10-09",
)]
pub struct Permission {
    /// What is asked, told or filed.
    #[field("事项", help = "办理的事项。", example = "调试告知")]
    pub matter: Matter,
    /// The unit that asks, tells or files.
    #[field("申请单位", en = "Applicant", help = "申请、告知或者报备的单位。", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// The unit that accepts or decides.
    #[field("受理单位", en = "Decided by", help = "受理或者决定的单位。", example = "例-U2")]
    pub decided_by: Option<Ref<Unit>>,
    /// The day on which it was asked, told or filed.
    #[field("申请日", help = "申请、告知或者报备的日期。", article = "M26", example = "2026-09-29")]
    pub applied_on: Option<Day>,
    /// What came of it.
    #[field("结果", help = "办理的结果。", example = "已告知")]
    pub decision: Option<Decision>,
    /// The day of the decision.
    #[field("办结日", help = "作出决定的日期。", not_before = applied_on, example = "2026-09-29")]
    pub decided_on: Option<Day>,
    /// The access link that it is about.
    #[field("接入链路", en = "Access link", help = "事项涉及的接入链路。", article = "M20")]
    pub link: Option<Ref<AccessLink>>,
    /// The exit that it is about.
    #[field("互联网出口", en = "Internet exit", help = "事项涉及的互联网出口。", article = "M21")]
    pub exit: Option<Ref<InternetExit>>,
    /// The port that it is about.
    #[field("开放端口", en = "Open port", help = "事项涉及的端口。", article = "I26")]
    pub port: Option<Ref<OpenPort>>,
    /// The system that it is about.
    #[field("信息系统", en = "Information system", help = "事项涉及的信息系统。", article = "M24")]
    pub system: Option<Ref<InformationSystem>>,
    /// The debugging work that it is about.
    #[field("调试", en = "Debugging work", help = "事项涉及的调试。", article = "M26", example = "例-W1")]
    pub work: Option<Ref<DebuggingWork>>,
    /// The deployed device that it is about.
    #[field("部署设备", en = "Deployed device", help = "事项涉及的部署设备。", article = "M23")]
    pub device: Option<Ref<DeployedDevice>>,
    /// The interface device that it is about.
    #[field("接口设备", help = "事项涉及的接口设备。", article = "M20")]
    pub interface_device: Option<Ref<InterfaceDevice>>,
    /// The hosted device that it is about.
    #[field("托管设备", en = "Hosted device", help = "事项涉及的托管设备。", article = "M23")]
    pub hosted: Option<Ref<HostedDevice>>,
    /// The project that it is about.
    #[field("项目", help = "事项涉及的项目。", article = "M15, M16")]
    pub project: Option<Ref<Project>>,
    /// The private network that it is about.
    #[field("业务专网", help = "事项涉及的业务专网。", article = "M17")]
    pub private_network: Option<Ref<PrivateNetwork>>,
    /// The policy that it is about.
    #[field("制度", help = "事项涉及的制度。", article = "I9")]
    pub policy: Option<Ref<Policy>>,
    /// The risk assessment that it is about.
    #[field("风险评估", en = "Risk assessment", help = "事项涉及的风险评估。", article = "M29")]
    pub assessment: Option<Ref<RiskAssessment>>,
    /// The allocation that it is about.
    #[field("资源分配", en = "Resource allocation", help = "事项涉及的资源分配。", article = "M32")]
    pub resource: Option<Ref<ResourceAllocation>>,
    /// The agreement that it is about.
    #[field("保密协议", en = "Confidentiality agreement", help = "事项涉及的保密协议。", article = "I20")]
    pub agreement: Option<Ref<ConfidentialityAgreement>>,
    /// The addresses that it is about.
    #[field("地址段", en = "Address prefix", help = "事项涉及的地址段。", article = "M20")]
    pub prefix: Option<Ref<AddressPrefix>>,
    /// The person on site that it is about.
    #[field("驻场人员", en = "On-site staff", help = "事项涉及的驻场人员。", article = "M27, I20")]
    pub staff: Option<Ref<OnsiteStaff>>,
    /// The account that it is about.
    #[field("授权账号", en = "Authorised account", help = "事项涉及的账号。", article = "M27, I25")]
    pub account: Option<Ref<Account>>,
    /// The publishing account that it is about.
    #[field("发布账号", en = "Publishing account", help = "事项涉及的发布账号。", article = "M25")]
    pub publishing_account: Option<Ref<PublishingAccount>>,
    /// The filed grade that it is about.
    #[field("等保备案", en = "Grade filing", help = "事项涉及的等级保护备案。", article = "M5")]
    pub grade_filing: Option<Ref<GradeFiling>>,
    /// The assessment of cryptography that it is about.
    #[field("密码评估", en = "Cryptography assessment", help = "事项涉及的密码应用安全性评估。", article = "M5")]
    pub crypto_assessment: Option<Ref<CryptoAssessment>>,
    /// The handover that it is about.
    #[field("责任移交", en = "Handover", help = "事项涉及的责任移交。", article = "M36")]
    pub handover: Option<Ref<Handover>>,
}

impl Permission {
    /// A permission of a unit that names nothing yet.
    #[must_use]
    pub fn about(matter: Matter, unit: &str) -> Permission {
        Permission {
            matter,
            unit: Ref::to(unit),
            decided_by: None,
            applied_on: None,
            decision: None,
            decided_on: None,
            link: None,
            exit: None,
            port: None,
            system: None,
            work: None,
            device: None,
            interface_device: None,
            hosted: None,
            project: None,
            private_network: None,
            policy: None,
            assessment: None,
            resource: None,
            agreement: None,
            prefix: None,
            staff: None,
            account: None,
            publishing_account: None,
            grade_filing: None,
            crypto_assessment: None,
            handover: None,
        }
    }
}

/// What may be asked, told or filed; the words are the matters' identifiers in the law pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Matter {
    /// Application for access.
    #[choice("接入申请")]
    AccessApplication,
    /// Widening of access.
    #[choice("扩大接入范围")]
    AccessWidening,
    /// Change of interface device or configuration.
    #[choice("变更接口设备或配置")]
    InterfaceChange,
    /// Withdrawal from access.
    #[choice("撤销接入")]
    AccessWithdrawal,
    /// Reconnection.
    #[choice("恢复接入")]
    Reconnection,
    /// Filing of an own exit.
    #[choice("自有出口备案")]
    OwnExitFiling,
    /// Change or shutdown of a deployed device.
    #[choice("部署设备变更或关停")]
    DeviceChange,
    /// Hosting of a device.
    #[choice("设备托管")]
    DeviceHosting,
    /// Opening of a port.
    #[choice("端口开放")]
    PortOpening,
    /// Filing of a launch.
    #[choice("系统上线备案")]
    SystemLaunch,
    /// Report of a retirement.
    #[choice("系统下线报备")]
    SystemRetirement,
    /// Notice of debugging.
    #[choice("调试告知")]
    DebuggingNotice,
    /// Application for debugging.
    #[choice("调试申请")]
    DebuggingApplication,
    /// Review of a major construction.
    #[choice("重大建设审核")]
    MajorConstructionReview,
    /// Filing of a major construction.
    #[choice("重大建设备案")]
    MajorConstructionFiling,
    /// Start of a project.
    #[choice("项目立项")]
    ProjectStart,
    /// Exception for a new private network.
    #[choice("新建专网例外")]
    PrivateNetworkException,
    /// Building of a private network on the extranet.
    #[choice("依托外网新建专网")]
    PrivateNetworkBuilding,
    /// Filing of a new private network.
    #[choice("新建专网备案")]
    PrivateNetworkFiling,
    /// Migration of a private network.
    #[choice("专网迁入")]
    PrivateNetworkMigration,
    /// Pre-audit of cryptography.
    #[choice("密码应用前置审核")]
    CryptoPreAudit,
    /// Application for resources.
    #[choice("资源申请")]
    ResourceApplication,
    /// Handover of responsibility.
    #[choice("责任移交")]
    ResponsibilityHandover,
    /// Admission of staff.
    #[choice("人员准入")]
    StaffAdmission,
    /// Exit of staff.
    #[choice("人员准出")]
    StaffExit,
    /// Filing of a policy.
    #[choice("制度备案")]
    PolicyFiling,
    /// Filing of local rules.
    #[choice("本级制度备案")]
    LocalRulesFiling,
    /// Filing of the contact list.
    #[choice("联系人名单报送")]
    ContactListFiling,
    /// Filing of a confidentiality agreement.
    #[choice("保密协议备案")]
    AgreementFiling,
    /// Important-data report to the competent department.
    #[choice("重要数据评估报送主管部门")]
    ImportantDataReportCompetent,
    /// Important-data report to the provincial authority.
    #[choice("重要数据评估报送省级主管部门")]
    ImportantDataReportProvincial,
    /// Filing of a cryptography assessment.
    #[choice("密评备案")]
    CryptoAssessmentFiling,
    /// Filing of a grade of protection.
    #[choice("等级保护备案")]
    GradeFiling,
    /// Extension of a port.
    #[choice("端口延期")]
    PortExtension,
    /// Closing of a port.
    #[choice("端口关闭")]
    PortClosing,
    /// Change of resources.
    #[choice("资源变更")]
    ResourceChange,
    /// Release of resources.
    #[choice("资源释放")]
    ResourceRelease,
    /// Opening of an access account.
    #[choice("接入账号开通")]
    AccessAccountOpening,
    /// Closing of an access account.
    #[choice("接入账号关闭")]
    AccessAccountClosing,
    /// Opening of a publishing account.
    #[choice("发布账号开通")]
    PublishingAccountOpening,
    /// Closing of a publishing account.
    #[choice("发布账号关闭")]
    PublishingAccountClosing,
}

/// What came of a matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Decision {
    /// Noticed.
    #[choice("已告知")]
    Noticed,
    /// Filed.
    #[choice("已备案")]
    Filed,
    /// Approved.
    #[choice("已批准")]
    Approved,
    /// Refused.
    #[choice("已拒绝")]
    Refused,
    /// Pending.
    #[choice("办理中")]
    Pending,
}
