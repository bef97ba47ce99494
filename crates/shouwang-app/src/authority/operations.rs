//! Everything that can be done through the product, named once.
//!
//! The interface takes its operations from here, the policies their actions, the matrix its rows. An operation that is not here cannot be
//! asked for, and one that no policy permits is permitted to nobody.

use shouwang_domain::register::{Catalog, Label, catalog, procedure_catalog};

/// One thing that can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Operation {
    /// Its name, noun and verb: `registers.write`.
    pub id: &'static str,
    /// What it is.
    pub label: Label,
    /// Whether it changes anything.
    pub kind: Kind,
    /// On what it works.
    pub over: Over,
    /// Who decides whether it may be done.
    pub access: Access,
}

/// Whether an operation changes anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It only reads.
    Read,
    /// It changes something.
    Write,
}

/// On what an operation works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    /// On rows of the bodies' registers, or on duties planned over them: the answer is a scope.
    Registers,
    /// On matters, whose rows only acts on them change: the answer is a scope over the registers of matters.
    Matters,
    /// On the product's own registers: accounts, grants, settings, policies.
    System,
    /// On no register.
    Nothing,
}

impl Over {
    /// The registers over whose rows the answer is a scope; `None` where it is none.
    #[must_use]
    pub fn catalog(self) -> Option<&'static Catalog> {
        match self {
            Over::Registers => Some(catalog()),
            Over::Matters => Some(procedure_catalog()),
            Over::System | Over::Nothing => None,
        }
    }
}

/// Who decides whether an operation may be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// The policies.
    Policy,
    /// Nobody: every holder of an account that works may do it; why.
    SignedIn(Label),
    /// Nobody: anyone at all may do it, without an account; why.
    Anyone(Label),
}

/// Every operation, grouped by what it works on.
pub const OPERATIONS: &[Operation] = &[
    over_registers("registers.list", Kind::Read, "列出台账的行", "List rows of a register"),
    over_registers("registers.read", Kind::Read, "查看台账的一行", "Read one row of a register"),
    over_registers("registers.count", Kind::Read, "统计台账的行数", "Count rows of a register"),
    over_registers("registers.history", Kind::Read, "查看一行的历次版本", "Read the versions of a row"),
    over_registers("registers.search", Kind::Read, "跨台账查找", "Search across registers"),
    over_registers("registers.export", Kind::Read, "导出台账", "Export registers"),
    over_registers("registers.write", Kind::Write, "登记、更正、撤回台账的行", "Enter, correct and withdraw rows of a register"),
    over_registers("registers.import", Kind::Write, "从文件导入台账", "Import registers from a file"),
    over_registers("duties.list", Kind::Read, "列出义务和状态", "List duties and their statuses"),
    over_registers("duties.read", Kind::Read, "查看一项义务", "Read one duty"),
    over_registers("duties.explain", Kind::Read, "说明一项义务为何是此状态", "Explain why a duty has its status"),
    over_registers("duties.export", Kind::Read, "导出义务", "Export duties"),
    over_registers("matters.findings", Kind::Read, "列出没有事项支撑的登记", "List what is there without a matter"),
    over_registers("rules.set", Kind::Write, "启停补充规则、选择规则的解释", "Switch supplementary rules, choose readings"),
    over_matters("matters.list", Kind::Read, "列出事项", "List matters"),
    over_matters("matters.read", Kind::Read, "查看一件事项", "Read one matter"),
    over_matters("matters.start", Kind::Write, "起草事项", "Start a matter"),
    over_matters("matters.act", Kind::Write, "办理事项", "Act on a matter"),
    over_matters("matters.note", Kind::Write, "知悉事项通知", "Take note of a notice about a matter"),
    over_matters("matters.attach", Kind::Write, "添加事项的附件", "Add files to a matter"),
    over_matters("matters.detach", Kind::Write, "移除事项的附件", "Take files away from a matter"),
    over_matters("matters.file", Kind::Read, "取得事项的附件", "Take a file of a matter"),
    over_matters("matters.document", Kind::Read, "取得事项的文书", "Take a document of a matter"),
    signed_in("matters.describe", Kind::Read, "查看事项的表单和办理路径", "Read forms and routes of matters", OF_NOBODY),
    signed_in("registers.describe", Kind::Read, "查看台账的结构", "Read how registers are made", OF_NOBODY),
    signed_in("law.read", Kind::Read, "查看制度条文和规则", "Read instruments, articles and rules", OF_NOBODY),
    signed_in("calendar.read", Kind::Read, "查看工作日历、推算期限", "Read the calendar and count days", OF_NOBODY),
    over_nothing("calendar.import", Kind::Write, "导入放假安排", "Import a holiday notice"),
    signed_in("account.own.read", Kind::Read, "查看自己的账户", "Read one's own account", OWN),
    signed_in("account.own.change", Kind::Write, "更改自己的口令和第二因素", "Change one's own password and second factor", OWN),
    anyone("session.login", Kind::Write, "登录", "Log in", "登录之前没有身份可供授权", "nobody is known before he has logged in"),
    anyone(
        "installation.found",
        Kind::Write,
        "凭一次性链接设立最初的三类管理员",
        "Found the first three administrators by the one-time link",
        "此时还没有任何账户；凭启动时给出的一次性链接",
        "no account exists yet; the one-time link of the first start is asked for instead",
    ),
    signed_in("session.logout", Kind::Write, "退出登录", "Log out", OWN),
    signed_in("session.list", Kind::Read, "查看自己的会话", "List one's own sessions", OWN),
    signed_in("session.revoke", Kind::Write, "结束自己的会话", "End one's own sessions", OWN),
    over_system("logins.list", Kind::Read, "列出账户", "List accounts"),
    over_system("logins.read", Kind::Read, "查看一个账户", "Read one account"),
    over_system("logins.create", Kind::Write, "创建账户", "Create an account"),
    over_system("logins.change", Kind::Write, "更改账户", "Change an account"),
    over_system("logins.disable", Kind::Write, "停用或启用账户", "Disable or enable an account"),
    over_system("logins.reset", Kind::Write, "重置账户的凭据", "Reset the credentials of an account"),
    over_system("logins.sessions", Kind::Write, "结束他人的会话", "End the sessions of others"),
    over_system("grants.list", Kind::Read, "列出角色授权", "List grants of roles"),
    over_system("grants.read", Kind::Read, "查看一项角色授权", "Read one grant"),
    over_system("grants.request", Kind::Write, "申请角色授权或续期", "Request a grant, or its renewal"),
    over_system("grants.answer", Kind::Write, "批准或拒绝角色授权", "Approve or refuse a grant"),
    over_system("grants.revoke", Kind::Write, "收回角色授权", "Revoke a grant"),
    over_system("grants.deputy", Kind::Write, "为自己的授权申请代理人", "Ask for a deputy under one's own grant"),
    over_system("policies.read", Kind::Read, "查看授权策略", "Read the policies of authority"),
    over_system("policies.propose", Kind::Write, "提出授权策略", "Propose a text of policies"),
    over_system("policies.approve", Kind::Write, "批准授权策略", "Approve a text of policies"),
    over_system("settings.read", Kind::Read, "查看系统设置", "Read the settings"),
    over_system("settings.change", Kind::Write, "更改系统设置", "Change a setting"),
    over_nothing("ledger.read", Kind::Read, "查看审计账本", "Read the ledger"),
    over_nothing("ledger.verify", Kind::Read, "核验审计账本", "Verify the ledger"),
    over_nothing("ledger.prove", Kind::Read, "出具账目收据", "Make a receipt of an entry"),
    over_nothing("ledger.export", Kind::Read, "导出审计账本", "Take the ledger out as a file"),
    over_nothing("ledger.checkpoint", Kind::Read, "取得最新的检查点", "Get the newest checkpoint"),
    anyone(
        "ledger.published",
        Kind::Read,
        "取得公开的检查点、哈希和验证密钥",
        "Get the published checkpoint, tiles and keys of the ledger",
        "只有哈希和签名，不含任何记录的内容",
        "it is hashes and signatures, and nothing of what was done",
    ),
    anyone(
        "ledger.receipt",
        Kind::Read,
        "核对收据",
        "Verify a receipt",
        "只核对来人出示的收据，不查询、不留存任何内容",
        "it looks only at the receipt that is brought, looks up nothing and keeps nothing",
    ),
    anyone(
        "ledger.witness",
        Kind::Write,
        "会签其他账本的检查点",
        "Countersign the checkpoint of another ledger",
        "检查点须有运维人员登记的密钥签名，并且延续上次会签的内容",
        "the checkpoint has to be signed by a key that the operator named, and to continue what was countersigned before",
    ),
    over_nothing("ledger.erase", Kind::Write, "擦除一条账目中的个人信息", "Erase the personal data of an entry"),
    over_nothing("acts.list", Kind::Read, "列出写入记录", "List acts"),
    over_nothing("jobs.list", Kind::Read, "列出后台任务", "List jobs"),
    over_nothing("jobs.repeat", Kind::Write, "重做后台任务", "Repeat a job"),
    over_nothing("backup.list", Kind::Read, "列出备份", "List backups"),
    over_nothing("backup.make", Kind::Write, "备份", "Make a backup"),
    over_nothing("metrics.read", Kind::Read, "查看运行指标", "Read the metrics"),
    signed_in("events.subscribe", Kind::Read, "接收变化通知", "Subscribe to changes", NARROWED),
    anyone("health", Kind::Read, "健康检查", "Health", "只说程序是否在运行", "it says only whether the program runs"),
    anyone("api.describe", Kind::Read, "查看接口说明", "Read the description of the interface", OF_NOBODY.zh, OF_NOBODY.en),
];

const OF_NOBODY: Label = Label { zh: "内容不涉及任何单位和个人", en: "it says nothing of any body or person" };
const OWN: Label = Label { zh: "只涉及本人", en: "it is about oneself only" };
const NARROWED: Label =
    Label { zh: "通知的内容按各人可查看的范围收窄", en: "what is told is narrowed to what each may read" };

/// The operation of this name.
#[must_use]
pub fn operation(id: &str) -> Option<&'static Operation> {
    OPERATIONS.iter().find(|operation| operation.id == id)
}

const fn over_registers(id: &'static str, kind: Kind, zh: &'static str, en: &'static str) -> Operation {
    Operation { id, label: Label { zh, en }, kind, over: Over::Registers, access: Access::Policy }
}

const fn over_matters(id: &'static str, kind: Kind, zh: &'static str, en: &'static str) -> Operation {
    Operation { id, label: Label { zh, en }, kind, over: Over::Matters, access: Access::Policy }
}

const fn over_system(id: &'static str, kind: Kind, zh: &'static str, en: &'static str) -> Operation {
    Operation { id, label: Label { zh, en }, kind, over: Over::System, access: Access::Policy }
}

const fn over_nothing(id: &'static str, kind: Kind, zh: &'static str, en: &'static str) -> Operation {
    Operation { id, label: Label { zh, en }, kind, over: Over::Nothing, access: Access::Policy }
}

const fn signed_in(id: &'static str, kind: Kind, zh: &'static str, en: &'static str, reason: Label) -> Operation {
    Operation { id, label: Label { zh, en }, kind, over: Over::Nothing, access: Access::SignedIn(reason) }
}

const fn anyone(
    id: &'static str,
    kind: Kind,
    zh: &'static str,
    en: &'static str,
    reason_zh: &'static str,
    reason_en: &'static str,
) -> Operation {
    let reason = Label { zh: reason_zh, en: reason_en };
    Operation { id, label: Label { zh, en }, kind, over: Over::Nothing, access: Access::Anyone(reason) }
}
