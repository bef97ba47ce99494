//! The extranets of the levels and the local networks of units.

use shouwang_domain::register::Ref;
use shouwang_domain::registers::log_coverage::LogCoverage;
use shouwang_domain::registers::network::{Kind, Network};
use shouwang_domain::registers::observation::{Kind as Seen, Observation};
use shouwang_domain::registers::responsible::Responsible;
use shouwang_domain::registers::safeguard::{Kind as SafeguardKind, Safeguard};

use super::body::Body;
use super::deed::Deed;
use super::logs::{self, Kept};
use super::observations::{blank, seen};
use super::places::Level;
use super::protection::{Graded, assessed, crypto_assessed, filed, passing};
use super::world::{Held, World};

/// The grade that the net of a level has to reach.
fn grade_of(level: Level) -> i64 {
    if level <= Level::Prefecture { 3 } else { 2 }
}

/// An extranet run by this body: grade, assessments, facility, logs, and what was seen on it.
pub(super) fn extranet(world: &mut World<'_>, body: &Body<'_>, level: Level, code: Option<String>) {
    let is_seats_own = code.is_some();
    let code = code.unwrap_or_else(|| body.new_code('N'));
    let is_new = !is_seats_own;
    let from = if is_new { world.ago(150, 190) } else { body.since };
    let deed = world.deed(body);
    let is_vague = deed == Deed::Unrecorded && !is_seats_own;
    let responsible = world.responsible(body);
    let network = Network {
        name: format!("{}政务外网", body.name),
        kind: Kind::Extranet,
        level: Some(level).filter(|_| !is_vague),
        responsible: Responsible { division: responsible.division.filter(|_| !is_vague), ..responsible },
    };
    world.add_as(body, code.clone(), Held::since(from), network);
    graded(world, body, &code, level, deed);
    if world.deed(body) == Deed::Kept {
        let data = Safeguard {
            unit: Ref::to(&body.code),
            kind: SafeguardKind::SecrecySelfSupervision,
            network: Some(Ref::to(&code)),
            system: None,
        };
        world.add(body, 'X', Held::since(from), data);
    }
    let kept = Kept { begin: from, deed: world.deed(body) };
    logs::coverage(world, body, kept, &|complete| LogCoverage { system: None, network: Some(Ref::to(&code)), complete });
    for (bad, mended) in [(Seen::IntranetLink, Seen::Disconnected), (Seen::Attack, Seen::Cleaned)] {
        if world.has(body, 150) {
            seen(world, body, bad, mended, &|kind| Observation { network: Some(Ref::to(&code)), ..blank(kind) });
        }
    }
}

/// The filing and the assessments of an extranet.
fn graded(world: &mut World<'_>, body: &Body<'_>, code: &str, level: Level, deed: Deed) {
    let what = Graded::Network(code);
    let required = grade_of(level);
    let filed_from = world.ago(120, 140);
    match deed {
        Deed::Kept => {
            filed(world, body, what, required, filed_from, Some(filed_from.plus(-12)));
            let on = world.ago(40, 115);
            for day in [on.plus(-350), on] {
                let conclusion = Some(passing(world, day));
                assessed(world, body, what, required, day, conclusion);
                crypto_assessed(world, body, what, day, Some(day.plus(20)));
            }
        }
        Deed::Missed => {
            // A province's net filed late and one grade too low, a prefecture's not at all, a county's at the lowest grade; nothing assessed
            // for years, and one report on cryptography that was never filed.
            if level != Level::Prefecture {
                let late = if level == Level::Province { 2 } else { 1 };
                filed(world, body, what, late, filed_from, Some(filed_from.plus(-70)));
            }
            let long_ago = world.ago(760, 900);
            let conclusion = Some(passing(world, long_ago));
            assessed(world, body, what, if level == Level::Prefecture { 3 } else { 2 }, long_ago, conclusion);
            let on = if level == Level::Province { world.ago(50, 100) } else { long_ago };
            crypto_assessed(world, body, what, on, None);
        }
        Deed::Unrecorded => filed(world, body, what, required, filed_from, None),
        Deed::Pending => {
            filed(world, body, what, required, filed_from, Some(filed_from.plus(-12)));
            if level == Level::Province {
                let on = world.ago(5, 20);
                crypto_assessed(world, body, what, on, None);
            }
        }
    }
}

/// The unit's own network, assessed at the grade that a dedicated line to this level asks for.
pub(super) fn local(world: &mut World<'_>, body: &Body<'_>) -> String {
    let responsible = world.responsible(body);
    let network = Network { name: format!("{}局域网", body.name), kind: Kind::Local, level: None, responsible };
    let code = world.add(body, 'N', Held::since(body.since), network);
    let (what, grade) = (Graded::Network(code.as_str()), grade_of(body.seat.level));
    let on = world.ago(20, 330);
    match world.deed(body) {
        Deed::Kept => {
            let conclusion = Some(passing(world, on));
            assessed(world, body, what, grade, on, conclusion);
        }
        Deed::Unrecorded => assessed(world, body, what, grade, on, None),
        Deed::Missed | Deed::Pending => {}
    }
    if grade >= 3 && world.deed(body) == Deed::Kept {
        crypto_assessed(world, body, what, on, Some(on.plus(15)));
    }
    code
}
