//! The levels that run an extranet of their own: the province, prefectures and counties, each with its authorities.

use shouwang_calendar::Day;

use super::places::{Level, Place, SHOWCASE_COUNTY};
use super::world::World;

/// The prefecture that has not named an operating agency, in every sample.
const WITHOUT_AGENCY: &str = "4331";

/// A level's seat: who is competent, who operates, whom to inform.
pub(super) struct Seat {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) level: Level,
    /// Position among the seats of its level.
    pub(super) position: u32,
    /// How many seats its level has.
    pub(super) of: u32,
    pub(super) competent: String,
    /// Nobody, where the level has not named one.
    pub(super) agency: Option<String>,
    pub(super) extranet: String,
    pub(super) cyberspace: String,
    pub(super) cryptography: String,
    pub(super) police: String,
    /// The level above: its competent department, and who reviews technical plans there.
    pub(super) superior: Option<(String, String)>,
    /// The provincial competent department and the provincial cyberspace administration.
    pub(super) province: (String, String),
    /// Since when its bodies are there.
    pub(super) since: Day,
}

/// The code of the unit with this number at a place.
pub(super) fn unit_code(place: &str, number: u32) -> String {
    format!("样{place}U{number:03}")
}

/// The seats among these places, from the province down.
pub(super) fn seats(world: &mut World<'_>, places: &[Place]) -> Vec<Seat> {
    let province = places.first().map_or("43", |place| place.code);
    let mut seats: Vec<Seat> = Vec::new();
    for place in places.iter().filter(|place| place.level <= Level::County) {
        let of_level = |level: Level| places.iter().filter(|place| place.level == level).count();
        let position = seats.iter().filter(|seat| seat.level == place.level).count();
        let superior = seats.iter().find(|seat| Some(seat.code) == place.parent);
        let superior = superior.map(|seat| (seat.competent.clone(), seat.agency.clone().unwrap_or_else(|| seat.competent.clone())));
        world.draw_from(stream(place.code, 0));
        let named = place.code != WITHOUT_AGENCY && (place.code == SHOWCASE_COUNTY || !world.chance.hits(70));
        let code = |number| unit_code(place.code, number);
        seats.push(Seat {
            code: place.code,
            name: place.name,
            level: place.level,
            position: u32::try_from(position).unwrap_or(u32::MAX),
            of: u32::try_from(of_level(place.level)).unwrap_or(u32::MAX),
            competent: code(1),
            agency: (named || place.level == Level::Province).then(|| code(2)),
            extranet: format!("样{}N0", place.code),
            cyberspace: code(3),
            cryptography: code(4),
            police: code(6),
            superior,
            province: (unit_code(province, 1), unit_code(province, 3)),
            since: world.ago(1500, 2400),
        });
    }
    seats
}

/// The stream of draws of a body: its place and its number there.
pub(super) fn stream(place: &str, number: u32) -> u64 {
    place.parse::<u64>().unwrap_or(0) * 10_000 + u64::from(number)
}

impl Seat {
    /// Who operates; the competent department where nobody was named.
    pub(super) fn operator(&self) -> &str {
        self.agency.as_deref().unwrap_or(&self.competent)
    }
}
