//! Articles in the one form in which the ledger names them ([`Articles`]).

use shouwang_domain::register::Articles;
use shouwang_law::model::{ClauseRef, RuleName};

use crate::lawbook::LawBook;
use crate::problem::AppError;

impl LawBook {
    /// The article under which a rule stands.
    #[must_use]
    pub fn article_of(&self, rule: &RuleName, clause: ClauseRef) -> Articles {
        Articles::from_iter([(self.sign_of(&rule.instrument), clause.article)])
    }

    /// The articles that somebody named, by letters or by the ids of instruments.
    ///
    /// # Errors
    /// When the law has no such article, with the place in the request where it was named.
    pub fn read_articles(&self, text: &str, place: &str) -> Result<Articles, AppError> {
        let known = Articles::read(text).and_then(|named| named.iter().map(|(sign, number)| self.known(sign, number)).collect());
        known.ok_or_else(|| {
            let (zh, en) = (
                "没有这样的条文；写作“法规/条号”或者字母加条号，几条之间用逗号，如 hunan-2026/24, I18",
                "there are no such articles; write the instrument and the number, or its letter and the number, with commas between several: hunan-2026/24, I18",
            );
            AppError::invalid_at(place, zh, en)
        })
    }

    fn known(&self, sign: &str, number: u16) -> Option<(String, u16)> {
        let instrument = match sign.strip_suffix('/') {
            Some(id) => self.law.instrument(id)?,
            None => self.law.instrument_of(sign.chars().next()?)?,
        };
        instrument.article(number).map(|_| (self.sign_of(&instrument.id), number))
    }

    /// What stands before the numbers of an instrument's articles.
    fn sign_of(&self, id: &str) -> String {
        self.law.letter(id).map_or_else(|| format!("{id}/"), String::from)
    }
}
