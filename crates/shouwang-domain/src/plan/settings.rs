//! What has been decided about the rules themselves: supplementary rules switched off, readings chosen.
//!
//! Decisions are rows of the register `rule_setting`, so they have days, a moment at which we learned them, and somebody who decided.

use shouwang_calendar::{Ahead, Day};

use crate::facts::{Facts, RowIndex, Table};

use super::program::{DutyIndex, Program};

/// A setting that means nothing, and is therefore not followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingFlaw {
    /// The code of the row.
    pub code: String,
    /// What is wrong and what to do, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

/// Settings of all rules over all days.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    off: Vec<Vec<(Day, Day)>>,
    chosen: Vec<(ReadingId, String, Day, Day)>,
    defaults: Readings,
}

/// The readings that planning follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ReadingId {
    AheadDays,
    BeforeSameDay,
    LastDayHoliday,
    PastPeriods,
    MeasurementFresh,
}

impl ReadingId {
    fn of(id: &str) -> Option<ReadingId> {
        Some(match id {
            "ahead-days" => ReadingId::AheadDays,
            "before-same-day" => ReadingId::BeforeSameDay,
            "last-day-holiday" => ReadingId::LastDayHoliday,
            "past-periods" => ReadingId::PastPeriods,
            "measurement-fresh" => ReadingId::MeasurementFresh,
            _ => return None,
        })
    }
}

impl Settings {
    /// The settings in these facts, and those that mean nothing.
    #[must_use]
    pub fn read(program: &Program, facts: &Facts) -> (Settings, Vec<SettingFlaw>) {
        let mut settings = Settings { off: vec![Vec::new(); program.duties.len()], ..Settings::default() };
        for (id, _, choice) in &program.readings {
            if let Some(id) = ReadingId::of(id) {
                settings.defaults.choose(id, choice);
            }
        }
        let mut flaws = Vec::new();
        if let Some(table) = facts.table_named("rule_setting") {
            for row in (0..).take(table.row_count()).filter(|&row| table.rows_of(table.entity(row)).any(|live| live == row)) {
                if let Err(flaw) = settings.follow(program, table, row) {
                    flaws.push(flaw);
                }
            }
        }
        (settings, flaws)
    }

    fn follow(&mut self, program: &Program, table: &Table, row: RowIndex) -> Result<(), SettingFlaw> {
        let text = |name: &str| table.def().field_index(name).and_then(|at| table.column(at).text(row as usize)).unwrap_or_default();
        let (rule, setting, days) = (text("rule"), text("setting"), (table.from(row), table.until(row)));
        let flaw = |zh: String, en: String| SettingFlaw { code: table.code(table.entity(row)).to_owned(), zh, en };
        if let Some((_, choices, _)) = program.readings.iter().find(|(id, ..)| id == rule) {
            if !choices.iter().any(|choice| choice == setting) {
                let allowed = choices.join("、");
                return Err(flaw(
                    format!("“{setting}”不是“{rule}”的选项；可选：{allowed}"),
                    format!("`{setting}` is no choice of `{rule}`: {allowed}"),
                ));
            }
            let Some(id) = ReadingId::of(rule) else {
                return Err(flaw(
                    format!("“{rule}”不能按日选定，请改法规数据 readings.md"),
                    format!("`{rule}` cannot be chosen by day; change it in the law data, readings.md"),
                ));
            };
            self.chosen.push((id, setting.to_owned(), days.0, days.1));
            return Ok(());
        }
        let found = program.find(rule);
        let [duty] = found[..] else {
            return Err(flaw(
                format!("没有名为“{rule}”的规则；请写全称，如 hunan-2020-interim/i7-two-contacts"),
                format!("there is no rule `{rule}`; write its full name, such as hunan-2020-interim/i7-two-contacts"),
            ));
        };
        if program.duty(duty).active.supplementary.is_none() {
            return Err(flaw(
                format!("“{rule}”不是补充规则，不能停用"),
                format!("`{rule}` is not supplementary and cannot be switched off"),
            ));
        }
        match setting {
            "off" | "停用" => self.off[usize::from(duty)].push(days),
            "on" | "启用" => {}
            _ => return Err(flaw(format!("“{setting}”应为 off 或 on"), format!("`{setting}` should be off or on"))),
        }
        Ok(())
    }

    /// Whether a supplementary rule is switched off on the day, and the days around it on which that stays so.
    pub(super) fn is_off(&self, duty: DutyIndex, day: Day) -> (bool, Day, Day) {
        let (mut first, mut last) = (Day::MIN, Day::MAX);
        for &(from, until) in &self.off[usize::from(duty)] {
            if (from..=until).contains(&day) {
                return (true, from, until);
            }
            if from > day { last = last.min(from.plus(-1)) } else { first = first.max(until.plus(1)) }
        }
        (false, first, last)
    }

    /// How days ahead of an event are counted on a day.
    #[must_use]
    pub fn ahead(&self, day: Day) -> Ahead {
        self.readings(day).ahead
    }

    /// How the texts are read on a day.
    pub(super) fn readings(&self, day: Day) -> Readings {
        if self.chosen.is_empty() { self.defaults } else { self.readings_with_choices(day) }
    }

    /// The days around the day on which the texts are read in the same way.
    pub(super) fn same_readings(&self, day: Day) -> (Day, Day) {
        let (mut first, mut last) = (Day::MIN, Day::MAX);
        for &(_, _, from, until) in &self.chosen {
            for edge in [from, until.plus(1)] {
                if edge > day { last = last.min(edge.plus(-1)) } else { first = first.max(edge) }
            }
        }
        (first, last)
    }

    fn readings_with_choices(&self, day: Day) -> Readings {
        let mut readings = self.defaults;
        for (id, choice, from, until) in &self.chosen {
            if (*from..=*until).contains(&day) {
                readings.choose(*id, choice);
            }
        }
        readings
    }
}

/// How the texts are read: the choices that planning follows, each a named reading in the law data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Readings {
    /// How days ahead of an event are counted.
    pub(super) ahead: Ahead,
    /// Whether evidence on the day of the event still counts as before it.
    pub(super) same_day_counts: bool,
    /// Whether a last day that is a day off moves to the next working day.
    pub(super) last_day_moves: bool,
    /// Whether a period that ended unfulfilled is still asked for in the next.
    pub(super) asks_for_past_period: bool,
    /// For how many days after its last day a measurement still speaks.
    pub(super) measurement_fresh_days: i32,
}

impl Default for Readings {
    /// The readings of a law that names none.
    fn default() -> Readings {
        Readings {
            ahead: Ahead::Clear,
            same_day_counts: true,
            last_day_moves: false,
            asks_for_past_period: true,
            measurement_fresh_days: 7,
        }
    }
}

impl Readings {
    fn choose(&mut self, id: ReadingId, choice: &str) {
        match id {
            ReadingId::AheadDays => self.ahead = if choice == "loose" { Ahead::Loose } else { Ahead::Clear },
            ReadingId::BeforeSameDay => self.same_day_counts = choice == "counts",
            ReadingId::LastDayHoliday => self.last_day_moves = choice == "next-workday",
            ReadingId::PastPeriods => self.asks_for_past_period = choice == "one",
            ReadingId::MeasurementFresh => {
                let days = choice.strip_suffix("-days").and_then(|days| days.parse().ok());
                self.measurement_fresh_days = days.unwrap_or(self.measurement_fresh_days);
            }
        }
    }
}
