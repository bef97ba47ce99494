//! Reads the canonical text of an entry straight, in the one order that its members have: verifying a million entries reads a million of these, and
//! nearly all are plain.
//!
//! What is read here is canonical, for there is one way only to write it: no text with an escape is taken, no number beyond those that stand as
//! digits, no moment of another form. Everything else is nothing here, and [`Entry::parse`] judges it as it judges any text.

use jiff::Timestamp;

use crate::entry::{Digest, ENTRY_VERSION, Entry, TableChange};
use crate::hash::{Hash, Hashes};

/// Digits of a number that is surely kept by every reader.
const DIGITS_MAX: usize = 15;
/// `2026-11-22T08:00:00.123456Z`, a digit for every zero.
const MOMENT: &[u8] = b"0000-00-00T00:00:00.000000Z";

/// What is left to be read.
struct Rest<'t>(&'t str);

/// The entry, where its text is plain.
pub(crate) fn read_entry(text: &str) -> Option<Entry> {
    let mut rest = Rest(text);
    let act = rest.number_or_null("{\"act\":")?;
    let article = rest.text_or_null(",\"article\":")?;
    let at = rest.moment(",\"at\":\"")?;
    let function = rest.text_or_null(",\"function\":")?;
    let operation = rest.text(",\"operation\":\"")?.to_owned();
    let private = rest.hashes(",\"private\":{")?;
    let request = rest.text(",\"request\":\"")?.to_owned();
    let seq = rest.number(",\"seq\":")?;
    let tables = rest.tables(",\"tables\":[")?;
    let unit = rest.text_or_null(",\"unit\":")?;
    let is_of_this_form = rest.number(",\"v\":")? == ENTRY_VERSION && rest.0 == "}";
    let act = act.map(i64::try_from).transpose().ok()?;
    let mut entry = Entry::new(seq, at, operation, request, private);
    (entry.unit, entry.function, entry.article, entry.act, entry.tables) = (unit, function, article, act, tables);
    is_of_this_form.then_some(entry)
}

impl<'t> Rest<'t> {
    fn literal(&mut self, literal: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(literal)?;
        Some(())
    }

    /// A text without escapes, whose opening quotation mark stands before it.
    fn text(&mut self, before: &str) -> Option<&'t str> {
        self.literal(before)?;
        let end = self.0.bytes().position(|byte| matches!(byte, b'"' | b'\\') || byte < b' ')?;
        let (text, rest) = self.0.split_at(end);
        self.0 = rest.strip_prefix('"')?;
        Some(text)
    }

    fn text_or_null(&mut self, before: &str) -> Option<Option<String>> {
        self.literal(before)?;
        if self.literal("null").is_some() { Some(None) } else { self.text("\"").map(|text| Some(text.to_owned())) }
    }

    fn number(&mut self, before: &str) -> Option<u64> {
        self.literal(before)?;
        let end = self.0.bytes().position(|byte| !byte.is_ascii_digit())?;
        let (digits, rest) = self.0.split_at(end);
        self.0 = rest;
        let is_one = (1..=DIGITS_MAX).contains(&end) && (end == 1 || !digits.starts_with('0'));
        digits.parse().ok().filter(|_| is_one)
    }

    fn number_or_null(&mut self, before: &str) -> Option<Option<u64>> {
        self.literal(before)?;
        if self.literal("null").is_some() { Some(None) } else { self.number("").map(Some) }
    }

    fn moment(&mut self, before: &str) -> Option<Timestamp> {
        let text = self.text(before)?;
        let fits = |(byte, form): (u8, &u8)| if *form == b'0' { byte.is_ascii_digit() } else { byte == *form };
        // A second that was put in between is read as the one before it.
        let is_plain = text.len() == MOMENT.len() && text.bytes().zip(MOMENT).all(fits) && !text[17..].starts_with('6');
        text.parse().ok().filter(|_| is_plain)
    }

    /// The last two members of an object, and its end.
    fn hashes(&mut self, before: &str) -> Option<Hashes> {
        self.literal(before)?;
        let sha256: Hash = self.text("\"sha256\":\"")?.parse().ok()?;
        let sm3 = self.text(",\"sm3\":\"")?.parse().ok()?;
        self.literal("}")?;
        Some(Hashes { sm3, sha256 })
    }

    fn digest(&mut self, before: &str) -> Option<Digest> {
        self.literal(before)?;
        let count = self.number("{\"count\":")?;
        let Hashes { sm3, sha256 } = self.hashes(",")?;
        Some(Digest { count, sm3, sha256 })
    }

    /// Tables in the order of their names, each once.
    fn tables(&mut self, before: &str) -> Option<Vec<TableChange>> {
        self.literal(before)?;
        let mut tables: Vec<TableChange> = Vec::new();
        while self.literal("]").is_none() {
            if !tables.is_empty() {
                self.literal(",")?;
            }
            let after = self.digest("{\"after\":")?;
            let before = self.digest(",\"before\":")?;
            let name = self.text(",\"name\":\"")?.to_owned();
            self.literal("}")?;
            if tables.last().is_some_and(|last| last.name >= name) {
                return None;
            }
            tables.push(TableChange { name, before, after });
        }
        Some(tables)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::entry::digest;

    fn entry(seq: u64, tables: &[String]) -> Entry {
        let at = "2026-11-22T08:00:00.123456Z".parse().unwrap();
        let mut entry = Entry::new(seq, at, "register.write", "01J", Hashes::leaf(b"private"));
        entry.unit = Some("甲U3".to_owned());
        entry.act = Some(7);
        entry.tables = tables
            .iter()
            .map(|name| TableChange { name: name.clone(), before: digest(std::iter::empty::<&[u8]>()), after: digest([b"row"].iter()) })
            .collect();
        entry
    }

    #[test]
    fn an_entry_of_a_clerk_is_plain() {
        let entry = entry(17, &["act".to_owned(), "open_port".to_owned()]);
        assert_eq!(read_entry(&entry.canonical()), Some(entry));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn what_is_read_is_what_the_text_says_and_canonical(
            seq in prop_oneof![0..1_000u64, any::<u64>()],
            names in prop::collection::btree_set("[a-z\"\\\\甲]{1,4}", 0..3),
            (at, put) in (any::<prop::sample::Index>(), prop_oneof![Just(String::new()), "[0-9a-z\"\\\\{},:TZ. -]"]),
            is_changed in any::<bool>(),
        ) {
            let mut text = entry(seq, &names.into_iter().collect::<Vec<_>>()).canonical();
            if is_changed {
                let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
                let from = places[at.index(places.len())];
                let until = from + text[from..].chars().next().map_or(0, char::len_utf8);
                text.replace_range(from..until, &put);
            }
            if let Some(read) = read_entry(&text) {
                // Any text of this entry is this one.
                prop_assert_eq!(&read.canonical(), &text);
                let by_json: Entry = serde_json::from_str(&text).unwrap();
                prop_assert_eq!(read, by_json);
            }
        }

        #[test]
        fn a_moment_is_read_only_in_the_form_in_which_it_is_written(moment in "2026-(0[1-9]|1[0-9])-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9]\\.[0-9]{6}Z") {
            let text = entry(1, &[]).canonical().replace("2026-11-22T08:00:00.123456Z", &moment);
            if let Some(read) = read_entry(&text) {
                prop_assert_eq!(read.canonical(), text);
            }
        }
    }
}
