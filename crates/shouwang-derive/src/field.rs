//! One field of a struct that derives `Register` or `Fields`.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Error, Field, GenericArgument, Ident, LitStr, PathArguments, Result, Type, spanned::Spanned};

use crate::arguments::{self, Arguments};
use crate::{docs, names};

/// A field as it was declared.
pub(crate) enum Declared<'a> {
    /// The fields of another struct, in its place.
    Flattened(&'a Ident, &'a Type),
    /// One field: its name, its type and the expression of its `FieldDef`.
    Single(&'a Ident, &'a Type, TokenStream),
}

impl Declared<'_> {
    /// Reads a field and its attribute.
    pub(crate) fn read(field: &Field) -> Result<Declared<'_>> {
        let name = field.ident.as_ref().ok_or_else(|| Error::new(field.span(), "a register's fields have names"))?;
        if arguments::is_only(&field.attrs, "field", "flatten")? {
            return Ok(Declared::Flattened(name, &field.ty));
        }
        let mut arguments = Arguments::of(&field.attrs, "field", name)?;
        let kind = kind(&mut arguments, &field.ty)?;
        let id = name.to_string();
        let english = arguments.text("en")?.map_or_else(|| names::sentence_case(&id), |en| en.value());
        let (help, help_en) = (arguments.required_text("help")?, docs::help(&field.attrs, name)?);
        let article = or_empty(arguments.text("article")?);
        let example = or_empty(arguments.text("example")?);
        let not_before =
            arguments.path("not_before")?.map(|path| path.require_ident().map(Ident::to_string)).transpose()?.unwrap_or_default();
        let (zh, ty) = (arguments.zh.clone(), &field.ty);
        arguments.finish()?;
        let required = quote_spanned!(ty.span()=> <#ty as ::shouwang_domain::register::FieldType>::REQUIRED);
        let def = quote! {
            ::shouwang_domain::register::FieldDef {
                name: #id,
                label: ::shouwang_domain::register::Label { zh: #zh, en: #english },
                help: ::shouwang_domain::register::Label { zh: #help, en: #help_en },
                article: #article,
                kind: #kind,
                required: #required,
                not_before: #not_before,
                example: #example,
            }
        };
        Ok(Declared::Single(name, ty, def))
    }

    /// Adds the declaration to the vector `fields`.
    pub(crate) fn push_def(&self) -> TokenStream {
        match self {
            Declared::Flattened(_, ty) => {
                quote_spanned!(ty.span()=> fields.extend(<#ty as ::shouwang_domain::register::Fields>::fields());)
            }
            Declared::Single(_, _, def) => quote!(fields.push(#def);),
        }
    }

    /// Adds the value of `self` to the vector `values`.
    pub(crate) fn push_value(&self) -> TokenStream {
        match self {
            Declared::Flattened(name, ty) => {
                quote!(values.extend(<#ty as ::shouwang_domain::register::Fields>::to_values(&self.#name));)
            }
            Declared::Single(name, ty, _) => {
                quote!(values.push(<#ty as ::shouwang_domain::register::FieldType>::to_value(&self.#name));)
            }
        }
    }

    /// `name: value`, the value taken from the front of the slice `rest`.
    pub(crate) fn read_value(&self) -> TokenStream {
        let error = quote!(.ok_or(::shouwang_domain::register::ValueError)?);
        match self {
            Declared::Flattened(name, ty) => {
                let fields = quote!(<#ty as ::shouwang_domain::register::Fields>);
                quote!(#name: #fields::from_values(rest.split_off(..#fields::COUNT)#error)?)
            }
            Declared::Single(name, ty, _) => quote! {
                #name: <#ty as ::shouwang_domain::register::FieldType>::from_value(rest.split_off_first()#error.as_ref())?
            },
        }
    }

    /// How many values it stands for.
    pub(crate) fn count(&self) -> TokenStream {
        match self {
            Declared::Flattened(_, ty) => quote!(<#ty as ::shouwang_domain::register::Fields>::COUNT),
            Declared::Single(..) => quote!(1),
        }
    }
}

/// The expression of the field's kind: its type's own, narrowed by `chars` or `range`.
fn kind(arguments: &mut Arguments, ty: &Type) -> Result<TokenStream> {
    let chars = arguments.number("chars")?;
    let range = arguments.range("range")?;
    if let Some(chars) = chars {
        return match inner_is(ty, "String") {
            true => Ok(quote!(::shouwang_domain::register::FieldKind::Text { chars_max: #chars })),
            false => Err(Error::new(chars.span(), "`chars` limits a text: the field has to be a String")),
        };
    }
    if let Some((min, max)) = range {
        return match inner_is(ty, "i64") {
            true => Ok(quote!(::shouwang_domain::register::FieldKind::Int { min: #min, max: #max })),
            false => Err(Error::new(min.span(), "`range` limits a whole number: the field has to be an i64")),
        };
    }
    Ok(quote_spanned!(ty.span()=> <#ty as ::shouwang_domain::register::FieldType>::KIND))
}

/// Whether the type is `word` or `Option<word>`.
fn inner_is(ty: &Type, word: &str) -> bool {
    let Type::Path(path) = ty else { return false };
    let Some(last) = path.path.segments.last() else { return false };
    match &last.arguments {
        PathArguments::AngleBracketed(inside) if last.ident == "Option" => {
            inside.args.iter().any(|argument| matches!(argument, GenericArgument::Type(inner) if inner_is(inner, word)))
        }
        _ => last.ident == word,
    }
}

fn or_empty(text: Option<LitStr>) -> String {
    text.map(|text| text.value()).unwrap_or_default()
}
