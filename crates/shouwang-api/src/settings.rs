//! What an operator sets for the server. Every limit has a value that serves an ordinary server; nothing is without a limit.

use ipnet::IpNet;

/// Settings of the interface.
#[derive(Clone, Debug)]
pub struct ApiSettings {
    /// The address under which users reach the server, without a slash at its end: `https://shouwang.example.gov.cn`. Whether it begins
    /// with `https` decides whether cookies are sent over encrypted connections only.
    pub public_url: String,
    /// The same where anybody may have a paper verified under it; none where the operator has named no address, or publishes no ledger. Papers then
    /// bear no code.
    pub verify_url: Option<String>,
    /// Networks of proxies that are believed when they say for whom they ask (`X-Forwarded-For`).
    pub trusted_proxies: Vec<IpNet>,
    /// Whether anybody may ask for the ledger's signed heads, hashes and keys, and have a receipt verified.
    pub publish_ledger: bool,
    /// Requests that one address may make in a second, over some time.
    pub client_rate_per_s: u32,
    /// Requests that one address may make at once.
    pub client_burst: u32,
    /// Requests that one account may make in a second, over some time.
    pub login_rate_per_s: u32,
    /// Requests that one account may make at once.
    pub login_burst: u32,
    /// Streams of events that one account may keep open.
    pub login_streams_max: u32,
    /// Connections at once.
    pub connections_max: usize,
    /// Connections at once from one address; trusted proxies are not counted by it.
    pub client_connections_max: u32,
    /// Seconds within which the TLS handshake must be done, the first request and the head of every request must have come.
    pub head_timeout_s: u16,
    /// Seconds that an operation may take, where that is less than its own time; none: its own.
    pub operation_timeout_s: Option<u16>,
    /// Seconds that requests under way are given when the server stops.
    pub stop_timeout_s: u16,
}

impl Default for ApiSettings {
    fn default() -> ApiSettings {
        ApiSettings {
            public_url: "http://127.0.0.1:8080".to_owned(),
            verify_url: Some("http://127.0.0.1:8080".to_owned()),
            trusted_proxies: Vec::new(),
            publish_ledger: true,
            client_rate_per_s: 200,
            client_burst: 1_000,
            login_rate_per_s: 100,
            login_burst: 500,
            login_streams_max: 24,
            connections_max: 4_096,
            client_connections_max: 512,
            head_timeout_s: 15,
            operation_timeout_s: None,
            stop_timeout_s: 20,
        }
    }
}

impl ApiSettings {
    /// Whether users reach the server over encrypted connections.
    #[must_use]
    pub fn is_secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}
