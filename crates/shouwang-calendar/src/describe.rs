//! A count in one sentence, Chinese or English, that a clerk can check by hand. Words only: nothing is counted here.

use crate::{Ahead, Certainty, Counted, Day, Days, Lang, LastDay, NoticeUsed, Skipped, Task, Unit, Years};

/// Most days and ranges that a sentence names one by one.
const NAMED_MAX: usize = 7;

impl Counted {
    /// The result and how it was counted, in one sentence.
    #[must_use]
    pub fn describe(&self, lang: Lang) -> String {
        let parts = [
            self.result(lang),
            self.days(lang),
            list(lang.pick("跳过", "passed over"), &ranges(&self.skipped, lang), lang),
            self.rule(lang),
            list(lang.pick("依据", "by notice"), &self.notices.iter().map(|used| notice(used, lang)).collect::<Vec<_>>(), lang),
            self.provisional(lang),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        format!("{}{}", parts.join(lang.pick("；", "; ")), lang.pick("。", "."))
    }

    /// The day before any rule moved it, and what it is.
    fn result(&self, lang: Lang) -> String {
        let (day, from, length) = (self.moved_from.unwrap_or(self.day), self.from, self.span.length(lang));
        if from == day {
            return lang.pick("无须计算，即FROM", "nothing to count: FROM itself").replace("FROM", &from.to_string());
        }
        let ordinal = self.span.unit == Unit::Workday;
        match (self.task, lang) {
            (Task::Add, Lang::Zh) => {
                let (side, nth) = (if day < from { "前" } else { "后" }, if ordinal { "第" } else { "满" });
                format!("{from}之{side}{nth}{length}为{day}（{from}当日不计）")
            }
            (Task::Add, Lang::En) => {
                let side = if day < from { "before" } else { "after" };
                format!("{day} is {length} {side} {from}, that day not counted")
            }
            (Task::LatestBefore(Ahead::Clear), Lang::Zh) => {
                let clear = if ordinal { length.replace('个', "个完整") } else { format!("完整{length}") };
                format!("最迟{day}：与{from}之间须隔{clear}，首尾两日均不计")
            }
            (Task::LatestBefore(Ahead::Clear), Lang::En) => {
                format!("{day} at the latest: {length} clear before {from}, neither of these two days counted")
            }
            (Task::LatestBefore(Ahead::Loose), Lang::Zh) => format!("最迟{day}：{from}之前{length}，{from}当日不计，通知当日计入"),
            (Task::LatestBefore(Ahead::Loose), Lang::En) => {
                format!("{day} at the latest: {length} before {from}, that day not counted but the notice's own")
            }
        }
    }

    fn days(&self, lang: Lang) -> String {
        let label = lang.pick("计入", "counted");
        match (&self.counted, self.counted.ends()) {
            (Days::Listed(days), _) if self.span.unit == Unit::Workday && days.len() <= NAMED_MAX => {
                list(label, &days.iter().map(Day::to_string).collect::<Vec<_>>(), lang)
            }
            (days, Some((first, last))) => {
                let unit = match (self.span.unit, lang) {
                    (Unit::Workday, Lang::Zh) => "个工作日",
                    (Unit::Workday, Lang::En) => " workdays",
                    (_, Lang::Zh) => "日",
                    (_, Lang::En) => " days",
                };
                format!("{label}{}{}", lang.pick("", " "), format_range(first, last, lang) + &total(days.count(), unit, lang))
            }
            (_, None) => String::new(),
        }
    }

    fn rule(&self, lang: Lang) -> String {
        let over = ranges(&self.moved_over, lang).join(lang.pick("、", ", "));
        match (self.last_day, self.moved_from) {
            (LastDay::AsItFalls, _) if self.task == Task::Add && self.span.unit != Unit::Workday => {
                lang.pick("末日遇休息日不变动", "the last day stands even on a day off").to_owned()
            }
            (LastDay::AsItFalls, _) => String::new(),
            (_, None) => lang.pick("末日为工作日，不变动", "the last day is a working day and stands").to_owned(),
            (LastDay::NextWorkday, Some(_)) => match lang {
                Lang::Zh => format!("末日遇{over}，顺延至其后首个工作日{}", self.day),
                Lang::En => format!("the last day is off ({over}) and moves to the next working day {}", self.day),
            },
            (LastDay::PreviousWorkday, Some(_)) => match lang {
                Lang::Zh => format!("末日遇{over}，提前至其前最近的工作日{}", self.day),
                Lang::En => format!("the last day is off ({over}) and moves to the working day before, {}", self.day),
            },
        }
    }

    fn provisional(&self, lang: Lang) -> String {
        if !self.is_provisional() {
            return String::new();
        }
        let years: Vec<String> = self.without_notice.iter().map(|years| format_years(*years, lang)).collect();
        match lang {
            Lang::Zh => format!("暂定：{}无放假通知，按周一至周五上班推算，导入通知后须重算", years.join("、")),
            Lang::En => {
                format!(
                    "provisional: no holiday notice for {}, counted on the plain week, to be counted again once it is imported",
                    years.join(", ")
                )
            }
        }
    }
}

/// `label: a, b, c and 4 more`, or nothing for nothing.
fn list(label: &str, items: &[String], lang: Lang) -> String {
    let named = items.iter().take(NAMED_MAX).cloned().collect::<Vec<_>>().join(lang.pick("、", ", "));
    match (items.len().saturating_sub(NAMED_MAX), lang) {
        _ if items.is_empty() => String::new(),
        (0, Lang::Zh) => format!("{label}{named}"),
        (0, Lang::En) => format!("{label} {named}"),
        (_, Lang::Zh) => format!("{label}{named}等"),
        (_, Lang::En) => format!("{label} {named} and more"),
    }
}

fn ranges(skipped: &[Skipped], lang: Lang) -> Vec<String> {
    let range = |skipped: &Skipped| {
        let days = format_range(skipped.from, skipped.until, lang);
        match lang {
            Lang::Zh => format!("{}（{days}）", skipped.name.zh),
            Lang::En => format!("{} {days}", skipped.name.en),
        }
    };
    skipped.iter().map(range).collect()
}

fn notice(used: &NoticeUsed, lang: Lang) -> String {
    let mut text = match lang {
        Lang::Zh => format!("{}（{}年", used.number, used.year),
        Lang::En => format!("{} ({}", used.number, used.year),
    };
    for (what, certainty) in [(lang.pick("文号", "number"), used.number_certainty), (lang.pick("日期", "days"), used.days_certainty)] {
        if certainty != Certainty::Seen {
            text += &format!("{}{what}{}{}", lang.pick("，", ", "), lang.pick("", " "), certainty.words(lang));
        }
    }
    text + lang.pick("）", ")")
}

fn format_range(first: Day, last: Day, lang: Lang) -> String {
    if first == last { first.to_string() } else { format!("{first}{}{last}", lang.pick("至", " to ")) }
}

fn format_years(years: Years, lang: Lang) -> String {
    let range = if years.first == years.last { years.first.to_string() } else { format!("{}–{}", years.first, years.last) };
    range + lang.pick("年", "")
}

fn total(count: u32, unit: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!("共{count}{unit}"),
        Lang::En if count == 1 => String::new(),
        Lang::En => format!(", {count}{unit}"),
    }
}
