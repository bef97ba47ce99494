//! The administrative divisions that the program carries: real names and codes, facts of one edition (see `data/README.md`).
//!
//! Nobody should have to type 31,691 names: `shouwang divisions` puts them on record, and the sample stands on them. Divisions change
//! every year; a later edition is imported like any register.

use std::collections::HashSet;

use shouwang_calendar::{Day, Words};
use shouwang_domain::register::{Basis, Fact, Ref, Row};
use shouwang_domain::registers::division::{Division, Level};

/// Code, name, level and parent of every division of Hunan.
const DIVISIONS: &str = include_str!("../data/divisions-hunan.csv");

/// Who vouches for them.
const EDITION: &str = "china-division 2.7.0";

/// One division.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Statistical code: the code of a division begins with that of the one above it.
    pub code: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// Which of the five levels.
    pub level: Level,
    /// Code of the one above it; none for the province.
    pub parent: Option<&'static str>,
}

/// Every division of Hunan, from the province down.
#[must_use]
pub fn all() -> Vec<Place> {
    let mut places: Vec<Place> = DIVISIONS.lines().skip(1).filter_map(read).collect();
    places.sort_by_key(|place| (place.level, place.code));
    places
}

/// A division with everything below it and everything above it; empty when there is no such division.
#[must_use]
pub fn around(code: &str) -> Vec<Place> {
    let mut places = all();
    if !places.iter().any(|place| place.code == code) {
        return Vec::new();
    }
    places.retain(|place| place.code.starts_with(code) || code.starts_with(place.code));
    places
}

/// Those of the program's edition that are asked for, all or around one, and are not on record yet; and how many are asked for. What somebody has put on
/// record stands, even where this edition says something else.
///
/// # Errors
/// When the program knows no division of this code.
pub fn missing(around: Option<&str>, known: &[Row]) -> Result<(Vec<Place>, usize), Words> {
    let mut places = around.map_or_else(all, self::around);
    if places.is_empty() {
        let code = around.unwrap_or_default();
        return Err(Words::new(
            format!("没有编号为“{code}”的区划；编号如 43、4331、433130"),
            format!("there is no division `{code}`; codes are such as 43, 4331, 433130"),
        ));
    }
    let (count, known) = (places.len(), known.iter().map(|row| row.key.code.as_str()).collect::<HashSet<_>>());
    places.retain(|place| !known.contains(place.code));
    Ok((places, count))
}

/// A division as a fact of the register. Since when it is so is not known.
#[must_use]
pub fn fact(place: &Place) -> Fact<Division> {
    let data = Division { name: place.name.to_owned(), level: place.level, parent: place.parent.map(Ref::to) };
    Fact {
        code: place.code.to_owned(),
        from: Day::MIN,
        until: Day::MAX,
        basis: Basis::Declared,
        vouched_by: Some(EDITION.to_owned()),
        note: None,
        data,
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
        let places = all();
        let count = |level| places.iter().filter(|place| place.level == level).count();
        let levels = [Level::Province, Level::Prefecture, Level::County, Level::Township, Level::Village];
        assert_eq!(levels.map(count), [1, 14, 134, 2_008, 29_534]);
        let codes: std::collections::HashSet<_> = places.iter().map(|place| place.code).collect();
        assert_eq!(codes.len(), places.len());
        assert!(places.iter().all(|place| place.parent.map_or(place.level == Level::Province, |parent| codes.contains(parent))));
    }
}
