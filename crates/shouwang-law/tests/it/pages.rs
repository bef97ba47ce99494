//! Sound pages: what comes out of every kind of block.

use shouwang_calendar::{PeriodUnit, Span, Unit};
use shouwang_law::model::{
    Certainty, Comparison, Condition, Duty, DutyKind, Expr, Law, NoneIs, Path, Proof, Rule, Silence, Status, Term, Words,
};

use crate::support::{duty, instrument, load_page, page};

fn loaded(text: &str) -> Law {
    load_page(text).unwrap_or_else(|errors| panic!("{errors:#?}\n{text}"))
}

fn rule(text: &str) -> Rule {
    loaded(text).rules().next().expect("one rule").clone()
}

/// The duties of a page with one block for each of these fields, ids `a`, `b`, ….
fn duties(fields: &[&str]) -> Vec<Duty> {
    let blocks: String = ('a'..).zip(fields).map(|(id, fields)| duty(&id.to_string(), fields)).collect();
    loaded(&page("duty", &blocks)).duties().cloned().collect()
}

fn kind(fields: &str) -> DutyKind {
    duties(&[fields]).remove(0).kind
}

fn path(text: &str) -> Path {
    Path(text.split('.').map(str::to_owned).collect())
}

#[test]
fn a_page_keeps_titles_glosses_places_and_cases() {
    let law = loaded(&page("duty", &duty("yearly", "kind = \"state\"\nmust = \"trained\"")));
    let instrument = law.instrument("a").expect("the instrument");
    assert_eq!(instrument.chapters, [Words::new("总则", "General")]);
    let article = instrument.article(1).expect("article 1");
    assert_eq!((article.title.zh.as_str(), article.chapter, article.place.line), ("培训", 1, 2));
    let clause = &article.clauses[0];
    assert_eq!((&clause.status, &clause.text_sm3, clause.place.line), (&Status::Duty, &None, 3));
    assert_eq!(clause.gloss, Words::new("单位要办培训。", "Every unit trains."));
    let duty = law.duties().next().expect("the duty");
    assert_eq!((duty.name.to_string(), duty.clause, duty.place.line), ("a/yearly".to_owned(), clause.at, 7));
    assert_eq!((duty.overseer.as_str(), duty.advice), ("competent_department", false));
    let case = &duty.cases[0];
    assert_eq!((case.name.as_str(), case.facts.as_str(), case.expected.as_str(), case.place.line), ("例", "无", "违反", 16));
}

#[test]
fn a_bound_clause_keeps_its_hash() {
    let hash = "0123456789abcdef".repeat(4);
    let law = loaded(&page("definition", "").replace("sm3:", &format!("sm3:{hash}")));
    assert_eq!(law.instruments[0].articles[0].clauses[0].text_sm3, Some(hash));
}

#[test]
fn longer_glosses_go_in_pairs_of_chinese_and_english() {
    let text = page("definition", "")
        .replace("Every unit trains.", "每年一次。\nEvery unit trains,\nonce a year.\n\n凡 IPv6 也算。\nIPv6 (第六版) counts too.");
    let law = loaded(&text);
    let gloss = &law.instruments[0].articles[0].clauses[0].gloss;
    assert_eq!(
        gloss,
        &Words::new("单位要办培训。每年一次。\n凡 IPv6 也算。", "Every unit trains, once a year.\nIPv6 (第六版) counts too.")
    );
}

#[test]
fn items_stand_under_their_paragraph() {
    let clause = "`status = \"discretion\"` · `text = \"sm3:\"`\n可以。\nIt may.\n";
    let text = page("definition", &format!("#### 第一项 Item 1\n{clause}#### 第二项 Item 2\n{clause}### 第二款 Paragraph 2\n{clause}"));
    let law = loaded(&text);
    let places: Vec<_> = law.instruments[0].clauses().map(|clause| (clause.at.paragraph, clause.at.item)).collect();
    assert_eq!(places, [(1, 0), (1, 1), (1, 2), (2, 0)]);
}

#[test]
fn a_clause_set_aside_gives_its_reason() {
    let law = loaded(&page("not-encoded", "").replace("\"not-encoded\"`", "\"not-encoded\"` · `reason = \"由别处办 · done elsewhere\"`"));
    assert_eq!(law.instruments[0].articles[0].clauses[0].status, Status::NotEncoded(Words::new("由别处办", "done elsewhere")));
}

#[test]
fn rows_carry_everything_that_is_written() {
    let rows = "{ of = \"training.unit\", at = \"person.unit\", where = \"attendees > 0\", on = \"held_on\", none = \"unknown\", proof = \"measured\" }";
    let DutyKind::ForbiddenRows { rows } = kind(&format!("kind = \"forbidden\"\nrows = {rows}")) else { panic!("another kind") };
    assert_eq!((rows.register.as_str(), rows.link.as_str(), rows.on.as_deref()), ("training", "unit", Some("held_on")));
    assert_eq!((rows.at, rows.none, rows.proof), (Some(path("person.unit")), NoneIs::Unknown, Proof::Measured));
    assert_eq!(rows.filter, Some(Expr::Compare(Term::Path(path("attendees")), Comparison::Greater, Term::Int(0))));
}

#[test]
fn every_kind_of_duty_is_understood() {
    let rows = "rows = { of = \"training.unit\" }";
    let span = Span::new;
    let check = |fields: String, expected: fn(DutyKind) -> bool| assert!(expected(kind(&fields)), "{fields}");
    check(format!("kind = \"designation\"\n{rows}\ncount_min = 2"), |kind| matches!(kind, DutyKind::Designation { count_min: 2, .. }));
    check(
        format!("kind = \"post\"\n{rows}\neach = [\"a\", \"b\"]"),
        |kind| matches!(kind, DutyKind::Post { each, count_min: 1, .. } if each.len() == 2),
    );
    check("kind = \"state\"\nmust = \"a\"".to_owned(), |kind| matches!(kind, DutyKind::State { .. }));
    check("kind = \"forbidden\"\nnever = \"a\"".to_owned(), |kind| matches!(kind, DutyKind::ForbiddenState { .. }));
    check(
        format!("kind = \"periodic\"\nevery = \"half-year\"\n{rows}\nand = [{{ of = \"drill.unit\" }}]\nfor_year = \"for_year\""),
        |kind| matches!(kind, DutyKind::Periodic { every: PeriodUnit::HalfYear, rows, for_year: Some(_), .. } if rows.len() == 2),
    );
    assert!(matches!(
        kind(&format!("kind = \"within\"\nwithin = \"30 days\"\nafter = \"fixed_on\"\n{rows}")),
        DutyKind::Within { within, after, .. } if within == span(30, Unit::Day) && after == path("fixed_on")
    ));
    assert!(matches!(
        kind(&format!("kind = \"within\"\nwithin = \"24 months\"\nafter = \"last\"\nfirst_after = \"online_on\"\n{rows}")),
        DutyKind::Recurring { within, first_after: Some(first), .. } if within == span(24, Unit::Month) && first == path("online_on")
    ));
    assert!(matches!(
        kind("kind = \"before\"\nevent = \"from\"\nneeds = [{ of = \"permission.work\", lead = \"2 workdays\", title = { zh = \"告知\", en = \"notice\" } }]"),
        DutyKind::Before { event, needs } if event == path("from") && needs[0].lead == Some(span(2, Unit::Workday)) && needs[0].title.is_some()
    ));
    assert!(matches!(
        kind("kind = \"retention\"\nkeep = \"1 year\"\nsince = \"online_on\"\nproof = \"measured\"\nrows = { of = \"log_coverage.system\" }\nsource = { of = \"log_source.system\" }"),
        DutyKind::Retention { keep, rows, source: Some(_), .. } if keep == span(1, Unit::Year) && rows.proof == Proof::Measured
    ));
}

#[test]
fn a_duty_may_say_who_must_have_looked() {
    let read = duties(&[
        "kind = \"forbidden\"\nrows = { of = \"observation.port\" }\nmeasured_by = { of = \"observation.port\", where = \"kind = port_open\" }",
    ]);
    assert!(read[0].measured_by.as_ref().is_some_and(|rows| rows.register == "observation" && rows.filter.is_some()));
}

#[test]
fn a_duty_takes_what_it_does_not_say_from_the_one_it_is_like() {
    let base = "kind = \"retention\"\nkeep = \"1 year\"\nsince = \"online_on\"\nrows = { of = \"log_coverage.system\" }\nbearer = \"managing_unit\"\n\
                when = \"internet_facing\"\nrests_on = [\"x\"]\nreading = \"y\"\nreplaces = [\"b/old\"]\nadvice = true";
    // The second is like the third, which is like the first: order does not matter.
    let read = duties(&[base, "like = \"c\"\nkeep = \"6 months\"", "like = \"a\"\nwhen = \"not internet_facing\""]);
    let (first, second, third) = (&read[0], &read[1], &read[2]);
    assert!(
        matches!(&second.kind, DutyKind::Retention { keep, since, .. } if *keep == Span::new(6, Unit::Month) && *since == path("online_on"))
    );
    assert_eq!((&second.when, &third.kind), (&third.when, &first.kind));
    assert_ne!(second.when, first.when);
    assert_eq!((second.bearer.as_ref(), second.advice, second.reading.as_deref()), (Some(&path("managing_unit")), true, Some("y")));
    assert_eq!((second.rests_on.as_slice(), second.replaces.len(), second.cases.len()), (["x".to_owned()].as_slice(), 0, 1));
}

#[test]
fn a_duty_of_another_kind_inherits_only_the_rows() {
    let read = duties(&["kind = \"designation\"\nrows = { of = \"training.unit\" }\ncount_min = 2", "like = \"a\"\nkind = \"forbidden\""]);
    assert!(matches!(&read[1].kind, DutyKind::ForbiddenRows { rows } if rows.register == "training"));
}

#[test]
fn a_matter_keeps_its_route_and_its_lead() {
    let Rule::Matter(matter) = rule(&page("matter", MATTER)) else { panic!("another kind") };
    assert_eq!(matter.before, Some(path("from")), "the register in front of the day is left out");
    assert_eq!(matter.lead, Some(Span::new(1, Unit::Week)));
    let route: Vec<_> = matter.route.iter().map(|step| (step.who.as_str(), step.of.word(), step.does.word())).collect();
    assert_eq!(route, [("operating_agency", "same_level", "approve"), ("competent_department", "province", "file")]);
    assert_eq!((matter.needs.len(), matter.silence, matter.then.as_deref()), (2, Silence::Nothing, Some("debugging_work.allowed")));
}

const MATTER: &str = r#"```toml matter
id        = "debugging"
title     = { zh = "调试申请", en = "Leave to debug" }
applicant = "unit"
subject   = "debugging_work"
when      = "may_affect"
needs     = [{ title = { zh = "评估", en = "assessment" }, rows = { of = "risk_assessment.unit", at = "unit" } }, { of = "plan.unit", at = "unit" }]
route     = [{ who = "operating_agency", of = "same_level", does = "approve" }, { who = "competent_department", of = "province", does = "file" }]
lead      = "1 week"
before    = "debugging_work.from"
then      = "debugging_work.allowed"
```
"#;

#[test]
fn clocks_cases_roles_registers_and_definitions_are_understood() {
    let read = |kind: &str, fields: &str| {
        rule(&page(kind, &format!("```toml {kind}\nid = \"x\"\ntitle = {{ zh = \"甲\", en = \"A\" }}\n{fields}\n```\n")))
    };
    let words = "{ zh = \"乙\", en = \"B\" }";
    let clock =
        format!("from = \"connected_unit\"\nto = [{{ who = \"cyberspace\", of = \"province\" }}]\nstarts = {words}\nlimit = \"4 hours\"");
    let Rule::Clock(plain) = read("clock", &clock) else { panic!("another kind") };
    assert_eq!((plain.limit.as_str(), plain.to.as_slice()), ("4 hours", [("cyberspace".to_owned(), "province".to_owned())].as_slice()));
    let Rule::Clock(worded) = read("clock", &format!("{clock}\nwhen = {words}\ncontent = [{words}]")) else { panic!("another kind") };
    assert_eq!((worded.when, worded.content.len()), (Some(Condition::Words(Words::new("乙", "B"))), 1));
    let Rule::Clock(computed) = read("clock", &format!("{clock}\nwhen = \"level in [major]\"")) else { panic!("another kind") };
    assert!(matches!(computed.when, Some(Condition::Expr(Expr::In(..)))));
    let case = read("case", &format!("opens = {words}\nled_by = \"secrecy\"\nsteps = [{words}, {words}]"));
    assert!(matches!(case, Rule::Case(case) if case.steps.len() == 2 && case.led_by == "secrecy"));
    let role = read("role", &format!("function = \"finance\"\nlevel = \"county\"\nmust = [{words}]"));
    assert!(matches!(role, Rule::Role(role) if role.must.len() == 1 && role.level.as_deref() == Some("county")));
    let definition = read("definition", &format!("means = {words}\nparameter = {{ years = 5 }}"));
    assert!(matches!(definition, Rule::Definition(definition) if definition.parameter.is_some()));
    let Rule::Register(note) = rule(&page("register", "```toml register\nregisters = [\"unit\", \"network\"]\n```\n")) else {
        panic!("another kind")
    };
    assert_eq!(note.registers, ["unit", "network"]);
}

#[test]
fn instruments_facts_and_readings_are_read_and_ordered() {
    let older =
        instrument("old", "2020-12-01", "from_certainty = \"belief\"\nfrom_reason = \"通行说法 · commonly said\"\nyields_to = [\"new\"]");
    let newer = instrument(
        "new",
        "\"2026-03-10\"",
        "until = 2031-03-09\nwarn_before = \"6 months\"\n[[drops]]\nrule = \"old/x\"\nreason = \"不再要求 · no longer asked\"\n\
        [[cites]]\ntitle = { zh = \"法\", en = \"Law\" }\nversion = \"2025\"\nchecked = 2026-11-21",
    );
    let body = page("definition", "");
    let facts = "# 随便写\n正文。\n```toml fact\nid = \"limit\"\ntitle = { zh = \"时限\", en = \"limit\" }\nsource = { zh = \"某处\", en = \"somewhere\" }\n\
        status = \"quoted\"\nchecked = 2026-11-21\ntable = [{ hours = 4 }]\n```\n";
    let readings = "```toml reading\nid = \"ahead\"\ntitle = { zh = \"提前\", en = \"ahead\" }\nchoices = [{ id = \"clear\", zh = \"净日\", en = \"clear days\" }]\n\
        choice = \"clear\"\nreason = { zh = \"故\", en = \"so\" }\n```\n";
    let files = [
        ("README.md", "# anything"),
        ("calendar/2026.toml", "not ours"),
        ("new/instrument.toml", &newer),
        ("new/01.md", &body),
        ("old/instrument.toml", &older),
        ("old/01.md", &body),
        ("outside/limits.md", facts),
        ("readings.md", readings),
    ];
    let law = Law::load(files).unwrap_or_else(|errors| panic!("{errors:#?}"));
    assert_eq!(law.instruments.iter().map(|instrument| &*instrument.id).collect::<Vec<_>>(), ["old", "new"]);
    let (old, new) = (&law.instruments[0], &law.instruments[1]);
    assert_eq!((old.from_certainty, &old.from_reason), (Certainty::Belief, &Some(Words::new("通行说法", "commonly said"))));
    assert_eq!((new.until, new.warn_before), ("2031-03-09".parse().ok(), Some(Span::new(6, Unit::Month))));
    assert_eq!((new.drops[0].rule.to_string(), new.cites.len(), &*old.yields_to[0]), ("old/x".to_owned(), 1, "new"));
    assert_eq!((law.facts[0].status, law.facts[0].place.line), (Certainty::Quoted, 3));
    assert_eq!(law.readings[0].choices[0].words, Words::new("净日", "clear days"));
}
