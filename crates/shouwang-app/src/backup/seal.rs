//! The seal at the end of a backup: both hashes of everything before it.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek as _, SeekFrom, Write};
use std::path::Path;

use sha2::{Digest as _, Sha256};
use sm3::Sm3;

use super::error::BackupError;

const END: &str = "shouwang backup end\n";
/// Bytes of a seal: three lines, the first after an empty one.
const SEAL_BYTES: usize = "\nsm3 ".len() + 64 + "\nsha256 ".len() + 64 + "\n".len() + END.len();

/// Writes through to a file and hashes what passes.
pub(super) struct Sealing<W> {
    out: W,
    hashes: Hashes,
}

#[derive(Default)]
struct Hashes {
    sm3: Sm3,
    sha256: Sha256,
}

impl<W: Write> Sealing<W> {
    pub(super) fn new(out: W) -> Sealing<W> {
        Sealing { out, hashes: Hashes::default() }
    }

    /// Writes the seal and gives back what was written to.
    pub(super) fn seal(self) -> io::Result<W> {
        let Sealing { mut out, hashes } = self;
        out.write_all(hashes.seal().as_bytes())?;
        Ok(out)
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.out.write(bytes)?;
        self.hashes.update(&bytes[..count]);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Hashes {
    fn update(&mut self, bytes: &[u8]) {
        self.sm3.update(bytes);
        self.sha256.update(bytes);
    }

    fn seal(self) -> String {
        let (sm3, sha256) = (self.sm3.finalize(), self.sha256.finalize());
        format!("\nsm3 {}\nsha256 {}\n{END}", shouwang_ledger::hex(&sm3), shouwang_ledger::hex(&sha256))
    }
}

/// Checks a file's seal; how many bytes stand before it.
pub(super) fn check_seal(path: &Path) -> Result<u64, BackupError> {
    let failed = BackupError::file(path);
    let cut_off = || BackupError::CutOff(path.to_owned());
    let checked = || -> io::Result<Option<(u64, bool)>> {
        let mut file = File::open(path)?;
        let seal_bytes = u64::try_from(SEAL_BYTES).unwrap_or(u64::MAX);
        let Some(body_bytes) = file.metadata()?.len().checked_sub(seal_bytes) else { return Ok(None) };
        let mut found = vec![0; SEAL_BYTES];
        file.seek(SeekFrom::Start(body_bytes))?;
        file.read_exact(&mut found)?;
        if !looks_like_a_seal(&found) {
            return Ok(None);
        }
        file.seek(SeekFrom::Start(0))?;
        let mut hashes = Hashes::default();
        let (mut body, mut buffer) = (BufReader::new(file).take(body_bytes), vec![0; 1 << 17]);
        loop {
            match body.read(&mut buffer)? {
                0 => break,
                count => hashes.update(&buffer[..count]),
            }
        }
        Ok(Some((body_bytes, hashes.seal().as_bytes() == found)))
    };
    match checked().map_err(failed)? {
        None => Err(cut_off()),
        Some((_, false)) => Err(BackupError::damaged(path, "内容与封印的摘要不符", "its bytes are not those that were sealed")),
        Some((body_bytes, true)) => Ok(body_bytes),
    }
}

/// Whether these bytes have the words of a seal in their places, or nearly: one flipped bit makes a damaged seal, not a missing one.
fn looks_like_a_seal(found: &[u8]) -> bool {
    let words = Hashes::default().seal();
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    let fits = |(found, word): (&u8, u8)| *found == word || (is_digit(*found) && is_digit(word));
    found.iter().zip(words.bytes()).filter(|(found, word)| !fits((*found, *word))).count() <= 1
}
