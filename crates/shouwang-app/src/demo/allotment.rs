//! How much of everything the sample has, and who gets how much of it.

use super::Size;
use super::places::{Level, Place};
use super::seat::Seat;
use super::world::World;

/// Connected units of the whole province.
const UNITS: u32 = 15_000;
/// Connected units at the province itself, and at a prefecture, when the sample is large enough to have them all.
const PROVINCE_UNITS: u32 = 120;
const PREFECTURE_UNITS: u32 = 80;
/// Connected units of a county beside its townships, in the smaller sizes.
const COUNTY_UNITS: u32 = 87;
/// Connected units of a level above a smaller sample.
const FEW_UNITS: u32 = 9;

/// How many of what are still to be handed out, so that the sums come out exactly and no two bodies look alike.
pub(super) struct Allotment {
    units: [(Level, u32); 3],
    pub(super) systems: Quota,
    pub(super) devices: Quota,
    pub(super) terminals: Quota,
}

impl Allotment {
    pub(super) fn new(size: Size, places: &[Place]) -> Allotment {
        let count = |level| u32::try_from(places.iter().filter(|place| place.level == level).count()).unwrap_or(u32::MAX);
        let (counties, townships) = (count(Level::County), count(Level::Township));
        let at = |level| match (size, level) {
            (Size::Province, Level::Province) => PROVINCE_UNITS,
            (Size::Province | Size::Prefecture, Level::Prefecture) => PREFECTURE_UNITS * count(Level::Prefecture),
            (Size::Province, Level::County) => UNITS - PROVINCE_UNITS - PREFECTURE_UNITS * count(Level::Prefecture) - townships,
            (_, Level::County) => COUNTY_UNITS * counties,
            // The bodies above a small sample are few: enough for their levels to be seen.
            (_, _) => FEW_UNITS,
        };
        let levels = [Level::Province, Level::Prefecture, Level::County];
        let units = levels.map(|level| (level, at(level)));
        let all = units.iter().map(|(_, units)| units).sum::<u32>() + townships;
        Allotment { units, systems: Quota::new(2 * all, all), devices: Quota::new(2 * all, all), terminals: Quota::new(20 * all, all) }
    }

    /// How many units there are at this seat, townships aside.
    pub(super) fn units_at(&self, seat: &Seat) -> u32 {
        let units = self.units.iter().find(|(level, _)| *level == seat.level).map_or(0, |(_, units)| *units);
        let (share, rest) = (units / seat.of, units % seat.of);
        share + u32::from(seat.position < rest)
    }
}

/// So many of a thing for so many takers.
pub(super) struct Quota {
    left: u32,
    takers: u32,
}

impl Quota {
    fn new(left: u32, takers: u32) -> Quota {
        Quota { left, takers }
    }

    /// Takes about an even share, at least half of it and at most half more; the last takes what is left.
    pub(super) fn take(&mut self, world: &mut World<'_>) -> u32 {
        let twice_even = 2 * self.left / self.takers.max(1);
        let half_even = twice_even / 4;
        let drawn = half_even + world.chance.below(twice_even - 2 * half_even + 1);
        let taken = if self.takers <= 1 { self.left } else { drawn.min(self.left) };
        self.left -= taken;
        self.takers = self.takers.saturating_sub(1);
        taken
    }
}
