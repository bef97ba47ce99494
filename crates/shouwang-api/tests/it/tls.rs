//! Encrypted connections, with a certificate that the `openssl` program made; where it is not installed there is nothing to test with.

use std::path::Path;
use std::process::Command;

use reqwest::{Client, ClientBuilder, Version};
use shouwang_api::{ApiSettings, Certificate};
use shouwang_domain::system::role_grant::Role;
use tempfile::TempDir;

use crate::support::{Server, client, generous};

/// A certificate for this machine, its key, and a key that does not fit it; nothing without the program.
fn files() -> Option<TempDir> {
    let folder = tempfile::tempdir().unwrap();
    let run = |arguments: &str| {
        let made = Command::new("openssl").args(arguments.split(' ')).current_dir(folder.path()).output();
        made.is_ok_and(|made| made.status.success())
    };
    let whole =
        run("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out chain.pem -days 2 -subj /CN=localhost \
                     -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -addext basicConstraints=critical,CA:FALSE")
            && run("ecparam -name prime256v1 -genkey -noout -out other.pem");
    whole.then_some(folder)
}

fn certificate(folder: &Path) -> Certificate {
    Certificate::read(&folder.join("chain.pem"), &folder.join("key.pem")).unwrap()
}

/// Trusts the certificate and nothing else.
fn trusting(folder: &Path) -> ClientBuilder {
    // It sets up by whose means TLS is spoken.
    drop(client());
    let chain = reqwest::Certificate::from_pem(&std::fs::read(folder.join("chain.pem")).unwrap()).unwrap();
    Client::builder().tls_certs_only([chain]).https_only(true)
}

#[tokio::test]
async fn both_versions_of_the_protocol_are_spoken_and_browsers_are_told_to_insist() {
    let Some(folder) = files() else { return };
    let settings = ApiSettings { public_url: "https://localhost".to_owned(), ..generous() };
    let server = Server::encrypted(settings, certificate(folder.path())).await;
    assert!(server.url.starts_with("https://"));
    let one = trusting(folder.path()).http1_only().build().unwrap();
    let two = trusting(folder.path()).build().unwrap();
    for (client, version) in [(one, Version::HTTP_11), (two, Version::HTTP_2)] {
        let answer = client.get(format!("{}/healthz", server.url)).send().await.unwrap();
        assert_eq!((answer.status().as_u16(), answer.version()), (200, version));
        let insists = answer.headers()["strict-transport-security"].to_str().unwrap();
        assert!(insists.contains("max-age="), "{insists}");
    }
    let plain = client().get(server.url.replace("https", "http")).send().await;
    assert!(plain.is_err(), "nothing is said without encryption");
}

#[tokio::test]
async fn a_session_is_in_a_cookie_that_never_travels_unencrypted() {
    let Some(folder) = files() else { return };
    let settings = ApiSettings { public_url: "https://localhost".to_owned(), ..generous() };
    let server = Server::encrypted(settings, certificate(folder.path())).await;
    let token = server.somebody("clerk", Role::Reader, None).await;
    let client = trusting(folder.path()).build().unwrap();
    let get = async |cookie: String| client.get(format!("{}/api/v1/session", server.url)).header("cookie", cookie).send().await.unwrap();
    assert_eq!(get(format!("shouwang={token}")).await.status(), 401, "by a name that any page could have set");
    assert_eq!(get(format!("__Host-shouwang={token}")).await.status(), 200);
    let left = client.delete(format!("{}/api/v1/session", server.url)).bearer_auth(&token).send().await.unwrap();
    let cookie = left.headers()["set-cookie"].to_str().unwrap();
    assert!(cookie.starts_with("__Host-shouwang=;") && cookie.contains("; Secure") && cookie.contains("Path=/"), "{cookie}");
}

#[test]
fn a_key_that_does_not_fit_its_certificate_is_refused_with_words() {
    let Some(folder) = files() else { return };
    let at = |name: &str| folder.path().join(name);
    let unfit = Certificate::read(&at("chain.pem"), &at("other.pem")).unwrap_err();
    assert!(unfit.to_string().contains("the certificate and its key cannot be used"), "{unfit}");
    let nothing = Certificate::read(&at("chain.pem"), &at("nowhere.pem")).unwrap_err();
    assert!(nothing.to_string().contains("nowhere.pem"), "{nothing}");
}
