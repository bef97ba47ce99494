//! What units were told of matters.

use crate::procedure::matter::Matter;
use crate::register::{Choices, Ref, Register};
use crate::registers::{permission::Matter as Kind, unit::Unit};
use shouwang_calendar::Day;

/// Something that a unit was told of a matter, and whether one of its people has taken note of it.
///
/// That it is somebody's turn is no notice: it stands among what he has to decide, for as long as it is his turn.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "事项通知",
    en = "Matter notice",
    procedure,
    help = "就事项给一个单位的一条通知。",
    order = 914,
    article = "M15, M20, M23, M24, M26",
    event = ("通知日", "On"),
)]
pub struct MatterNotice {
    /// The unit that is told.
    #[field("单位", help = "被通知的单位。")]
    pub unit: Ref<Unit>,
    /// The matter.
    #[field("事项", help = "通知所说的事项。")]
    pub matter: Ref<Matter>,
    /// What is asked, told or filed.
    #[field("事项种类", help = "办理的事项。")]
    pub kind: Kind,
    /// What it is told.
    #[field("通知内容", en = "Occasion", help = "通知什么。")]
    pub occasion: Occasion,
    /// The code of what the first line is about.
    #[field("标的", help = "第一行所涉及的对象的编号。")]
    pub subject: Option<String>,
    /// The day that it is about: the last of a body's time, the last of what was granted.
    #[field("相关日期", en = "Due on", help = "所说的最后一日。")]
    pub due_on: Option<Day>,
    /// The day on which somebody of the unit took note of it.
    #[field("知悉日", help = "单位有人知悉的日期。")]
    pub noted_on: Option<Day>,
    /// His account.
    #[field("知悉人", en = "Noted by", help = "由哪个账户知悉。", chars = 64)]
    pub noted_by: Option<String>,
}

/// What a unit is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Occasion {
    /// For information.
    #[choice("通报")]
    Told,
    /// Taken back by the applicant.
    #[choice("申请单位撤回")]
    Withdrawn,
    /// A question to answer.
    #[choice("待答复")]
    Asked,
    /// Sent back for correction.
    #[choice("退回补正")]
    Returned,
    /// Decided.
    #[choice("已有决定")]
    Decided,
    /// Carried out.
    #[choice("已实施")]
    CarriedOut,
    /// Time nearly over.
    #[choice("办理期限将至")]
    Reminder,
    /// Overdue.
    #[choice("办理逾期")]
    Overdue,
    /// Overdue at a body below.
    #[choice("下级办理逾期")]
    OverdueBelow,
    /// Grant ends soon.
    #[choice("所准事项将到期")]
    Ending,
    /// Grant has ended.
    #[choice("所准事项已到期")]
    Ended,
    /// A step given to one person.
    #[choice("已交由专人承办")]
    Given,
    /// Still waiting for the applicant.
    #[choice("仍待答复或者补正")]
    Awaited,
}
