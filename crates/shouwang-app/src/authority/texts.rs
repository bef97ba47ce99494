//! The policies that the program carries.

use std::collections::BTreeMap;

#[derive(rust_embed::RustEmbed)]
#[folder = "src/authority/policies"]
struct Policies;

/// The texts of policies by their names, which are those of their files without the ending.
#[must_use]
pub fn embedded() -> BTreeMap<String, String> {
    let text = |file: &str| Policies::get(file).map(|found| String::from_utf8_lossy(&found.data).into_owned());
    let named = |file: &str| Some((file.strip_suffix(".cedar")?.to_owned(), text(file)?));
    Policies::iter().filter_map(|file| named(&file)).collect()
}

/// The schema that the policies are checked against: who acts, on what, in which actions. A test holds that it is what [`super::schema`] makes.
#[must_use]
pub fn embedded_schema() -> &'static str {
    include_str!("schema.cedarschema")
}
