//! Accounts of this product.

use crate::register::{Fact, Problem, Ref, Register};
use crate::registers::{person::Person, unit::Unit};

/// Somebody's account of this product; the days are those on which it may be used.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register("账户", en = "Account", system, help = "使用本系统的账户；起止日为可以登录的时间。", order = 900, article = "M27, I18", check = check)]
pub struct Login {
    /// The name of whoever uses it.
    #[field("姓名", help = "账户使用者的姓名。", chars = 40)]
    pub name: String,
    /// A keyed hash of the number of his identity document: the same for all accounts of one natural person.
    #[field("身份标识", help = "证件号码的加密摘要；同一自然人的各个账户相同。", chars = 64, article = "I18")]
    pub identity: String,
    /// His entry among the persons of the registers.
    #[field("人员", help = "台账中的人员编号。")]
    pub person: Option<Ref<Person>>,
    /// The unit that he works for.
    #[field("单位", help = "账户使用者所在的单位。")]
    pub unit: Option<Ref<Unit>>,
    /// His subject at the unified identity provider.
    #[field("统一身份", en = "Unified identity", help = "统一身份认证平台给出的标识。")]
    pub subject: Option<String>,
    /// The account that made it.
    #[field("创建人", en = "Created by", help = "创建此账户的账户。", article = "I18", chars = 64)]
    pub created_by: String,
    /// Whether it is switched off for now.
    #[field("停用", help = "是否暂时停用。")]
    pub disabled: Option<bool>,
}

fn check(login: &Fact<Login>) -> Vec<Problem> {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"._-".contains(&byte);
    let (code, identity) = (&login.code, &login.data.identity);
    let mut problems = Vec::new();
    if code.len() < 3 || code.len() > 64 || !code.bytes().all(fits) {
        let zh = "登录名为3至64个小写字母、数字、点、下划线或连字符";
        problems.push(Problem::new("code", zh, "a login name is 3 to 64 lower-case letters, digits, dots, underscores or hyphens"));
    }
    if identity.len() != 64 || !identity.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)) {
        problems.push(Problem::new("identity", "身份标识应为64位十六进制数", "an identity is 64 hexadecimal digits"));
    }
    problems
}
