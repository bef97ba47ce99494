//! What the browser says of the question that it put to the authenticator (Web Authentication, 5.8.1 Client Data).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

use super::PasskeyFlaw;

/// Which question was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    Create,
    Get,
}

#[derive(Deserialize)]
struct ClientData {
    #[serde(rename = "type")]
    kind: String,
    challenge: String,
    origin: String,
    #[serde(rename = "crossOrigin", default)]
    cross_origin: bool,
}

/// Whether the answer is to our question, asked by one of our own pages, not from within another's.
pub(super) fn check_client_data(bytes: &[u8], asked: Asked, challenge: &[u8], origins: &[String]) -> Result<(), PasskeyFlaw> {
    let data: ClientData = serde_json::from_slice(bytes).map_err(|_| PasskeyFlaw::Malformed)?;
    let kind = match asked {
        Asked::Create => "webauthn.create",
        Asked::Get => "webauthn.get",
    };
    if data.kind != kind || data.challenge != URL_SAFE_NO_PAD.encode(challenge) {
        return Err(PasskeyFlaw::OtherChallenge);
    }
    if data.cross_origin || !origins.contains(&data.origin) {
        return Err(PasskeyFlaw::OtherOrigin);
    }
    Ok(())
}
