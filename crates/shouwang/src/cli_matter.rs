//! The arguments of `shouwang matter`. Every help text is in Chinese and English.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use shouwang_calendar::Day;

#[derive(Debug, Args)]
pub(crate) struct MatterArgs {
    /// 以哪个账户查看和办理，按它的授权；除 forms 外都要写 · the account that looks and acts, by what is granted to it
    #[arg(long = "as", global = true, value_name = "LOGIN")]
    pub(crate) login: Option<String>,
    #[command(subcommand)]
    pub(crate) command: MatterCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum MatterCommand {
    /// 列出可以办理的事项；写明一种就列出它的表单和办理路径 · list what can be applied for; of one, its form and its way
    Forms {
        /// 事项，如 port-opening · the matter
        kind: Option<String>,
    },
    /// 列出事项 · list matters
    List(MatterListArgs),
    /// 查看一件事项：经过、轮到谁、现在能做什么 · show one matter: what was done, whose turn it is, what can be done now
    Show {
        /// 受理号 · number
        number: String,
    },
    /// 起草一件事项；登记里已有的不必再填 · start a matter; what the registers know is filled in
    Start(StartArgs),
    /// 核对一件事项：条件、期限、由谁办理 · check a matter: preconditions, leads, who decides
    Check {
        /// 受理号 · number
        number: String,
    },
    /// 提交 · hand in
    Submit {
        /// 受理号 · number
        number: String,
        /// 紧急情况的理由；来不及按期提前时用 · why it comes late, in an emergency
        #[arg(long, value_name = "REASON")]
        emergency: Option<String>,
    },
    /// 同意、备案、签署：办结自己的一步；可以一次写多件 · say yes: approve, file, sign; several at once if you like
    Pass {
        /// 一个或多个受理号 · one number or several
        #[arg(required = true, value_name = "NUMBER")]
        numbers: Vec<String>,
        /// 条件没有满足而仍同意的理由 · why an unmet precondition is no hindrance
        #[arg(long, value_name = "REASON")]
        weighed: Option<String>,
    },
    /// 退回补正，一次说清 · send back to be corrected
    Return(Said),
    /// 不同意 · refuse
    Refuse(Said),
    /// 询问申请单位；答复之前期限不走 · ask the applicant; the time stands still until the answer
    Ask(Said),
    /// 答复询问 · answer a question
    Answer(Said),
    /// 把本单位的一步交给一个人承办 · give a step to somebody of one's body
    Transfer {
        /// 受理号 · number
        number: String,
        /// 交给哪个账户 · to which account
        #[arg(value_name = "LOGIN")]
        to: String,
    },
    /// 撤回 · take back
    Withdraw {
        /// 受理号 · number
        number: String,
    },
    /// 实施已经同意的事项 · carry out what was granted
    CarryOut {
        /// 受理号 · number
        number: String,
    },
    /// 把填写的内容写成工作簿 · write what is filled in as a workbook
    Export {
        /// 受理号 · number
        number: String,
        /// 要写的 .xlsx 文件 · the .xlsx file to write
        file: PathBuf,
    },
    /// 用工作簿填写；不加 --apply 只预览 · fill in from a workbook; without --apply only shows
    Import {
        /// 受理号 · number
        number: String,
        /// 填好的 .xlsx 文件 · the filled-in .xlsx file
        file: PathBuf,
        /// 写入；有一处不对就什么也不写 · write; nothing when one cell is wrong
        #[arg(long)]
        apply: bool,
    },
    /// 写出申请表或答复书 · write the application form or the reply
    Paper {
        /// 受理号 · number
        number: String,
        /// application（申请表）或 reply（答复书）· which
        #[arg(value_name = "PAPER")]
        paper: String,
        /// 要写的 .pdf 或 .docx 文件 · the .pdf or .docx file to write
        file: PathBuf,
    },
    /// 列出附件 · list attached files
    Files {
        /// 受理号 · number
        number: String,
    },
    /// 加附件 · attach files
    Attach {
        /// 受理号 · number
        number: String,
        /// 要加的文件 · the files
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// 取出一个附件 · take an attached file out
    Take {
        /// 受理号 · number
        number: String,
        /// 附件编号，见 files · the file, as `files` names it
        id: String,
        /// 写到哪里 · where to write it
        file: PathBuf,
    },
    /// 移除一个附件 · remove an attached file
    Detach {
        /// 受理号 · number
        number: String,
        /// 附件编号，见 files · the file, as `files` names it
        id: String,
    },
    /// 列出告知本单位的提醒；默认只列没有知悉的 · list what one's units were told; only what nobody took note of, by default
    Notices {
        /// 也列已经知悉的 · also what was taken note of
        #[arg(long)]
        all: bool,
        /// 最多显示多少条 · notices at most
        #[arg(long, default_value_t = 50, value_name = "N")]
        rows: u16,
    },
    /// 知悉一条提醒 · take note of a notice
    Note {
        /// 提醒编号，见 notices · the notice, as `notices` names it
        id: String,
    },
    /// 列出没有事项支撑的登记 · list what is there without a matter
    Findings(FindingsArgs),
}

#[derive(Debug, Args)]
pub(crate) struct Said {
    /// 受理号 · number
    pub(crate) number: String,
    /// 问题、答复、理由 · the question, the answer, the reason
    #[arg(value_name = "WORDS")]
    pub(crate) words: String,
}

#[derive(Debug, Args)]
pub(crate) struct MatterListArgs {
    /// drafts、mine、to_decide、done 或 all · which
    #[arg(long, default_value = "to_decide", value_name = "VIEW")]
    pub(crate) view: String,
    /// 只看这种事项 · only of this kind
    #[arg(long, value_name = "KIND")]
    pub(crate) kind: Option<String>,
    /// 只看这个单位申请的 · only of this unit
    #[arg(long, value_name = "UNIT")]
    pub(crate) applicant: Option<String>,
    /// 只看办到这一步的，如 submitted · only at this point
    #[arg(long, value_name = "STATUS")]
    pub(crate) status: Option<String>,
    /// 受理号、对象编号、申请单位里有这些字 · with this in the number, the thing's code, or the applicant
    #[arg(long, value_name = "WORDS")]
    pub(crate) search: Option<String>,
    /// 只看这天起到期的 · only what is due on this day or later
    #[arg(long, value_name = "DAY")]
    pub(crate) due_from: Option<Day>,
    /// 只看这天止到期的 · only what is due on this day or earlier
    #[arg(long, value_name = "DAY")]
    pub(crate) due_until: Option<Day>,
    /// 最多显示多少件 · matters at most
    #[arg(long, default_value_t = 50, value_name = "N")]
    pub(crate) rows: u16,
}

#[derive(Debug, Args)]
pub(crate) struct StartArgs {
    /// 事项，如 port-opening · the matter
    pub(crate) kind: String,
    /// 申请单位；只代表一个单位时不必写 · the unit that applies; not needed where one acts for one only
    #[arg(long, value_name = "UNIT")]
    pub(crate) applicant: Option<String>,
    /// 对登记中已有的哪个对象办理 · the thing in the registers that it is about
    #[arg(long, value_name = "CODE")]
    pub(crate) subject: Option<String>,
    /// 填写一项，如 --set number=8443，可重复；另有 code、from、until · fill in a field; may be repeated; also code, from, until
    #[arg(long, value_name = "FIELD=VALUE")]
    pub(crate) set: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct FindingsArgs {
    /// 只看这一条要求的，如 hunan-2026/20 · only what this article asks for
    #[arg(long, value_name = "ARTICLE")]
    pub(crate) article: Option<String>,
    /// 只看这个台账 · only of this register
    #[arg(long, value_name = "REGISTER")]
    pub(crate) register: Option<String>,
    /// 只看这个单位负责的 · only what this unit answers for
    #[arg(long, value_name = "UNIT")]
    pub(crate) unit: Option<String>,
    /// 改看法规要求以前就有的 · what began before any law asked
    #[arg(long)]
    pub(crate) earlier: bool,
    /// 最多显示多少项 · findings at most
    #[arg(long, default_value_t = 50, value_name = "N")]
    pub(crate) rows: u16,
}
