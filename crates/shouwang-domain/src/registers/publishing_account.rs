//! Accounts that publish through shared platforms.

use crate::register::{Choices, Ref, Register};
use crate::registers::{person::Person, unit::Unit};

/// An account that publishes through a shared platform.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "发布账号",
    help = "在短信、网站、邮件等平台上发布信息的账号。",
    order = 306,
    article = "M25, I36",
    example_code = "例-A1",
    example_from = "2025-01-15"
)]
pub struct PublishingAccount {
    /// The unit that answers for the content.
    #[field("发布单位", en = "Publishing unit", help = "对内容负责的单位。", article = "M25", example = "例-U1")]
    pub unit: Ref<Unit>,
    /// What it publishes through.
    #[field("平台", help = "发布所用的平台。", article = "M25", example = "网站集约化平台")]
    pub platform: Platform,
    /// The person who answers for the content.
    #[field("责任人", help = "对内容负责的人员。", article = "M25", example = "例-P1")]
    pub responsible_person: Option<Ref<Person>>,
    /// Whether a rule for reviewing content is in place.
    #[field("有审核制度", en = "Review rule in place", help = "是否建立了发布审核制度。", article = "M25", example = "是")]
    pub review_rule: Option<bool>,
}

/// Platforms that publish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Platform {
    /// SMS gateway.
    #[choice("短信网关")]
    SmsGateway,
    /// Site cluster.
    #[choice("网站集约化平台")]
    SiteCluster,
    /// Mail system.
    #[choice("邮件系统")]
    Mail,
    /// Information system.
    #[choice("信息系统")]
    System,
}
