//! One-time codes by the clock (RFC 6238): six digits, thirty seconds, SHA-1, as every authenticator program understands them.
//!
//! Pure: which step was used last is remembered elsewhere.

use jiff::Timestamp;
use totp_rs::{Builder, Totp};

/// Bytes of a secret: what RFC 4226 recommends.
pub(super) const SECRET_BYTES: usize = 20;

/// A secret and the address under which an authenticator program takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TotpOffer {
    /// The secret in base 32, to be typed.
    pub secret: String,
    /// The same as an `otpauth:` address, to be shown as a QR code.
    pub url: String,
}

/// The codes of a secret; `None` for a secret that is none.
pub(super) fn totp(secret: &[u8], issuer: &str, login: &str) -> Option<Totp> {
    // One step before and one after: clocks differ, and people type slowly.
    Builder::new()
        .with_secret(secret.to_vec())
        .with_skew(1)
        .with_issuer(Some(issuer.replace(':', " ")))
        .with_account_name(login)
        .build()
        .ok()
}

/// What is shown to whoever enrols.
pub(super) fn offer(totp: &Totp) -> Option<TotpOffer> {
    let url = totp.to_url().ok()?;
    let secret = url.split(['?', '&']).find_map(|part| part.strip_prefix("secret="))?.to_owned();
    Some(TotpOffer { secret, url })
}

/// The step of the code, when it is right at this moment, or thirty seconds before or after it.
pub(super) fn step_of(totp: &Totp, code: &str, now: Timestamp) -> Option<i64> {
    let digits: String = code.chars().filter(|sign| !sign.is_whitespace()).collect();
    let seconds = u64::try_from(now.as_second()).ok()?;
    let step = totp.check(&digits, seconds)?;
    i64::try_from(step).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret and two codes (their last six digits) of RFC 6238, appendix B.
    const SECRET: &[u8] = b"12345678901234567890";

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn the_codes_of_the_standard_are_right_in_their_step_and_its_neighbours() {
        let totp = totp(SECRET, "守望", "zhang.san").unwrap();
        for (second, code) in [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (2_000_000_000, "279037")] {
            let step = second / 30;
            for neighbour in [second - 30, second, second + 30] {
                assert_eq!(step_of(&totp, code, at(neighbour)), Some(step), "{code} at {neighbour}");
            }
            assert_eq!(step_of(&totp, code, at(second + 60)), None);
            assert_eq!(step_of(&totp, &format!(" {} {} ", &code[..3], &code[3..]), at(second)), Some(step), "as programs show it");
        }
        assert_eq!(step_of(&totp, "", at(59)), None);
        assert_eq!(step_of(&totp, "28708２", at(59)), None);
    }

    #[test]
    fn the_offer_names_the_account_and_holds_the_secret() {
        let offer = offer(&totp(SECRET, "守望", "zhang.san").unwrap()).unwrap();
        assert_eq!(offer.secret, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert!(offer.url.starts_with("otpauth://totp/") && offer.url.contains("zhang.san"), "{}", offer.url);
    }
}
