//! Logging in by a unified identity provider: OpenID Connect, authorization code with PKCE, nonce and state.
//!
//! The provider says who somebody is, and nothing else: accounts are made by administrators, never by logging in. It is asked for its
//! addresses and keys when somebody first comes from it, and again when a signature does not fit, because providers change their keys.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreErrorResponseType, CoreGenderClaim, CoreJsonWebKey,
    CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreProviderMetadata, CoreRevocableToken, CoreRevocationErrorResponse,
    CoreTokenIntrospectionResponse, CoreTokenType,
};
use openidconnect::{
    AdditionalClaims, AuthorizationCode, Client, ClientId, ClientSecret, CsrfToken, EmptyExtraTokenFields, EndpointMaybeSet,
    EndpointNotSet, EndpointSet, HttpRequest, HttpResponse, IdTokenFields, IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier,
    RedirectUrl, Scope, StandardErrorResponse, StandardTokenResponse, TokenResponse as _,
};
use serde::{Deserialize, Serialize};
use shouwang_storage::Ticket;
use tokio::sync::RwLock;

use super::error::AccountError;
use super::login::Step;
use super::seal::{token, token_hash};
use super::{Accounts, Visitor, day_of};
use crate::edge::Edge;

/// How long the provider may take for one answer.
const ANSWER_MAX: Duration = Duration::from_secs(10);
/// An answer of the provider has at most so many bytes.
const ANSWER_BYTES_MAX: usize = 1 << 20;
const PURPOSE: &str = "provider";

/// Where the identity provider is, and what it knows this installation as.
#[derive(Clone, Debug)]
pub struct ProviderConfig {
    /// Its address, as it names itself. `https`, or an address of this machine.
    pub issuer: String,
    /// Our name at the provider.
    pub client_id: String,
    /// Our secret at the provider, from a file; `None` for a public client.
    pub client_secret: Option<String>,
    /// Where the provider sends browsers back to.
    pub redirect_url: String,
    /// Which claim holds what accounts have as their subject; usually `sub`.
    pub claim: String,
    /// Further scopes to ask for, when the claim needs one.
    pub scopes: Vec<String>,
    /// Certificates of the authorities that the provider's certificate may be from, in PEM; `None`: those of this machine.
    pub authorities: Option<Vec<u8>>,
}

/// A browser's way to the provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Departure {
    /// Where it is sent.
    pub url: String,
    /// What the browser has to bring back in a cookie, so that nobody is logged in to another's account by a link.
    pub state: String,
}

/// A browser that comes back from the provider.
#[derive(Clone, Copy, Debug)]
pub struct Arrival<'a> {
    /// The code that the provider gave it.
    pub code: &'a str,
    /// The state that the provider gave back.
    pub state: &'a str,
    /// The state in the browser's cookie.
    pub browser_state: &'a str,
}

/// The provider, as far as it is known.
#[derive(Debug)]
pub(super) struct Provider {
    config: ProviderConfig,
    issuer: IssuerUrl,
    redirect_url: RedirectUrl,
    http: reqwest::Client,
    known: RwLock<Option<Arc<CoreProviderMetadata>>>,
}

/// What is remembered while a browser is away.
#[derive(Serialize, Deserialize)]
struct Away {
    nonce: String,
    verifier: String,
    return_to: String,
}

/// All claims, whatever they are called.
#[derive(Debug, Serialize, Deserialize)]
struct AnyClaims(BTreeMap<String, serde_json::Value>);

impl AdditionalClaims for AnyClaims {}

type Fields = IdTokenFields<AnyClaims, EmptyExtraTokenFields, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;
type Tokens = StandardTokenResponse<Fields, CoreTokenType>;
type ProviderClient = Client<
    AnyClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

impl Accounts {
    /// Sends a browser to the provider; it comes back to `return_to`, a path of our own.
    ///
    /// # Errors
    /// [`AccountError::NoProvider`], [`AccountError::Provider`].
    pub async fn depart(&self, edge: &Edge<'_>, return_to: &str) -> Result<Departure, AccountError> {
        let provider = self.provider.as_ref().ok_or(AccountError::NoProvider)?;
        let client = provider.client(&*provider.metadata().await?);
        let [state, nonce, verifier] = [token(edge), token(edge), token(edge)];
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier.clone()));
        let (given_state, given_nonce) = (CsrfToken::new(state.clone()), Nonce::new(nonce.clone()));
        let request = client.authorize_url(CoreAuthenticationFlow::AuthorizationCode, || given_state, || given_nonce);
        let scopes = provider.config.scopes.iter().cloned().map(Scope::new);
        let (url, ..) = request.add_scopes(scopes).set_pkce_challenge(challenge).url();

        let away = Away { nonce, verifier, return_to: own_path(return_to).to_owned() };
        let payload = serde_json::to_string(&away).map_err(|error| AccountError::Provider(error.to_string()))?;
        let ends_at = edge.now.checked_add(self.settings().step).unwrap_or(Timestamp::MAX);
        let ticket = Ticket { purpose: PURPOSE.to_owned(), login: None, payload, ends_at };
        self.store.insert_ticket_of_anybody(&ticket, &token_hash(&state), edge.now).await?;
        Ok(Departure { url: url.into(), state })
    }

    /// Receives a browser from the provider; the next step of its log-in, and the path that it wanted.
    ///
    /// # Errors
    /// [`AccountError::StepOver`] for a state that is not this browser's or was used, [`AccountError::UnknownSubject`] for somebody without
    /// an account, [`AccountError::Provider`].
    pub async fn arrive(&self, edge: &Edge<'_>, visitor: &Visitor, arrival: Arrival<'_>) -> Result<(Step, String), AccountError> {
        let provider = self.provider.as_ref().ok_or(AccountError::NoProvider)?;
        let hash = token_hash(arrival.state);
        if token_hash(arrival.browser_state) != hash {
            return Err(AccountError::StepOver);
        }
        let taken = self.store.take_ticket(&hash, PURPOSE, edge.now).await?.ok_or(AccountError::StepOver)?;
        let away: Away = serde_json::from_str(&taken.payload).map_err(|_| AccountError::StepOver)?;
        let subject = provider.subject(edge.now, arrival.code, away.nonce, away.verifier).await?;
        let account = match self.find_subject(&subject, day_of(edge.now)).await? {
            Some(name) => self.find_account(&name, day_of(edge.now)).await?,
            None => None,
        };
        let account = account.ok_or(AccountError::UnknownSubject(subject))?;
        Ok((self.proceed_from_provider(edge, visitor, &account).await?, away.return_to))
    }
}

impl Provider {
    pub(super) fn new(config: ProviderConfig) -> Result<Provider, AccountError> {
        let failed = |error: &dyn std::fmt::Display| AccountError::Provider(error.to_string());
        let issuer = IssuerUrl::new(config.issuer.clone()).map_err(|error| failed(&error))?;
        let redirect_url = RedirectUrl::new(config.redirect_url.clone()).map_err(|error| failed(&error))?;
        if issuer.url().scheme() != "https" && !is_this_machine(issuer.url().host_str().unwrap_or_default()) {
            return Err(failed(&format!("{} is not an https address", config.issuer)));
        }
        // The one that the rest of the program uses; an error says that it is installed already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        // A redirect could lead the request, with our secret in it, to a place that nobody configured.
        let mut http = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).timeout(ANSWER_MAX);
        if let Some(pem) = &config.authorities {
            http = http.tls_certs_only(reqwest::Certificate::from_pem_bundle(pem).map_err(|error| failed(&error))?);
        }
        let http = http.build().map_err(|error| failed(&error))?;
        Ok(Provider { config, issuer, redirect_url, http, known: RwLock::default() })
    }

    /// What the provider says of itself, asked once.
    async fn metadata(&self) -> Result<Arc<CoreProviderMetadata>, AccountError> {
        if let Some(known) = &*self.known.read().await {
            return Ok(Arc::clone(known));
        }
        self.discover().await
    }

    async fn discover(&self) -> Result<Arc<CoreProviderMetadata>, AccountError> {
        let metadata = CoreProviderMetadata::discover_async(self.issuer.clone(), &|request| call(self.http.clone(), request)).await;
        let metadata = Arc::new(metadata.map_err(|error| AccountError::Provider(chain(&error)))?);
        *self.known.write().await = Some(Arc::clone(&metadata));
        Ok(metadata)
    }

    fn client(&self, metadata: &CoreProviderMetadata) -> ProviderClient {
        let (id, secret) = (ClientId::new(self.config.client_id.clone()), self.config.client_secret.clone().map(ClientSecret::new));
        Client::from_provider_metadata(metadata.clone(), id, secret).set_redirect_uri(self.redirect_url.clone())
    }

    /// Whom the provider vouches for.
    async fn subject(&self, now: Timestamp, code: &str, nonce: String, verifier: String) -> Result<String, AccountError> {
        let client = self.client(&*self.metadata().await?);
        let request = client.exchange_code(AuthorizationCode::new(code.to_owned()));
        let request = request.map_err(|error| AccountError::Provider(chain(&error)))?.set_pkce_verifier(PkceCodeVerifier::new(verifier));
        let tokens = request.request_async(&|request| call(self.http.clone(), request)).await;
        let tokens = tokens.map_err(|error| AccountError::Provider(chain(&error)))?;
        let nonce = Nonce::new(nonce);
        match self.subject_of(&client, &tokens, &nonce, now) {
            Ok(subject) => Ok(subject),
            // Perhaps the provider has new keys; asked once more, then believed.
            Err(_) => self.subject_of(&self.client(&*self.discover().await?), &tokens, &nonce, now),
        }
    }

    fn subject_of(&self, client: &ProviderClient, tokens: &Tokens, nonce: &Nonce, now: Timestamp) -> Result<String, AccountError> {
        let token = tokens.id_token().ok_or_else(|| AccountError::Provider("it gave no identity token".to_owned()))?;
        let moment = chrono::DateTime::from_timestamp(now.as_second(), 0).unwrap_or_default();
        let verifier = client.id_token_verifier().set_time_fn(move || moment);
        let claims = token.claims(&verifier, nonce).map_err(|error| AccountError::Provider(chain(&error)))?;
        if self.config.claim == "sub" {
            return Ok(claims.subject().to_string());
        }
        let claim = claims.additional_claims().0.get(&self.config.claim).and_then(|value| value.as_str());
        let missing = || AccountError::Provider(format!("the identity token has no claim `{}`", self.config.claim));
        claim.filter(|claim| !claim.is_empty()).map(str::to_owned).ok_or_else(missing)
    }
}

/// One question to the provider.
async fn call(http: reqwest::Client, request: HttpRequest) -> Result<HttpResponse, AccountError> {
    let failed = |error: reqwest::Error| AccountError::Provider(chain(&error));
    let mut answer = http.execute(request.try_into().map_err(failed)?).await.map_err(failed)?;
    let mut response = openidconnect::http::Response::builder().status(answer.status());
    for (name, value) in answer.headers() {
        response = response.header(name, value);
    }
    let mut body = Vec::new();
    while let Some(part) = answer.chunk().await.map_err(failed)? {
        if body.len() + part.len() > ANSWER_BYTES_MAX {
            return Err(AccountError::Provider("its answer is too long".to_owned()));
        }
        body.extend_from_slice(&part);
    }
    response.body(body).map_err(|error| AccountError::Provider(error.to_string()))
}

/// An error with all its causes, for the log.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}

fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.trim_matches(['[', ']']).parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

/// The path, if it is one of ours: a link must not lead elsewhere through our log-in.
fn own_path(path: &str) -> &str {
    let is_own = path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\n', '\r', '\t']);
    if is_own { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_in_leads_back_to_our_own_pages_only() {
        for path in ["/", "/registers/unit?page=2", "/a//b"] {
            assert_eq!(own_path(path), path);
        }
        for path in ["", "https://elsewhere.example", "//elsewhere.example", "/\\elsewhere.example", "registers", "/a\n"] {
            assert_eq!(own_path(path), "/", "{path}");
        }
    }

    #[test]
    fn a_provider_that_could_be_listened_to_is_refused() {
        let config = |issuer: &str| ProviderConfig {
            issuer: issuer.to_owned(),
            client_id: "shouwang".to_owned(),
            client_secret: None,
            redirect_url: "https://shouwang.example/api/session/provider".to_owned(),
            claim: "sub".to_owned(),
            scopes: Vec::new(),
            authorities: None,
        };
        for refused in ["http://identity.example", "http://127.0.0.1.example", "nonsense"] {
            assert!(Provider::new(config(refused)).is_err(), "{refused}");
        }
        assert!(is_this_machine("localhost") && is_this_machine("127.0.0.1") && is_this_machine("[::1]"));
    }
}
