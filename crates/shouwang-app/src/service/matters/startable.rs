//! Which matters a unit can start, and why not the others.

use std::collections::BTreeMap;

use shouwang_domain::matter::cannot_start;

use super::form_rules;
use super::refusal::Refused;
use crate::caller::Caller;
use crate::edge::Edge;
use crate::planning::Wanted;
use crate::problem::AppError;
use crate::service::{Service, today};

impl Service {
    /// The matters that a unit of the caller cannot start today, whatever they were about, by the names of their forms, each with the reason.
    ///
    /// # Errors
    /// When the caller does not act for the unit, or the database fails.
    pub async fn unstartable(
        &self,
        caller: &Caller,
        applicant: &str,
        edge: &Edge<'_>,
    ) -> Result<BTreeMap<&'static str, Refused>, AppError> {
        let is_own = caller.grants.iter().any(|grant| grant.unit.as_ref().is_some_and(|unit| unit.code == applicant));
        if !is_own {
            return Err(AppError::not_found());
        }
        let (applicant, day) = (applicant.to_owned(), today(edge.now));
        let reasons = move |desk: &mut crate::duties::Desk<'_>| {
            let (book, _, facts) = desk.parts();
            let rules = form_rules(&book.program, day).into_iter();
            rules.filter_map(|(form, rule)| Some((form.def.name, cannot_start(facts, rule, &applicant, day)?.into()))).collect()
        };
        self.desks().at(None, &Wanted::Everything, reasons).await
    }
}
