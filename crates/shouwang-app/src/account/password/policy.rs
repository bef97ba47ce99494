//! What a password has to be: pure checks. Whether it was used before or is publicly known is asked elsewhere.

use shouwang_calendar::Words;

use crate::account::settings::PasswordPolicy;
use crate::edge::Edge;

/// No password is longer, in bytes: what is hashed has to have an end.
const BYTES_MAX: usize = 512;
/// Characters that nobody mistakes for each other.
const PLAIN: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz23456789#";

/// What is wrong with a password that somebody wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordFlaw {
    /// Fewer characters than this.
    TooShort(u32),
    /// More bytes than this.
    TooLong(usize),
    /// Fewer kinds of characters than this.
    FewClasses(u32),
    /// The login name is in it.
    HasLoginName,
    /// It was one of the last passwords, this many being looked at.
    UsedBefore(usize),
    /// It is in the list of known passwords.
    Breached,
}

impl PasswordFlaw {
    /// What is wrong and what to do.
    #[must_use]
    pub fn words(&self) -> Words {
        match self {
            PasswordFlaw::TooShort(min) => {
                Words::new(format!("口令至少 {min} 个字符"), format!("a password has at least {min} characters"))
            }
            PasswordFlaw::TooLong(max) => Words::new(format!("口令最多 {max} 个字节"), format!("a password has at most {max} bytes")),
            PasswordFlaw::FewClasses(min) => Words::new(
                format!("口令须含小写字母、大写字母、数字、其他字符中的至少 {min} 类"),
                format!("a password has at least {min} of: small letters, capital letters, digits, other characters"),
            ),
            PasswordFlaw::HasLoginName => Words::new("口令不得包含登录名", "a password does not contain the login name"),
            PasswordFlaw::UsedBefore(count) => {
                Words::new(format!("不得使用最近 {count} 次用过的口令"), format!("none of the last {count} passwords may be used again"))
            }
            PasswordFlaw::Breached => Words::new(
                "该口令在已泄露口令名单中；请换一个",
                "this password is on the list of passwords that became known; choose another",
            ),
        }
    }
}

/// What is wrong with a password by itself; nothing when it may be used.
pub(in crate::account) fn flaws_of(password: &str, login: &str, policy: PasswordPolicy) -> Vec<PasswordFlaw> {
    let char_count = password.chars().count();
    let mut flaws = Vec::new();
    if u32::try_from(char_count).is_ok_and(|count| count < policy.chars_min) {
        flaws.push(PasswordFlaw::TooShort(policy.chars_min));
    }
    if password.len() > BYTES_MAX {
        flaws.push(PasswordFlaw::TooLong(BYTES_MAX));
    }
    if class_count(password) < policy.classes_min {
        flaws.push(PasswordFlaw::FewClasses(policy.classes_min));
    }
    if password.to_lowercase().contains(login) {
        flaws.push(PasswordFlaw::HasLoginName);
    }
    flaws
}

/// A password to be given to somebody and changed at once: 80 random bits, in groups that can be read aloud. It fits every policy.
pub(in crate::account) fn first_password(edge: &Edge<'_>, policy: PasswordPolicy) -> String {
    let count = usize::try_from(policy.chars_min).unwrap_or(usize::MAX).clamp(16, 64);
    let bytes: [u8; 64] = edge.bytes();
    let mut text = String::from("Sw7");
    for (at, byte) in bytes[..count].iter().enumerate() {
        if at % 4 == 0 {
            text.push('-');
        }
        // 256 is a multiple of 32: every character is as likely as every other.
        text.push(char::from(PLAIN[usize::from(*byte) % PLAIN.len()]));
    }
    text
}

/// How many kinds of characters there are: small letters, capital letters, digits, others.
fn class_count(password: &str) -> u32 {
    let small = password.chars().any(char::is_lowercase);
    let capital = password.chars().any(char::is_uppercase);
    let digit = password.chars().any(|sign| sign.is_ascii_digit());
    let other = password.chars().any(|sign| !sign.is_lowercase() && !sign.is_uppercase() && !sign.is_ascii_digit());
    [small, capital, digit, other].into_iter().map(u32::from).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::account::settings::AccountSettings;

    #[test]
    fn each_rule_refuses_what_it_is_there_for() {
        let policy = AccountSettings::default().password;
        let table: [(&str, &[PasswordFlaw]); 7] = [
            ("Correct-Horse-7", &[]),
            ("守望电子政务外网Aa1", &[]),
            ("Ab1!", &[PasswordFlaw::TooShort(10)]),
            ("correcthorse", &[PasswordFlaw::FewClasses(3)]),
            ("守望守望Aa1", &[PasswordFlaw::TooShort(10)]),
            ("xZhang.San-7x", &[PasswordFlaw::HasLoginName]),
            ("", &[PasswordFlaw::TooShort(10), PasswordFlaw::FewClasses(3)]),
        ];
        for (password, expected) in table {
            assert_eq!(flaws_of(password, "zhang.san", policy), expected, "{password}");
        }
        assert_eq!(flaws_of(&"Aa1!".repeat(200), "zhang.san", policy), [PasswordFlaw::TooLong(512)]);
    }
}
