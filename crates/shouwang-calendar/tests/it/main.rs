//! Everything that the calendar promises, seen from outside the crate.

mod ahead;
mod clock;
mod day;
mod described;
mod notice;
mod oracle;
mod period;
mod properties;
mod random;
mod span;
mod support;
mod workdays;
