//! Settings: what an installation may decide about the product, each with its default and its bounds.

use std::collections::BTreeMap;

use shouwang_calendar::{Day, Span, Unit, Words};
use shouwang_domain::authority::Terms;
use shouwang_domain::matter::Terms as MatterTerms;
use shouwang_domain::register::{Fact, Record};
use shouwang_domain::system::setting::Setting as SettingRow;
use shouwang_storage::{Expected, NewJob, Store, Write};

use super::load::facts;
use super::problem::invalid;
use super::turn::check_rows;
use crate::account::{self, SettingName};
use crate::authority::operation;
use crate::caller::{Caller, Moment};
use crate::problem::{AppError, ProblemCode};

/// Longest term of a grant, in days.
const TERM_DAYS_MAX: &str = "grant.term_days_max";
/// Time of a step of a matter.
const MATTER_STEP: &str = "matter.step_workdays";
/// How long before its end a body is reminded.
const MATTER_REMIND: &str = "matter.remind_workdays";
/// How long before its end the applicant is told.
const MATTER_ENDING: &str = "matter.ending_days";
/// The settings by which it was planned when each matter is looked at again.
const MATTER_TERMS: [&str; 3] = [MATTER_STEP, MATTER_REMIND, MATTER_ENDING];
/// The kind of the jobs that plan anew, after one of these was changed, when matters are looked at.
pub const MATTER_TERMS_CHANGED: &str = "matter.terms";

/// How large a file of a matter may be.
const FILE_MB: &str = "matter.file_mb_max";
/// How large all files of a matter together may be.
const FILES_MB: &str = "matter.files_mb_max";

/// Settings of grants and matters; those of log-ins stand in `account`.
pub const SETTINGS: &[SettingName] = &[
    SettingName {
        name: TERM_DAYS_MAX,
        default: "365",
        range: Some((1, 1095)),
        zh: "角色授权最长任期（日）",
        en: "days of the longest term of a grant",
    },
    SettingName {
        name: MATTER_STEP,
        default: "5",
        range: Some((1, 60)),
        zh: "事项每一步的办理期限（工作日，规定未定期限时）",
        en: "working days for a step of a matter where the text sets no time",
    },
    SettingName {
        name: MATTER_REMIND,
        default: "1",
        range: Some((0, 30)),
        zh: "事项办理期限前多少个工作日提醒",
        en: "working days before the end of a step's time that its body is reminded",
    },
    SettingName {
        name: MATTER_ENDING,
        default: "30",
        range: Some((1, 366)),
        zh: "所准事项到期前多少天提醒",
        en: "days before what was granted ends that the applicant is told",
    },
    SettingName {
        name: FILE_MB,
        default: "20",
        range: Some((1, 100)),
        zh: "事项的一个附件最大多少 MB",
        en: "megabytes of a file of a matter at most",
    },
    SettingName {
        name: FILES_MB,
        default: "100",
        range: Some((1, 1000)),
        zh: "一件事项的附件合计最大多少 MB",
        en: "megabytes of all files of a matter together at most",
    },
];

/// A setting and what it is set to.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'s> {
    /// Its name, default and bounds.
    pub name: &'static SettingName,
    /// What it is set to; the default when nobody has set it, or what was set is no value for it.
    pub value: &'s str,
    /// Who set it.
    pub decided_by: Option<&'s str>,
}

/// The setting of this name.
#[must_use]
pub fn setting(name: &str) -> Option<&'static SettingName> {
    account::SETTINGS.iter().chain(SETTINGS).find(|setting| setting.name == name)
}

/// What was set, by name: value and who decided it. Read one with [`Setting::of`].
///
/// # Errors
/// When the database fails.
pub async fn load_settings(store: &Store) -> Result<BTreeMap<String, (String, String)>, AppError> {
    let rows = facts::<SettingRow>(&store.load(&SettingRow::def(), None).await?)?;
    let known = rows.into_iter().filter(|row| setting(&row.code).is_some_and(|setting| setting.takes(&row.data.value)));
    Ok(known.map(|row| (row.code, (row.data.value, row.data.decided_by))).collect())
}

impl<'s> Setting<'s> {
    /// Every setting, in the order of their declarations.
    pub fn all(set: &'s BTreeMap<String, (String, String)>) -> impl Iterator<Item = Setting<'s>> {
        account::SETTINGS.iter().chain(SETTINGS).map(|name| Setting::of(name, set))
    }

    /// One setting among those that were set.
    #[must_use]
    pub fn of(name: &'static SettingName, set: &'s BTreeMap<String, (String, String)>) -> Setting<'s> {
        match set.get(name.name) {
            Some((value, decided_by)) => Setting { name, value, decided_by: Some(decided_by) },
            None => Setting { name, value: name.default, decided_by: None },
        }
    }
}

/// How long grants may last in this installation.
///
/// # Errors
/// When the database fails.
pub async fn load_terms(store: &Store) -> Result<Terms, AppError> {
    let set = load_settings(store).await?;
    let longest_days = setting(TERM_DAYS_MAX).and_then(|name| Setting::of(name, &set).value.parse().ok());
    longest_days.map(|longest_days| Terms { longest_days }).ok_or_else(|| AppError::internal("the longest term has no default"))
}

/// The times that the house sets for matters.
///
/// # Errors
/// When the database fails.
pub async fn load_matter_terms(store: &Store) -> Result<MatterTerms, AppError> {
    let set = load_settings(store).await?;
    let count = |name: &str| setting(name).and_then(|name| Setting::of(name, &set).value.parse().ok());
    let span = |name, unit| count(name).map(|count| Span::new(count, unit)).ok_or_else(|| AppError::internal("a term has no default"));
    Ok(MatterTerms {
        step: span(MATTER_STEP, Unit::Workday)?,
        remind: span(MATTER_REMIND, Unit::Workday)?,
        ending: span(MATTER_ENDING, Unit::Day)?,
    })
}

/// How many bytes a file of a matter, and all files of one, may have.
///
/// # Errors
/// When the database fails.
pub async fn load_file_limits(store: &Store) -> Result<(usize, usize), AppError> {
    let set = load_settings(store).await?;
    let bytes = |name: &str| {
        let megabytes: Option<usize> = setting(name).and_then(|name| Setting::of(name, &set).value.parse().ok());
        megabytes.map(|megabytes| megabytes << 20).ok_or_else(|| AppError::internal("a limit of files has no default"))
    };
    Ok((bytes(FILE_MB)?, bytes(FILES_MB)?))
}

/// Changes a setting in the version that the caller has seen, `None` while nobody has set it. What depends on it has to be told, as the
/// accounts by their `refresh_settings`.
///
/// # Errors
/// When there is no such setting, the value is none for it, somebody else changed it, or the database fails.
pub async fn change_setting(
    store: &Store,
    caller: &Caller,
    at: Moment,
    (name, value): (&str, &str),
    version: Option<i64>,
) -> Result<Option<i64>, AppError> {
    let Some(known) = setting(name) else { return Err(AppError::not_found()) };
    if !known.takes(value) {
        let Words { zh, en } = bounds(known);
        return Err(invalid("/value", zh, en));
    }
    let Some(operation) = operation("settings.change") else { return Err(AppError::not_found()) };
    let Some(grant) = caller.grants.iter().find(|grant| grant.role == shouwang_domain::system::role_grant::Role::SystemAdministrator)
    else {
        return Err(AppError::new(ProblemCode::Forbidden, "系统设置由系统管理员更改", "settings are changed by the system administrator"));
    };
    let row = SettingRow { value: value.to_owned(), decided_by: caller.login.clone() };
    let mut write = Write::now(at.now, caller.about(operation, Some(grant)), name, at.salt);
    let row = Fact::declared(name, Day::MIN, row).into_row();
    write.expected = vec![Expected { register: SettingRow::NAME, key: row.key.clone(), version }];
    write.puts = vec![(SettingRow::NAME, row)];
    check_rows(&write.puts)?;
    // In the same transaction, or a server that stops in between would leave what waits planned by the old value. It has no name of its own: one that
    // another server is at just now may have read the old value.
    let replan = || NewJob { kind: MATTER_TERMS_CHANGED.to_owned(), payload: "null".to_owned(), due_at: at.now, unique: None };
    write.jobs.extend(MATTER_TERMS.contains(&name).then(replan));
    Ok(store.write(&write).await?.act)
}

/// What a setting takes.
fn bounds(setting: &SettingName) -> Words {
    match setting.range {
        Some((min, max)) => {
            Words::new(format!("{}：应为{min}至{max}之间的整数", setting.zh), format!("{}: a whole number from {min} to {max}", setting.en))
        }
        None => Words::new(
            format!("{}：应为以逗号分隔的角色标识，或 *（全部）、none（没有）", setting.zh),
            format!("{}: roles by their identifiers with commas, or `*` (all), `none`", setting.en),
        ),
    }
}
