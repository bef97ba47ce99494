//! Grants of roles.

use super::login::Login;
use crate::register::{Choices, Fact, Problem, Ref, Register};
use crate::registers::{provider_contract::ProviderContract, unit::Unit};
use shouwang_calendar::Day;

/// A role granted to an account; asked for by one person and decided by another. Every grant has a last day.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "角色授权",
    en = "Role grant",
    system,
    help = "给账户的角色授权；由一人申请、另一人批准，都有截止日。",
    order = 901,
    article = "M27, I17, I18",
    natural = [login, role, unit, contract, deputy_of, from],
    check = check
)]
pub struct RoleGrant {
    /// The account that gets it.
    #[field("账户", en = "Account", help = "被授权的账户。", article = "M27")]
    pub login: Ref<Login>,
    /// Which role it gets.
    #[field("角色", help = "授予的角色。", article = "I18")]
    pub role: Role,
    /// The unit for which it acts.
    #[field("单位", help = "代表哪个单位行事；三类管理员不填。", article = "M27")]
    pub unit: Option<Ref<Unit>>,
    /// The contract that a provider's people work under.
    #[field("服务合同", en = "Contract", help = "服务商人员所依据的合同。", article = "M28")]
    pub contract: Option<Ref<ProviderContract>>,
    /// The grant for whose holder it stands in.
    #[field("代理", en = "Deputy of", help = "代理哪一项授权的持有人。", article = "M27")]
    pub deputy_of: Option<Ref<RoleGrant>>,
    /// How far it has got.
    #[field("状态", help = "授权的状态。")]
    pub state: GrantState,
    /// The account that asked for it.
    #[field("申请人", en = "Requested by", help = "提出授权申请的账户。", chars = 64)]
    pub requested_by: String,
    /// The account that decided.
    #[field("审批人", en = "Decided by", help = "作出决定的账户。", chars = 64)]
    pub decided_by: Option<String>,
}

/// What an account may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Choices)]
pub enum Role {
    /// System administrator.
    #[choice("系统管理员")]
    SystemAdministrator,
    /// Security administrator.
    #[choice("安全管理员")]
    SecurityAdministrator,
    /// Audit administrator.
    #[choice("审计管理员")]
    AuditAdministrator,
    /// Handler.
    #[choice("经办")]
    Handler,
    /// Approver.
    #[choice("审核")]
    Approver,
    /// Reader.
    #[choice("查阅")]
    Reader,
}

/// How far a grant has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum GrantState {
    /// Requested.
    #[choice("待批")]
    Requested,
    /// Approved.
    #[choice("已批")]
    Approved,
    /// Refused.
    #[choice("已拒绝")]
    Refused,
    /// Revoked.
    #[choice("已收回")]
    Revoked,
}

fn check(grant: &Fact<RoleGrant>) -> Vec<Problem> {
    let mut problems = Vec::new();
    if grant.until == Day::MAX {
        problems.push(Problem::new("until", "每项授权都须有截止日", "every grant has a last day"));
    }
    let administers = matches!(grant.data.role, Role::SystemAdministrator | Role::SecurityAdministrator | Role::AuditAdministrator);
    if administers == grant.data.unit.is_some() {
        problems.push(Problem::new(
            "unit",
            "业务角色须填单位，三类管理员不填单位",
            "a business role acts for a unit; the three administrators act for none",
        ));
    }
    problems
}
