//! What verifying found: which entry is wrong, and how, in Chinese and English.

use crate::hash::Roots;
use crate::told::Bilingual;

/// The most findings that are told one by one; beyond that they are only counted.
pub const FINDINGS_MAX: usize = 1_000;

/// The outcome of verifying a ledger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// How many entries were read.
    pub entries: u64,
    /// How many of them have had their private payload erased. That is said, and is not wrong.
    pub erased: u64,
    /// Both roots over the entries as they are; nothing when one is missing.
    pub roots: Option<Roots>,
    /// The checkpoints that entries were compared with, by size.
    pub checkpoints: Vec<CheckpointSeen>,
    /// What is wrong, the first [`FINDINGS_MAX`], by entry.
    pub findings: Vec<Finding>,
    /// How many findings there are in all.
    pub findings_count: usize,
}

/// A checkpoint, compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckpointSeen {
    /// The size that it speaks of.
    pub size: u64,
    /// The names of the trusted keys that signed it. Empty when no keys were given.
    pub signed_by: Vec<String>,
    /// What the comparison said.
    pub verdict: Verdict,
}

/// What comparing with a checkpoint says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The entries up to there are exactly those that were signed.
    AsSigned,
    /// The hashes kept beside the entries are those that were signed; the texts of the entries named in the findings are not.
    KeptOnly,
    /// What is stored is another history.
    Differs,
    /// Entries are missing, so that it cannot be said.
    Unknown,
}

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// One entry is wrong.
    Entry {
        /// Its number.
        seq: u64,
        /// How.
        wrong: Wrong,
    },
    /// Entries are missing between others.
    Removed {
        /// The first.
        from: u64,
        /// The last.
        until: u64,
    },
    /// Entries are missing at the end.
    Cut {
        /// The first.
        from: u64,
        /// The last that is known to have been there.
        until: u64,
    },
    /// Entries stand behind the end that the ledger's head names.
    Beyond {
        /// The first.
        from: u64,
        /// The last.
        until: u64,
    },
    /// The rows of these entries bear other numbers than the entries themselves, all shifted alike.
    Renumbered {
        /// The first.
        from: u64,
        /// The last.
        until: u64,
        /// The row's number less the entry's.
        by: i64,
    },
    /// One of these entries was changed together with the hashes beside it (or the root kept above them was).
    Block {
        /// The first.
        from: u64,
        /// The last.
        until: u64,
    },
    /// A kept root of a complete subtree is not that of the entries below it, or is missing; the entries are not affected.
    KeptNode {
        /// Of 256^level entries.
        level: u8,
        /// From 0, from the left.
        position: u64,
    },
    /// The ledger's head (`ledger_head`) is not that of the entries, or cannot be read, or is missing.
    Head {
        /// What is wrong with it.
        why: Bilingual,
    },
    /// History was replaced: up to `after` entries are as signed, but what stands before `until` is not what the checkpoint of that size signed.
    Replaced {
        /// The size of the last checkpoint that agrees; 0 when none does.
        after: u64,
        /// The size of the first checkpoint that does not.
        until: u64,
    },
    /// A checkpoint is not to be believed.
    Checkpoint {
        /// Which, in the order in which they were given, from 0.
        index: usize,
        /// Why not.
        why: Bilingual,
    },
}

/// How one entry is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// Its text is not the one that was entered.
    Changed,
    /// The hashes kept beside it were changed; its text is the one that was entered.
    KeptHash,
    /// Its text is no entry.
    Unreadable(Bilingual),
    /// A column beside it says something else.
    Column(&'static str),
    /// The private payload or its salt was changed, or one of the two is gone.
    Private,
    /// The rows in the database are not those that the act ended or began.
    Rows {
        /// The table.
        table: String,
        /// Which rows.
        side: Side,
        /// How many there were.
        expected: u64,
        /// How many there are.
        found: u64,
    },
    /// A further entry under this number was put in.
    Inserted {
        /// Which one, counted from 0 in the order in which entries are stored.
        place: u64,
    },
    /// It stands out of place.
    Reordered {
        /// Where it stands, counted from 0.
        place: u64,
    },
}

/// Rows of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Those whose version it ended.
    Before,
    /// Those whose version it began.
    After,
}

impl Report {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.findings_count == 0
    }

    /// Up to which size a signed checkpoint says that the entries are exactly those that were signed.
    #[must_use]
    pub fn proven(&self) -> u64 {
        let signed = self.checkpoints.iter().filter(|seen| seen.verdict == Verdict::AsSigned && !seen.signed_by.is_empty());
        signed.map(|seen| seen.size).max().unwrap_or(0)
    }
}

impl Finding {
    /// The first entry that it speaks of, to sort by; what speaks of none comes last.
    pub(super) fn first(&self) -> u64 {
        match self {
            Self::Entry { seq, .. } => *seq,
            Self::Removed { from, .. }
            | Self::Cut { from, .. }
            | Self::Beyond { from, .. }
            | Self::Renumbered { from, .. }
            | Self::Block { from, .. } => *from,
            Self::Replaced { after, .. } => *after,
            Self::KeptNode { .. } | Self::Head { .. } | Self::Checkpoint { .. } => u64::MAX,
        }
    }

    /// In Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            Self::Entry { seq, wrong } => format!("第 {seq} 条：{}", wrong.zh()),
            Self::Removed { from, until } => format!("第 {from} 至 {until} 条被删除"),
            Self::Cut { from, until } => format!("末尾被截断：第 {from} 至 {until} 条已不在"),
            Self::Beyond { from, until } => format!("第 {from} 至 {until} 条在账本末端之后，是后来添加的"),
            Self::Renumbered { from, until, by } => format!("第 {from} 至 {until} 条所在行的编号被改动（相差 {by}）"),
            Self::Block { from, until } => format!("第 {from} 至 {until} 条中有一条连同其旁的哈希一起被改动"),
            Self::KeptNode { level, position } => format!("第 {level} 层第 {position} 个子树根与其下各条不符或缺失（各条本身未受影响）"),
            Self::Head { why } => format!("账本末端记录（ledger_head）不可信：{}", why.zh),
            Self::Replaced { after: 0, until } => format!("整段历史被替换：前 {until} 条与规模为 {until} 的检查点不符"),
            Self::Replaced { after, until } => {
                format!("历史被替换：前 {after} 条与检查点相符，第 {after} 至 {} 条不是当时签名的内容", until - 1)
            }
            Self::Checkpoint { index, why } => format!("第 {} 个检查点不可信：{}", index + 1, why.zh),
        }
    }

    /// In English.
    #[must_use]
    pub fn en(&self) -> String {
        match self {
            Self::Entry { seq, wrong } => format!("entry {seq}: {}", wrong.en()),
            Self::Removed { from, until } => format!("entries {from} to {until} were removed"),
            Self::Cut { from, until } => format!("the end was cut off: entries {from} to {until} are gone"),
            Self::Beyond { from, until } => format!("entries {from} to {until} stand behind the ledger's end: they were put in afterwards"),
            Self::Renumbered { from, until, by } => format!("the rows of entries {from} to {until} bear other numbers (by {by})"),
            Self::Block { from, until } => format!("one of the entries {from} to {until} was changed together with the hashes beside it"),
            Self::KeptNode { level, position } => {
                format!(
                    "the kept subtree root of level {level}, position {position} is not that of its entries, or is missing; the entries are not affected"
                )
            }
            Self::Head { why } => format!("the ledger's head is not to be believed: {}", why.en),
            Self::Replaced { after: 0, until } => {
                format!("the whole history was replaced: the first {until} entries are not those that the checkpoint of that size signed")
            }
            Self::Replaced { after, until } => {
                format!("history was replaced: the first {after} entries are as signed, entries {after} to {} are not", until - 1)
            }
            Self::Checkpoint { index, why } => format!("checkpoint {} is not to be believed: {}", index + 1, why.en),
        }
    }
}

impl Wrong {
    fn zh(&self) -> String {
        match self {
            Self::Changed => "内容被改动，不是当初记入的文本".to_owned(),
            Self::KeptHash => "其旁保存的哈希被改动，内容本身未变".to_owned(),
            Self::Unreadable(why) => format!("不是一条可读的记录（{}）", why.zh),
            Self::Column(column) => format!("其旁的列 {column} 与记录所述不符"),
            Self::Private => "私密内容或其盐值被改动，或只缺其一".to_owned(),
            Self::Rows { table, side: Side::Before, expected, found } => {
                format!("表 {table} 中由该行为终止的行版本被改动（应有 {expected} 行，现有 {found} 行）")
            }
            Self::Rows { table, side: Side::After, expected, found } => {
                format!("表 {table} 中由该行为写入的行版本被改动（应有 {expected} 行，现有 {found} 行）")
            }
            Self::Inserted { place } => format!("有另一条记录以同一编号被插入（存放顺序第 {place} 位）"),
            Self::Reordered { place } => format!("被移到别处（存放顺序第 {place} 位）"),
        }
    }

    fn en(&self) -> String {
        match self {
            Self::Changed => "changed: its text is not the one that was entered".to_owned(),
            Self::KeptHash => "the hashes kept beside it were changed; its text was not".to_owned(),
            Self::Unreadable(why) => format!("not readable: {}", why.en),
            Self::Column(column) => format!("column {column} beside it says something else"),
            Self::Private => "the private payload or its salt was changed, or one of the two is gone".to_owned(),
            Self::Rows { table, side: Side::Before, expected, found } => {
                format!("table {table}: the row versions that this act ended were changed (there were {expected}, there are {found})")
            }
            Self::Rows { table, side: Side::After, expected, found } => {
                format!("table {table}: the row versions that this act wrote were changed (there were {expected}, there are {found})")
            }
            Self::Inserted { place } => format!("another entry was inserted under this number (at place {place} as stored)"),
            Self::Reordered { place } => format!("moved: it stands at place {place} as stored"),
        }
    }
}
