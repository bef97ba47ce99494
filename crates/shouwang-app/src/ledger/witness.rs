//! Being a witness: countersigning another ledger's checkpoint, once it is certain that it continues what was countersigned before.
//!
//! What was seen last is kept in a folder, one file for each ledger, and is on the disk before a countersignature leaves the house.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use shouwang_calendar::Words;
use shouwang_ledger::{
    Checkpoint, CosignRefusal, CosignRequest, Hashes, NoteSignature, Plan, Sha256, SignError, SignedNote, Told as _, TreeHash as _,
    VerifierKey, decide_cosign,
};

use super::checkpoint::hashes;
use super::error::LedgerError;
use super::key_folder::Keys;
use super::published::{read_checkpoint, read_tiles};

/// A witness and what it has seen.
#[derive(Clone, Debug)]
pub struct Witness {
    folder: PathBuf,
}

/// A countersigned checkpoint.
#[derive(Clone, Debug)]
pub struct Cosigned {
    /// The note with the witness's lines.
    pub note: SignedNote,
    /// What it speaks of.
    pub checkpoint: Checkpoint,
    /// The witness's lines by themselves.
    pub lines: Vec<NoteSignature>,
    /// How many entries were seen the time before.
    pub seen_before: u64,
}

impl Witness {
    /// The witness whose memory is in a folder.
    #[must_use]
    pub fn at(folder: impl Into<PathBuf>) -> Witness {
        Witness { folder: folder.into() }
    }

    /// Countersigns what is asked for at a path: a folder with a published ledger, a request (C2SP tlog-witness) or, where nothing has to be
    /// proven, a checkpoint. Whatever does not continue what was seen before is refused.
    ///
    /// # Errors
    /// Outside: when a file or a key fails. Inside: why the checkpoint is not countersigned.
    pub fn cosign(
        &self,
        path: &Path,
        trusted: &[VerifierKey],
        keys: &Keys,
        now: Timestamp,
    ) -> Result<Result<Cosigned, CosignRefusal>, LedgerError> {
        let asked = Asked::read(path)?;
        let origin = asked.claimed.origin.clone();
        self.decide(&origin, |seen| asked.request(seen), trusted, keys, now)
    }

    /// Countersigns what a request (C2SP tlog-witness) asks for; whatever does not continue what was seen before is refused.
    ///
    /// # Errors
    /// As [`Witness::cosign`].
    pub fn answer(
        &self,
        body: &str,
        trusted: &[VerifierKey],
        keys: &Keys,
        now: Timestamp,
    ) -> Result<Result<Cosigned, CosignRefusal>, LedgerError> {
        let request = match CosignRequest::parse(body) {
            Ok(request) => request,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let Ok(claimed) = Checkpoint::parse(request.note.text()) else {
            return Ok(Err(CosignRefusal::Unreadable("the note is no checkpoint")));
        };
        // Whoever is unknown costs no look at the disk.
        if trusted.iter().all(|key| key.name() != claimed.origin) {
            return Ok(Err(CosignRefusal::UnknownLog(claimed.origin)));
        }
        self.decide(&claimed.origin, |_| Ok(request), trusted, keys, now)
    }

    fn decide(
        &self,
        origin: &str,
        request: impl FnOnce(Option<&Checkpoint>) -> Result<CosignRequest, LedgerError>,
        trusted: &[VerifierKey],
        keys: &Keys,
        now: Timestamp,
    ) -> Result<Result<Cosigned, CosignRefusal>, LedgerError> {
        let failed = LedgerError::file(&self.folder);
        fs::create_dir_all(&self.folder).map_err(&failed)?;
        // Two requests at once could otherwise roll the memory back. Closing the file lets go of the lock.
        let lock = File::create(self.folder.join("lock")).map_err(&failed)?;
        lock.lock().map_err(&failed)?;
        let memory = self.folder.join(format!("{}.checkpoint", file_name(origin)));
        let seen = read_seen(&memory)?;
        let request = request(seen.as_ref())?;
        let checkpoint = match decide_cosign(seen.as_ref(), &request, trusted) {
            Ok(checkpoint) => checkpoint,
            Err(refusal) => return Ok(Err(refusal)),
        };
        remember(&memory, &request.note).map_err(LedgerError::file(&memory))?;
        let mut note = request.note;
        let at = u64::try_from(now.as_second()).unwrap_or(0);
        let signed = |error: SignError| LedgerError::new(format!("签名失败：{}", error.zh()), error.to_string());
        let lines = keys.cosigners().into_iter().map(|key| note.cosign(key, at).map_err(signed)).collect::<Result<_, _>>()?;
        Ok(Ok(Cosigned { note, checkpoint, lines, seen_before: seen.map_or(0, |seen| seen.size) }))
    }
}

/// Why a checkpoint is not countersigned, for whoever asked.
#[must_use]
pub fn refusal_words(refusal: &CosignRefusal) -> Words {
    Words::new(refusal.zh(), refusal.to_string())
}

/// What somebody wants countersigned.
struct Asked<'p> {
    note: SignedNote,
    claimed: Checkpoint,
    proof: Proof<'p>,
}

/// That it continues what was seen.
enum Proof<'p> {
    /// Can be computed from what is published here.
    Published(&'p Path),
    /// Comes with the request.
    Given { old: u64, proof: Vec<Hashes> },
    /// Is not there.
    None,
}

impl<'p> Asked<'p> {
    fn read(path: &'p Path) -> Result<Asked<'p>, LedgerError> {
        if path.is_dir() {
            let (note, claimed) = read_checkpoint(path)?.ok_or_else(|| {
                let path = path.display();
                LedgerError::new(format!("{path} 里没有发布的检查点"), format!("no checkpoint is published in {path}"))
            })?;
            return Ok(Asked { note, claimed, proof: Proof::Published(path) });
        }
        let text = fs::read_to_string(path).map_err(LedgerError::file(path))?;
        let (note, proof) = if text.starts_with("old ") {
            let CosignRequest { old, proof, note } = CosignRequest::parse(&text).map_err(LedgerError::content(path))?;
            (note, Proof::Given { old, proof })
        } else {
            (text.parse().map_err(LedgerError::content(path))?, Proof::None)
        };
        let claimed = Checkpoint::parse(note.text()).map_err(LedgerError::content(path))?;
        Ok(Asked { note, claimed, proof })
    }

    fn request(self, seen: Option<&Checkpoint>) -> Result<CosignRequest, LedgerError> {
        let seen_size = seen.map_or(0, |seen| seen.size);
        let (old, proof) = match self.proof {
            Proof::Given { old, proof } => (old, proof),
            Proof::None => (seen_size, Vec::new()),
            Proof::Published(folder) => match Plan::consistency(seen_size, self.claimed.size) {
                Ok(plan) => (seen_size, hashes(&read_tiles(folder, &plan)?, &plan)?),
                // It has shrunk, which is refused below.
                Err(_) => (seen_size, Vec::new()),
            },
        };
        Ok(CosignRequest { old, proof, note: self.note })
    }
}

/// A name of a file for a ledger, whatever characters its name has.
fn file_name(origin: &str) -> String {
    Sha256::of(&[origin.as_bytes()]).to_string()
}

fn read_seen(memory: &Path) -> Result<Option<Checkpoint>, LedgerError> {
    let text = match fs::read_to_string(memory) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        read => read.map_err(LedgerError::file(memory))?,
    };
    let note: SignedNote = text.parse().map_err(LedgerError::content(memory))?;
    Checkpoint::parse(note.text()).map(Some).map_err(LedgerError::content(memory))
}

fn remember(memory: &Path, note: &SignedNote) -> io::Result<()> {
    let part = memory.with_added_extension("part");
    let mut file = File::create(&part)?;
    file.write_all(note.to_string().as_bytes())?;
    file.sync_all()?;
    fs::rename(&part, memory)?;
    memory.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())
}
