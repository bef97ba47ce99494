//! People as they come to a server: the three administrators by the link of the first start, everybody else created by one of them and let
//! in by another.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use totp_rs::Totp;

use super::Server;

const PASSWORD: &str = "A long enough password, 2026";

/// The tokens of the administrators' sessions, of whom two let others in.
pub(crate) struct People {
    pub(crate) system: String,
    pub(crate) security: String,
}

impl People {
    /// Founds the three administrators and logs them in.
    pub(crate) async fn found(server: &Server) -> People {
        let founder = |login: &str| {
            let holder = json!({ "name": login, "document_number": format!("43000019900101{login}") });
            json!({ "login": login, "until": later(), "holder": holder })
        };
        let body = json!({
            "token": server.founding_token,
            "system": founder("system"),
            "security": founder("security"),
            "audit": founder("audit"),
        });
        let founded = server.post("/api/v1/founding", "", None, &body).await.expect(201);
        let password = |at: usize| founded["passwords"][at]["first_password"].as_str().unwrap().to_owned();
        People { system: log_in(server, "system", &password(0)).await, security: log_in(server, "security", &password(1)).await }
    }

    /// An account for somebody who handles the affairs of a unit, and the token of his session.
    pub(crate) async fn handler(&self, server: &Server, login: &str, unit: &str) -> String {
        let holder = json!({ "name": login, "document_number": format!("43000019900101{login}"), "unit": unit });
        let created = server.post("/api/v1/logins", &self.system, None, &json!({ "login": login, "holder": holder })).await.expect(201);
        let wanted = json!({ "login": login, "role": "handler", "unit": unit, "until": later() });
        let requested = server.post("/api/v1/grants", &self.system, Some(&format!("wanted-{login}")), &wanted).await.expect(201);
        let answer = format!("/api/v1/grants/{}/answer", requested["grants"][0]["grant"].as_str().unwrap());
        server.answer(&answer, &self.security, &format!("answered-{login}"), &requested["act"]).await.expect(201);
        log_in(server, login, created["first_password"].as_str().unwrap()).await
    }
}

/// Logs somebody in for the first time: his password is changed, and where a second factor is asked for, one is enrolled.
async fn log_in(server: &Server, login: &str, first_password: &str) -> String {
    let step = async |path: &str, body: Value| server.post(path, "", None, &body).await.expect(200);
    let change = step("/api/v1/session", json!({ "login": login, "password": first_password })).await;
    assert_eq!(change["next"], "change_password");
    let next = step("/api/v1/session/password", json!({ "ticket": change["ticket"], "password": PASSWORD })).await;
    let done = match next["next"].as_str() {
        Some("enrol") => {
            let offer = step("/api/v1/session/totp-offer", json!({ "ticket": next["ticket"] })).await;
            let totp = Totp::from_url(offer["url"].as_str().unwrap()).unwrap();
            let code = totp.generate_current().to_string();
            step("/api/v1/session/totp-enrolment", json!({ "ticket": next["ticket"], "code": code })).await
        }
        _ => next,
    };
    assert_eq!(done["next"], "done", "{done}");
    done["token"].as_str().unwrap().to_owned()
}

/// A day until which grants may last.
#[expect(clippy::disallowed_methods, reason = "the server that is tested lives in real time, and so do its people")]
fn later() -> String {
    let later = Timestamp::now() + SignedDuration::from_hours(24 * 200);
    later.to_string()[..10].to_owned()
}
