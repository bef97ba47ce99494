//! Steps of matters, each as one body has it before it.

use crate::procedure::matter::Matter;
use crate::register::{Choices, Ref, Register};
use crate::registers::{permission::Matter as Kind, unit::Unit};
use shouwang_calendar::Day;
use shouwang_law::model;

/// A step of a matter that waits for a body, or did, or that a body was told of; the days are those since it was its turn.
///
/// By it a body sees the matters that are its business. The row stays when the step is over, with the day on which that was.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "事项步骤",
    procedure,
    help = "事项轮到某单位办理的一步；办结后保留。",
    order = 911,
    article = "M15, M20, M23, M24, M26",
    from = ("轮到之日", "Since"),
)]
pub struct MatterStep {
    /// The matter.
    #[field("事项", help = "步骤所属的事项。")]
    pub matter: Ref<Matter>,
    /// The body that may act, or was told.
    #[field("办理单位", en = "Body", help = "轮到办理或者被告知的单位。", article = "M20")]
    pub unit: Ref<Unit>,
    /// The unit that applies.
    #[field("申请单位", en = "Applicant", help = "申请、告知或者报备的单位。")]
    pub applicant: Ref<Unit>,
    /// What is asked, told or filed.
    #[field("事项种类", help = "办理的事项。")]
    pub kind: Kind,
    /// Its place in the route, from 0.
    #[field("次序", en = "Step", help = "在办理路径中的次序，从 0 起。", range = 0..=100)]
    pub step: i64,
    /// What the body does.
    #[field("作为", help = "这一步做什么。")]
    pub does: Deed,
    /// The code of what the first line is about.
    #[field("标的", help = "第一行所涉及的对象的编号。")]
    pub subject: Option<String>,
    /// The last day of the body's time; nothing for whoever was only told.
    #[field("办理期限", help = "这一步的最后期限。")]
    pub due_on: Option<Day>,
    /// What the person is called to whom the step was given.
    #[field("承办人", en = "Given to", help = "这一步交给谁承办。", chars = 64)]
    pub given_to: Option<String>,
    /// Whether the applicant is asked something, so that the time does not run.
    #[field("询问中", en = "Asked", help = "是否正等待申请单位答复。")]
    pub asked: Option<bool>,
    /// The day on which the step was over.
    #[field("办结日", en = "Closed on", help = "这一步办结的日期。")]
    pub closed_on: Option<Day>,
}

impl MatterStep {
    /// What the person is called to whom the step was given. Earlier versions kept there by what the engine knows him, which is nobody's name.
    #[must_use]
    pub fn given_name(&self) -> Option<&str> {
        let is_hash = |text: &str| text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        self.given_to.as_deref().filter(|name| !is_hash(name))
    }
}

/// What a body does in a step: the word of the law's pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Deed {
    /// Review.
    #[choice("审核")]
    Review,
    /// Approve.
    #[choice("批准")]
    Approve,
    /// Sign.
    #[choice("签署")]
    Sign,
    /// File.
    #[choice("备案")]
    File,
    /// Notice.
    #[choice("接收告知")]
    Notice,
    /// Inform.
    #[choice("接收通报")]
    Inform,
    /// Carry out.
    #[choice("实施")]
    CarryOut,
}

impl From<model::Deed> for Deed {
    fn from(deed: model::Deed) -> Deed {
        match deed {
            model::Deed::Review => Deed::Review,
            model::Deed::Approve => Deed::Approve,
            model::Deed::Sign => Deed::Sign,
            model::Deed::File => Deed::File,
            model::Deed::Notice => Deed::Notice,
            model::Deed::Inform => Deed::Inform,
            model::Deed::CarryOut => Deed::CarryOut,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_engine_knows_somebody_by_is_nobodys_name() {
        let step = |given_to: &str| MatterStep {
            matter: Ref::to("S1"),
            unit: Ref::to("U1"),
            applicant: Ref::to("U2"),
            kind: Kind::PortOpening,
            step: 0,
            does: Deed::Approve,
            subject: None,
            due_on: None,
            given_to: Some(given_to.to_owned()),
            asked: None,
            closed_on: None,
        };
        assert_eq!(step("李二").given_name(), Some("李二"));
        assert_eq!(step(&"0a".repeat(32)).given_name(), None);
    }
}
