//! Why texts of policies cannot be used.

use std::fmt;

use shouwang_calendar::Words;

/// One mistake in one text of policies. Nothing takes effect while there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyFlaw {
    /// The text.
    pub text: String,
    /// What is wrong with it, as Cedar says it, in English.
    pub reason: String,
}

impl PolicyFlaw {
    pub(super) fn new(text: &str, reason: impl fmt::Display) -> PolicyFlaw {
        PolicyFlaw { text: text.to_owned(), reason: reason.to_string() }
    }

    /// What is wrong and what to do.
    #[must_use]
    pub fn words(&self) -> Words {
        let PolicyFlaw { text, reason } = self;
        Words::new(
            format!("授权策略“{text}”有误，未予采用：{reason}"),
            format!("the policies `{text}` are wrong and were not taken: {reason}"),
        )
    }
}

impl fmt::Display for PolicyFlaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words().en)
    }
}

impl std::error::Error for PolicyFlaw {}
