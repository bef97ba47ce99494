//! Texts without a box for each: one long text with an end for each part, and numbers for the texts that come again and again.
//!
//! A province has millions of codes and names; a box for each would take more memory than all numbers together.

use std::hash::{BuildHasher as _, RandomState};

use hashbrown::HashTable;

/// Texts by position, one after the other in one piece of memory.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    all: String,
    ends: Vec<u32>,
}

/// Texts by number, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct Dictionary {
    texts: Texts,
    numbers: HashTable<u32>,
    hasher: RandomState,
}

impl Texts {
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text at a position; what was never pushed is not asked for.
    pub(super) fn get(&self, at: usize) -> &str {
        &self.all[self.begin(at)..self.ends[at] as usize]
    }

    pub(super) fn is_empty_at(&self, at: usize) -> bool {
        self.begin(at) == self.ends[at] as usize
    }

    pub(super) fn push(&mut self, text: &str) {
        self.all.push_str(text);
        let end = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        assert_ne!(end, u32::MAX, "the texts of one column take less than 4 GB");
        self.ends.push(end);
    }

    pub(super) fn pop(&mut self) {
        if let Some(last) = self.len().checked_sub(1) {
            self.all.truncate(self.begin(last));
            self.ends.pop();
        }
    }

    pub(super) fn shrink(&mut self) {
        self.all.shrink_to_fit();
        self.ends.shrink_to_fit();
    }

    fn begin(&self, at: usize) -> usize {
        at.checked_sub(1).map_or(0, |before| self.ends[before] as usize)
    }
}

impl Dictionary {
    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    pub(super) fn get(&self, number: u32) -> &str {
        self.texts.get(number as usize)
    }

    pub(super) fn find(&self, text: &str) -> Option<u32> {
        self.numbers.find(self.hasher.hash_one(text), |&number| self.get(number) == text).copied()
    }

    /// The number of a text, given if need be, and whether it was.
    pub(super) fn intern(&mut self, text: &str) -> (u32, bool) {
        if let Some(number) = self.find(text) {
            return (number, false);
        }
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        assert_ne!(number, u32::MAX, "a register holds fewer than 2³² codes");
        self.texts.push(text);
        let Dictionary { texts, numbers, hasher } = self;
        numbers.insert_unique(hasher.hash_one(text), number, |&other| hasher.hash_one(texts.get(other as usize)));
        (number, true)
    }

    /// Takes back the text that was given a number last.
    pub(super) fn forget_newest(&mut self) {
        let Some(newest) = self.texts.len().checked_sub(1) else { return };
        let hash = self.hasher.hash_one(self.texts.get(newest));
        if let Ok(entry) = self.numbers.find_entry(hash, |&number| number as usize == newest) {
            entry.remove();
        }
        self.texts.pop();
    }

    pub(super) fn shrink(&mut self) {
        self.texts.shrink();
        let Dictionary { texts, numbers, hasher } = self;
        numbers.shrink_to_fit(|&number| hasher.hash_one(texts.get(number as usize)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_keeps_its_number_until_it_is_taken_back() {
        let mut words = Dictionary::default();
        assert_eq!(words.intern("甲"), (0, true));
        assert_eq!(words.intern(""), (1, true));
        assert_eq!(words.intern("乙"), (2, true));
        assert_eq!(words.intern("甲"), (0, false));
        words.forget_newest();
        assert_eq!(words.find("乙"), None);
        words.shrink();
        assert_eq!((words.find("甲"), words.find(""), words.get(1)), (Some(0), Some(1), ""));
        assert_eq!(words.intern("丙"), (2, true));
    }
}
