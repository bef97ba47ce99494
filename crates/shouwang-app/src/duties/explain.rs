//! One answer, explained, line by line, as a terminal shows it.

use jiff::Timestamp;
use shouwang_calendar::{Lang, Words};
use shouwang_domain::facts::Entity;
use shouwang_domain::plan::{DutyIndex, Status};

use super::explained::{Explained, FactTold, ReasonTold};
use super::{Desk, NotThere};

/// The subject of a duty that a user names by its code.
///
/// # Errors
/// When nothing in the subject's register has that code.
pub fn find_subject(desk: &Desk<'_>, duty: DutyIndex, code: &str) -> Result<Entity, NotThere> {
    let table = desk.facts.table(desk.program().duty(duty).subject);
    table.find(code).ok_or_else(|| {
        let label = table.def().label;
        NotThere(Words::new(
            format!("{}台账里没有编号为“{code}”的记录（当时或至今都不知道）", label.zh),
            format!("the register `{}` holds nothing with the code `{code}` as known then", table.def().name),
        ))
    })
}

impl Explained {
    /// Whether somebody should act or look.
    #[must_use]
    pub fn is_wrong(&self) -> bool {
        self.reasons.iter().any(|reason| reason.status.parse().is_ok_and(Status::is_wrong))
    }

    /// What to print.
    #[must_use]
    pub fn lines(&self, language: Lang) -> Vec<String> {
        let mut lines: Vec<_> = self.reasons.iter().flat_map(|reason| self.reason_lines(reason, language)).collect();
        let mut say = |zh: &str, en: &str, words: Option<&Words>| {
            lines.extend(words.map(|words| format!("{}{}", language.pick(zh, en), words.get(language))));
        };
        say("条文大意：", "in our words: ", self.gloss.as_ref());
        say("读法：", "reading: ", self.reading.as_ref());
        for clock in &self.clocks {
            let starts = clock.starts.get(language);
            let when = clock.when.as_ref().map(|when| format!("{}{}", language.pick("；", "; "), when.get(language))).unwrap_or_default();
            let (title, minutes) = (clock.title.get(language), clock.limit_minutes);
            lines.push(match language {
                Lang::Zh => format!("报告时限：{title}，自{starts}起{minutes}分钟{when}"),
                Lang::En => format!("clock: {title}, {minutes} minutes from {starts}{when}"),
            });
        }
        if !self.facts.is_empty() {
            lines.push(language.pick("依据的事实：", "facts it rests on:").to_owned());
            lines.extend(self.facts.iter().map(|fact| format!("  {}", fact_line(fact, language))));
        }
        lines.extend(self.reasons.iter().flat_map(|reason| remedy_lines(reason, language)));
        lines
    }

    fn reason_lines(&self, reason: &ReasonTold, language: Lang) -> Vec<String> {
        let colon = language.pick("：", ": ");
        let name = self.subject_name.as_deref().unwrap_or_default();
        let (status, title) = (reason.status_label.get(language), self.title.get(language));
        let mut head = format!("{status} · {} {name} · {title}", self.subject);
        if let Some(period) = &reason.period {
            head.push_str(&format!(" · {period}"));
        }
        let mut lines = vec![head, format!("{}{colon}{}", language.pick("日期", "day"), self.day)];
        let mut say = |zh: &str, en: &str, text: Option<String>| {
            lines.extend(text.map(|text| format!("{}{colon}{text}", language.pick(zh, en))));
        };
        let said = |words: &Words| words.get(language).to_owned();
        say("依据", "article", Some(format!("{} ({})", self.article.label.get(language), self.duty)));
        say("原因", "why", Some(said(&reason.label)));
        say("缺少", "missing", reason.missing.as_ref().map(|missing| said(&missing.label)));
        say("责任单位", "unit", self.unit_name.clone().or_else(|| self.unit.clone()));
        say("自", "since", reason.since.map(|day| day.to_string()));
        say("期限", "due", reason.due.map(|due| reason.counted.as_ref().map_or_else(|| due.to_string(), said)));
        say("下次变化", "next change", reason.next_change.map(|day| day.to_string()));
        let supplementary = Words::new(
            "补充规则（仅2020年暂行办法有此要求，可由主管部门逐条停用）",
            "supplementary: only the older instrument asks for it",
        );
        say("性质", "kind", self.supplementary.then(|| said(&supplementary)));
        say("性质", "kind", self.advice.then(|| language.pick("建议，不是强制要求", "advice, not a rule").to_owned()));
        for fact in &self.rests_on {
            say("外部依据", "rests on", Some(said(fact)));
        }
        lines
    }
}

/// What would fulfil it, with a line before each way.
fn remedy_lines(reason: &ReasonTold, language: Lang) -> Vec<String> {
    if matches!(reason.status.parse(), Ok(Status::Fulfilled | Status::NotApplicable)) {
        return Vec::new();
    }
    if reason.remedies.is_empty() {
        let none = language.pick("没有找到一处小的事实变动能使它履行", "no small change of facts was found that would fulfil it");
        return vec![none.to_owned()];
    }
    let period = reason.period.as_ref().map(|period| format!(" {period}")).unwrap_or_default();
    let mut lines = vec![format!("{}{period}{}", language.pick("怎样才算履行", "what would fulfil it"), language.pick("：", ":"))];
    for remedy in &reason.remedies {
        lines.extend(remedy.corrects_record.then(|| format!("  {}", remedy.note.get(language))));
        lines.extend(remedy.changes.iter().map(|change| format!("  {}", change.said.get(language))));
    }
    lines
}

fn fact_line(fact: &FactTold, language: Lang) -> String {
    let what = match fact.field {
        Some(_) => format!("{} = {}", fact.label.get(language), fact.said.get(language)),
        None => format!("{} {}", fact.label.get(language), fact.said.get(language)),
    };
    let by = fact.vouched_by.as_ref().map(|by| format!(" {by}")).unwrap_or_default();
    let known = fact.known_since.map(|at| format!("{}{}", language.pick("，获知于 ", ", learned "), beijing(at))).unwrap_or_default();
    let source = format!("{}{by}{known}", fact.basis_label.get(language));
    let (open, close) = (language.pick("（", " ("), language.pick("）", ")"));
    format!("{} {} · {what}{open}{source}{close}", fact.register_label.get(language), fact.code)
}

fn beijing(at: Timestamp) -> String {
    let at = at.to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(8)));
    at.strftime("%Y-%m-%d %H:%M").to_string()
}
