//! What a result says of how it was counted.

use shouwang_calendar::{Ahead, Certainty, DAYS_LISTED_MAX, Days, Lang, LastDay, Years};

use crate::support::{calendar, day, span};

#[test]
fn a_notice_before_the_holiday_is_explained() {
    let latest = calendar().latest_before(day("2026-10-09"), span("2 workdays"), Ahead::Clear);
    assert_eq!(latest.counted, Days::Listed(vec![day("2026-09-30"), day("2026-10-08")]));
    assert_eq!(latest.skipped.iter().map(|range| range.name.zh.as_str()).collect::<Vec<_>>(), ["国庆节"]);
    assert_eq!((latest.skipped[0].from, latest.skipped[0].until), (day("2026-10-01"), day("2026-10-07")));
    assert_eq!(latest.skipped_count, 7);
    assert_eq!((latest.notices[0].year, latest.notices[0].number.as_str()), (2026, "国办发明电〔2025〕7号"));
    assert_eq!((latest.notices[0].days_certainty, latest.notices[0].number_certainty), (Certainty::Seen, Certainty::Belief));
    assert_eq!(
        latest.describe(Lang::Zh),
        "最迟2026-09-29：与2026-10-09之间须隔2个完整工作日，首尾两日均不计；计入2026-09-30、2026-10-08；\
         跳过国庆节（2026-10-01至2026-10-07）；依据国办发明电〔2025〕7号（2026年，文号未核对原文）。"
    );
}

#[test]
fn a_lead_in_weeks_needs_no_notice() {
    let latest = calendar().latest_before(day("2026-10-20"), span("1 week"), Ahead::Clear);
    assert!(latest.notices.is_empty() && latest.skipped.is_empty());
    assert_eq!(latest.counted.ends(), Some((day("2026-10-13"), day("2026-10-19"))));
    assert_eq!(
        latest.describe(Lang::En),
        "2026-10-12 at the latest: 1 week clear before 2026-10-20, neither of these two days counted; \
         counted 2026-10-13 to 2026-10-19, 7 days."
    );
    assert_eq!(latest.describe(Lang::Zh), "最迟2026-10-12：与2026-10-20之间须隔完整1周，首尾两日均不计；计入2026-10-13至2026-10-19共7日。");
}

#[test]
fn the_loose_reading_says_that_the_notices_day_counts() {
    let latest = calendar().latest_before(day("2026-10-09"), span("2 workdays"), Ahead::Loose);
    assert!(latest.describe(Lang::Zh).starts_with("最迟2026-09-30：2026-10-09之前2个工作日，2026-10-09当日不计，通知当日计入；"));
    assert!(latest.describe(Lang::En).starts_with("2026-09-30 at the latest: 2 workdays before 2026-10-09, that day not counted but"));
}

#[test]
fn a_worked_weekend_is_counted_and_a_free_one_named() {
    let counted = calendar().add(day("2026-10-09"), span("2 workdays"));
    assert_eq!(counted.counted, Days::Listed(vec![day("2026-10-10"), day("2026-10-12")]));
    assert_eq!(
        counted.describe(Lang::En),
        "2026-10-12 is 2 workdays after 2026-10-09, that day not counted; counted 2026-10-10, 2026-10-12; \
         passed over weekend 2026-10-11; by notice 国办发明电〔2025〕7号 (2026, number not checked against the text)."
    );
    assert_eq!(
        calendar().add(day("2026-10-12"), span("-2 workdays")).describe(Lang::Zh),
        "2026-10-12之前第2个工作日为2026-10-09（2026-10-12当日不计）；计入2026-10-09、2026-10-10；跳过周末（2026-10-11）；\
         依据国办发明电〔2025〕7号（2026年，文号未核对原文）。"
    );
}

#[test]
fn a_provisional_day_says_why() {
    let counted = calendar().add(day("2026-12-30"), span("3 workdays"));
    assert_eq!(counted.without_notice, [Years { first: 2027, last: 2027 }]);
    assert_eq!(
        counted.describe(Lang::Zh),
        "2026-12-30之后第3个工作日为2027-01-04（2026-12-30当日不计）；计入2026-12-31、2027-01-01、2027-01-04；\
         跳过周末（2027-01-02至2027-01-03）；依据国办发明电〔2025〕7号（2026年，文号未核对原文）；\
         暂定：2027年无放假通知，按周一至周五上班推算，导入通知后须重算。"
    );
    assert!(
        counted
            .describe(Lang::En)
            .ends_with("; provisional: no holiday notice for 2027, counted on the plain week, to be counted again once it is imported.")
    );
}

#[test]
fn a_moved_last_day_says_from_where_and_why() {
    let calendar = calendar();
    let due = calendar.add(day("2026-09-03"), span("30 days"));
    assert_eq!(
        due.describe(Lang::Zh),
        "2026-09-03之后满30日为2026-10-03（2026-09-03当日不计）；计入2026-09-04至2026-10-03共30日；末日遇休息日不变动。"
    );
    let next = due.clone().under(LastDay::NextWorkday, &calendar);
    assert_eq!(
        next.describe(Lang::En),
        "2026-10-03 is 30 days after 2026-09-03, that day not counted; counted 2026-09-04 to 2026-10-03, 30 days; \
         the last day is off (National Day 2026-10-03 to 2026-10-07) and moves to the next working day 2026-10-08; \
         by notice 国办发明电〔2025〕7号 (2026, number not checked against the text)."
    );
    assert!(
        due.under(LastDay::PreviousWorkday, &calendar)
            .describe(Lang::Zh)
            .contains("末日遇国庆节（2026-10-01至2026-10-03），提前至其前最近的工作日2026-09-30")
    );
    let workday = calendar.add(day("2026-11-10"), span("10 days")).under(LastDay::NextWorkday, &calendar);
    assert!(workday.describe(Lang::Zh).contains("末日为工作日，不变动；依据国办发明电〔2025〕7号"));
}

#[test]
fn months_say_their_days() {
    let counted = calendar().add(day("2026-01-31"), span("1 month"));
    assert_eq!(
        counted.describe(Lang::Zh),
        "2026-01-31之后满1个月为2026-02-28（2026-01-31当日不计）；计入2026-02-01至2026-02-28共28日；末日遇休息日不变动。"
    );
}

#[test]
fn long_counts_are_summed_up() {
    let counted = calendar().add(day("2026-01-01"), span("200 workdays"));
    let Days::Many { first, last, count } = counted.counted else { panic!("{:?}", counted.counted) };
    assert_eq!((first, last, count), (day("2026-01-04"), counted.day, 200));
    assert_eq!(counted.skipped.len(), DAYS_LISTED_MAX);
    let text = counted.describe(Lang::Zh);
    assert!(
        text.contains("计入2026-01-04至2026-10-26共200个工作日；跳过元旦（2026-01-02至2026-01-03）、") && text.contains("等；"),
        "{text}"
    );
    assert!(counted.describe(Lang::En).contains(", 200 workdays; passed over New Year's Day"));
    let exactly = calendar().add(day("2026-01-01"), span("31 days"));
    assert!(matches!(exactly.counted, Days::Listed(ref days) if days.len() == DAYS_LISTED_MAX));
    assert_eq!(calendar().add(day("2026-01-01"), span("32 days")).counted.count(), 32);
}

#[test]
fn counting_nothing_says_so() {
    let counted = calendar().add(day("2026-11-20"), span("0 workdays"));
    assert_eq!((counted.counted.count(), counted.counted.ends(), counted.notices.len()), (0, None, 0));
    assert_eq!(counted.describe(Lang::En), "nothing to count: 2026-11-20 itself.");
    assert_eq!(counted.describe(Lang::Zh), "无须计算，即2026-11-20。");
}

#[test]
fn a_result_is_plain_json() {
    let latest = calendar().latest_before(day("2026-10-09"), span("2 workdays"), Ahead::Clear);
    let json = serde_json::to_value(&latest).unwrap();
    assert_eq!(json["day"], "2026-09-29");
    assert_eq!(json["task"]["latest_before"], "clear");
    assert_eq!(json["span"], "2 workdays");
    assert_eq!(json["counted"]["listed"][1], "2026-10-08");
    assert_eq!(json["skipped"][0]["name"]["en"], "National Day");
    assert_eq!(json["notices"][0]["number_certainty"], "belief");
}
