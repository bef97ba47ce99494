//! The doc comment of an item, as English help.

use syn::{Attribute, Error, Expr, ExprLit, Ident, Lit, Meta, Result};

/// The first paragraph of the doc comment, on one line.
pub(crate) fn help(attributes: &[Attribute], item: &Ident) -> Result<String> {
    let lines = attributes.iter().filter_map(line).map(|line| line.trim().to_owned());
    let paragraph: Vec<_> = lines.skip_while(String::is_empty).take_while(|line| !line.is_empty()).collect();
    if paragraph.is_empty() {
        return Err(Error::new(item.span(), format!("`{item}` needs a doc comment: its first paragraph is the English help")));
    }
    Ok(paragraph.join(" "))
}

fn line(attribute: &Attribute) -> Option<String> {
    match &attribute.meta {
        Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}
