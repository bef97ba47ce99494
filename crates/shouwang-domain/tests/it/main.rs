//! The tests of the domain, in one binary.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that fails has to stop")]

mod authority;
mod matter;
mod plan;
mod reach;
mod register;
