//! Against the `openssl` program, in both directions, where it is installed (version 3 or later).

use std::fs;
use std::path::Path;
use std::process::Command;

use shouwang_ledger::{Ed25519Key, Hash, Signer, Sm2Key, Sm3, TreeHash};

const USER_ID: &str = "distid:1234567812345678";

/// Runs the program in a folder; nothing when it is not installed or is older than version 3.
fn openssl(folder: &Path, arguments: &[&str]) -> Option<(bool, Vec<u8>)> {
    let version = Command::new("openssl").arg("version").output().ok()?;
    if !version.stdout.starts_with(b"OpenSSL 3") {
        return None;
    }
    let output = Command::new("openssl").args(arguments).current_dir(folder).output().unwrap();
    Some((output.status.success(), output.stdout))
}

/// r and s of 32 bytes each as the SEQUENCE of two INTEGERs that the program reads.
fn to_der(signature: &[u8]) -> Vec<u8> {
    let integer = |half: &[u8]| {
        let digits: Vec<u8> = half.iter().copied().skip_while(|byte| *byte == 0).collect();
        let sign: &[u8] = if digits[0] >= 0x80 { &[0] } else { &[] };
        [&[0x02, u8::try_from(sign.len() + digits.len()).unwrap()], sign, &digits].concat()
    };
    let body = [integer(&signature[..32]), integer(&signature[32..])].concat();
    [&[0x30, u8::try_from(body.len()).unwrap()], body.as_slice()].concat()
}

fn from_der(der: &[u8]) -> Vec<u8> {
    let mut rest = &der[2..];
    let mut signature = Vec::new();
    for _ in 0..2 {
        let length = usize::from(rest[1]);
        let digits: Vec<u8> = rest[2..2 + length].iter().copied().skip_while(|byte| *byte == 0).collect();
        signature.extend(vec![0; 32 - digits.len()]);
        signature.extend(digits);
        rest = &rest[2 + length..];
    }
    signature
}

#[test]
fn sm3_is_that_of_openssl_for_every_length() {
    let folder = tempfile::tempdir().unwrap();
    for length in [0, 1, 55, 56, 63, 64, 65, 119, 120, 1_000] {
        let bytes: Vec<u8> = (0..length).map(|at: u32| at.to_le_bytes()[0]).collect();
        fs::write(folder.path().join("bytes"), &bytes).unwrap();
        let Some((done, output)) = openssl(folder.path(), &["dgst", "-sm3", "-binary", "bytes"]) else { return };
        assert!(done);
        assert_eq!(Sm3::of(&[&bytes]), Hash(output.try_into().unwrap()));
    }
}

#[test]
fn openssl_verifies_our_sm2_signatures_and_refuses_changed_texts() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    for seed in 1..=8 {
        let key = Sm2Key::from_seed("ours", &[seed; 32]).unwrap();
        fs::write(at("key.pem"), key.to_pem()).unwrap();
        fs::write(at("text"), b"a text").unwrap();
        fs::write(at("other"), b"a tex!").unwrap();
        fs::write(at("signature"), to_der(&key.sign(b"a text").unwrap())).unwrap();
        let verify = |text| {
            openssl(
                folder.path(),
                &[
                    "pkeyutl",
                    "-verify",
                    "-inkey",
                    "key.pem",
                    "-rawin",
                    "-digest",
                    "sm3",
                    "-pkeyopt",
                    USER_ID,
                    "-in",
                    text,
                    "-sigfile",
                    "signature",
                ],
            )
        };
        let Some((verified, _)) = verify("text") else { return };
        assert!(verified, "with seed {seed}");
        assert!(!verify("other").unwrap().0);
    }
}

#[test]
fn we_verify_the_sm2_signatures_of_openssl_by_keys_that_it_made() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("text"), b"a text").unwrap();
    for _ in 0..8 {
        let Some((made, _)) = openssl(folder.path(), &["genpkey", "-algorithm", "SM2", "-out", "key.pem"]) else { return };
        assert!(made);
        let key = Sm2Key::from_pem("theirs", &fs::read_to_string(folder.path().join("key.pem")).unwrap()).unwrap();
        let sign =
            ["pkeyutl", "-sign", "-inkey", "key.pem", "-rawin", "-digest", "sm3", "-pkeyopt", USER_ID, "-in", "text", "-out", "signature"];
        assert!(openssl(folder.path(), &sign).unwrap().0);
        let signature = from_der(&fs::read(folder.path().join("signature")).unwrap());
        assert!(key.verifier().verify(b"a text", &signature));
        assert!(!key.verifier().verify(b"a tex!", &signature));
    }
}

#[test]
fn ed25519_keys_and_signatures_pass_both_ways() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("text"), b"a text").unwrap();
    let ours = Ed25519Key::from_seed("ours", &[5; 32]).unwrap();
    fs::write(at("ours.pem"), ours.to_pem()).unwrap();
    fs::write(at("signature"), ours.sign(b"a text").unwrap()).unwrap();
    let verify = ["pkeyutl", "-verify", "-inkey", "ours.pem", "-rawin", "-in", "text", "-sigfile", "signature"];
    let Some((verified, _)) = openssl(folder.path(), &verify) else { return };
    assert!(verified);
    assert!(openssl(folder.path(), &["genpkey", "-algorithm", "ED25519", "-out", "theirs.pem"]).unwrap().0);
    let theirs = Ed25519Key::from_pem("theirs", &fs::read_to_string(at("theirs.pem")).unwrap()).unwrap();
    assert!(openssl(folder.path(), &["pkeyutl", "-sign", "-inkey", "theirs.pem", "-rawin", "-in", "text", "-out", "signature"]).unwrap().0);
    assert!(theirs.verifier().verify(b"a text", &fs::read(at("signature")).unwrap()));
}
