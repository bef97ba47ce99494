//! Weaknesses that were found, and their mending.

use crate::register::{Ref, Register};
use crate::registers::{information_system::InformationSystem, person::Person, unit::Unit};
use shouwang_calendar::Day;

/// A weakness that was found, and its mending.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "隐患",
    help = "发现的安全隐患及其整改；起始日为发现日。",
    order = 404,
    article = "M29, I14",
    from = ("发现日", "Found on"),
    until = ("销号日", "Closed on"),
    example_code = "例-Y1",
    example_from = "2026-10-10",
)]
pub struct Hazard {
    /// The unit where it was found.
    #[field("单位", help = "存在隐患的单位。", article = "M29", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// The system where it was found.
    #[field("信息系统", en = "Information system", help = "存在隐患的系统。", example = "例-S1")]
    pub system: Option<Ref<InformationSystem>>,
    /// What was found; nothing classified may be written here.
    #[field("描述", help = "隐患的情况；不得写入涉密内容。", chars = 500, example = "样例：弱口令")]
    pub description: String,
    /// Who has to mend it.
    #[field("整改责任人", en = "Person in charge of mending", help = "负责整改的人员。", article = "M29", example = "例-P1")]
    pub owner: Option<Ref<Person>>,
    /// The day by which it has to be mended.
    #[field("整改期限", help = "应当完成整改的日期。", not_before = from, article = "M29", example = "2026-10-31")]
    pub due_on: Option<Day>,
    /// The day on which it was mended.
    #[field("整改完成日", help = "实际完成整改的日期。", not_before = from, article = "M29", example = "2026-10-20")]
    pub mended_on: Option<Day>,
}
