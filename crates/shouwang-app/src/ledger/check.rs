//! Checking a ledger in a database, an exported one, and a receipt; the last two need no database.

use std::fs::File;
use std::io::{BufReader, Read as _};
use std::path::Path;

use shouwang_calendar::Words;
use shouwang_ledger::export::verify_export;
use shouwang_ledger::verify::{Options, Report};
use shouwang_ledger::{Proven, Receipt, ReceiptError, Told as _, VerifierKey};
use shouwang_storage::Store;
use shouwang_storage::ledger::LiveReport;

use super::error::LedgerError;

/// How a receipt begins; no export does.
const RECEIPT: &[u8] = b"shouwang-receipt/";
/// A receipt is a few kilobytes; its longest part is an entry.
const RECEIPT_BYTES_MAX: u64 = 16 << 20;

/// What a file turned out to be, and whether it holds.
#[derive(Debug)]
pub enum Checked {
    /// A whole ledger.
    Ledger {
        /// Whose.
        origin: String,
        /// What was found.
        report: Box<Report>,
    },
    /// A receipt that holds.
    Receipt(Box<Proven>),
    /// A receipt that does not, and why.
    Refused(Words),
}

/// Checks the ledger of a database, and the rows against it. `checkpoints` are signed notes that were kept elsewhere.
///
/// # Errors
/// When the database fails. What is wrong with the ledger is in the report.
pub async fn check_live(store: &Store, keys: Vec<VerifierKey>, checkpoints: Vec<String>) -> Result<LiveReport, LedgerError> {
    Ok(store.verify_live(Options { keys, checkpoints, ..Options::default() }).await?)
}

/// Checks an exported ledger or a receipt, whichever the file is.
///
/// # Errors
/// When the file cannot be read or is neither.
pub fn check_file(path: &Path, keys: Vec<VerifierKey>, checkpoints: Vec<String>) -> Result<Checked, LedgerError> {
    let failed = LedgerError::file(path);
    let mut file = BufReader::with_capacity(1 << 17, File::open(path).map_err(&failed)?);
    let mut first = vec![0; RECEIPT.len()];
    let is_receipt = file.read_exact(&mut first).is_ok() && first == RECEIPT;
    let mut file = BufReader::with_capacity(1 << 17, File::open(path).map_err(&failed)?);
    if !is_receipt {
        let options = Options { keys, checkpoints, ..Options::default() };
        let (header, report) = verify_export(file, options).map_err(LedgerError::content(path))?;
        return Ok(Checked::Ledger { origin: header.origin, report: Box::new(report) });
    }
    let mut text = String::new();
    file.by_ref().take(RECEIPT_BYTES_MAX).read_to_string(&mut text).map_err(&failed)?;
    if keys.is_empty() && text.parse::<Receipt>().is_ok() {
        return Err(LedgerError::new(
            "没有可信的验证密钥，收据的签名无从核对；请用 --key 给出账本的验证密钥（shouwang ledger keys 会列出）",
            "no key is trusted, so the receipt's signature cannot be checked; name the ledger's verifier keys with --key (shouwang ledger keys lists them)",
        ));
    }
    Ok(match check_receipt(&text, &keys) {
        Ok(proven) => Checked::Receipt(Box::new(proven)),
        Err(why) => Checked::Refused(why),
    })
}

/// What a receipt proves to whoever trusts these keys.
///
/// # Errors
/// Why it does not hold.
pub fn check_receipt(text: &str, keys: &[VerifierKey]) -> Result<Proven, Words> {
    let receipt: Result<Receipt, _> = text.parse();
    receipt.and_then(|receipt| receipt.verify(keys)).map_err(|error| words(&error))
}

/// What a receipt proves, a sentence each: the entry, for whom, by whom and why where that is disclosed, and who signed.
#[must_use]
pub fn proven_words(proven: &Proven) -> Vec<Words> {
    let (entry, checkpoint) = (&proven.entry, &proven.opened.checkpoint);
    let (origin, size, seq, at, operation) = (&checkpoint.origin, checkpoint.size, entry.seq, entry.at, &entry.operation);
    let mut said = vec![Words::new(
        format!("收据成立：账本 {origin} 前 {size} 条中的第 {seq} 条，{at}，{operation}"),
        format!("the receipt holds: entry {seq} among the first {size} of the ledger {origin}, {at}, {operation}"),
    )];
    if let Some(unit) = &entry.unit {
        said.push(Words::new(format!("单位：{unit}"), format!("unit: {unit}")));
    }
    if let Some(private) = &proven.private {
        let (actor, reason) = (&private.actor, private.reason.as_deref().unwrap_or("–"));
        said.push(Words::new(format!("由 {actor} 所为，理由：{reason}"), format!("done by {actor}, reason: {reason}")));
    }
    for by in &proven.opened.by {
        let (name, kind) = (by.key.name(), by.key.kind());
        said.push(Words::new(format!("签名：{name}（{kind:?}）"), format!("signed by {name} ({kind:?})")));
    }
    said
}

/// Why a receipt does not hold.
fn words(error: &ReceiptError) -> Words {
    Words::new(error.zh(), error.to_string())
}
