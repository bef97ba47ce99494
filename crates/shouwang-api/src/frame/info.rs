//! What is known of a request before anybody looks into it: number, moment, language, and from where it comes.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use ipnet::IpNet;
use jiff::Timestamp;
use shouwang_app::edge::Entropy;
use shouwang_app::problem::AppError;
use shouwang_calendar::Lang;

use crate::problem::Problem;
use crate::state::Api;

/// Steps of a chain of proxies that are looked at.
const PROXIES_MAX: usize = 16;

/// The address of whoever holds the other end of the connection. The server puts it beside each request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PeerAddress(pub(crate) SocketAddr);

/// What is known of a request before anybody looks into it.
#[derive(Clone, Debug)]
pub(crate) struct RequestInfo {
    /// Its number: 32 hexadecimal digits.
    pub(crate) id: String,
    /// The moment at which it came. It is the only one: nothing below looks at the clock again.
    pub(crate) now: Timestamp,
    /// The language that the caller reads.
    pub(crate) lang: Lang,
    /// From where it comes; behind trusted proxies, what they say.
    pub(crate) client: IpAddr,
    /// What the browser or program calls itself, cut to 200 characters.
    pub(crate) agent: String,
}

impl RequestInfo {
    /// Reads it off a request.
    pub(crate) fn read(api: &Api, request: &Request) -> RequestInfo {
        let peer = request.extensions().get::<PeerAddress>().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |peer| peer.0.ip());
        let headers = request.headers();
        let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        RequestInfo {
            id: number(api.entropy()),
            now: api.clock().now(),
            lang: language(headers),
            client: client(peer.to_canonical(), headers, &api.settings().trusted_proxies),
            agent: agent.chars().take(200).collect(),
        }
    }
}

impl<S: Sync> FromRequestParts<S> for RequestInfo {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<RequestInfo, Problem> {
        let info = parts.extensions.get::<RequestInfo>().cloned();
        info.ok_or_else(|| AppError::internal("a request came past the frame").into())
    }
}

fn number(entropy: &dyn Entropy) -> String {
    let mut bytes = [0; 16];
    entropy.fill(&mut bytes);
    format!("{:032x}", u128::from_be_bytes(bytes))
}

/// The language that is liked best among those spoken here; Chinese when none is named.
fn language(headers: &HeaderMap) -> Lang {
    let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let mut best = (0, Lang::Zh);
    for part in wanted.split(',') {
        let (range, weight) = part.split_once(";q=").unwrap_or((part, "1"));
        let Some(thousandths) = thousandths(weight.trim()) else { continue };
        let language = match range.trim().split('-').next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "zh" | "*" => Lang::Zh,
            "en" => Lang::En,
            _ => continue,
        };
        if thousandths > best.0 {
            best = (thousandths, language);
        }
    }
    best.1
}

/// A weight from 0 to 1 with at most three digits, in thousandths.
pub(super) fn thousandths(weight: &str) -> Option<u32> {
    let (whole, fraction) = weight.split_once('.').unwrap_or((weight, ""));
    let digits = fraction.len() <= 3 && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let fraction = format!("{fraction:0<3}").parse::<u32>().ok().filter(|_| digits)?;
    match whole {
        "0" => Some(fraction),
        "1" => Some(1_000),
        _ => None,
    }
}

/// From where a request comes: the last address in the chain of proxies that is not itself a trusted proxy.
fn client(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: &IpAddr| trusted.iter().any(|network| network.contains(address));
    if !is_trusted(&peer) {
        return peer;
    }
    let chain = headers.get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok()).collect::<Vec<_>>().join(",");
    let mut client = peer;
    for step in chain.rsplit(',').take(PROXIES_MAX) {
        let Ok(address) = step.trim().parse::<IpAddr>() else { break };
        client = address.to_canonical();
        if !is_trusted(&client) {
            break;
        }
    }
    client
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: &'static str, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(axum::http::HeaderName::from_static(name), value.parse().unwrap())])
    }

    #[test]
    fn the_language_liked_best_is_spoken_and_chinese_when_none_is_named() {
        let spoken = |value| language(&headers("accept-language", value));
        assert_eq!(spoken("en-GB,en;q=0.9,zh-CN;q=0.8"), Lang::En);
        assert_eq!(spoken("en;q=0.4, zh-CN;q=0.8"), Lang::Zh);
        assert_eq!(spoken("fr, de;q=0.3"), Lang::Zh);
        assert_eq!(spoken("en;q=nonsense"), Lang::Zh);
        assert_eq!(language(&HeaderMap::new()), Lang::Zh);
    }

    #[test]
    fn only_a_trusted_proxy_is_believed_and_only_about_its_own_neighbour() {
        let trusted: Vec<IpNet> = vec!["10.0.0.0/8".parse().unwrap()];
        let asked = |peer: &str, chain: &str| client(peer.parse().unwrap(), &headers("x-forwarded-for", chain), &trusted).to_string();
        assert_eq!(asked("192.0.2.1", "198.51.100.7"), "192.0.2.1");
        assert_eq!(asked("10.0.0.1", "198.51.100.7"), "198.51.100.7");
        assert_eq!(asked("10.0.0.1", "203.0.113.9, 198.51.100.7, 10.2.2.2"), "198.51.100.7");
        assert_eq!(asked("10.0.0.1", "nonsense"), "10.0.0.1");
    }
}
