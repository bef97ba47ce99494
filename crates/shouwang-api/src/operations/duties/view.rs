//! How a duty is explained to a program: everything that a page links, counts down or fills a form with stands in a field of its own.

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;
use shouwang_app::duties::{ChangeTold, ClockTold, Evidence, Explained, FactTold, FieldTold, MissingTold, ReasonTold, RemedyTold};
use shouwang_app::lawbook::Cited;
use shouwang_calendar::{Day, Words};
use utoipa::ToSchema;

use crate::operations::common::{Both, CivilDay};

/// Where a rule stands in the law, in numbers.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct ClauseNumbers {
    /// Id of the instrument.
    instrument: String,
    /// Number of the article.
    article: u16,
    /// Number of the paragraph.
    paragraph: u16,
    /// Number of the item; none where it is of the paragraph itself.
    item: Option<u16>,
}

/// Why a duty stands where it stands for a subject on a day.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Explanation {
    /// The day.
    day: CivilDay,
    /// Full name of the rule.
    duty: String,
    /// What a clerk calls it.
    title: Both,
    /// Instrument and clause, as they are cited.
    article: Both,
    /// The same in numbers.
    clause: ClauseNumbers,
    /// What the clause says, in our words.
    gloss: Option<Both>,
    /// The reading that was chosen, where the text can be read in several ways.
    reading: Option<Both>,
    /// Whether only the older instrument asks for it.
    supplementary: bool,
    /// Whether it is advice and not a rule.
    advice: bool,
    /// Outside facts that it rests on, each with how sure it is.
    rests_on: Vec<Both>,
    /// Reports under the same clause that run in hours or minutes from a moment. The registers know days only: whoever knows the moment counts from it.
    clocks: Vec<DutyClock>,
    /// The register of the subject.
    register: &'static str,
    /// The subject's code.
    subject: String,
    /// Its name, where it has one.
    subject_name: Option<String>,
    /// The unit that must act, if it is known.
    unit: Option<String>,
    /// Its name.
    unit_name: Option<String>,
    /// Where it stands and why; periodic duties may have one for the past period before the one for the current.
    reasons: Vec<DutyReason>,
    /// The facts that were read to come to these, in the order in which they were.
    facts: Vec<DutyFact>,
}

/// Where a duty stands, why, since when and until when.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DutyReason {
    /// Identifier of the status.
    status: &'static str,
    /// The status in words.
    status_label: Both,
    /// Identifier of the reason.
    code: &'static str,
    /// The reason in words.
    label: Both,
    /// The calendar period that it is for.
    period: Option<String>,
    /// The fact that is missing, when the status is unknown.
    missing: Option<DutyMissing>,
    /// First day of the unbroken time with this status; none when it has always been so.
    since: Option<CivilDay>,
    /// The last day on which it can be done in time.
    due: Option<CivilDay>,
    /// The moment at which that day ends.
    #[schema(value_type = Option<String>, format = DateTime)]
    due_at: Option<Timestamp>,
    /// Whether the due day may still move, because a year has no holiday notice yet.
    provisional: bool,
    /// How the due day was counted.
    counted: Option<Both>,
    /// The next day on which time alone may change it.
    next_change: Option<CivilDay>,
    /// What would fulfil it: first what can still be done, last what corrects the record.
    remedies: Vec<DutyRemedy>,
}

/// A fact that is not known.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DutyMissing {
    /// The register.
    register: &'static str,
    /// The field; none when there is no row at all.
    field: Option<&'static str>,
    /// Both in words.
    label: Both,
}

/// A report that is due within hours or minutes of a moment.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DutyClock {
    /// Full name of the rule.
    name: String,
    /// What a clerk calls it.
    title: Both,
    /// The moment it runs from.
    starts: Both,
    /// How long.
    limit_minutes: u32,
    /// Of what it is asked; of all when none.
    when: Option<Both>,
}

/// A fact that an answer rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DutyFact {
    /// The register.
    register: &'static str,
    /// What the register is called.
    register_label: Both,
    /// The row's code.
    code: String,
    /// The row's first day; none when it is not known since when it holds.
    from: Option<CivilDay>,
    /// The row's last day; none when it holds until further notice.
    until: Option<CivilDay>,
    /// The field; none where it is the row itself and its days.
    field: Option<&'static str>,
    /// What the field is called.
    label: Both,
    /// What it holds, as a row does; none when it is not given.
    value: Option<Value>,
    /// The same in words.
    said: Both,
    /// `declared` or `measured`.
    basis: &'static str,
    /// The same in words.
    basis_label: Both,
    /// Who vouches for it.
    vouched_by: Option<String>,
    /// Since when the product knows it.
    #[schema(value_type = Option<String>, format = DateTime)]
    known_since: Option<Timestamp>,
}

/// The row that decided where a duty stands.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DutyEvidence {
    /// The register.
    register: &'static str,
    /// What the register is called.
    register_label: Both,
    /// The row's code.
    code: String,
    /// The row's first day; none when it is not known since when it holds.
    from: Option<CivilDay>,
    /// The row's last day; none when it holds until further notice, and of what happened on a day.
    until: Option<CivilDay>,
    /// `declared` or `measured`.
    basis: &'static str,
    /// The same in words.
    basis_label: Both,
    /// Who vouches for it.
    vouched_by: Option<String>,
    /// How many other rows were read to come to it.
    others_count: usize,
}

/// One way to fulfil a duty.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DutyRemedy {
    /// Whether it says something else of days that are over: it is for a record that is wrong, and nothing that can still be done.
    corrects_record: bool,
    /// What to know of it before it is followed.
    note: Both,
    /// Row by row; a row comes after those that it names where both are new.
    changes: Vec<RemedyChange>,
}

/// One row that would have to change.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RemedyChange {
    /// `add`: a new row; `complete`: what is not known is filled in; `change`: the row goes on otherwise from the day in its field `from`; `end`: it
    /// ends; `correct`: it says something else than before, also of days that are over; `withdraw`: it was never so.
    kind: &'static str,
    /// The register.
    register: &'static str,
    /// What the register is called.
    register_label: Both,
    /// The row's code; of a new row only where another new row names it by this.
    code: Option<String>,
    /// The first day of the row that is there; none for a new row, and where it is not known since when it holds.
    row_from: Option<CivilDay>,
    /// What changes; of a new row what is needed.
    fields: Vec<RemedyField>,
    /// Fields that the register requires of a new row beside those; any value serves.
    still_required: Vec<&'static str>,
    /// All of it in one sentence.
    said: Both,
}

/// One field before and after.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct RemedyField {
    /// The field, or `from`, `until` or `basis`.
    field: &'static str,
    /// What it is called.
    label: Both,
    /// What the registers say, as a row does; none when they say nothing.
    from: Option<Value>,
    /// The same in words.
    from_said: Option<Both>,
    /// What they would have to say; none when nothing.
    to: Option<Value>,
    /// The same in words.
    to_said: Option<Both>,
}

fn both(words: &Words) -> Both {
    words.into()
}

fn maybe(words: Option<&Words>) -> Option<Both> {
    words.map(Both::from)
}

fn day(day: Option<Day>) -> Option<CivilDay> {
    day.map(CivilDay)
}

impl From<&Cited> for ClauseNumbers {
    fn from(cited: &Cited) -> ClauseNumbers {
        let Cited { article, paragraph, item, .. } = *cited;
        ClauseNumbers { instrument: cited.instrument.clone(), article, paragraph, item }
    }
}

impl From<Explained> for Explanation {
    fn from(told: Explained) -> Explanation {
        Explanation {
            day: CivilDay(told.day),
            duty: told.duty,
            title: both(&told.title),
            article: both(&told.article.label),
            clause: (&told.article).into(),
            gloss: maybe(told.gloss.as_ref()),
            reading: maybe(told.reading.as_ref()),
            supplementary: told.supplementary,
            advice: told.advice,
            rests_on: told.rests_on.iter().map(both).collect(),
            clocks: told.clocks.into_iter().map(DutyClock::from).collect(),
            register: told.register,
            subject: told.subject,
            subject_name: told.subject_name,
            unit: told.unit,
            unit_name: told.unit_name,
            reasons: told.reasons.into_iter().map(DutyReason::from).collect(),
            facts: told.facts.into_iter().map(DutyFact::from).collect(),
        }
    }
}

impl From<ReasonTold> for DutyReason {
    fn from(told: ReasonTold) -> DutyReason {
        DutyReason {
            status: told.status,
            status_label: both(&told.status_label),
            code: told.code,
            label: both(&told.label),
            period: told.period,
            missing: told.missing.map(DutyMissing::from),
            since: day(told.since),
            due: day(told.due),
            due_at: told.due_at,
            provisional: told.provisional,
            counted: maybe(told.counted.as_ref()),
            next_change: day(told.next_change),
            remedies: told.remedies.into_iter().map(DutyRemedy::from).collect(),
        }
    }
}

impl From<MissingTold> for DutyMissing {
    fn from(told: MissingTold) -> DutyMissing {
        DutyMissing { register: told.register, field: told.field, label: both(&told.label) }
    }
}

impl From<ClockTold> for DutyClock {
    fn from(told: ClockTold) -> DutyClock {
        let (title, starts, when) = (both(&told.title), both(&told.starts), maybe(told.when.as_ref()));
        DutyClock { name: told.name, title, starts, limit_minutes: told.limit_minutes, when }
    }
}

impl From<FactTold> for DutyFact {
    fn from(told: FactTold) -> DutyFact {
        DutyFact {
            register: told.register,
            register_label: both(&told.register_label),
            code: told.code,
            from: day(told.from),
            until: day(told.until),
            field: told.field,
            label: both(&told.label),
            value: told.value,
            said: both(&told.said),
            basis: told.basis,
            basis_label: both(&told.basis_label),
            vouched_by: told.vouched_by,
            known_since: told.known_since,
        }
    }
}

impl From<Evidence> for DutyEvidence {
    fn from(Evidence { fact, others_count }: Evidence) -> DutyEvidence {
        let DutyFact { register, register_label, code, from, until, basis, basis_label, vouched_by, .. } = fact.into();
        DutyEvidence { register, register_label, code, from, until, basis, basis_label, vouched_by, others_count }
    }
}

impl From<RemedyTold> for DutyRemedy {
    fn from(told: RemedyTold) -> DutyRemedy {
        let changes = told.changes.into_iter().map(RemedyChange::from).collect();
        DutyRemedy { corrects_record: told.corrects_record, note: both(&told.note), changes }
    }
}

impl From<ChangeTold> for RemedyChange {
    fn from(told: ChangeTold) -> RemedyChange {
        RemedyChange {
            kind: told.kind,
            register: told.register,
            register_label: both(&told.register_label),
            code: told.code,
            row_from: day(told.row_from),
            fields: told.fields.into_iter().map(RemedyField::from).collect(),
            still_required: told.still_required,
            said: both(&told.said),
        }
    }
}

impl From<FieldTold> for RemedyField {
    fn from(told: FieldTold) -> RemedyField {
        RemedyField {
            field: told.field,
            label: both(&told.label),
            from: told.from,
            from_said: maybe(told.from_said.as_ref()),
            to: told.to,
            to_said: maybe(told.to_said.as_ref()),
        }
    }
}
