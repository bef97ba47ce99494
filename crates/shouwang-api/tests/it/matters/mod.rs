//! `/api/v1/matters/…`: every family from its start to its ends, who sees and does what, and what time does.

mod changes;
mod files;
mod findings;
mod hidden;
mod many;
mod needs;
mod newest;
mod papers;
mod people;
mod ports;
mod retries;
mod rights;
mod sheets;
mod sight;
mod stories;
mod together;
mod told;
mod walk;
mod world;
