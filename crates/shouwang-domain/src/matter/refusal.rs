//! Why an act on a matter is refused: what is wrong, where, and what to do, in both languages.

use std::fmt;

use shouwang_calendar::{Day, Words};

use crate::register::{Choices as _, Label, Problem, RegisterDef};
use crate::registers::unit::Function;

use super::act::act_label;
use super::scene::Gone;
use super::state::Status;

/// What is called how: a refusal knows fields and units by what the program calls them.
pub struct Naming<'a> {
    /// The form that was filled in.
    pub form: Option<&'a RegisterDef>,
    /// The name of a unit by its code, where it is known.
    pub unit: &'a dyn Fn(&str) -> Option<String>,
}

/// Why an act was refused. Nothing is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The rule does not hold on the day.
    NotInForce,
    /// There is nothing like this to do in this state.
    NotNow {
        /// How far the matter has got.
        status: Status,
        /// The word of the act.
        act: &'static str,
    },
    /// What was granted or refused is frozen.
    Frozen {
        /// How far the matter has got.
        status: Status,
    },
    /// The act belongs to others.
    NotHis {
        /// Codes of the units to which it belongs.
        units: Vec<String>,
    },
    /// The body's approver decides, not its handler.
    ApproverDecides,
    /// The step was given to somebody else of the body.
    GivenToAnother,
    /// To whom the step is to be given has no role for it, or is nobody.
    NoSeat {
        /// Codes of the units to which the step belongs.
        units: Vec<String>,
    },
    /// Nobody decides on what he wrote or handed in himself.
    OwnMatter,
    /// Nobody decides twice in one matter.
    DecidedBefore,
    /// The body has sent it back once already.
    ReturnedBefore {
        /// Its code.
        unit: String,
    },
    /// A question is open already, or none is.
    Question {
        /// Whether one is open.
        open: bool,
    },
    /// A reason, a question, an answer or a name has to be given.
    NothingSaid,
    /// Nothing is asked for, or more at once than a matter holds.
    Lines {
        /// How many lines there are.
        count: usize,
        /// How many there may be.
        count_max: usize,
    },
    /// What was filled in is not right.
    Form {
        /// The lines, from 0, and what is wrong.
        problems: Vec<(usize, Problem)>,
    },
    /// Something that is named is not there.
    Gone(Gone),
    /// The line is another unit's business.
    NotApplicant {
        /// The line, from 0.
        line: usize,
    },
    /// The matter is not for what the line says.
    OutOfScope {
        /// The line, from 0.
        line: usize,
    },
    /// Preconditions are not met.
    Unmet {
        /// The lines, from 0, and what is asked.
        needs: Vec<(usize, Words)>,
    },
    /// Preconditions are not met that may be weighed, and no reason is given.
    Unweighed {
        /// The lines, from 0, and what is asked.
        needs: Vec<(usize, Words)>,
    },
    /// Nothing is there to be weighed.
    NothingToWeigh,
    /// It comes too late.
    TooLate {
        /// The day that it must come before.
        event: Day,
        /// The latest day on which it was in time.
        latest: Day,
        /// The first day for which it would be in time today.
        in_time_for: Day,
        /// Whether it is accepted in an emergency.
        emergency: bool,
    },
    /// It is in time, so that there is no emergency to record.
    InTime,
    /// The day that it must come before has passed; it can only be refused or sent back.
    EventPassed {
        /// The day.
        event: Day,
    },
    /// Only units of another function apply.
    OtherFunction {
        /// The function.
        who: String,
    },
    /// No such body is on record.
    NoBody {
        /// The step, from 0.
        step: usize,
        /// The function.
        who: String,
    },
}

impl Refusal {
    /// Identifier, as problem details and the matrix use it.
    #[must_use]
    pub fn id(&self) -> &'static str {
        match self {
            Refusal::NotInForce => "not_in_force",
            Refusal::NotNow { .. } => "not_now",
            Refusal::Frozen { .. } => "frozen",
            Refusal::NotHis { .. } => "not_his",
            Refusal::ApproverDecides => "approver_decides",
            Refusal::GivenToAnother => "given_to_another",
            Refusal::NoSeat { .. } => "no_seat",
            Refusal::OwnMatter => "own_matter",
            Refusal::DecidedBefore => "decided_before",
            Refusal::ReturnedBefore { .. } => "returned_before",
            Refusal::Question { .. } => "question",
            Refusal::NothingSaid => "nothing_said",
            Refusal::Lines { .. } => "lines",
            Refusal::Form { .. } => "form",
            Refusal::Gone(_) => "gone",
            Refusal::NotApplicant { .. } => "not_applicant",
            Refusal::OutOfScope { .. } => "out_of_scope",
            Refusal::Unmet { .. } => "unmet",
            Refusal::Unweighed { .. } => "unweighed",
            Refusal::NothingToWeigh => "nothing_to_weigh",
            Refusal::TooLate { .. } => "too_late",
            Refusal::InTime => "in_time",
            Refusal::EventPassed { .. } => "event_passed",
            Refusal::OtherFunction { .. } => "other_function",
            Refusal::NoBody { .. } => "no_body",
        }
    }

    /// What is wrong and what to do, with what is called by a name only in a register called by its code.
    #[must_use]
    pub fn words(&self) -> Words {
        self.words_naming(&Naming { form: None, unit: &|_| None })
    }

    /// What is wrong and what to do, in the names that people use.
    #[must_use]
    pub fn words_naming(&self, naming: &Naming<'_>) -> Words {
        match self {
            Refusal::NotHis { .. }
            | Refusal::NoSeat { .. }
            | Refusal::ApproverDecides
            | Refusal::GivenToAnother
            | Refusal::OwnMatter
            | Refusal::DecidedBefore
            | Refusal::OtherFunction { .. }
            | Refusal::ReturnedBefore { .. } => self.about_actor(naming),
            Refusal::Lines { .. } | Refusal::Form { .. } | Refusal::NotApplicant { .. } | Refusal::OutOfScope { .. } => {
                self.about_lines(naming)
            }
            Refusal::Unmet { .. } | Refusal::Unweighed { .. } | Refusal::NothingToWeigh | Refusal::NoBody { .. } => self.about_needs(),
            Refusal::TooLate { .. } | Refusal::InTime | Refusal::EventPassed { .. } => self.about_days(),
            Refusal::Gone(gone) => gone.words(),
            _ => self.about_state(),
        }
    }

    fn about_state(&self) -> Words {
        match self {
            Refusal::NotInForce => Words::new(
                "当日没有这一事项的现行规定；请查法规页上接替它的事项",
                "no rule for this matter is in force on that day; look at the page of law for the one that took its place",
            ),
            Refusal::Frozen { status } => {
                let label = status.choice().label;
                Words::new(
                    format!("事项{}，不得再改；需要改变的，请另办一件新事项", label.zh),
                    format!("the matter is frozen ({}); whatever is to change is a new matter", label.en),
                )
            }
            Refusal::NotNow { status, act } => {
                let (label, act) = (status.choice().label, act_label(act).unwrap_or(Label { zh: act, en: act }));
                Words::new(
                    format!("事项处于“{}”，此时不能做“{}”；请刷新后按页面所列的下一步办理", label.zh, act.zh),
                    format!(
                        "the matter is at `{}`, where `{}` is not possible; reload it and take one of the steps that it offers",
                        label.en, act.en
                    ),
                )
            }
            Refusal::Question { open: true } => Words::new(
                "上一个问题还没有答复；请等待答复，或者直接作出决定",
                "a question is open already; wait for its answer, or decide",
            ),
            Refusal::Question { open: false } => Words::new("没有待答复的问题", "there is no question to answer"),
            _ => {
                Words::new("没有填写内容：请写明理由、问题、答复或者承办人", "nothing is said: give the reason, question, answer or person")
            }
        }
    }

    fn about_actor(&self, naming: &Naming<'_>) -> Words {
        match self {
            Refusal::NotHis { units } => Words::new(
                format!("这一步由“{}”的人员办理；请由其经办或者审核人员办理", naming.units(units, "、")),
                format!("this step belongs to {}; one of its handlers or approvers takes it", naming.units(units, ", ")),
            ),
            Refusal::NoSeat { units } => Words::new(
                format!("承办人应当是“{}”的经办或者审核人员；没有这样的账户，请核对账户名", naming.units(units, "、")),
                format!(
                    "a step is given to a handler or approver of {}; there is no such account, so check its name",
                    naming.units(units, ", ")
                ),
            ),
            Refusal::ApproverDecides => {
                Words::new("决定由审核人员作出；经办人员可以询问或者退回补正", "an approver decides; a handler may ask or send it back")
            }
            Refusal::GivenToAnother => Words::new(
                "这一步已交给本单位另一人承办；请由其办理，或者先转交",
                "the step was given to somebody else of the body; he takes it, or it is transferred first",
            ),
            Refusal::OwnMatter => Words::new(
                "不得决定本人起草或者提交的事项；请由另一人决定",
                "nobody decides on what he drafted or handed in; somebody else does",
            ),
            Refusal::DecidedBefore => Words::new(
                "同一人在一件事项中只能决定一次；请由另一人决定这一步",
                "nobody decides twice in one matter; somebody else takes this step",
            ),
            Refusal::ReturnedBefore { unit } => {
                let unit = naming.unit(unit);
                Words::new(
                    format!("“{unit}”已退回补正过一次，补正应当一次告知；请询问申请单位，或者作出决定"),
                    format!("`{unit}` has sent it back once, with everything that was to be corrected; ask the applicant, or decide"),
                )
            }
            Refusal::OtherFunction { who } => {
                let (zh, en) = function_label(who);
                Words::new(
                    format!("只有“{zh}”办理这一事项，本单位不是；单位的职能登记有误的，请先更正"),
                    format!(
                        "only a unit with the function `{en}` applies for this; if the register is wrong about this unit, correct it first"
                    ),
                )
            }
            _ => Words::new("不得办理", "this is not possible"),
        }
    }

    fn about_lines(&self, naming: &Naming<'_>) -> Words {
        match self {
            Refusal::Lines { count, count_max } => Words::new(
                format!("共{count}行；一件事项至少1行，至多{count_max}行，请补填或者拆分"),
                format!("there are {count} lines; a matter has 1 to {count_max}: fill in one, or split it"),
            ),
            Refusal::Form { problems } => {
                let said = |(line, problem): &(usize, Problem)| {
                    let (line, label) = (line + 1, naming.field(problem.field));
                    (format!("第{line}行“{}”：{}", label.zh, problem.zh), format!("line {line}, {}: {}", label.en, problem.en))
                };
                let (zh, en): (Vec<_>, Vec<_>) = problems.iter().map(said).unzip();
                Words::new(zh.join("；"), en.join("; "))
            }
            Refusal::NotApplicant { line } => Words::new(
                format!("第{}行不归本单位申请，或者没有写明归谁；请由负责的单位提出", line + 1),
                format!("line {} is not this unit's to ask for, or names nobody; the unit that answers for it applies", line + 1),
            ),
            Refusal::OutOfScope { line } => Words::new(
                format!("第{}行不属于本事项的适用范围，或者缺少判断所需的内容；请改用适当的事项", line + 1),
                format!("the matter is not for what line {} says, or what decides that is missing; take the matter that fits", line + 1),
            ),
            _ => Words::new("填写有误", "what was filled in is not right"),
        }
    }

    fn about_needs(&self) -> Words {
        let listed = |needs: &[(usize, Words)]| {
            let zh: Vec<_> = needs.iter().map(|(line, need)| format!("第{}行：{}", line + 1, need.zh)).collect();
            let en: Vec<_> = needs.iter().map(|(line, need)| format!("line {}: {}", line + 1, need.en)).collect();
            (zh.join("；"), en.join("; "))
        };
        match self {
            Refusal::Unmet { needs } => {
                let (zh, en) = listed(needs);
                Words::new(
                    format!("前置条件不具备：{zh}。请先在台账中补齐"),
                    format!("preconditions are not met: {en}; bring them about in the registers first"),
                )
            }
            Refusal::Unweighed { needs } => {
                let (zh, en) = listed(needs);
                Words::new(
                    format!("有可以权衡的条件不具备：{zh}。同意的，请写明理由"),
                    format!("preconditions that may be weighed are not met: {en}; whoever consents gives the reason"),
                )
            }
            Refusal::NoBody { step, who } => {
                let (zh, en) = function_label(who);
                Words::new(
                    format!("第{}步没有可办理的单位（职能“{zh}”）；请先在单位台账中明确", step + 1),
                    format!("step {} has no body with the function `{en}`; name it in the register of units first", step + 1),
                )
            }
            _ => Words::new("没有需要权衡的条件，不必填写理由", "nothing is to be weighed; leave the reason out"),
        }
    }

    fn about_days(&self) -> Words {
        match self {
            Refusal::TooLate { event, latest, in_time_for, emergency } => {
                let (zh, en) = if *emergency {
                    ("；确属紧急的，写明理由后提交", "; in an emergency hand it in with the reason")
                } else {
                    ("", "")
                };
                Words::new(
                    format!("已迟于期限：{event}的事最迟应在{latest}提出；今天提出的，最早可安排在{in_time_for}{zh}"),
                    format!(
                        "this is too late: for {event} the latest day was {latest}; handed in today it is in time for {in_time_for}{en}"
                    ),
                )
            }
            Refusal::EventPassed { event } => Words::new(
                format!("{event}已过，不能再同意或者实施；没有同意的，请退回补正或者不予同意，已经同意的，请申请单位另行申请"),
                format!(
                    "{event} has passed: it can no longer be granted or carried out; send it back or refuse it, or have it applied for anew"
                ),
            ),
            _ => Words::new("在期限之内，不必按紧急情况办理", "it is in time; there is no emergency to record"),
        }
    }
}

impl fmt::Debug for Naming<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Naming").field("form", &self.form.map(|form| form.name)).finish_non_exhaustive()
    }
}

impl Naming<'_> {
    fn unit(&self, code: &str) -> String {
        (self.unit)(code).unwrap_or_else(|| code.to_owned())
    }

    fn units(&self, codes: &[String], between: &str) -> String {
        codes.iter().map(|code| self.unit(code)).collect::<Vec<_>>().join(between)
    }

    fn field(&self, name: &'static str) -> Label {
        let label = self.form.and_then(|form| match name {
            "code" => Some(Label { zh: "编号", en: "Code" }),
            "from" => Some(form.from_label),
            "until" => Some(form.until_label),
            name => form.field(name).map(|field| field.label),
        });
        label.unwrap_or(Label { zh: name, en: name })
    }
}

/// What the function is called that an identifier of the law means, in both languages.
fn function_label(who: &str) -> (&str, &str) {
    let known = Function::CHOICES.iter().find(|choice| choice.id == who);
    known.map_or((who, who), |choice| (choice.label.zh, choice.label.en))
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words().en)
    }
}

impl std::error::Error for Refusal {}

impl From<Gone> for Refusal {
    fn from(gone: Gone) -> Refusal {
        Refusal::Gone(gone)
    }
}
