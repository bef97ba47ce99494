//! The errors of storage in Chinese.

use shouwang_domain::register::BrokenRef;

use crate::error::{RowFlaw, StorageError, local, row_name};

impl StorageError {
    /// What is wrong, where, and what to do, in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            StorageError::Url { scheme } => {
                format!("“{scheme}…”不是数据库地址；请写 sqlite:路径（文件）或 postgres://用户@主机/数据库")
            }
            StorageError::CannotOpen { path, reason } => {
                format!("无法打开文件 {path}（{reason}）；所在目录必须存在，且当前用户可写")
            }
            StorageError::NotADatabase { path } => format!("文件 {path} 不是数据库；请换一个文件名，或移走该文件后重新建库"),
            StorageError::Unreachable { server, reason } => {
                format!("无法连接数据库 {server}（{reason}）；请检查地址、用户和口令，并确认数据库正在运行")
            }
            StorageError::SchemaNewer { found, newest } => {
                format!("数据库由更新版本的程序建立（表结构 {found}，本程序只认识到 {newest}）；请安装该版本")
            }
            StorageError::SchemaDiffers { version } => {
                format!("数据库的表结构与本程序不同（迁移 {version}），由未发布的版本建立；请用该版本导出，再导入新库")
            }
            StorageError::Busy => "另一个程序正在写数据库，等待超时；请稍后重试".to_owned(),
            StorageError::Stopped => "程序正在停止，什么都没有写入；请稍后重试".to_owned(),
            StorageError::DiskFull => "磁盘已满，什么都没有写入；请腾出空间后重试".to_owned(),
            StorageError::UnknownRegister { name } => format!("没有名为“{name}”的台账"),
            StorageError::InvalidRow { register, row, column, flaw } => {
                format!("{register}，行 {row}：“{column}”{}；请更正该行", flaw.zh())
            }
            StorageError::DuplicateKey { register, row } => format!("{register}，行 {row} 在一次写入中出现两次；请只保留一个"),
            StorageError::NothingToWithdraw { register, row } => {
                format!("{register}，行 {row} 无法撤回：库中没有该行，可能已被他人撤回")
            }
            StorageError::LearnedTooEarly { .. } | StorageError::LearnedAfterRecorded { .. } | StorageError::SameMoment { .. } => {
                self.zh_of_moments()
            }
            StorageError::Query { source } => source.zh(),
            StorageError::Overtaken { .. }
            | StorageError::OutOfReach { .. }
            | StorageError::OutOfEachReach
            | StorageError::LeadsNowhere { .. }
            | StorageError::StillNamed { .. }
            | StorageError::AlreadyDone { .. } => self.zh_of_refusals(),
            StorageError::LedgerDamaged { .. } | StorageError::NoSuchEntry { .. } | StorageError::NotErasable { .. } => {
                self.zh_of_the_ledger()
            }
            StorageError::CorruptRow { table, row, column, found } => {
                format!(
                    "表 {table}，行 {row}，列 {column}：“{found}”不是该列的值；数据库被本程序以外的手段改动或已损坏，请恢复备份或更正该值"
                )
            }
            StorageError::CountMismatch { table, expected, found } => {
                format!("表 {table}：应写入 {expected} 行，数据库报告 {found} 行；全部未保留，请用数据库自带工具检查")
            }
            StorageError::Database { source } => format!("数据库报告：{source}"),
        }
    }

    fn zh_of_refusals(&self) -> String {
        match self {
            StorageError::Overtaken { register, row } => {
                format!("{register}，行 {row} 其间已被他人更改；请重新读取，看过变化后再办")
            }
            StorageError::OutOfReach { register, row, .. } => {
                format!("{register}，行 {row} 不在本账户的权限范围内；请找该行的负责单位或安全管理员")
            }
            StorageError::OutOfEachReach => {
                "这些内容都在本账户的权限范围内，但没有哪一项授权单独包括全部；请按单位分别提交，以便记明代表哪个单位办理".to_owned()
            }
            StorageError::LeadsNowhere { broken } => match broken.first() {
                Some(first) => {
                    let BrokenRef { register, key, field, target, code } = first;
                    format!("{register}，行 {}，“{field}”：台账 {target} 中没有编号“{code}”；请先登记，或更正编号", row_name(key))
                }
                None => "有引用没有着落；请先登记所引用的内容".to_owned(),
            },
            StorageError::StillNamed { register, code } => {
                format!("{register} {code} 不能撤回：还有其他记录引用它；请先更正或撤回那些记录")
            }
            StorageError::AlreadyDone { act } => format!("同一请求先前已办理（第 {act} 号操作），没有重复写入；请查看该操作"),
            _ => String::new(),
        }
    }

    fn zh_of_the_ledger(&self) -> String {
        match self {
            StorageError::LedgerDamaged { what } => {
                format!("账本已损坏（{}），什么都没有写入；请核验账本（shouwang ledger verify）并恢复备份", what.zh)
            }
            StorageError::NoSuchEntry { seq } => format!("账本中没有第 {seq} 条；条目从 0 起编号，请先列出条目"),
            StorageError::NotErasable { seq } => format!("账本第 {seq} 条记载的是清除本身，其私密部分必须保留；请另指一条"),
            _ => String::new(),
        }
    }

    fn zh_of_moments(&self) -> String {
        match self {
            StorageError::LearnedTooEarly { learned_at, newest } => {
                let (learned_at, newest) = (local(*learned_at), local(*newest));
                format!("获知时刻为 {learned_at}，而数据库在 {newest} 已有新的获知；过去所知不可更改，请使用 {newest} 或之后的时刻")
            }
            StorageError::LearnedAfterRecorded { learned_at, recorded_at } => {
                let (learned_at, recorded_at) = (local(*learned_at), local(*recorded_at));
                format!("获知时刻 {learned_at} 晚于登记时刻 {recorded_at}；请检查时钟或所填时刻")
            }
            StorageError::SameMoment { register, row, learned_at } => {
                let learned_at = local(*learned_at);
                format!("{register}，行 {row} 在 {learned_at} 已有变更；同一时刻一行只能有一种说法，请使用更晚的时刻")
            }
            _ => String::new(),
        }
    }
}

impl RowFlaw {
    fn zh(self) -> &'static str {
        match self {
            RowFlaw::Missing => "必填而缺失",
            RowFlaw::WrongKind => "的值与声明的类型不符",
            RowFlaw::NulCharacter => "含有字符 U+0000",
            RowFlaw::DayOutOfRange => "的日期不在公元 0000 至 9999 年之间",
            RowFlaw::ValueCount => "不符：值的个数与台账字段数不同",
        }
    }
}
