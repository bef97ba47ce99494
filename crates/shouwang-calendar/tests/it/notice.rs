//! Notice files: the committed ones, and what is said of broken ones.

use shouwang_calendar::{Certainty, Day, Lang, NOTICE_BYTES_MAX, Notice, NoticeError, NoticeProblem};

use crate::support::{day, notices};

/// A notice of one range of days off, as text; line 4 holds the worked days, lines 12 and 13 the range.
fn text(year: i64, issued: &str, number: &str, worked: &str, from: &str, until: &str) -> String {
    format!(
        r#"year = {year}
number = "{number}"
issued = {issued}
worked = {worked}
title = {{ zh = "样例", en = "A sample" }}
[certainty]
days = "seen"
number = "belief"
issued = "belief"
statutory = "belief"
[[off]]
from = {from}
until = {until}
name = {{ zh = "样例节", en = "Sample Day" }}
"#
    )
}

/// A made-up notice.
pub(crate) fn made_up(year: i32, issued: &str, number: &str, worked: &str, from: &str, until: &str) -> Notice {
    Notice::parse(&text(i64::from(year), issued, number, worked, from, until)).expect("a good notice")
}

fn sample(worked: &str, from: &str, until: &str) -> String {
    text(2026, "2025-11-04", "样例〔2025〕1号", worked, from, until)
}

#[test]
fn committed_notices_are_named_by_their_year_and_sum_up() {
    let notices = notices();
    assert!(notices.len() >= 2);
    for (name, notice) in &notices {
        assert_eq!(*name, format!("{}.toml", notice.year));
        // Thirteen statutory holidays a year since 2025; a file may leave them out altogether.
        assert!([0, 13].contains(&notice.statutory().count()), "{name}");
        assert!(notice.off.iter().zip(notice.off.iter().skip(1)).all(|(one, next)| one.until < next.from), "{name}");
        // Each worked weekend is given back as a weekday off, besides the statutory holidays.
        let weekdays_off = notice.off.iter().flat_map(|range| range.from.number()..=range.until.number());
        let weekdays_off = weekdays_off.filter(|number| Day::from_number(*number).weekday() < 5).count();
        let statutory_on_weekdays_or_moved = weekdays_off - notice.worked.len();
        assert_eq!(statutory_on_weekdays_or_moved, 13, "{name}: weekdays off beyond those worked for are the statutory ones");
    }
    let notice = &notices.iter().find(|(name, _)| name == "2026.toml").unwrap().1;
    assert_eq!(notice.to_string(), "2026 国办发明电〔2025〕7号");
    assert_eq!((notice.certainty.days, notice.certainty.number), (Certainty::Seen, Certainty::Belief));
    assert_eq!(notice.off_on(day("2026-06-20")).unwrap().name.zh, "端午节");
    assert_eq!(notice.off_on(day("2026-06-22")), None);
}

#[test]
fn a_good_notice_is_read_in_any_order() {
    let notice = Notice::parse(&sample("[2026-12-27, 2026-01-04]", "2026-05-01", "2026-05-03")).unwrap();
    assert_eq!(notice.worked, [day("2026-01-04"), day("2026-12-27")]);
    assert_eq!((notice.off[0].from, notice.off[0].until), (day("2026-05-01"), day("2026-05-03")));
    assert!(notice.off[0].statutory.is_empty());
}

#[test]
fn each_mistake_is_refused_with_its_line() {
    let good = |worked| sample(worked, "2026-05-01", "2026-05-03");
    let cases = [
        (text(1949, "1949-01-01", "一", "[]", "1949-05-01", "1949-05-01"), 1, NoticeProblem::Year(1949)),
        (text(99_999_999_999, "2025-11-04", "一", "[]", "2026-05-01", "2026-05-01"), 1, NoticeProblem::Year(99_999_999_999)),
        (text(2026, "2025-11-04", " ", "[]", "2026-05-01", "2026-05-01"), 2, NoticeProblem::Empty("number")),
        (
            text(2026, "2024-11-04", "一", "[]", "2026-05-01", "2026-05-01"),
            3,
            NoticeProblem::Issued { issued: day("2024-11-04"), year: 2026 },
        ),
        (sample("[]", "2025-05-01", "2026-05-03"), 12, NoticeProblem::OutsideYear { day: day("2025-05-01"), year: 2026 }),
        (sample("[]", "2026-12-31", "2027-01-02"), 13, NoticeProblem::OutsideYear { day: day("2027-01-02"), year: 2026 }),
        (sample("[]", "2026-05-03", "2026-05-01"), 13, NoticeProblem::Backwards { from: day("2026-05-03"), until: day("2026-05-01") }),
        (good("[2026-05-08]"), 4, NoticeProblem::NotAWeekend(day("2026-05-08"))),
        (good("[2027-05-09]"), 4, NoticeProblem::OutsideYear { day: day("2027-05-09"), year: 2026 }),
        (good("[2026-05-09, 2026-05-09]"), 4, NoticeProblem::Twice(day("2026-05-09"))),
        (good("[2026-05-02]"), 4, NoticeProblem::Twice(day("2026-05-02"))),
        (good("[2026-05-09T08:00:00]"), 4, NoticeProblem::NotADay("2026-05-09T08:00:00".to_owned())),
        (good("[]").replace("样例节", " "), 14, NoticeProblem::Empty("name")),
        (good("[]") + "statutory = [2026-05-04]\n", 15, NoticeProblem::StatutoryOutside(day("2026-05-04"))),
        (good("[]") + "statutory = [2026-05-01, 2026-05-01]\n", 15, NoticeProblem::StatutoryOutside(day("2026-05-01"))),
        (
            good("[]") + "[[off]]\nfrom = 2026-05-03\nuntil = 2026-05-04\nname = { zh = \"一\", en = \"A\" }\n",
            16,
            NoticeProblem::Twice(day("2026-05-03")),
        ),
        (good("[]").split("[[off]]").next().unwrap().to_owned(), 1, NoticeProblem::NothingOff),
        ("#".repeat(NOTICE_BYTES_MAX + 1), 1, NoticeProblem::TooLong),
    ];
    for (text, line, problem) in cases {
        let error = Notice::parse(&text).expect_err("a broken notice was read");
        assert_eq!(error, NoticeError { line, problem });
        assert!(error.message(Lang::En).starts_with(&format!("line {line}: ")), "{error}");
        assert!(error.message(Lang::Zh).starts_with(&format!("第{line}行：")), "{error}");
        assert_eq!(error.to_string(), format!("{} · {}", error.message(Lang::En), error.message(Lang::Zh)));
    }
}

#[test]
fn what_is_no_notice_is_refused_where_it_goes_wrong() {
    let good = sample("[]", "2026-05-01", "2026-05-03");
    let cases = [
        ("year = \n".to_owned(), 1),
        (good.replace("worked =", "wokred ="), 4),
        (good.replace("days = \"seen\"", "days = \"sure\""), 7),
        (good.replace("2026-05-01", "\"2026-05-01\""), 12),
        (good.replace("2026-05-01", "2026-02-30"), 12),
        (good.replace("from = 2026-05-01\n", ""), 11),
        (good.replace("year = 2026", "year = 2026.5"), 1),
        ("\u{0}\u{1}".to_owned(), 1),
    ];
    for (text, line) in cases {
        let error = Notice::parse(&text).expect_err(&text);
        assert!(matches!(error.problem, NoticeProblem::Toml(_) | NoticeProblem::NotADay(_)), "{error}");
        assert_eq!(error.line, line, "{error}");
    }
}
