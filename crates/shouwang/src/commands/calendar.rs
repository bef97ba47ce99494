//! `shouwang calendar`: counting days and hours.

use std::fs;
use std::ops::RangeInclusive;
use std::path::Path;

use jiff::tz::{self, TimeZone};
use shouwang_app::caller::Moment as Instant;
use shouwang_app::notices::{IMPORT, put_notice};
use shouwang_calendar::{Ahead, Counted, Notice, Span, TimeLimit, Unit, deadline};

use super::Outcome;
use crate::cli::{CalendarCommand, Format, UnitArg};
use crate::context::Context;
use crate::failure::Failure;
use crate::moment::Moment;
use crate::out::outln;

/// Who does it, as the ledger says.
const ACTOR: &str = "cli";
/// A legal date outside these years is a slip of the finger.
const YEARS: RangeInclusive<i32> = 1949..=2199;
/// Hours in ten years: no limit in any text is longer.
const HOURS_MAX: u32 = 87_600;

pub(super) async fn run(context: &Context, command: CalendarCommand) -> Outcome {
    match command {
        CalendarCommand::Add { date, count, unit: UnitArg::Hour } => add_hours(context, date, count),
        CalendarCommand::Add { date, count, unit } => {
            let Moment::Day(day) = date else {
                return Err(Failure::new(
                    "只有 --unit hour 从时刻起算，其余从日期起算",
                    "only --unit hour counts from a moment; give a date",
                ));
            };
            print(context, &context.counting_book().await?.calendar.add(day, Span::new(count, unit_of(unit)?)))
        }
        CalendarCommand::Before { date, count, unit, loose } => {
            let ahead = if loose { Ahead::Loose } else { Ahead::Clear };
            let span = Span::new(i32::from(count), unit_of(unit)?);
            print(context, &context.counting_book().await?.calendar.latest_before(date, span, ahead))
        }
        CalendarCommand::Import { file } => import(context, &file).await,
    }
}

fn print(context: &Context, counted: &Counted) -> Outcome {
    if !YEARS.contains(&counted.day.civil().0) {
        let (first, last) = (YEARS.start(), YEARS.end());
        return Err(Failure::new(
            format!("结果不在 {first} 年至 {last} 年之间，请核对"),
            format!("the result lies outside the years {first} to {last}"),
        ));
    }
    if context.format == Some(Format::Json) {
        outln!("{}", serde_json::to_string_pretty(counted).unwrap_or_default());
    } else {
        outln!("{}", counted.day);
        outln!("{}", counted.describe(context.language));
    }
    Ok(true)
}

/// Hours run from the moment itself, through nights and holidays.
fn add_hours(context: &Context, from: Moment, hours: i32) -> Outcome {
    let start = from.begins().ok_or_else(|| Failure::new("该时刻太早，无法换算", "that moment is too early to be counted from"))?;
    let hours = u32::try_from(hours).ok().filter(|hours| *hours <= HOURS_MAX);
    let hours =
        hours.ok_or_else(|| Failure::new(format!("小时数应在 0 至 {HOURS_MAX} 之间"), format!("the hours are 0 to {HOURS_MAX}")))?;
    let end = deadline(start, TimeLimit::hours(hours)).to_zoned(TimeZone::fixed(tz::offset(8)));
    let end = end.strftime("%Y-%m-%dT%H:%M:%S+08:00").to_string();
    if context.format == Some(Format::Json) {
        outln!("{}", serde_json::json!({ "at": end, "hours": hours }));
    } else {
        outln!("{end}");
        outln!(
            "{}",
            context
                .language
                .pick("小时从该时刻起连续计算，夜间和节假日照算", "hours run from the moment itself, through nights and holidays")
        );
    }
    Ok(true)
}

/// Checks a notice and puts it into the database, where every command and every server reads it.
async fn import(context: &Context, file: &Path) -> Outcome {
    let text = fs::read_to_string(file).map_err(|error| Failure::file(file, &error))?;
    let notice = Notice::parse(&text).map_err(|error| {
        use shouwang_calendar::Lang;
        let place = format!("{}:{}", file.display(), error.line);
        Failure::new(format!("{place}: {}", error.message(Lang::Zh)), format!("{place}: {}", error.message(Lang::En)))
    })?;
    let at = Instant { now: context.now, salt: context.salt()? };
    let taken = put_notice(&context.store().await?, (&notice, &text), at, context.about(ACTOR, IMPORT)).await;
    taken.map_err(|error| Failure::from(error.detail))?;
    outln!("{} {}", context.language.pick("已导入放假通知，年份", "imported the holiday notice of"), notice.year);
    Ok(true)
}

fn unit_of(unit: UnitArg) -> Result<Unit, Failure> {
    match unit {
        UnitArg::Workday => Ok(Unit::Workday),
        UnitArg::Day => Ok(Unit::Day),
        UnitArg::Week => Ok(Unit::Week),
        UnitArg::Month => Ok(Unit::Month),
        UnitArg::Year => Ok(Unit::Year),
        UnitArg::Hour => Err(Failure::new("提前量不以小时计", "a lead is not counted in hours")),
    }
}
