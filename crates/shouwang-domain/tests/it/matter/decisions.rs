//! Single decisions: who may, when, and what comes of it.

use shouwang_calendar::{Span, Unit};
use shouwang_domain::matter::{Act, Naming, Receiver, Refusal, Seat, State, Status, act_label, decide, form_of};
use shouwang_domain::plan::{Answer, Bearer, Premises};
use shouwang_domain::register::Problem;
use shouwang_domain::registers::permission::Decision;
use shouwang_domain::system::role_grant::Role;
use shouwang_law::model::{Deed, Late, Silence};

use super::support::{Made, TODAY, approver, clerk, colleague, line, made, need, pass, person};

const ONE: [(Deed, bool); 1] = [(Deed::Approve, false)];

#[test]
fn approving_twice_is_refused() {
    let made = made(&ONE, Silence::Nothing);
    let approved = made.act(made.submitted(), pass(), &approver(0)).unwrap();
    assert_eq!((approved.matter.state.status(), approved.turn.ruled, approved.turn.effective), (Status::Approved, true, true));
    let refusal = made.act(approved.matter, pass(), &approver(0)).unwrap_err();
    assert_eq!(refusal.id(), "frozen");
}

#[test]
fn what_the_route_does_is_what_it_comes_to() {
    let ends = |route: &[(Deed, bool)]| {
        let made = made(route, Silence::Nothing);
        let mut matter = made.submitted();
        while let State::UnderWay { open, .. } = &matter.state {
            matter = made.act(matter.clone(), pass(), &approver(open[0].step)).unwrap().matter;
        }
        matter.state.ruling().unwrap().decision
    };
    assert_eq!(ends(&[(Deed::Notice, false)]), Decision::Noticed);
    assert_eq!(ends(&[(Deed::File, false), (Deed::Inform, false)]), Decision::Filed);
    assert_eq!(ends(&[(Deed::Review, false), (Deed::Approve, false)]), Decision::Approved);
    assert_eq!(ends(&[(Deed::Sign, false), (Deed::Sign, false)]), Decision::Approved);
}

#[test]
fn a_stage_waits_for_everybody_in_it() {
    let made = made(&[(Deed::Review, false), (Deed::Approve, true), (Deed::Approve, false)], Silence::Nothing);
    let first = made.act(made.submitted(), pass(), &approver(1)).unwrap().matter;
    assert_eq!(first.state.open().iter().map(|open| open.step).collect::<Vec<_>>(), [0]);
    let refusal = made.act(first.clone(), pass(), &approver(2)).unwrap_err();
    assert_eq!(refusal, Refusal::NotHis { units: vec!["B0".to_owned()] });
    let second = made.act(first, pass(), &approver(0)).unwrap().matter;
    assert_eq!(second.state.open().iter().map(|open| open.step).collect::<Vec<_>>(), [2]);
    assert_eq!(made.act(second, pass(), &approver(2)).unwrap().matter.state.status(), Status::Approved);
}

#[test]
fn nobody_decides_on_what_he_wrote_or_twice() {
    let made = made(&[(Deed::Review, false), (Deed::Approve, false)], Silence::Nothing);
    let busy = person("clerk", &[("U1", Role::Handler), ("B0", Role::Approver)]);
    assert_eq!(made.act(made.submitted(), pass(), &busy).unwrap_err(), Refusal::OwnMatter);
    let everywhere = person("first", &[("B0", Role::Approver), ("B1", Role::Approver)]);
    let reviewed = made.act(made.submitted(), pass(), &everywhere).unwrap().matter;
    assert_eq!(made.act(reviewed, pass(), &everywhere).unwrap_err(), Refusal::DecidedBefore);
}

#[test]
fn whoever_wrote_earlier_does_not_decide_although_another_wrote_last() {
    let made = made(&ONE, Silence::Nothing);
    let busy = person("busy", &[("U1", Role::Handler), ("B0", Role::Approver)]);
    let drafted = made.act(made.draft(), Act::Edit(vec![line("access-application")]), &busy).unwrap().matter;
    let edited = made.act(drafted, Act::Edit(vec![line("access-application")]), &clerk()).unwrap().matter;
    let submitted = made.act(edited, Act::Submit { emergency: None }, &clerk()).unwrap().matter;
    assert_eq!(made.act(submitted, pass(), &busy).unwrap_err(), Refusal::OwnMatter);
}

#[test]
fn a_handler_may_file_and_may_not_approve() {
    let handler = person("first", &[("B0", Role::Handler)]);
    let made_approve = made(&ONE, Silence::Nothing);
    assert_eq!(made_approve.act(made_approve.submitted(), pass(), &handler).unwrap_err(), Refusal::ApproverDecides);
    let made_file = made(&[(Deed::File, false)], Silence::Nothing);
    assert_eq!(made_file.act(made_file.submitted(), pass(), &handler).unwrap().matter.state.status(), Status::Filed);
    let reader = person("second", &[("B0", Role::Reader)]);
    assert_eq!(made_file.act(made_file.submitted(), pass(), &reader).unwrap_err().id(), "not_his");
}

#[test]
fn a_body_sends_a_matter_back_once_and_the_route_begins_anew() {
    let made = made(&[(Deed::Review, false), (Deed::Approve, false)], Silence::Nothing);
    let reviewed = made.act(made.submitted(), pass(), &approver(0)).unwrap().matter;
    let back = Act::Return("地址有误".to_owned());
    let returned = made.act(reviewed, back.clone(), &approver(1)).unwrap().matter;
    assert_eq!(returned.state.status(), Status::Returned);
    let again = made.act(returned, Act::Submit { emergency: None }, &clerk()).unwrap().matter;
    assert_eq!(again.state.open()[0].step, 0, "whoever said yes said so of another text");
    let reviewed = made.act(again, pass(), &approver(0)).unwrap().matter;
    assert_eq!(made.act(reviewed, back, &approver(1)).unwrap_err(), Refusal::ReturnedBefore { unit: "B1".to_owned() });
}

#[test]
fn what_nobody_may_weigh_stands_in_the_way_and_what_may_be_weighed_takes_a_reason() {
    let mut made = made(&ONE, Silence::Nothing);
    made.premises[0].needs = vec![need(Answer::No, true)];
    let submitted = made.submitted();
    assert_eq!(made.act(submitted.clone(), pass(), &approver(0)).unwrap_err().id(), "unweighed");
    let weighed = Act::Pass { weighed: Some("另有补偿措施".to_owned()) };
    let approved = made.act(submitted.clone(), weighed.clone(), &approver(0)).unwrap();
    assert_eq!(approved.entries[0].words.as_deref(), Some("另有补偿措施"));
    let State::Granted { passed, .. } = &approved.matter.state else { panic!("granted") };
    assert_eq!(passed[0].weighed.as_deref(), Some("另有补偿措施"));
    // What was there when it was handed in may be gone when it is granted.
    made.premises[0].needs = vec![need(Answer::Unknown, false)];
    assert_eq!(made.act(submitted.clone(), weighed.clone(), &approver(0)).unwrap_err().id(), "unmet");
    assert_eq!(made.act(made.draft(), Act::Submit { emergency: None }, &clerk()).unwrap_err().id(), "lines");
    made.premises[0].needs.clear();
    assert_eq!(made.act(submitted, weighed, &approver(0)).unwrap_err(), Refusal::NothingToWeigh);
}

#[test]
fn an_approval_that_is_to_be_carried_out_changes_nothing_before_it_is() {
    let made = made(&[(Deed::Approve, false), (Deed::CarryOut, false)], Silence::Nothing);
    let approved = made.act(made.submitted(), pass(), &approver(0)).unwrap();
    assert_eq!((approved.matter.state.status(), approved.turn.ruled, approved.turn.effective), (Status::ToCarryOut, true, false));
    assert_eq!(made.act(approved.matter.clone(), Act::CarryOut, &approver(0)).unwrap_err().id(), "not_his");
    assert_eq!(made.act(approved.matter.clone(), Act::Withdraw, &clerk()).unwrap_err().id(), "frozen");
    let done = made.act(approved.matter, Act::CarryOut, &approver(1)).unwrap();
    assert_eq!((done.matter.state.status(), done.turn.ruled, done.turn.effective), (Status::CarriedOut, false, true));
}

#[test]
fn a_step_that_was_given_to_one_person_is_his_until_it_is_taken_over() {
    let made = made(&ONE, Silence::Nothing);
    let given = made.act(made.submitted(), Act::Transfer(colleague("second")), &approver(0)).unwrap().matter;
    assert_eq!(made.act(given.clone(), pass(), &approver(0)).unwrap_err(), Refusal::GivenToAnother);
    let taken = made.act(given, Act::Transfer(colleague("first")), &approver(0)).unwrap().matter;
    assert_eq!(made.act(taken, pass(), &approver(0)).unwrap().matter.state.status(), Status::Approved);
}

#[test]
fn a_step_is_given_only_to_whoever_has_a_role_for_its_body() {
    let made = made(&ONE, Silence::Nothing);
    let seat = |unit: &str, role| Seat { unit: unit.to_owned(), role };
    for seats in [vec![], vec![seat("B0", Role::Reader)], vec![seat("B1", Role::Approver), seat("U1", Role::Handler)]] {
        let to = Receiver { person: "second".to_owned(), name: "second".to_owned(), seats };
        let refusal = made.act(made.submitted(), Act::Transfer(to), &approver(0)).unwrap_err();
        assert_eq!(refusal, Refusal::NoSeat { units: vec!["B0".to_owned()] });
    }
    let to = Receiver { person: "second".to_owned(), name: "second".to_owned(), seats: vec![] };
    assert_eq!(made.act(made.submitted(), Act::Transfer(to), &clerk()).unwrap_err().id(), "not_his", "whose turn it is not learns nothing");
}

#[test]
fn refusals_speak_in_the_words_of_people() {
    let unit = |code: &str| (code == "B0").then(|| "甲局".to_owned());
    let form = &form_of("port-opening").unwrap().def;
    let naming = Naming { form: Some(form), unit: &unit };
    let said = |refusal: Refusal| refusal.words_naming(&naming);
    let both = said(Refusal::NotHis { units: vec!["B0".to_owned(), "B9".to_owned()] });
    assert!(both.zh.contains("“甲局、B9”") && both.en.contains("甲局, B9"), "{both:?}");
    assert!(said(Refusal::ReturnedBefore { unit: "B0".to_owned() }).zh.contains("“甲局”"));
    let missing = said(Refusal::Form { problems: vec![(0, Problem::new("purpose", "必填", "is required"))] });
    let label = form.field("purpose").unwrap().label;
    assert_eq!((missing.zh, missing.en), (format!("第1行“{}”：必填", label.zh), format!("line 1, {}: is required", label.en)));
    let days = said(Refusal::Form { problems: vec![(1, Problem::new("until", "必填", "is required"))] });
    assert!(days.zh.contains(form.until_label.zh), "{days:?}");
    let nobody = said(Refusal::NoBody { step: 0, who: "public_security".to_owned() });
    assert!(nobody.zh.contains("“公安”") && !nobody.zh.contains("public"), "{nobody:?}");
    let now = said(Refusal::NotNow { status: Status::Draft, act: "pass" });
    assert!(now.zh.contains("“同意”") && !now.zh.contains("pass"), "{now:?}");
    for (_, act) in super::matrix::acts() {
        assert!(act_label(act.word()).is_some(), "{} has no word", act.word());
    }
}

#[test]
fn a_question_is_answered_by_the_applicant_and_does_not_bind_the_body() {
    let made = made(&ONE, Silence::Nothing);
    let ask = Act::Ask("用途是什么？".to_owned());
    let asked = made.act(made.submitted(), ask.clone(), &approver(0)).unwrap().matter;
    assert_eq!(asked.state.status(), Status::Asked);
    assert_eq!(made.act(asked.clone(), ask, &approver(0)).unwrap_err(), Refusal::Question { open: true });
    assert_eq!(made.act(asked.clone(), Act::Answer("办公".to_owned()), &approver(0)).unwrap_err().id(), "not_his");
    assert!(made.act(asked.clone(), pass(), &approver(0)).is_ok(), "nobody holds up a decision by not answering");
    let answered = made.act(asked, Act::Answer("办公".to_owned()), &clerk()).unwrap().matter;
    assert_eq!(answered.state.status(), Status::Submitted);
    assert_eq!(made.act(answered, Act::Answer("办公".to_owned()), &clerk()).unwrap_err(), Refusal::Question { open: false });
}

#[test]
fn nothing_said_is_refused() {
    let made = made(&ONE, Silence::Nothing);
    for act in [Act::Refuse(" ".to_owned()), Act::Return(String::new()), Act::Ask(String::new()), Act::Transfer(colleague(""))] {
        assert_eq!(made.act(made.submitted(), act, &approver(0)).unwrap_err(), Refusal::NothingSaid);
    }
}

#[test]
fn without_a_body_nothing_is_handed_in() {
    let mut made = made(&ONE, Silence::Nothing);
    made.bodies[0].clear();
    let drafted = made.act(made.draft(), Act::Edit(vec![line("access-application")]), &clerk()).unwrap().matter;
    let refusal = made.act(drafted, Act::Submit { emergency: None }, &clerk()).unwrap_err();
    assert_eq!(refusal.id(), "no_body");
    assert!(refusal.words().zh.contains("第1步"));
}

#[test]
fn an_emergency_excuses_no_work_that_is_over() {
    let mut made = made(&ONE, Silence::Nothing);
    (made.rule.late, made.rule.lead) = (Late::Emergency, Some(Span::new(2, Unit::Workday)));
    let on = |days: &[i32]| {
        let premises = |day: &i32| Premises { event: Some(TODAY.plus(*day)), ..made.premises[0].clone() };
        let made = Made { premises: days.iter().map(premises).collect(), ..made.clone() };
        let drafted = made.act(made.draft(), Act::Edit(vec![line("debugging-notice"); days.len()]), &clerk()).unwrap().matter;
        made.act(drafted, Act::Submit { emergency: Some("抢修".to_owned()) }, &clerk()).map(|_| ()).map_err(|refusal| refusal.id())
    };
    assert_eq!(on(&[1]), Ok(()));
    assert_eq!(on(&[1, 0]), Ok(()), "also on the day itself");
    assert_eq!(on(&[1, -7]), Err("too_late"), "whichever line the past day stands in");
    assert_eq!(on(&[-7, 1]), Err("too_late"));
    assert_eq!(on(&[30]), Err("in_time"));
}

#[test]
fn what_was_granted_until_a_day_is_not_carried_out_after_it() {
    let mut made = made(&[(Deed::Approve, false), (Deed::CarryOut, false)], Silence::Nothing);
    made.until = Some(TODAY.plus(3));
    let approved = made.act(made.submitted(), pass(), &approver(0)).unwrap().matter;
    let on = |day: i32| decide(approved.clone(), &Act::CarryOut, approver(1).call(TODAY.plus(day)), &made.case());
    assert!(on(3).is_ok());
    assert_eq!(on(4).unwrap_err(), Refusal::EventPassed { event: TODAY.plus(3) });
}

#[test]
fn what_has_become_anothers_is_not_carried_out() {
    let mut made = made(&[(Deed::Approve, false), (Deed::CarryOut, false)], Silence::Nothing);
    let approved = made.act(made.submitted(), pass(), &approver(0)).unwrap().matter;
    made.premises[0].applicant = Bearer::Another;
    assert_eq!(made.act(approved, Act::CarryOut, &approver(1)).unwrap_err(), Refusal::NotApplicant { line: 0 });
}

#[test]
fn whoever_answers_a_question_does_not_decide() {
    let made = made(&ONE, Silence::Nothing);
    let asked = made.act(made.submitted(), Act::Ask("为何？".to_owned()), &approver(0)).unwrap().matter;
    let busy = person("busy", &[("U1", Role::Handler), ("B0", Role::Approver)]);
    let answered = made.act(asked, Act::Answer("因为".to_owned()), &busy).unwrap().matter;
    assert_eq!(made.act(answered, pass(), &busy).unwrap_err(), Refusal::OwnMatter);
}
