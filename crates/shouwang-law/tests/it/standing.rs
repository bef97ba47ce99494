//! What stands on a day: in force, replaced, dropped, supplementary, near its end.

use shouwang_calendar::{Calendar, Day};
use shouwang_law::Standing;
use shouwang_law::model::{Law, RuleName, Words};

use crate::support::{duty, instrument, page};

fn law() -> Law {
    let state = |id: &str, more: &str| duty(id, &format!("kind = \"state\"\nmust = \"a\"\n{more}"));
    let old_head = instrument("old", "2020-12-01", "yields_to = [\"new\"]");
    let new_head = instrument(
        "new",
        "2026-03-10",
        "until = 2031-03-09\nwarn_before = \"6 months\"\n[[drops]]\nrule = \"old/gone\"\nreason = \"不再要求 · no longer asked\"",
    );
    let old_page = page("duty", &(state("kept", "") + &state("gone", "") + &state("alone", "")));
    let new_page = page("duty", &(state("kept", "replaces = [\"old/kept\"]") + &state("added", "")));
    let files = [
        ("old/instrument.toml", old_head.as_str()),
        ("old/01.md", &old_page),
        ("new/instrument.toml", &new_head),
        ("new/01.md", &new_page),
    ];
    Law::load(files).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

fn name(text: &str) -> RuleName {
    let (instrument, id) = text.split_once('/').expect("instrument/id");
    RuleName { instrument: instrument.into(), id: id.into() }
}

fn day(text: &str) -> Day {
    text.parse().expect("a day")
}

#[test]
fn a_rule_s_standing_follows_the_instruments_in_force() {
    let law = law();
    let reason = Words::new("不再要求", "no longer asked");
    let kept = name("new/kept");
    let on = |rule: &str, date: &str| law.standing(&name(rule), day(date));
    assert_eq!(on("old/kept", "2020-11-30"), Some(Standing::NotYet));
    assert_eq!(on("old/kept", "2020-12-01"), Some(Standing::InForce));
    assert_eq!(on("old/kept", "2026-03-09"), Some(Standing::InForce));
    assert_eq!(on("old/kept", "2026-03-10"), Some(Standing::Replaced(&kept)));
    assert_eq!(on("old/gone", "2026-03-09"), Some(Standing::InForce));
    assert_eq!(on("old/gone", "2026-03-10"), Some(Standing::Dropped(&reason)));
    assert_eq!(on("old/alone", "2026-03-09"), Some(Standing::InForce));
    assert_eq!(on("old/alone", "2026-03-10"), Some(Standing::Supplementary));
    assert_eq!(on("new/added", "2026-03-10"), Some(Standing::InForce));
    assert_eq!(on("new/added", "2031-03-10"), Some(Standing::Expired));
    // Once the newer instrument has expired, the older one stands alone again.
    assert_eq!(on("old/kept", "2031-03-10"), Some(Standing::InForce));
    assert_eq!(on("other/x", "2026-03-10"), None);
}

#[test]
fn a_rule_is_supplementary_only_beside_a_newer_instrument_that_says_nothing() {
    let law = law();
    let on = |rule: &str, date: &str| law.supplementary(&name(rule), day(date));
    assert_eq!([on("old/alone", "2026-03-09"), on("old/alone", "2026-03-10"), on("old/alone", "2031-03-10")], [false, true, false]);
    assert!(!on("old/kept", "2026-03-10") && !on("new/added", "2026-03-10"));
}

#[test]
fn rules_and_duties_are_found_by_name() {
    let law = law();
    assert_eq!(law.duty(&name("new/added")).map(|duty| duty.name.to_string()).as_deref(), Some("new/added"));
    assert_eq!(law.rule(&name("old/gone")).map(shouwang_law::model::Rule::kind), Some("duty"));
    assert!(law.duty(&name("new/gone")).is_none() && law.duty(&name("x/added")).is_none());
    assert_eq!(law.duties().count(), 5);
    let clause = law.instruments[0].clauses().next().expect("a clause");
    assert_eq!(law.instruments[0].clause(clause.at), Some(clause));
}

#[test]
fn instruments_in_force_and_turning_days_are_listed() {
    let law = law();
    let on = |date: &str| law.in_force(day(date)).map(|instrument| instrument.id.to_string()).collect::<Vec<_>>();
    assert_eq!(on("2020-11-30"), [] as [&str; 0]);
    assert_eq!(on("2026-03-09"), ["old"]);
    assert_eq!(on("2031-03-09"), ["old", "new"]);
    assert_eq!(on("2031-03-10"), ["old"]);
    assert_eq!(law.turning_days(), ["2020-12-01", "2026-03-10", "2031-03-10"].map(day));
}

#[test]
fn an_end_is_announced_as_long_before_as_the_instrument_says() {
    let (law, calendar) = (law(), Calendar::new([]));
    let left = |date: &str| law.expiring(day(date), &calendar).map(|expiring| expiring.days_left).collect::<Vec<_>>();
    assert_eq!(left("2030-09-08"), [] as [i32; 0]);
    assert_eq!(left("2030-09-09"), [181]);
    assert_eq!(left("2031-03-09"), [0]);
    assert_eq!(left("2031-03-10"), [] as [i32; 0]);
}
