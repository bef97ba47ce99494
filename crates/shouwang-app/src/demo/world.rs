//! Where rows go, and what every part of the sample asks for: the day, a draw, a code.

use shouwang_calendar::{Day, Period, PeriodUnit};
use shouwang_domain::register::{Basis, Fact, Record, Ref, Row};
use shouwang_domain::registers::responsible::Responsible;

use super::body::Body;
use super::chance::Chance;
use super::deed::{Deed, Manner};

/// What every row but the divisions says of itself.
const NOTE: &str = "样例数据";
/// What measured a measured row.
const PROBE: &str = "样例探针";

/// The sample in the making.
pub(super) struct World<'a> {
    pub(super) today: Day,
    pub(super) chance: Chance,
    seed: u64,
    counted: [u32; 3],
    sink: &'a mut dyn FnMut(&'static str, Row),
}

/// What has a running number through the whole sample.
#[derive(Clone, Copy, Debug)]
pub(super) enum Counted {
    /// Made-up persons.
    Person,
    /// Networks of addresses.
    Subnet,
    /// Units.
    Unit,
}

/// The days on which a row holds, and on what it rests.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    from: Day,
    until: Day,
    basis: Basis,
}

impl Held {
    /// Declared, from this day until further notice; or an event of this day.
    pub(super) fn since(from: Day) -> Held {
        Held { from, until: Day::MAX, basis: Basis::Declared }
    }

    /// Declared, from a first day to a last.
    pub(super) fn between(from: Day, until: Day) -> Held {
        Held { from, until: until.max(from), basis: Basis::Declared }
    }

    /// The same, measured by a probe.
    pub(super) fn measured(self) -> Held {
        Held { basis: Basis::Measured, ..self }
    }
}

impl<'a> World<'a> {
    pub(super) fn new(seed: u64, today: Day, sink: &'a mut dyn FnMut(&'static str, Row)) -> World<'a> {
        World { today, chance: Chance::new(seed, 0), seed, counted: [0; 3], sink }
    }

    /// Draws from this stream from here on.
    pub(super) fn draw_from(&mut self, stream: u64) {
        self.chance = Chance::new(self.seed, stream);
    }

    /// Takes a fact in as it is.
    pub(super) fn take<T: Record>(&mut self, fact: Fact<T>) {
        (self.sink)(T::NAME, fact.into_row());
    }

    /// Puts a fact of a body on record under a new code of the body, and returns the code.
    pub(super) fn add<T: Record>(&mut self, body: &Body<'_>, letter: char, held: Held, data: T) -> String {
        let code = body.new_code(letter);
        self.add_as(body, code.clone(), held, data);
        code
    }

    /// Puts a fact of a body on record under this code.
    pub(super) fn add_as<T: Record>(&mut self, body: &Body<'_>, code: String, held: Held, data: T) {
        let Held { from, until, basis } = held;
        let vouched_by = match basis {
            Basis::Declared => body.code.clone(),
            Basis::Measured => PROBE.to_owned(),
        };
        self.take(Fact { code, from, until, basis, vouched_by: Some(vouched_by), note: Some(NOTE.to_owned()), data });
    }

    /// The next number of its kind, from 1.
    pub(super) fn next(&mut self, what: Counted) -> u32 {
        let count = &mut self.counted[what as usize];
        *count += 1;
        *count
    }

    /// How the body does one thing.
    pub(super) fn deed(&mut self, body: &Body<'_>) -> Deed {
        self.deed_of_many(body, 1)
    }

    /// How the body does one of many like things, of which only every so many-th lapse counts.
    pub(super) fn deed_of_many(&mut self, body: &Body<'_>, rarer: u32) -> Deed {
        match body.manner {
            Manner::Always(deed) => deed,
            Manner::Drawn { lapses } if self.chance.hits(lapses / rarer) => match self.chance.below(20) {
                0..=9 => Deed::Missed,
                10..=14 => Deed::Unrecorded,
                _ => Deed::Pending,
            },
            Manner::Drawn { .. } => Deed::Kept,
        }
    }

    /// Whether the body has a thing that so many in a thousand have; a body of the showcase has everything.
    pub(super) fn has(&mut self, body: &Body<'_>, per_mille: u32) -> bool {
        body.is_showcase() || self.chance.hits(per_mille)
    }

    /// One of the choices, as often as its weight says; all of them for a body of the showcase.
    pub(super) fn one_or_all<T: Copy>(&mut self, body: &Body<'_>, choices: &[(T, u32)]) -> Vec<T> {
        if body.is_showcase() {
            return choices.iter().map(|(choice, _)| *choice).collect();
        }
        self.chance.weighted(choices).copied().into_iter().collect()
    }

    /// A day from `least` to `most` days ago.
    pub(super) fn ago(&mut self, least: i32, most: i32) -> Day {
        self.today.plus(-self.chance.days(least, most))
    }

    /// A day from `least` to `most` days ahead.
    pub(super) fn ahead(&mut self, least: i32, most: i32) -> Day {
        self.today.plus(self.chance.days(least, most))
    }

    /// A day from one to another, both included; the first when they are the wrong way round.
    pub(super) fn between(&mut self, first: Day, last: Day) -> Day {
        first.plus(self.chance.days(0, (last.number() - first.number()).max(0)))
    }

    /// How the body does what is due once in every period: hands a day and a deed to `put` for the current period and for as many before it as
    /// fill two years. Nothing is handed over for a period in which it is not done.
    pub(super) fn each_period(&mut self, body: &Body<'_>, unit: PeriodUnit, mut put: impl FnMut(&mut World<'_>, Day, Deed)) {
        let mut period = Period::containing(unit, self.today);
        for _ in 0..=2 * unit.per_year() {
            let deed = self.deed(body);
            let is_current = period.last() >= self.today;
            let done = match deed {
                Deed::Kept | Deed::Unrecorded => true,
                Deed::Missed => false,
                Deed::Pending => !is_current,
            };
            if done && period.last() >= body.since {
                let day = self.between(period.first(), period.last().min(self.today));
                put(self, day, deed);
            }
            period = period.previous();
        }
    }

    /// The four units that answer for an asset which this body manages.
    pub(super) fn responsible(&mut self, body: &Body<'_>) -> Responsible {
        let deed = self.deed_of_many(body, 8);
        let own = || Some(Ref::to(&body.code));
        Responsible {
            managing_unit: Ref::to(&body.code),
            building_unit: own().filter(|_| deed != Deed::Unrecorded),
            using_unit: own(),
            publishing_unit: own().filter(|_| deed != Deed::Missed),
            division: (deed != Deed::Pending).then(|| Ref::to(body.division)),
        }
    }
}
