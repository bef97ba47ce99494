//! What the policies permit, and that nothing gets past them.

mod admin;
mod matrix;
mod oracle;
mod permitted;
mod posts;
mod strangers;
mod world;
