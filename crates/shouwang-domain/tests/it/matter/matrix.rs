//! The page that a lawyer reads: state × act × role → outcome. It is written by trying, not by hand: `UPDATE=1 cargo test` writes it anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use shouwang_domain::matter::{Act, Matter, Status, elapse};
use shouwang_domain::register::Choices as _;
use shouwang_domain::system::role_grant::Role;
use shouwang_law::model::{Deed, Silence};

use super::support::{Made, Person, TODAY, approver, clerk, colleague, line, made, pass, person};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/matter-matrix.md");
const BEGIN: &str = "<!-- begin: written by a test -->";
const END: &str = "<!-- end: written by a test -->";

/// A review, an approval, a body that carries out; until a day.
fn route() -> Made {
    let mut made = made(&[(Deed::Review, false), (Deed::Approve, false), (Deed::CarryOut, false)], Silence::Nothing);
    made.until = Some(TODAY.plus(60));
    made
}

/// A matter in every state, reached by acts.
fn states(made: &Made) -> Vec<Matter> {
    let step = |matter: &Matter, act: Act, by: &Person| made.act(matter.clone(), act, by).unwrap().matter;
    let draft = step(&made.draft(), Act::Edit(vec![line("access-application")]), &clerk());
    let submitted = step(&draft, Act::Submit { emergency: None }, &clerk());
    let reviewed = step(&submitted, pass(), &approver(0));
    let asked = step(&submitted, Act::Ask("用途？".to_owned()), &approver(0));
    let returned = step(&submitted, Act::Return("补正".to_owned()), &approver(0));
    let to_carry_out = step(&reviewed, pass(), &approver(1));
    let carried_out = step(&to_carry_out, Act::CarryOut, &approver(2));
    let closed = elapse(&carried_out, &made.case(), TODAY.plus(61)).unwrap().matter;
    let refused = step(&submitted, Act::Refuse("不符合".to_owned()), &approver(0));
    let withdrawn = step(&submitted, Act::Withdraw, &clerk());
    let single = |deed| {
        let made = super::support::made(&[(deed, false)], Silence::Nothing);
        let matter = made.submitted();
        if matter.state.open().is_empty() { matter } else { made.act(matter, pass(), &approver(0)).unwrap().matter }
    };
    let ends = [single(Deed::Notice), single(Deed::File), single(Deed::Approve)];
    let mut all = vec![draft, submitted, reviewed, asked, returned];
    all.extend(ends);
    all.extend([to_carry_out, carried_out, closed, refused, withdrawn]);
    all
}

/// Whoever may be there, by the column of the page. `turn` is the body whose turn it is.
fn people(turn: &str) -> [(&'static str, Person); 6] {
    [
        ("申请单位经办 applicant's handler", person("somebody", &[("U1", Role::Handler)])),
        ("申请单位审核 applicant's approver", person("somebody", &[("U1", Role::Approver)])),
        ("办理机构经办 body's handler", Person { name: "somebody", ..seated(turn, Role::Handler) }),
        ("办理机构审核 body's approver", Person { name: "somebody", ..seated(turn, Role::Approver) }),
        ("办理机构审核，且为起草人 body's approver who wrote it", Person { name: "clerk", ..seated(turn, Role::Approver) }),
        ("其他单位 anybody else", person("somebody", &[("U9", Role::Approver)])),
    ]
}

fn seated(unit: &str, role: Role) -> Person {
    Person { name: "", seats: vec![shouwang_domain::matter::Seat { unit: unit.to_owned(), role }] }
}

pub(super) fn acts() -> [(&'static str, Act); 12] {
    let words = || "说明".to_owned();
    [
        ("编辑 edit", Act::Edit(vec![line("access-application")])),
        ("提交 submit", Act::Submit { emergency: None }),
        ("撤回 withdraw", Act::Withdraw),
        ("添加附件 attach", Act::Attach("说明.pdf".to_owned())),
        ("移除附件 detach", Act::Detach("说明.pdf".to_owned())),
        ("答复 answer", Act::Answer(words())),
        ("询问 ask", Act::Ask(words())),
        ("退回补正 return", Act::Return(words())),
        ("同意 pass", pass()),
        ("不予同意 refuse", Act::Refuse(words())),
        ("转交 transfer", Act::Transfer(colleague("somebody else"))),
        ("实施 carry_out", Act::CarryOut),
    ]
}

fn page() -> String {
    let made = route();
    let mut page = String::new();
    let mut seen = BTreeSet::new();
    for matter in states(&made) {
        let status = matter.state.status();
        assert!(seen.insert(status), "{status:?} twice");
        let label = status.choice().label;
        let turn = matter.state.open().first().map_or("B0", |open| open.units[0].as_str()).to_owned();
        let people = people(&turn);
        let heads: Vec<_> = people.iter().map(|(head, _)| *head).collect();
        write!(page, "\n### {} {}\n\n| | {} |\n|---{}|\n", label.zh, label.en, heads.join(" | "), "|---".repeat(people.len())).unwrap();
        for (name, act) in acts() {
            let cell = |person: &Person| match made.act(matter.clone(), act.clone(), person) {
                Ok(decided) => format!("→ **{}**", decided.matter.state.status().choice().label.zh),
                Err(refusal) => format!("`{}`", refusal.id()),
            };
            let cells: Vec<_> = people.iter().map(|(_, person)| cell(person)).collect();
            writeln!(page, "| {name} | {} |", cells.join(" | ")).unwrap();
        }
        let time = elapse(&matter, &made.case(), TODAY.plus(400));
        let time = time.map_or("无 nothing".to_owned(), |decided| {
            let words: Vec<_> = decided.entries.iter().map(|entry| entry.act).collect();
            format!("→ **{}**（{}）", decided.matter.state.status().choice().label.zh, words.join("、"))
        });
        writeln!(page, "\n时间经过 time: {time}").unwrap();
    }
    assert_eq!(seen.len(), Status::CHOICES.len(), "a state is missing");
    page
}

#[test]
fn the_matrix_in_the_documentation_is_what_the_engine_does() {
    let rows = page();
    let page = std::fs::read_to_string(FILE).expect("docs/matter-matrix.md is there");
    let (before, rest) = page.split_once(BEGIN).expect("the page has the marker where the matrix begins");
    let (written, after) = rest.split_once(END).expect("the page has the marker where the matrix ends");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(FILE, format!("{before}{BEGIN}\n{rows}\n{END}{after}")).expect("docs/matter-matrix.md can be written");
        return;
    }
    assert!(written.trim() == rows.trim(), "docs/matter-matrix.md differs from the engine; run the tests once with UPDATE=1");
}
