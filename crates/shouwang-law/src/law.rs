//! Questions to a law that has been loaded: what it holds, and what stands on a day.

use shouwang_calendar::{Calendar, Day};

use crate::model::{Article, Clause, ClauseRef, Duty, Instrument, Law, Place, Rule, RuleName, Words};

/// What becomes of a rule on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing<'a> {
    /// Its instrument is not yet in force.
    NotYet,
    /// Its instrument is no longer in force.
    Expired,
    /// A newer instrument in force has put another rule in its place.
    Replaced(&'a RuleName),
    /// A newer instrument in force has switched it off.
    Dropped(&'a Words),
    /// It holds.
    InForce,
    /// It holds beside a newer instrument that says nothing about it; the competent department may switch it off.
    Supplementary,
}

/// An instrument whose end is near.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expiring<'a> {
    /// Which.
    pub instrument: &'a Instrument,
    /// Its last day in force.
    pub until: Day,
    /// Days from the day asked about to the last day; 0 on the last day itself.
    pub days_left: i32,
}

impl Law {
    /// An instrument by its id.
    #[must_use]
    pub fn instrument(&self, id: &str) -> Option<&Instrument> {
        self.instruments.iter().find(|instrument| &*instrument.id == id)
    }

    /// The letter that stands for an instrument in short references (`M24`): the first one of its short title in English. None when there is no such
    /// instrument, or another one has the same letter.
    #[must_use]
    pub fn letter(&self, id: &str) -> Option<char> {
        let letter = self.instrument(id)?.letter()?;
        let others = self.instruments.iter().filter(|other| &*other.id != id);
        others.filter_map(Instrument::letter).all(|other| other != letter).then_some(letter)
    }

    /// The instrument for which a letter stands.
    #[must_use]
    pub fn instrument_of(&self, letter: char) -> Option<&Instrument> {
        self.instruments.iter().find(|instrument| self.letter(&instrument.id) == Some(letter))
    }

    /// Every rule, by instrument, article and clause.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.instruments.iter().flat_map(Instrument::rules)
    }

    /// Every duty, by instrument, article and clause.
    pub fn duties(&self) -> impl Iterator<Item = &Duty> {
        self.instruments.iter().flat_map(Instrument::duties)
    }

    /// A rule by its full name.
    #[must_use]
    pub fn rule(&self, name: &RuleName) -> Option<&Rule> {
        self.instrument(&name.instrument)?.rules().find(|rule| rule.name() == Some(name))
    }

    /// A duty by its full name.
    #[must_use]
    pub fn duty(&self, name: &RuleName) -> Option<&Duty> {
        self.instrument(&name.instrument)?.duties().find(|duty| duty.name == *name)
    }

    /// The instruments in force on a day, by their first day.
    pub fn in_force(&self, day: Day) -> impl Iterator<Item = &Instrument> {
        self.instruments.iter().filter(move |instrument| instrument.in_force(day))
    }

    /// What becomes of a rule on a day; `None` when there is no such instrument.
    #[must_use]
    pub fn standing(&self, rule: &RuleName, day: Day) -> Option<Standing<'_>> {
        let own = self.instrument(&rule.instrument)?;
        if day < own.from {
            return Some(Standing::NotYet);
        }
        if !own.in_force(day) {
            return Some(Standing::Expired);
        }
        if let Some(by) = self.replaced_on(rule, day) {
            return Some(Standing::Replaced(by));
        }
        let dropped = self.in_force(day).flat_map(|instrument| &instrument.drops).find(|drop| drop.rule == *rule);
        if let Some(drop) = dropped {
            return Some(Standing::Dropped(&drop.reason));
        }
        let yields = self.in_force(day).any(|newer| own.yields_to.contains(&newer.id));
        Some(if yields { Standing::Supplementary } else { Standing::InForce })
    }

    /// The rule that stands in another's place on a day: the first one that says so in an instrument in force.
    #[must_use]
    pub fn replaced_on(&self, rule: &RuleName, day: Day) -> Option<&RuleName> {
        let newer = self.in_force(day).flat_map(Instrument::rules);
        newer.filter(|newer| newer.replaces().contains(rule)).find_map(Rule::name)
    }

    /// Whether a rule holds on a day beside a newer instrument that says nothing about it.
    #[must_use]
    pub fn supplementary(&self, rule: &RuleName, day: Day) -> bool {
        self.standing(rule, day) == Some(Standing::Supplementary)
    }

    /// The instruments in force on a day of which a warning is due, because their last day is near.
    pub fn expiring<'a>(&'a self, day: Day, calendar: &'a Calendar) -> impl Iterator<Item = Expiring<'a>> {
        self.in_force(day).filter_map(move |instrument| {
            let until = instrument.until?;
            let (warned_from, _) = calendar.add_fast(until, instrument.warn_before?.back());
            (day >= warned_from).then(|| Expiring { instrument, until, days_left: until.number() - day.number() })
        })
    }

    /// The days on which some instrument begins or has ended, in order: only on these can the law itself change an answer.
    #[must_use]
    pub fn turning_days(&self) -> Vec<Day> {
        let ends = self.instruments.iter().filter_map(|instrument| instrument.until).map(|until| until.plus(1));
        let mut days: Vec<_> = self.instruments.iter().map(|instrument| instrument.from).chain(ends).collect();
        days.sort_unstable();
        days.dedup();
        days
    }
}

impl Instrument {
    /// Whether it is in force on a day; the first and the last day both count.
    #[must_use]
    pub fn in_force(&self, day: Day) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }

    fn letter(&self) -> Option<char> {
        self.short.en.chars().find(char::is_ascii_alphabetic).map(|letter| letter.to_ascii_uppercase())
    }

    /// Its clauses, in order.
    pub fn clauses(&self) -> impl Iterator<Item = &Clause> {
        self.articles.iter().flat_map(|article| &article.clauses)
    }

    /// An article by its number.
    #[must_use]
    pub fn article(&self, number: u16) -> Option<&Article> {
        self.articles.iter().find(|article| article.number == number)
    }

    /// A clause by its place.
    #[must_use]
    pub fn clause(&self, at: ClauseRef) -> Option<&Clause> {
        self.article(at.article)?.clauses.iter().find(|clause| clause.at == at)
    }

    /// Its rules, by clause.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.clauses().flat_map(|clause| &clause.rules)
    }

    /// Its duties, by clause.
    pub fn duties(&self) -> impl Iterator<Item = &Duty> {
        self.rules().filter_map(Rule::as_duty)
    }
}

/// One of a rule's common fields, whatever its kind.
macro_rules! of_any {
    ($rule:expr, $field:ident, $note:expr) => {
        match $rule {
            Rule::Duty(rule) => Some(&rule.$field),
            Rule::Matter(rule) => Some(&rule.$field),
            Rule::Clock(rule) => Some(&rule.$field),
            Rule::Case(rule) => Some(&rule.$field),
            Rule::Role(rule) => Some(&rule.$field),
            Rule::Definition(rule) => Some(&rule.$field),
            Rule::Register(_) => $note,
        }
    };
}

impl Rule {
    /// Its full name; a note of registers has none.
    #[must_use]
    pub fn name(&self) -> Option<&RuleName> {
        of_any!(self, name, None)
    }

    /// What a clerk calls it.
    #[must_use]
    pub fn title(&self) -> Option<&Words> {
        of_any!(self, title, None)
    }

    /// The clause it stands under.
    #[must_use]
    pub fn clause(&self) -> Option<ClauseRef> {
        of_any!(self, clause, None).copied()
    }

    /// Rules of older instruments that it takes the place of.
    #[must_use]
    pub fn replaces(&self) -> &[RuleName] {
        of_any!(self, replaces, None).map_or(&[], Vec::as_slice)
    }

    /// Where its block begins.
    #[must_use]
    pub fn place(&self) -> &Place {
        match self {
            Rule::Duty(rule) => &rule.place,
            Rule::Matter(rule) => &rule.place,
            Rule::Clock(rule) => &rule.place,
            Rule::Case(rule) => &rule.place,
            Rule::Role(rule) => &rule.place,
            Rule::Register(rule) => &rule.place,
            Rule::Definition(rule) => &rule.place,
        }
    }

    /// The kind of block, as a page writes it: `duty`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Rule::Duty(_) => "duty",
            Rule::Matter(_) => "matter",
            Rule::Clock(_) => "clock",
            Rule::Case(_) => "case",
            Rule::Role(_) => "role",
            Rule::Register(_) => "register",
            Rule::Definition(_) => "definition",
        }
    }

    /// The duty, if it is one.
    #[must_use]
    pub fn as_duty(&self) -> Option<&Duty> {
        match self {
            Rule::Duty(duty) => Some(duty),
            _ => None,
        }
    }
}
