//! Accounts with which one looks around in the sample: the three administrators and five people of bodies of the sample.
//!
//! They come about as every account does: the three are founded, the others created by one administrator, asked for by him and approved by
//! another, and everybody changes his first password. What is special is one setting, that no role of this installation is asked for a second
//! factor; it is on record like every setting, and where there is no sample nothing sets it.

use shouwang_calendar::{Day, Words};
use shouwang_domain::authority::{LoginChange, NewLogin};
use shouwang_domain::register::Ref;
use shouwang_domain::system::role_grant::Role;
use shouwang_storage::Store;

use super::places::SHOWCASE_COUNTY;
use super::seat::unit_code;
use crate::account::{AccountError, Accounts, Step, Visitor};
use crate::admin::{self, Answer, Asking, FounderWish, Wanted};
use crate::caller::{Caller, Moment};
use crate::edge::Edge;
use crate::problem::AppError;

/// The division of the province.
const PROVINCE: &str = "43";
/// The setting of who is asked for a second factor.
const SECOND_FACTOR: &str = "second_factor.roles";
/// Days for which accounts and grants last, the first included: the longest term by default.
const DAYS: i32 = 365;

/// An account of the sample, with the password that it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleAccount {
    /// The login name.
    pub login: &'static str,
    /// The password; it is nowhere else.
    pub password: String,
    /// Who it is.
    pub who: Words,
}

/// Somebody who gets an account.
struct Person {
    login: &'static str,
    role: Role,
    /// Place and number of his unit; administrators have none.
    unit: Option<(&'static str, u32)>,
    zh: &'static str,
    en: &'static str,
}

const fn person(login: &'static str, role: Role, unit: Option<(&'static str, u32)>, zh: &'static str, en: &'static str) -> Person {
    Person { login, role, unit, zh, en }
}

const ADMINISTRATORS: [Person; 3] = [
    person("system", Role::SystemAdministrator, None, "系统管理员", "system administrator"),
    person("security", Role::SecurityAdministrator, None, "安全管理员", "security administrator"),
    person("audit", Role::AuditAdministrator, None, "审计管理员", "audit administrator"),
];

const PEOPLE: [Person; 5] = [
    person("approver", Role::Approver, Some((SHOWCASE_COUNTY, 1)), "县主管部门审核", "approver of the county's competent department"),
    person("agency", Role::Handler, Some((SHOWCASE_COUNTY, 2)), "县运行管理机构经办", "handler of the county's operating agency"),
    person("handler", Role::Handler, Some((SHOWCASE_COUNTY, 7)), "县一个接入单位经办", "handler of one connected unit of the county"),
    person("province", Role::Approver, Some((PROVINCE, 1)), "省主管部门审核", "approver of the province's competent department"),
    person("reader", Role::Reader, Some((PROVINCE, 1)), "省主管部门查阅", "reader of the province's competent department"),
];

/// Makes the accounts of a sample, in an installation that has none.
///
/// # Errors
/// When there are administrators already, or the database fails.
pub async fn make_accounts(store: &Store, accounts: &Accounts, edge: &Edge<'_>) -> Result<Vec<SampleAccount>, AppError> {
    let making = Making { store, accounts, edge, today: Moment::of(edge).today() };
    let mut first_passwords = making.found().await?;
    let system = making.caller(&ADMINISTRATORS[0]).await?;
    let security = making.caller(&ADMINISTRATORS[1]).await?;
    admin::change_setting(store, &system, Moment::of(edge), (SECOND_FACTOR, "none"), None).await?;
    accounts.refresh_settings().await?;
    for who in &PEOPLE {
        first_passwords.push(making.create(&system, &security, who).await?);
    }
    let mut made = Vec::new();
    for (who, first) in ADMINISTRATORS.iter().chain(&PEOPLE).zip(first_passwords) {
        let password = making.set_password(who, &first).await?;
        made.push(SampleAccount { login: who.login, password, who: Words::new(who.zh, who.en) });
    }
    Ok(made)
}

struct Making<'a> {
    store: &'a Store,
    accounts: &'a Accounts,
    edge: &'a Edge<'a>,
    today: Day,
}

impl Making<'_> {
    /// Founds the three; their first passwords.
    async fn found(&self) -> Result<Vec<String>, AppError> {
        let mut passwords = Vec::new();
        let mut wishes = Vec::new();
        for who in &ADMINISTRATORS {
            let first = self.accounts.first_password(self.edge, who.login).await?;
            passwords.push(first.password);
            wishes.push(FounderWish { login: self.login(who), until: self.until(), first_password: first.row });
        }
        let three: [FounderWish; 3] = wishes.try_into().map_err(|_| AppError::internal("three founders became another number"))?;
        admin::found(self.store, Moment::of(self.edge), &asking(), &three).await?;
        Ok(passwords)
    }

    /// Creates an account and has its role approved by another administrator; its first password.
    async fn create(&self, system: &Caller, security: &Caller, who: &Person) -> Result<String, AppError> {
        let first = self.accounts.first_password(self.edge, who.login).await?;
        admin::create_login(self.store, system, Moment::of(self.edge), &self.login(who), Some(first.row)).await?;
        let wanted = Wanted {
            login: who.login.to_owned(),
            role: who.role,
            unit: who.unit.map(|(place, number)| unit_code(place, number)),
            contract: None,
            from: self.today,
            until: self.until(),
        };
        let asked = admin::request_grant(self.store, system, Moment::of(self.edge), &wanted, None).await?;
        for grant in asked.grants {
            let answer = Answer { grant: grant.code, approve: true, reason: None };
            admin::answer_grant(self.store, security, Moment::of(self.edge), &answer).await?;
        }
        Ok(first.password)
    }

    /// Logs in with the first password and puts another in its place, which is told.
    async fn set_password(&self, who: &Person, first: &str) -> Result<String, AppError> {
        let visitor = Visitor { client: "demo".to_owned(), agent: "shouwang demo".to_owned(), request: asking().request };
        let password = self.accounts.first_password(self.edge, who.login).await?.password;
        let Step::ChangePassword { ticket, .. } = self.accounts.log_in(self.edge, &visitor, who.login, first).await? else {
            return Err(AccountError::StepOver.into());
        };
        self.accounts.change_password_at_login(self.edge, &visitor, &ticket, &password).await?;
        self.accounts.revoke_sessions(self.edge, who.login).await?;
        Ok(password)
    }

    async fn caller(&self, who: &Person) -> Result<Caller, AppError> {
        let caller = admin::load_caller(self.store, who.login, self.today, &asking()).await?;
        caller.ok_or_else(|| AppError::internal(format!("{} cannot act", who.login)))
    }

    fn login(&self, who: &Person) -> NewLogin {
        let holder = LoginChange {
            name: format!("样例·{}", who.zh),
            identity: self.accounts.key().identity(&format!("sample {}", who.login)),
            person: None,
            unit: who.unit.map(|(place, number)| Ref::to(unit_code(place, number))),
            subject: None,
        };
        NewLogin { code: who.login.to_owned(), from: self.today, until: self.until(), holder }
    }

    fn until(&self) -> Day {
        self.today.plus(DAYS - 1)
    }
}

fn asking() -> Asking {
    Asking { request: "demo".to_owned(), client: Some("demo".to_owned()) }
}
