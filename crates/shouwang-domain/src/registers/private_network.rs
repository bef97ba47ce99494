//! Private networks and their merging.

use crate::register::Register;
use crate::registers::responsible::Responsible;
use shouwang_calendar::Day;

/// A non-classified network of one business, and the plan to merge it.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "业务专网",
    help = "非涉密业务专网及其整合计划。",
    order = 206,
    article = "M17, I27–I29, I35",
    from = ("建成日", "Built on"),
    until = ("撤销日", "Closed on"),
    example_code = "例-Z1",
    example_from = "2018-01-01",
)]
pub struct PrivateNetwork {
    /// What it is called.
    #[field("名称", help = "专网名称。", example = "样例业务专网")]
    pub name: String,
    /// Whether it is built on the extranet.
    #[field("依托政务外网", en = "Built on the extranet", help = "是否依托政务外网建设。", article = "M17, I27", example = "是")]
    pub on_extranet: bool,
    /// Whether it exchanges data with the extranet.
    #[field(
        "与政务外网交换数据",
        en = "Exchanges data with the extranet",
        help = "是否与政务外网交换数据。",
        article = "I29, I35",
        example = "是"
    )]
    pub exchanges_data: Option<bool>,
    /// The device that isolates it from the extranet.
    #[field("隔离设备", help = "与政务外网之间的隔离设备名称。", article = "M17, I29", example = "样例网闸")]
    pub isolation_device: Option<String>,
    /// Whether it is isolated from other private networks.
    #[field(
        "与其他专网隔离",
        en = "Isolated from other private networks",
        help = "是否与其他专网相互隔离。",
        article = "M17, I28",
        example = "是"
    )]
    pub isolated: Option<bool>,
    /// The day on which it is to be merged.
    #[field("计划整合日", help = "计划并入政务外网的日期。", article = "M17", example = "2027-12-31")]
    pub merge_due_on: Option<Day>,
    /// The day on which it was merged.
    #[field("实际整合日", help = "实际并入政务外网的日期。", not_before = from, article = "M17")]
    pub merged_on: Option<Day>,
    /// Who answers for it.
    #[field(flatten)]
    pub responsible: Responsible,
}
