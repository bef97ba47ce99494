//! A matter is started: it gets its number, and everything that the registers know is already filled in.

use std::collections::BTreeSet;

use shouwang_calendar::Day;
use shouwang_domain::matter::{Act, Matter, prefill};
use shouwang_domain::procedure::matter::Matter as MatterRecord;
use shouwang_domain::procedure::matter_number::MatterNumber;
use shouwang_domain::reach::Scope;
use shouwang_domain::register::{Fact, Record, Ref, Row, RowKey, Value, catalog};
use shouwang_domain::system::role_grant::Role;
use shouwang_storage::query::{Filter, RowQuery, Test};
use shouwang_storage::{Expected, StorageError};

use super::desk::Move;
use super::view::MatterView;
use super::write::{Moment, put};
use super::{form_and_rule, register_of};
use crate::admin::load_matter_terms;
use crate::authority::{Principal, operation};
use crate::caller::Caller;
use crate::edge::Edge;
use crate::problem::{AppError, ProblemCode};
use crate::service::{Service, today};

/// How often another number is taken after somebody else took the one that was meant.
const TRIES: usize = 8;

/// What is started.
#[derive(Clone, Debug)]
pub struct NewMatter {
    /// Identifier of the matter: `port-opening`.
    pub kind: String,
    /// The unit that applies; that of the caller's grant where he has only one.
    pub applicant: Option<String>,
    /// Code of the thing that it is about, where that is there already.
    pub subject: Option<String>,
    /// The caller's own name for the request.
    pub key: Option<String>,
}

impl Service {
    /// Starts a matter as a draft with one line, in which everything stands that the registers know.
    ///
    /// # Errors
    /// When there is no such matter, no rule for it holds, the caller writes for no such unit, or the database fails.
    pub async fn start_matter(&self, caller: &Caller, new: NewMatter, edge: &Edge<'_>) -> Result<MatterView, AppError> {
        let day = today(edge.now);
        let grant = self.writing_grant(caller, new.applicant.as_deref())?;
        let unit = grant.unit.as_ref().ok_or_else(AppError::not_found)?;
        let book = self.book();
        let (kind, rule) = form_and_rule(&book.program, &new.kind, day).map(|(form, rule)| (form.kind, rule.rule.name.clone()))?;
        let line = self.first_line(caller, &new, &unit.code, day).await?;
        let terms = load_matter_terms(&self.store).await?;
        let actor = self.actor(caller);
        let row = operation("matters.start").ok_or_else(|| AppError::internal("no such operation"))?;
        let mut tries = 0;
        loop {
            let given = self.next_number(&unit.division, day).await?;
            let draft = Matter::draft(given.number.clone(), kind, rule.clone(), &unit.code);
            let by = Move::Act(actor.clone(), Act::Edit(vec![line.clone()]));
            let decision = self.decide_matter(draft, (day, terms), by).await?;
            let Some(decision) = decision else { return Err(AppError::internal("a draft was not written")) };
            let article = Some(book.article_of(&decision.rule.name, decision.rule.clause).to_string());
            let about = shouwang_storage::About { article, idempotency_key: new.key.clone(), ..caller.about(row, Some(grant)) };
            let at = Moment { now: edge.now, salt: edge.bytes() };
            let mut write = self.matter_write(&decision, (day, None), about, at).await?;
            write.expected.push(given.expected);
            write.puts.push(given.row);
            match self.queue.write(write).await {
                Ok(_) => {
                    self.changes().look();
                    return self.get_matter(caller, &given.number, edge).await;
                }
                // The request came before and its answer was lost: the draft that it made stands.
                Err(StorageError::AlreadyDone { act }) => {
                    // Every act on a matter says which one as its source.
                    let act = self.done_before(act, edge.now).await?;
                    return self.get_matter(caller, &act.source, edge).await;
                }
                Err(StorageError::Overtaken { .. }) if tries < TRIES => tries += 1,
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// The grant under which somebody writes for a unit.
    fn writing_grant<'c>(&self, caller: &'c Caller, applicant: Option<&str>) -> Result<&'c Principal, AppError> {
        let authority = self.authority();
        let writes = |grant: &&Principal| {
            [Role::Handler, Role::Approver].contains(&grant.role)
                && grant.unit.as_ref().is_some_and(|unit| applicant.is_none_or(|wanted| wanted == unit.code))
                && !authority.scope(grant, "matters.start", MatterRecord::NAME).is_nothing()
        };
        let mut grants = caller.grants.iter().filter(writes);
        let first = grants.next().ok_or_else(|| {
            AppError::new(
                ProblemCode::Forbidden,
                "您不是该单位的经办或者审核人员；请由该单位的人员起草",
                "You are neither handler nor approver of that unit; one of its people starts the matter",
            )
        })?;
        let unit = |grant: &Principal| grant.unit.as_ref().map(|unit| unit.code.clone());
        if grants.any(|other| unit(other) != unit(first)) {
            let (zh, en) = ("您代表几个单位；请写明由哪个单位申请", "You act for several units; say which one applies");
            return Err(AppError::invalid_at("/applicant", zh, en));
        }
        Ok(first)
    }

    /// The first line, with everything that the caller may know: of a thing that he may not know of it says no more than of one that is not there.
    async fn first_line(&self, caller: &Caller, new: &NewMatter, applicant: &str, day: Day) -> Result<Row, AppError> {
        let form = form_and_rule(&self.book().program, &new.kind, day)?.0;
        let asked: BTreeSet<String> = new.subject.iter().cloned().collect();
        let def = catalog().get(form.subject).ok_or_else(|| AppError::internal(format!("no register {}", form.subject)))?;
        let scope = self.told_by_matters(&caller.grants, &[applicant.to_owned()], def.name);
        let subject = self.visible_codes(def, &asked, &scope).await?.pop_first();
        let applicant = applicant.to_owned();
        let fill = move |desk: &mut crate::duties::Desk<'_>| prefill(form, &applicant, subject.as_deref(), &desk.facts, day);
        let mut line = self.desks().at_newest(fill).await?;
        if !form.names_subject() {
            line.key.code = new.subject.clone().unwrap_or_default();
        }
        Ok(line)
    }

    /// The next number of a division, with the row that says that it is taken.
    async fn next_number(&self, division: &str, day: Day) -> Result<NextNumber, AppError> {
        let (year, ..) = day.civil();
        let code = format!("{year}-{division}");
        let filters = vec![Filter::new("code", Test::Eq(Value::Text(code.clone())))];
        let query = RowQuery { filters, limit: 1, ..RowQuery::new(register_of::<MatterNumber>()?, &Scope::Everything) };
        let stored = self.store.list_rows(&query).await?.rows.into_iter().next();
        let known = stored.as_ref().map(|stored| Fact::<MatterNumber>::from_row(&stored.row)).transpose().map_err(AppError::internal)?;
        let last = known.map_or(0, |fact| fact.data.last) + 1;
        let fact = Fact::declared(code.clone(), Day::MIN, MatterNumber { division: Ref::to(division), last });
        let key = RowKey { code, from: Day::MIN };
        Ok(NextNumber {
            number: format!("S{year}-{division}-{last:04}"),
            expected: Expected { register: MatterNumber::NAME, key, version: stored.map(|stored| stored.version) },
            row: put(fact),
        })
    }
}

/// A number that nobody has yet.
struct NextNumber {
    number: String,
    expected: Expected,
    row: (&'static str, Row),
}
