//! Derives that turn one Rust struct into one register of `shouwang-domain`.
//!
//! They only string together what is written on the struct; what a field may hold follows from its Rust type through
//! `shouwang_domain::register::FieldType`. Nothing here may know any one register.
//!
//! Every term is written in both languages where it is declared, as shortly as possible: the Chinese label stands first in the attribute,
//! the English label is read off the Rust name (`used_on` becomes "Used on") unless `en` says otherwise, the English help is the first
//! paragraph of the doc comment, and the Chinese help is `help`.

mod arguments;
mod choices;
mod docs;
mod field;
mod names;
mod register;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;
use syn::{DeriveInput, Error, parse_macro_input};

/// Declares a register: implements `Record` and adds the register to the catalog, with no list to keep anywhere.
///
/// ```text
/// /// A course that somebody held.
/// #[derive(Register)]
/// #[register("培训", help = "一次培训活动。", order = 550, article = "M11, M27", event = ("培训日", "Held on"), natural = [unit, from])]
/// pub struct Training {
///     /// The unit whose people were trained.
///     #[field("单位", help = "参加培训人员所在的单位。", article = "M27", example = "例-U1")]
///     pub unit: Ref<Unit>,
/// }
/// ```
///
/// `#[register("中文名", …)]`: `help` and `order` are required; `en`, `article`, `natural = [field, from]`, `exactly_one = [a, b]`,
/// `at_least_one = [a, b]`, `check = function` (from `&Fact<Self>` to problems), `example_code`, `example_from`, `example_measured_by` and
/// `further_examples = function` (to `Vec<Fact<Self>>`) are optional. A state says `from = ("中文", "English")` and `until = (…)` when its days have names of their own; an event says `event = (…)` instead.
/// The word `system` makes it a register of the product itself, `form` what is filled in for a matter, which has no table.
///
/// `#[field("中文名", …)]`: `help` is required; `en`, `article`, `example` are optional, as are `chars = 40` on text,
/// `range = 1..=65_535` on numbers and `not_before = other_day` on days. `#[field(flatten)]` takes in the fields of a struct that derives `Fields`.
#[proc_macro_derive(Register, attributes(register, field))]
pub fn register(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    register::derive_register(&input).unwrap_or_else(Error::into_compile_error).into()
}

/// Declares fields that several registers share: implements `Fields`. The attributes are those of [`macro@Register`]'s fields.
#[proc_macro_derive(Fields, attributes(field))]
pub fn fields(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    register::derive_fields(&input).unwrap_or_else(Error::into_compile_error).into()
}

/// Declares the words that a field may hold: implements `Choices` and `FieldType` for an enum without data.
///
/// Every variant says its Chinese word in `#[choice("专线")]`; its English word is its doc comment without the final stop, and its
/// identifier is its name in snake case.
#[proc_macro_derive(Choices, attributes(choice))]
pub fn choices(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    choices::derive(&input).unwrap_or_else(Error::into_compile_error).into()
}
