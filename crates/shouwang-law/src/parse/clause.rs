//! What stands between a clause's heading and its first block: the status line and the gloss.

use std::sync::Arc;

use serde::Deserialize;

use super::page::RawClause;
use super::words::{Sentence, toml_error};
use crate::error::Errors;
use crate::model::{Place, Status, Words};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStatus {
    status: String,
    text: String,
    reason: Option<String>,
}

/// The status and the bound hash from the clause's lines of backtick spans.
pub(super) fn status(clause: &RawClause, errors: &mut Errors) -> Option<(Status, Option<String>)> {
    let mut wrong = |zh: &str, en: &str| {
        let line = clause.spans.first().map_or(clause.place.line, |(line, _)| *line);
        errors.push(Place { file: Arc::clone(&clause.place.file), line }, zh, en);
    };
    let mut toml = String::new();
    for (index, part) in clause.spans.iter().flat_map(|(_, line)| line.split('`').enumerate()) {
        if index % 2 == 1 {
            toml.push_str(part);
            toml.push('\n');
        } else if !part.chars().all(|c| c.is_whitespace() || c == '·') {
            wrong("状态行的反引号之间只能有“·”", "between the backtick spans of a status line only `·` may stand");
            return None;
        }
    }
    if toml.is_empty() {
        wrong(
            "缺少状态行，请写：`status = \"duty\"` · `text = \"sm3:\"`",
            "the status line is missing; write: `status = \"duty\"` · `text = \"sm3:\"`",
        );
        return None;
    }
    let raw: RawStatus = match toml::from_str(&toml) {
        Ok(raw) => raw,
        Err(error) => {
            let (zh, en) = toml_error(&error);
            wrong(&zh, &en);
            return None;
        }
    };
    let status = match named(&raw.status, raw.reason) {
        Ok(status) => status,
        Err((zh, en)) => {
            wrong(zh, en);
            return None;
        }
    };
    match raw.text.strip_prefix("sm3:") {
        Some("") => Some((status, None)),
        Some(hash) if hash.len() == 64 && hash.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')) => {
            Some((status, Some(hash.to_owned())))
        }
        _ => {
            wrong(
                "text 要写成 \"sm3:\" 加 64 位小写十六进制；新写的款留空为 \"sm3:\"，再运行 law bind",
                "`text` is \"sm3:\" and 64 lower-case hex digits; leave a new clause at \"sm3:\" and run `law bind`",
            );
            None
        }
    }
}

/// The status of this name; what is wrong otherwise, in both languages.
fn named(status: &str, reason: Option<String>) -> Result<Status, (&'static str, &'static str)> {
    let reason = reason.map(|reason| Sentence::Line(reason).words());
    Ok(match (status, reason) {
        ("duty", None) => Status::Duty,
        ("matter", None) => Status::Matter,
        ("clock", None) => Status::Clock,
        ("register", None) => Status::Register,
        ("case", None) => Status::Case,
        ("role", None) => Status::Role,
        ("definition", None) => Status::Definition,
        ("discretion", None) => Status::Discretion,
        ("not-encoded", Some(Some(reason))) => Status::NotEncoded(reason),
        ("not-encoded", _) => {
            return Err(("not-encoded 要写理由：`reason = \"中文 · English\"`", "`not-encoded` needs `reason = \"中文 · English\"`"));
        }
        (_, Some(_)) => return Err(("只有 not-encoded 才写 reason", "only `not-encoded` has a reason")),
        _ => {
            return Err((
                "status 只能是 duty、matter、clock、register、case、role、definition、discretion、not-encoded 之一",
                "`status` is one of duty, matter, clock, register, case, role, definition, discretion, not-encoded",
            ));
        }
    })
}

/// Chinese lines, English ones below; where there is more to say, another Chinese line and its English below that.
pub(super) fn gloss(clause: &RawClause, errors: &mut Errors) -> Option<Words> {
    let (mut zh, mut en) = (String::new(), String::new());
    let (mut pairs, mut last_was_chinese) = (0_u32, false);
    for (_, text) in &clause.gloss {
        let now_chinese = is_chinese(text);
        pairs += u32::from(now_chinese && !last_was_chinese);
        let (side, joint) = match (now_chinese, last_was_chinese) {
            (true, true) => (&mut zh, ""),
            (true, false) => (&mut zh, "\n"),
            (false, true) => (&mut en, "\n"),
            (false, false) => (&mut en, " "),
        };
        if !side.is_empty() {
            side.push_str(joint);
        }
        side.push_str(text);
        last_was_chinese = now_chinese;
    }
    // Each change from Chinese to English is one pair; an end in Chinese or a beginning in English leaves half a pair.
    let begins_in_english = clause.gloss.first().is_some_and(|(_, text)| !is_chinese(text));
    if pairs == 0 || last_was_chinese || begins_in_english {
        errors.push(
            clause.place.clone(),
            "本款的释义要有中文，其下接英文",
            "the clause's gloss needs a Chinese line with its English below it",
        );
        return None;
    }
    Some(Words { zh, en })
}

/// English may name a Chinese term and Chinese an English one; what prevails decides.
fn is_chinese(text: &str) -> bool {
    let han = text.chars().filter(|c| crate::official::is_han(*c)).count();
    let latin = text.chars().filter(char::is_ascii_alphabetic).count();
    han * 3 >= latin
}
