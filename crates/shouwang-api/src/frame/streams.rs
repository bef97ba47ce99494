//! How many streams of events each account keeps open: one takes a place for minutes, which no allowance of requests per second limits.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Open streams by account.
#[derive(Clone, Debug)]
pub(crate) struct Streams {
    each_max: u32,
    open: Arc<Mutex<HashMap<String, u32>>>,
}

/// A stream's place, until it is dropped.
#[derive(Debug)]
pub(crate) struct OpenStream {
    streams: Streams,
    login: String,
}

impl Streams {
    /// So many for each account.
    pub(crate) fn new(each_max: u32) -> Streams {
        Streams { each_max, open: Arc::default() }
    }

    /// A place for another stream of this account; none when it has as many as it may.
    pub(crate) fn open(&self, login: &str) -> Option<OpenStream> {
        let mut open = self.held();
        let count = open.get(login).copied().unwrap_or_default();
        if count >= self.each_max {
            return None;
        }
        open.insert(login.to_owned(), count + 1);
        Some(OpenStream { streams: self.clone(), login: login.to_owned() })
    }

    fn held(&self) -> MutexGuard<'_, HashMap<String, u32>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for OpenStream {
    fn drop(&mut self) {
        let mut open = self.streams.held();
        match open.get_mut(&self.login) {
            Some(count) if *count > 1 => *count -= 1,
            _ => {
                open.remove(&self.login);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_free_again_when_its_stream_ends_and_other_accounts_have_their_own() {
        let streams = Streams::new(2);
        let (first, second) = (streams.open("one"), streams.open("one"));
        assert!(first.is_some() && second.is_some());
        assert!(streams.open("one").is_none() && streams.open("other").is_some());
        drop(first);
        assert!(streams.open("one").is_some());
        drop(second);
        assert!(streams.held().is_empty(), "nothing is kept of who has none open");
    }
}
