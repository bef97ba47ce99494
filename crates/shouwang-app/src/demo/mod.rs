//! A sample of the registers, made by a seed: real divisions, made-up bodies, assets and histories, a believable mixture of good and bad.
//!
//! Everything but the divisions is plainly marked as a sample (codes and names begin with `样`, the note says `样例数据`), and nothing names a
//! real person. Matters have numbers as real ones have; what is written in them says that it is a sample. The same seed, size and day give the same rows. Nothing here reads a clock or a file: what a status comes to is left to
//! the planner, and a test holds that every status a duty can have appears.
//!
//! Where to go: `places` and `seat` say where bodies are, `units` and `organs` who they are, `allotment` how much they have, `world` takes rows
//! in, `deed` says how well a thing was done, and the files named after families of registers do it. `showcase` has bodies that do everything in
//! one and the same way. `matters` tells what became of matters, by the engine and so by the law. `accounts` lets people in to look at it; it alone
//! works on a database.

mod access;
mod accounts;
mod allotment;
mod body;
mod chance;
mod deed;
mod devices;
mod governance;
mod holdings;
mod incidents;
mod leadership;
mod logs;
mod matters;
mod networks;
mod observations;
mod organs;
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

pub use accounts::{SampleAccount, make_accounts};
pub use matters::{SampleMatters, concerns_matters, matters, with_matters};
use shouwang_calendar::Day;
use shouwang_domain::register::{Registers, Row};

use allotment::Allotment;
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
    let mut plan = Allotment::new(size, &places);
    for seat in &seats {
        units::authorities(&mut world, seat);
        units::connected(&mut world, seat, &places, &mut plan);
        if seat.code == places::SHOWCASE_COUNTY {
            showcase::register(&mut world, &seats, seat);
        }
    }
}
