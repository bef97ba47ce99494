//! Every route of the law, from its start to each of its ends, with the example line of its form and the bodies of the made-up county.

use std::collections::BTreeSet;

use shouwang_domain::facts::Facts;
use shouwang_domain::matter::{Act, Call, Case, Checked, Decided, Matter, Refusal, Seat, State, consequences, decide, elapse, form_of};
use shouwang_domain::plan::{Answer, Bearer, CompiledMatter, Settings};
use shouwang_domain::register::Row;
use shouwang_domain::system::role_grant::Role;

use super::support::{TERMS, TODAY, body, facts, line, question};
use crate::plan::support::REAL;

/// One matter of the law on its way.
struct Walk<'a> {
    rule: &'a CompiledMatter,
    applicant: String,
    lines: Vec<Row>,
    facts: &'a Facts,
    checked: Checked,
    settings: &'a Settings,
}

impl<'a> Walk<'a> {
    fn new(rule: &'a CompiledMatter, facts: &'a Facts, settings: &'a Settings) -> Walk<'a> {
        let applicant = match rule.rule.applicant.as_str() {
            "competent_department" => body("例-433130", "主管"),
            "provider" => "例-U2".to_owned(),
            _ => "例-U1".to_owned(),
        };
        let lines = vec![line(&rule.rule.name.id)];
        let mut checked = question(rule, &applicant, &lines, settings).check(&mut facts.clone());
        assert_eq!((&checked.problems[..], &checked.gone[..]), (&[][..], &[][..]), "{}", rule.rule.name);
        // Whether preconditions are met is not what is walked here.
        for premises in &mut checked.premises {
            (premises.in_scope, premises.applicant) = (Answer::Yes, Bearer::Itself);
            premises.needs.iter_mut().for_each(|need| need.met = Answer::Yes);
        }
        Walk { rule, applicant, lines, facts, checked, settings }
    }

    fn case(&self) -> Case<'_> {
        let case = self.checked.case(&question(self.rule, &self.applicant, &self.lines, self.settings), TERMS);
        Case { in_force: true, ..case }
    }

    fn act(&self, matter: Matter, act: Act, person: &str, unit: &str) -> Result<Decided, Refusal> {
        let seats = [Seat { unit: unit.to_owned(), role: Role::Approver }];
        let decided = decide(matter, &act, Call { person, also: &[], seats: &seats, day: TODAY }, &self.case())?;
        let form = form_of(&self.rule.rule.name.id).unwrap();
        let effects = consequences(&decided.matter, decided.turn, form, self.facts, TODAY).unwrap();
        assert_eq!(decided.turn.ruled, !effects.rows.get("permission").is_empty(), "{}", self.rule.rule.name);
        Ok(decided)
    }

    fn submitted(&self) -> Matter {
        let draft = Matter::draft("例-S20260001", self.rule.kind, self.rule.rule.name.clone(), self.applicant.clone());
        let drafted = self.act(draft, Act::Edit(self.lines.clone()), "clerk", &self.applicant).unwrap().matter;
        self.act(drafted, Act::Submit { emergency: None }, "clerk", &self.applicant)
            .unwrap_or_else(|refusal| panic!("{}: {refusal}", self.rule.rule.name))
            .matter
    }

    /// Says yes at every step, each time as somebody else, and carries out what is to be carried out.
    fn to_the_end(&self, mut matter: Matter) -> Matter {
        for turn in 0..20 {
            let Some(open) = matter.state.open().first().cloned() else { return matter };
            let act = if matches!(matter.state, State::Granted { .. }) { Act::CarryOut } else { Act::Pass { weighed: None } };
            matter = self.act(matter, act, &format!("person{turn}"), &open.units[0]).unwrap().matter;
        }
        panic!("{} never ends", self.rule.rule.name);
    }
}

#[test]
fn every_route_of_the_law_is_walked_from_its_start_to_each_of_its_ends() {
    let facts = facts();
    let settings = Settings::read(&REAL.program, &facts).0;
    let mut ends = BTreeSet::new();
    for rule in REAL.program.matters() {
        let walk = Walk::new(rule, &facts, &settings);
        let submitted = walk.submitted();
        let mut reached = |matter: &Matter| ends.insert((rule.rule.name.to_string(), matter.state.status().choice().id));
        let granted = walk.to_the_end(submitted.clone());
        assert!(granted.state.ruling().is_some() && granted.state.open().is_empty(), "{}", rule.rule.name);
        reached(&granted);
        if let Some(until) = granted.state.ruling().and_then(|ruling| ruling.until) {
            let closed = elapse(&granted, &walk.case(), until.plus(1)).unwrap().matter;
            assert!(matches!(closed.state, State::Closed { .. }));
            reached(&closed);
        }
        let Some(open) = submitted.state.open().first().filter(|_| submitted.state.ruling().is_none()) else {
            // What is only told has nobody who could say no.
            assert_eq!(granted.state.status().choice().id, "noticed");
            continue;
        };
        let no = |act| walk.act(submitted.clone(), act, "somebody", &open.units[0]).unwrap().matter;
        reached(&no(Act::Refuse("不符合要求".to_owned())));
        let returned = no(Act::Return("请补充".to_owned()));
        let corrected = walk.act(returned, Act::Submit { emergency: None }, "clerk", &walk.applicant).unwrap().matter;
        assert_eq!(walk.to_the_end(corrected).state.status(), granted.state.status(), "{}", rule.rule.name);
        reached(&walk.act(submitted.clone(), Act::Withdraw, "clerk", &walk.applicant).unwrap().matter);
    }
    let of = |end: &str| ends.iter().filter(|(_, reached)| *reached == end).count();
    assert_eq!(of("refused"), of("withdrawn"));
    assert_eq!(of("refused") + of("noticed"), REAL.program.matters().len(), "but for a notice, every matter can be refused");
    assert!(of("approved") > 10 && of("filed") > 10 && of("carried_out") >= 3 && of("closed") >= 5, "{ends:?}");
}

#[test]
fn silence_grants_nothing_in_any_matter_of_the_law() {
    let facts = facts();
    let settings = Settings::read(&REAL.program, &facts).0;
    for rule in REAL.program.matters() {
        let walk = Walk::new(rule, &facts, &settings);
        let mut matter = walk.submitted();
        let before = matter.state.status();
        if matter.state.ruling().is_some() {
            continue;
        }
        for days in 0..400 {
            while let Some(decided) = elapse(&matter, &walk.case(), TODAY.plus(days)) {
                matter = decided.matter;
            }
        }
        assert_eq!(matter.state.status(), before, "{}", rule.rule.name);
    }
}
