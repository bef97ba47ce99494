//! The divisions of the sample: real names and codes, facts of one edition (see `data/README.md`).

use shouwang_calendar::Day;
use shouwang_domain::register::{Basis, Fact, Ref};
use shouwang_domain::registers::division::Division;
pub(super) use shouwang_domain::registers::division::Level;

use super::Size;
use super::world::World;

/// Code, name, level and parent of every division of Hunan.
const DIVISIONS: &str = include_str!("../../data/divisions-hunan.csv");

/// The county that every size has, and where the showcase stands.
pub(super) const SHOWCASE_COUNTY: &str = "433130";
const PREFECTURE: &str = "4331";

/// One division.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) level: Level,
    pub(super) parent: Option<&'static str>,
}

/// The divisions that a sample of this size has, from the province down.
pub(super) fn within(size: Size) -> Vec<Place> {
    let all = DIVISIONS.lines().skip(1).filter_map(read);
    let above = |place: &Place, code: &str| code.starts_with(place.code);
    let mut places: Vec<Place> = all
        .filter(|place| match size {
            Size::Province => true,
            Size::Prefecture => place.code.starts_with(PREFECTURE) || above(place, PREFECTURE),
            Size::County => place.code.starts_with(SHOWCASE_COUNTY) || above(place, SHOWCASE_COUNTY),
        })
        .collect();
    places.sort_by_key(|place| (place.level, place.code));
    places
}

/// Puts the divisions on record. Since when they are so is not known.
pub(super) fn register(world: &mut World<'_>, places: &[Place]) {
    for place in places {
        let division = Division { name: place.name.to_owned(), level: place.level, parent: place.parent.map(Ref::to) };
        world.take(Fact {
            code: place.code.to_owned(),
            from: Day::MIN,
            until: Day::MAX,
            basis: Basis::Declared,
            vouched_by: Some("china-division 2.7.0".to_owned()),
            note: None,
            data: division,
        });
    }
}

fn read(line: &'static str) -> Option<Place> {
    let mut cells = line.split(',');
    let (code, name, level, parent) = (cells.next()?, cells.next()?, cells.next()?, cells.next()?);
    let level = match level {
        "province" => Level::Province,
        "prefecture" => Level::Prefecture,
        "county" => Level::County,
        "township" => Level::Township,
        _ => Level::Village,
    };
    Some(Place { code, name, level, parent: (!parent.is_empty()).then_some(parent) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_holds_every_division_once_with_its_parent() {
        let places = within(Size::Province);
        let count = |level| places.iter().filter(|place| place.level == level).count();
        let levels = [Level::Province, Level::Prefecture, Level::County, Level::Township, Level::Village];
        assert_eq!(levels.map(count), [1, 14, 134, 2_008, 29_534]);
        let codes: std::collections::HashSet<_> = places.iter().map(|place| place.code).collect();
        assert_eq!(codes.len(), places.len());
        assert!(places.iter().all(|place| place.parent.map_or(place.level == Level::Province, |parent| codes.contains(parent))));
    }
}
