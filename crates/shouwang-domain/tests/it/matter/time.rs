//! What time alone does.

use shouwang_calendar::{Day, Span, Unit};
use shouwang_domain::matter::{Act, Matter, Notice, State, Status, decide, elapse, next_moment};
use shouwang_domain::plan::Answer;
use shouwang_domain::register::Row;
use shouwang_law::model::{Deed, Silence};

use super::support::{Made, TODAY, approver, clerk, line, made, need, pass};

const ONE: [(Deed, bool); 1] = [(Deed::Approve, false)];

/// Runs the clock on every day up to one, the last included.
fn wait(made: &Made, mut matter: Matter, until: Day) -> (Matter, Vec<(Day, Notice)>) {
    let mut notices = Vec::new();
    for number in TODAY.number()..=until.number() {
        let day = Day::from_number(number);
        while let Some(decided) = elapse(&matter, &made.case(), day) {
            assert!(next_moment(&matter, &made.case()).unwrap() <= day, "nothing happens before the moment that was named");
            notices.extend(decided.notices.into_iter().map(|notice| (day, notice)));
            matter = decided.matter;
        }
    }
    (matter, notices)
}

#[test]
fn a_body_is_reminded_and_then_the_one_above_is_told_and_silence_never_approves() {
    let made = made(&ONE, Silence::Nothing);
    let submitted = made.submitted();
    let due = submitted.state.open()[0].due;
    assert_eq!(due, TODAY.plus(7), "five working days from a Monday");
    let (matter, notices) = wait(&made, submitted, TODAY.plus(400));
    let bodies = vec!["B0".to_owned()];
    assert_eq!(notices, [(due.plus(-3), Notice::Reminder(bodies.clone())), (due.plus(1), Notice::Overdue(bodies))]);
    assert_eq!(matter.state.status(), Status::Submitted);
    assert_eq!(next_moment(&matter, &made.case()), None);
}

#[test]
fn silence_is_consent_only_where_the_law_says_so_and_nothing_is_to_be_weighed() {
    let mut made = made(&ONE, Silence::Consent);
    let submitted = made.submitted();
    let due = submitted.state.open()[0].due;
    assert_eq!(wait(&made, submitted.clone(), due).0.state.status(), Status::Submitted);
    let (granted, _) = wait(&made, submitted.clone(), due.plus(1));
    let State::Granted { passed, .. } = &granted.state else { panic!("granted by silence") };
    assert_eq!((passed[0].by.as_ref(), passed[0].on), (None, due.plus(1)));
    for unmet in [need(Answer::No, true), need(Answer::No, false), need(Answer::Unknown, false)] {
        made.premises[0].needs = vec![unmet];
        assert_eq!(wait(&made, submitted.clone(), due.plus(30)).0.state.status(), Status::Submitted);
    }
}

#[test]
fn the_days_of_a_question_do_not_count() {
    let made = made(&ONE, Silence::Nothing);
    let on = |matter, act: Act, by: &super::support::Person, day: i32| {
        decide(matter, &act, by.call(TODAY.plus(day)), &made.case()).unwrap().matter
    };
    // Two of the five working days are over on Wednesday.
    let asked = on(made.submitted(), Act::Ask("为何？".to_owned()), &approver(0), 2);
    let (quiet, notices) = wait(&made, asked, TODAY.plus(40));
    // As long as a body has for the step: five working days from Wednesday.
    assert_eq!(notices, [(TODAY.plus(10), Notice::Awaited(TODAY.plus(9)))], "while the applicant is asked, no body is late");
    // Answered on a Monday: the three that were left end on Thursday.
    let answered = on(quiet, Act::Answer("因为".to_owned()), &clerk(), 14);
    assert_eq!(answered.state.open()[0].due, TODAY.plus(17));
}

#[test]
fn a_body_that_was_late_before_it_asked_is_told_of_its_new_time_as_well() {
    let made = made(&ONE, Silence::Nothing);
    let bodies = vec!["B0".to_owned()];
    let (late, _) = wait(&made, made.submitted(), TODAY.plus(20));
    let act = |matter, act: Act, by: &super::support::Person| decide(matter, &act, by.call(TODAY.plus(20)), &made.case()).unwrap().matter;
    let asked = act(late, Act::Ask("为何？".to_owned()), &approver(0));
    let answered = act(asked, Act::Answer("因为".to_owned()), &clerk());
    let due = answered.state.open()[0].due;
    assert!(next_moment(&answered, &made.case()).is_some(), "time goes on for the body");
    let (_, notices) = wait(&made, answered, due.plus(10));
    assert!(notices.contains(&(due.plus(1).max(TODAY.plus(20)), Notice::Overdue(bodies))), "{notices:?}");
}

#[test]
fn whoever_lets_a_correction_wait_is_reminded_once() {
    let made = made(&ONE, Silence::Nothing);
    let returned = made.act(made.submitted(), Act::Return("请补充".to_owned()), &approver(0)).unwrap().matter;
    let (matter, notices) = wait(&made, returned, TODAY.plus(60));
    assert_eq!(notices, [(TODAY.plus(8), Notice::Awaited(TODAY.plus(7)))]);
    assert_eq!((matter.state.status(), next_moment(&matter, &made.case())), (Status::Returned, None));
}

#[test]
fn of_what_ended_before_or_goes_on_nobody_is_told_that_it_ends() {
    let mut made = made(&ONE, Silence::Nothing);
    made.until = Some(TODAY.plus(100));
    let mut submitted = made.submitted();
    let until = |days: i32| Row { until: TODAY.plus(days), ..line("access-application") };
    submitted.lines = vec![until(60), until(100)];
    let mut matter = made.act(submitted, pass(), &approver(0)).unwrap().matter;
    let mut notices = Vec::new();
    for number in TODAY.number()..=TODAY.plus(110).number() {
        let (day, case) = (Day::from_number(number), made.case());
        let case = shouwang_domain::matter::Case { moved: &[1], ..case };
        while let Some(decided) = elapse(&matter, &case, day) {
            assert!(next_moment(&matter, &case).unwrap() <= day);
            notices.extend(decided.notices);
            matter = decided.matter;
        }
    }
    assert_eq!(notices, [Notice::Ends(TODAY.plus(60))], "the second was extended or closed early");
    assert_eq!(matter.state.status(), Status::Closed);
}

#[test]
fn what_is_granted_for_a_time_is_closed_after_its_last_day_with_notice_before() {
    let mut made = made(&[(Deed::Approve, false), (Deed::CarryOut, false)], Silence::Nothing);
    made.until = Some(TODAY.plus(100));
    let mut submitted = made.submitted();
    let until = |days: i32| Row { until: TODAY.plus(days), ..line("access-application") };
    submitted.lines = vec![until(100), until(60), until(100)];
    let approved = made.act(submitted, pass(), &approver(0)).unwrap().matter;
    let done = made.act(approved.clone(), Act::CarryOut, &approver(1)).unwrap().matter;
    let (still, notices) = wait(&made, done.clone(), TODAY.plus(100));
    let told = [(TODAY.plus(30), Notice::Ends(TODAY.plus(60))), (TODAY.plus(70), Notice::Ends(TODAY.plus(100)))];
    assert_eq!(notices, told, "each last day is told once, whatever number of lines end on it");
    assert_eq!(still.state.status(), Status::CarriedOut);
    let (closed, _) = wait(&made, done, TODAY.plus(101));
    assert!(matches!(closed.state, State::Closed { carried_out: Some(on), .. } if on == TODAY));
    let (lapsed, _) = wait(&made, approved, TODAY.plus(101));
    assert!(matches!(lapsed.state, State::Closed { carried_out: None, .. }), "what nobody carried out lapses with its last day");
}

#[test]
fn the_time_of_a_step_is_that_of_the_text_or_of_the_house() {
    let mut made = made(&ONE, Silence::Nothing);
    made.rule.route[0].limit = Some(Span::new(10, Unit::Day));
    assert_eq!(made.submitted().state.open()[0].due, TODAY.plus(10));
    made.rule.route[0].limit = None;
    assert_eq!(made.submitted().state.open()[0].due, TODAY.plus(7));
}
