//! Settings of this product.

use crate::register::Register;

/// One setting that differs from its default; the code is the setting's name.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register("系统设置", en = "Setting", system, help = "与默认值不同的系统设置；编号为设置的名称。", order = 903, article = "I18")]
pub struct Setting {
    /// Its value, as text.
    #[field("值", en = "Value", help = "设置的值。", chars = 2000)]
    pub value: String,
    /// The account that decided it.
    #[field("决定人", en = "Decided by", help = "作出决定的账户。", chars = 64)]
    pub decided_by: String,
}
