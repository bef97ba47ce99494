//! What the ledger shows to everybody: signed heads, tiles, the keys to verify them with, and what a receipt proves.
//!
//! Nothing here says what was done or by whom: a tile is hashes, a head is a signature, and a receipt is brought by whoever asks. So nobody has
//! to be logged in, and nothing is put on record.

use jiff::Timestamp;
use shouwang_calendar::Words;
use shouwang_ledger::{Proven, Sha256, Sm3, TileId, VerifierKey};

use super::Service;
use crate::ledger::{KeyFolder, check_receipt, proven_words, tile_bytes};
use crate::problem::{AppError, ProblemCode};

/// One of the two trees over the same entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tree {
    /// Under SHA-256, as C2SP tlog-tiles has it.
    Sha256,
    /// Under SM3, beside it.
    Sm3,
}

/// A tile as it is published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedTile {
    /// The hashes, one after the other.
    pub bytes: Vec<u8>,
    /// Whether it is full and never grows.
    pub is_full: bool,
}

/// What came of looking at a receipt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiptVerdict {
    /// What it proves, a sentence each; or the one thing that is wrong.
    pub says: Vec<Words>,
    /// The entry that it proves; `None` when it does not hold.
    pub proven: Option<ProvenEntry>,
}

/// What came of comparing the fingerprint that a paper bears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compared {
    /// There is no such entry, or it is another one.
    Differs,
    /// It is that entry; no signed head speaks of it yet.
    Unsigned,
    /// It is that entry, and the newest signed head speaks of so many.
    Signed(u64),
}

/// An entry that a receipt proves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProvenEntry {
    /// The ledger's name.
    pub origin: String,
    /// Entries that the signed head speaks of.
    pub size: u64,
    /// The entry's number.
    pub seq: u64,
    /// When it happened.
    pub at: Timestamp,
    /// What was done.
    pub operation: String,
    /// For which unit.
    pub unit: Option<String>,
    /// In which function.
    pub function: Option<String>,
    /// By which article.
    pub article: Option<String>,
    /// The act, if registers were written.
    pub act: Option<i64>,
    /// Who did it, where the receipt discloses that.
    pub actor: Option<String>,
    /// Why, where the receipt discloses that.
    pub reason: Option<String>,
    /// Names of the keys that signed, with what they sign by.
    pub signers: Vec<(String, String)>,
}

impl Service {
    /// A tile of one of the trees, as `shouwang ledger publish` writes it. `path` is that below the tree's folder: `0/x001/234.p/17`.
    ///
    /// # Errors
    /// When no signed head speaks of such a tile, or the database fails.
    pub async fn published_tile(&self, tree: Tree, path: &str) -> Result<PublishedTile, AppError> {
        let tile = TileId::parse(path).ok_or_else(AppError::not_found)?;
        let bytes = match tree {
            Tree::Sha256 => tile_bytes::<Sha256>(&self.store, tile).await?,
            Tree::Sm3 => tile_bytes::<Sm3>(&self.store, tile).await?,
        };
        Ok(PublishedTile { bytes: bytes.ok_or_else(AppError::not_found)?, is_full: tile.is_full() })
    }

    /// Whether an entry has this fingerprint, the SM3 of its leaf, as a paper says. That is no more than what the published tiles tell.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn compare_fingerprint(&self, seq: u64, leaf: &str) -> Result<Compared, AppError> {
        let entry = self.store.find_entry(seq).await?;
        if entry.is_none_or(|entry| entry.leaf.sm3.to_string() != leaf.to_ascii_lowercase()) {
            return Ok(Compared::Differs);
        }
        let signed = self.store.latest_checkpoint().await?.map(|checkpoint| checkpoint.size).filter(|size| *size > seq);
        Ok(signed.map_or(Compared::Unsigned, Compared::Signed))
    }

    /// The keys that this installation's signatures are verified with, a line each after a line that says what it is for.
    ///
    /// # Errors
    /// When no keys have been made yet.
    pub fn verifier_keys_text(&self) -> Result<String, AppError> {
        let keys = self.own_keys();
        if keys.is_empty() {
            return Err(AppError::not_found());
        }
        Ok(keys.iter().map(|key| format!("# {:?}\n{key}\n", key.kind())).collect())
    }

    /// What a receipt of this installation's ledger proves. Nothing is kept of it.
    ///
    /// # Errors
    /// When no keys have been made yet. That a receipt does not hold is an answer.
    pub fn verify_receipt(&self, text: &str) -> Result<ReceiptVerdict, AppError> {
        let keys = self.own_keys();
        if keys.is_empty() {
            return Err(AppError::new(
                ProblemCode::Conflict,
                "本系统的账本还没有签名密钥，不曾出具过收据；请管理员运行 shouwang ledger keys",
                "This ledger has no keys to sign with yet and has given no receipts; an administrator runs `shouwang ledger keys`",
            ));
        }
        Ok(match check_receipt(text, keys) {
            Ok(proven) => ReceiptVerdict { says: proven_words(&proven), proven: Some(proven.into()) },
            Err(why) => ReceiptVerdict { says: vec![why], proven: None },
        })
    }

    /// The keys that this installation signs with; none where it has not made any yet. Keys once made stay, so that they are read once.
    pub(super) fn own_keys(&self) -> &[VerifierKey] {
        if let Some(keys) = self.verifiers.get() {
            return keys;
        }
        let folder = KeyFolder::at(self.folders.keys());
        if !folder.is_there() {
            return &[];
        }
        match folder.load() {
            Ok(keys) => self.verifiers.get_or_init(|| keys.verifiers()),
            Err(error) => {
                tracing::error!(error = %error.0, "the ledger's keys cannot be used");
                &[]
            }
        }
    }
}

impl From<Proven> for ProvenEntry {
    fn from(proven: Proven) -> ProvenEntry {
        let Proven { entry, private, opened } = proven;
        let (actor, reason) = private.map_or((None, None), |private| (Some(private.actor), private.reason));
        ProvenEntry {
            origin: opened.checkpoint.origin,
            size: opened.checkpoint.size,
            seq: entry.seq,
            at: entry.at,
            operation: entry.operation,
            unit: entry.unit,
            function: entry.function,
            article: entry.article,
            act: entry.act,
            actor,
            reason,
            signers: opened.by.iter().map(|by| (by.key.name().to_owned(), format!("{:?}", by.key.kind()))).collect(),
        }
    }
}
