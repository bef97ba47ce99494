//! Structural checks: what loads may still not hold together.

use shouwang_law::model::Law;

use crate::support::{duty, instrument, page};

/// Loads an older instrument `old` and a newer one `new`, and gives the check's mistakes as `place: English`.
fn check(older: &str, newer: &str, newer_head: &str) -> Vec<String> {
    let (old_head, new_head) = (instrument("old", "2020-12-01", ""), instrument("new", "2026-03-10", newer_head));
    let files =
        [("old/instrument.toml", old_head.as_str()), ("old/01.md", older), ("new/instrument.toml", &new_head), ("new/01.md", newer)];
    let law = Law::load(files).unwrap_or_else(|errors| panic!("{errors:#?}"));
    law.check().iter().map(|error| format!("{}: {}", error.place, error.en)).collect()
}

#[track_caller]
fn assert_found(found: &[String], expected: &str) {
    assert!(found.len() == 1 && found[0].contains(expected), "{expected}: {found:#?}");
}

fn state(id: &str, more: &str) -> String {
    duty(id, &format!("kind = \"state\"\nmust = \"a\"\n{more}"))
}

#[test]
fn a_sound_pair_of_instruments_passes() {
    let found = check(&page("duty", &state("x", "")), &page("duty", &state("x", "replaces = [\"old/x\"]")), "yields_to = [\"old\"]");
    assert_eq!(found, [] as [&str; 0]);
}

#[test]
fn an_id_is_used_once_in_an_instrument() {
    let found = check(&page("definition", ""), &page("duty", &(state("x", "") + &state("x", ""))), "");
    assert_found(&found, "new/01.md:18: the id `x` is already used at new/01.md:7");
}

#[test]
fn what_is_replaced_must_be_there_and_older() {
    let replacing = |name: &str| check(&page("duty", &state("x", "")), &page("duty", &state("y", &format!("replaces = [\"{name}\"]"))), "");
    assert_found(&replacing("gone/x"), "new/01.md:7: `replaces` names `gone/x`: there is no such instrument");
    assert_found(&replacing("old/z"), "that instrument has no rule of this id");
    assert_found(&replacing("new/y"), "that instrument is not an older one");
    let newer_by_older = check(&page("duty", &state("x", "replaces = [\"new/y\"]")), &page("duty", &state("y", "")), "");
    assert_found(&newer_by_older, "old/01.md:7: `replaces` names `new/y`: that instrument is not an older one");
}

#[test]
fn what_is_dropped_must_be_there() {
    let dropping = |name: &str| {
        let head = format!("[[drops]]\nrule = \"{name}\"\nreason = \"甲 · A\"");
        check(&page("duty", &state("x", "")), &page("definition", ""), &head)
    };
    assert_eq!(dropping("old/x"), [] as [&str; 0]);
    assert_found(&dropping("old/z"), "new/instrument.toml:8: `drops` names `old/z`");
}

#[test]
fn an_instrument_yields_only_to_one_that_is_there() {
    let found = check(&page("definition", ""), &page("definition", ""), "yields_to = [\"gone\"]");
    assert_found(&found, "`yields_to` names `gone`");
}

#[test]
fn facts_and_readings_must_be_there() {
    let found = check(&page("definition", ""), &page("duty", &state("x", "rests_on = [\"limit\"]")), "");
    assert_found(&found, "`rests_on` names `limit`");
    let found = check(&page("definition", ""), &page("duty", &state("x", "reading = \"ahead\"")), "");
    assert_found(&found, "`reading` names `ahead`");
}

#[test]
fn a_status_needs_a_block_of_its_kind() {
    for status in ["duty", "matter", "clock", "case", "role", "register"] {
        let found = check(&page("definition", ""), &page(status, ""), "");
        assert_found(&found, &format!("new/01.md:3: the status is `{status}`, but no `toml {status}` block"));
    }
    for status in ["definition", "discretion"] {
        assert_eq!(check(&page("definition", ""), &page(status, ""), ""), [] as [&str; 0]);
    }
}

#[test]
fn a_clause_whose_status_nothing_bears_out_is_counted_as_without_one() {
    let counts = |text: &str| crate::support::load_page(text).expect("the page loads").instruments[0].counts();
    assert_eq!(counts(&page("duty", "")).clauses_without_status, 1);
    let sound = counts(&page("duty", &state("x", "")));
    assert_eq!((sound.articles, sound.clauses, sound.clauses_without_status), (1, 1, 0));
}

#[test]
fn a_duty_needs_cases() {
    let block = state("x", "");
    let (bare, _) = block.split_once("| 案例").expect("a table");
    assert_found(&check(&page("definition", ""), &page("duty", bare), ""), "new/01.md:7: the duty has no table of cases");
}

#[test]
fn a_duty_names_the_reading_by_which_its_days_are_counted() {
    let reading = "```toml reading\nid = \"year-period\"\ntitle = { zh = \"每年\", en = \"every year\" }\n\
        choices = [{ id = \"calendar-year\", zh = \"历年\", en = \"calendar year\" }]\nchoice = \"calendar-year\"\nreason = \"甲 · A\"\n```\n";
    let loaded = |more: &str| {
        let yearly = duty("x", &format!("kind = \"periodic\"\nevery = \"year\"\nrows = {{ of = \"training.unit\" }}\n{more}"));
        let (head, chapter) = (instrument("a", "2026-01-01", ""), page("duty", &yearly));
        let law = Law::load([("a/instrument.toml", head.as_str()), ("a/01.md", chapter.as_str()), ("readings.md", reading)]);
        law.unwrap_or_else(|errors| panic!("{errors:#?}"))
            .check()
            .iter()
            .map(|error| format!("{}: {}", error.place, error.en))
            .collect::<Vec<_>>()
    };
    assert_eq!(loaded("reading = \"year-period\""), [] as [&str; 0]);
    assert_found(&loaded(""), "a/01.md:7: its days are counted by the reading `year-period`");
}

/// A matter's block with this route and these further fields.
fn matter(route: &str, more: &str) -> String {
    format!(
        "```toml matter\nid = \"m\"\ntitle = {{ zh = \"事\", en = \"M\" }}\napplicant = \"unit\"\nsubject = \"unit\"\nroute = [{route}]\n\
         then = \"x\"\n{more}\n```\n"
    )
}

#[test]
fn a_route_can_be_walked_to_its_end() {
    let found = |route: &str, more: &str| check(&page("definition", ""), &page("matter", &matter(route, more)), "");
    let approve = "{ who = \"finance\", of = \"same_level\", does = \"approve\" }";
    let carry_out = "{ who = \"finance\", of = \"same_level\", does = \"carry_out\" }";
    assert_eq!(found(&format!("{approve}, {carry_out}"), ""), [] as [&str; 0]);
    assert_found(&found("", ""), "the `route` is empty");
    assert_found(&found(&format!("{carry_out}, {approve}"), ""), "`carry_out` comes after everything that decides");
    assert_found(&found(&approve.replace(" }", ", together = true }"), ""), "leave out its `together`");
    assert_found(&found(approve, "lead = \"2 workdays\""), "a `lead` needs `before`");
    assert_found(&found(approve, "silence = \"consent\""), "needs a `limit`");
    assert_eq!(found(&approve.replace(" }", ", limit = \"5 workdays\" }"), "silence = \"consent\""), [] as [&str; 0]);
}

#[test]
fn a_precondition_names_a_duty_that_is_there() {
    let route = "{ who = \"finance\", of = \"same_level\", does = \"file\" }";
    let asking = |name: &str| {
        let needs = format!("needs = [{{ duty = \"{name}\", weigh = true, when = \"a\" }}]");
        check(&page("duty", &state("x", "")), &page("matter", &matter(route, &needs)), "")
    };
    assert_eq!(asking("old/x"), [] as [&str; 0]);
    assert_found(&asking("old/y"), "`needs` names `old/y`, which is not a duty");
    assert_found(&asking("new/m"), "`needs` names `new/m`, which is not a duty");
}
