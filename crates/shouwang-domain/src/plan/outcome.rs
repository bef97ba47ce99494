//! What planning one duty for one subject on one day comes to.

use shouwang_calendar::{Day, Period};

use crate::facts::RegisterIndex;
use crate::register::Label;

/// Where a duty stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Status {
    /// 不适用: the law or the facts do not ask for it on that day.
    NotApplicable,
    /// 已履行: it is done, or holds.
    Fulfilled,
    /// 待办: not yet done, the due day is ahead.
    Open,
    /// 逾期: the due day has passed; it can still be done late.
    Overdue,
    /// 违反: a state that must hold does not, something forbidden is there, or a lead time was missed.
    Breached,
    /// 未知: a fact is missing.
    Unknown,
}

impl Status {
    /// All statuses, in order.
    pub const ALL: [Status; 6] =
        [Status::NotApplicable, Status::Fulfilled, Status::Open, Status::Overdue, Status::Breached, Status::Unknown];

    /// Identifier, as the command line, CSV and JSON use it.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Status::NotApplicable => "not_applicable",
            Status::Fulfilled => "fulfilled",
            Status::Open => "open",
            Status::Overdue => "overdue",
            Status::Breached => "breached",
            Status::Unknown => "unknown",
        }
    }

    /// What a clerk calls it.
    #[must_use]
    pub fn label(self) -> Label {
        let (zh, en) = match self {
            Status::NotApplicable => ("不适用", "not applicable"),
            Status::Fulfilled => ("已履行", "fulfilled"),
            Status::Open => ("待办", "open"),
            Status::Overdue => ("逾期", "overdue"),
            Status::Breached => ("违反", "breached"),
            Status::Unknown => ("未知", "unknown"),
        };
        Label { zh, en }
    }

    /// What somebody should look at first: 0 before 1, up to 5. Lists of statuses are in this order.
    #[must_use]
    pub fn urgency(self) -> u8 {
        match self {
            Status::Breached => 0,
            Status::Overdue => 1,
            Status::Unknown => 2,
            Status::Open => 3,
            Status::Fulfilled => 4,
            Status::NotApplicable => 5,
        }
    }

    /// Whether somebody should act or look.
    #[must_use]
    pub fn is_wrong(self) -> bool {
        matches!(self, Status::Overdue | Status::Breached | Status::Unknown)
    }
}

impl std::str::FromStr for Status {
    type Err = String;

    /// Reads an identifier (`n/a` too) or a label in either language.
    fn from_str(text: &str) -> Result<Status, String> {
        let text = if text == "n/a" { "not_applicable" } else { text };
        let known = |status: &Status| text == status.id() || text == status.label().zh || text == status.label().en;
        Status::ALL.into_iter().find(known).ok_or_else(|| {
            let words: Vec<_> = Status::ALL.iter().map(|status| format!("{} {}", status.label().zh, status.id())).collect();
            format!("`{text}` 不是状态 · is no status: {}", words.join("、"))
        })
    }
}

/// Why the status is what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Reason {
    /// The instrument is not yet in force.
    NotYetInForce,
    /// The instrument has expired.
    Expired,
    /// A newer instrument's rule stands in its place.
    Replaced,
    /// A newer instrument has switched it off.
    Dropped,
    /// A supplementary rule that the competent department has switched off.
    SwitchedOff,
    /// The subject was not there on that day.
    SubjectAbsent,
    /// The rule is not for subjects of this kind.
    OutOfScope,
    /// What it runs from happened before the instrument was in force.
    BeforeLaw,
    /// What it runs from has not happened yet.
    NotYetBegun,
    /// What must hold holds.
    Holds,
    /// What must hold does not hold.
    DoesNotHold,
    /// Enough of the rows that are asked for are there.
    Enough,
    /// Too few of the rows that are asked for are there.
    TooFew,
    /// Nothing forbidden is there.
    NoneSeen,
    /// Something forbidden is there.
    Seen,
    /// Done in the period.
    DoneInPeriod,
    /// Not yet done in the period.
    DueInPeriod,
    /// Not done in the period, which is over.
    PeriodMissed,
    /// Done in time.
    DoneInTime,
    /// Done after the due day.
    DoneLate,
    /// Not yet done, and there is still time.
    DueAhead,
    /// Not done, and the due day has passed.
    DuePassed,
    /// Everything was done before the event.
    DoneBefore,
    /// Not done before the event.
    NotDoneBefore,
    /// Done, but too late before the event.
    LeadMissed,
    /// The records of the whole time are there.
    Kept,
    /// Records are missing.
    Gap,
    /// Nobody has measured.
    NotMeasured,
    /// Somebody declares it, and only a measurement counts.
    DeclaredOnly,
    /// The last measurement is too old to speak for the day.
    MeasurementStale,
    /// A fact that decides it is not known.
    FactMissing,
}

impl Reason {
    /// All reasons, in order.
    pub const ALL: [Reason; 31] = [
        Reason::NotYetInForce,
        Reason::Expired,
        Reason::Replaced,
        Reason::Dropped,
        Reason::SwitchedOff,
        Reason::SubjectAbsent,
        Reason::OutOfScope,
        Reason::BeforeLaw,
        Reason::NotYetBegun,
        Reason::Holds,
        Reason::DoesNotHold,
        Reason::Enough,
        Reason::TooFew,
        Reason::NoneSeen,
        Reason::Seen,
        Reason::DoneInPeriod,
        Reason::DueInPeriod,
        Reason::PeriodMissed,
        Reason::DoneInTime,
        Reason::DoneLate,
        Reason::DueAhead,
        Reason::DuePassed,
        Reason::DoneBefore,
        Reason::NotDoneBefore,
        Reason::LeadMissed,
        Reason::Kept,
        Reason::Gap,
        Reason::NotMeasured,
        Reason::DeclaredOnly,
        Reason::MeasurementStale,
        Reason::FactMissing,
    ];

    /// The reason with this identifier.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Reason> {
        Reason::ALL.into_iter().find(|reason| reason.id() == id)
    }

    /// Identifier, as JSON and CSV use it.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.words().0
    }

    /// One sentence.
    #[must_use]
    pub fn label(self) -> Label {
        let (_, zh, en) = self.words();
        Label { zh, en }
    }

    fn words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Reason::NotYetInForce => ("not_yet_in_force", "法规尚未施行", "the instrument is not yet in force"),
            Reason::Expired => ("expired", "法规已失效", "the instrument has expired"),
            Reason::Replaced => ("replaced", "已由新规定代替", "a newer rule stands in its place"),
            Reason::Dropped => ("dropped", "已由新规定取消", "a newer instrument has switched it off"),
            Reason::SwitchedOff => ("switched_off", "补充规则已停用", "the supplementary rule is switched off"),
            Reason::SubjectAbsent => ("subject_absent", "当日不存在", "it was not there on that day"),
            Reason::OutOfScope => ("out_of_scope", "不属于适用范围", "the rule is not for it"),
            Reason::BeforeLaw => ("before_law", "发生在法规施行之前", "it happened before the instrument was in force"),
            Reason::NotYetBegun => ("not_yet_begun", "尚未发生", "it has not happened yet"),
            Reason::Holds => ("holds", "符合要求", "what must hold holds"),
            Reason::DoesNotHold => ("does_not_hold", "不符合要求", "what must hold does not hold"),
            Reason::Enough => ("enough", "已具备", "what is asked for is there"),
            Reason::TooFew => ("too_few", "缺少或数量不足", "what is asked for is missing or too little"),
            Reason::NoneSeen => ("none_seen", "未发现禁止情形", "nothing forbidden is there"),
            Reason::Seen => ("seen", "存在禁止情形", "something forbidden is there"),
            Reason::DoneInPeriod => ("done_in_period", "本期已完成", "done in the period"),
            Reason::DueInPeriod => ("due_in_period", "本期尚未完成", "not yet done in the period"),
            Reason::PeriodMissed => ("period_missed", "期内未完成", "not done in the period, which is over"),
            Reason::DoneInTime => ("done_in_time", "按期完成", "done in time"),
            Reason::DoneLate => ("done_late", "逾期后完成", "done after the due day"),
            Reason::DueAhead => ("due_ahead", "尚未到期", "not yet done, the due day is ahead"),
            Reason::DuePassed => ("due_passed", "已过期限", "not done, the due day has passed"),
            Reason::DoneBefore => ("done_before", "事前已完成", "everything was done before the event"),
            Reason::NotDoneBefore => ("not_done_before", "事前未完成", "not done before the event"),
            Reason::LeadMissed => ("lead_missed", "提前时间不足", "done too late before the event"),
            Reason::Kept => ("kept", "留存完整", "the records of the whole time are there"),
            Reason::Gap => ("gap", "留存有缺口", "records are missing"),
            Reason::NotMeasured => ("not_measured", "尚未测量", "nobody has measured"),
            Reason::DeclaredOnly => ("declared_only", "只有申报，没有实测", "declared only, and only a measurement counts"),
            Reason::MeasurementStale => ("measurement_stale", "最近一次实测已过时", "the last measurement is too old"),
            Reason::FactMissing => ("fact_missing", "缺少事实", "a fact is missing"),
        }
    }
}

/// A fact that is not known: a field of a register, or every row of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Missing {
    /// The register.
    pub register: RegisterIndex,
    /// The field; `None` when there is no row at all.
    pub field: Option<u16>,
}

/// What planning one duty for one subject comes to; a periodic duty has one for each period that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Outcome {
    /// Where it stands.
    pub status: Status,
    /// Why.
    pub reason: Reason,
    /// The last day on which it can be done in time, where there is one.
    pub due: Option<Day>,
    /// Whether the due day was counted in a year without a holiday notice and may move.
    pub provisional: bool,
    /// The day that the due day is counted from (or, before an event, back from), where the calendar counted it.
    pub counted_from: Option<Day>,
    /// The calendar period it is for.
    pub period: Option<Period>,
    /// The fact that is missing, when the status is unknown; which need is unmet does not count as missing.
    pub missing: Option<Missing>,
    /// Which of the rule's needs or conditions decided, from 0.
    pub part: u8,
    /// Since when at the latest, where the shape of the duty knows it better than stepping back day by day.
    pub since: Option<Day>,
}

impl Outcome {
    /// An outcome with nothing but status and reason.
    #[must_use]
    pub fn new(status: Status, reason: Reason) -> Outcome {
        Outcome { status, reason, due: None, provisional: false, counted_from: None, period: None, missing: None, part: 0, since: None }
    }

    /// The same, due on this day.
    #[must_use]
    pub fn due(self, (due, provisional): (Day, bool)) -> Outcome {
        Outcome { due: Some(due), provisional, ..self }
    }

    /// The same, with its due day counted from this day.
    #[must_use]
    pub fn counted_from(self, day: Day) -> Outcome {
        Outcome { counted_from: Some(day), ..self }
    }

    /// The same, holding since this day.
    #[must_use]
    pub fn since(self, day: Day) -> Outcome {
        Outcome { since: Some(day), ..self }
    }

    /// The same, decided by this part of the rule.
    #[must_use]
    pub fn part(self, part: usize) -> Outcome {
        Outcome { part: u8::try_from(part).unwrap_or(u8::MAX), ..self }
    }

    /// Unknown, because this fact is missing.
    #[must_use]
    pub fn unknown(reason: Reason, missing: Option<Missing>) -> Outcome {
        Outcome { missing, ..Outcome::new(Status::Unknown, reason) }
    }
}
