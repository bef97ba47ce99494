//! People.

use crate::register::{Ref, Register};
use crate::registers::unit::Unit;

/// Somebody who works for a unit; the days are those of employment.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "人员",
    help = "在单位工作的人，以及服务商的驻场人员；起止日为在该单位工作的时间。",
    order = 102,
    article = "M13, M27",
    from = ("入职日", "Employed from"),
    until = ("离职日", "Employed until"),
    example_code = "例-P1",
    example_from = "2024-01-01",
)]
pub struct Person {
    /// The person's name.
    #[field("姓名", help = "姓名。", chars = 40, example = "样例甲")]
    pub name: String,
    /// The unit that employs the person.
    #[field("所在单位", help = "与其有劳动或者人事关系的单位。", article = "I7, M27", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// A telephone number for work.
    #[field("联系电话", en = "Telephone", help = "工作联系电话。", chars = 40, example = "0743-0000000")]
    pub phone: Option<String>,
}
