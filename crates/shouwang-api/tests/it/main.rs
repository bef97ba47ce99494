//! The interface, asked over HTTP as its callers ask it, on both databases; every answer is held to the OpenAPI document.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that fails has to stop")]

mod admin;
mod answers;
mod articles;
mod connections;
mod divisions;
mod document;
mod duties;
mod events;
mod health;
mod law;
mod limits;
mod matters;
mod notices;
mod once;
mod oversight;
mod provider;
mod publication;
mod registers;
#[path = "../../../shouwang-app/tests/it/account/running_provider.rs"]
mod running_provider;
mod session;
mod several;
mod support;
mod tls;
mod validator;
mod witness;
