//! What was seen, and whether it was dealt with.

use shouwang_domain::register::Ref;
use shouwang_domain::registers::observation::{Kind, Observation};

use super::body::Body;
use super::deed::Deed;
use super::world::{Held, World};

/// An observation of this kind; what was seen is still to be filled in.
pub(super) fn blank(kind: Kind) -> Observation {
    Observation {
        kind,
        unit: None,
        port: None,
        device: None,
        interface_device: None,
        exit: None,
        link: None,
        network: None,
        private_network: None,
        system: None,
        terminal: None,
    }
}

/// Something bad that was seen: dealt with a few days later, or not; nothing when there is nothing to see.
pub(super) fn seen(world: &mut World<'_>, body: &Body<'_>, bad: Kind, mended: Kind, about: &dyn Fn(Kind) -> Observation) {
    let on = world.ago(15, 180);
    match world.deed(body) {
        Deed::Kept => {
            world.add(body, 'O', Held::since(on).measured(), about(bad));
            let later = on.plus(world.chance.days(1, 10));
            world.add(body, 'O', Held::since(later).measured(), about(mended));
        }
        Deed::Missed => {
            world.add(body, 'O', Held::since(on).measured(), about(bad));
        }
        Deed::Unrecorded | Deed::Pending => {}
    }
}

/// Somebody looked, and nothing had changed.
pub(super) fn looked(world: &mut World<'_>, body: &Body<'_>, about: &dyn Fn(Kind) -> Observation) {
    if matches!(world.deed(body), Deed::Kept | Deed::Pending) {
        let on = world.ago(1, 40);
        world.add(body, 'O', Held::since(on).measured(), about(Kind::DeviceUnchanged));
    }
}

/// A reference to the body itself.
pub(super) fn itself<T>(body: &Body<'_>) -> Option<Ref<T>> {
    Some(Ref::to(&body.code))
}
