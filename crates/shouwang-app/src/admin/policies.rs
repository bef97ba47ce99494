//! Texts of policies that take the place of those that the program carries: one person proposes, another approves.

use std::collections::BTreeMap;

use shouwang_calendar::Day;
use shouwang_domain::reach::Scope;
use shouwang_domain::register::RowKey;
use shouwang_domain::register::{Fact, Record};
use shouwang_domain::system::policy_text::PolicyText;
use shouwang_domain::system::role_grant::Role;
use shouwang_storage::{Expected, Store, Write};

use super::load::{facts, is_own_account};
use super::problem::{damaged, invalid};
use super::turn::check_rows;
use crate::authority::{Authority, PolicyFlaw, embedded, operation};
use crate::caller::{Caller, Moment};
use crate::problem::{AppError, ProblemCode};

/// Between the name of a text and the number of its draft.
const NUMBER: char = '.';

/// A text that is proposed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyDraft {
    /// Which text it is to replace, or the name of a new one: small letters and underscores.
    pub name: String,
    /// The policies.
    pub text: String,
    /// Why.
    pub reason: Option<String>,
}

/// The policies in force.
#[derive(Debug)]
pub struct Loaded {
    /// Ready to be asked.
    pub authority: Authority,
    /// Approved texts that this program cannot use, because it is of another version; what it carries itself holds in their place.
    pub flaws: Vec<PolicyFlaw>,
}

/// How far a text has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PolicyState {
    /// It is a draft and does nothing.
    Proposed,
    /// It holds.
    InForce,
    /// It was approved, and does not hold: a later one stands in its place, or this version of the program cannot use it.
    Superseded,
}

/// A text of policies, to be read beside the one that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyReading {
    /// Which text it is or is to replace.
    pub name: String,
    /// The policies, in Cedar.
    pub text: String,
    /// How far it has got.
    pub state: PolicyState,
    /// The act that wrote this version of a draft; 0 for the text that holds, by its name.
    pub version: i64,
    /// The account that proposed it; `None` for what the program carries.
    pub proposed_by: Option<String>,
    /// The account that approved it.
    pub approved_by: Option<String>,
    /// The text of this name that holds; `None` while there is none.
    pub standing: Option<String>,
}

/// Reads a draft by its code, or by a text's name the one that holds.
///
/// # Errors
/// When there is none, or the database fails.
pub async fn read_policy(store: &Store, code: &str) -> Result<PolicyReading, AppError> {
    let texts = load_authority(store).await?.authority.texts().clone();
    let drafts = drafts(store).await?;
    let Some((name, _)) = number(code) else {
        let text = texts.get(code).ok_or_else(AppError::not_found)?;
        let held = |draft: &&Fact<PolicyText>| {
            let is_of_name = number(&draft.code).is_some_and(|(name, _)| name == code);
            is_of_name && draft.data.approved_by.is_some() && draft.data.text == *text
        };
        let draft = drafts.iter().rfind(held).map(|draft| draft.data.clone());
        let (proposed_by, approved_by) = draft.map_or((None, None), |draft| (Some(draft.proposed_by), draft.approved_by));
        let (text, standing) = (text.clone(), Some(text.clone()));
        let (name, state) = (code.to_owned(), PolicyState::InForce);
        return Ok(PolicyReading { name, text, state, version: 0, proposed_by, approved_by, standing });
    };
    let key = RowKey { code: code.to_owned(), from: Day::MIN };
    let found = store.find_row(&PolicyText::def(), &key, &Scope::Everything).await?.ok_or_else(AppError::not_found)?;
    let draft = Fact::<PolicyText>::from_row(&found.row).map_err(|_| damaged(PolicyText::NAME, code))?;
    let PolicyText { text, proposed_by, approved_by } = draft.data;
    let standing = texts.get(name).cloned();
    let state = match &approved_by {
        None => PolicyState::Proposed,
        Some(_) if standing.as_ref() == Some(&text) => PolicyState::InForce,
        Some(_) => PolicyState::Superseded,
    };
    let (name, version, proposed_by) = (name.to_owned(), found.version, Some(proposed_by));
    Ok(PolicyReading { name, text, state, version, proposed_by, approved_by, standing })
}

/// The policies in force: those that the program carries, with the last approved text of each name in their place.
///
/// # Errors
/// When the database fails, or what the program carries is wrong.
pub async fn load_authority(store: &Store) -> Result<Loaded, AppError> {
    let mut texts = embedded();
    let mut flaws = Vec::new();
    for (name, text) in approved(&drafts(store).await?) {
        let before = texts.insert(name.clone(), text);
        if let Err(flaw) = Authority::new(texts.clone()) {
            flaws.push(flaw);
            match before {
                Some(text) => texts.insert(name, text),
                None => texts.remove(&name),
            };
        }
    }
    let authority = Authority::new(texts).map_err(AppError::internal)?;
    Ok(Loaded { authority, flaws })
}

/// Proposes a text: a draft that does nothing until another person approves it. Answers the draft's code.
///
/// # Errors
/// When the caller may not, the name or the text cannot be used, or the database fails.
pub async fn propose_policy(store: &Store, caller: &Caller, at: Moment, draft: &PolicyDraft) -> Result<String, AppError> {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
    if draft.name.is_empty() || draft.name.len() > 40 || !draft.name.bytes().all(fits) {
        return Err(invalid(
            "/name",
            "名称为1至40个小写字母或下划线".to_owned(),
            "a name is 1 to 40 small letters or underscores".to_owned(),
        ));
    }
    let drafts = drafts(store).await?;
    // A row's text has no space at its ends; to Cedar it makes no difference.
    let text = draft.text.trim();
    check_text(&drafts, &draft.name, text)?;
    let earlier = drafts.iter().filter_map(|row| number(&row.code)).filter(|(name, _)| *name == draft.name);
    let code = format!("{}{NUMBER}{}", draft.name, earlier.map(|(_, number)| number).max().unwrap_or(0) + 1);
    let row = PolicyText { text: text.to_owned(), proposed_by: caller.login.clone(), approved_by: None };
    put(store, caller, at, "policies.propose", Fact::declared(code.clone(), Day::MIN, row), None, draft.reason.clone()).await?;
    Ok(code)
}

/// Approves a draft, which is in force from then on; whoever holds an [`Authority`] has to load it anew.
///
/// # Errors
/// When the caller proposed it himself, under whichever account; it was approved already; it does not fit any more; or the database fails.
pub async fn approve_policy(store: &Store, caller: &Caller, at: Moment, code: &str, reason: Option<String>) -> Result<(), AppError> {
    let key = RowKey { code: code.to_owned(), from: Day::MIN };
    let Some(found) = store.find_row(&PolicyText::def(), &key, &Scope::Everything).await? else { return Err(AppError::not_found()) };
    let mut row = Fact::<PolicyText>::from_row(&found.row).map_err(|_| damaged(PolicyText::NAME, code))?;
    if row.data.approved_by.is_some() {
        return Err(AppError::new(ProblemCode::Conflict, "该策略已获批准", "the text was approved already"));
    }
    if is_own_account(store, caller, &row.data.proposed_by).await? != Some(false) {
        return Err(AppError::new(ProblemCode::Forbidden, "提出策略的人不得自行批准", "whoever proposed a text does not approve it"));
    }
    let (name, _) = number(code).ok_or_else(|| damaged(PolicyText::NAME, code))?;
    check_text(&drafts(store).await?, name, &row.data.text)?;
    row.data.approved_by = Some(caller.login.clone());
    // What he has read, where he says so: the text of a code never changes, but whether it was approved does.
    put(store, caller, at, "policies.approve", row, Some(caller.version.unwrap_or(found.version)), reason).await
}

/// Writes a text for one of those who keep the policies.
async fn put(
    store: &Store,
    caller: &Caller,
    at: Moment,
    id: &str,
    row: Fact<PolicyText>,
    version: Option<i64>,
    reason: Option<String>,
) -> Result<(), AppError> {
    // The security administrator proposes; what he proposed is approved by another one, or countersigned by the audit administrator.
    let may: &[Role] =
        if version.is_none() { &[Role::SecurityAdministrator] } else { &[Role::SecurityAdministrator, Role::AuditAdministrator] };
    let grant = caller.grants.iter().find(|grant| may.contains(&grant.role));
    let (Some(grant), Some(operation)) = (grant, operation(id)) else {
        return Err(AppError::new(
            ProblemCode::Forbidden,
            "授权策略由安全管理员提出，由另一安全管理员或审计管理员批准",
            "policies are proposed by the security administrator and approved by another one or by the audit administrator",
        ));
    };
    let mut write = Write::now(at.now, caller.about(operation, Some(grant)), row.code.clone(), at.salt);
    write.about.reason = reason;
    write.about.idempotency_key = caller.key.clone();
    let key = RowKey { code: row.code.clone(), from: row.from };
    write.expected = vec![Expected { register: PolicyText::NAME, key, version }];
    write.puts = vec![(PolicyText::NAME, row.into_row())];
    check_rows(&write.puts)?;
    store.write(&write).await?;
    Ok(())
}

async fn drafts(store: &Store) -> Result<Vec<Fact<PolicyText>>, AppError> {
    facts(&store.load(&PolicyText::def(), None).await?)
}

/// The last approved text of each name.
fn approved(drafts: &[Fact<PolicyText>]) -> BTreeMap<String, String> {
    let mut last: BTreeMap<String, (u32, String)> = BTreeMap::new();
    for draft in drafts.iter().filter(|draft| draft.data.approved_by.is_some()) {
        let Some((name, number)) = number(&draft.code) else { continue };
        if last.get(name).is_none_or(|(known, _)| *known < number) {
            last.insert(name.to_owned(), (number, draft.data.text.clone()));
        }
    }
    last.into_iter().map(|(name, (_, text))| (name, text)).collect()
}

/// Whether a text fits together with the others that are in force.
fn check_text(drafts: &[Fact<PolicyText>], name: &str, text: &str) -> Result<(), AppError> {
    let mut texts = embedded();
    texts.extend(approved(drafts));
    texts.insert(name.to_owned(), text.to_owned());
    Authority::new(texts).map(|_| ()).map_err(|flaw| {
        let words = flaw.words();
        invalid("/text", words.zh, words.en)
    })
}

/// The name and the number of a draft.
fn number(code: &str) -> Option<(&str, u32)> {
    let (name, number) = code.split_once(NUMBER)?;
    Some((name, number.parse().ok()?))
}
