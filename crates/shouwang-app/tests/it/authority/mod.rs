//! What the policies permit, and that nothing gets past them.

mod admin;
mod matrix;
mod oracle;
mod permitted;
mod strangers;
mod world;
