//! Terms in office: who holds which post of a unit.

use crate::register::{Choices, Ref, Register};
use crate::registers::{access_link::AccessLink, person::Person, unit::Unit};

/// Who holds which post of which unit, and for how long.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "任职",
    help = "谁在哪个单位担任什么岗位、任期多久；责任部门填“部门”，其他岗位填“人员”。",
    order = 103,
    article = "M13, M27, I7, I8, I18",
    from = ("任期起", "Term from"),
    until = ("任期止", "Term until"),
    natural = [unit, post, person, department, link],
    example_from = "2024-01-01",
)]
pub struct Appointment {
    /// The unit whose post it is.
    #[field("单位", help = "岗位所属的单位。", article = "M13", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// Which post is held.
    #[field("岗位", help = "担任的岗位。", article = "M13, I7, I18", example = "责任人")]
    pub post: Post,
    /// Who holds it.
    #[field("人员", help = "任职的人员编号。", article = "M13", example = "例-P1")]
    pub person: Option<Ref<Person>>,
    /// The department that holds it, when it is not one person.
    #[field("部门", help = "责任部门的名称。", chars = 80, article = "M13", example = "办公室")]
    pub department: Option<String>,
    /// The link that the post is about, when it is about one only.
    #[field("接入链路", help = "仅为某条链路任职时填写。", article = "I23", example = "例-U1/例-N1/dedicated_line")]
    pub link: Option<Ref<AccessLink>>,
}

/// Posts that the two instruments name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Post {
    /// Principal leader.
    #[choice("主要领导")]
    PrincipalLeader,
    /// Leader in charge.
    #[choice("分管领导")]
    LeaderInCharge,
    /// Responsible department.
    #[choice("责任部门")]
    ResponsibleDepartment,
    /// Responsible person.
    #[choice("责任人")]
    ResponsiblePerson,
    /// Security contact.
    #[choice("安全联系人")]
    SecurityContact,
    /// Link security officer.
    #[choice("接入安全责任人")]
    LinkSecurityOfficer,
    /// System administrator.
    #[choice("系统管理员")]
    SystemAdministrator,
    /// Security administrator.
    #[choice("安全管理员")]
    SecurityAdministrator,
    /// Security auditor.
    #[choice("安全审计员")]
    SecurityAuditor,
}
