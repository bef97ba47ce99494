//! What an operator sets for the server in `shouwang.toml`. Everything has a default that serves on the own machine only.
//!
//! What administrators decide while the server runs stands in the database, not here.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use ipnet::IpNet;
use serde::Deserialize;
use shouwang_api::ApiSettings;
use shouwang_app::files::ClamdAddress;

use crate::failure::Failure;

/// Work in the background is renewed every second; a server that is only a little late must not lose it.
const TAKEOVER_S_MIN: u16 = 3;

/// The settings file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ServerSettings {
    /// The address to listen on.
    pub(crate) listen: SocketAddr,
    /// The address under which users reach the server.
    pub(crate) public_url: Option<String>,
    /// An address of its own for the metrics, which then are given to whoever asks there.
    pub(crate) metrics_listen: Option<SocketAddr>,
    /// Networks of proxies that are believed.
    pub(crate) trusted_proxies: Vec<IpNet>,
    /// Whether anybody may ask for the ledger's signed heads, hashes and keys, and have a receipt verified.
    pub(crate) publish_ledger: bool,
    /// Keys of the ledgers of others that this server is a witness for: each a verifier's key, or a file with one on each line.
    pub(crate) witness_for: Vec<String>,
    /// The folder that backups are made into when an administrator asks for one; none: only the command line makes them.
    /// Servers that share a database share it as well.
    pub(crate) backup_folder: Option<PathBuf>,
    /// The file of the key of attached files; none: `keys/files.key` in the data folder. With a database in the data folder, elsewhere is better.
    pub(crate) files_key: Option<PathBuf>,
    /// A list of passwords that are known to be used by attackers.
    pub(crate) breached_passwords: Option<PathBuf>,
    /// Where clamd listens, which searches files for viruses; none: files are not searched.
    pub(crate) clamd: Option<ClamdAddress>,
    /// The certificate.
    pub(crate) tls: Option<TlsFiles>,
    /// The identity provider.
    pub(crate) oidc: Option<OidcSettings>,
    /// Limits.
    pub(crate) limits: Limits,
}

/// A certificate and its key.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TlsFiles {
    /// The chain, in PEM, the server's own certificate first.
    pub(crate) certificate: PathBuf,
    /// The key, in PEM.
    pub(crate) key: PathBuf,
}

/// The identity provider (OpenID Connect).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OidcSettings {
    /// Its address, as it names itself.
    pub(crate) issuer: String,
    /// Our name at the provider.
    pub(crate) client_id: String,
    /// The file that holds our secret at the provider; none for a public client.
    pub(crate) client_secret_file: Option<PathBuf>,
    /// Which claim holds what accounts have as their subject.
    #[serde(default = "subject")]
    pub(crate) claim: String,
    /// Further scopes to ask for.
    #[serde(default)]
    pub(crate) scopes: Vec<String>,
    /// Certificates of the authorities that the provider's certificate may be from; none: those of this machine.
    pub(crate) authorities_file: Option<PathBuf>,
}

/// Limits of the server.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Limits {
    pub(crate) client_rate_per_s: u32,
    pub(crate) client_burst: u32,
    pub(crate) login_rate_per_s: u32,
    pub(crate) login_burst: u32,
    pub(crate) login_streams_max: u32,
    pub(crate) connections_max: usize,
    pub(crate) client_connections_max: u32,
    pub(crate) head_timeout_s: u16,
    /// Seconds that an operation may take, where that is less than its own time; none: as usual.
    pub(crate) operation_timeout_s: Option<u16>,
    pub(crate) stop_timeout_s: u16,
    /// Seconds of silence after which another server on the same database takes over what one does in the background; none: as usual.
    pub(crate) takeover_s: Option<u16>,
}

impl Default for ServerSettings {
    fn default() -> ServerSettings {
        ServerSettings {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: None,
            metrics_listen: None,
            trusted_proxies: Vec::new(),
            publish_ledger: true,
            witness_for: Vec::new(),
            backup_folder: None,
            files_key: None,
            breached_passwords: None,
            clamd: None,
            tls: None,
            oidc: None,
            limits: Limits::default(),
        }
    }
}

impl Default for Limits {
    fn default() -> Limits {
        let usual = ApiSettings::default();
        Limits {
            client_rate_per_s: usual.client_rate_per_s,
            client_burst: usual.client_burst,
            login_rate_per_s: usual.login_rate_per_s,
            login_burst: usual.login_burst,
            login_streams_max: usual.login_streams_max,
            connections_max: usual.connections_max,
            client_connections_max: usual.client_connections_max,
            head_timeout_s: usual.head_timeout_s,
            operation_timeout_s: usual.operation_timeout_s,
            stop_timeout_s: usual.stop_timeout_s,
            takeover_s: None,
        }
    }
}

impl ServerSettings {
    /// Reads the settings file; one that is not there says nothing, unless it was named.
    pub(crate) fn read(path: &Path, named: bool) -> Result<ServerSettings, Failure> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && !named => return Ok(ServerSettings::default()),
            Err(error) => return Err(Failure::file(path, &error)),
        };
        let wrong = |error: &dyn std::fmt::Display| {
            let path = path.display();
            Failure::new(format!("{path}：设置有误：{error}"), format!("{path}: the settings are wrong: {error}"))
        };
        let settings: ServerSettings = toml::from_str(&text).map_err(|error| wrong(&error))?;
        if settings.limits.operation_timeout_s == Some(0) {
            return Err(wrong(&"limits.operation_timeout_s < 1"));
        }
        if settings.limits.takeover_s.is_some_and(|seconds| seconds < TAKEOVER_S_MIN) {
            return Err(wrong(&format!("limits.takeover_s < {TAKEOVER_S_MIN}")));
        }
        Ok(settings)
    }

    /// The address under which users reach the server, without a slash at its end. A server for its own machine alone goes by name: browsers have
    /// passkeys for `localhost`, and for no number.
    pub(crate) fn public_url(&self) -> String {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        let host = if self.listen.ip().is_loopback() { format!("localhost:{}", self.listen.port()) } else { self.listen.to_string() };
        let url = self.public_url.clone().unwrap_or_else(|| format!("{scheme}://{host}"));
        url.trim_end_matches('/').to_owned()
    }

    /// The address under which anybody can have a paper verified: that which the operator has named, while the ledger is published.
    pub(crate) fn verify_url(&self) -> Option<String> {
        (self.publish_ledger && self.public_url.is_some()).then(|| self.public_url())
    }

    /// What of it the interface needs.
    pub(crate) fn api(&self) -> ApiSettings {
        let limits = &self.limits;
        ApiSettings {
            public_url: self.public_url(),
            verify_url: self.verify_url(),
            trusted_proxies: self.trusted_proxies.clone(),
            publish_ledger: self.publish_ledger,
            client_rate_per_s: limits.client_rate_per_s,
            client_burst: limits.client_burst,
            login_rate_per_s: limits.login_rate_per_s,
            login_burst: limits.login_burst,
            login_streams_max: limits.login_streams_max,
            connections_max: limits.connections_max,
            client_connections_max: limits.client_connections_max,
            head_timeout_s: limits.head_timeout_s,
            operation_timeout_s: limits.operation_timeout_s,
            stop_timeout_s: limits.stop_timeout_s,
        }
    }
}

fn subject() -> String {
    "sub".to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_file_serves_on_the_own_machine_only() {
        let settings: ServerSettings = toml::from_str("").unwrap();
        assert!(settings.listen.ip().is_loopback());
        assert_eq!(settings.public_url(), "http://localhost:8080");
        assert_eq!(settings.verify_url(), None, "nobody elsewhere can follow a code to this machine");
    }

    #[test]
    fn the_address_of_clamd_is_a_socket_or_a_host_with_a_port() {
        let settings: ServerSettings = toml::from_str("clamd = \"127.0.0.1:3310\"").unwrap();
        assert_eq!(settings.clamd, Some(ClamdAddress::Tcp("127.0.0.1:3310".to_owned())));
        assert!(toml::from_str::<ServerSettings>("clamd = \"localhost\"").is_err());
    }

    #[test]
    fn a_misspelt_setting_is_refused() {
        assert!(toml::from_str::<ServerSettings>("lisen = \"127.0.0.1:1\"").is_err());
        assert!(toml::from_str::<ServerSettings>("[limits]\nclient_rates = 1").is_err());
    }

    #[test]
    fn an_address_is_taken_without_the_slash_at_its_end() {
        let settings: ServerSettings = toml::from_str("public_url = \"https://shouwang.example.gov.cn/\"").unwrap();
        assert!(settings.api().is_secure());
        assert_eq!(settings.public_url(), "https://shouwang.example.gov.cn");
        assert_eq!(settings.verify_url().as_deref(), Some("https://shouwang.example.gov.cn"));
        let unpublished = ServerSettings { publish_ledger: false, ..settings };
        assert_eq!(unpublished.verify_url(), None, "what is not published is not verified");
    }
}
