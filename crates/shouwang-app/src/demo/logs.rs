//! Which days of logs were measured to be there.

use shouwang_calendar::Day;
use shouwang_domain::registers::log_coverage::LogCoverage;

use super::body::Body;
use super::deed::Deed;
use super::world::{Held, World};

/// Logs that have to be kept from a day on, and how well they are.
#[derive(Clone, Copy)]
pub(super) struct Kept {
    pub(super) begin: Day,
    pub(super) deed: Deed,
}

/// Measured days of logs: all of them; all but some; only declared, or nothing at all. Logs that are only now being connected are measured
/// from last month on.
pub(super) fn coverage(world: &mut World<'_>, body: &Body<'_>, kept: Kept, about: &dyn Fn(bool) -> LogCoverage) {
    let from = kept.begin.max(world.today.plus(-500));
    match kept.deed {
        Deed::Kept => {
            world.add(body, 'L', Held::since(from).measured(), about(true));
        }
        Deed::Missed => {
            world.add(body, 'L', Held::since(from).measured(), about(true));
            let lost = world.ago(10, 60).max(from);
            let hole = Held::between(lost, lost.plus(world.chance.days(0, 3)));
            world.add(body, 'L', hole.measured(), about(false));
        }
        Deed::Unrecorded => {
            if world.chance.hits(500) {
                world.add(body, 'L', Held::since(from), about(true));
            }
        }
        Deed::Pending => {
            let connected = world.ago(20, 30).max(from);
            world.add(body, 'L', Held::since(connected).measured(), about(true));
        }
    }
}
