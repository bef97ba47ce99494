//! The arguments. Every help text is in Chinese and English.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use shouwang_app::files::ClamdAddress;
use shouwang_calendar::Day;
use shouwang_calendar::Lang;
use shouwang_domain::plan::Status;
use shouwang_storage::JobState;

use crate::cli_ledger::LedgerCommand;
use crate::cli_matter::MatterArgs;
use crate::moment::Moment;

/// 守望：把政务外网安全管理的规定变成每个单位的义务、期限和依据
/// · Shouwang turns the law of an extranet into everyone's duties, limits and proof
#[derive(Debug, Parser)]
#[command(name = "shouwang", version, propagate_version = true, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Args)]
pub(crate) struct Common {
    /// 数据文件夹 · folder of the data
    #[arg(long, global = true, default_value = "data", value_name = "DIR")]
    pub(crate) data: PathBuf,
    /// 数据库地址，sqlite:FILE 或 postgres://…；默认为数据文件夹里的 SQLite · database; by default SQLite in the data folder
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) database: Option<String>,
    /// 法规数据文件夹；默认用程序自带的 · folder of the law data; by default what the program carries
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) law: Option<PathBuf>,
    /// 语言：zh 或 en · language
    #[arg(long, global = true, default_value = "zh", value_name = "zh|en")]
    pub(crate) lang: Lang,
    /// 输出格式 · output format
    #[arg(long, global = true)]
    pub(crate) format: Option<Format>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// 表格 · a table
    Table,
    /// JSON
    Json,
    /// CSV
    Csv,
    /// Excel 工作簿，需 --out · a workbook, with --out
    Xlsx,
    /// 日历，需 --out · a calendar, with --out
    Ics,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// 法规：核对、查看、比较 · the law: check, show, compare
    #[command(subcommand)]
    Law(LawCommand),
    /// 日历：工作日、期限 · the calendar: working days and limits
    #[command(subcommand)]
    Calendar(CalendarCommand),
    /// 写出空白工作簿模板 · write a workbook template
    Template {
        /// 要写的 .xlsx 文件 · the .xlsx file to write
        file: PathBuf,
    },
    /// 导入工作簿或CSV；不加 --apply 只预览 · import a workbook or CSV; without --apply only shows
    Import(ImportArgs),
    /// 登记程序自带的行政区划，免得录入 · put the divisions that the program carries on record, so that nobody has to type them
    Divisions {
        /// 只要这个区划及其上下级，如 433130 · only this division with what is above and below it
        #[arg(long, value_name = "CODE")]
        around: Option<String>,
        /// 何时获知，默认此刻 · when this was learned, by default now
        #[arg(long, value_name = "MOMENT")]
        learned_at: Option<Moment>,
    },
    /// 导出工作簿（.xlsx）或CSV文件夹 · export a workbook (.xlsx) or a folder of CSV
    Export {
        /// 以 .xlsx 结尾写工作簿，否则写CSV文件夹 · ends in .xlsx: a workbook; otherwise a folder of CSV
        file: PathBuf,
        /// 当时所知 · as known then
        #[arg(long, value_name = "MOMENT")]
        known_at: Option<Moment>,
    },
    /// 生成样例数据 · make a sample
    Demo {
        /// 规模 · size
        #[arg(long, default_value = "county")]
        size: DemoSize,
        /// 种子；同一种子生成同样的数据 · seed; the same seed makes the same data
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// 样例里的“今天” · the sample's today
        #[arg(long, value_name = "DATE")]
        today: Option<Day>,
        /// 同时设立查看样例用的账户，并打印口令 · also make accounts to look around with, and print their passwords
        #[arg(long)]
        accounts: bool,
    },
    /// 把全部数据备份成一个文件，服务运行时也可以 · back everything up into one file, also while serving
    Backup {
        /// 要写的文件 · the file to write
        file: PathBuf,
    },
    /// 从备份恢复；核对无误才替换，原数据库保留 · restore a backup; it is checked first, and the old database is kept
    Restore {
        /// 备份文件 · the backup
        file: PathBuf,
        /// 备份须由其签名的验证密钥或密钥文件，可重复；默认用本机的 · a verifier key that must have signed the backup's ledger, or a file of them; may be repeated; by default one's own
        #[arg(long, value_name = "KEY|FILE")]
        key: Vec<String>,
        /// 历史与现有数据库不同、或没有可信的签名，也恢复 · restore another history than that of the database, or one that nobody known has signed
        #[arg(long)]
        any_history: bool,
    },
    /// 把全部数据复制到另一个空的数据库，并核对 · copy everything into another, empty database, and check it
    MigrateDatabase {
        /// 从哪个数据库 · the database to copy from
        #[arg(long, value_name = "URL")]
        from: String,
        /// 到哪个数据库 · the database to copy into
        #[arg(long, value_name = "URL")]
        to: String,
    },
    /// 账本：核对、证明、检查点 · the ledger: verify, prove, checkpoints
    #[command(subcommand)]
    Ledger(LedgerCommand),
    /// 事项：起草、提交、办理、列出 · matters: start, hand in, decide, list
    Matter(MatterArgs),
    /// 后台任务：列出失败的，重做 · work in the background: list what failed, do it again
    Jobs(JobsArgs),
    /// 运行服务：浏览器、脚本和其他系统都从这里进来 · run the server
    Serve(ServeArgs),
    /// 列出义务 · list duties
    Duties(DutiesArgs),
    /// 说明一项义务为何如此，怎样才算履行 · explain one duty, and what would fulfil it
    Explain(ExplainArgs),
}

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct JobsArgs {
    #[command(subcommand)]
    pub(crate) command: Option<JobsCommand>,
    /// 只看这种状态：waiting、running、done、failed · only in this state
    #[arg(long, default_value = "failed", value_name = "STATE", value_parser = job_state)]
    pub(crate) state: JobState,
    /// 只看这个编号之前的 · only before this number
    #[arg(long, value_name = "ID")]
    pub(crate) before: Option<i64>,
    /// 最多显示多少项 · jobs at most
    #[arg(long, default_value_t = 50, value_name = "N")]
    pub(crate) rows: u16,
}

#[derive(Debug, Subcommand)]
pub(crate) enum JobsCommand {
    /// 重做一项失败的任务；由运行中的服务去做 · do a failed job again; a running server does it
    Repeat {
        /// 任务编号 · the job's number
        id: i64,
        /// 谁要求重做 · who wants it done again
        #[arg(long, default_value = "cli")]
        actor: String,
    },
}

fn job_state(text: &str) -> Result<JobState, String> {
    JobState::ALL.into_iter().find(|state| state.id() == text).ok_or_else(|| {
        let states = JobState::ALL.map(JobState::id).join(", ");
        format!("没有这种状态，可用：{states} · there is no such state; there are: {states}")
    })
}

#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    /// 监听地址；默认取设置文件，否则 127.0.0.1:8080 · address to listen on; by default as in the settings file
    #[arg(long, value_name = "ADDRESS:PORT")]
    pub(crate) listen: Option<SocketAddr>,
    /// TLS 证书链（PEM），须与 --tls-key 同用 · the chain of certificates
    #[arg(long, value_name = "FILE", requires = "tls_key")]
    pub(crate) tls_cert: Option<PathBuf>,
    /// TLS 私钥（PEM）· the key of the certificate
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    pub(crate) tls_key: Option<PathBuf>,
    /// 查毒服务 clamd 的地址：主机:端口，或者套接字文件；不给则不查毒 · where clamd listens, HOST:PORT or a socket; without it nothing is scanned
    #[arg(long, value_name = "ADDRESS")]
    pub(crate) clamd: Option<ClamdAddress>,
    /// 设置文件；默认为数据文件夹里的 shouwang.toml · settings file; by default shouwang.toml in the data folder
    #[arg(long, value_name = "FILE")]
    pub(crate) settings: Option<PathBuf>,
    /// 原来的密钥确已丢失，从此以本机的密钥为准；记入账本 · the former keys are lost for good: those of this machine are the installation's; on record
    #[arg(long)]
    pub(crate) accept_keys: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum LawCommand {
    /// 核对法规数据，并与公布文本对照 · check the law data, and against published texts
    Check {
        /// 公布文本文件，可重复 · a published text; may be repeated
        #[arg(long, value_name = "FILE")]
        text: Vec<PathBuf>,
    },
    /// 查看一条 · show an article
    Show {
        /// 法规编号，如 hunan-2026 · the instrument
        instrument: String,
        /// 条号，如 24 · the article's number
        article: u16,
    },
    /// 读出公布文本的章条款项，旁列规则 · read a published text into chapters, articles, clauses, with the rules beside
    Text {
        /// 公布文本文件 · the published text
        file: PathBuf,
    },
    /// 比较新旧法规 · compare an older with a newer instrument
    Diff {
        /// 旧 · the older
        older: String,
        /// 新 · the newer
        newer: String,
    },
    /// 把公布文本各款的 SM3 写进法规数据（需 --law）· bind the law data to a published text (needs --law)
    Bind {
        /// 公布文本文件，可重复 · a published text; may be repeated
        #[arg(long, value_name = "FILE", required = true)]
        text: Vec<PathBuf>,
    },
    /// 停用或恢复一条补充规则，或选定一种读法，记录在案 · switch a supplementary rule, or choose a reading, on record
    Set(SetArgs),
}

#[derive(Debug, Args)]
pub(crate) struct SetArgs {
    /// 规则全称或读法编号 · the rule's full name, or the reading
    pub(crate) rule: String,
    /// off、on 或读法的选项 · off, on, or a choice of the reading
    pub(crate) setting: String,
    /// 起始日 · first day
    #[arg(long, value_name = "DATE")]
    pub(crate) from: Day,
    /// 截止日 · last day
    #[arg(long, value_name = "DATE")]
    pub(crate) until: Option<Day>,
    /// 决定单位的编号 · code of the unit that decided
    #[arg(long, value_name = "UNIT")]
    pub(crate) by: String,
    /// 理由 · reason
    #[arg(long)]
    pub(crate) reason: String,
    /// 何时获知，默认此刻 · when this was learned, by default now
    #[arg(long, value_name = "MOMENT")]
    pub(crate) learned_at: Option<Moment>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CalendarCommand {
    /// 从某日起数 N 个单位之后 · count N units from a day
    Add {
        /// 起算日（当日不计）；--unit hour 时为时刻 · the day counted from (itself not counted); with --unit hour a moment
        date: Moment,
        /// 数量，可为负 · how many, may be negative
        #[arg(allow_negative_numbers = true)]
        count: i32,
        /// 单位 · unit
        #[arg(long, default_value = "workday")]
        unit: UnitArg,
    },
    /// 事项之前至少 N 个单位：最迟哪天告知 · the latest day of a notice at least N units before an event
    Before {
        /// 事项日 · the day of the event
        date: Day,
        /// 数量 · how many
        count: u16,
        /// 单位 · unit
        #[arg(long, default_value = "workday")]
        unit: UnitArg,
        /// 宽松读法：不要求整日间隔 · the looser reading: not clear days
        #[arg(long)]
        loose: bool,
    },
    /// 导入一份放假通知文件 · import a holiday notice
    Import {
        /// 通知文件（TOML）· the notice (TOML)
        file: PathBuf,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum UnitArg {
    /// 工作日
    Workday,
    /// 自然日
    Day,
    /// 周
    Week,
    /// 月
    Month,
    /// 年
    Year,
    /// 小时
    Hour,
}

#[derive(Debug, Args)]
pub(crate) struct ImportArgs {
    /// 工作簿、CSV文件或文件夹 · a workbook, a CSV file or a folder
    pub(crate) path: PathBuf,
    /// 写入；全部成功或什么也不写 · write; all or nothing
    #[arg(long)]
    pub(crate) apply: bool,
    /// 何时获知，默认此刻；不早于已有记录 · when this was learned, by default now; not before what is already there
    #[arg(long, value_name = "MOMENT")]
    pub(crate) learned_at: Option<Moment>,
    /// 谁导入 · who imports
    #[arg(long, default_value = "cli")]
    pub(crate) actor: String,
    /// 最多显示多少行 · show at most so many lines
    #[arg(long, default_value_t = 200, value_name = "N")]
    pub(crate) rows: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DemoSize {
    /// 一个县 · one county
    County,
    /// 一个市州 · one prefecture
    Prefecture,
    /// 全省 · the province
    Province,
}

#[derive(Debug, Args)]
pub(crate) struct DutiesArgs {
    /// 哪一天的义务，默认今天 · on which day; today by default
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<Day>,
    /// 当时所知，默认此刻 · as known then; now by default
    #[arg(long, value_name = "MOMENT")]
    pub(crate) known_at: Option<Moment>,
    /// 只看这个责任单位 · only this unit's
    #[arg(long, value_name = "CODE")]
    pub(crate) unit: Option<String>,
    /// 只看这个区划及其下级 · only this division and below
    #[arg(long, value_name = "CODE")]
    pub(crate) division: Option<String>,
    /// 只看这种状态，可重复 · only this status; may be repeated
    #[arg(long, value_name = "STATUS")]
    pub(crate) status: Vec<Status>,
    /// 只看这项义务 · only this duty
    #[arg(long, value_name = "DUTY")]
    pub(crate) duty: Option<String>,
    /// 只看这个对象 · only this subject
    #[arg(long, value_name = "CODE")]
    pub(crate) subject: Option<String>,
    /// 连不适用的也列出 · list what does not apply, too
    #[arg(long)]
    pub(crate) all: bool,
    /// 表格最多显示多少行 · rows of the table at most
    #[arg(long, default_value_t = 60, value_name = "N")]
    pub(crate) rows: usize,
    /// 写到文件（xlsx、ics 必须）· write to a file (needed for xlsx and ics)
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// 义务的全称、编号或名称 · the duty's full name, id or title
    pub(crate) duty: String,
    /// 对象的编号 · the subject's code
    pub(crate) subject: String,
    /// 哪一天，默认今天 · on which day; today by default
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<Day>,
    /// 当时所知，默认此刻 · as known then; now by default
    #[arg(long, value_name = "MOMENT")]
    pub(crate) known_at: Option<Moment>,
}
