//! A sample of the registers, made by a seed: real divisions, made-up bodies, assets and histories, a believable mixture of good and bad.
//!
//! Everything but the divisions is plainly marked as a sample (codes and names begin with `样`, the note says `样例数据`), and nothing names a
//! real person. The same seed, size and day give the same rows. Nothing here reads a clock, a file or the law: what a status comes to is left to
//! the planner, and a test holds that every status a duty can have appears.
//!
//! Where to go: [`places`] and [`seat`] say where bodies are, [`body`] who they are, [`world`] takes rows in, [`deed`] says how well a thing was
//! done, and the files named after families of registers do it. [`showcase`] has bodies that do everything in one and the same way.

mod access;
mod body;
mod chance;
mod deed;
mod devices;
mod governance;
mod holdings;
mod incidents;
mod leadership;
mod logs;
mod networks;
mod observations;
mod people;
mod permissions;
mod places;
mod private_networks;
mod projects;
mod protection;
mod providers;
mod seat;
mod showcase;
mod software;
mod systems;
mod units;
mod world;

use shouwang_calendar::Day;
use shouwang_domain::register::{Registers, Row};

use places::{Level, Place};
use seat::Seat;
use world::World;

/// How much of the province the sample covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// One county (433130) with its townships and villages, and the bodies above it.
    County,
    /// One prefecture (4331) with everything below it, and the province's bodies.
    Prefecture,
    /// Everything: 31,691 divisions, 15,000 connected units, 60,000 systems and devices, 300,000 terminals, and the showcase.
    Province,
}

/// The sample's registers.
///
/// Histories reach two years back from `today`; what is open, overdue or missing is so on that day.
#[must_use]
pub fn generate(size: Size, seed: u64, today: Day) -> Registers {
    let mut registers = Registers::new();
    generate_each(size, seed, today, &mut |register, row| registers.push(register, row));
    registers
}

/// The same rows handed out one by one with the name of their register, for who does not want to hold them all twice.
pub fn generate_each(size: Size, seed: u64, today: Day, sink: &mut dyn FnMut(&'static str, Row)) {
    let places = places::within(size);
    let mut world = World::new(seed, today, sink);
    places::register(&mut world, &places);
    let seats = seat::seats(&mut world, &places);
    units::providers(&mut world, &seats);
    let mut plan = Allotment::new(size, &seats, &places);
    for seat in &seats {
        units::authorities(&mut world, seat);
        units::connected(&mut world, seat, &places, &mut plan);
        if seat.code == places::SHOWCASE_COUNTY {
            showcase::register(&mut world, &seats, seat);
        }
    }
}

/// How many of what are still to be handed out, so that the sums come out exactly and no two bodies look alike.
struct Allotment {
    units: Vec<(Level, u32)>,
    systems: Quota,
    devices: Quota,
    terminals: Quota,
}

/// Connected units of the whole province.
const UNITS: u32 = 15_000;
/// Connected units at the province itself, and at a prefecture, when the sample is large enough to have them all.
const PROVINCE_UNITS: u32 = 120;
const PREFECTURE_UNITS: u32 = 80;
/// Connected units of a county beside its townships, in the smaller sizes.
const COUNTY_UNITS: u32 = 87;

impl Allotment {
    fn new(size: Size, seats: &[Seat], places: &[Place]) -> Allotment {
        let count = |level| u32::try_from(places.iter().filter(|place| place.level == level).count()).unwrap_or(u32::MAX);
        let (counties, townships) = (count(Level::County), count(Level::Township));
        let at = |level| match (size, level) {
            (Size::Province, Level::Province) => PROVINCE_UNITS,
            (Size::Province | Size::Prefecture, Level::Prefecture) => PREFECTURE_UNITS * count(Level::Prefecture),
            (Size::Province, Level::County) => UNITS - PROVINCE_UNITS - PREFECTURE_UNITS * count(Level::Prefecture) - townships,
            (_, Level::County) => COUNTY_UNITS * counties,
            // The bodies above a small sample are few: enough for their levels to be seen.
            (_, Level::Province) => 8,
            (_, _) => 9,
        };
        let levels = [Level::Province, Level::Prefecture, Level::County];
        let units = levels.map(|level| (level, at(level))).to_vec();
        let all = units.iter().map(|(_, units)| units).sum::<u32>() + townships;
        debug_assert!(seats.len() > 2, "the bodies above are always there");
        Allotment { units, systems: Quota::new(2 * all, all), devices: Quota::new(2 * all, all), terminals: Quota::new(20 * all, all) }
    }

    /// How many units there are at this seat, townships aside.
    fn units_at(&self, seat: &Seat, seats_of_level: u32) -> u32 {
        let units = self.units.iter().find(|(level, _)| *level == seat.level).map_or(0, |(_, units)| *units);
        let (share, rest) = (units / seats_of_level, units % seats_of_level);
        share + u32::from(seat.position < rest)
    }
}

/// So many of a thing for so many takers.
struct Quota {
    left: u32,
    takers: u32,
}

impl Quota {
    fn new(left: u32, takers: u32) -> Quota {
        Quota { left, takers }
    }

    /// Takes about an even share, at least half of it and at most half more; the last takes what is left.
    fn take(&mut self, world: &mut World<'_>) -> u32 {
        let even = self.left / self.takers.max(1);
        let drawn = even / 2 + world.chance.below(even + 1 + self.left % 2);
        let taken = if self.takers <= 1 { self.left } else { drawn.min(self.left) };
        self.left -= taken;
        self.takers = self.takers.saturating_sub(1);
        taken
    }
}
