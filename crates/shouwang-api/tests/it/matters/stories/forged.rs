//! The model finds what is forged: a property that nothing can break says nothing.

use shouwang_calendar::Day;
use shouwang_domain::system::role_grant::Role;
use shouwang_law::model::Deed;

use super::model::{Event, History, Person};

fn day(days: i32) -> Day {
    "2026-11-22".parse::<Day>().unwrap().plus(days)
}

fn people() -> Vec<Person> {
    let person = |login: &str, role, unit: &str, days| Person { login: login.to_owned(), seats: vec![(role, unit.to_owned(), day(days))] };
    let mut both = person("both", Role::Approver, "B0", 100);
    both.seats.push((Role::Handler, "U1".to_owned(), day(100)));
    vec![
        person("clerk", Role::Handler, "U1", 100),
        person("one", Role::Approver, "B0", 100),
        person("other", Role::Approver, "B1", 100),
        person("handler", Role::Handler, "B1", 100),
        person("leaver", Role::Approver, "B1", 1),
        person("doer", Role::Handler, "B2", 100),
        both,
    ]
}

fn event(by: &str, act: &str, status: &str) -> Event {
    let words = ["ask", "answer", "return", "refuse"].contains(&act).then(|| "说明".to_owned());
    let by = (act != "time").then(|| by.to_owned());
    Event { on: day(0), by, act: act.to_owned(), words, against: (false, false), status: status.to_owned(), changed: Vec::new() }
}

fn changing(event: Event, registers: &[&str]) -> Event {
    let changed = registers.iter().map(|register| ("M1".to_owned(), (*register).to_owned())).collect();
    Event { changed, ..event }
}

/// A matter that is reviewed, approved, carried out and closed as the law has it.
fn lawful() -> History {
    let body = |unit: &str| vec![unit.to_owned()];
    let events = vec![
        event("clerk", "edit", "draft"),
        event("clerk", "submit", "submitted"),
        event("one", "ask", "asked"),
        event("clerk", "answer", "submitted"),
        event("one", "pass", "reviewed"),
        changing(event("other", "pass", "to_carry_out"), &["permission"]),
        changing(event("doer", "carry_out", "carried_out"), &["open_port"]),
        Event { on: day(9), ..event("", "time", "closed") },
    ];
    History {
        number: "M1".to_owned(),
        kind: "port_opening".to_owned(),
        applicant: "U1".to_owned(),
        route: vec![(Deed::Review, body("B0")), (Deed::Approve, body("B1")), (Deed::CarryOut, body("B2"))],
        until: Some(day(8)),
        events,
    }
}

#[test]
fn what_is_as_the_law_has_it_is_left_alone() {
    assert_eq!(lawful().judge(&people()), Ok(()));
}

#[test]
fn what_was_forged_is_found_and_told_with_what_came_before_it() {
    let forge = |at: usize, forged: &dyn Fn(&mut Event)| {
        let mut history = lawful();
        forged(&mut history.events[at]);
        history.judge(&people()).unwrap_err()
    };
    let by = |login: &'static str| move |event: &mut Event| event.by = Some(login.to_owned());
    let skipped = |at: usize| {
        let mut history = lawful();
        history.events.remove(at);
        history.judge(&people()).unwrap_err()
    };
    let found = [
        (forge(4, &by("other")), "no seat"),
        (forge(5, &by("handler")), "no seat"),
        (forge(5, &|event| (event.by, event.on) = (Some("leaver".to_owned()), day(2))), "no seat"),
        (forge(1, &by("one")), "no seat"),
        (forge(6, &by("other")), "no seat"),
        (forge(5, &|event| event.against = (true, false)), "nobody may weigh"),
        (forge(5, &|event| event.against = (false, true)), "nobody has weighed"),
        (forge(5, &|event| event.changed[0].0 = "M2".to_owned()), "by M2 and not by this matter"),
        (forge(5, &|event| event.changed.push(("M1".to_owned(), "open_port".to_owned()))), "open_port was changed by `pass`"),
        (forge(5, &|event| event.changed.clear()), "0 permissions"),
        (forge(4, &|event| event.changed.push(("M1".to_owned(), "permission".to_owned()))), "permission was changed by `pass`"),
        (forge(4, &|event| event.status = "to_carry_out".to_owned()), "said to be to_carry_out"),
        (forge(6, &|event| event.on = day(9)), "after its last day"),
        (forge(7, &|event| event.on = day(8)), "said to be closed"),
        (forge(7, &|event| event.changed.push(("M1".to_owned(), "account".to_owned()))), "account was changed by `time`"),
        (skipped(4), "no seat"),
        (skipped(5), "nothing that can be done then"),
    ];
    for (said, expected) in found {
        assert!(said.contains(expected), "{expected}: {said}");
        assert!(said.contains("clerk edit"), "{said}");
    }
}

#[test]
fn nobody_decides_on_what_he_wrote_or_twice_or_in_anothers_place() {
    let with = |at: usize, event: Event| {
        let mut history = lawful();
        history.events.insert(at, event);
        history
    };
    let wrote = {
        let mut history = with(1, event("both", "edit", "draft"));
        history.events[5].by = Some("both".to_owned());
        history.judge(&people()).unwrap_err()
    };
    assert!(wrote.contains("decides on what he wrote"), "{wrote}");
    let twice = {
        let mut history = lawful();
        history.route[1].1 = vec!["B0".to_owned()];
        history.events[5].by = Some("one".to_owned());
        history.judge(&people()).unwrap_err()
    };
    assert!(twice.contains("decides twice"), "{twice}");
    let given = with(4, Event { words: Some("both".to_owned()), ..event("one", "transfer", "submitted") }).judge(&people()).unwrap_err();
    assert!(given.contains("given to another"), "{given}");
    let mut returned = lawful();
    let again = || [event("one", "return", "returned"), event("clerk", "submit", "submitted")];
    returned.events.splice(4..4, again().into_iter().chain(again()));
    let returned = returned.judge(&people()).unwrap_err();
    assert!(returned.contains("sends back twice"), "{returned}");
}
