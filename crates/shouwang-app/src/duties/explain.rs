//! One answer, explained: status, reason, the counting of days, the facts and where they came from, and the rule.

use shouwang_calendar::Day;
use shouwang_domain::facts::{Entity, RegisterIndex, RowIndex};
use shouwang_domain::plan::{DutyIndex, FactRead, Question, Standing, Status, why_not};
use shouwang_domain::register::{Basis, FieldDef, Shape};

use super::row::known_day;
use super::{Desk, Found, NotThere};
use shouwang_calendar::{Lang, Words};

/// An explanation in words, line by line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedText {
    /// What to print.
    pub lines: Vec<String>,
    /// Whether somebody should act or look.
    pub is_wrong: bool,
}

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

/// Explains a duty for a subject on a day.
#[must_use]
pub fn explain_text(desk: &Desk<'_>, duty: DutyIndex, subject: Entity, day: Day, language: Lang) -> ExplainedText {
    let planner = desk.planner();
    let explanation = planner.explain(duty, subject, day);
    let rule = &desk.program().duty(duty).rule;
    let mut lines = Vec::new();
    for standing in &explanation.standings {
        let found = Found { duty, subject, outcome: standing.outcome };
        lines.extend(outcome_lines(desk, &found, standing, day, language));
    }
    let clause = desk.book.law.instrument(&rule.name.instrument).and_then(|instrument| instrument.clause(rule.clause));
    if let Some(clause) = clause {
        lines.push(format!("{}{}", language.pick("条文大意：", "in our words: "), language.pick(&clause.gloss.zh, &clause.gloss.en)));
    }
    if let Some(reading) = rule.reading.as_ref().and_then(|id| desk.book.law.readings.iter().find(|reading| reading.id == *id)) {
        lines.push(format!("{}{}", language.pick("读法：", "reading: "), language.pick(&reading.title.zh, &reading.title.en)));
    }
    if !explanation.facts.is_empty() {
        lines.push(language.pick("依据的事实：", "facts it rests on:").to_owned());
        lines.extend(explanation.facts.iter().map(|fact| format!("  {}", fact_line(desk, fact, language))));
    }
    ExplainedText { lines, is_wrong: is_wrong(&explanation.standings) }
}

/// The same, and what would fulfil the duty, as JSON; and whether somebody should act or look.
pub fn explain_json(desk: &mut Desk<'_>, duty: DutyIndex, subject: Entity, day: Day, language: Lang) -> (serde_json::Value, bool) {
    let remedy = remedy_lines(desk, duty, subject, day, language);
    let explanation = desk.planner().explain(duty, subject, day);
    let row = |standing: &Standing| desk.row_of(&Found { duty, subject, outcome: standing.outcome }, standing, day, language);
    let json = serde_json::json!({
        "day": day,
        "duties": explanation.standings.iter().map(row).collect::<Vec<_>>(),
        "facts": explanation.facts.iter().map(|fact| fact_line(desk, fact, language)).collect::<Vec<_>>(),
        "remedy": remedy,
    });
    (json, is_wrong(&explanation.standings))
}

fn is_wrong(standings: &[Standing]) -> bool {
    standings.iter().any(|standing| standing.outcome.status.is_wrong())
}

/// What would fulfil the duty: the smallest change of facts for each outcome that is not fulfilled, as sentences. The desk's facts are tried
/// on and put back.
pub fn remedy_lines(desk: &mut Desk<'_>, duty: DutyIndex, subject: Entity, day: Day, language: Lang) -> Vec<String> {
    let standings = desk.planner().standings(duty, subject, day);
    let wanted = |standing: &&Standing| !matches!(standing.outcome.status, Status::Fulfilled | Status::NotApplicable);
    let mut lines = Vec::new();
    for standing in standings.iter().filter(wanted) {
        let question = Question { duty, subject, day, period: standing.outcome.period };
        let Desk { book, facts, settings, .. } = desk;
        let remedy = why_not(&book.program, &book.calendar, settings, facts, question);
        let period = standing.outcome.period.map(|period| format!(" {period}")).unwrap_or_default();
        match remedy {
            Some(remedy) => {
                lines.push(format!("{}{period}{}", language.pick("怎样才算履行", "what would fulfil it"), language.pick("：", ":")));
                lines.extend(remedy.describe(language).into_iter().map(|line| format!("  {line}")));
            }
            None => lines.push(
                language.pick("没有找到一处小的事实变动能使它履行", "no small change of facts was found that would fulfil it").to_owned(),
            ),
        }
    }
    lines
}

fn outcome_lines(desk: &Desk<'_>, found: &Found, standing: &Standing, day: Day, language: Lang) -> Vec<String> {
    let row = desk.row_of(found, standing, day, language);
    let colon = language.pick("：", ": ");
    let mut head = format!("{} · {} {} · {}", row.status_label, row.subject, row.subject_name, row.title);
    if let Some(period) = &row.period {
        head.push_str(&format!(" · {period}"));
    }
    let mut lines = vec![head, format!("{}{colon}{}", language.pick("日期", "day"), day)];
    let mut say = |zh: &str, en: &str, text: Option<String>| {
        if let Some(text) = text {
            lines.push(format!("{}{colon}{text}", language.pick(zh, en)));
        }
    };
    say("依据", "article", Some(format!("{} ({})", row.article, row.duty)));
    say("原因", "why", Some(row.reason_label.clone()));
    say("缺少", "missing", row.missing.clone());
    say("责任单位", "unit", row.unit_name.clone().or(row.unit.clone()));
    say("自", "since", row.since.map(|day| day.to_string()));
    let counted = desk.planner().counted(found.duty, &found.outcome).map(|counted| counted.describe(language));
    let due = row.due.map(|due| match counted {
        Some(how) => how,
        None => due.to_string(),
    });
    say("期限", "due", due);
    say("下次变化", "next change", row.next_change.map(|day| day.to_string()));
    if row.supplementary {
        say(
            "性质",
            "kind",
            Some(
                language
                    .pick(
                        "补充规则（仅2020年暂行办法有此要求，可由主管部门逐条停用）",
                        "supplementary: only the older instrument asks for it",
                    )
                    .to_owned(),
            ),
        );
    }
    if row.advice {
        say("性质", "kind", Some(language.pick("建议，不是强制要求", "advice, not a rule").to_owned()));
    }
    for fact in &row.rests_on {
        say("外部依据", "rests on", Some(fact.clone()));
    }
    lines
}

fn fact_line(desk: &Desk<'_>, fact: &FactRead, language: Lang) -> String {
    let table = desk.facts.table(fact.register);
    let row = fact.row;
    let what = match fact.field.and_then(|field| table.def().fields.get(usize::from(field)).map(|def| (usize::from(field), def))) {
        Some((column, field)) => format!("{} = {}", field.label.get(language), value(desk, fact.register, row, column, field, language)),
        None => days(desk, fact.register, row, language),
    };
    let basis = match table.basis(row) {
        Basis::Declared => language.pick("申报", "declared"),
        Basis::Measured => language.pick("实测", "measured"),
    };
    let by = table.vouched_by(row).map(|by| format!(" {by}")).unwrap_or_default();
    let learned = table.learned_at(row).map(|at| {
        let at = at.to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(8)));
        format!("{}{}", language.pick("，获知于 ", ", learned "), at.strftime("%Y-%m-%d %H:%M"))
    });
    let code = table.code(table.entity(row));
    let source = format!("{basis}{by}{}", learned.unwrap_or_default());
    let source = language.pick("（{}）", " ({})").replacen("{}", &source, 1);
    format!("{} {code} · {what}{source}", table.def().label.get(language))
}

fn days(desk: &Desk<'_>, register: RegisterIndex, row: RowIndex, language: Lang) -> String {
    let table = desk.facts.table(register);
    let (from, until) = (known_day(table.from(row)), known_day(table.until(row)));
    let label = table.def().from_label.get(language);
    match (table.def().shape, from, until) {
        (Shape::Event, Some(from), _) => format!("{label} {from}"),
        (_, Some(from), Some(until)) => format!("{from} – {until}"),
        (_, Some(from), None) => format!("{from} – "),
        (_, None, Some(until)) => format!(" – {until}"),
        (_, None, None) => language.pick("一直", "always").to_owned(),
    }
}

fn value(desk: &Desk<'_>, register: RegisterIndex, row: RowIndex, column: usize, field: &FieldDef, language: Lang) -> String {
    let whole = desk.facts.row(register, row);
    match whole.values.get(column).and_then(Option::as_ref) {
        Some(value) => value.spoken(field.kind, language),
        None => language.pick("（未填）", "(not given)").to_owned(),
    }
}
