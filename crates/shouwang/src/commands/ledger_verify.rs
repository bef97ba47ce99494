//! `shouwang ledger verify`, `check-receipt`: is the past as it was?

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use shouwang_app::ledger::{Checked, check_file, check_live, proven_words, unsigned_words};
use shouwang_calendar::Words;
use shouwang_ledger::VerifierKey;
use shouwang_ledger::verify::{Report, Verdict};

use super::ledger::{believed, said};
use super::{Outcome, wait};
use crate::cli_ledger::VerifyArgs;
use crate::context::Context;
use crate::failure::Failure;

pub(super) fn verify(context: &Context, args: &VerifyArgs) -> Outcome {
    let keys = believed(context, &args.key)?;
    let read = |file: &std::path::PathBuf| fs::read_to_string(file).map_err(|error| Failure::file(file, &error));
    let checkpoints = args.checkpoint.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    match &args.file {
        Some(file) => checked(context, check_file(file, keys, checkpoints).map_err(said)?),
        None => wait(live(context, keys, checkpoints)),
    }
}

pub(super) fn check_receipt(context: &Context, file: &Path, key: &[String]) -> Outcome {
    checked(context, check_file(file, believed(context, key)?, Vec::new()).map_err(said)?)
}

async fn live(context: &Context, keys: Vec<VerifierKey>, checkpoints: Vec<String>) -> Outcome {
    let store = context.existing_store().await?;
    let progress = context.progress("核对账本和各表……", "verifying the ledger and the tables…");
    let report = check_live(&store, keys, checkpoints).await.map_err(said)?;
    progress.finish_and_clear();
    say_findings(context, &report.ledger);
    for finding in &report.tables {
        context.say(&Words::new(finding.zh(), finding.en()));
    }
    let versions = report.versions;
    context.say(&Words::new(format!("比对了 {versions} 个行版本"), format!("{versions} versions of rows were compared")));
    summary(context, &report.ledger, report.ledger.findings_count + report.tables_count);
    Ok(report.is_whole())
}

fn checked(context: &Context, checked: Checked) -> Outcome {
    match checked {
        Checked::Ledger { origin, report } => {
            if !origin.is_empty() {
                context.say(&Words::new(format!("账本：{origin}"), format!("ledger: {origin}")));
            }
            say_findings(context, &report);
            summary(context, &report, report.findings_count);
            Ok(report.is_whole())
        }
        Checked::Receipt(proven) => {
            proven_words(&proven).iter().for_each(|words| context.say(words));
            Ok(true)
        }
        Checked::Refused(why) => {
            context.say(&Words::new(format!("收据不成立：{}", why.zh), format!("the receipt does not hold: {}", why.en)));
            Ok(false)
        }
    }
}

fn say_findings(context: &Context, report: &Report) {
    for finding in &report.findings {
        context.say(&Words::new(finding.zh(), finding.en()));
    }
    for seen in &report.checkpoints {
        // A ledger signs twice under one name.
        let signers: BTreeSet<_> = seen.signed_by.iter().map(String::as_str).collect();
        let (size, signers) = (seen.size, signers.into_iter().collect::<Vec<_>>().join(", "));
        let verdict = match seen.verdict {
            Verdict::AsSigned => Words::new("相符", "as signed"),
            Verdict::KeptOnly => Words::new("与保存的哈希相符，与条目不符", "the kept hashes are as signed, the entries are not"),
            Verdict::Differs => Words::new("不符", "differs"),
            Verdict::Unknown => Words::new("缺条目，无法比对", "cannot be said, entries are missing"),
        };
        let by =
            if signers.is_empty() { Words::new("签名未核对", "signatures not checked") } else { Words::new(&*signers, &*signers) };
        context.say(&Words::new(
            format!("检查点 {size} 条：{}（{}）", verdict.zh, by.zh),
            format!("checkpoint over {size} entries: {} ({})", verdict.en, by.en),
        ));
    }
}

fn summary(context: &Context, report: &Report, findings: usize) {
    if let Some(words) = unsigned_words(report) {
        context.say(&words);
    }
    let (entries, erased, proven) = (report.entries, report.erased, report.proven());
    if let Some(roots) = report.roots {
        context.say(&Words::new(
            format!("根：SM3 {}\n　　SHA-256 {}", roots.sm3, roots.sha256),
            format!("roots: SM3 {}\n       SHA-256 {}", roots.sm3, roots.sha256),
        ));
    }
    let zh = format!("账本 {entries} 条，已清除私密内容 {erased} 条，签名证明到 {proven} 条，");
    let en = format!("{entries} entries, {erased} with their private payload erased, proven by signature up to {proven}, ");
    context.say(&if findings == 0 {
        Words::new(zh + "没有发现问题", en + "nothing wrong was found")
    } else {
        Words::new(format!("{zh}发现 {findings} 处问题"), format!("{en}{findings} things wrong were found"))
    });
}
