//! Signing how far the ledger goes: never anything that does not continue what was signed before.

use jiff::Timestamp;
use shouwang_ledger::{
    Checkpoint, Hash, Hashes, Plan, ProofError, Sha256, SignedNote, Sm3, Tiles, Told as _, TreeHash, verify_consistency,
};
use shouwang_storage::Store;
use shouwang_storage::ledger::StoredCheckpoint;

use super::error::LedgerError;
use super::key_folder::Keys;

/// Signs the ledger's head and keeps what was signed. Where nothing was appended since the last time, that checkpoint is given again.
///
/// # Errors
/// When the ledger is empty, has another name, or does not continue what was signed before; when a key or the database fails.
pub async fn sign_checkpoint(store: &Store, keys: &Keys, now: Timestamp) -> Result<StoredCheckpoint, LedgerError> {
    let head = store.ledger_head().await?;
    let new = Checkpoint { origin: keys.origin.clone(), size: head.size(), roots: head.root() };
    if new.size == 0 {
        return Err(LedgerError::new("账本还是空的，没有可以签名的内容", "the ledger is empty, there is nothing to sign"));
    }
    if let Some(latest) = store.latest_checkpoint().await? {
        let old = parse(&latest)?;
        if old.origin != new.origin {
            return Err(LedgerError::new(
                format!("以前的检查点以“{}”之名签发，密钥的名称却是“{}”；请换用原来的密钥", old.origin, new.origin),
                format!("earlier checkpoints bear the name `{}`, the keys `{}`; use the keys from before", old.origin, new.origin),
            ));
        }
        if old.size > new.size {
            return Err(broken(&old, &new, &ProofError::Shrunk { old: old.size, new: new.size }));
        }
        let plan = Plan::consistency(old.size, new.size).map_err(|error| broken(&old, &new, &error))?;
        let proof = hashes(&store.load_tiles(plan.tiles()).await?, &plan)?;
        continues::<Sha256>(&old, &new, &proof)?;
        continues::<Sm3>(&old, &new, &proof)?;
        if old.size == new.size {
            return Ok(latest);
        }
    }
    // A device may take its time.
    let (size, keys) = (new.size, keys.clone());
    let signing = tokio::task::spawn_blocking(move || new.sign(&keys.signers()));
    let signed = signing.await.map_err(|error| LedgerError::new("签名中断", error.to_string()))?;
    let note = signed.map_err(|error| LedgerError::new(format!("签名失败：{}", error.zh()), error.to_string()))?;
    let signed = StoredCheckpoint { size, at: now, note: note.to_string() };
    store.insert_checkpoint(&signed).await?;
    Ok(signed)
}

/// Takes over the signatures that witnesses have added to a checkpoint of this ledger; how many there are now.
///
/// # Errors
/// When the note is none, is of no checkpoint that was signed here, or the database fails.
pub async fn take_cosigned(store: &Store, note: &str, now: Timestamp) -> Result<usize, LedgerError> {
    let unknown =
        || LedgerError::new("这不是本账本签发过的检查点；请核对文件", "this is no checkpoint that this ledger has signed; check the file");
    let cosigned: SignedNote = note.parse().map_err(|_| unknown())?;
    let size = Checkpoint::parse(cosigned.text()).map_err(|_| unknown())?.size;
    let kept = store.list_checkpoints(Some(size.saturating_add(1)), 1).await?.into_iter().next().ok_or_else(unknown)?;
    let mut own: SignedNote = kept.note.parse().map_err(|_| unknown())?;
    if own.text() != cosigned.text() {
        return Err(unknown());
    }
    // The ledger's own lines stay as they are; what others send is kept for whoever trusts them.
    let known: Vec<_> = own.signatures().iter().map(|line| (line.name.clone(), line.key_id)).collect();
    for line in cosigned.signatures().iter().filter(|line| !known.contains(&(line.name.clone(), line.key_id))) {
        own.add(line.clone());
    }
    store.insert_checkpoint(&StoredCheckpoint { size, at: now, note: own.to_string() }).await?;
    Ok(own.signatures().len())
}

/// The checkpoint in a note that was kept.
pub(super) fn parse(kept: &StoredCheckpoint) -> Result<Checkpoint, LedgerError> {
    let note: Result<SignedNote, _> = kept.note.parse();
    note.ok().and_then(|note| Checkpoint::parse(note.text()).ok()).ok_or_else(|| {
        let size = kept.size;
        LedgerError::new(
            format!("规模为 {size} 的检查点已损坏；请运行 shouwang ledger verify"),
            format!("the checkpoint over {size} entries is damaged; run shouwang ledger verify"),
        )
    })
}

/// The hashes of a proof.
pub(super) fn hashes(tiles: &Tiles, plan: &Plan) -> Result<Vec<Hashes>, LedgerError> {
    plan.hashes(tiles).map_err(|error| LedgerError::new(format!("账本缺少哈希：{}", error.zh()), error.to_string()))
}

fn continues<H: TreeHash>(old: &Checkpoint, new: &Checkpoint, proof: &[Hashes]) -> Result<(), LedgerError> {
    let proof: Vec<Hash> = proof.iter().map(H::pick).collect();
    let checked = verify_consistency::<H>(old.size, H::pick(&old.roots), new.size, H::pick(&new.roots), &proof);
    checked.map_err(|error| broken(old, new, &error))
}

fn broken(old: &Checkpoint, new: &Checkpoint, why: &ProofError) -> LedgerError {
    let (old, new, zh) = (old.size, new.size, why.zh());
    LedgerError::new(
        format!("账本现有 {new} 条，并不接续已签名的 {old} 条（{zh}），不予签名；请运行 shouwang ledger verify 查明"),
        format!(
            "the {new} entries of the ledger do not continue the {old} that were signed ({why}), and are not signed; run shouwang ledger verify"
        ),
    )
}
