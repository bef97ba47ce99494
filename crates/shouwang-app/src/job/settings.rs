//! What an installation may decide about jobs, with the defaults that hold otherwise.

use shouwang_domain::register::{Record as _, system_catalog};
use shouwang_domain::system::setting::Setting;
use shouwang_storage::{StorageError, Store};

use crate::account::SettingName;

const fn days(name: &'static str, default: &'static str, range: (u32, u32), zh: &'static str, en: &'static str) -> SettingName {
    SettingName { name, default, range: Some(range), zh, en }
}

/// Every setting of this module.
pub const JOB_SETTINGS: &[SettingName] = &[
    days("reminder.days_ahead", "14", (1, 366), "提前多少天提醒将到期的义务", "days ahead that a unit is reminded of what comes due"),
    days("reminder.kept_days", "400", (30, 3_660), "提醒记录保留天数", "days for which reminders are kept"),
    days("job.kept_days", "30", (2, 3_660), "已完成任务保留天数", "days for which finished jobs are kept"),
];

/// What holds in this installation, in days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JobSettings {
    /// How far ahead units are reminded of what comes due.
    pub remind_ahead_days: i32,
    /// How long reminders are kept.
    pub reminders_kept_days: i32,
    /// How long finished jobs are kept.
    pub jobs_kept_days: i32,
}

impl Default for JobSettings {
    fn default() -> JobSettings {
        JobSettings { remind_ahead_days: 14, reminders_kept_days: 400, jobs_kept_days: 30 }
    }
}

impl JobSettings {
    /// The settings as they stand. A value out of range counts as none: it was refused where it was to be set.
    ///
    /// # Errors
    /// When the database fails or a row is damaged.
    pub async fn load(store: &Store) -> Result<JobSettings, StorageError> {
        let mut settings = JobSettings::default();
        let Some(def) = system_catalog().get(Setting::NAME) else { return Ok(settings) };
        for row in store.load(def, None).await? {
            let Ok(setting) = Setting::from_values(&row.values) else { continue };
            settings.set(&row.key.code, &setting.value);
        }
        Ok(settings)
    }

    fn set(&mut self, name: &str, value: &str) {
        let known = JOB_SETTINGS.iter().find(|setting| setting.name == name);
        let (Some((least, most)), Ok(value)) = (known.and_then(|setting| setting.range), value.trim().parse::<u32>()) else { return };
        let Some(days) = i32::try_from(value).ok().filter(|_| (least..=most).contains(&value)) else { return };
        match name {
            "reminder.days_ahead" => self.remind_ahead_days = days,
            "reminder.kept_days" => self.reminders_kept_days = days,
            "job.kept_days" => self.jobs_kept_days = days,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_defaults_are_those_that_the_names_say_and_values_out_of_range_are_not_followed() {
        let mut said = JobSettings { remind_ahead_days: 0, reminders_kept_days: 0, jobs_kept_days: 0 };
        JOB_SETTINGS.iter().for_each(|setting| said.set(setting.name, setting.default));
        assert_eq!(said, JobSettings::default());
        said.set("job.kept_days", "1");
        said.set("job.kept_days", "many");
        assert_eq!(said, JobSettings::default());
        said.set("job.kept_days", " 7 ");
        assert_eq!(said.jobs_kept_days, 7);
    }
}
