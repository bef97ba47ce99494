//! Matters: forms and effects over the made-up county, decisions over made-up routes, and every route of the law.

mod claims;
mod decisions;
mod effects;
mod forms;
mod happened;
mod law;
mod leads;
mod matrix;
mod own;
mod premises;
mod properties;
mod record;
mod support;
mod time;
mod walk;
