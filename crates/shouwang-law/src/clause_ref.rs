//! How a clause is cited: 第二十四条第二款第三项, article 24(2)(3).

use crate::model::{ClauseRef, Lang, Status};
use crate::numeral::chinese;

impl ClauseRef {
    /// The citation in one language. A paragraph is always named, since nobody should have to know whether there are several.
    #[must_use]
    pub fn cite(self, lang: Lang) -> String {
        let ClauseRef { article, paragraph, item } = self;
        match (lang, item) {
            (Lang::Zh, 0) => format!("第{}条第{}款", chinese(article), chinese(paragraph)),
            (Lang::Zh, _) => format!("第{}条第{}款第{}项", chinese(article), chinese(paragraph), chinese(item)),
            (Lang::En, 0) => format!("article {article}({paragraph})"),
            (Lang::En, _) => format!("article {article}({paragraph})({item})"),
        }
    }
}

impl Status {
    /// The word on a clause line: `not-encoded`.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Status::Duty => "duty",
            Status::Matter => "matter",
            Status::Clock => "clock",
            Status::Register => "register",
            Status::Case => "case",
            Status::Role => "role",
            Status::Definition => "definition",
            Status::Discretion => "discretion",
            Status::NotEncoded(_) => "not-encoded",
        }
    }
}
