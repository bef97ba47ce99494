//! What can be wrong with a question for a list.

/// A question that no list answers. Nothing was looked up.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// The register has no such field.
    #[error("register `{register}` has no field `{field}`; use a field of its declaration, or code, from, until, basis, vouched_by, note")]
    UnknownField {
        /// The register.
        register: &'static str,
        /// What was asked for.
        field: String,
    },
    /// The field cannot be compared so.
    #[error("`{field}` of register `{register}` cannot be compared by `{test}`")]
    WrongTest {
        /// The register.
        register: &'static str,
        /// The field.
        field: &'static str,
        /// The test, as its name is written.
        test: &'static str,
    },
    /// The value is none that the field could hold.
    #[error("this is no value of `{field}` of register `{register}`; give one that the field could hold")]
    WrongValue {
        /// The register.
        register: &'static str,
        /// The field.
        field: &'static str,
    },
    /// Several choices have no order.
    #[error("register `{register}` cannot be sorted by `{field}`, which holds several choices at once; sort by another field")]
    NoOrder {
        /// The register.
        register: &'static str,
        /// The field.
        field: &'static str,
    },
    /// More conditions, values or sort fields than a list takes.
    #[error("there are {count} {what}, at most {max} are allowed; ask for less at once")]
    TooMany {
        /// Of what.
        what: &'static str,
        /// How many there are.
        count: usize,
        /// How many there may be.
        max: usize,
    },
    /// What lies below a division was asked for, and no division was named.
    #[error("name the division whose parts are to be counted")]
    NoDivision,
    /// A word to search for that no text contains.
    #[error("the word to search for contains the character U+0000; remove it")]
    Search,
    /// The cursor belongs to another list.
    #[error("this cursor belongs to a list with other filters or another order; begin again at the first page")]
    ForeignCursor,
    /// The cursor is none.
    #[error("this is no cursor of a list; begin again at the first page")]
    DamagedCursor,
}

impl QueryError {
    /// The same in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            QueryError::UnknownField { register, field } => {
                format!("台账 {register} 没有字段“{field}”；请使用其声明中的字段，或 code、from、until、basis、vouched_by、note")
            }
            QueryError::WrongTest { register, field, test } => format!("台账 {register} 的“{field}”不能用“{test}”比较"),
            QueryError::WrongValue { register, field } => format!("这不是台账 {register} 的“{field}”可以有的值；请更正"),
            QueryError::NoOrder { register, field } => format!("台账 {register} 不能按多选项“{field}”排序；请换一个字段"),
            QueryError::TooMany { what, count, max } => format!("{what} 有{count}个，最多{max}个；请减少"),
            QueryError::NoDivision => "请指明要按其下级统计的行政区划".to_owned(),
            QueryError::Search => "要查找的文字含有字符 U+0000；请删去".to_owned(),
            QueryError::ForeignCursor => "翻页标记属于条件或顺序不同的另一份列表；请从第一页重新开始".to_owned(),
            QueryError::DamagedCursor => "这不是列表的翻页标记；请从第一页重新开始".to_owned(),
        }
    }
}
