//! Matters: started, filled in, handed in, decided, carried out, and ended by time.
//!
//! `desk` asks the facts and the engine, purely; `write` puts what was decided on record, with everything that follows from it, in one act;
//! `start`, `act` (many at once: `bulk`), `sheet` (many lines at once), `files` and `clock` are the ways in which a matter changes; `view`, `list` and
//! `counts` show, `notices` tell, `documents` prints what `wording` says, and `findings` lists what is there without a matter. What is possible when
//! stands in `shouwang_domain::matter`; which matters somebody sees is asked of the policies over the registers of matters.

mod act;
mod bulk;
mod clock;
mod contents;
mod counts;
mod desk;
mod documents;
mod files;
mod findings;
mod held;
mod leaving;
mod line;
mod list;
mod notices;
mod refusal;
mod sheet;
mod start;
mod startable;
mod view;
mod wording;
mod write;

use shouwang_calendar::Day;
use shouwang_domain::matter::{FormDef, form_of};
use shouwang_domain::plan::{CompiledMatter, Program};
use shouwang_domain::register::{Record, RegisterDef, procedure_catalog};
use shouwang_law::model::RuleName;

use crate::problem::{AppError, ProblemCode};

pub use act::{ActAsked, Done as MatterDone};
pub use bulk::{ACTS_MAX, ActOutcome};
pub use clock::MATTER_MOMENT;
pub(super) use clock::{moment_handler, terms_handler};
pub use counts::MatterCounts;
pub use documents::{DocumentAsked, DocumentForm, DocumentKind, Downloaded};
pub use files::{FileView, FilesView, NewFile};
pub use findings::{Finding, FindingCount, FindingsAsked};
pub use line::MatterLine;
pub use list::{MatterViewKind, MattersAsked};
pub use notices::{NoticeLine, NoticesAsked};
pub use refusal::Refused;
pub use sheet::SheetTaken;
pub use start::NewMatter;
pub use view::{CheckView, MatterOffer, MatterView, Needed};
pub use write::moment_job;

/// The register in which a record of matters stands.
fn register_of<T: Record>() -> Result<&'static RegisterDef, AppError> {
    procedure_catalog().get(T::NAME).ok_or_else(|| AppError::internal(format!("no register {}", T::NAME)))
}

/// The forms, each with the rule by which it goes on a day, in the order of the forms. Those without a rule that holds are left out.
#[must_use]
pub fn form_rules(program: &Program, day: Day) -> Vec<(&'static FormDef, &CompiledMatter)> {
    let rule = |form: &'static FormDef| Some((form, rule_on(program, form, day)?));
    shouwang_domain::matter::forms().iter().filter_map(rule).collect()
}

/// The form of a matter and the rule by which it goes on a day.
///
/// # Errors
/// When there is no such matter, or no rule for it holds.
fn form_and_rule<'p>(program: &'p Program, kind: &str, day: Day) -> Result<(&'static FormDef, &'p CompiledMatter), AppError> {
    let form = form_of(kind).ok_or_else(|| {
        AppError::new(
            ProblemCode::NotFound,
            "没有这种事项；见 GET /api/v1/matters/forms",
            "There is no such matter; see GET /api/v1/matters/forms",
        )
    })?;
    let rule = rule_on(program, form, day).ok_or(shouwang_domain::matter::Refusal::NotInForce)?;
    Ok((form, rule))
}

fn rule_on<'p>(program: &'p Program, form: &FormDef, day: Day) -> Option<&'p CompiledMatter> {
    program.matters().iter().find(|matter| matter.kind == form.kind && matter.active.silent_on(day).is_none())
}

/// The rule of this name, whether or not it still holds: a matter is shown, sent back, refused and ended by the rule by which it began. That it is handed in or
/// granted under a rule that holds no more, the engine refuses: then it begins anew under the one that took its place.
fn rule_named<'p>(program: &'p Program, name: &RuleName) -> Result<&'p CompiledMatter, AppError> {
    let found = program.matters().iter().find(|matter| matter.rule.name == *name);
    found.ok_or_else(|| AppError::internal(format!("the law has no matter {name} any more")))
}
