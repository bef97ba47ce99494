#![doc = include_str!("../README.md")]

mod document;
mod extract;
mod frame;
mod gate;
mod metrics;
mod operation;
mod operations;
mod page;
mod problem;
mod router;
mod server;
mod settings;
mod site;
mod state;

pub use server::{Certificate, CertificateError, ServeError, serve, serve_metrics};
pub use settings::ApiSettings;
pub use site::{Site, SiteFile};
pub use state::Api;

/// The OpenAPI document of this interface, as it is committed and as the server gives it.
#[must_use]
pub fn openapi() -> serde_json::Value {
    document::describe().0
}
