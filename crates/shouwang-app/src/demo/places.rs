//! The divisions on which a sample stands.

use super::Size;
use super::world::World;
pub(super) use crate::divisions::Place;
use crate::divisions::{all, around, fact};
pub(super) use shouwang_domain::registers::division::Level;

/// The county that every size has, and where the showcase stands.
pub(super) const SHOWCASE_COUNTY: &str = "433130";
const PREFECTURE: &str = "4331";

/// The divisions that a sample of this size has, from the province down.
pub(super) fn within(size: Size) -> Vec<Place> {
    match size {
        Size::Province => all(),
        Size::Prefecture => around(PREFECTURE),
        Size::County => around(SHOWCASE_COUNTY),
    }
}

/// Puts the divisions on record.
pub(super) fn register(world: &mut World<'_>, places: &[Place]) {
    places.iter().for_each(|place| world.take(fact(place)));
}
