//! What a page of law must have of a form, found when the law is compiled.

use shouwang_domain::plan::Program;
use shouwang_law::model::{Asks, Law, Matter, Rule};

use crate::plan::support::REAL;

/// What compiling says of the law of the repository with one of its matters changed.
fn compiled(id: &str, change: impl Fn(&mut Matter)) -> Vec<String> {
    let mut law: Law = REAL.law.clone();
    let clauses = law.instruments.iter_mut().flat_map(|instrument| &mut instrument.articles).flat_map(|article| &mut article.clauses);
    for rule in clauses.flat_map(|clause| &mut clause.rules) {
        match rule {
            Rule::Matter(matter) if &*matter.name.id == id => change(matter),
            _ => {}
        }
    }
    Program::compile(&law).err().unwrap_or_default().into_iter().map(|error| error.en).collect()
}

#[test]
fn a_matter_that_does_not_fit_its_form_does_not_load() {
    let launch = |change: fn(&mut Matter)| compiled("system-launch", change);
    assert_eq!(launch(|_| {}), [] as [&str; 0]);
    assert_eq!(launch(|matter| matter.name.id = "system-lunch".into()), ["there is no form for the matter `system-lunch`"]);
    assert!(launch(|matter| matter.then = Some("information_system.offline".to_owned()))[0].contains("information_system.online"));
    assert!(launch(|matter| matter.subject = Some("network".to_owned()))[0].contains("information_system"));
    assert_eq!(launch(|matter| matter.route[0].who = "king".to_owned()), ["`king` is no function of a unit"]);
    assert!(launch(|matter| matter.applicant = "network".to_owned())[0].contains("does not lead to a unit"));
}

#[test]
fn what_is_listed_without_its_matter_is_narrowed_by_its_own_flags_and_choices_only() {
    let when = |id: &str, when: shouwang_law::model::Expr| compiled(id, move |matter| matter.when = Some(when.clone()));
    let path = |names: &[&str]| shouwang_law::model::Path(names.iter().map(|name| (*name).to_owned()).collect());
    let flag = shouwang_law::model::Expr::Flag;
    assert_eq!(when("device-hosting", shouwang_law::model::Expr::Given(path(&["secured_on"]))), [] as [&str; 0]);
    let through = when("device-hosting", flag(path(&["system", "internet_facing"])));
    assert!(through[0].contains("may only compare flags and choices"), "{through:?}");
    assert_eq!(when("crypto-pre-audit", flag(path(&["internet_facing"]))), [] as [&str; 0], "nothing is there without it");
}

#[test]
fn a_duty_that_is_asked_is_about_what_the_matter_is_about_or_what_it_leads_to() {
    let access = |at: Option<&str>| {
        compiled("access-application", |matter| {
            if let Some(Asks::Duty { at: place, .. }) = matter.needs.get_mut(1).map(|need| &mut need.asks) {
                *place = at.map(|at| shouwang_law::model::Path(vec![at.to_owned()]));
            }
        })
    };
    assert_eq!(access(None), [] as [&str; 0]);
    assert!(access(Some("unit"))[0].contains("is about another register"));
}
