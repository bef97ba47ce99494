//! Private networks: old ones that are to be merged, one that is being merged, new ones.

use shouwang_calendar::Day;
use shouwang_domain::register::Ref;
use shouwang_domain::registers::observation::{Kind as Seen, Observation};
use shouwang_domain::registers::permission::{Decision, Matter, Permission};
use shouwang_domain::registers::private_network::PrivateNetwork;

use super::body::Body;
use super::deed::Deed;
use super::observations::{blank, seen};
use super::permissions::{about, decided};
use super::world::{Held, World};

/// What kind of private network a unit has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Story {
    /// Built long ago beside the extranet; a day to merge it has been set, or not.
    Beside,
    /// Built long ago on the extranet; the day to merge it is ahead, or has passed.
    OnExtranet,
    /// Merged lately, or to be merged on a day that is set.
    Merging,
    /// Merged before there was any rule about it.
    Merged,
    /// Built after the measures came into force.
    New,
}

const STORIES: [(Story, u32); 5] = [(Story::Beside, 8), (Story::OnExtranet, 6), (Story::Merging, 4), (Story::New, 2), (Story::Merged, 1)];

/// The day on which the interim measures came into force is not known better than as the last of 2020; what is long merged was so before.
const LONG_AGO: Day = Day::from_number(18_200);

/// The private networks of a unit: few have one.
pub(super) fn private_networks(world: &mut World<'_>, body: &Body<'_>) {
    if world.has(body, 30) {
        for story in world.one_or_all(body, &STORIES) {
            private_network(world, body, story);
        }
    }
}

fn private_network(world: &mut World<'_>, body: &Body<'_>, story: Story) {
    let deed = world.deed(body);
    let from = match story {
        Story::New => world.ago(60, 180),
        Story::Merged => LONG_AGO.plus(-700),
        Story::Beside | Story::OnExtranet | Story::Merging => world.ago(1100, 3000),
    };
    let on_extranet = matches!(story, Story::OnExtranet | Story::New);
    let (merge_due_on, merged_on) = merging(world, story, deed);
    let network = PrivateNetwork {
        name: format!("{}业务专网", body.name),
        on_extranet,
        exchanges_data: Some(true).filter(|_| deed != Deed::Unrecorded),
        isolation_device: Some("样例网闸".to_owned()).filter(|_| deed != Deed::Missed),
        isolated: deed.flag(),
        merge_due_on,
        merged_on,
        responsible: world.responsible(body),
    };
    let code = world.add(body, 'N', Held::since(from), network);
    let ask = |matter| Permission { private_network: Some(Ref::to(&code)), ..about(matter, body) };
    let province = || Some(Ref::to(&body.seat.province.0));
    if deed == Deed::Unrecorded && matches!(story, Story::Beside | Story::OnExtranet) || story == Story::New {
        decided(world, body, deed, from, Decision::Filed, ask(Matter::PrivateNetworkException));
    }
    if on_extranet {
        decided(world, body, deed, from, Decision::Approved, ask(Matter::PrivateNetworkBuilding));
        let filing = Permission { decided_by: province(), ..ask(Matter::PrivateNetworkFiling) };
        decided(world, body, deed, from, Decision::Filed, filing);
    }
    if story == Story::Merging {
        let by = merged_on.unwrap_or(world.today);
        let consent = Permission { decided_by: province(), ..ask(Matter::PrivateNetworkMigration) };
        decided(world, body, deed, by, Decision::Approved, consent);
    }
    if on_extranet {
        for bad in [Seen::PrivateLink, Seen::Anomaly].into_iter().filter(|_| world.has(body, 200)).collect::<Vec<_>>() {
            seen(world, body, bad, Seen::Cleaned, &|kind| Observation { private_network: Some(Ref::to(&code)), ..blank(kind) });
        }
    }
}

/// The day on which the network is to be merged, and the day on which it was.
fn merging(world: &mut World<'_>, story: Story, deed: Deed) -> (Option<Day>, Option<Day>) {
    let (ahead, passed) = (world.ahead(100, 500), world.ago(20, 150));
    match (story, deed) {
        (Story::Merged, _) => (None, Some(LONG_AGO)),
        (Story::New, _) | (Story::Beside, Deed::Missed) => (None, None),
        (Story::Merging, Deed::Pending) => (Some(ahead), Some(ahead)),
        (Story::Merging, _) => (Some(passed), Some(passed)),
        (Story::OnExtranet, Deed::Missed) => (Some(passed), None),
        (Story::Beside | Story::OnExtranet, _) => (Some(ahead), None),
    }
}
