//! Policies of authority that were put in place of those that the program carries.

use crate::register::Register;

/// One text of policies; the code is its name.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register("授权策略", en = "Policy text", system, help = "替代程序自带策略的授权策略文本；编号为文本名称。", order = 904, article = "M27, I18")]
pub struct PolicyText {
    /// The policies, in Cedar.
    #[field("文本", en = "Text", help = "Cedar 语言写成的策略。", chars = 100_000)]
    pub text: String,
    /// The account that proposed it.
    #[field("提出人", en = "Proposed by", help = "提出策略的账户。", chars = 64)]
    pub proposed_by: String,
    /// The other account that approved it; without it the text is a draft and does nothing.
    #[field("批准人", en = "Approved by", help = "批准策略的另一账户；未批准的不生效。", chars = 64)]
    pub approved_by: Option<String>,
}
