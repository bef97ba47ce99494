//! The two ceremonies: a passkey is made, and a passkey answers (Web Authentication, 7.1 and 7.2).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::PasskeyFlaw;
use super::authenticator::AuthenticatorData;
use super::cbor::Cbor;
use super::client::{Asked, check_client_data};
use super::key::{ALGORITHMS, PublicKey};

/// Bytes of a credential's name at most, by the standard.
const ID_BYTES_MAX: usize = 1023;
/// How long a browser waits for its user, in milliseconds.
const TIMEOUT_MS: u32 = 300_000;

/// For whom passkeys are made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelyingParty {
    /// Its domain: a passkey made for it answers nobody else.
    pub id: String,
    /// What the browser and the authenticator show.
    pub name: String,
    /// The addresses of its pages, as browsers write them: `https://shouwang.example`.
    pub origins: Vec<String>,
}

/// The public part of a passkey, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passkey {
    /// Its name, in base 64.
    pub id: String,
    /// Its public key in COSE, in base 64.
    pub public_key: String,
    /// Its counter when it was made.
    pub counter: u32,
    /// How it can be reached, as the browser said.
    #[serde(default)]
    pub transports: Vec<String>,
}

/// What a browser sends when a passkey was made (`RegistrationResponseJSON`).
#[derive(Clone, Debug, Deserialize)]
pub struct RegistrationResponse {
    /// The passkey's name.
    pub id: String,
    /// The answer itself.
    pub response: Attestation,
}

/// The answer of an authenticator that made a passkey.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Attestation {
    /// What the browser says of the question, in base 64.
    #[serde(rename = "clientDataJSON")]
    pub client_data: String,
    /// What the authenticator says, in base 64.
    pub attestation_object: String,
    /// How it can be reached.
    #[serde(default)]
    pub transports: Vec<String>,
}

/// What a browser sends when a passkey answered (`AuthenticationResponseJSON`).
#[derive(Clone, Debug, Deserialize)]
pub struct AuthenticationResponse {
    /// The passkey's name.
    pub id: String,
    /// The answer itself.
    pub response: Assertion,
}

/// The answer of an authenticator that has a passkey.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Assertion {
    /// What the browser says of the question, in base 64.
    #[serde(rename = "clientDataJSON")]
    pub client_data: String,
    /// What the authenticator says, in base 64.
    pub authenticator_data: String,
    /// By the passkey's key, over both.
    pub signature: String,
}

impl RelyingParty {
    /// What a browser is asked when a passkey is to be made (`PublicKeyCredentialCreationOptionsJSON`).
    #[must_use]
    pub fn creation_options(&self, challenge: &[u8], handle: &[u8], login: &str, name: &str, known: &[Passkey]) -> Value {
        json!({
            "rp": { "id": self.id, "name": self.name },
            "user": { "id": URL_SAFE_NO_PAD.encode(handle), "name": login, "displayName": name },
            "challenge": URL_SAFE_NO_PAD.encode(challenge),
            "pubKeyCredParams": ALGORITHMS.map(|algorithm| json!({ "type": "public-key", "alg": algorithm })),
            "timeout": TIMEOUT_MS,
            "excludeCredentials": descriptors(known),
            "authenticatorSelection": { "residentKey": "preferred", "userVerification": "required" },
            "attestation": "none",
        })
    }

    /// What a browser is asked when one of these passkeys is to answer (`PublicKeyCredentialRequestOptionsJSON`).
    #[must_use]
    pub fn request_options(&self, challenge: &[u8], known: &[Passkey]) -> Value {
        json!({
            "challenge": URL_SAFE_NO_PAD.encode(challenge),
            "timeout": TIMEOUT_MS,
            "rpId": self.id,
            "allowCredentials": descriptors(known),
            "userVerification": "required",
        })
    }

    /// Checks the answer to [`RelyingParty::creation_options`].
    ///
    /// # Errors
    /// When it is not the answer to this challenge by an authenticator that verified its user, with a key of a kind that was offered.
    pub fn registered(&self, challenge: &[u8], answer: &RegistrationResponse) -> Result<Passkey, PasskeyFlaw> {
        check_client_data(&decode(&answer.response.client_data)?, Asked::Create, challenge, &self.origins)?;
        let object = decode(&answer.response.attestation_object)?;
        let (object, _) = Cbor::read(&object).ok_or(PasskeyFlaw::Malformed)?;
        let data = object.get(&Cbor::Text("authData")).and_then(Cbor::bytes).ok_or(PasskeyFlaw::Malformed)?;
        let data = self.authenticator_data(data)?;
        let (id, public_key) = data.credential.ok_or(PasskeyFlaw::Malformed)?;
        if id.is_empty() || id.len() > ID_BYTES_MAX || decode(&answer.id)? != id {
            return Err(PasskeyFlaw::Malformed);
        }
        PublicKey::from_cose(public_key).ok_or(PasskeyFlaw::OtherKey)?;
        let [id, public_key] = [id, public_key].map(|bytes| URL_SAFE_NO_PAD.encode(bytes));
        let known = ["ble", "hybrid", "internal", "nfc", "smart-card", "usb"];
        let transports = answer.response.transports.iter().filter(|name| known.contains(&name.as_str())).cloned().collect();
        Ok(Passkey { id, public_key, counter: data.counter, transports })
    }

    /// Checks the answer to [`RelyingParty::request_options`]; the counter that the passkey shows. Whether it has moved is for whoever
    /// remembers it.
    ///
    /// # Errors
    /// When it is not the answer of this passkey to this challenge, by an authenticator that verified its user.
    pub fn authenticated(&self, challenge: &[u8], passkey: &Passkey, answer: &AuthenticationResponse) -> Result<u32, PasskeyFlaw> {
        if answer.id != passkey.id {
            return Err(PasskeyFlaw::Unknown);
        }
        let client_data = decode(&answer.response.client_data)?;
        check_client_data(&client_data, Asked::Get, challenge, &self.origins)?;
        let bytes = decode(&answer.response.authenticator_data)?;
        let data = self.authenticator_data(&bytes)?;
        let key = PublicKey::from_cose(&decode(&passkey.public_key)?).ok_or(PasskeyFlaw::OtherKey)?;
        let signed = [&bytes, digest(&SHA256, &client_data).as_ref()].concat();
        if !key.signed(&signed, &decode(&answer.response.signature)?) {
            return Err(PasskeyFlaw::Signature);
        }
        Ok(data.counter)
    }

    fn authenticator_data<'a>(&self, bytes: &'a [u8]) -> Result<AuthenticatorData<'a>, PasskeyFlaw> {
        let data = AuthenticatorData::read(bytes)?;
        if data.relying_party != digest(&SHA256, self.id.as_bytes()).as_ref() {
            return Err(PasskeyFlaw::OtherRelyingParty);
        }
        if !data.verified {
            return Err(PasskeyFlaw::NotVerified);
        }
        Ok(data)
    }
}

fn descriptors(known: &[Passkey]) -> Vec<Value> {
    known.iter().map(|passkey| json!({ "type": "public-key", "id": passkey.id, "transports": passkey.transports })).collect()
}

fn decode(text: &str) -> Result<Vec<u8>, PasskeyFlaw> {
    URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).map_err(|_| PasskeyFlaw::Malformed)
}
