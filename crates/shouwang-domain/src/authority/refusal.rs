//! Why an act on accounts and grants is refused: what is wrong and what to do, in both languages.

use std::fmt;

use shouwang_calendar::{Day, Words};

use crate::register::Choices;
use crate::system::role_grant::Role;

/// Why an act was refused. Nothing is changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No such account.
    UnknownLogin {
        /// Its code.
        login: String,
    },
    /// No such grant.
    UnknownGrant {
        /// Its code.
        grant: String,
    },
    /// One account or grant has several rows.
    SeveralRows {
        /// Its code.
        code: String,
    },
    /// The acting account does not work on this day.
    NotWorking {
        /// Its code.
        login: String,
    },
    /// The act belongs to others.
    NotHis {
        /// The roles to which it belongs.
        belongs_to: Vec<Role>,
    },
    /// Nobody acts on his own accounts or grants.
    Himself,
    /// Another account or grant has this code.
    Taken {
        /// The code.
        code: String,
    },
    /// The code is kept for the founding.
    Reserved {
        /// The code.
        code: String,
    },
    /// The last day lies before the first or in the past, or the first in the past.
    Days {
        /// First day.
        from: Day,
        /// Last day.
        until: Day,
        /// The day of the act.
        today: Day,
    },
    /// The term is too long.
    TooLong {
        /// Days asked for.
        days: i32,
        /// Days allowed.
        longest: i32,
    },
    /// The person holds, within these days, a role from which this one must be apart.
    NotApart {
        /// The role that is asked for.
        role: Role,
        /// The role that he holds.
        held: Role,
        /// Code of the grant by which he holds it.
        grant: String,
    },
    /// A business role without a unit, or an administrator's with one.
    Unit {
        /// The role.
        role: Role,
    },
    /// The unit that is to be acted for is not in the register.
    NoUnit {
        /// Its code.
        unit: String,
    },
    /// The contract is not in the register.
    NoContract {
        /// Its code.
        contract: String,
    },
    /// The contract is with another provider than the unit that is to be acted for.
    OtherProvider {
        /// The contract.
        contract: String,
        /// Its provider.
        provider: String,
    },
    /// The contract does not hold on the first day.
    BeyondContract {
        /// The contract.
        contract: String,
        /// Its first day.
        from: Day,
        /// Its last day.
        until: Day,
    },
    /// The grant waits for no answer.
    NotRequested {
        /// Its code.
        grant: String,
    },
    /// The grant is not in force any more, or never was.
    NotApproved {
        /// Its code.
        grant: String,
    },
    /// Whoever requested a grant does not decide it.
    RequestedByHim,
    /// Whoever created an account does not grant it anything.
    CreatedByHim,
    /// A deputy has no deputies, and his grant is not renewed.
    OfDeputy {
        /// The deputy's grant.
        grant: String,
    },
    /// A deputy's days lie within those of the grant.
    BeyondGrant {
        /// First day of the grant.
        from: Day,
        /// Last day of the grant.
        until: Day,
    },
    /// Nobody is his own deputy.
    OwnDeputy,
    /// An account that was ever requested anything for keeps its identity.
    IdentityStands {
        /// Its code.
        login: String,
    },
    /// Another account that may be used has this subject at the identity provider.
    SubjectTaken {
        /// Its code.
        login: String,
    },
    /// Fewer than two of the three administrators would be left.
    TooFewLeft,
    /// The credentials of an administrator are not reset by another.
    Administrator {
        /// Code of the account.
        login: String,
    },
    /// Two of the three administrators are in place already.
    Founded,
    /// The three administrators are three persons.
    NotThreePersons,
}

impl Refusal {
    /// What is wrong and what to do.
    #[must_use]
    pub fn words(&self) -> Words {
        match self {
            Refusal::UnknownLogin { .. } | Refusal::UnknownGrant { .. } | Refusal::SeveralRows { .. } | Refusal::NotWorking { .. } => {
                self.missing()
            }
            Refusal::Days { .. } | Refusal::TooLong { .. } | Refusal::BeyondGrant { .. } => self.about_days(),
            Refusal::NotHis { .. } | Refusal::Himself | Refusal::RequestedByHim | Refusal::CreatedByHim => self.about_actor(),
            Refusal::NotApart { .. }
            | Refusal::TooFewLeft
            | Refusal::Administrator { .. }
            | Refusal::Founded
            | Refusal::NotThreePersons => self.about_separation(),
            Refusal::NoUnit { .. } | Refusal::NoContract { .. } | Refusal::OtherProvider { .. } | Refusal::BeyondContract { .. } => {
                self.about_posting()
            }
            _ => self.about_asked(),
        }
    }

    fn missing(&self) -> Words {
        match self {
            Refusal::UnknownLogin { login } => {
                Words::new(format!("没有账户“{login}”；请核对登录名"), format!("there is no account `{login}`; check the login name"))
            }
            Refusal::UnknownGrant { grant } => {
                Words::new(format!("没有授权“{grant}”；请核对编号"), format!("there is no grant `{grant}`; check its code"))
            }
            Refusal::SeveralRows { code } => Words::new(
                format!("“{code}”有多行记录，无法判断以哪一行为准；请核验账本"),
                format!("`{code}` has several rows, and none can be told to hold; verify the ledger"),
            ),
            _ => Words::new(
                "该账户当日不可用：已停用、不在有效期内或没有生效的授权",
                "the account does not work on this day: it is disabled, outside its days, or has no grant in force",
            ),
        }
    }

    fn about_days(&self) -> Words {
        match self {
            Refusal::TooLong { days, longest } => Words::new(
                format!("任期{days}日，超过最长任期{longest}日；请缩短，到期前可以续期"),
                format!("a term of {days} days is longer than the longest of {longest}; shorten it, it can be renewed before it ends"),
            ),
            Refusal::BeyondGrant { from, until } => Words::new(
                format!("代理期限须在被代理授权的{from}至{until}之内"),
                format!("a deputy's days lie within those of the grant, {from} to {until}"),
            ),
            Refusal::Days { from, until, today } => Words::new(
                format!("起止日{from}至{until}不可用：起始日不早于今日{today}，截止日不早于起始日"),
                format!(
                    "the days {from} to {until} cannot be used: they begin today ({today}) or later, and end no earlier than they begin"
                ),
            ),
            _ => self.about_asked(),
        }
    }

    fn about_actor(&self) -> Words {
        match self {
            Refusal::NotHis { belongs_to } => {
                let zh: Vec<_> = belongs_to.iter().map(|role| label(*role).0).collect();
                let en: Vec<_> = belongs_to.iter().map(|role| label(*role).1).collect();
                Words::new(format!("此事由{}办理", zh.join("、")), format!("this is for: {}", en.join(", ")))
            }
            Refusal::RequestedByHim => Words::new(
                "申请人不得审批自己提出的申请；请由他人审批",
                "whoever requested a grant does not decide it; somebody else has to",
            ),
            Refusal::CreatedByHim => Words::new(
                "创建账户的人不得为该账户审批授权；请由他人审批，或另建账户",
                "whoever created an account does not approve grants for it; somebody else has to, or another account is created",
            ),
            _ => Words::new(
                "任何人不得办理涉及本人账户或授权的事项；请由他人办理",
                "nobody acts on his own accounts and grants; somebody else has to",
            ),
        }
    }

    fn about_separation(&self) -> Words {
        match self {
            Refusal::NotApart { role, held, grant } => {
                let ((role_zh, role_en), (held_zh, held_en)) = (label(*role), label(*held));
                Words::new(
                    format!("同一自然人在此期间已有{held_zh}授权（{grant}），不得兼任{role_zh}；请另选人员，或先收回该授权"),
                    format!(
                        "the same person holds {held_en} in these days (grant {grant}) and cannot be {role_en} too; choose somebody else, or revoke that grant first"
                    ),
                )
            }
            Refusal::TooFewLeft => Words::new(
                "三类管理员中至少须有两类在位，否则无人可以补任；请先补任",
                "at least two of the three administrators have to stay in place, or nobody can replace the third; replace him first",
            ),
            Refusal::Administrator { login } => Words::new(
                format!("“{login}”是管理员账户，凭据不得由他人重置；请收回其授权并为其另建账户"),
                format!(
                    "`{login}` is an administrator's account, whose credentials nobody resets; revoke its grant and create another account for him"
                ),
            ),
            Refusal::Founded => Words::new(
                "已有至少两类管理员在位，不能再次设立；请由在位的管理员补任",
                "two of the three administrators are in place already; they appoint the third themselves",
            ),
            _ => Words::new("三类管理员须由三个不同的自然人担任", "the three administrators are three different persons"),
        }
    }

    fn about_posting(&self) -> Words {
        match self {
            Refusal::NoUnit { unit } => Words::new(
                format!("单位台账中没有编号“{unit}”；请先登记，或更正编号"),
                format!("there is no unit `{unit}` in the register; enter it first, or correct the code"),
            ),
            Refusal::OtherProvider { contract, provider } => Words::new(
                format!("合同“{contract}”的服务商是“{provider}”；按合同授权时，单位须填服务商"),
                format!("the contract `{contract}` is with the provider `{provider}`; a grant under it is for that unit"),
            ),
            Refusal::BeyondContract { contract, from, until } => Words::new(
                format!("合同“{contract}”的期限为{from}至{until}，授权首日不在其内；请改期，或先登记续签"),
                format!(
                    "the contract `{contract}` holds from {from} to {until}, which leaves out the first day of the grant; choose another, or enter the renewal first"
                ),
            ),
            Refusal::NoContract { contract } => Words::new(
                format!("服务合同台账中没有编号“{contract}”；请先登记，或更正编号"),
                format!("there is no contract `{contract}` in the register; enter it first, or correct the code"),
            ),
            _ => self.about_asked(),
        }
    }

    fn about_asked(&self) -> Words {
        match self {
            Refusal::Taken { code } => {
                Words::new(format!("“{code}”已被使用；请另取编号"), format!("`{code}` is taken; choose another code"))
            }
            Refusal::Reserved { code } => Words::new(
                format!("“{code}”为系统保留；请另取登录名"),
                format!("`{code}` is kept for the founding; choose another login name"),
            ),
            Refusal::Unit { role } => {
                let (zh, en) = label(*role);
                Words::new(
                    format!("{zh}：业务角色须填单位，三类管理员不填单位、合同"),
                    format!("{en}: a business role acts for a unit; the three administrators act for no unit and under no contract"),
                )
            }
            Refusal::NotRequested { grant } => {
                Words::new(format!("授权“{grant}”不是待批状态"), format!("the grant `{grant}` waits for no answer"))
            }
            Refusal::NotApproved { grant } => Words::new(
                format!("授权“{grant}”未获批准、已被收回或已到期"),
                format!("the grant `{grant}` is not approved, or revoked, or has run out"),
            ),
            Refusal::OfDeputy { grant } => Words::new(
                format!("“{grant}”是代理授权：不得再代理，也不得续期；请由被代理人重新申请"),
                format!("`{grant}` is a deputy's grant: it has no deputies and is not renewed; its holder's principal asks anew"),
            ),
            Refusal::OwnDeputy => Words::new("不得代理本人的授权；请另选代理人", "nobody is his own deputy; choose somebody else"),
            Refusal::SubjectTaken { login } => Words::new(
                format!("账户“{login}”已使用这个统一身份标识；请核对，或先停用该账户"),
                format!("the account `{login}` has this subject at the identity provider already; check it, or disable that account first"),
            ),
            Refusal::IdentityStands { login } => Words::new(
                format!("账户“{login}”已申请过授权，身份不得更改；请停用它并另建账户"),
                format!("grants were requested for the account `{login}`, so its identity stands; disable it and create another"),
            ),
            _ => Words::new("不符合规定", "it is against the rules"),
        }
    }
}

fn label(role: Role) -> (&'static str, &'static str) {
    Role::CHOICES.get(usize::from(role.position())).map_or(("", ""), |choice| (choice.label.zh, choice.label.en))
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words().en)
    }
}

impl std::error::Error for Refusal {}
