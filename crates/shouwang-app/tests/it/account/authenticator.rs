//! A software authenticator and the browser before it, written from the standard and not from our own reader.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair};
use serde_json::{Value, json};

use super::world::ORIGIN;

/// A made-up RSA key of 2048 bits, for nothing but this: making one takes seconds.
const RSA_KEY: &str = include_str!("rsa-key.txt");

/// Kinds of keys that authenticators make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Es256,
    Ed25519,
    Rs256,
}

enum Key {
    Es256(EcdsaKeyPair),
    Ed25519(Ed25519KeyPair),
    Rs256(RsaKeyPair),
}

/// An authenticator with one key, and what the browser does; tests bend it to lie.
pub(crate) struct Authenticator {
    key: Key,
    id: Vec<u8>,
    pub(crate) counter: u32,
    /// How far the counter moves at each answer.
    pub(crate) counts_by: u32,
    pub(crate) origin: String,
    pub(crate) relying_party: Option<String>,
    pub(crate) verifies_user: bool,
    pub(crate) cross_origin: bool,
}

impl Authenticator {
    pub(crate) fn new(kind: Kind) -> Authenticator {
        let random = SystemRandom::new();
        let key = match kind {
            Kind::Es256 => {
                let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
                Key::Es256(EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, document.as_ref(), &random).unwrap())
            }
            Kind::Ed25519 => Key::Ed25519(Ed25519KeyPair::from_pkcs8(Ed25519KeyPair::generate_pkcs8(&random).unwrap().as_ref()).unwrap()),
            Kind::Rs256 => {
                let text: String = RSA_KEY.split_whitespace().collect();
                Key::Rs256(RsaKeyPair::from_der(&base64::engine::general_purpose::STANDARD.decode(text).unwrap()).unwrap())
            }
        };
        let mut authenticator = Authenticator {
            key,
            id: Vec::new(),
            counter: 7,
            counts_by: 1,
            origin: ORIGIN.to_owned(),
            relying_party: None,
            verifies_user: true,
            cross_origin: false,
        };
        authenticator.id = digest(&SHA256, &authenticator.cose()).as_ref().to_vec();
        authenticator
    }

    /// Makes the passkey that was asked for.
    pub(crate) fn create(&mut self, options: &Value) -> Value {
        let client_data = self.client_data("webauthn.create", options);
        let mut data = self.authenticator_data(options["rp"]["id"].as_str().unwrap(), 0x41);
        data.extend([0; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        data.extend(self.cose());
        // {"fmt": "none", "attStmt": {}, "authData": data}
        let mut object = vec![0xa3, 0x63];
        object.extend(b"fmt\x64none\x67attStmt\xa0\x68authData");
        object.extend(bytes(&data));
        json!({
            "id": encode(&self.id), "rawId": encode(&self.id), "type": "public-key", "clientExtensionResults": {},
            "response": { "clientDataJSON": encode(&client_data), "attestationObject": encode(&object), "transports": ["usb", "made-up"] },
        })
    }

    /// Answers with the passkey.
    pub(crate) fn get(&mut self, options: &Value) -> Value {
        let client_data = self.client_data("webauthn.get", options);
        self.counter += self.counts_by;
        let data = self.authenticator_data(options["rpId"].as_str().unwrap(), 0x01);
        let signed = [&data, digest(&SHA256, &client_data).as_ref()].concat();
        let random = SystemRandom::new();
        let signature = match &self.key {
            Key::Es256(key) => key.sign(&random, &signed).unwrap().as_ref().to_vec(),
            Key::Ed25519(key) => key.sign(&signed).as_ref().to_vec(),
            Key::Rs256(key) => {
                let mut signature = vec![0; key.public().modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &random, &signed, &mut signature).unwrap();
                signature
            }
        };
        json!({
            "id": encode(&self.id), "rawId": encode(&self.id), "type": "public-key", "clientExtensionResults": {},
            "response": {
                "clientDataJSON": encode(&client_data), "authenticatorData": encode(&data), "signature": encode(&signature),
            },
        })
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let data = json!({ "type": kind, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": self.cross_origin });
        data.to_string().into_bytes()
    }

    fn authenticator_data(&self, relying_party: &str, flags: u8) -> Vec<u8> {
        let relying_party = self.relying_party.as_deref().unwrap_or(relying_party);
        let flags = flags | if self.verifies_user { 0x04 } else { 0 };
        [digest(&SHA256, relying_party.as_bytes()).as_ref(), &[flags], &self.counter.to_be_bytes()].concat()
    }

    fn cose(&self) -> Vec<u8> {
        match &self.key {
            // {1: 2, 3: -7, -1: 1, -2: x, -3: y}
            Key::Es256(key) => {
                let point = key.public_key().as_ref();
                [&[0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21][..], &bytes(&point[1..33]), &[0x22], &bytes(&point[33..])].concat()
            }
            // {1: 1, 3: -8, -1: 6, -2: x}
            Key::Ed25519(key) => [&[0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21][..], &bytes(key.public_key().as_ref())].concat(),
            // {1: 3, 3: -257, -1: n, -2: e}
            Key::Rs256(key) => {
                let public: ring::rsa::PublicKeyComponents<Vec<u8>> = key.public().into();
                [&[0xa4, 1, 3, 3, 0x39, 1, 0, 0x20][..], &bytes(&public.n), &[0x21], &bytes(&public.e)].concat()
            }
        }
    }
}

/// A byte string in CBOR.
fn bytes(bytes: &[u8]) -> Vec<u8> {
    let mut text = match u8::try_from(bytes.len()) {
        Ok(length @ 0..=23) => vec![0x40 | length],
        Ok(length) => vec![0x58, length],
        Err(_) => [&[0x59], &u16::try_from(bytes.len()).unwrap().to_be_bytes()[..]].concat(),
    };
    text.extend(bytes);
    text
}

fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}
