//! What a refusal means for whoever asked.

use shouwang_calendar::Words;
use shouwang_domain::authority::Refusal;

use crate::problem::{AppError, FieldError, ProblemCode};

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> AppError {
        let Words { zh, en } = refusal.words();
        let code = match refusal {
            Refusal::UnknownLogin { .. } | Refusal::UnknownGrant { .. } => ProblemCode::NotFound,
            Refusal::SeveralRows { code } => return damaged("login, role_grant", &code),
            Refusal::NotWorking { .. }
            | Refusal::NotHis { .. }
            | Refusal::Himself
            | Refusal::RequestedByHim
            | Refusal::CreatedByHim
            | Refusal::Administrator { .. } => ProblemCode::Forbidden,
            Refusal::Days { .. } | Refusal::TooLong { .. } | Refusal::BeyondGrant { .. } => return invalid("/until", zh, en),
            Refusal::Unit { .. } | Refusal::NoUnit { .. } => return invalid("/unit", zh, en),
            Refusal::NoContract { .. } | Refusal::OtherProvider { .. } | Refusal::BeyondContract { .. } => {
                return invalid("/contract", zh, en);
            }
            Refusal::Reserved { .. } | Refusal::NotThreePersons => return invalid("", zh, en),
            Refusal::Taken { .. }
            | Refusal::NotApart { .. }
            | Refusal::NotRequested { .. }
            | Refusal::NotApproved { .. }
            | Refusal::OfDeputy { .. }
            | Refusal::OwnDeputy
            | Refusal::IdentityStands { .. }
            | Refusal::SubjectTaken { .. }
            | Refusal::TooFewLeft
            | Refusal::Founded => ProblemCode::Conflict,
        };
        AppError::new(code, zh, en)
    }
}

/// Content that cannot be taken, which says so as a whole and at its place.
pub(super) fn invalid(place: &str, zh: String, en: String) -> AppError {
    let mut error = AppError::new(ProblemCode::Invalid, zh.clone(), en.clone());
    error.fields.push(FieldError::new(place, zh, en));
    error
}

/// A row that this program did not write.
pub(super) fn damaged(register: &str, code: &str) -> AppError {
    AppError::internal(format!("{register}: the rows of `{code}` are not as this program writes them; verify the ledger"))
}
