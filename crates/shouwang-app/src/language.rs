//! The two languages in which everything is said to a user.
//!
//! Sentences are made where the thing they speak of is known; this module only holds them together and picks one.

use std::fmt;
use std::str::FromStr;

use shouwang_domain::register::Label;

/// The language that a user reads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// 中文.
    #[default]
    Zh,
    /// English.
    En,
}

impl Language {
    /// The one of two texts that is in this language.
    #[must_use]
    pub fn pick<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Language::Zh => zh,
            Language::En => en,
        }
    }

    /// The same language, as the calendar and the law call it.
    #[must_use]
    pub fn lang(self) -> shouwang_calendar::Lang {
        match self {
            Language::Zh => shouwang_calendar::Lang::Zh,
            Language::En => shouwang_calendar::Lang::En,
        }
    }

    /// A label in this language.
    #[must_use]
    pub fn label(self, label: Label) -> &'static str {
        self.pick(label.zh, label.en)
    }
}

/// The text names no language that the product speaks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no language that is spoken here; write zh or en")]
pub struct UnknownLanguage(String);

impl FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(text: &str) -> Result<Language, UnknownLanguage> {
        match text {
            "zh" => Ok(Language::Zh),
            "en" => Ok(Language::En),
            _ => Err(UnknownLanguage(text.to_owned())),
        }
    }
}

/// The same thing said in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// 中文.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Message {
    /// Says it.
    #[must_use]
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Message {
        Message { zh: zh.into(), en: en.into() }
    }

    /// In one language.
    #[must_use]
    pub fn text(&self, language: Language) -> &str {
        language.pick(&self.zh, &self.en)
    }
}

impl fmt::Display for Message {
    /// Both, for logs and for errors that have lost sight of the user.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} / {}", self.zh, self.en)
    }
}
