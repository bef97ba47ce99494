//! Everything that the ledger promises, seen from outside the crate.

#![expect(clippy::unwrap_used, reason = "a helper that cannot go on has failed its test")]

mod canonical;
mod example;
mod export;
mod hashes;
mod keys;
mod notes;
mod openssl;
mod proofs;
mod receipts;
mod support;
mod tampering;
mod tiles;
mod tree;
mod witness;
