//! What a refusal of the engine means for whoever asked, in the names that people use.

use shouwang_calendar::Words;
use shouwang_domain::matter::Refusal;

use crate::problem::{AppError, FieldError, ProblemCode};

/// Why something is not possible, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Why.
    pub refusal: Refusal,
    /// What is wrong and what to do.
    pub words: Words,
}

impl From<Refusal> for Refused {
    fn from(refusal: Refusal) -> Refused {
        Refused { words: refusal.words(), refusal }
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> AppError {
        Refused::from(refusal).into()
    }
}

impl From<Refused> for AppError {
    fn from(Refused { refusal, words }: Refused) -> AppError {
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
            Refusal::NoSeat { .. } => vec![FieldError { place: "/words".to_owned(), detail: words }],
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
        | Refusal::NoSeat { .. }
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
