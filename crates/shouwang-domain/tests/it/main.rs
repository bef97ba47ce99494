//! The tests of the domain, in one binary.

mod plan;
mod register;
