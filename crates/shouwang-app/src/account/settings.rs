//! What an installation may decide about log-ins, with the defaults that hold otherwise.
//!
//! A setting is a row of the register of settings; its name stands here. A value that cannot be read is refused when it is set, and where
//! one has got into the database nevertheless, the default holds.

use jiff::SignedDuration;
use shouwang_domain::register::Choices as _;
use shouwang_domain::system::role_grant::Role;

use super::lock::LockPolicy;

/// A setting of this module: name, default, what it is.
#[derive(Clone, Copy, Debug)]
pub struct SettingName {
    /// The code of its row.
    pub name: &'static str,
    /// What holds when nothing is set.
    pub default: &'static str,
    /// The least and the greatest number; `None`: it is a list of roles.
    pub range: Option<(u32, u32)>,
    /// What it is, in Chinese.
    pub zh: &'static str,
    /// What it is, in English.
    pub en: &'static str,
}

const fn number(name: &'static str, default: &'static str, range: (u32, u32), zh: &'static str, en: &'static str) -> SettingName {
    SettingName { name, default, range: Some(range), zh, en }
}

/// Every setting of this module.
pub const SETTINGS: &[SettingName] = &[
    number("password.chars_min", "10", (8, 64), "口令最少字符数", "characters of a password at least"),
    number("password.classes_min", "3", (1, 4), "口令至少含几类字符", "kinds of characters of a password at least"),
    number("password.earlier_count", "5", (0, 24), "不得与最近几次口令相同", "earlier passwords that may not be used again"),
    number("password.age_days_max", "90", (0, 3650), "口令最长使用天数，0 为不限", "days after which a password must be changed; 0: never"),
    number("password.first_days", "7", (1, 90), "初始口令有效天数", "days for which a first password is good"),
    number("password.memory_kib", "19456", (8192, 1_048_576), "口令摘要占用内存（KiB）", "memory of a password's hash, in KiB"),
    number("password.passes", "2", (1, 20), "口令摘要迭代次数", "passes of a password's hash"),
    number("login.failures_max", "5", (3, 100), "连续失败几次后锁定", "failures of an account after which it is locked"),
    number(
        "login.delay_s_min",
        "30",
        (1, 3600),
        "首次锁定秒数，此后逐次加倍",
        "seconds of the first lock; each further failure doubles them",
    ),
    number("login.delay_s_max", "3600", (1, 86_400), "锁定最长秒数", "seconds of a lock at most"),
    number("client.failures_max", "50", (5, 10_000), "同一地址失败几次后锁定", "failures from an address after which it is locked"),
    number("session.idle_minutes", "30", (1, 1440), "会话闲置多少分钟后结束", "minutes after which an unused session ends"),
    number("session.hours_max", "12", (1, 720), "会话最长小时数", "hours after which a session ends"),
    number(
        "session.fresh_minutes",
        "15",
        (1, 720),
        "敏感操作前多少分钟内须验证身份",
        "minutes for which a proof is good for sensitive acts",
    ),
    number("login.step_minutes", "10", (2, 60), "登录每一步的时限（分钟）", "minutes for each step of a log-in"),
    number("provider.second_factor", "0", (0, 1), "统一身份认证是否视为双因素", "whether the identity provider counts as a second factor"),
    SettingName {
        name: "second_factor.roles",
        default: "system_administrator,security_administrator,audit_administrator",
        range: None,
        zh: "哪些角色必须使用第二因素",
        en: "roles that need a second factor",
    },
];

/// What holds in this installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountSettings {
    /// What a password has to be.
    pub password: PasswordPolicy,
    /// How expensive a password's hash is.
    pub hashing: Hashing,
    /// When an account is locked.
    pub login_lock: LockPolicy,
    /// When an address is locked.
    pub client_lock: LockPolicy,
    /// After this time without use a session ends.
    pub session_idle: SignedDuration,
    /// After this time a session ends however much it is used.
    pub session_max: SignedDuration,
    /// For this time a proof is good for sensitive acts.
    pub fresh: SignedDuration,
    /// The time for each step of a log-in.
    pub step: SignedDuration,
    /// Whether the identity provider counts as a second factor.
    pub provider_counts: bool,
    /// Roles that need a second factor.
    pub second_factor_roles: Vec<Role>,
}

/// What a password has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordPolicy {
    /// Characters at least.
    pub chars_min: u32,
    /// Kinds of characters at least: small and capital letters, digits, others.
    pub classes_min: u32,
    /// How many earlier passwords may not be used again.
    pub earlier_count: usize,
    /// Days after which it must be changed; 0: never.
    pub age_days_max: u32,
    /// Days for which a first password is good.
    pub first_days: u32,
}

/// How expensive a password's hash is (Argon2id, one lane).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hashing {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over it.
    pub passes: u32,
}

impl Default for AccountSettings {
    fn default() -> AccountSettings {
        AccountSettings::read(|_| None)
    }
}

impl AccountSettings {
    /// The settings as set, the default in place of what is not set or not readable.
    #[must_use]
    pub fn read(set: impl Fn(&str) -> Option<String>) -> AccountSettings {
        let text = |name: &str| {
            let known = SETTINGS.iter().find(|setting| setting.name == name);
            let default = known.map_or("", |setting| setting.default);
            set(name).filter(|value| known.is_some_and(|setting| setting.takes(value))).unwrap_or_else(|| default.to_owned())
        };
        let number = |name: &str| text(name).parse::<u32>().unwrap_or_default();
        let seconds = |name: &str, factor: i64| SignedDuration::from_secs(i64::from(number(name)) * factor);
        let login_lock = LockPolicy {
            failures_max: number("login.failures_max"),
            delay_s_min: number("login.delay_s_min"),
            delay_s_max: number("login.delay_s_max").max(number("login.delay_s_min")),
        };
        AccountSettings {
            password: PasswordPolicy {
                chars_min: number("password.chars_min"),
                classes_min: number("password.classes_min"),
                earlier_count: usize::try_from(number("password.earlier_count")).unwrap_or(usize::MAX),
                age_days_max: number("password.age_days_max"),
                first_days: number("password.first_days"),
            },
            hashing: Hashing { memory_kib: number("password.memory_kib"), passes: number("password.passes") },
            login_lock,
            client_lock: LockPolicy { failures_max: number("client.failures_max"), ..login_lock },
            session_idle: seconds("session.idle_minutes", 60),
            session_max: seconds("session.hours_max", 3600),
            fresh: seconds("session.fresh_minutes", 60),
            step: seconds("login.step_minutes", 60),
            provider_counts: number("provider.second_factor") == 1,
            second_factor_roles: roles(&text("second_factor.roles")).unwrap_or_default(),
        }
    }
}

impl SettingName {
    /// Whether this is a value for it.
    #[must_use]
    pub fn takes(&self, value: &str) -> bool {
        match self.range {
            Some((min, max)) => value.parse::<u32>().is_ok_and(|number| (min..=max).contains(&number)),
            None => roles(value).is_some(),
        }
    }
}

/// A list of roles by their identifiers, with commas; `*` for all of them, `none` for none: a row of the settings cannot say nothing.
fn roles(text: &str) -> Option<Vec<Role>> {
    let all = || (0..).map_while(Role::at);
    match text {
        "*" => Some(all().collect()),
        "none" => Some(Vec::new()),
        _ => text.split(',').map(|id| all().find(|role| Role::CHOICES[usize::from(role.position())].id == id.trim())).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_default_is_a_value_that_its_setting_takes() {
        for setting in SETTINGS {
            assert!(setting.takes(setting.default), "{}", setting.name);
        }
        let settings = AccountSettings::default();
        assert_eq!(settings.hashing, Hashing { memory_kib: 19_456, passes: 2 });
        let needing = [Role::SystemAdministrator, Role::SecurityAdministrator, Role::AuditAdministrator];
        assert_eq!(settings.second_factor_roles, needing);
    }

    #[test]
    fn a_value_that_cannot_be_read_leaves_the_default() {
        let set = |name: &str| match name {
            "password.chars_min" => Some("3".to_owned()),
            "second_factor.roles" => Some("emperor".to_owned()),
            "session.hours_max" => Some("8".to_owned()),
            _ => None,
        };
        let settings = AccountSettings::read(set);
        assert_eq!(settings.password.chars_min, 10);
        assert_eq!(settings.second_factor_roles, AccountSettings::default().second_factor_roles);
        assert_eq!(settings.session_max, SignedDuration::from_hours(8));
    }

    #[test]
    fn all_roles_and_no_role_can_be_set() {
        assert_eq!(roles("*").map(|roles| roles.len()), Some(Role::CHOICES.len()));
        assert_eq!(roles("none"), Some(Vec::new()));
        assert_eq!(roles(""), None);
        assert_eq!(roles("handler, reader"), Some(vec![Role::Handler, Role::Reader]));
    }
}
