//! What may not be there without which matter, as the law of the repository says it.

use std::collections::BTreeSet;

use shouwang_domain::matter::{Behind, Claim, claims, forms};
use shouwang_domain::register::{Choices as _, FieldKind, Value, catalog};
use shouwang_domain::registers::permission::Matter as Kind;

use super::support::TODAY;
use crate::plan::support::REAL;

fn of(register: &str) -> Vec<Claim> {
    claims(&REAL.program, TODAY).into_iter().filter(|claim| claim.register == register).collect()
}

fn one(register: &str) -> Claim {
    let [claim] = <[Claim; 1]>::try_from(of(register)).unwrap_or_else(|claims| panic!("{register}: {claims:#?}"));
    claim
}

#[test]
fn every_form_that_something_may_not_be_without_is_in_a_claim() {
    let claimed: BTreeSet<u8> = claims(&REAL.program, TODAY).into_iter().flat_map(|claim| claim.kinds).map(Kind::position).collect();
    let behind: BTreeSet<u8> = forms().iter().filter(|form| form.behind != Behind::Nothing).map(|form| form.kind.position()).collect();
    assert_eq!(claimed, behind);
    for claim in claims(&REAL.program, TODAY) {
        let unit = claim.unit.iter().fold(catalog().get(claim.register), |def, field| match def?.field(field)?.kind {
            FieldKind::Ref(target) => catalog().get(target),
            _ => None,
        });
        assert_eq!(unit.map(|def| def.name), Some("unit"), "{claim:?}");
    }
}

#[test]
fn a_link_is_asked_since_the_older_instrument_and_goes_on_by_a_reconnection() {
    let link = one("access_link");
    assert_eq!((link.column, &*link.rule.instrument, link.clause.article), ("link", "hunan-2026", 20));
    assert_eq!(link.kinds, [Kind::AccessApplication, Kind::Reconnection]);
    assert_eq!(link.asked_since, "2020-12-31".parse().unwrap(), "the interim measures asked first");
    assert_eq!((link.unit, link.when.len()), (vec!["unit"], 0));
    let system = one("information_system");
    assert_eq!((system.behind, system.asked_since), (Behind::Between("online_on", "offline_on"), "2026-03-10".parse().unwrap()));
    assert_eq!(one("interface_device").behind, Behind::LaterThan("link"));
    let port = one("open_port");
    assert_eq!((port.when.len(), port.unit), (0, vec!["system", "managing_unit"]), "who left out the purpose is not excused");
    assert_eq!(port.kinds, [Kind::PortOpening, Kind::PortExtension]);
}

#[test]
fn the_law_says_which_matter_is_for_which_thing() {
    let said = |claim: &Claim| claim.when.iter().map(|narrow| (narrow.field, narrow.among.clone())).collect::<Vec<_>>();
    assert_eq!(said(&one("internet_exit")), [("own", vec![Value::Flag(true)])]);
    assert_eq!(said(&one("account")), [("kind", vec![Value::Choice(0), Value::Choice(1)])], "VPN and dial-up");
    let work: Vec<_> = of("debugging_work").iter().map(|claim| (said(claim)[0].1.clone(), claim.kinds.clone())).collect();
    assert_eq!(
        work,
        [(vec![Value::Flag(false)], vec![Kind::DebuggingNotice]), (vec![Value::Flag(true)], vec![Kind::DebuggingApplication]),]
    );
    let networks: Vec<_> = of("private_network").iter().map(|claim| (said(claim)[0].1.clone(), claim.kinds.len(), claim.kind)).collect();
    assert_eq!(
        networks,
        [(vec![Value::Flag(true)], 3, Kind::PrivateNetworkBuilding), (vec![Value::Flag(false)], 1, Kind::PrivateNetworkException),]
    );
}

#[test]
fn before_any_law_asked_nothing_is_claimed() {
    assert_eq!(claims(&REAL.program, "2020-12-30".parse().unwrap()), []);
    let under_the_interim = claims(&REAL.program, "2026-03-09".parse().unwrap());
    let registers: BTreeSet<_> = under_the_interim.iter().map(|claim| claim.register).collect();
    assert!(registers.contains("access_link") && !registers.contains("information_system"), "{registers:?}");
    assert_eq!(Kind::CHOICES.len(), forms().len());
}
