//! Policies.

use crate::register::{Choices, Ref, Register};
use crate::registers::unit::Unit;
use shouwang_calendar::Day;

/// A policy that a unit has set up.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "制度",
    help = "单位或者本级制定的管理制度。",
    order = 600,
    article = "M13, M22, M30, I9",
    from = ("施行日", "In force from"),
    until = ("废止日", "In force until"),
    natural = [unit, title],
    example_from = "2024-06-01",
)]
pub struct Policy {
    /// The unit that set it up.
    #[field("单位", help = "制定制度的单位。", article = "M13, M22", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// What it is about.
    #[field("类别", help = "制度的类别。", article = "M22, I9", example = "网络安全")]
    pub kind: Kind,
    /// What it is called.
    #[field("名称", help = "制度名称。", chars = 120, example = "样例县甲局网络安全管理办法")]
    pub title: String,
    /// The day on which it was filed.
    #[field("报备日", help = "报送备案的日期。", article = "I9", example = "2024-06-10")]
    pub filed_on: Option<Day>,
}

/// What policies are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Kind {
    /// Network security.
    #[choice("网络安全")]
    NetworkSecurity,
    /// Data security.
    #[choice("数据安全")]
    DataSecurity,
    /// Organisation.
    #[choice("组织机构")]
    Organisation,
    /// Staff joining and leaving.
    #[choice("人员准入准出")]
    Staff,
    /// Outsourcing.
    #[choice("外包管理")]
    Outsourcing,
    /// Operation.
    #[choice("运行保障")]
    Operation,
    /// Local rules.
    #[choice("本级管理制度")]
    LocalRules,
    /// Early warning and notification.
    #[choice("监测预警与通报")]
    Notification,
    /// Joint response.
    #[choice("应急联动")]
    IncidentResponse,
    /// Supervision of cryptography.
    #[choice("密码监管")]
    CryptographySupervision,
}
