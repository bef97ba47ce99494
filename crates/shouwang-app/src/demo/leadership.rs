//! Who holds which post, for which term, and who held it before.

use shouwang_calendar::Day;
use shouwang_domain::register::Ref;
use shouwang_domain::registers::appointment::{Appointment, Post};
use shouwang_domain::registers::permission::{Decision, Matter};

use super::body::Body;
use super::deed::Deed;
use super::people::{Staff, own_person, person};
use super::permissions::{about, decided};
use super::world::{Held, World};

/// Leaders, the department and the responsible person.
pub(super) fn posts(world: &mut World<'_>, body: &Body<'_>) -> Staff {
    let officer = own_person(world, body);
    for post in [Post::PrincipalLeader, Post::LeaderInCharge] {
        if let Some(person) = holder(world, body) {
            let held = Held::since(world.ago(60, 700).max(body.since));
            appoint(world, body, post, Some(person), held, None);
        }
    }
    if world.deed(body) != Deed::Missed {
        let department = Appointment { department: Some("信息中心".to_owned()), ..vacant(body, Post::ResponsibleDepartment) };
        world.add(body, 'B', Held::since(body.since), department);
    }
    responsible_person(world, body, &officer);
    Staff { officer }
}

/// At least two contacts of own staff, whose list is filed.
pub(super) fn contacts(world: &mut World<'_>, body: &Body<'_>) {
    let first = own_person(world, body);
    let term = term(world, body);
    appoint(world, body, Post::SecurityContact, Some(first), term, None);
    let term = self::term(world, body);
    match world.deed(body) {
        Deed::Kept => {
            let second = own_person(world, body);
            appoint(world, body, Post::SecurityContact, Some(second), term, None);
        }
        Deed::Unrecorded => appoint(world, body, Post::SecurityContact, None, term, None),
        Deed::Pending => {
            let second = own_person(world, body);
            let held = Held::between(world.ahead(5, 40), world.ahead(300, 600));
            appoint(world, body, Post::SecurityContact, Some(second), held, None);
        }
        Deed::Missed => {
            // The second is a provider's, who does not count, or was the unit's own and has left.
            let left = world.ago(10, 150);
            let provider = super::units::provider_code(body.seat, 2);
            let second = if world.chance.hits(500) {
                person(world, body, &provider, Held::since(body.since))
            } else {
                person(world, body, &body.code, Held::between(body.since, left))
            };
            appoint(world, body, Post::SecurityContact, Some(second), term, None);
        }
    }
    let deed = world.deed(body);
    let by = world.ago(20, 300);
    decided(world, body, deed, by, Decision::Filed, about(Matter::ContactListFiling, body));
}

/// Somebody who answers for the security of one link.
pub(super) fn link_officer(world: &mut World<'_>, body: &Body<'_>, link: &str, officer: &str) {
    if world.deed(body) == Deed::Kept {
        let held = term(world, body);
        appoint(world, body, Post::LinkSecurityOfficer, Some(officer.to_owned()), held, Some(link));
    }
}

/// The three administrators of an agency, each somebody else.
pub(super) fn administrators(world: &mut World<'_>, body: &Body<'_>) {
    let deed = world.deed(body);
    let first = own_person(world, body);
    let held = term(world, body);
    let system = Some(first.clone()).filter(|_| deed != Deed::Unrecorded);
    appoint(world, body, Post::SystemAdministrator, system, held, None);
    let second = if deed == Deed::Missed { first } else { own_person(world, body) };
    appoint(world, body, Post::SecurityAdministrator, Some(second), held, None);
    if deed == Deed::Kept {
        let third = own_person(world, body);
        appoint(world, body, Post::SecurityAuditor, Some(third), held, None);
    }
}

/// Who holds a post now; nobody when the post is vacant.
fn holder(world: &mut World<'_>, body: &Body<'_>) -> Option<String> {
    match world.deed(body) {
        Deed::Kept | Deed::Unrecorded => Some(own_person(world, body)),
        Deed::Missed | Deed::Pending => None,
    }
}

fn responsible_person(world: &mut World<'_>, body: &Body<'_>, officer: &str) {
    let held = term(world, body);
    match world.deed(body) {
        Deed::Kept => {
            if world.chance.hits(300) {
                // Somebody held the post before, up to the day on which the present holder took over.
                let (from, handed_over) = (world.ago(500, 700).max(body.since), world.ago(120, 400));
                let earlier = person(world, body, &body.code, Held::between(body.since, handed_over));
                appoint(world, body, Post::ResponsiblePerson, Some(earlier), Held::between(from, handed_over), None);
            }
            appoint(world, body, Post::ResponsiblePerson, Some(officer.to_owned()), held, None);
        }
        Deed::Unrecorded => appoint(world, body, Post::ResponsiblePerson, None, held, None),
        Deed::Missed => {
            let ran_out = Held::between(world.ago(400, 600), world.ago(10, 200));
            appoint(world, body, Post::ResponsiblePerson, Some(officer.to_owned()), ran_out, None);
        }
        Deed::Pending => {
            let held = Held::between(world.ahead(5, 40), world.ahead(300, 600));
            appoint(world, body, Post::ResponsiblePerson, Some(officer.to_owned()), held, None);
        }
    }
}

/// The days of a post: with an end, unless nobody set one.
fn term(world: &mut World<'_>, body: &Body<'_>) -> Held {
    let from: Day = world.ago(100, 700).max(body.since);
    match world.deed(body) {
        Deed::Missed => Held::since(from),
        _ => Held::between(from, world.ahead(60, 700)),
    }
}

fn vacant(body: &Body<'_>, post: Post) -> Appointment {
    Appointment { unit: Ref::to(&body.code), post, person: None, department: None, link: None }
}

fn appoint(world: &mut World<'_>, body: &Body<'_>, post: Post, person: Option<String>, held: Held, link: Option<&str>) {
    let data = Appointment { person: person.map(Ref::to), link: link.map(Ref::to), ..vacant(body, post) };
    world.add(body, 'B', held, data);
}
