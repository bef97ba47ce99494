//! The sample: whole, marked, the same every time, and with everything in it that can become of a duty.

mod accounts;
mod counts;
mod coverage;
mod matters;
mod rows;
mod unreachable;
