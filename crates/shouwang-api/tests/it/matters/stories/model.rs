//! What the law allows with a matter, told once more and in another way than the engine does it: from the route of the page, from who has which seat on
//! which day, and from what was done one after the other. It knows nothing of the engine; what the engine let happen is held against it.

use std::collections::BTreeSet;

use shouwang_calendar::Day;
use shouwang_domain::system::role_grant::Role;
use shouwang_law::model::Deed;

/// Somebody with his seats, each until a day.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) login: String,
    pub(super) seats: Vec<(Role, String, Day)>,
}

/// Something that happened: an act that was not refused, or days that passed.
#[derive(Clone, Debug)]
pub(super) struct Event {
    pub(super) on: Day,
    /// Whose act it was; nobody's where time passed.
    pub(super) by: Option<String>,
    pub(super) act: String,
    pub(super) words: Option<String>,
    /// What stood against it before: what nobody may weigh, and what may be weighed.
    pub(super) against: (bool, bool),
    /// What the matter was said to be afterwards.
    pub(super) status: String,
    /// The rows that were changed by it: the matter that the act on record was on, and the register.
    pub(super) changed: Vec<(String, String)>,
}

/// A matter from its draft on.
#[derive(Clone, Debug)]
pub(super) struct History {
    pub(super) number: String,
    pub(super) kind: String,
    pub(super) applicant: String,
    /// What the steps of the route do, and whose they are.
    pub(super) route: Vec<(Deed, Vec<String>)>,
    /// The last day of what is asked for.
    pub(super) until: Option<Day>,
    pub(super) events: Vec<Event>,
}

/// Where a matter stands by the law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stand {
    Draft,
    /// So many steps said yes.
    Asked(usize),
    Waits(usize),
    Returned,
    Granted,
    CarriedOut,
    Over(&'static str),
}

/// A history as it is read.
struct Reading<'h> {
    history: &'h History,
    people: &'h [Person],
    stand: Stand,
    writers: BTreeSet<&'h str>,
    passed: BTreeSet<&'h str>,
    returned_by: BTreeSet<usize>,
    given_to: Option<&'h str>,
}

const HANDLERS: [Role; 2] = [Role::Handler, Role::Approver];

impl History {
    /// Whether everything that happened is what the law allows, and every row that was changed is explained by it.
    ///
    /// # Errors
    /// What is not, and after which events.
    pub(super) fn judge(&self, people: &[Person]) -> Result<(), String> {
        let (writers, passed, returned_by) = Default::default();
        let mut reading = Reading { history: self, people, stand: Stand::Draft, writers, passed, returned_by, given_to: None };
        for (at, event) in self.events.iter().enumerate() {
            let judged = reading.read(event).and_then(|()| reading.explained(event)).and_then(|()| reading.is_where_it_is_said(event));
            judged.map_err(|wrong| format!("{wrong}, in {} of {}:\n{}", self.kind, self.applicant, self.told(at + 1)))?;
        }
        Ok(())
    }

    /// The story as far as its events go, for people to read.
    pub(super) fn told(&self, events: usize) -> String {
        let tell = |event: &Event| {
            let (by, words) = (event.by.as_deref().unwrap_or("time"), event.words.as_deref().unwrap_or_default());
            let changed: Vec<_> = event.changed.iter().map(|(matter, register)| format!("{register} by {matter}")).collect();
            format!("  {} {by} {} {words} → {} {}", event.on, event.act, event.status, changed.join(", ")).trim_end().to_owned()
        };
        self.events[..events].iter().map(tell).collect::<Vec<_>>().join("\n")
    }

    fn deciding(&self) -> Vec<&(Deed, Vec<String>)> {
        self.route.iter().filter(|(deed, _)| deed.decides()).collect()
    }

    fn carries_out(&self) -> Option<&[String]> {
        self.route.iter().find(|(deed, _)| *deed == Deed::CarryOut).map(|(_, units)| units.as_slice())
    }

    /// Whose turn it is by the law after these events: the applicant's, or a body's.
    pub(super) fn turn(&self, people: &[Person]) -> Vec<String> {
        let (writers, passed, returned_by) = Default::default();
        let mut reading = Reading { history: self, people, stand: Stand::Draft, writers, passed, returned_by, given_to: None };
        let read = self.events.iter().all(|event| reading.read(event).is_ok());
        match reading.stand {
            Stand::Waits(yeses) if read => self.deciding()[yeses].1.clone(),
            Stand::Granted if read && self.carries_out().is_some() => self.carries_out().unwrap().to_vec(),
            _ => vec![self.applicant.clone()],
        }
    }
}

fn needs(is_so: bool, what: &str) -> Result<(), String> {
    if is_so { Ok(()) } else { Err(what.to_owned()) }
}

impl<'h> Reading<'h> {
    fn sits(&self, event: &Event, units: &[String], roles: &[Role]) -> bool {
        let person = self.people.iter().find(|person| Some(&person.login) == event.by.as_ref());
        let fits = |(role, unit, until): &(Role, String, Day)| roles.contains(role) && units.contains(unit) && event.on <= *until;
        person.is_some_and(|person| person.seats.iter().any(fits))
    }

    /// What an event makes of the matter, if the law allows it.
    fn read(&mut self, event: &'h Event) -> Result<(), String> {
        let history = self.history;
        let by = event.by.as_deref().unwrap_or_default();
        let applies = self.sits(event, std::slice::from_ref(&history.applicant), &HANDLERS);
        let open = matches!(self.stand, Stand::Draft | Stand::Returned);
        match event.act.as_str() {
            "edit" | "submit" | "withdraw" | "answer" => needs(applies, "somebody acts for an applicant that he has no seat of")?,
            "time" => return self.time(event.on),
            _ => {}
        }
        match (event.act.as_str(), self.stand) {
            ("edit", _) if open => {
                self.writers.insert(by);
            }
            ("submit", _) if open => {
                self.writers.insert(by);
                self.passed.clear();
                self.given_to = None;
                self.stand = if history.deciding().is_empty() { Stand::Granted } else { Stand::Waits(0) };
            }
            ("withdraw", Stand::Draft | Stand::Waits(_) | Stand::Asked(_) | Stand::Returned) => self.stand = Stand::Over("withdrawn"),
            ("answer", Stand::Asked(yeses)) => {
                self.writers.insert(by);
                self.stand = Stand::Waits(yeses);
            }
            ("ask" | "return" | "pass" | "refuse" | "transfer", Stand::Waits(yeses) | Stand::Asked(yeses)) => {
                self.decided(event, by, yeses)?
            }
            ("carry_out" | "transfer", Stand::Granted) => {
                let units = history.carries_out().ok_or("there is nothing to be carried out")?;
                needs(self.sits(event, units, &HANDLERS), "somebody acts for a body that he has no seat of")?;
                if event.act == "transfer" {
                    self.given_to = event.words.as_deref();
                } else {
                    needs(self.given_to.is_none_or(|given| given == by), "it was given to another")?;
                    needs(history.until.is_none_or(|until| event.on <= until), "it is carried out after its last day")?;
                    self.stand = Stand::CarriedOut;
                }
            }
            _ => return Err(format!("`{}` is nothing that can be done then", event.act)),
        }
        Ok(())
    }

    /// An act of the body whose turn it is.
    fn decided(&mut self, event: &'h Event, by: &'h str, yeses: usize) -> Result<(), String> {
        let deciding = self.history.deciding();
        let (deed, units) = deciding[yeses];
        let says = matches!(event.act.as_str(), "pass" | "refuse");
        let roles: &[Role] = if says && *deed != Deed::File { &[Role::Approver] } else { &HANDLERS };
        needs(self.sits(event, units, roles), "somebody acts for a body that he has no seat of")?;
        needs(event.act == "transfer" || self.given_to.is_none_or(|given| given == by), "it was given to another")?;
        needs(!says || !self.writers.contains(by), "somebody decides on what he wrote")?;
        needs(!says || !self.passed.contains(by), "somebody decides twice")?;
        let said = event.words.as_ref().is_some_and(|words| !words.trim().is_empty());
        match event.act.as_str() {
            "ask" => {
                needs(!matches!(self.stand, Stand::Asked(_)), "two questions at once")?;
                self.stand = Stand::Asked(yeses);
            }
            "return" => {
                needs(self.returned_by.insert(yeses), "a body sends back twice")?;
                self.stand = Stand::Returned;
            }
            "refuse" => self.stand = Stand::Over("refused"),
            "transfer" => self.given_to = event.words.as_deref(),
            _ => {
                let is_last = yeses + 1 == deciding.len();
                let (strict, weighable) = event.against;
                needs(!is_last || !strict, "granted although something stands against it that nobody may weigh")?;
                needs(!is_last || !weighable || said, "granted although something stands against it that nobody has weighed")?;
                self.passed.insert(by);
                self.given_to = None;
                self.stand = if is_last { Stand::Granted } else { Stand::Waits(yeses + 1) };
            }
        }
        needs(said || matches!(event.act.as_str(), "pass"), "nothing was said")
    }

    /// Time ends what has a last day, and decides nothing.
    fn time(&mut self, today: Day) -> Result<(), String> {
        let is_over = self.history.until.is_some_and(|until| until < today);
        if is_over && matches!(self.stand, Stand::Granted | Stand::CarriedOut) {
            self.stand = Stand::Over("closed");
        }
        Ok(())
    }

    fn is_where_it_is_said(&self, event: &Event) -> Result<(), String> {
        let does = |deeds: &[Deed]| self.history.route.iter().any(|(deed, _)| deeds.contains(deed));
        let stands = match self.stand {
            Stand::Draft => "draft",
            Stand::Asked(_) => "asked",
            Stand::Waits(0) => "submitted",
            Stand::Waits(_) => "reviewed",
            Stand::Returned => "returned",
            Stand::Granted if does(&[Deed::CarryOut]) => "to_carry_out",
            Stand::Granted if does(&[Deed::Approve, Deed::Review, Deed::Sign]) => "approved",
            Stand::Granted if does(&[Deed::File]) => "filed",
            Stand::Granted => "noticed",
            Stand::CarriedOut => "carried_out",
            Stand::Over(how) => how,
        };
        needs(stands == event.status, &format!("it is said to be {}, and by the law it is {stands}", event.status))
    }

    /// Every row that an event changed is one of this matter, and one that the event explains.
    fn explained(&self, event: &Event) -> Result<(), String> {
        let paper = |register: &str| register == "permission";
        for (matter, register) in &event.changed {
            needs(*matter == self.history.number, &format!("{register} was changed by {matter} and not by this matter"))?;
            let explains = match (event.act.as_str(), self.stand) {
                ("pass" | "submit", Stand::Granted) => paper(register) || self.history.carries_out().is_none(),
                ("refuse", _) => paper(register),
                ("carry_out", _) => !paper(register),
                // Whose term on site is over loses his accounts.
                ("time", Stand::Over("closed")) => self.history.kind == "staff_admission" && register == "account",
                _ => false,
            };
            needs(explains, &format!("{register} was changed by `{}`", event.act))?;
        }
        let decides = matches!((event.act.as_str(), self.stand), ("pass" | "submit", Stand::Granted) | ("refuse", _));
        let papers = event.changed.iter().filter(|(_, register)| paper(register)).count();
        needs(papers == usize::from(decides), &format!("{papers} permissions were put on record"))
    }
}
