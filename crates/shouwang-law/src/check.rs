//! Checks of a loaded law that need no registers: names that lead somewhere, statuses that fit, cases that are there.
//!
//! Numbers and order of articles and clauses are checked while reading. Names of registers and fields are not known here;
//! `shouwang-domain` checks them when it compiles the rules, and runs the cases.

use std::collections::HashMap;

use crate::error::{Errors, LawError};
use crate::model::{Asks, Clause, Deed, Duty, DutyKind, Instrument, Law, Matter, Place, Rule, RuleName, Silence, Status};

/// What the closing line of `law check` says about an instrument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// 条.
    pub articles: usize,
    /// 款 and 项 together: everything that must have a status.
    pub clauses: usize,
    /// Clauses that are neither carried out nor set aside with a reason: no status, or one that nothing under it bears out.
    pub clauses_without_status: usize,
}

impl Law {
    /// Every mistake that shows without the registers, by file and line.
    #[must_use]
    pub fn check(&self) -> Vec<LawError> {
        let mut errors = Errors::default();
        for instrument in &self.instruments {
            check_instrument(self, instrument, &mut errors);
            unique(instrument.rules().filter_map(|rule| Some((&*rule.name()?.id, rule.place()))), &mut errors);
        }
        unique(self.facts.iter().map(|fact| (fact.id.as_str(), &fact.place)), &mut errors);
        unique(self.readings.iter().map(|reading| (reading.id.as_str(), &reading.place)), &mut errors);
        errors.into_sorted()
    }
}

impl Instrument {
    /// Articles and clauses, counted for the closing line of `law check`.
    #[must_use]
    pub fn counts(&self) -> Counts {
        let clauses_without_status = self.clauses().filter(|clause| !bears_out(clause)).count();
        Counts { articles: self.articles.len(), clauses: self.clauses().count(), clauses_without_status }
    }
}

fn check_instrument(law: &Law, instrument: &Instrument, errors: &mut Errors) {
    if instrument.articles.is_empty() {
        errors.push(instrument.place.clone(), "没有一条条文", "the instrument has no article");
    }
    for id in &instrument.yields_to {
        if law.instrument(id).is_none() {
            let en = format!("`yields_to` names `{id}`, which is not an instrument");
            errors.push(instrument.place.clone(), format!("yields_to 写的 {id} 不是法规文件夹"), en);
        }
    }
    for drop in &instrument.drops {
        older(law, instrument, &drop.rule, &drop.place, "drops", errors);
    }
    for clause in instrument.clauses() {
        if !bears_out(clause) {
            let word = clause.status.word();
            let en = format!("the status is `{word}`, but no `toml {word}` block stands under the clause");
            errors.push(clause.place.clone(), format!("状态是 {word}，但本款之下没有 toml {word} 块"), en);
        }
        for rule in &clause.rules {
            check_rule(law, instrument, rule, errors);
        }
    }
}

fn check_rule(law: &Law, instrument: &Instrument, rule: &Rule, errors: &mut Errors) {
    for replaced in rule.replaces() {
        older(law, instrument, replaced, rule.place(), "replaces", errors);
    }
    let (facts, reading): (&[String], _) = match rule {
        Rule::Duty(duty) => (&duty.rests_on, duty.reading.as_ref()),
        Rule::Clock(clock) => (&clock.rests_on, None),
        Rule::Matter(matter) => (&[], matter.reading.as_ref()),
        Rule::Case(_) | Rule::Role(_) | Rule::Register(_) | Rule::Definition(_) => (&[], None),
    };
    for id in facts.iter().filter(|id| !law.facts.iter().any(|fact| fact.id == **id)) {
        let en = format!("`rests_on` names `{id}`, which is not a fact in outside/");
        errors.push(rule.place().clone(), format!("rests_on 写的 {id} 在 outside/ 里没有"), en);
    }
    if let Some(id) = reading.filter(|id| !law.readings.iter().any(|reading| reading.id == **id)) {
        let en = format!("`reading` names `{id}`, which is not in readings.md");
        errors.push(rule.place().clone(), format!("reading 写的 {id} 在 readings.md 里没有"), en);
    }
    match rule {
        Rule::Duty(duty) => check_duty(law, duty, errors),
        Rule::Matter(matter) => check_matter(law, matter, errors),
        Rule::Clock(_) | Rule::Case(_) | Rule::Role(_) | Rule::Register(_) | Rule::Definition(_) => {}
    }
}

/// A route can be walked to its end, and what it asks is there to be asked.
fn check_matter(law: &Law, matter: &Matter, errors: &mut Errors) {
    let mut wrong = |zh: &str, en: &str| errors.push(matter.place.clone(), zh, en);
    let deeds: Vec<Deed> = matter.route.iter().map(|step| step.does).collect();
    let decided = deeds.iter().rposition(|deed| deed.decides());
    let carried_out = deeds.iter().position(|deed| *deed == Deed::CarryOut);
    if deeds.is_empty() {
        wrong("route 是空的：没有人受理", "the `route` is empty: nobody is asked or told");
    }
    if matter.route.first().is_some_and(|step| step.together) {
        wrong("第一步之前没有可以同时进行的步骤，请去掉 together", "nothing comes before the first step; leave out its `together`");
    }
    if matches!((decided, carried_out), (Some(decided), Some(carried_out)) if carried_out < decided) {
        wrong("carry_out 要排在审核、批准、备案之后", "`carry_out` comes after everything that decides");
    }
    if matter.lead.is_some() && matter.before.is_none() {
        wrong("有 lead 就要写明 before（提前于哪一天）", "a `lead` needs `before`: the day that it is counted back from");
    }
    if matter.silence == Silence::Consent && matter.route.iter().any(|step| step.does.decides() && step.limit.is_none()) {
        wrong("silence = \"consent\" 要求每个决定步骤都有 limit", "with `silence = \"consent\"` every step that decides needs a `limit`");
    }
    let asked = matter.needs.iter().filter_map(|need| match &need.asks {
        Asks::Duty { name, .. } => Some(name),
        Asks::Rows(_) | Asks::Must(_) => None,
    });
    for name in asked.filter(|name| law.duty(name).is_none()) {
        let en = format!("`needs` names `{name}`, which is not a duty");
        errors.push(matter.place.clone(), format!("needs 写的 {name} 不是义务"), en);
    }
}

fn check_duty(law: &Law, duty: &Duty, errors: &mut Errors) {
    if duty.cases.is_empty() {
        errors.push(duty.place.clone(), "义务之下没有案例表，请补上", "the duty has no table of cases; add one");
    }
    let needed = reading_of(&duty.kind).filter(|id| law.readings.iter().any(|reading| reading.id == **id));
    if let Some(id) = needed.filter(|id| duty.reading.as_deref() != Some(id)) {
        let en = format!("its days are counted by the reading `{id}`; say so with `reading = \"{id}\"`");
        errors.push(duty.place.clone(), format!("日期按“{id}”这一读法计算，请写明 reading = \"{id}\""), en);
    }
}

/// The reading by which the days of such a duty are counted: whoever is told a result is told how the text was read.
fn reading_of(kind: &DutyKind) -> Option<&'static str> {
    match kind {
        DutyKind::Periodic { .. } => Some("year-period"),
        DutyKind::Within { .. } | DutyKind::Recurring { .. } => Some("last-day-holiday"),
        DutyKind::Before { needs, .. } if needs.iter().any(|need| need.lead.is_some()) => Some("ahead-days"),
        DutyKind::Before { .. } => Some("before-same-day"),
        DutyKind::Retention { .. } => Some("measurement-fresh"),
        DutyKind::Designation { .. } | DutyKind::Post { .. } => None,
        DutyKind::State { .. } | DutyKind::ForbiddenRows { .. } | DutyKind::ForbiddenState { .. } => None,
    }
}

/// A rule that is replaced or dropped must be there, in an instrument that began earlier.
fn older(law: &Law, newer: &Instrument, name: &RuleName, place: &Place, field: &str, errors: &mut Errors) {
    let problem = match law.instrument(&name.instrument) {
        None => ("没有这个法规文件夹", "there is no such instrument"),
        Some(older) if older.from >= newer.from => ("它并不更早", "that instrument is not an older one"),
        Some(_) if law.rule(name).is_none() => ("那里没有这个 id 的规则", "that instrument has no rule of this id"),
        Some(_) => return,
    };
    errors.push(place.clone(), format!("{field} 写的 {name}：{}", problem.0), format!("`{field}` names `{name}`: {}", problem.1));
}

/// Whether something of the status's kind stands under the clause. Definitions, discretion and what is set aside need nothing.
fn bears_out(clause: &Clause) -> bool {
    let free = matches!(clause.status, Status::Definition | Status::Discretion | Status::NotEncoded(_));
    free || clause.rules.iter().any(|rule| rule.kind() == clause.status.word())
}

fn unique<'a>(ids: impl Iterator<Item = (&'a str, &'a Place)>, errors: &mut Errors) {
    let mut seen: HashMap<&str, &Place> = HashMap::new();
    for (id, place) in ids {
        match seen.get(id) {
            Some(first) => {
                let en = format!("the id `{id}` is already used at {first}; choose another");
                errors.push(place.clone(), format!("id“{id}”在 {first} 已用过，请换一个"), en);
            }
            None => {
                seen.insert(id, place);
            }
        }
    }
}
