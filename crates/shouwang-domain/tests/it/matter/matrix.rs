//! The page that a lawyer reads: state × act × role → outcome. It is written by trying, not by hand: `UPDATE=1 cargo test` writes it anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use shouwang_domain::matter::{Act, Matter, Receiver, Status, elapse};
use shouwang_domain::register::Choices as _;
use shouwang_domain::system::role_grant::Role;
use shouwang_law::model::{Deed, Silence};

use super::support::{Made, Person, TODAY, approver, clerk, colleague, line, made, pass, person};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/matter-matrix.md");
const BEGIN: &str = "<!-- begin: written by a test -->";
const END: &str = "<!-- end: written by a test -->";

/// A part of the page: what kind of route it is about, and matters of that route as they stand.
struct Section {
    heading: &'static str,
    made: Made,
    matters: Vec<Matter>,
    people: fn(&Matter) -> Vec<(&'static str, Person)>,
}

/// A review, an approval, a body that carries out; until a day.
fn route() -> Made {
    bounded(made(&[(Deed::Review, false), (Deed::Approve, false), (Deed::CarryOut, false)], Silence::Nothing))
}

/// What is asked for has a last day.
fn bounded(mut made: Made) -> Made {
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

/// Whoever may be there, by the column of the page: of the applicant, and of the body whose turn it is.
fn people(matter: &Matter) -> Vec<(&'static str, Person)> {
    let turn = matter.state.open().first().map_or("B0", |open| open.units[0].as_str());
    vec![
        ("申请单位经办 applicant's handler", person("somebody", &[("U1", Role::Handler)])),
        ("申请单位审核 applicant's approver", person("somebody", &[("U1", Role::Approver)])),
        ("办理机构经办 body's handler", Person { name: "somebody", ..seated(turn, Role::Handler) }),
        ("办理机构审核 body's approver", Person { name: "somebody", ..seated(turn, Role::Approver) }),
        ("办理机构审核，且为起草人 body's approver who wrote it", Person { name: "clerk", ..seated(turn, Role::Approver) }),
        ("其他单位 anybody else", person("somebody", &[("U9", Role::Approver)])),
    ]
}

/// The bodies that act at one time.
fn people_together(matter: &Matter) -> Vec<(&'static str, Person)> {
    let mut people = people(matter);
    people.truncate(2);
    people.extend([
        ("甲机构审核 first body's approver", person("first", &[("B0", Role::Approver)])),
        ("甲机构另一审核 another of the first body", person("somebody", &[("B0", Role::Approver)])),
        ("乙机构审核 second body's approver", person("second", &[("B1", Role::Approver)])),
        ("乙机构审核，且已在甲机构同意 who said yes in the first", person("first", &[("B1", Role::Approver)])),
    ]);
    people
}

/// One to whom the step was given, and others of his body.
fn people_given(_: &Matter) -> Vec<(&'static str, Person)> {
    vec![
        ("申请单位经办 applicant's handler", person("somebody", &[("U1", Role::Handler)])),
        ("接手的审核 approver who has it", person("receiver", &[("B0", Role::Approver)])),
        ("同机构其他审核 another approver of the body", person("somebody", &[("B0", Role::Approver)])),
        ("同机构经办 handler of the body", person("somebody", &[("B0", Role::Handler)])),
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

fn sections() -> Vec<Section> {
    let of = |heading, made: Made, matters: Vec<Matter>| Section { heading, made, matters, people };
    let step = |made: &Made, matter: &Matter, act: Act, by: &Person| made.act(matter.clone(), act, by).unwrap().matter;
    let filing = bounded(made(&[(Deed::File, false)], Silence::Nothing));
    let (handed_in, filed) = (filing.submitted(), step(&filing, &filing.submitted(), pass(), &approver(0)));
    let (notice, approval) =
        (bounded(made(&[(Deed::Notice, false)], Silence::Nothing)), bounded(made(&[(Deed::Approve, false)], Silence::Nothing)));
    let approved = step(&approval, &approval.submitted(), pass(), &approver(0));
    let together = made(&[(Deed::Review, false), (Deed::Review, true), (Deed::Approve, false)], Silence::Nothing);
    let one_yes = step(&together, &together.submitted(), pass(), &approver(0));
    let receiver = Receiver { person: "receiver".to_owned(), name: "receiver".to_owned(), seats: seated("B0", Role::Approver).seats };
    let single = made(&[(Deed::Approve, false)], Silence::Nothing);
    let given = step(&single, &single.submitted(), Act::Transfer(receiver), &approver(0));
    vec![
        of("一、先审核、再批准、后由另一机构实施 · A review, an approval, and another body that carries out", route(), states(&route())),
        of("二、备案，有截止日 · Filing, until a day", filing, vec![handed_in, filed]),
        of("三、告知，有截止日 · A notice, until a day", notice.clone(), vec![notice.submitted()]),
        of("四、批准，有截止日 · An approval, until a day", approval, vec![approved]),
        Section {
            people: people_together,
            ..of("五、两个机构会签 · Two bodies at one time", together.clone(), vec![together.submitted(), one_yes])
        },
        Section { people: people_given, ..of("六、已转交给一人 · A step that was given to one person", single, vec![given]) },
    ]
}

fn page() -> String {
    let mut page = String::new();
    for section in sections() {
        write!(page, "\n## {}\n", section.heading).unwrap();
        section.matters.iter().for_each(|matter| section.add(matter, &mut page));
    }
    page
}

impl Section {
    /// The table of one state, and what time does.
    fn add(&self, matter: &Matter, page: &mut String) {
        let label = matter.state.status().choice().label;
        let people = (self.people)(matter);
        let heads: Vec<_> = people.iter().map(|(head, _)| *head).collect();
        write!(page, "\n### {} {}\n\n| | {} |\n|---{}|\n", label.zh, label.en, heads.join(" | "), "|---".repeat(people.len())).unwrap();
        for (name, act) in acts() {
            let cell = |person: &Person| match self.made.act(matter.clone(), act.clone(), person) {
                Ok(decided) => format!("→ **{}**", decided.matter.state.status().choice().label.zh),
                Err(refusal) => format!("`{}`", refusal.id()),
            };
            let cells: Vec<_> = people.iter().map(|(_, person)| cell(person)).collect();
            writeln!(page, "| {name} | {} |", cells.join(" | ")).unwrap();
        }
        let time = elapse(matter, &self.made.case(), TODAY.plus(400));
        let time = time.map_or("无 nothing".to_owned(), |decided| {
            let words: Vec<_> = decided.entries.iter().map(|entry| entry.act).collect();
            format!("→ **{}**（{}）", decided.matter.state.status().choice().label.zh, words.join("、"))
        });
        writeln!(page, "\n时间经过 time: {time}").unwrap();
    }
}

#[test]
fn the_matrix_has_every_state_once_for_the_longest_route() {
    let states: Vec<_> = states(&route()).iter().map(|matter| matter.state.status()).collect();
    assert_eq!(states.iter().collect::<BTreeSet<_>>().len(), states.len(), "twice: {states:?}");
    assert_eq!(states.len(), Status::CHOICES.len(), "a state is missing: {states:?}");
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
