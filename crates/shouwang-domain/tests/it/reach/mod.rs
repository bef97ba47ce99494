//! How far authority reaches: scopes as data, and the ways from rows to units.

mod owners;
mod scope;
