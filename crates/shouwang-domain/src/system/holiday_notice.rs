//! Holiday notices that were taken in: the years for which the program carries none, or which came otherwise than it says.

use crate::register::Register;

/// One year's notice; the code is the year. Kept as text, so that a newer program reads from it what an older one did not.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register("放假通知", en = "Holiday notice", system, help = "导入的年度放假通知；编号为年份。", order = 905)]
pub struct HolidayNotice {
    /// The notice, in the form of the files in `law/calendar`.
    #[field("文本", en = "Text", help = "通知内容，格式与程序自带的相同。", chars = 70_000)]
    pub text: String,
    /// Who brought it.
    #[field("导入人", en = "Taken in by", help = "导入通知的账户或人。", chars = 64)]
    pub taken_by: String,
}
