//! Switching a supplementary rule, or choosing a reading, as one row of the register of rule settings.

use shouwang_calendar::Day;
use shouwang_domain::register::{Fact, Record, Ref};
use shouwang_domain::registers::rule_setting::RuleSetting;
use shouwang_domain::registers::unit::Function;
use shouwang_storage::{Expected, Guard, Write, Written};

use super::Service;
use crate::authority::operation;
use crate::caller::Caller;
use crate::edge::Edge;
use crate::problem::{AppError, FieldError, ProblemCode};
use crate::rule_check::{RuleFlaw, check_rule, load_rule_registers};

/// What somebody decides on a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleDecision {
    /// The rule's full name, or the reading.
    pub rule: String,
    /// `off`, `on`, or a choice of the reading.
    pub setting: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Day,
    /// Why.
    pub reason: String,
    /// The version that the caller has seen of what was decided on it from this day on; `None`: nothing was.
    pub version: Option<i64>,
}

impl Service {
    /// Puts a decision on a rule on record, for the unit that the caller acts for.
    ///
    /// # Errors
    /// When the unit decides on no rules, the setting would not be followed, or the database fails.
    pub async fn set_rule(
        &self,
        caller: &Caller,
        decision: &RuleDecision,
        key: Option<String>,
        edge: &Edge<'_>,
    ) -> Result<Written, AppError> {
        let row = operation("rules.set").ok_or_else(|| AppError::internal("no such operation"))?;
        let authority = self.authority();
        let decides = |grant: &&crate::authority::Principal| {
            let unit = grant.unit.as_ref().is_some_and(|unit| unit.functions.contains(&Function::CompetentDepartment));
            unit && !authority.scope(grant, row.id, RuleSetting::NAME).is_nothing()
        };
        let grant = caller.grants.iter().find(decides).ok_or_else(|| {
            AppError::new(ProblemCode::Forbidden, "规则由主管部门决定", "A competent department decides on rules, and you act for none")
        })?;
        let unit = grant.unit.as_ref().map(|unit| unit.code.clone()).unwrap_or_default();
        let data = RuleSetting {
            rule: decision.rule.clone(),
            setting: decision.setting.clone(),
            decided_by: Ref::to(unit),
            reason: decision.reason.clone(),
        };
        let fact = Fact::declared(decision.rule.clone(), decision.from, data).until(decision.until);
        let put = fact.into_row();
        let registers = load_rule_registers(&self.store).await?;
        check_rule(&self.book(), &registers, &put)
            .map_err(|flaws| AppError::invalid(flaws.into_iter().map(RuleFlaw::into_field).collect()))?;
        let about =
            shouwang_storage::About { reason: Some(decision.reason.clone()), idempotency_key: key, ..caller.about(row, Some(grant)) };
        let mut write = Write::now(edge.now, about, "api", edge.bytes());
        write.expected = vec![Expected { register: RuleSetting::NAME, key: put.key.clone(), version: decision.version }];
        write.puts = vec![(RuleSetting::NAME, put)];
        write.guard = Some(Guard::within(RuleSetting::NAME, authority.scope(grant, row.id, RuleSetting::NAME)));
        Ok(self.write_once(write).await?)
    }
}

impl RuleFlaw {
    fn into_field(self) -> FieldError {
        FieldError { place: format!("/{}", self.field), detail: self.words }
    }
}
