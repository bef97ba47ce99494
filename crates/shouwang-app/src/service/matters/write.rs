//! What was decided of a matter, put on record: the matter, its steps and entries, whom it has to be told, the permission, everything that takes effect, and the job of
//! the day on which time does something next, in one act or not at all.
//!
//! A decision rests on what the desk saw. Where a row that it replaces stands otherwise by now, nothing is written.

use jiff::Timestamp;
use shouwang_domain::matter::{entry_facts, matter_fact, notice_facts, step_facts};
use shouwang_domain::procedure::matter::Matter as MatterRecord;
use shouwang_domain::procedure::matter_entry::MatterEntry;
use shouwang_domain::procedure::matter_notice::MatterNotice;
use shouwang_domain::procedure::matter_step::MatterStep;
use shouwang_domain::reach::Scope;
use shouwang_domain::register::{Fact, Record, Row, RowKey, Value, full_catalog, validate};
use shouwang_storage::query::{Filter, RowQuery, Test};
use shouwang_storage::{About, Expected, NewJob, Write};

use super::clock::MATTER_MOMENT;
use super::desk::{Decision, Effect};
use super::register_of;
use crate::problem::{AppError, FieldError, ProblemCode};
use crate::service::Service;

/// When something is written, and the random bytes that go with it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    pub(super) now: Timestamp,
    pub(super) salt: [u8; 32],
}

impl Service {
    /// The write of a decision on a matter that stands in this version; `None`: it is new.
    pub(super) async fn matter_write(
        &self,
        decision: &Decision,
        (begun_on, version): (shouwang_calendar::Day, Option<i64>),
        about: About,
        at: Moment,
    ) -> Result<Write, AppError> {
        let (before, after) = (&decision.before, &decision.decided.matter);
        let today = super::super::today(at.now);
        let matter = matter_fact(after, begun_on)?.into_row();
        let account = (!about.actor.is_empty()).then(|| about.actor.clone());
        let mut write = Write::now(at.now, about, after.number.clone(), at.salt);
        write.expected.push(Expected { register: MatterRecord::NAME, key: matter.key.clone(), version });
        write.puts.push((MatterRecord::NAME, matter));
        let steps = step_facts(before, after, &decision.decided.notices, (&decision.rule, &decision.bodies), today);
        write.puts.extend(steps.into_iter().map(|step| (MatterStep::NAME, step.into_row())));
        let earlier_count = if version.is_some() { self.entries_count(&after.number).await? } else { 0 };
        let entries = entry_facts(&after.number, &decision.decided.entries, earlier_count, account.as_deref());
        for entry in entries {
            let row = entry.into_row();
            // Two who add to the history at once, without another change of the matter, must not write one line.
            write.expected.push(Expected { register: MatterEntry::NAME, key: row.key.clone(), version: None });
            write.puts.push((MatterEntry::NAME, row));
        }
        let notices = notice_facts(before, &decision.decided, &decision.above, (earlier_count, today));
        write.puts.extend(notices.into_iter().map(|notice| (MatterNotice::NAME, notice.into_row())));
        for effect in &decision.effects {
            let (expected, row) = self.replacing(effect).await?;
            write.expected.push(expected);
            write.puts.push((effect.register, row));
        }
        self.end_grants(&decision.leaving, &mut write).await?;
        check_rows(&write.puts)?;
        write.jobs.extend(decision.next.map(|day| moment_job(&after.number, day, at.now)));
        Ok(write)
    }

    async fn entries_count(&self, number: &str) -> Result<usize, AppError> {
        let filters = vec![Filter::new("matter", Test::Eq(Value::Ref(number.to_owned())))];
        let query = RowQuery { filters, ..RowQuery::new(register_of::<MatterEntry>()?, &Scope::Everything) };
        Ok(usize::try_from(self.store.count_rows(&query).await?.rows).unwrap_or(usize::MAX))
    }

    /// The version that stands under an effect's key, if it is what the desk saw, and the row that takes its place. The facts know no remarks, so
    /// that the desk sees none: what stands there keeps its own, unless the effect brings another.
    async fn replacing(&self, effect: &Effect) -> Result<(Expected, Row), AppError> {
        let def = full_catalog().get(effect.register).ok_or_else(|| AppError::internal(format!("no register {}", effect.register)))?;
        let stored = self.store.find_row(def, &effect.row.key, &Scope::Everything).await?;
        let note = stored.as_ref().and_then(|stored| stored.row.note.clone());
        let is_as_seen = match (&stored, &effect.stood) {
            (Some(stored), Some(stood)) => stored.row.says_the_same(&Row { note: note.clone(), ..stood.clone() }),
            (stored, stood) => stored.is_none() && stood.is_none(),
        };
        if !is_as_seen {
            return Err(changed(effect.register, &effect.row.key));
        }
        let row = Row { note: effect.row.note.clone().or(note), ..effect.row.clone() };
        Ok((Expected { register: def.name, key: row.key.clone(), version: stored.map(|stored| stored.version) }, row))
    }
}

/// The job that looks at a matter again on the day on which time does something, or at once when that day has passed.
pub fn moment_job(number: &str, day: shouwang_calendar::Day, now: Timestamp) -> NewJob {
    NewJob {
        kind: MATTER_MOMENT.to_owned(),
        payload: serde_json::Value::from(number).to_string(),
        due_at: day.begins_at().unwrap_or(now).max(now),
        unique: Some(format!("{number} {day}")),
    }
}

/// What the declarations say of rows holds for what matters change as for every other row.
pub(super) fn check_rows(rows: &[(&'static str, Row)]) -> Result<(), AppError> {
    let problems =
        rows.iter().filter_map(|(register, row)| Some((register, full_catalog().get(register)?, row))).flat_map(|(register, def, row)| {
            let place = move |field: &str| format!("/effects/{register}/{field}");
            validate(row, def).into_iter().map(move |problem| FieldError::new(place(problem.field), problem.zh, problem.en))
        });
    let errors: Vec<_> = problems.collect();
    if errors.is_empty() { Ok(()) } else { Err(AppError::invalid(errors)) }
}

fn changed(register: &str, key: &RowKey) -> AppError {
    let label = full_catalog().get(register).map(|def| def.label);
    let (zh, en) = label.map_or((register, register), |label| (label.zh, label.en));
    let code = &key.code;
    AppError::new(
        ProblemCode::Overtaken,
        format!("“{zh}”的“{code}”刚被更改，没有写入任何内容；请刷新后再办理"),
        format!("`{code}` in `{en}` was changed just now and nothing was written; reload the matter and act again"),
    )
}

/// A fact's row, for the register of its type.
pub(super) fn put<T: Record>(fact: Fact<T>) -> (&'static str, Row) {
    (T::NAME, fact.into_row())
}
