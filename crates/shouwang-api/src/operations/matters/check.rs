//! `POST /api/v1/matters/{number}/check`: what the facts say of a matter, before anybody decides. It writes nothing.

use axum::Json;
use axum::extract::State;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use shouwang_app::duties::missing_words;
use shouwang_app::service::CheckView;
use shouwang_calendar::Words;
use shouwang_domain::matter::Lead;
use shouwang_domain::plan::{Answer as Met, Bearer, NeedFound};
use utoipa::ToSchema;

use super::view::MatterRefusal;
use crate::extract::{Json as JsonBody, Path};
use crate::frame::RequestInfo;
use crate::gate::LoggedIn;
use crate::operation::{Operation, Takes};
use crate::operations::common::{Both, CivilDay};
use crate::problem::Answer;
use crate::state::Api;

pub(crate) const OPERATION: Operation = Operation::of("matters.read").takes(Takes::Json);

/// Lines that are tried out.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MatterCheckBody {
    /// The lines; those of the matter by default.
    #[schema(value_type = Option<Vec<Object>>, max_items = 500)]
    lines: Option<Vec<Map<String, Value>>>,
}

/// What was found out.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatterCheck {
    /// What is wrong with what was filled in.
    problems: Vec<MatterProblem>,
    /// What is named and is not there.
    missing: Vec<Both>,
    /// What the facts say, line by line.
    lines: Vec<MatterLineFound>,
    /// For each step of the route the bodies that may act.
    bodies: Vec<Vec<String>>,
    /// The last day of what is asked for, where it has one.
    until: Option<CivilDay>,
    /// Why it cannot be handed in; none when it can.
    refusal: Option<MatterRefusal>,
}

/// Something that is wrong in a line.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatterProblem {
    /// The line, from 0.
    line: usize,
    /// The field.
    field: &'static str,
    /// What is wrong and what to do.
    said: Both,
}

/// What the facts say of one line.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatterLineFound {
    /// Whether the matter is for such a thing: `yes`, `no`, `unknown`.
    in_scope: &'static str,
    /// Who answers for the thing: `itself`, `another`, `unknown`.
    applicant: &'static str,
    /// The preconditions, in the order of the rule.
    needs: Vec<MatterNeed>,
    /// How it stands with the day that the matter must come before.
    lead: Option<MatterLead>,
}

/// A precondition.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatterNeed {
    /// What it is called.
    title: Both,
    /// Whether it is met: `yes`, `no`, `unknown`.
    met: &'static str,
    /// The fact that is missing, where that is not known.
    missing: Option<Both>,
    /// Whether the body that decides may weigh it.
    weigh: bool,
}

/// A day that the matter must come before.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct MatterLead {
    /// The day.
    event: CivilDay,
    /// The latest day on which the matter may be handed in.
    latest: CivilDay,
    /// The first day for which it would be in time today.
    in_time_for: CivilDay,
    /// Whether it is in time today.
    in_time: bool,
}

fn met(answer: Met) -> &'static str {
    match answer {
        Met::Yes => "yes",
        Met::No => "no",
        Met::Unknown => "unknown",
    }
}

impl From<&NeedFound> for MatterNeed {
    fn from(need: &NeedFound) -> MatterNeed {
        let missing = need.missing.map(|missing| (&missing_words(missing)).into());
        MatterNeed { title: (&need.title).into(), met: met(need.met), missing, weigh: need.weigh }
    }
}

impl From<&Lead> for MatterLead {
    fn from(lead: &Lead) -> MatterLead {
        MatterLead {
            event: CivilDay(lead.event),
            latest: CivilDay(lead.latest.day),
            in_time_for: CivilDay(lead.in_time_for),
            in_time: lead.in_time,
        }
    }
}

impl From<CheckView> for MatterCheck {
    fn from(view: CheckView) -> MatterCheck {
        let CheckView { checked, leads, refusal } = view;
        let lead = |line: usize| leads.iter().find(|(at, _)| *at == line).map(|(_, lead)| lead.into());
        let lines = checked.premises.iter().enumerate().map(|(at, premises)| MatterLineFound {
            in_scope: met(premises.in_scope),
            applicant: match premises.applicant {
                Bearer::Itself => "itself",
                Bearer::Another => "another",
                Bearer::Unknown => "unknown",
            },
            needs: premises.needs.iter().filter(|need| need.asked).map(MatterNeed::from).collect(),
            lead: lead(at),
        });
        let problem = |(line, problem): &(usize, shouwang_domain::register::Problem)| MatterProblem {
            line: *line,
            field: problem.field,
            said: (&Words::new(problem.zh.clone(), problem.en.clone())).into(),
        };
        MatterCheck {
            problems: checked.problems.iter().map(problem).collect(),
            missing: checked.gone.iter().map(|gone| (&gone.words()).into()).collect(),
            lines: lines.collect(),
            bodies: checked.bodies.clone(),
            until: checked.until.map(CivilDay),
            refusal: refusal.as_ref().map(MatterRefusal::from),
        }
    }
}

/// What the facts say of a matter, or of lines that are tried out in it: whether the preconditions are met, who decides, and until when it must be
/// handed in. Nothing is written.
#[utoipa::path(
    post, path = "/api/v1/matters/{number}/check", operation_id = "checkMatter", tag = "matters", request_body = MatterCheckBody,
    params(("number" = String, Path, description = "Number of the matter")),
    responses((status = 200, description = "What was found out", body = MatterCheck)),
)]
pub(crate) async fn handler(
    State(api): State<Api>,
    info: RequestInfo,
    who: LoggedIn,
    Path(number): Path<String>,
    JsonBody(body): JsonBody<MatterCheckBody>,
) -> Answer<Json<MatterCheck>> {
    let found = api.service().check_matter(&who.caller, &number, body.lines.as_deref(), &api.edge(&info)).await?;
    Ok(Json(found.into()))
}
