//! `shouwang ledger`: verify, prove, sign, publish, countersign, erase, list.

use std::fs;
use std::path::Path;

use shouwang_app::ledger::{
    KeyFolder, LedgerError, Witness, export, prove, prove_from_file, publish, refusal_words, sign_checkpoint, take_cosigned, trusted_keys,
};
use shouwang_calendar::Words;
use shouwang_ledger::VerifierKey;
use shouwang_storage::ledger::{EntryQuery, Note};

use super::{Outcome, ledger_verify, wait};
use crate::cli::Format;
use crate::cli_ledger::{LedgerCommand, ListArgs};
use crate::context::Context;
use crate::failure::Failure;
use crate::out::outln;

pub(super) fn run(context: &Context, command: LedgerCommand) -> Outcome {
    match command {
        LedgerCommand::Verify(args) => ledger_verify::verify(context, &args),
        LedgerCommand::CheckReceipt { file, key } => ledger_verify::check_receipt(context, &file, &key),
        LedgerCommand::Export { file, public } => wait(export_file(context, &file, !public)),
        LedgerCommand::Prove { seq, out, disclose, file: None } => wait(write_receipt(context, seq, out.as_deref(), disclose)),
        LedgerCommand::Prove { seq, out, disclose, file: Some(file) } => {
            let receipt = prove_from_file(&file, seq, disclose).map_err(said)?;
            write_text(context, out.as_deref(), &receipt.to_string())
        }
        LedgerCommand::Checkpoint { out, origin, cosigned } => {
            wait(checkpoint(context, out.as_deref(), origin.as_deref(), cosigned.as_deref()))
        }
        LedgerCommand::Publish { folder, entries } => wait(publish_files(context, &folder, entries)),
        LedgerCommand::Keys { origin } => keys(context, origin.as_deref()),
        LedgerCommand::Witness { checkpoint, key, out } => witness(context, &checkpoint, &key, out.as_deref()),
        LedgerCommand::Erase { seq, reason, actor } => wait(erase(context, seq, &reason, &actor)),
        LedgerCommand::List(args) => wait(list(context, &args)),
    }
}

/// The keys that are believed: those that are named, otherwise this installation's own, if it has any.
pub(super) fn believed(context: &Context, named: &[String]) -> Result<Vec<VerifierKey>, Failure> {
    let own = KeyFolder::at(context.keys_folder());
    if named.is_empty() && own.is_there() { Ok(own.load().map_err(said)?.verifiers()) } else { trusted_keys(named).map_err(said) }
}

pub(super) fn said(error: LedgerError) -> Failure {
    Failure::from(error.0)
}

async fn export_file(context: &Context, file: &Path, private: bool) -> Outcome {
    let exported = export(&context.existing_store().await?, file, private).await.map_err(said)?;
    let (file, size, checkpoints) = (file.display(), exported.size, exported.checkpoint_count);
    let zh = format!("已导出账本 {size} 条、检查点 {checkpoints} 个到 {file}");
    context.say(&Words::new(zh, format!("exported {size} entries and {checkpoints} checkpoints of the ledger to {file}")));
    Ok(true)
}

async fn write_receipt(context: &Context, seq: u64, out: Option<&Path>, disclose: bool) -> Outcome {
    let receipt = prove(&context.existing_store().await?, seq, disclose).await.map_err(said)?;
    write_text(context, out, &receipt.to_string())
}

async fn checkpoint(context: &Context, out: Option<&Path>, origin: Option<&str>, cosigned: Option<&Path>) -> Outcome {
    let store = context.existing_store().await?;
    if let Some(file) = cosigned {
        let note = fs::read_to_string(file).map_err(|error| Failure::file(file, &error))?;
        let count = take_cosigned(&store, &note, context.now).await.map_err(said)?;
        context.say(&Words::new(format!("已收下会签，现有签名 {count} 个"), format!("taken over; it now has {count} signatures")));
        return Ok(true);
    }
    let folder = KeyFolder::at(context.keys_folder());
    // Without a name, a ledger that has one goes on under it.
    let keys = if origin.is_some() { folder.make(origin, &[context.salt()?, context.salt()?]) } else { folder.load() };
    let signed = sign_checkpoint(&store, &keys.map_err(said)?, context.now).await.map_err(said)?;
    write_text(context, out, &signed.note)
}

async fn publish_files(context: &Context, folder: &Path, entries: bool) -> Outcome {
    let published = publish(&context.existing_store().await?, folder, entries).await.map_err(said)?;
    let (folder, size, files) = (folder.display(), published.size, published.file_count);
    let zh = format!("已发布 {size} 条到 {folder}，新写文件 {files} 个");
    context.say(&Words::new(zh, format!("published {size} entries in {folder}; {files} files are new")));
    Ok(true)
}

fn keys(context: &Context, origin: Option<&str>) -> Outcome {
    let keys = KeyFolder::at(context.keys_folder()).make(origin, &[context.salt()?, context.salt()?]).map_err(said)?;
    let language = context.language;
    outln!("# {}: {}", language.pick("账本", "ledger"), keys.origin);
    for (key, what) in keys.verifiers().iter().zip(["Ed25519", "SM2", "Ed25519 cosignature", "SM2 cosignature"]) {
        outln!("# {what}\n{key}");
    }
    Ok(true)
}

fn witness(context: &Context, checkpoint: &Path, trusted: &[String], out: Option<&Path>) -> Outcome {
    let keys = KeyFolder::at(context.keys_folder()).load().map_err(said)?;
    let trusted = trusted_keys(trusted).map_err(said)?;
    match Witness::at(context.witness_folder()).cosign(checkpoint, &trusted, &keys, context.now).map_err(said)? {
        Ok(cosigned) => write_text(context, out, &cosigned.note.to_string()),
        Err(refusal) => {
            let why = refusal_words(&refusal);
            context.say(&Words::new(format!("不予会签：{}", why.zh), format!("not countersigned: {}", why.en)));
            Ok(false)
        }
    }
}

async fn erase(context: &Context, seq: u64, reason: &str, actor: &str) -> Outcome {
    if reason.trim().is_empty() {
        return Err(Failure::new("清除须写明理由", "an erasure needs a reason"));
    }
    let store = context.existing_store().await?;
    let mut about = context.about(actor, shouwang_storage::ledger::ERASE_OPERATION);
    about.reason = Some(reason.to_owned());
    let note = Note { recorded_at: context.now, about, source: None, on: Vec::new(), salt: context.salt()? };
    let words = match store.erase_private(seq, &note).await? {
        Some(by) => Words::new(
            format!("已清除第 {seq} 条的私密内容，记为第 {by} 条；以前的备份和导出文件里仍有"),
            format!("the private payload of entry {seq} was erased, on record as entry {by}; earlier backups and exports still hold it"),
        ),
        None => Words::new(format!("第 {seq} 条的私密内容早已清除"), format!("the private payload of entry {seq} had been erased before")),
    };
    context.say(&words);
    Ok(true)
}

async fn list(context: &Context, args: &ListArgs) -> Outcome {
    let store = context.existing_store().await?;
    let (actor, operation, unit) = (args.actor.clone(), args.operation.clone(), args.unit.clone());
    let query = EntryQuery { actor, operation, unit, after: args.before, ..EntryQuery::default() };
    let entries = store.list_entries(&query, args.rows).await?;
    if context.format == Some(Format::Json) {
        let entries: Vec<_> = entries
            .iter()
            .map(|entry| {
                let parse = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap_or_default();
                serde_json::json!({"entry": parse(&entry.entry), "private": entry.private.as_deref().map(parse)})
            })
            .collect();
        outln!("{}", serde_json::to_string_pretty(&entries).unwrap_or_default());
        return Ok(true);
    }
    let erased = context.language.pick("（已清除）", "(erased)");
    for entry in &entries {
        let (seq, at, operation) = (entry.seq, entry.at, &entry.operation);
        let (actor, unit) = (entry.actor.as_deref().unwrap_or(erased), entry.unit.as_deref().unwrap_or("–"));
        let act = entry.act.map_or_else(|| "–".to_owned(), |act| act.to_string());
        outln!("{seq:>8}  {at}  {operation}  {actor}  {unit}  {act}");
    }
    Ok(true)
}

/// Writes a text into a file, or to the screen.
fn write_text(context: &Context, out: Option<&Path>, text: &str) -> Outcome {
    let Some(file) = out else {
        outln!("{}", text.trim_end());
        return Ok(true);
    };
    fs::write(file, text).map_err(|error| Failure::file(file, &error))?;
    let file = file.display();
    context.say(&Words::new(format!("已写到 {file}"), format!("written to {file}")));
    Ok(true)
}
