//! Money for building, running and security.

use crate::register::{Choices, Ref, Register};
use crate::registers::{project::Project, unit::Unit};

/// Money for a year.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "预算",
    en = "Budget line",
    help = "建设、运行维护和安全的年度预算。",
    order = 603,
    article = "M14, M16, I10",
    natural = [unit, year, purpose, project],
    example_from = "2026-01-01",
)]
pub struct BudgetLine {
    /// The unit that spends it.
    #[field("单位", help = "使用预算的单位。", article = "I10", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// The year that it is for.
    #[field("年度", help = "预算所属的年度。", range = 2000..=2100, article = "I10", example = "2026")]
    pub year: i64,
    /// What it is for.
    #[field("用途", help = "预算的用途。", article = "M14, I10", example = "安全保密")]
    pub purpose: Purpose,
    /// How much it is, in yuan.
    #[field("金额（元）", en = "Amount (yuan)", help = "预算金额，单位为元。", example = "120000")]
    pub amount: i64,
    /// How much of it was spent, in yuan.
    #[field("已支出（元）", en = "Spent (yuan)", help = "已经支出的金额，单位为元。", example = "80000")]
    pub spent: Option<i64>,
    /// The project that it pays for.
    #[field("项目", help = "预算对应的项目。", article = "M16", example = "例-X1")]
    pub project: Option<Ref<Project>>,
}

/// What money is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Purpose {
    /// Building.
    #[choice("建设")]
    Construction,
    /// Running.
    #[choice("运行维护")]
    Operation,
    /// Security and secrecy.
    #[choice("安全保密")]
    Security,
}
