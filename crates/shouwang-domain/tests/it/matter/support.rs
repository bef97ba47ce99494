//! A made-up province with its bodies, cases made by hand, and people who act.

use shouwang_calendar::{Ahead, Calendar, Day, Span, Unit as SpanUnit, Words};
use shouwang_domain::facts::Facts;
use shouwang_domain::matter::{Act, Call, Case, Decided, FormDef, Matter, Question, Receiver, Refusal, Seat, Terms, decide, form_of};
use shouwang_domain::plan::{Answer, Bearer, CompiledMatter, NeedFound, Premises, Settings};
use shouwang_domain::register::{Fact, Ref, Registers, Row, Set, catalog, example_row, example_rows};
use shouwang_domain::registers::division::{Division, Level};
use shouwang_domain::registers::permission::Matter as Kind;
use shouwang_domain::registers::unit::{Function, Unit};
use shouwang_domain::system::role_grant::Role;
use shouwang_law::model::{Body, Deed, Matter as Rule, Silence, Step};

use crate::plan::support::REAL;

/// A Monday.
pub(super) const TODAY: Day = Day::from_number(20_780);

pub(super) const TERMS: Terms =
    Terms { step: Span::new(5, SpanUnit::Workday), remind: Span::new(1, SpanUnit::Workday), ending: Span::new(30, SpanUnit::Day) };

/// The functions of which every level has a body of its own.
const FUNCTIONS: [(Function, &str); 5] = [
    (Function::CompetentDepartment, "主管"),
    (Function::OperatingAgency, "运行"),
    (Function::Cryptography, "密码"),
    (Function::PublicSecurity, "公安"),
    (Function::Finance, "财政"),
];

/// The example rows of all registers, the province above them, and the bodies of the three levels.
pub(super) fn province() -> Registers {
    let mut registers = Registers::new();
    for def in catalog() {
        registers.insert(def.name, example_rows(def));
    }
    let division = |code: &str, level, parent: Option<&str>| {
        let data = Division { name: code.to_owned(), level, parent: parent.map(Ref::to) };
        Fact::declared(code, Day::MIN, data)
    };
    registers.rows_mut("division").retain(|row| row.key.code != "例-4331");
    registers.push_fact(division("例-43", Level::Province, None));
    registers.push_fact(division("例-4331", Level::Prefecture, Some("例-43")));
    registers.push_fact(division("例-433130100", Level::Township, Some("例-433130")));
    for at in ["例-433130", "例-4331", "例-43"] {
        for (function, word) in FUNCTIONS {
            registers.push_fact(unit(&body(at, word), at, &[function]));
        }
    }
    registers.push_fact(unit("例-镇", "例-433130100", &[Function::ConnectedUnit]));
    registers
}

/// The code of a division's body.
pub(super) fn body(division: &str, word: &str) -> String {
    format!("{division}{word}")
}

pub(super) fn unit(code: &str, division: &str, functions: &[Function]) -> Fact<Unit> {
    let data = Unit {
        name: code.to_owned(),
        division: Ref::to(division),
        functions: Set::of(functions),
        credit_code: None,
        industry: None,
        parent: None,
        handles_important_data: None,
        handles_government_data: None,
        critical_infrastructure: None,
    };
    Fact::declared(code, Day::MIN, data)
}

pub(super) fn facts() -> Facts {
    Facts::build(&province())
}

/// The matter of the law with this id, in the instrument that is in force.
pub(super) fn rule(id: &str) -> &'static CompiledMatter {
    let found = REAL.program.matters().iter().find(|matter| &*matter.rule.name.id == id && matter.active.silent_on(TODAY).is_none());
    found.unwrap_or_else(|| panic!("the law has no matter {id}"))
}

/// The example line of a matter's form.
pub(super) fn line(id: &str) -> Row {
    let form = form_of(id).unwrap();
    let mut line = example_row(&form.def);
    line.until = last_day(form, &line);
    line
}

pub(super) fn question<'a>(rule: &'a CompiledMatter, applicant: &'a str, lines: &'a [Row], settings: &'a Settings) -> Question<'a> {
    Question { program: &REAL.program, settings, calendar: &REAL.calendar, rule, number: "例-S20260001", applicant, lines, today: TODAY }
}

/// A person who sits in some units.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) name: &'static str,
    pub(super) seats: Vec<Seat>,
}

pub(super) fn person(name: &'static str, seats: &[(&str, Role)]) -> Person {
    let seats = seats.iter().map(|(unit, role)| Seat { unit: (*unit).to_owned(), role: *role }).collect();
    Person { name, seats }
}

impl Person {
    pub(super) fn call(&self, day: Day) -> Call<'_> {
        Call { person: self.name, also: &[], seats: &self.seats, day }
    }
}

/// A case made by hand: a route, its bodies, and findings that are all in favour.
#[derive(Clone, Debug)]
pub(super) struct Made {
    pub(super) rule: Rule,
    pub(super) premises: Vec<Premises>,
    pub(super) bodies: Vec<Vec<String>>,
    pub(super) until: Option<Day>,
    pub(super) calendar: Calendar,
}

/// Steps that decide, are told or carry out; `together` marks those that act with the one before.
pub(super) fn made(route: &[(Deed, bool)], silence: Silence) -> Made {
    let mut rule = REAL.program.matters()[0].rule.clone();
    let limit = Some(Span::new(5, SpanUnit::Workday));
    let step = |(does, together): &(Deed, bool)| Step { who: "x".to_owned(), of: Body::SameLevel, does: *does, together: *together, limit };
    rule.route = route.iter().map(step).collect();
    (rule.silence, rule.lead, rule.before) = (silence, None, None);
    let bodies = (0..route.len()).map(|at| vec![format!("B{at}")]).collect();
    let premises = vec![Premises { in_scope: Answer::Yes, applicant: Bearer::Itself, needs: Vec::new(), event: None }];
    Made { rule, premises, bodies, until: None, calendar: REAL.calendar.clone() }
}

impl Made {
    pub(super) fn case(&self) -> Case<'_> {
        Case {
            rule: &self.rule,
            in_force: true,
            problems: &[],
            gone: &[],
            premises: &self.premises,
            bodies: &self.bodies,
            until: self.until,
            frozen: &[],
            moved: &[],
            calendar: &self.calendar,
            ahead: Ahead::Clear,
            terms: TERMS,
        }
    }

    pub(super) fn draft(&self) -> Matter {
        Matter::draft("例-S1", Kind::AccessApplication, self.rule.name.clone(), "U1")
    }

    /// Drafted and handed in by the clerk.
    pub(super) fn submitted(&self) -> Matter {
        let drafted = self.act(self.draft(), Act::Edit(vec![line("access-application")]), &clerk()).unwrap();
        self.act(drafted.matter, Act::Submit { emergency: None }, &clerk()).unwrap().matter
    }

    pub(super) fn act(&self, matter: Matter, act: Act, by: &Person) -> Result<Decided, Refusal> {
        decide(matter, &act, by.call(TODAY), &self.case())
    }
}

/// Whoever writes and hands in.
pub(super) fn clerk() -> Person {
    person("clerk", &[("U1", Role::Handler)])
}

/// An approver of the body of a step.
pub(super) fn approver(step: usize) -> Person {
    const NAMES: [&str; 6] = ["first", "second", "third", "fourth", "fifth", "sixth"];
    Person { name: NAMES[step], seats: vec![Seat { unit: format!("B{step}"), role: Role::Approver }] }
}

pub(super) fn pass() -> Act {
    Act::Pass { weighed: None }
}

/// Somebody with a role for every body.
pub(super) fn colleague(name: &str) -> Receiver {
    Receiver {
        person: name.to_owned(),
        name: name.to_owned(),
        seats: (0..4).map(|body| Seat { unit: format!("B{body}"), role: Role::Handler }).collect(),
    }
}

/// A precondition that was found so.
pub(super) fn need(met: Answer, weigh: bool) -> NeedFound {
    NeedFound { title: Words::new("条件", "a condition"), asked: true, met, missing: None, weigh }
}

/// The last day for an example of this form: a year after its first where what lasts needs one, open where nothing does.
pub(super) fn last_day(form: &FormDef, row: &Row) -> Day {
    let needs_end = (form.def.check)(row).iter().any(|problem| problem.field == "until");
    if needs_end { row.key.from.plus(365) } else { row.until }
}
