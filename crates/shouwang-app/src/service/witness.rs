//! Being a witness for ledgers of others: whoever asks is known by the keys that his checkpoint is signed with, and by nothing else.

use shouwang_ledger::{CosignRefusal, VerifierKey};

use super::Service;
use crate::edge::Edge;
use crate::ledger::{KeyFolder, LedgerError, Witness, refusal_words};
use crate::problem::{AppError, ProblemCode};

/// What a witness answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Witnessed {
    /// It countersigns: its lines.
    Cosigned(String),
    /// It has last seen so many entries, and asks for a proof from there.
    SeenOtherSize(u64),
}

impl Service {
    /// From now on checkpoints of ledgers with these keys are countersigned. Said once, before anybody is served.
    pub fn witness_for(&self, keys: Vec<VerifierKey>) {
        let _ = self.witnessed.set(keys);
    }

    /// Countersigns the checkpoint in a request (C2SP tlog-witness), if it continues what was countersigned before.
    ///
    /// # Errors
    /// Why it is not countersigned, under the codes whose statuses the standard names; or when this server has no keys, or a file fails.
    pub async fn cosign(&self, body: String, edge: &Edge<'_>) -> Result<Witnessed, AppError> {
        let trusted = self.witnessed.get().cloned().unwrap_or_default();
        let (keys, witness, now) = (KeyFolder::at(self.folders.keys()), Witness::at(self.folders.witness()), edge.now);
        if trusted.is_empty() {
            return Err(AppError::new(ProblemCode::NotFound, "这台服务器不为任何账本见证", "This server is a witness for no ledger"));
        }
        if !keys.is_there() {
            return Err(AppError::new(
                ProblemCode::Unavailable,
                "这台服务器还没有可以会签的密钥；请其管理员运行 shouwang ledger keys",
                "This server has no keys to countersign with yet; its operator runs shouwang ledger keys",
            ));
        }
        // Files, a lock, and perhaps a device that signs.
        let work = move || witness.answer(&body, &trusted, &keys.load()?, now);
        let answered = tokio::task::spawn_blocking(work).await.map_err(|error| AppError::internal(error.to_string()))?;
        match answered.map_err(|LedgerError(words)| AppError::internal(words.en))? {
            Ok(cosigned) => {
                let (origin, size) = (&cosigned.checkpoint.origin, cosigned.checkpoint.size);
                tracing::info!(%origin, size, "the checkpoint of another ledger was countersigned");
                Ok(Witnessed::Cosigned(cosigned.lines.iter().map(ToString::to_string).collect()))
            }
            Err(CosignRefusal::Conflict(size)) => Ok(Witnessed::SeenOtherSize(size)),
            Err(refusal) => {
                if let CosignRefusal::TwoHistories(_) | CosignRefusal::Inconsistent(_) = refusal {
                    tracing::warn!(%refusal, "a ledger that is trusted asked for a countersignature that it does not get");
                }
                Err(refused(&refusal))
            }
        }
    }
}

fn refused(refusal: &CosignRefusal) -> AppError {
    let code = match refusal {
        CosignRefusal::Unreadable(_) => ProblemCode::BadRequest,
        CosignRefusal::NotSigned(_) => ProblemCode::Forbidden,
        CosignRefusal::UnknownLog(_) => ProblemCode::NotFound,
        CosignRefusal::Conflict(_) | CosignRefusal::TwoHistories(_) => ProblemCode::Conflict,
        CosignRefusal::Inconsistent(_) => ProblemCode::Invalid,
    };
    let words = refusal_words(refusal);
    AppError::new(code, words.zh, words.en)
}
