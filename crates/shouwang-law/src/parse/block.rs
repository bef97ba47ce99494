//! Turns the values of a block into model types and reports each mistake at its own line.

use std::sync::Arc;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use shouwang_calendar::{Day, Span};
use toml::Spanned;

use super::lexer::ExprError;
use super::page::RawBlock;
use super::{expr, words};
use crate::error::Errors;
use crate::model::{ClauseRef, Expr, Need, NoneIs, Path, Proof, Rows, RuleName, Words};

/// A block together with the instrument and clause it stands in.
pub(super) struct BlockReader<'a> {
    pub(super) block: &'a RawBlock,
    pub(super) instrument: &'a Arc<str>,
    pub(super) clause: ClauseRef,
    pub(super) errors: &'a mut Errors,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawRows {
    pub(super) of: Spanned<String>,
    pub(super) at: Option<Spanned<String>>,
    #[serde(rename = "where")]
    pub(super) filter: Option<Spanned<String>>,
    pub(super) on: Option<String>,
    pub(super) none: Option<Spanned<String>>,
    pub(super) proof: Option<Spanned<String>>,
}

/// Either the rows' own fields, or `rows = { … }`, beside a title and a lead.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawNeed {
    title: Option<Words>,
    lead: Option<Spanned<String>>,
    rows: Option<RawRows>,
    of: Option<Spanned<String>>,
    at: Option<Spanned<String>>,
    #[serde(rename = "where")]
    filter: Option<Spanned<String>>,
    on: Option<String>,
    none: Option<Spanned<String>>,
    proof: Option<Spanned<String>>,
}

impl BlockReader<'_> {
    /// Reads the block's TOML into a type.
    pub(super) fn toml<T: DeserializeOwned>(&mut self) -> Option<T> {
        match toml::from_str(&self.block.text) {
            Ok(value) => Some(value),
            Err(error) => {
                let place = error.span().map_or_else(|| self.block.place(), |span| self.block.place_at(span.start));
                let (zh, en) = words::toml_error(&error);
                self.errors.push(place, zh, en);
                None
            }
        }
    }

    /// Reports a mistake at a value.
    pub(super) fn wrong<T>(&mut self, value: &Spanned<T>, zh: impl Into<String>, en: impl Into<String>) {
        self.errors.push(self.block.place_at(value.span().start), zh, en);
    }

    /// Reports a mistake of the block as a whole.
    pub(super) fn wrong_block(&mut self, zh: impl Into<String>, en: impl Into<String>) {
        self.errors.push(self.block.place(), zh, en);
    }

    /// The rule's full name, if its id is a proper one.
    pub(super) fn name(&mut self, id: &Spanned<String>) -> Option<RuleName> {
        let text = id.get_ref();
        if !words::is_kebab(text) {
            let en = format!("`{text}` is not an id; use lower-case letters, digits and dashes, such as `logs-internet`");
            self.wrong(id, format!("“{text}”不能作 id，请用小写字母、数字和连字符，如 logs-internet"), en);
            return None;
        }
        Some(RuleName { instrument: Arc::clone(self.instrument), id: text.as_str().into() })
    }

    pub(super) fn rule_names(&mut self, names: &[Spanned<String>]) -> Vec<RuleName> {
        let mut read = Vec::new();
        for name in names {
            match words::rule_name(name.get_ref()) {
                Some(rule) => read.push(rule),
                None => {
                    let en = format!(
                        "`{}` is not a rule's name; write instrument/id, such as `hunan-2020-interim/two-contacts`",
                        name.get_ref()
                    );
                    self.wrong(name, format!("“{}”不是规则名，请写“文件/id”，如 hunan-2020-interim/two-contacts", name.get_ref()), en);
                }
            }
        }
        read
    }

    pub(super) fn expr(&mut self, text: &Spanned<String>) -> Option<Expr> {
        self.parsed(text, expr::read_expr)
    }

    pub(super) fn path(&mut self, text: &Spanned<String>) -> Option<Path> {
        self.parsed(text, expr::read_path)
    }

    fn parsed<T>(&mut self, text: &Spanned<String>, read: fn(&str) -> Result<T, ExprError>) -> Option<T> {
        match read(text.get_ref()) {
            Ok(value) => Some(value),
            Err(error) => {
                let (zh, en) = words::with_caret(text.get_ref(), &error);
                self.wrong(text, zh, en);
                None
            }
        }
    }

    pub(super) fn span(&mut self, text: &Spanned<String>) -> Option<Span> {
        let span = text.get_ref().parse::<Span>().ok().filter(|span| span.count > 0);
        if span.is_none() {
            let en = format!(
                "`{}` is not a length of time; write for example `2 workdays`, `30 days`, `1 week`, `6 months`, `1 year`",
                text.get_ref()
            );
            self.wrong(text, format!("“{}”不是期限，请写如 2 workdays、30 days、1 week、6 months、1 year", text.get_ref()), en);
        }
        span
    }

    /// One of a few words; the error lists them.
    pub(super) fn one_of<T: Copy>(&mut self, text: &Spanned<String>, allowed: &[(&str, T)]) -> Option<T> {
        let found = allowed.iter().find(|(word, _)| word == text.get_ref()).map(|(_, value)| *value);
        if found.is_none() {
            let list = allowed.iter().map(|(word, _)| *word).collect::<Vec<_>>();
            let zh = format!("“{}”不在可用词之中，可用：{}", text.get_ref(), list.join("、"));
            self.wrong(text, zh, format!("`{}` is not one of: {}", text.get_ref(), list.join(", ")));
        }
        found
    }

    pub(super) fn rows(&mut self, raw: RawRows) -> Option<Rows> {
        let place = raw.of.clone();
        let link = self.path(&raw.of)?;
        let Ok([register, link]) = <[String; 2]>::try_from(link.0) else {
            let en = format!("`of` names a register and its reference field, such as `training.unit`; found `{}`", place.get_ref());
            self.wrong(&place, format!("of 要写“登记.引用字段”，如 training.unit；现在是“{}”", place.get_ref()), en);
            return None;
        };
        let none = raw.none.map(|word| self.one_of(&word, &[("unknown", NoneIs::Unknown), ("not_met", NoneIs::NotMet)]));
        let proof = raw.proof.map(|word| self.proof(&word));
        Some(Rows {
            register,
            link,
            at: raw.at.and_then(|path| self.path(&path)),
            filter: raw.filter.and_then(|filter| self.expr(&filter)),
            on: raw.on,
            none: none.flatten().unwrap_or(NoneIs::NotMet),
            proof: proof.flatten().unwrap_or(Proof::Declared),
        })
    }

    pub(super) fn proof(&mut self, word: &Spanned<String>) -> Option<Proof> {
        self.one_of(word, &[("measured", Proof::Measured), ("declared", Proof::Declared)])
    }

    pub(super) fn need(&mut self, raw: RawNeed) -> Option<Need> {
        let own = raw.of.map(|of| RawRows { of, at: raw.at, filter: raw.filter, on: raw.on, none: raw.none, proof: raw.proof });
        let rows = match (raw.rows, own) {
            (Some(rows), None) | (None, Some(rows)) => self.rows(rows)?,
            _ => {
                self.wrong_block(
                    "needs 的每一项要有 of = \"登记.引用字段\"（或 rows = { of = … }，二者取一）",
                    "each of `needs` has `of = \"register.reference_field\"` (or `rows = { of = … }`), one of the two",
                );
                return None;
            }
        };
        let lead = raw.lead.and_then(|lead| self.span(&lead));
        Some(Need { title: raw.title, rows, lead })
    }

    pub(super) fn needs(&mut self, raw: Vec<RawNeed>) -> Vec<Need> {
        raw.into_iter().filter_map(|need| self.need(need)).collect()
    }

    /// A day written as a TOML date or as text.
    pub(super) fn day(&mut self, value: &Spanned<toml::Value>) -> Option<Day> {
        let day = words::day(value.get_ref());
        if day.is_none() {
            self.wrong(value, "不是日期，请写成 2026-11-20", "not a day; write it as 2026-11-20");
        }
        day
    }
}
