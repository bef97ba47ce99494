//! `/healthz`, `/readyz`, `/metrics`, `/api/v1/openapi.json`: the server about itself.

pub(crate) mod alive;
pub(crate) mod describe;
pub(crate) mod installation;
pub(crate) mod metrics;
pub(crate) mod ready;
