//! The product as a whole: the shape of the repository, and the program as its README shows it.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a helper that cannot go on has failed its test")]

mod architecture;
mod backup;
mod jobs;
mod kill;
mod law_format;
mod ledger;
mod matter;
mod notices;
mod official_words;
mod overtime;
mod readme;
mod repository;
mod server;
mod serving;
mod session;
mod tampering;
mod two_servers;
