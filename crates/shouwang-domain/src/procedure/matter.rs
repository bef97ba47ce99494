//! Matters as they stand.

use crate::matter::Status;
use crate::register::{Ref, Register};
use crate::registers::{permission::Matter as Kind, unit::Unit};
use shouwang_calendar::Day;

/// A matter: what is asked, told or filed, and how far it has got; the code is its number.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "事项",
    procedure,
    help = "办理中和已办结的事项；编号为事项的受理号，起始日为起草日。",
    order = 910,
    article = "M15–M17, M20–M24, M26, M27, M29, M32, M36, I9, I20, I26",
    from = ("起草日", "Begun on"),
)]
pub struct Matter {
    /// What is asked, told or filed.
    #[field("事项种类", help = "办理的事项。")]
    pub kind: Kind,
    /// The rule of law by which it goes.
    #[field("规则", help = "所依据的规则的全名。")]
    pub rule: String,
    /// The unit that applies.
    #[field("申请单位", en = "Applicant", help = "申请、告知或者报备的单位。", article = "M20")]
    pub applicant: Ref<Unit>,
    /// How far it has got.
    #[field("状态", help = "办理到哪一步。")]
    pub status: Status,
    /// The code of what its first line is about.
    #[field("标的", help = "第一行所涉及的对象的编号。")]
    pub subject: Option<String>,
    /// The codes of everything that its lines are about or name, one below the other: by them it is found.
    #[field("涉及对象", en = "Things", help = "各行涉及的对象的编号，供查找。", chars = 200_000)]
    pub things: Option<String>,
    /// How many lines it has.
    #[field("行数", en = "Lines count", help = "申请的对象有几个。", range = 0..=500)]
    pub lines_count: i64,
    /// The day on which it was handed in first.
    #[field("提交日", help = "首次提交的日期。", article = "M26")]
    pub filed_on: Option<Day>,
    /// The last day of the time of whoever has to act next.
    #[field("办理期限", help = "当前一步的最后期限。")]
    pub due_on: Option<Day>,
    /// The last day of what was granted.
    #[field("有效期止", en = "Granted until", help = "所准事项的最后一日。")]
    pub granted_until: Option<Day>,
    /// Whether it was handed in late as an emergency.
    #[field("紧急", help = "是否作为紧急情况提交。", article = "M26")]
    pub urgent: Option<bool>,
    /// What is filled in: the rows of its form in JSON.
    #[field("内容", en = "Lines", help = "填写的内容，JSON 格式。", chars = 1_000_000)]
    pub lines: String,
    /// Where it stands, in JSON.
    #[field("办理状态", en = "State", help = "办理状态的全部细节，JSON 格式。", chars = 100_000)]
    pub state: String,
}
