//! What was asked, notified or filed, and what became of it.

use shouwang_calendar::Day;
use shouwang_domain::register::Ref;
use shouwang_domain::registers::permission::{Decision, Matter, Permission};

use super::body::Body;
use super::deed::Deed;
use super::world::{Held, World};

/// A permission of this matter that a body asks of its seat's competent department; what it is about is still to be filled in.
pub(super) fn about(matter: Matter, body: &Body<'_>) -> Permission {
    Permission { decided_by: Some(Ref::to(&body.seat.competent)), ..Permission::about(matter, &body.code) }
}

/// What became of an application that had to be decided by a day: decided so before it; refused or never made; on record without its days and
/// result; or still being dealt with.
pub(super) fn decided(world: &mut World<'_>, body: &Body<'_>, deed: Deed, by: Day, decision: Decision, about: Permission) {
    let by = by.min(world.today);
    let applied = by.plus(-world.chance.days(14, 40));
    let closed = by.plus(-world.chance.days(1, 9));
    let (applied_on, decided_on, decision, from) = match deed {
        Deed::Kept => (Some(applied), Some(closed), Some(decision), closed),
        Deed::Missed if world.chance.hits(600) => return,
        Deed::Missed => (Some(applied), Some(closed), Some(Decision::Refused), Day::MIN),
        Deed::Unrecorded => (None, None, None, Day::MIN),
        Deed::Pending => (Some(applied), None, Some(Decision::Pending), Day::MIN),
    };
    world.add(body, 'M', Held::since(from), Permission { applied_on, decided_on, decision, ..about });
}

/// What became of a notice that had to be given ahead of a day: given two weeks and more before; late or never; on record without its day; or
/// still to be given.
pub(super) fn noticed(world: &mut World<'_>, body: &Body<'_>, deed: Deed, ahead_of: Day, about: Permission) {
    let given = ahead_of.min(world.today).plus(-world.chance.days(14, 30));
    let late = ahead_of.plus(world.chance.days(1, 6));
    let (applied_on, decision) = match deed {
        Deed::Kept => (Some(given), Some(Decision::Noticed)),
        Deed::Missed if late <= world.today && world.chance.hits(500) => (Some(late), Some(Decision::Noticed)),
        Deed::Unrecorded => (None, None),
        Deed::Missed | Deed::Pending => return,
    };
    world.add(body, 'M', Held::since(Day::MIN), Permission { applied_on, decision, ..about });
}

/// The permission behind a thing that a body had leave for, or filed, before it began. Nothing is drawn for it and no number is taken, so that
/// nothing else of the sample depends on it; whoever does not keep to the rules has none.
pub(super) fn behind(
    world: &mut World<'_>,
    body: &Body<'_>,
    deed: Deed,
    (thing, from): (&str, Day),
    (decision, about): (Decision, Permission),
) {
    if matches!(deed, Deed::Kept | Deed::Pending) {
        let (applied_on, decided_on) = (Some(from.plus(-15)), Some(from.plus(-6)));
        let permission = Permission { applied_on, decided_on, decision: Some(decision), ..about };
        world.add_as(body, format!("{thing}-M"), Held::since(from.plus(-6)), permission);
    }
}
