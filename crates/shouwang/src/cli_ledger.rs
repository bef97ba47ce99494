//! The arguments of `shouwang ledger`. Every help text is in Chinese and English.

use std::path::PathBuf;

use clap::{Args, Subcommand};

#[derive(Debug, Subcommand)]
pub(crate) enum LedgerCommand {
    /// 核对账本：数据库（连同其中的行）、导出的文件或一张收据 · verify a ledger: the database with its rows, an exported file, or a receipt
    Verify(VerifyArgs),
    /// 导出账本，供任何人离线核对 · write the ledger into a file that anybody can verify offline
    Export {
        /// 要写的文件 · the file to write
        file: PathBuf,
        /// 不带私密内容（谁、为何）· without the private payloads (who, why)
        #[arg(long)]
        public: bool,
    },
    /// 写出一条的收据 · write the receipt of one entry
    Prove {
        /// 条目编号 · the entry's number
        seq: u64,
        /// 写到文件，否则写到屏幕 · the file to write; otherwise to the screen
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// 收据中写明谁、为何 · say in it who and why
        #[arg(long)]
        disclose: bool,
        /// 从导出的文件出具，不需要数据库 · from an exported file; needs no database
        #[arg(long, value_name = "EXPORT")]
        file: Option<PathBuf>,
    },
    /// 核对一张收据，不需要数据库 · check a receipt; needs no database
    CheckReceipt {
        /// 收据文件 · the receipt
        file: PathBuf,
        /// 可信的验证密钥或密钥文件，可重复 · a trusted verifier key, or a file of them; may be repeated
        #[arg(long, value_name = "KEY|FILE")]
        key: Vec<String>,
    },
    /// 为账本末端签发检查点 · sign how far the ledger goes
    Checkpoint {
        /// 写到文件，否则写到屏幕 · the file to write; otherwise to the screen
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// 账本的名称；首次签发前定下 · the ledger's name, to be given before the first one
        #[arg(long, value_name = "NAME")]
        origin: Option<String>,
        /// 收下见证方会签过的检查点 · take over a checkpoint that witnesses have countersigned
        #[arg(long, value_name = "FILE")]
        cosigned: Option<PathBuf>,
    },
    /// 把账本发布为静态文件（C2SP tlog-tiles）· publish the ledger as static files (C2SP tlog-tiles)
    Publish {
        /// 发布到的文件夹 · the folder to publish in
        folder: PathBuf,
        /// 连同条目（不含私密内容）· with the entries (without private payloads)
        #[arg(long)]
        entries: bool,
    },
    /// 列出验证密钥；没有密钥时生成 · list the verifier keys; make the keys if there are none
    Keys {
        /// 账本的名称，如 ewang.hunan.gov.cn/shouwang · the ledger's name
        #[arg(long, value_name = "NAME")]
        origin: Option<String>,
    },
    /// 作为见证方会签别家账本的检查点 · countersign another ledger's checkpoint as a witness
    Witness {
        /// 发布的文件夹、会签请求或检查点文件 · a published folder, a request to countersign, or a checkpoint
        checkpoint: PathBuf,
        /// 那家账本的验证密钥或密钥文件，可重复 · that ledger's verifier key, or a file of them; may be repeated
        #[arg(long, value_name = "KEY|FILE", required = true)]
        key: Vec<String>,
        /// 写到文件，否则写到屏幕 · the file to write; otherwise to the screen
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// 清除一条的私密内容；清除本身记入账本 · erase an entry's private payload; the erasure itself is an entry
    Erase {
        /// 条目编号 · the entry's number
        seq: u64,
        /// 理由 · reason
        #[arg(long)]
        reason: String,
        /// 谁清除 · who erases
        #[arg(long, default_value = "cli")]
        actor: String,
    },
    /// 列出条目，新的在前 · list entries, newest first
    List(ListArgs),
}

#[derive(Debug, Args)]
pub(crate) struct VerifyArgs {
    /// 导出的文件或收据；不写则核对数据库 · an exported file or a receipt; without it, the database
    pub(crate) file: Option<PathBuf>,
    /// 别处保存的检查点，可重复 · a checkpoint that was kept elsewhere; may be repeated
    #[arg(long, value_name = "FILE")]
    pub(crate) checkpoint: Vec<PathBuf>,
    /// 可信的验证密钥或密钥文件，可重复；默认用本机的 · a trusted verifier key, or a file of them; may be repeated; by default one's own
    #[arg(long, value_name = "KEY|FILE")]
    pub(crate) key: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ListArgs {
    /// 只看这个人做的 · only by this actor
    #[arg(long, value_name = "NAME")]
    pub(crate) actor: Option<String>,
    /// 只看这种操作 · only this operation
    #[arg(long, value_name = "NAME")]
    pub(crate) operation: Option<String>,
    /// 只看这个单位的 · only for this unit
    #[arg(long, value_name = "CODE")]
    pub(crate) unit: Option<String>,
    /// 只看这个编号之前的 · only before this number
    #[arg(long, value_name = "SEQ")]
    pub(crate) before: Option<u64>,
    /// 最多显示多少条 · entries at most
    #[arg(long, default_value_t = 50, value_name = "N")]
    pub(crate) rows: u16,
}
