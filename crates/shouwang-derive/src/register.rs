//! `#[derive(Register)]` and `#[derive(Fields)]`.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Error, Ident, Result};

use crate::arguments::{Arguments, Pair};
use crate::field::Declared;
use crate::{docs, names};

/// The implementation of `Record`, and the entry in the catalog.
pub(crate) fn derive_register(input: &DeriveInput) -> Result<TokenStream> {
    let fields = declared_fields(input)?;
    let (name, id) = (&input.ident, names::snake_case(&input.ident.to_string()));
    let (def, is_form) = def(input, &fields)?;
    let conversions = conversions(&fields);
    // A form is filled in and has no table, so it is in no catalog of registers.
    let entry = if is_form { quote!(matter::DeclaredForm) } else { quote!(register::Declared) };
    Ok(quote! {
        #[automatically_derived]
        impl ::shouwang_domain::register::Record for #name {
            const NAME: &'static str = #id;
            fn def() -> ::shouwang_domain::register::RegisterDef {
                #def
            }
            #conversions
        }
        ::shouwang_domain::__private::inventory::submit! {
            ::shouwang_domain::#entry::of::<#name>()
        }
    })
}

/// The implementation of `Fields`.
pub(crate) fn derive_fields(input: &DeriveInput) -> Result<TokenStream> {
    let fields = declared_fields(input)?;
    let name = &input.ident;
    let defs = fields.iter().map(Declared::push_def);
    let counts = fields.iter().map(Declared::count);
    let conversions = conversions(&fields);
    Ok(quote! {
        #[automatically_derived]
        impl ::shouwang_domain::register::Fields for #name {
            const COUNT: usize = 0 #(+ #counts)*;
            fn fields() -> ::std::vec::Vec<::shouwang_domain::register::FieldDef> {
                let mut fields = ::std::vec::Vec::new();
                #(#defs)*
                fields
            }
            #conversions
        }
    })
}

fn declared_fields(input: &DeriveInput) -> Result<Vec<Declared<'_>>> {
    if let Some(parameter) = input.generics.params.first() {
        return Err(Error::new_spanned(parameter, "a register has no type parameters"));
    }
    match &input.data {
        Data::Struct(data) if !data.fields.is_empty() => data.fields.iter().map(Declared::read).collect(),
        _ => Err(Error::new(input.ident.span(), "a register is a struct with named fields")),
    }
}

/// The expression of the `RegisterDef`, and whether it is that of a form.
fn def(input: &DeriveInput, fields: &[Declared<'_>]) -> Result<(TokenStream, bool)> {
    let name = &input.ident;
    let id = names::snake_case(&name.to_string());
    let mut arguments = Arguments::of(&input.attrs, "register", name)?;
    let english = arguments.text("en")?.map_or_else(|| names::sentence_case(&id), |en| en.value());
    let (help, help_en) = (arguments.required_text("help")?, docs::help(&input.attrs, name)?);
    let article = arguments.text("article")?.map(|text| text.value()).unwrap_or_default();
    let zh = arguments.zh.clone();
    let order = arguments.number("order")?.ok_or_else(|| Error::new(zh.span(), "`order = 100` is missing behind this label"))?;
    let (is_system, is_form, is_procedure) = (arguments.word("system")?, arguments.word("form")?, arguments.word("procedure")?);
    let audience = match (is_system, is_form, is_procedure) {
        (false, false, false) => quote!(Everyone),
        (true, false, false) => quote!(System),
        (false, true, false) => quote!(Form),
        (false, false, true) => quote!(Procedure),
        _ => return Err(Error::new(zh.span(), "a register is for one audience: `system`, `form` or `procedure`")),
    };
    let shape = shape(&mut arguments)?;
    let natural = field_names(&mut arguments, "natural", fields)?;
    let exactly_one = field_names(&mut arguments, "exactly_one", fields)?;
    let at_least_one = field_names(&mut arguments, "at_least_one", fields)?;
    let (check, further_examples) = functions(&mut arguments)?;
    let example_code = arguments.text("example_code")?.map(|text| text.value()).unwrap_or_default();
    let example_from = arguments.text("example_from")?.map(|text| text.value()).unwrap_or_default();
    let example_measured_by = arguments.text("example_measured_by")?.map(|text| text.value()).unwrap_or_default();
    arguments.finish()?;
    let defs = fields.iter().map(Declared::push_def);
    let def = quote! {
        let mut fields = ::std::vec::Vec::new();
        #(#defs)*
        ::shouwang_domain::register::RegisterDef {
            name: #id,
            label: ::shouwang_domain::register::Label { zh: #zh, en: #english },
            help: ::shouwang_domain::register::Label { zh: #help, en: #help_en },
            order: #order,
            article: #article,
            audience: ::shouwang_domain::register::Audience::#audience,
            #shape
            natural: &[#(#natural),*],
            fields,
            exactly_one: &[#(#exactly_one),*],
            at_least_one: &[#(#at_least_one),*],
            check: #check,
            example_code: #example_code,
            example_from: #example_from,
            example_measured_by: #example_measured_by,
            further_examples: #further_examples,
        }
    };
    Ok((def, is_form))
}

/// The functions over rows, made from functions over the register's own type. A row that does not fit the type has been refused before
/// its check is asked.
fn functions(arguments: &mut Arguments) -> Result<(TokenStream, TokenStream)> {
    let check = match arguments.path("check")? {
        Some(path) => quote! {
            |row| ::shouwang_domain::register::Fact::<Self>::from_row(row).map_or_else(|_| ::std::vec::Vec::new(), |fact| #path(&fact))
        },
        None => quote!(|_| ::std::vec::Vec::new()),
    };
    let further_examples = match arguments.path("further_examples")? {
        Some(path) => quote!(|| #path().into_iter().map(::shouwang_domain::register::Fact::<Self>::into_row).collect()),
        None => quote!(::std::vec::Vec::new),
    };
    Ok((check, further_examples))
}

/// The `shape`, `from_label` and `until_label` of the `RegisterDef`.
fn shape(arguments: &mut Arguments) -> Result<TokenStream> {
    let (event, from, until) = (arguments.pair("event")?, arguments.pair("from")?, arguments.pair("until")?);
    if let (Some(event), Some(state)) = (&event, from.as_ref().or(until.as_ref())) {
        let mut error = Error::new(state.zh.span(), "`from` and `until` name the days of a state; this register is an event");
        error.combine(Error::new(event.zh.span(), "because of this"));
        return Err(error);
    }
    let shape = if event.is_some() { quote!(Event) } else { quote!(State) };
    let from = label(event.or(from), "起始日", "From");
    let until = label(until, "截止日", "Until");
    Ok(quote! {
        shape: ::shouwang_domain::register::Shape::#shape,
        from_label: #from,
        until_label: #until,
    })
}

fn label(pair: Option<Pair>, zh_default: &str, en_default: &str) -> TokenStream {
    let (zh, en) = pair.map_or_else(|| (zh_default.to_owned(), en_default.to_owned()), |pair| (pair.zh.value(), pair.en.value()));
    quote!(::shouwang_domain::register::Label { zh: #zh, en: #en })
}

/// Names of fields (or `from`). The fields of a flattened struct cannot be seen from here; the catalog's own check covers those.
fn field_names(arguments: &mut Arguments, argument: &'static str, fields: &[Declared<'_>]) -> Result<Vec<String>> {
    let flattens = fields.iter().any(|field| matches!(field, Declared::Flattened(..)));
    let is_field = |name: &Ident| fields.iter().any(|field| matches!(field, Declared::Single(own, ..) if *own == name));
    let names = arguments.names(argument)?;
    match names.iter().find(|name| *name != "from" && !flattens && !is_field(name)) {
        Some(unknown) => Err(Error::new(unknown.span(), format!("`{unknown}` is neither a field of this register nor `from`"))),
        None => Ok(names.iter().map(Ident::to_string).collect()),
    }
}

/// `to_values` and `from_values`, which `Record` and `Fields` share.
fn conversions(fields: &[Declared<'_>]) -> TokenStream {
    let pushes = fields.iter().map(Declared::push_value);
    let reads = fields.iter().map(Declared::read_value);
    quote! {
        fn to_values(&self) -> ::std::vec::Vec<::std::option::Option<::shouwang_domain::register::Value>> {
            let mut values = ::std::vec::Vec::new();
            #(#pushes)*
            values
        }
        fn from_values(
            values: &[::std::option::Option<::shouwang_domain::register::Value>],
        ) -> ::std::result::Result<Self, ::shouwang_domain::register::ValueError> {
            let mut rest = values;
            let record = Self { #(#reads),* };
            if rest.is_empty() { Ok(record) } else { Err(::shouwang_domain::register::ValueError) }
        }
    }
}
