//! Parameters that several operations take in the same words: described once, among the components.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// Puts each parameter that stands in several operations among the components, once, and a reference to it in its place.
pub(super) fn share(document: &mut Value) {
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    each(document, |parameter| *uses.entry(parameter.to_string()).or_default() += 1);
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let mut shared = Map::new();
    each(document, |parameter| {
        let text = parameter.to_string();
        let Some(name) = parameter["name"].as_str().filter(|_| uses.get(&text).is_some_and(|uses| *uses > 1)) else { return };
        // Parameters of one name that say different things are told apart by numbers.
        let name = names.entry(text).or_insert_with(|| {
            let mut possible = std::iter::once(name.to_owned()).chain((2..).map(|number| format!("{name}-{number}")));
            possible.find(|name| !shared.contains_key(name)).unwrap_or_default()
        });
        let reference = json!({ "$ref": format!("#/components/parameters/{name}") });
        shared.insert(name.clone(), std::mem::replace(parameter, reference));
    });
    if let Some(parameters) = document["components"]["parameters"].as_object_mut() {
        parameters.extend(shared);
    }
}

/// Every parameter that is not a reference already.
fn each(document: &mut Value, mut look: impl FnMut(&mut Value)) {
    let paths = document["paths"].as_object_mut().into_iter().flat_map(Map::values_mut);
    let operations = paths.filter_map(Value::as_object_mut).flat_map(Map::values_mut);
    let parameters = operations.filter_map(|operation| operation["parameters"].as_array_mut()).flatten();
    parameters.filter(|parameter| parameter["$ref"].is_null()).for_each(&mut look);
}
