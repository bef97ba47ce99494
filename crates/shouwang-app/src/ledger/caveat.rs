//! What verifying cannot say, although nothing is wrong.

use shouwang_calendar::Words;
use shouwang_ledger::verify::Report;

/// That nothing outside the ledger speaks for it, and what to do: whoever can write the database can then write another history that is whole in
/// itself. Nothing where there is a checkpoint, or no entry yet.
#[must_use]
pub fn unsigned_words(report: &Report) -> Option<Words> {
    if report.entries == 0 || !report.checkpoints.is_empty() {
        return None;
    }
    Some(Words::new(
        "没有已签名的检查点：即使整段历史被替换或末尾被截断，也无从发现。请在服务器上执行 shouwang ledger keys --origin 名称（以后每5分钟自动签名），并把检查点另存到别处",
        "there is no signed checkpoint: that the whole history was replaced, or its end cut off, could not be found. Run shouwang ledger keys \
         --origin NAME on the server, which then signs every 5 minutes, and keep checkpoints elsewhere",
    ))
}
