//! How a story is told: everybody acts through the engine, time passes in between, and what comes of it is kept as rows.

use std::collections::BTreeMap;

use shouwang_calendar::Day;
use shouwang_domain::facts::{Facts, Undo};
use shouwang_domain::matter::{
    Act, Call, Checked, Decided, Entry, FormDef, Matter, Question, Refusal, Seat, State, Terms, above_late, consequences, decide, elapse,
    entry_facts, form_of, matter_fact, next_moment, notice_facts, step_facts,
};
use shouwang_domain::plan::{CompiledMatter, Settings};
use shouwang_domain::procedure::matter::Matter as MatterRecord;
use shouwang_domain::procedure::matter_entry::MatterEntry;
use shouwang_domain::procedure::matter_notice::MatterNotice;
use shouwang_domain::procedure::matter_number::MatterNumber;
use shouwang_domain::procedure::matter_step::MatterStep;
use shouwang_domain::register::{Fact, Record, Ref, Registers, Row, RowKey, Value, full_catalog, validate};
use shouwang_domain::registers::unit::Unit;
use shouwang_domain::system::role_grant::Role;

use super::stories::{End, Story};
use super::{Latest, SampleMatters};
use crate::lawbook::LawBook;

/// Days between two acts of a story.
const PAUSE: i32 = 2;
/// Steps of a route and acts of time at most; more would be a circle.
const TURNS_MAX: usize = 40;

/// Whoever tells: what is known, and what was told so far.
pub(super) struct Teller<'a> {
    book: &'a LawBook,
    pub(super) registers: &'a Registers,
    pub(super) facts: Facts,
    settings: &'a Settings,
    pub(super) today: Day,
    terms: Terms,
    rows: Latest,
    numbers: BTreeMap<String, (String, i64)>,
    moments: Vec<(String, Day)>,
}

/// A matter while it is told.
pub(super) struct Telling<'s> {
    pub(super) story: &'s Story,
    pub(super) form: &'static FormDef,
    rule: &'s CompiledMatter,
    matter: Matter,
    pub(super) begun_on: Day,
    day: Day,
    rows: Latest,
    entries: usize,
    undo: Vec<Undo>,
}

impl<'a> Teller<'a> {
    pub(super) fn new(
        book: &'a LawBook,
        registers: &'a Registers,
        facts: Facts,
        settings: &'a Settings,
        (today, terms): (Day, Terms),
    ) -> Teller<'a> {
        Teller { book, registers, facts, settings, today, terms, rows: Latest::new(), numbers: BTreeMap::new(), moments: Vec::new() }
    }

    /// What was told.
    pub(super) fn told(mut self) -> SampleMatters {
        for (code, (division, last)) in &self.numbers {
            let data = MatterNumber { division: Ref::to(division), last: *last };
            let row = Fact::declared(code.clone(), Day::MIN, data).into_row();
            self.rows.insert((MatterNumber::NAME, row.key.clone()), row);
        }
        let rows = self.rows.into_iter().map(|((register, _), row)| (register, row)).collect();
        SampleMatters { rows, moments: self.moments }
    }

    /// Tells a story of the first of these units of which the engine lets it be told.
    pub(super) fn tell_of_one(&mut self, story: &Story, told: (End, i32), units: &[String]) {
        let others = units.iter().cycle().skip(1);
        for (unit, other) in units.iter().zip(others) {
            for subject in self.subjects(story, unit) {
                if self.tell(story, told, (unit, other), subject.as_deref(), None) {
                    return;
                }
            }
        }
    }

    /// Tells a story again and again, of one system after the other and one port after the other.
    pub(super) fn tell_many(&mut self, story: &Story, units: &[String], count: usize) {
        let told = story.told.first().copied().unwrap_or((End::Waiting, 1));
        let mut left = count;
        for number in 10_000.. {
            let before = left;
            for unit in units.iter().take(left) {
                let ago = told.1 + i32::try_from(left % 20).unwrap_or(0);
                let port = number.to_string();
                left -= usize::from(self.tell(story, (told.0, ago), (unit, unit), None, Some(("number", &port))));
            }
            if left == 0 || left == before {
                return;
            }
        }
    }

    /// Tells one story whole, or not at all.
    fn tell(
        &mut self,
        story: &Story,
        (end, ago): (End, i32),
        (unit, other): (&str, &str),
        subject: Option<&str>,
        further: Option<(&str, &str)>,
    ) -> bool {
        let Some(mut telling) = self.begun(story, (unit, ago)) else { return false };
        let line = self.line(&telling, (unit, other), subject, further);
        let whole = self.happens(&mut telling, end, line).is_ok() && self.is_sound(&telling);
        let moment = if whole { self.brought_up_to_date(&mut telling) } else { None };
        let kept = whole.then(|| matter_fact(&telling.matter, telling.begun_on).ok()).flatten();
        let Some(fact) = kept else {
            telling.undo.iter().rev().for_each(|undo| self.facts.undo(undo));
            return false;
        };
        let row = fact.into_row();
        telling.rows.insert((MatterRecord::NAME, row.key.clone()), row);
        self.rows.extend(telling.rows);
        self.moments.extend(moment.map(|day| (telling.matter.number.clone(), day)));
        if let Some((code, _, number)) = self.numbered(unit, telling.begun_on) {
            self.numbers.insert(code, number);
        }
        true
    }

    fn begun<'s>(&self, story: &'s Story, (unit, ago): (&str, i32)) -> Option<Telling<'s>>
    where
        'a: 's,
    {
        let day = self.workday(self.today.plus(-ago));
        let form = form_of(story.kind)?;
        let in_force = |rule: &&CompiledMatter| rule.kind == form.kind && rule.active.silent_on(day).is_none();
        let rule = self.book.program.matters().iter().find(in_force)?;
        let (_, number, _) = self.numbered(unit, day)?;
        let matter = Matter::draft(number, form.kind, rule.rule.name.clone(), unit);
        Some(Telling { story, form, rule, matter, begun_on: day, day, rows: Latest::new(), entries: 0, undo: Vec::new() })
    }

    /// The key of a division's numbers in a year, the next number, and what is kept when it is taken.
    fn numbered(&self, unit: &str, day: Day) -> Option<(String, String, (String, i64))> {
        let at = Unit::def().field_index("division")?;
        let row = self.registers.get(Unit::NAME).iter().find(|row| row.key.code == unit)?;
        let Some(Some(Value::Ref(division))) = row.values.get(at) else { return None };
        let (year, ..) = day.civil();
        let code = format!("{year}-{division}");
        let last = self.numbers.get(&code).map_or(0, |(_, last)| *last) + 1;
        Some((code.clone(), format!("S{code}-{last:04}"), (division.clone(), last)))
    }

    /// The day itself, or the last working day before it.
    fn workday(&self, day: Day) -> Day {
        (0..10).map(|back| day.plus(-back)).find(|day| self.book.calendar.is_workday(*day)).unwrap_or(day)
    }

    /// Everything that people do.
    fn happens(&mut self, telling: &mut Telling<'_>, end: End, line: Row) -> Result<(), Refusal> {
        let applicant = telling.matter.applicant.clone();
        self.acts(telling, (&applicant, Role::Handler), &Act::Edit(vec![line]))?;
        if end == End::Draft {
            return Ok(());
        }
        self.acts(telling, (&applicant, Role::Handler), &Act::Submit { emergency: None })?;
        let said = |words: &str| format!("样例：{words}");
        match end {
            End::Draft | End::Waiting => Ok(()),
            End::Withdrawn => self.later(telling, (&applicant, Role::Handler), &Act::Withdraw),
            End::Asked | End::Answered => {
                let body = waiting(telling, &applicant);
                self.later(telling, (&body, Role::Approver), &Act::Ask(said("请说明访问来源的地址范围和负责人")))?;
                if end == End::Asked {
                    return Ok(());
                }
                self.later(telling, (&applicant, Role::Handler), &Act::Answer(said("仅限本单位业务网段，负责人为本单位系统管理员")))
            }
            End::Returned => {
                let body = waiting(telling, &applicant);
                self.later(telling, (&body, Role::Approver), &Act::Return(said("请补充安全测评报告的结论页，并核对起止日期")))
            }
            End::Refused => {
                let body = waiting(telling, &applicant);
                self.later(telling, (&body, Role::Approver), &Act::Refuse(said("用途与现有系统重复，请使用既有系统")))
            }
            End::Granted | End::Uncarried => self.granted(telling, &applicant, end),
        }
    }

    fn granted(&mut self, telling: &mut Telling<'_>, applicant: &str, end: End) -> Result<(), Refusal> {
        for _ in 0..TURNS_MAX {
            let act = match &telling.matter.state {
                State::UnderWay { .. } => Act::Pass { weighed: None },
                State::Granted { open, .. } if !open.is_empty() && end == End::Granted => Act::CarryOut,
                _ => return Ok(()),
            };
            let body = waiting(telling, applicant);
            match self.later(telling, (&body, Role::Approver), &act) {
                Err(Refusal::Unweighed { .. }) => {
                    let weighed = Some("样例：已核对方案，不涉及密码应用".to_owned());
                    self.acts(telling, (&body, Role::Approver), &Act::Pass { weighed })?;
                }
                done => done?,
            }
        }
        Ok(())
    }

    /// Some days pass, never beyond today, and somebody acts.
    fn later(&mut self, telling: &mut Telling<'_>, by: (&str, Role), act: &Act) -> Result<(), Refusal> {
        let day = self.workday(telling.day.plus(PAUSE).min(self.today)).max(telling.day);
        self.passes(telling, day);
        telling.day = day;
        self.acts(telling, by, act)
    }

    fn acts(&mut self, telling: &mut Telling<'_>, (unit, role): (&str, Role), act: &Act) -> Result<(), Refusal> {
        let person = clerk(unit, role);
        let seats = [Seat { unit: unit.to_owned(), role }];
        let call = Call { person: &person, also: &[], seats: &seats, day: telling.day };
        let matter = telling.matter.clone();
        let checked = self.checked(telling, act);
        let question = question(self.book, self.settings, telling);
        let decided = decide(matter, act, call, &checked.case(&question, self.terms))?;
        self.keep(telling, decided, &checked)
    }

    /// What the facts say of it. Writing asks them nothing, so that many may be written quickly.
    fn checked(&mut self, telling: &Telling<'_>, act: &Act) -> Checked {
        if matches!(act, Act::Edit(_)) {
            return Checked::default();
        }
        question(self.book, self.settings, telling).check(&mut self.facts)
    }

    /// Time does what it does up to a day.
    fn passes(&mut self, telling: &mut Telling<'_>, until: Day) -> Option<Day> {
        for _ in 0..TURNS_MAX {
            let checked = self.checked(telling, &Act::Withdraw);
            let next = next_moment(&telling.matter, &checked.case(&question(self.book, self.settings, telling), self.terms))?;
            if next > until {
                return Some(next);
            }
            telling.day = next.max(telling.day);
            let question = question(self.book, self.settings, telling);
            let elapsed = elapse(&telling.matter, &checked.case(&question, self.terms), telling.day)?;
            self.keep(telling, elapsed, &checked).ok()?;
        }
        None
    }

    /// Up to today; the day on which time does something next.
    fn brought_up_to_date(&mut self, telling: &mut Telling<'_>) -> Option<Day> {
        self.passes(telling, self.today)
    }

    /// Puts what was decided on record, and into the facts.
    fn keep(&mut self, telling: &mut Telling<'_>, decided: Decided, checked: &Checked) -> Result<(), Refusal> {
        let effects = consequences(&decided.matter, decided.turn, telling.form, &self.facts, telling.day)?;
        telling.undo.extend(effects.changes().iter().map(|change| self.facts.apply(change)));
        let route = &telling.rule.rule.route;
        let above = above_late(&self.facts, route, &decided, telling.day);
        let notices = notice_facts(&telling.matter, &decided, &above, (telling.entries, telling.day));
        let steps = step_facts(&telling.matter, &decided.matter, &decided.notices, (&telling.rule.rule, &checked.bodies), telling.day);
        let mut put = |register: &'static str, row: Row| telling.rows.insert((register, row.key.clone()), row);
        for step in steps {
            put(MatterStep::NAME, step.into_row());
        }
        for notice in notices {
            put(MatterNotice::NAME, notice.into_row());
        }
        for entry in &decided.entries {
            let account = entry.by.as_deref().map(|_| account(entry));
            for fact in entry_facts(&decided.matter.number, std::slice::from_ref(entry), telling.entries, account.as_deref()) {
                put(MatterEntry::NAME, fact.into_row());
            }
            telling.entries += 1;
        }
        for (register, rows) in effects.rows.iter() {
            for row in rows {
                put(register, row.clone());
            }
        }
        telling.matter = decided.matter;
        Ok(())
    }

    /// Whether every row is one that its register takes.
    fn is_sound(&self, telling: &Telling<'_>) -> bool {
        let sound = |((register, _), row): (&(&'static str, RowKey), &Row)| {
            full_catalog().get(register).is_some_and(|def| validate(row, def).is_empty())
        };
        telling.rows.iter().all(sound)
    }
}

fn question<'q>(book: &'q LawBook, settings: &'q Settings, telling: &'q Telling<'_>) -> Question<'q> {
    Question {
        program: &book.program,
        settings,
        calendar: &book.calendar,
        rule: telling.rule,
        number: &telling.matter.number,
        applicant: &telling.matter.applicant,
        lines: &telling.matter.lines,
        today: telling.day,
    }
}

/// The body whose turn it is: the one that really stands there, before those that are only shown.
fn waiting(telling: &Telling<'_>, applicant: &str) -> String {
    let open = telling.matter.state.open().first();
    let units = open.map_or(&[][..], |open| &open.units);
    units.iter().min().cloned().unwrap_or_else(|| applicant.to_owned())
}

/// A natural person of a unit; each has one who writes and one who decides.
fn clerk(unit: &str, role: Role) -> String {
    format!("{unit} {role:?}")
}

/// The account of whoever acted: where the sample has one for the unit, that one.
fn account(entry: &Entry) -> String {
    let (unit, decides) = (entry.unit.as_deref().unwrap_or_default(), entry.by.as_deref().is_some_and(|by| by.ends_with("Approver")));
    match (unit, decides) {
        ("样433130U001", true) => "approver".to_owned(),
        ("样433130U002", false) => "agency".to_owned(),
        ("样433130U007", false) => "handler".to_owned(),
        ("样43U001", true) => "province".to_owned(),
        (unit, true) => format!("{unit}-审核"),
        (unit, false) => format!("{unit}-经办"),
    }
}
