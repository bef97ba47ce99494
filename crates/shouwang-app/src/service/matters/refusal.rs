//! What a refusal of the engine means for whoever asked.

use shouwang_domain::matter::Refusal;

use crate::problem::{AppError, FieldError, ProblemCode};

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> AppError {
        let words = refusal.words();
        let mut error = AppError::new(code(&refusal), words.zh.clone(), words.en.clone());
        error.fields = match &refusal {
            Refusal::Form { problems } => problems
                .iter()
                .map(|(line, problem)| FieldError::new(format!("/lines/{line}/{}", problem.field), &*problem.zh, &*problem.en))
                .collect(),
            Refusal::Unmet { needs } | Refusal::Unweighed { needs } => {
                needs.iter().map(|(line, need)| FieldError { place: format!("/lines/{line}"), detail: need.clone() }).collect()
            }
            Refusal::NotApplicant { line } | Refusal::OutOfScope { line } => {
                vec![FieldError { place: format!("/lines/{line}"), detail: words }]
            }
            _ => Vec::new(),
        };
        error
    }
}

fn code(refusal: &Refusal) -> ProblemCode {
    match refusal {
        Refusal::OtherFunction { .. }
        | Refusal::NotHis { .. }
        | Refusal::ApproverDecides
        | Refusal::GivenToAnother
        | Refusal::OwnMatter
        | Refusal::DecidedBefore => ProblemCode::Forbidden,
        Refusal::NotInForce
        | Refusal::NotNow { .. }
        | Refusal::Frozen { .. }
        | Refusal::ReturnedBefore { .. }
        | Refusal::Question { .. }
        | Refusal::InTime
        | Refusal::NothingToWeigh
        | Refusal::EventPassed { .. } => ProblemCode::Conflict,
        Refusal::NothingSaid
        | Refusal::Lines { .. }
        | Refusal::Form { .. }
        | Refusal::Gone(_)
        | Refusal::NotApplicant { .. }
        | Refusal::OutOfScope { .. }
        | Refusal::Unmet { .. }
        | Refusal::Unweighed { .. }
        | Refusal::TooLate { .. }
        | Refusal::NoBody { .. } => ProblemCode::Invalid,
    }
}
