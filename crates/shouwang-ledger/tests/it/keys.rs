//! Keys: SM2 against the example of its standard, files, verifier texts.

use shouwang_ledger::{Ed25519Key, KeyError, Kind, PemError, Signer, Sm2Key, TreeHash, VerifierKey, unhex};
use sm2::elliptic_curve::PrimeField;
use sm2::elliptic_curve::ops::Reduce;
use sm2::elliptic_curve::point::AffineCoordinates;
use sm2::elliptic_curve::sec1::ToSec1Point;

use crate::support::{ORIGIN, log_keys};

/// GB/T 32918.5-2017, annex A: the recommended curve, user identity 1234567812345678, message “message digest”.
const SECRET: &str = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8";
const X: &str = "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020";
const Y: &str = "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";
const K: &str = "59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21";
const R: &str = "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3";
const S: &str = "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa";

fn bytes<const N: usize>(hex: &str) -> [u8; N] {
    unhex(hex).unwrap().try_into().unwrap()
}

#[test]
fn the_published_sm2_signature_verifies_and_no_other() {
    let key = Sm2Key::from_seed("example", &bytes(SECRET)).unwrap();
    assert_eq!(key.public_key(), unhex(&format!("04{X}{Y}")).unwrap());
    let signature = unhex(&format!("{R}{S}")).unwrap();
    assert!(key.verifier().verify(b"message digest", &signature));
    assert!(!key.verifier().verify(b"message digesT", &signature));
    for bit in (0..512).step_by(7) {
        let mut wrong = signature.clone();
        wrong[bit / 8] ^= 1 << (bit % 8);
        assert!(!key.verifier().verify(b"message digest", &wrong));
    }
}

#[test]
fn the_published_random_number_leads_to_the_published_signature() {
    let scalar = |hex: &str| sm2::Scalar::from_repr(bytes::<32>(hex).into()).unwrap();
    let key = sm2::dsa::SigningKey::from_slice("1234567812345678", &bytes::<32>(SECRET)).unwrap();
    // Z and e as the standard builds them: the identity's length in bits, the identity, the curve, the generator, the public key.
    let curve =
        "fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93";
    let generator = sm2::AffinePoint::GENERATOR.to_sec1_point(false);
    let public = key.verifying_key().as_affine().to_sec1_point(false);
    let z = shouwang_ledger::Sm3::of(&[
        &[0, 128],
        b"1234567812345678",
        &unhex(curve).unwrap(),
        &generator.as_bytes()[1..],
        &public.as_bytes()[1..],
    ]);
    assert_eq!(z.to_string(), "b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3");
    let e = shouwang_ledger::Sm3::of(&[&z.0, b"message digest"]);
    let point = (sm2::ProjectivePoint::GENERATOR * scalar(K)).to_affine();
    let r = sm2::Scalar::reduce(&sm2::FieldBytes::from(e.0)) + sm2::Scalar::reduce(&point.x());
    let s = (sm2::Scalar::ONE + scalar(SECRET)).invert().unwrap() * (scalar(K) - r * scalar(SECRET));
    assert_eq!((r, s), (scalar(R), scalar(S)));
}

#[test]
fn signing_is_the_same_every_time_and_verifies() {
    let (ed25519, sm2) = log_keys();
    for key in [&ed25519 as &dyn Signer, &sm2] {
        let signature = key.sign(b"text").unwrap();
        assert_eq!(signature.len(), 64);
        assert_eq!(key.sign(b"text").unwrap(), signature);
        assert!(key.verifier().verify(b"text", &signature));
        assert!(!key.verifier().verify(b"texts", &signature));
        assert!(!key.verifier().verify(b"text", &signature[1..]));
    }
}

#[test]
fn key_files_are_read_back_and_nothing_else_is() {
    let (ed25519, sm2) = log_keys();
    assert_eq!(Ed25519Key::from_pem(ORIGIN, &ed25519.to_pem()).unwrap().verifier(), ed25519.verifier());
    assert_eq!(Sm2Key::from_pem(ORIGIN, &sm2.to_pem()).unwrap().verifier(), sm2.verifier());
    assert_eq!(Sm2Key::from_pem(ORIGIN, &ed25519.to_pem()).err(), Some(KeyError::OtherAlgorithm("SM2")));
    assert_eq!(Ed25519Key::from_pem(ORIGIN, "").err(), Some(KeyError::Pem(PemError::Frame)));
    let pem = sm2.to_pem();
    let truncated = pem.replace(pem.lines().nth(1).unwrap(), "");
    assert_eq!(Sm2Key::from_pem(ORIGIN, &truncated).err(), Some(KeyError::Pem(PemError::Kind)));
}

#[test]
fn no_key_is_made_of_nothing_or_bears_a_name_with_spaces() {
    assert_eq!(Sm2Key::from_seed(ORIGIN, &[0; 32]).err(), Some(KeyError::Algorithm));
    assert_eq!(Sm2Key::from_seed(ORIGIN, &[255; 32]).err(), Some(KeyError::Algorithm));
    for name in ["", "a b", "a+b", "a\u{3000}b", "a\nb"] {
        assert_eq!(Ed25519Key::from_seed(name, &[1; 32]).err(), Some(KeyError::Name(name.to_owned())));
    }
}

#[test]
fn verifier_keys_have_one_text() {
    let (ed25519, sm2) = log_keys();
    let keys = [ed25519.verifier(), sm2.verifier(), ed25519.cosigner().verifier(), sm2.cosigner().verifier()];
    assert_eq!(keys.each_ref().map(VerifierKey::kind), [Kind::Ed25519, Kind::Sm2, Kind::CosignEd25519, Kind::CosignSm2]);
    for key in &keys {
        assert_eq!(key.to_string().parse(), Ok(key.clone()));
        assert_eq!(keys.iter().filter(|other| other.key_id() == key.key_id()).count(), 1);
    }
    let text = keys[0].to_string();
    assert_eq!(text.replacen(ORIGIN, "ledger.example/other", 1).parse::<VerifierKey>(), Err(KeyError::Hash));
    assert_eq!("a+b".parse::<VerifierKey>(), Err(KeyError::Shape));
    assert_eq!("a+00000000+AAAA".parse::<VerifierKey>(), Err(KeyError::Algorithm));
}
