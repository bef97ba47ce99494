//! Accounts as their holders see them, on both databases: every step of a log-in, and what must not get anybody in.

mod attack;
mod authenticator;
mod bootstrap;
mod factor;
mod log_in;
mod own;
mod passkey;
mod provider;
mod running_provider;
mod sessions;
mod world;
