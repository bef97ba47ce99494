//! `#[name("中文", key = value, …)]`: reading the attributes with errors that point at the word that is wrong.

use syn::parse::{Parse, ParseStream};
use syn::{Attribute, Error, Expr, ExprLit, Ident, Lit, LitInt, LitStr, Path, RangeLimits, Result, Token, parse_quote, spanned::Spanned};

/// A Chinese label and the named arguments behind it. Every argument that is asked for is taken out, so that [`Arguments::finish`] can
/// name the ones nobody knows.
pub(crate) struct Arguments {
    /// The label.
    pub(crate) zh: LitStr,
    rest: Vec<(Ident, Expr)>,
    known: Vec<&'static str>,
}

/// A label in both languages, written `("测评日", "Assessed on")`.
pub(crate) struct Pair {
    /// 中文.
    pub(crate) zh: LitStr,
    /// English.
    pub(crate) en: LitStr,
}

impl Parse for Arguments {
    fn parse(input: ParseStream<'_>) -> Result<Arguments> {
        let zh: LitStr = input.parse().map_err(|error| Error::new(error.span(), "the Chinese label comes first, as in (\"名称\", …)"))?;
        let mut rest = Vec::new();
        while !input.is_empty() {
            input.parse::<Token![,]>()?;
            if input.is_empty() {
                break;
            }
            let name: Ident = input.parse()?;
            if rest.iter().any(|(earlier, _)| *earlier == name) {
                return Err(Error::new(name.span(), format!("`{name}` is given twice")));
            }
            // A word alone is switched on.
            let value = if input.peek(Token![=]) {
                input.parse::<Token![=]>()?;
                input.parse()?
            } else {
                parse_quote!(true)
            };
            rest.push((name, value));
        }
        Ok(Arguments { zh, rest, known: Vec::new() })
    }
}

impl Arguments {
    /// The arguments of the one attribute of this name; `item` is what it should stand on.
    pub(crate) fn of(attributes: &[Attribute], name: &str, item: &Ident) -> Result<Arguments> {
        let missing = || Error::new(item.span(), format!("`{item}` needs #[{name}(\"中文\", …)]"));
        find(attributes, name)?.ok_or_else(missing)?.parse_args()
    }

    /// A text; `None` when it is not given.
    pub(crate) fn text(&mut self, name: &'static str) -> Result<Option<LitStr>> {
        self.take(name).map(|value| text(&value)).transpose()
    }

    /// A text that must be given.
    pub(crate) fn required_text(&mut self, name: &'static str) -> Result<LitStr> {
        let label = self.zh.span();
        self.text(name)?.ok_or_else(|| Error::new(label, format!("`{name} = \"…\"` is missing behind this label")))
    }

    /// A whole number.
    pub(crate) fn number(&mut self, name: &'static str) -> Result<Option<LitInt>> {
        let number = |value: Expr| match value {
            Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => Ok(number),
            other => Err(Error::new(other.span(), format!("`{name}` is a whole number"))),
        };
        self.take(name).map(number).transpose()
    }

    /// A label in both languages.
    pub(crate) fn pair(&mut self, name: &'static str) -> Result<Option<Pair>> {
        let pair = |value: Expr| match &value {
            Expr::Tuple(tuple) if tuple.elems.len() == 2 => Ok(Pair { zh: text(&tuple.elems[0])?, en: text(&tuple.elems[1])? }),
            other => Err(Error::new(other.span(), format!("`{name}` is a pair: (\"中文\", \"English\")"))),
        };
        self.take(name).map(pair).transpose()
    }

    /// Whether a word stands there; it takes no value.
    pub(crate) fn word(&mut self, name: &'static str) -> Result<bool> {
        match self.take(name) {
            None => Ok(false),
            Some(Expr::Lit(ExprLit { lit: Lit::Bool(switched), .. })) => Ok(switched.value),
            Some(other) => Err(Error::new(other.span(), format!("`{name}` is a word without a value"))),
        }
    }

    /// Names in brackets; none when it is not given.
    pub(crate) fn names(&mut self, name: &'static str) -> Result<Vec<Ident>> {
        match self.take(name) {
            None => Ok(Vec::new()),
            Some(Expr::Array(array)) => {
                array.elems.iter().map(|element| path(element).and_then(|path| path.require_ident().cloned())).collect()
            }
            Some(other) => Err(Error::new(other.span(), format!("`{name}` is a list of field names: [unit, from]"))),
        }
    }

    /// The path of a function.
    pub(crate) fn path(&mut self, name: &'static str) -> Result<Option<Path>> {
        self.take(name).map(|value| path(&value)).transpose()
    }

    /// Bounds, both included: `1..=5`.
    pub(crate) fn range(&mut self, name: &'static str) -> Result<Option<(Expr, Expr)>> {
        let Some(value) = self.take(name) else { return Ok(None) };
        match value {
            Expr::Range(range) if matches!(range.limits, RangeLimits::Closed(_)) => match (range.start, range.end) {
                (Some(start), Some(end)) => Ok(Some((*start, *end))),
                _ => Err(Error::new(self.zh.span(), format!("`{name}` needs both bounds: 1..=5"))),
            },
            other => Err(Error::new(other.span(), format!("`{name}` is a closed range: 1..=5"))),
        }
    }

    /// Refuses what nobody has asked for.
    pub(crate) fn finish(self) -> Result<()> {
        match self.rest.first() {
            None => Ok(()),
            Some((name, _)) => Err(Error::new(name.span(), format!("`{name}` means nothing here; known are: {}", self.known.join(", ")))),
        }
    }

    fn take(&mut self, name: &'static str) -> Option<Expr> {
        self.known.push(name);
        let at = self.rest.iter().position(|(given, _)| given == name)?;
        Some(self.rest.remove(at).1)
    }
}

/// Whether the attribute of this name says only this word, as in `#[field(flatten)]`.
pub(crate) fn is_only(attributes: &[Attribute], name: &str, word: &str) -> Result<bool> {
    let says_word = |attribute: &Attribute| attribute.parse_args::<Ident>().is_ok_and(|given| given == word);
    Ok(find(attributes, name)?.is_some_and(says_word))
}

fn find<'a>(attributes: &'a [Attribute], name: &str) -> Result<Option<&'a Attribute>> {
    let mut found = attributes.iter().filter(|attribute| attribute.path().is_ident(name));
    let first = found.next();
    match found.next() {
        None => Ok(first),
        Some(second) => Err(Error::new(second.span(), format!("#[{name}] stands here a second time"))),
    }
}

fn text(value: &Expr) -> Result<LitStr> {
    match value {
        Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Ok(text.clone()),
        other => Err(Error::new(other.span(), "a text in quotes is expected here")),
    }
}

fn path(value: &Expr) -> Result<Path> {
    match value {
        Expr::Path(path) => Ok(path.path.clone()),
        other => Err(Error::new(other.span(), "a name is expected here")),
    }
}
