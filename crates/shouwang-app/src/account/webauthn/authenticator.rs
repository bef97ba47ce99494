//! What an authenticator says of itself (Web Authentication, 6.1 Authenticator Data).

use super::PasskeyFlaw;
use super::cbor::Cbor;

const USER_PRESENT: u8 = 0x01;
const USER_VERIFIED: u8 = 0x04;
const HAS_CREDENTIAL: u8 = 0x40;

/// The data, read.
#[derive(Debug)]
pub(super) struct AuthenticatorData<'a> {
    /// SHA-256 of the relying party's name.
    pub(super) relying_party: &'a [u8],
    /// Whether somebody was there and the authenticator verified who.
    pub(super) verified: bool,
    /// How often the key has signed; 0 when it does not count.
    pub(super) counter: u32,
    /// A new credential: its name and its public key.
    pub(super) credential: Option<(&'a [u8], &'a [u8])>,
}

impl<'a> AuthenticatorData<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Result<AuthenticatorData<'a>, PasskeyFlaw> {
        Self::parts(bytes).ok_or(PasskeyFlaw::Malformed)
    }

    fn parts(bytes: &'a [u8]) -> Option<AuthenticatorData<'a>> {
        let (relying_party, rest) = bytes.split_at_checked(32)?;
        let ([flags], rest) = rest.split_first_chunk()?;
        let (counter, rest) = rest.split_first_chunk()?;
        let credential = if flags & HAS_CREDENTIAL == 0 {
            None
        } else {
            // Sixteen bytes name the authenticator's model, which nobody asked for.
            let (_, rest) = rest.split_at_checked(16)?;
            let (length, rest) = rest.split_first_chunk()?;
            let (id, rest) = rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))?;
            let (_, after) = Cbor::read(rest)?;
            Some((id, &rest[..rest.len() - after.len()]))
        };
        let wanted = USER_PRESENT | USER_VERIFIED;
        Some(AuthenticatorData { relying_party, verified: flags & wanted == wanted, counter: u32::from_be_bytes(*counter), credential })
    }
}
