//! Accounts: for access by VPN and dial-up, and for publishing.

use crate::matter::behind::Behind;
use crate::matter::effects::{Effects, ended};
use crate::matter::form::Form;
use crate::matter::scene::{Gone, Scene};
use crate::register::{Fact, Ref, Register};
use crate::registers::account::{self, Account};
use crate::registers::information_system::InformationSystem;
use crate::registers::publishing_account::{Platform, PublishingAccount};
use crate::registers::{person::Person, unit::Unit};

/// An account by which a person gets in.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "接入账号开通", form, en = "Opening of an access account", help = "为人员开通 VPN、拨号账号；截止日必填，到期自动关闭。", order = 100, article = "M27, I25",
    from = ("开通日", "Open from"), until = ("授权截止日", "Open until"), check = super::ports::last_day_given, example_from = "2027-03-01",
)]
pub struct AccessAccountOpening {
    /// Who is to use it.
    #[field("持有人", en = "Holder", help = "使用账号的人员。", article = "I25", example = "例-P1")]
    pub person: Ref<Person>,
    /// The unit that authorises it.
    #[field("授权单位", en = "Authorising unit", help = "批准开通账号的单位。", article = "M27", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// What it opens.
    #[field("类别", help = "账号的类别。", article = "I25", example = "VPN")]
    pub kind: account::Kind,
    /// The system that it belongs to.
    #[field("信息系统", en = "Information system", help = "账号所属的信息系统。")]
    pub system: Option<Ref<InformationSystem>>,
    /// What it is needed for.
    #[field("事由", en = "Purpose", help = "为什么需要这个账号。", article = "M27", example = "远程运维")]
    pub purpose: String,
}

impl Form for AccessAccountOpening {
    type Subject = Account;
    const THEN: &'static str = "account.open";
    const BEHIND: Behind = Behind::Thing;

    fn effects(line: &Fact<AccessAccountOpening>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let AccessAccountOpening { person, unit, kind, system, .. } = &line.data;
        scene.standing(person)?;
        let until = line.until.max(scene.begins(line.from));
        let (person, unit, system) = (person.clone(), unit.clone(), system.clone());
        let mut effects = Effects::none();
        effects.begin(line, scene, Account { person, unit, kind: *kind, system, authorised_until: Some(until) });
        Ok(effects)
    }
}

/// An access account that is no longer needed.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register("接入账号关闭", form, en = "Closing of an access account", help = "关闭账号；起始日为最后使用日。", order = 101, article = "M27, I25", from = ("最后使用日", "Last day"), example_from = "2027-03-01")]
pub struct AccessAccountClosing {
    /// The account.
    #[field("授权账号", en = "Authorised account", help = "要关闭的账号。", article = "M27", example = "例-P1/例-U1/system/system:例-S1")]
    pub account: Ref<Account>,
}

impl Form for AccessAccountClosing {
    type Subject = Account;
    const THEN: &'static str = "account.closed";

    fn effects(line: &Fact<AccessAccountClosing>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        Ok(Effects::of(ended(scene.standing(&line.data.account)?, scene.begins(line.from))))
    }
}

/// An account that is to publish through a shared platform.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "发布账号开通", form, en = "Opening of a publishing account", help = "在短信、网站、邮件等平台开通发布账号；编号填账号的编号。", order = 102, article = "M25, I36",
    from = ("开通日", "Open from"), until = ("使用至", "Open until"), example_from = "2027-03-01",
)]
pub struct PublishingAccountOpening {
    /// The unit that answers for the content.
    #[field("发布单位", en = "Publishing unit", help = "对内容负责的单位。", article = "M25", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// What it publishes through.
    #[field("平台", help = "发布所用的平台。", article = "M25", example = "网站集约化平台")]
    pub platform: Platform,
    /// The person who answers for the content.
    #[field("责任人", en = "Responsible person", help = "对内容负责的人员。", article = "M25", example = "例-P1")]
    pub responsible_person: Ref<Person>,
    /// How content is reviewed before it is published.
    #[field("审核制度", en = "Review", help = "发布前由谁、怎样审核。", article = "M25", example = "办公室初审，分管领导终审")]
    pub review: String,
}

impl Form for PublishingAccountOpening {
    type Subject = PublishingAccount;
    const THEN: &'static str = "publishing_account.open";
    const BEHIND: Behind = Behind::Thing;

    fn effects(line: &Fact<PublishingAccountOpening>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        let PublishingAccountOpening { unit, platform, responsible_person, .. } = &line.data;
        scene.standing(responsible_person)?;
        let (unit, responsible_person) = (unit.clone(), Some(responsible_person.clone()));
        let mut effects = Effects::none();
        effects.begin(line, scene, PublishingAccount { unit, platform: *platform, responsible_person, review_rule: Some(true) });
        Ok(effects)
    }
}

/// A publishing account that is no longer needed.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register("发布账号关闭", form, en = "Closing of a publishing account", help = "关闭发布账号；起始日为最后使用日。", order = 103, article = "M25", from = ("最后使用日", "Last day"), example_from = "2027-03-01")]
pub struct PublishingAccountClosing {
    /// The account.
    #[field("发布账号", en = "Publishing account", help = "要关闭的账号。", article = "M25", example = "例-A1")]
    pub account: Ref<PublishingAccount>,
}

impl Form for PublishingAccountClosing {
    type Subject = PublishingAccount;
    const THEN: &'static str = "publishing_account.closed";

    fn effects(line: &Fact<PublishingAccountClosing>, scene: &Scene<'_>) -> Result<Effects, Gone> {
        Ok(Effects::of(ended(scene.standing(&line.data.account)?, scene.begins(line.from))))
    }
}
