//! Canonical JSON (RFC 8785, JCS): one value, one text.
//!
//! Only what entries and rows are made of: objects, arrays, texts, integers, null. Members are sorted by the UTF-16 code units of their names, as
//! the standard asks. There are no fractions, so that the standard's rules for writing floating-point numbers are not needed.

use std::fmt::Write as _;

/// The largest integer that every reader of JSON keeps exactly; below it and above its negative, integers are written as numbers.
pub const INTEGER_MAX: i64 = 1 << 53;

/// An object being built. Names have to be different; the order in which they are given does not matter.
#[derive(Debug, Default)]
pub struct Object<'n> {
    members: Vec<(&'n str, String)>,
}

impl<'n> Object<'n> {
    /// An object without members.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text.
    #[must_use]
    pub fn text(self, name: &'n str, value: &str) -> Self {
        let mut json = String::with_capacity(value.len() + 2);
        push_text(&mut json, value);
        self.json(name, json)
    }

    /// Adds a text, or null.
    #[must_use]
    pub fn text_or_null(self, name: &'n str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.text(name, value),
            None => self.json(name, "null".to_owned()),
        }
    }

    /// Adds an integer: as a number within ±2⁵³, otherwise as a text of its digits.
    #[must_use]
    pub fn integer(self, name: &'n str, value: i64) -> Self {
        let mut json = String::new();
        push_integer(&mut json, value);
        self.json(name, json)
    }

    /// Adds a count, which follows the same rule.
    #[must_use]
    pub fn count(self, name: &'n str, value: u64) -> Self {
        let mut json = String::new();
        push_count(&mut json, "", value);
        self.json(name, json)
    }

    /// Adds an object.
    #[must_use]
    pub fn object(self, name: &'n str, value: Object<'_>) -> Self {
        self.json(name, value.finish())
    }

    /// Adds an array of objects, in the order given.
    #[must_use]
    pub fn array<'m>(self, name: &'n str, values: impl IntoIterator<Item = Object<'m>>) -> Self {
        let items: Vec<String> = values.into_iter().map(Object::finish).collect();
        self.json(name, format!("[{}]", items.join(",")))
    }

    /// The canonical text.
    #[must_use]
    pub fn finish(mut self) -> String {
        self.members.sort_by(|(left, _), (right, _)| left.encode_utf16().cmp(right.encode_utf16()));
        debug_assert!(self.members.is_sorted_by(|left, right| left.0 != right.0), "a name stands twice in one object");
        let mut json = String::with_capacity(self.members.iter().map(|(name, value)| name.len() + value.len() + 4).sum::<usize>() + 2);
        json.push('{');
        for (index, (name, value)) in self.members.iter().enumerate() {
            if index > 0 {
                json.push(',');
            }
            push_text(&mut json, name);
            json.push(':');
            json.push_str(value);
        }
        json.push('}');
        json
    }

    fn json(mut self, name: &'n str, json: String) -> Self {
        self.members.push((name, json));
        self
    }
}

/// Writes what stands before a value, and the text or null.
pub(crate) fn push_text_or_null(json: &mut String, before: &str, value: Option<&str>) {
    json.push_str(before);
    match value {
        Some(value) => push_text(json, value),
        None => json.push_str("null"),
    }
}

/// Writes what stands before a value, and the integer or null.
pub(crate) fn push_integer_or_null(json: &mut String, before: &str, value: Option<i64>) {
    json.push_str(before);
    match value {
        Some(value) => push_integer(json, value),
        None => json.push_str("null"),
    }
}

/// Writes what stands before a value, and the count.
pub(crate) fn push_count(json: &mut String, before: &str, value: u64) {
    json.push_str(before);
    match i64::try_from(value) {
        Ok(value) => push_integer(json, value),
        Err(_) => push_text(json, &value.to_string()),
    }
}

/// Writes an integer; beyond what every reader keeps, as a text of its digits.
fn push_integer(json: &mut String, value: i64) {
    let quotes = if (-INTEGER_MAX..=INTEGER_MAX).contains(&value) { "" } else { "\"" };
    // Writing into a text cannot fail.
    let _ = write!(json, "{quotes}{value}{quotes}");
}

/// Writes a text with its quotation marks. Only what must be escaped is: the two that JSON itself uses, and control characters, the five with a
/// letter of their own by that letter.
fn push_text(json: &mut String, text: &str) {
    json.push('"');
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        // Whatever is escaped is a single byte, so that these are always whole characters.
        json.push_str(&text[plain..at]);
        plain = at + 1;
        match byte {
            b'"' => json.push_str("\\\""),
            b'\\' => json.push_str("\\\\"),
            0x08 => json.push_str("\\b"),
            b'\t' => json.push_str("\\t"),
            b'\n' => json.push_str("\\n"),
            0x0c => json.push_str("\\f"),
            b'\r' => json.push_str("\\r"),
            other => json.push_str(&format!("\\u{other:04x}")),
        }
    }
    json.push_str(&text[plain..]);
    json.push('"');
}
