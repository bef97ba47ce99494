//! What comes from outside the program and is handed in: the time, and random bytes.
//!
//! Only the binary implements these traits. Everything below it is given a moment and bytes, so that the same question gives the same answer
//! and a test can ask it for any day. The clock is read once for each request.

use jiff::Timestamp;
/// Bytes in lower-case hexadecimal digits.
pub use shouwang_ledger::hex;

/// What tells the time.
pub trait Clock: Send + Sync {
    /// The present moment, to the microsecond: what the registers and the ledger hold.
    fn now(&self) -> Timestamp;
}

/// What gives bytes that nobody can guess.
pub trait Entropy: Send + Sync {
    /// Fills all of it.
    fn fill(&self, bytes: &mut [u8]);
}

/// What one request is given of the outside.
#[derive(Clone, Copy)]
pub struct Edge<'a> {
    /// The moment of the request.
    pub now: Timestamp,
    /// Random bytes.
    pub entropy: &'a dyn Entropy,
}

impl Edge<'_> {
    /// So many random bytes.
    #[must_use]
    pub fn bytes<const COUNT: usize>(&self) -> [u8; COUNT] {
        let mut bytes = [0; COUNT];
        self.entropy.fill(&mut bytes);
        bytes
    }
}

impl std::fmt::Debug for Edge<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Edge").field("now", &self.now).finish_non_exhaustive()
    }
}
