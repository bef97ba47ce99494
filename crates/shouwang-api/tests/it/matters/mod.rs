//! `/api/v1/matters/…`: every family from its start to its ends, who sees and does what, and what time does.

mod findings;
mod people;
mod ports;
mod sheets;
mod sight;
mod walk;
mod world;
