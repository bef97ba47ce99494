//! Accounts, grants, policies and settings, for administrators. What they decide is decided in `admin`; here it is read for them, and what
//! depends on a decision is told of it.

use std::collections::BTreeMap;

use shouwang_domain::authority::{LoginChange, NewLogin};
use shouwang_domain::reach::Scope;
use shouwang_domain::register::{Record, RegisterDef, Value, system_catalog};
use shouwang_domain::system::login::Login;
use shouwang_domain::system::policy_text::PolicyText;
use shouwang_domain::system::role_grant::RoleGrant;
use shouwang_domain::system::setting::Setting as SettingRow;
use shouwang_storage::query::{Filter, RowPage, Stored, Test};

use super::Service;
use super::registers::RowsAsked;
use crate::account::{AccountError, FirstPassword, Founding};
use crate::admin::{self, Answer, Asked, Done, FounderWish, PolicyDraft, PolicyReading, Wanted};
use crate::authority::embedded;
use crate::caller::Caller;
use crate::edge::Edge;
use crate::problem::AppError;

/// The register of accounts.
///
/// # Errors
/// Never: it is declared.
pub fn login_register() -> Result<&'static RegisterDef, AppError> {
    declared(Login::NAME)
}

/// The register of grants.
///
/// # Errors
/// Never: it is declared.
pub fn grant_register() -> Result<&'static RegisterDef, AppError> {
    declared(RoleGrant::NAME)
}

/// The register of policies.
///
/// # Errors
/// Never: it is declared.
pub fn policy_register() -> Result<&'static RegisterDef, AppError> {
    declared(PolicyText::NAME)
}

fn declared(name: &str) -> Result<&'static RegisterDef, AppError> {
    system_catalog().get(name).ok_or_else(|| AppError::internal(format!("no register {name}")))
}

/// A text of policies that holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StandingPolicy {
    /// Its name.
    pub name: String,
    /// Whether the program brings a text of this name along.
    pub carried: bool,
    /// Whether it is a text that was approved, and not what the program brings along.
    pub approved: bool,
}

/// A setting as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingView {
    /// Its name.
    pub name: &'static str,
    /// What it is, in both languages.
    pub label: (&'static str, &'static str),
    /// What holds now.
    pub value: String,
    /// What holds when nobody sets it.
    pub default: &'static str,
    /// Least and greatest number; `None` where it is no number.
    pub range: Option<(u32, u32)>,
    /// Who set it.
    pub decided_by: Option<String>,
    /// Its version: the act that wrote it, 0 while nobody has.
    pub version: i64,
}

impl Service {
    /// A page of a register of the system.
    ///
    /// # Errors
    /// When the question is none, or the database fails.
    pub async fn list_system_rows(&self, asked: &RowsAsked) -> Result<RowPage, AppError> {
        Ok(self.store.list_rows(&asked.query(&Scope::Everything)).await?)
    }

    /// The newest row of a code of a register of the system.
    ///
    /// # Errors
    /// When there is none, or the database fails.
    pub async fn get_system_row(&self, register: &'static RegisterDef, code: &str) -> Result<Stored, AppError> {
        let filters = vec![Filter::new("code", Test::Eq(Value::Text(code.to_owned())))];
        let asked = RowsAsked { filters, limit: 1, ..RowsAsked::all(register) };
        if code.contains('\0') {
            return Err(AppError::not_found());
        }
        self.list_system_rows(&asked).await?.rows.into_iter().next().ok_or_else(AppError::not_found)
    }

    /// Creates an account with a first password, which is told only now.
    ///
    /// # Errors
    /// When it is refused, or the database fails.
    pub async fn create_login(&self, caller: &Caller, new: &NewLogin, edge: &Edge<'_>) -> Result<FirstPassword, AppError> {
        let first = self.accounts.first_password(edge, &new.code).await?;
        admin::create_login(&self.store, caller, Service::moment(edge), new, Some(first.row.clone())).await?;
        self.changes.look();
        Ok(first)
    }

    /// Changes what is said of an account that the caller has seen in this version.
    ///
    /// # Errors
    /// When there is no such account, somebody else changed it, it is refused, or the database fails.
    pub async fn change_login(
        &self,
        caller: &Caller,
        (code, version): (&str, i64),
        (until, change): (shouwang_calendar::Day, &LoginChange),
        edge: &Edge<'_>,
    ) -> Result<Done, AppError> {
        let stored = self.get_system_row(login_register()?, code).await?;
        // Whether it still is this version is seen by the write, in its transaction.
        let seen = Stored { version, ..stored };
        admin::change_login(&self.store, caller, Service::moment(edge), &seen, until, change).await
    }

    /// Disables an account, or enables it again.
    ///
    /// # Errors
    /// When it is refused, or the database fails.
    pub async fn disable_login(
        &self,
        caller: &Caller,
        (code, disabled): (&str, bool),
        reason: Option<String>,
        edge: &Edge<'_>,
    ) -> Result<Done, AppError> {
        admin::disable_login(&self.store, caller, Service::moment(edge), code, disabled, reason).await
    }

    /// Gives an account a new first password, which is told only now. Its second factors are taken back, and its sessions are over.
    ///
    /// # Errors
    /// When it is refused, or the database fails.
    pub async fn reset_login(
        &self,
        caller: &Caller,
        code: &str,
        reason: Option<String>,
        edge: &Edge<'_>,
    ) -> Result<FirstPassword, AppError> {
        self.get_system_row(login_register()?, code).await?;
        let first = self.accounts.first_password(edge, code).await?;
        let proofs = (first.row.clone(), first.factors.clone());
        admin::reset_login(&self.store, caller, Service::moment(edge), code, proofs, reason).await?;
        self.accounts.forget_proofs(edge, code).await?;
        Ok(first)
    }

    /// Ends every session of an account. It is on record first: nobody is put out without anybody's name.
    ///
    /// # Errors
    /// When there is no such account, or the database fails.
    pub async fn end_sessions(&self, caller: &Caller, code: &str, edge: &Edge<'_>) -> Result<u64, AppError> {
        self.get_system_row(login_register()?, code).await?;
        self.put_note(caller, "logins.sessions", Some(format!("login {code}")), edge).await?;
        Ok(self.accounts.revoke_sessions(edge, code).await?)
    }

    /// Asks for a grant.
    ///
    /// # Errors
    /// When it is refused, or the database fails.
    pub async fn request_grant(&self, caller: &Caller, wanted: &Wanted, reason: Option<String>, edge: &Edge<'_>) -> Result<Done, AppError> {
        admin::request_grant(&self.store, caller, Service::moment(edge), wanted, reason).await
    }

    /// Asks for a grant to go on until another last day.
    ///
    /// # Errors
    /// When it is refused, or the database fails.
    pub async fn renew_grant(
        &self,
        caller: &Caller,
        grant: &str,
        until: shouwang_calendar::Day,
        edge: &Edge<'_>,
    ) -> Result<Done, AppError> {
        admin::renew_grant(&self.store, caller, Service::moment(edge), grant, until).await
    }

    /// Approves or refuses a requested grant.
    ///
    /// # Errors
    /// When it is refused, or the database fails.
    pub async fn answer_grant(&self, caller: &Caller, answer: &Answer, edge: &Edge<'_>) -> Result<Done, AppError> {
        admin::answer_grant(&self.store, caller, Service::moment(edge), answer).await
    }

    /// Takes a grant back.
    ///
    /// # Errors
    /// When it is refused, or the database fails.
    pub async fn revoke_grant(&self, caller: &Caller, grant: &str, reason: Option<String>, edge: &Edge<'_>) -> Result<Done, AppError> {
        admin::revoke_grant(&self.store, caller, Service::moment(edge), grant, reason).await
    }

    /// Asks for a deputy.
    ///
    /// # Errors
    /// When it is refused, or the database fails.
    pub async fn deputise(&self, caller: &Caller, asked: &Asked, reason: Option<String>, edge: &Edge<'_>) -> Result<Done, AppError> {
        admin::deputise(&self.store, caller, Service::moment(edge), asked, reason).await
    }

    /// A text of policies beside the one that holds: a draft by its code, or by a text's name the one that holds.
    ///
    /// # Errors
    /// When there is none, or the database fails.
    pub async fn read_policy(&self, code: &str) -> Result<PolicyReading, AppError> {
        admin::read_policy(&self.store, code).await
    }

    /// The texts of policies that hold, by their names.
    #[must_use]
    pub fn standing_policies(&self) -> Vec<StandingPolicy> {
        let carried = embedded();
        let authority = self.authority();
        let standing = |(name, text): (&String, &String)| {
            let own = carried.get(name);
            StandingPolicy { name: name.clone(), carried: own.is_some(), approved: own != Some(text) }
        };
        authority.texts().iter().map(standing).collect()
    }

    /// Proposes a text of policies; the draft's code.
    ///
    /// # Errors
    /// When it is refused, or the database fails.
    pub async fn propose_policy(&self, caller: &Caller, draft: &PolicyDraft, edge: &Edge<'_>) -> Result<String, AppError> {
        admin::propose_policy(&self.store, caller, Service::moment(edge), draft).await
    }

    /// Approves a text of policies, which is in force from then on.
    ///
    /// # Errors
    /// When it is refused, or the database fails.
    pub async fn approve_policy(&self, caller: &Caller, code: &str, reason: Option<String>, edge: &Edge<'_>) -> Result<(), AppError> {
        admin::approve_policy(&self.store, caller, Service::moment(edge), code, reason).await?;
        self.refresh_authority().await
    }

    /// Every setting as it stands.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn settings(&self) -> Result<Vec<SettingView>, AppError> {
        let set = admin::load_settings(&self.store).await?;
        let asked = RowsAsked { limit: 500, ..RowsAsked::all(declared(SettingRow::NAME)?) };
        let rows = self.list_system_rows(&asked).await?;
        let versions: BTreeMap<_, _> = rows.rows.iter().map(|stored| (stored.row.key.code.as_str(), stored.version)).collect();
        let view = |setting: admin::Setting<'_>| SettingView {
            name: setting.name.name,
            label: (setting.name.zh, setting.name.en),
            value: setting.value.to_owned(),
            default: setting.name.default,
            range: setting.name.range,
            decided_by: setting.decided_by.map(str::to_owned),
            version: versions.get(setting.name.name).copied().unwrap_or(0),
        };
        Ok(admin::Setting::all(&set).map(view).collect())
    }

    /// Changes a setting that the caller has seen in this version; what depends on it follows at once.
    ///
    /// # Errors
    /// When there is no such setting, somebody else changed it, the value is none for it, or the database fails.
    pub async fn change_setting(
        &self,
        caller: &Caller,
        (name, value): (&str, &str),
        version: i64,
        edge: &Edge<'_>,
    ) -> Result<SettingView, AppError> {
        let seen = (version != 0).then_some(version);
        admin::change_setting(&self.store, caller, Service::moment(edge), (name, value), seen).await?;
        self.accounts.refresh_settings().await?;
        self.settings().await?.into_iter().find(|setting| setting.name == name).ok_or_else(AppError::not_found)
    }

    /// Founds the first three administrators by the one-time link; their first passwords, told only now. Until one of them has logged in, the
    /// same link gives the same three others, in case that nobody has read these.
    ///
    /// # Errors
    /// When the link is not good any more, the three are refused, or the database fails.
    pub async fn found(
        &self,
        token: &str,
        three: [(NewLogin, shouwang_calendar::Day); 3],
        asked: super::Asked<'_>,
        edge: &Edge<'_>,
    ) -> Result<Vec<(String, String)>, AppError> {
        let founding = self.accounts.find_bootstrap(edge, token).await?.ok_or(AccountError::StepOver)?;
        let mut wishes = Vec::with_capacity(3);
        let mut told = Vec::with_capacity(3);
        for (login, until) in three {
            let first = self.accounts.first_password(edge, &login.code).await?;
            told.push((login.code.clone(), first.password));
            wishes.push(FounderWish { login, until, first_password: first.row });
        }
        let three: [FounderWish; 3] = wishes.try_into().map_err(|_| AppError::internal("three founders became another number"))?;
        let asking = admin::Asking { request: asked.request.to_owned(), client: Some(asked.client.to_owned()) };
        match founding {
            Founding::Anew => admin::found(&self.store, Service::moment(edge), &asking, &three).await?,
            Founding::Again => admin::found_again(&self.store, Service::moment(edge), &asking, &three).await?,
        };
        self.changes.look();
        Ok(told)
    }
}
