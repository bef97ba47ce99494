//! What verifying a database found, in Chinese and English: what is wrong in the ledger itself, and where tables and ledger part.

use shouwang_ledger::Report;

/// Findings in the tables that are told one by one; beyond that they are only counted.
pub(super) const TOLD_MAX: usize = 1_000;

/// The outcome of verifying a database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveReport {
    /// What the ledger says of itself, and what signed heads say of it.
    pub ledger: Report,
    /// Where the tables say something else, the first 1,000.
    pub tables: Vec<TableFinding>,
    /// How many such places there are in all.
    pub tables_count: usize,
    /// How many versions of rows were compared.
    pub versions: u64,
}

/// Something in a table that the ledger does not bear out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableFinding {
    /// The rows of a table that an act ended or began are not those that its entry speaks of.
    Rows {
        /// The entry.
        seq: u64,
        /// The act.
        act: i64,
        /// The table.
        table: String,
    },
    /// Rows bear the number of an act that no entry speaks of.
    Unaccounted {
        /// The act's number.
        act: i64,
        /// The table.
        table: String,
    },
    /// An act's column says something else than its entry.
    Act {
        /// The entry.
        seq: u64,
        /// The act.
        act: i64,
        /// The column.
        column: &'static str,
    },
    /// A row's moments are not those of its acts.
    Row {
        /// The table.
        table: &'static str,
        /// Code, first day and moment of learning.
        row: String,
        /// What contradicts what.
        moments: MomentsFlaw,
    },
    /// An entry's private part is gone, or only half gone, and no entry says that it was erased.
    Erased {
        /// The entry.
        seq: u64,
    },
    /// What a row names beside the registers is missing, or is not what it was.
    Blob {
        /// The row's table.
        table: &'static str,
        /// The row's code.
        row: String,
        /// Whether something is there.
        is_there: bool,
    },
    /// Where a unit lies, by which readers are shown its rows, is not what units and divisions say.
    Place {
        /// The unit's code.
        unit: String,
    },
    /// The ledger's table of subtree roots has rows that the tree does not.
    Nodes {
        /// Rows that belong there.
        expected: u64,
        /// Rows that are there.
        found: u64,
    },
}

/// How a version's moments contradict the acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MomentsFlaw {
    /// It was learned at another moment than the act that wrote it.
    Learned {
        /// The act.
        act: i64,
    },
    /// It ended at another moment than the act that ended it.
    Superseded {
        /// The act.
        act: i64,
    },
    /// It ended, and no act ended it.
    Unended,
}

impl LiveReport {
    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.ledger.is_whole() && self.tables_count == 0
    }
}

impl TableFinding {
    /// The act that a row's moments contradict.
    pub(super) fn act(&self) -> Option<i64> {
        match self {
            TableFinding::Row { moments: MomentsFlaw::Learned { act } | MomentsFlaw::Superseded { act }, .. } => Some(*act),
            _ => None,
        }
    }

    /// In Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            TableFinding::Rows { seq, act, table } => {
                format!("表 {table}：第 {act} 号操作写入或终止的行与账本第 {seq} 条所载不符，有行被改动、增加或删除")
            }
            TableFinding::Unaccounted { act, table } => format!("表 {table}：有行记在第 {act} 号操作名下，而账本中没有该操作"),
            TableFinding::Act { seq, act, column } => format!("表 act：第 {act} 号操作的列 {column} 与账本第 {seq} 条不符"),
            TableFinding::Row { table, row, moments } => format!("表 {table}，行 {row}：{}", moments.zh()),
            TableFinding::Erased { seq } => format!("账本第 {seq} 条的私密部分缺失，而没有条目记载其清除"),
            TableFinding::Blob { table, row, is_there: true } => format!("表 {table}，行 {row}：存放的内容已被改动"),
            TableFinding::Blob { table, row, is_there: false } => format!("表 {table}，行 {row}：存放的内容缺失"),
            TableFinding::Place { unit } => format!("表 unit_place：单位 {unit} 的所在区划与台账不符，他人可能因此看到或看不到其数据"),
            TableFinding::Nodes { expected, found } => format!("表 ledger_node：应有 {expected} 行，实有 {found} 行"),
        }
    }

    /// In English.
    #[must_use]
    pub fn en(&self) -> String {
        match self {
            TableFinding::Rows { seq, act, table } => {
                format!(
                    "table {table}: the rows that act {act} wrote or ended are not those of entry {seq}; some were changed, added or removed"
                )
            }
            TableFinding::Unaccounted { act, table } => {
                format!("table {table}: rows bear the number of act {act}, of which no entry speaks")
            }
            TableFinding::Act { seq, act, column } => {
                format!("table act: column {column} of act {act} says something else than entry {seq}")
            }
            TableFinding::Row { table, row, moments } => format!("table {table}, row {row}: {}", moments.en()),
            TableFinding::Erased { seq } => format!("the private part of entry {seq} is missing, and no entry says that it was erased"),
            TableFinding::Blob { table, row, is_there: true } => format!("table {table}, row {row}: what is kept of it was changed"),
            TableFinding::Blob { table, row, is_there: false } => format!("table {table}, row {row}: what is kept of it is missing"),
            TableFinding::Place { unit } => {
                format!(
                    "table unit_place: where unit {unit} lies is not what the registers say; others may see its rows, or not see them, by this"
                )
            }
            TableFinding::Nodes { expected, found } => format!("table ledger_node: {expected} rows belong there, {found} are there"),
        }
    }
}

impl MomentsFlaw {
    fn zh(self) -> String {
        match self {
            MomentsFlaw::Learned { act } => format!("获知时刻与第 {act} 号操作不符"),
            MomentsFlaw::Superseded { act } => format!("终止时刻与第 {act} 号操作不符"),
            MomentsFlaw::Unended => "已终止，却没有操作终止它".to_owned(),
        }
    }

    fn en(self) -> String {
        match self {
            MomentsFlaw::Learned { act } => format!("it was learned at another moment than act {act}"),
            MomentsFlaw::Superseded { act } => format!("it ended at another moment than act {act}"),
            MomentsFlaw::Unended => "it has ended, and no act ended it".to_owned(),
        }
    }
}
