//! Nouns, states, pure decisions and pure planning of duties.
// The derives name this crate from outside, as a crate that declares a register of its own has to.
extern crate self as shouwang_domain;

pub mod addresses;
pub mod authority;
pub mod cases;
pub mod credit_code;
pub mod facts;
pub mod matter;
pub mod plan;
pub mod procedure;
pub mod reach;
pub mod register;
pub mod registers;
pub mod system;

/// What the code of the derives needs; nobody else may use it.
#[doc(hidden)]
pub mod __private {
    pub use inventory;
}
