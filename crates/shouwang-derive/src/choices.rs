//! `#[derive(Choices)]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Error, Fields, Result, Variant};

use crate::arguments::Arguments;
use crate::{docs, names};

/// A set of choices is held in the bits of one `u64`.
const CHOICES_MAX: u8 = 64;

/// The implementations of `Choices` and `FieldType`.
pub(crate) fn derive(input: &DeriveInput) -> Result<TokenStream> {
    let Data::Enum(data) = &input.data else {
        return Err(Error::new(input.ident.span(), "choices are an enum"));
    };
    let choices = data.variants.iter().map(choice).collect::<Result<Vec<_>>>()?;
    let variants: Vec<_> = data.variants.iter().map(|variant| &variant.ident).collect();
    if variants.is_empty() || variants.len() > usize::from(CHOICES_MAX) {
        return Err(Error::new(input.ident.span(), format!("there are 1 to {CHOICES_MAX} choices")));
    }
    let (name, positions) = (&input.ident, 0..CHOICES_MAX);
    let (to, from) = (positions.clone().zip(&variants), positions.zip(&variants));
    let to = to.map(|(position, variant)| quote!(Self::#variant => #position));
    let from = from.map(|(position, variant)| quote!(#position => ::std::option::Option::Some(Self::#variant)));
    Ok(quote! {
        #[automatically_derived]
        impl ::shouwang_domain::register::Choices for #name {
            const CHOICES: &'static [::shouwang_domain::register::Choice] = &[#(#choices),*];
            fn position(self) -> u8 {
                match self { #(#to),* }
            }
            fn at(position: u8) -> ::std::option::Option<Self> {
                match position { #(#from,)* _ => ::std::option::Option::None }
            }
        }
        #[automatically_derived]
        impl ::shouwang_domain::register::FieldType for #name {
            const KIND: ::shouwang_domain::register::FieldKind =
                ::shouwang_domain::register::FieldKind::Choice(<Self as ::shouwang_domain::register::Choices>::CHOICES);
            fn to_value(&self) -> ::std::option::Option<::shouwang_domain::register::Value> {
                ::std::option::Option::Some(::shouwang_domain::register::Value::Choice(::shouwang_domain::register::Choices::position(*self)))
            }
            fn from_value(
                value: ::std::option::Option<&::shouwang_domain::register::Value>,
            ) -> ::std::result::Result<Self, ::shouwang_domain::register::ValueError> {
                match value {
                    ::std::option::Option::Some(::shouwang_domain::register::Value::Choice(position)) => {
                        <Self as ::shouwang_domain::register::Choices>::at(*position).ok_or(::shouwang_domain::register::ValueError)
                    }
                    _ => ::std::result::Result::Err(::shouwang_domain::register::ValueError),
                }
            }
        }
    })
}

/// The expression of one `Choice`.
fn choice(variant: &Variant) -> Result<TokenStream> {
    if !matches!(variant.fields, Fields::Unit) {
        return Err(Error::new_spanned(&variant.fields, "a choice is a word and carries no data"));
    }
    let arguments = Arguments::of(&variant.attrs, "choice", &variant.ident)?;
    let id = names::snake_case(&variant.ident.to_string());
    let english = docs::help(&variant.attrs, &variant.ident)?;
    let (zh, en) = (arguments.zh.clone(), english.trim_end_matches('.'));
    arguments.finish()?;
    Ok(quote! {
        ::shouwang_domain::register::Choice { id: #id, label: ::shouwang_domain::register::Label { zh: #zh, en: #en } }
    })
}
