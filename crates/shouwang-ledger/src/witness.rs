//! Witnesses: another body's server countersigns a checkpoint, but only one that continues what it countersigned before.
//!
//! The request is that of C2SP tlog-witness (`add-checkpoint`), with one addition: behind the standard's proof lines stand as many lines
//! `sm3 BASE64`, because a witness here answers for both roots. [`decide_cosign`] decides and keeps nothing; whoever calls it stores the new
//! checkpoint before the cosignature leaves the house, under a lock, otherwise two requests at once could roll the witness back.

use std::fmt::Write as _;

use thiserror::Error;

use crate::checkpoint::{Checkpoint, CheckpointError, base64, decimal, unbase64};
use crate::hash::{Hash, Hashes, Sha256, Sm3, TreeHash};
use crate::key::VerifierKey;
use crate::note::SignedNote;
use crate::proof::{PROOF_HASHES_MAX, ProofError, verify_consistency};

/// A log asks a witness to countersign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CosignRequest {
    /// The size up to which the log believes that the witness has seen it; 0 for never.
    pub old: u64,
    /// That the checkpoint continues the one of that size.
    pub proof: Vec<Hashes>,
    /// The checkpoint, signed by the log.
    pub note: SignedNote,
}

/// Why a witness does not countersign. The numbers of HTTP answers are those of the standard.
#[derive(Debug, Clone, Error, PartialEq, Eq)]
pub enum CosignRefusal {
    /// 400: the request cannot be read, or claims to shrink.
    #[error("the request to countersign is not readable: {0}")]
    Unreadable(&'static str),
    /// 404: no key of this origin is known.
    #[error("this witness knows no ledger named {0}")]
    UnknownLog(String),
    /// 403: no trusted key signed, or a signature is forged.
    #[error("the checkpoint is not signed as it has to be: {0}")]
    NotSigned(CheckpointError),
    /// 409: the witness has seen another size; it is told, so that the log can prove from there.
    #[error("this witness has last countersigned {0} entries, and asks for a proof from there")]
    Conflict(u64),
    /// 409: the same size with other roots. This is evidence that the log shows two histories.
    #[error("at {0} entries this witness has countersigned other roots: the ledger shows two histories")]
    TwoHistories(u64),
    /// 422: the proof does not hold.
    #[error("the checkpoint does not continue what this witness has countersigned: {0}")]
    Inconsistent(ProofError),
}

impl CosignRefusal {
    /// The status of the HTTP answer.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::Unreadable(_) => 400,
            Self::NotSigned(_) => 403,
            Self::UnknownLog(_) => 404,
            Self::Conflict(_) | Self::TwoHistories(_) => 409,
            Self::Inconsistent(_) => 422,
        }
    }
}

/// Decides whether a witness that has last seen `seen` (of this origin) countersigns, trusting these keys of logs. The answer is the checkpoint to
/// remember from now on.
///
/// # Errors
/// Why not.
pub fn decide_cosign(seen: Option<&Checkpoint>, request: &CosignRequest, keys: &[VerifierKey]) -> Result<Checkpoint, CosignRefusal> {
    let claimed = Checkpoint::parse(request.note.text()).map_err(|_| CosignRefusal::Unreadable("the note is no checkpoint"))?;
    if keys.iter().all(|key| key.name() != claimed.origin) {
        return Err(CosignRefusal::UnknownLog(claimed.origin));
    }
    let new = Checkpoint::open(&request.note, keys).map_err(CosignRefusal::NotSigned)?.checkpoint;
    if request.old > new.size {
        return Err(CosignRefusal::Unreadable("the old size is larger than the checkpoint's"));
    }
    let empty = Checkpoint { origin: new.origin.clone(), size: 0, roots: Hashes::empty() };
    let seen = seen.unwrap_or(&empty);
    if seen.origin != new.origin || seen.size != request.old {
        return Err(CosignRefusal::Conflict(seen.size));
    }
    if seen.size == new.size && seen.roots != new.roots {
        return Err(CosignRefusal::TwoHistories(seen.size));
    }
    consistent::<Sha256>(seen, &new, &request.proof)?;
    consistent::<Sm3>(seen, &new, &request.proof)?;
    Ok(new)
}

fn consistent<H: TreeHash>(old: &Checkpoint, new: &Checkpoint, proof: &[Hashes]) -> Result<(), CosignRefusal> {
    let proof: Vec<Hash> = proof.iter().map(H::pick).collect();
    verify_consistency::<H>(old.size, H::pick(&old.roots), new.size, H::pick(&new.roots), &proof).map_err(CosignRefusal::Inconsistent)
}

impl CosignRequest {
    /// The body of the request. Without `sm3` it is exactly the standard's, for witnesses that know SHA-256 only.
    #[must_use]
    pub fn body(&self, sm3: bool) -> String {
        let mut body = format!("old {}\n", self.old);
        for hashes in &self.proof {
            let _ = writeln!(body, "{}", base64(&hashes.sha256));
        }
        for hashes in self.proof.iter().filter(|_| sm3) {
            let _ = writeln!(body, "sm3 {}", base64(&hashes.sm3));
        }
        let _ = write!(body, "\n{}", self.note);
        body
    }

    /// Reads the body of a request, with the lines for SM3.
    ///
    /// # Errors
    /// It is of another form.
    pub fn parse(body: &str) -> Result<Self, CosignRefusal> {
        let (head, note) = body.split_once("\n\n").ok_or(CosignRefusal::Unreadable("a blank line stands before the checkpoint"))?;
        let mut lines = head.lines();
        let old = lines.next().and_then(|line| line.strip_prefix("old ")).and_then(decimal);
        let old = old.ok_or(CosignRefusal::Unreadable("the first line reads “old SIZE”"))?;
        let lines: Vec<&str> = lines.collect();
        if lines.len() > 2 * PROOF_HASHES_MAX || !lines.len().is_multiple_of(2) {
            return Err(CosignRefusal::Unreadable("as many lines for SM3 as for SHA-256, at most 64 of each"));
        }
        let (sha256, sm3) = lines.split_at(lines.len() / 2);
        let pair = |(sha256, sm3): (&&str, &&str)| Some(Hashes { sm3: unbase64(sm3.strip_prefix("sm3 ")?)?, sha256: unbase64(sha256)? });
        let proof = sha256.iter().zip(sm3).map(pair).collect::<Option<Vec<_>>>();
        let proof = proof.ok_or(CosignRefusal::Unreadable("a proof line is a hash in base64, those of SM3 behind “sm3 ”"))?;
        let note = note.parse().map_err(|_| CosignRefusal::Unreadable("the checkpoint is no signed note"))?;
        Ok(Self { old, proof, note })
    }
}
