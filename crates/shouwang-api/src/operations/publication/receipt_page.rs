//! What the page for verifying receipts shows: the form, what came of a receipt, and what the answer is worth.

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::tz::{Offset, TimeZone};
use shouwang_app::authority;
use shouwang_app::service::{Compared, ProvenEntry, ReceiptVerdict};
use shouwang_calendar::Lang;

use super::verify_receipt::RECEIPT_BYTES_MAX;
use crate::page::{Page, escaped};

/// The address of the page.
pub(super) const PATH: &str = "/verify";

/// What stands above the form.
#[derive(Clone, Debug)]
pub(super) enum Outcome {
    /// Nothing was brought yet.
    Asked,
    /// Nothing was brought although the form was sent, or nothing that could be a receipt: what to do.
    Refused(&'static str),
    /// The fingerprint of an entry on a paper was compared.
    Compared(u64, Compared),
    /// A receipt was looked at.
    Verified(Box<ReceiptVerdict>),
}

/// The page. `pasted` stands in the form again, so that nobody has to bring a receipt twice.
pub(super) fn page(lang: Lang, outcome: &Outcome, pasted: &str) -> Page {
    let intro = lang.pick(
        "收据证明某一条记录在账本中、没有被改动过，并由本系统签名。任何人都可以在这里验证，不需要账户。",
        "A receipt proves that an entry is in the ledger, that it was not changed, and that this system signed for it. Anybody may verify one \
         here, without an account.",
    );
    let content = format!("<p class=\"quiet\">{intro}</p>\n{}{}{}", shown(lang, outcome), form(lang, pasted), notes(lang));
    Page { lang, path: PATH, title: lang.pick("验证收据", "Verify a receipt"), content }
}

fn shown(lang: Lang, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Asked => String::new(),
        Outcome::Refused(why) => {
            let heading = lang.pick("没有可以验证的收据", "There is nothing to verify");
            section("wrong", &format!("! {heading}"), &format!("<p>{}</p>\n", escaped(why)))
        }
        Outcome::Compared(seq, compared) => shown_compared(lang, *seq, *compared),
        Outcome::Verified(verdict) => verified(lang, verdict),
    }
}

fn shown_compared(lang: Lang, seq: u64, compared: Compared) -> String {
    let (kind, heading, said) = match (compared, lang) {
        (Compared::Signed(size), Lang::Zh) => (
            "right",
            "✓ 指纹相符",
            format!("账本第 {seq} 条的指纹与纸上的一致，并在已签名的 {size} 条之内。请再核对纸上的内容与办理单位所存的一致。"),
        ),
        (Compared::Signed(size), Lang::En) => (
            "right",
            "✓ The fingerprint is right",
            format!(
                "Entry {seq} of the ledger has the fingerprint on the paper and is among the {size} that were signed for. Compare the paper itself with the one that the body keeps."
            ),
        ),
        (Compared::Unsigned, Lang::Zh) => {
            ("right", "✓ 指纹相符，尚未签名", format!("账本第 {seq} 条的指纹与纸上的一致；还没有签名的检查点包含它，请稍后再核对一次。"))
        }
        (Compared::Unsigned, Lang::En) => (
            "right",
            "✓ The fingerprint is right, and not signed for yet",
            format!("Entry {seq} of the ledger has the fingerprint on the paper; no signed checkpoint speaks of it yet. Come back later."),
        ),
        (Compared::Differs, Lang::Zh) => (
            "wrong",
            "✗ 指纹不符",
            format!("账本里没有第 {seq} 条，或者它的指纹与纸上的不同：不能凭这张纸认为有过这件事。请向办理单位查证。"),
        ),
        (Compared::Differs, Lang::En) => (
            "wrong",
            "✗ The fingerprint is another one",
            format!(
                "The ledger has no entry {seq}, or one with another fingerprint: the paper does not show that this was done. Ask the body that it names."
            ),
        ),
    };
    section(kind, heading, &format!("<p>{said}</p>\n"))
}

fn verified(lang: Lang, verdict: &ReceiptVerdict) -> String {
    match &verdict.proven {
        Some(proven) => section("right", &format!("✓ {}", lang.pick("收据成立", "The receipt holds")), &details(lang, proven)),
        None => {
            let says: String = verdict.says.iter().map(|said| format!("<p>{}</p>\n", escaped(said.get(lang)))).collect();
            let advice = lang.pick(
                "请确认提交的是完整、未经编辑的收据原文；若确认无误，请把收据和这个结果一并告知出具单位。",
                "Make sure that this is the whole receipt as it was given, without any edit. If it is, tell whoever gave it to you, with the \
                 receipt and this result.",
            );
            section("wrong", &format!("✗ {}", lang.pick("收据不成立", "The receipt does not hold")), &format!("{says}<p>{advice}</p>\n"))
        }
    }
}

/// What a receipt proves, term by term.
fn details(lang: Lang, proven: &ProvenEntry) -> String {
    let operation = authority::operation(&proven.operation).map(|operation| lang.pick(operation.label.zh, operation.label.en));
    let bracketed = |name: &str| format!("{}{name}{}", lang.pick("（", " ("), lang.pick("）", ")"));
    let operation = operation.map_or_else(|| proven.operation.clone(), |label| format!("{label}{}", bracketed(&proven.operation)));
    let entry = match lang {
        Lang::Zh => format!("第 {} 条（共 {} 条）", proven.seq, proven.size),
        Lang::En => format!("{} among the first {}", proven.seq, proven.size),
    };
    let signers: Vec<_> = proven.signers.iter().map(|(name, kind)| format!("{name} ({kind})")).collect();
    let terms = [
        (lang.pick("账本", "Ledger"), Some(proven.origin.clone())),
        (lang.pick("条目", "Entry"), Some(entry)),
        (lang.pick("时间", "Time"), Some(moment(proven.at))),
        (lang.pick("操作", "Operation"), Some(operation)),
        (lang.pick("单位", "Unit"), proven.unit.clone()),
        (lang.pick("职能", "Function"), proven.function.clone()),
        (lang.pick("依据", "By article"), proven.article.clone()),
        (lang.pick("写入编号", "Act"), proven.act.map(|act| act.to_string())),
        (lang.pick("经办", "Done by"), proven.actor.clone()),
        (lang.pick("理由", "Reason"), proven.reason.clone()),
        (lang.pick("签名", "Signed by"), Some(signers.join(lang.pick("、", ", ")))),
    ];
    let mut list = "<dl>\n".to_owned();
    for (term, said) in terms {
        if let Some(said) = said {
            let _ = writeln!(list, "<dt>{term}</dt><dd>{}</dd>", escaped(&said));
        }
    }
    list + "</dl>\n"
}

/// A moment as the clocks in China show it.
fn moment(at: Timestamp) -> String {
    let zone = Offset::from_hours(8).map_or(TimeZone::UTC, TimeZone::fixed);
    at.to_zoned(zone).strftime("%Y-%m-%d %H:%M:%S UTC%:z").to_string()
}

fn section(kind: &str, heading: &str, content: &str) -> String {
    format!(
        "<section class=\"outcome {kind}\" role=\"status\" aria-labelledby=\"outcome\">\n<h2 id=\"outcome\">{heading}</h2>\n{content}</section>\n"
    )
}

fn form(lang: Lang, pasted: &str) -> String {
    let kilobytes = RECEIPT_BYTES_MAX / 1024;
    let text = lang.pick("收据原文", "The receipt");
    let text_hint = lang.pick(
        "整段粘贴，从 shouwang-receipt/v1 一行开始，到最后一行签名为止。",
        "Paste all of it, from the line shouwang-receipt/v1 to the last line of signatures.",
    );
    let file = lang.pick("或者选择收据文件", "Or choose the receipt’s file");
    let file_hint = match lang {
        Lang::Zh => format!("文本文件，最大 {kilobytes} KB。选了文件就不看上面的文字。"),
        Lang::En => format!("A text file of at most {kilobytes} KB. With a file, the text above is not looked at."),
    };
    let verify = lang.pick("验证", "Verify");
    format!(
        "<form method=\"post\" action=\"{PATH}?lang={}\" enctype=\"multipart/form-data\">\n<div class=\"field\">\n\
         <label for=\"receipt\">{text}</label>\n\
         <textarea id=\"receipt\" name=\"receipt\" spellcheck=\"false\" autocomplete=\"off\" aria-describedby=\"receipt-hint\">\n{}</textarea>\n\
         <p class=\"hint\" id=\"receipt-hint\">{text_hint}</p>\n</div>\n<div class=\"field\">\n<label for=\"file\">{file}</label>\n\
         <input id=\"file\" name=\"file\" type=\"file\" accept=\".txt,text/plain\" aria-describedby=\"file-hint\">\n\
         <p class=\"hint\" id=\"file-hint\">{file_hint}</p>\n</div>\n<button type=\"submit\">{verify}</button>\n</form>\n",
        lang.pick("zh", "en"),
        escaped(pasted),
    )
}

fn notes(lang: Lang) -> &'static str {
    lang.pick(
        "<section>\n<h2>这个结果意味着什么</h2>\n<ul>\n\
         <li>只看您提交的收据：不查询任何台账，也不保存提交的内容。</li>\n\
         <li>成立说明：收据签发时，这一条就在账本里，此后收据没有被改过。不说明所记的事情本身是否真实。</li>\n\
         <li>不愿只信这个页面，可以自己验证：下载 <a href=\"/ledger/keys\">验证密钥</a>，离线运行 \
         <code>shouwang ledger verify 收据.txt --key 密钥</code>；最新的 <a href=\"/ledger/checkpoint\">签名检查点</a> 也是公开的。</li>\n</ul>\n</section>\n",
        "<section>\n<h2>What the result is worth</h2>\n<ul>\n\
         <li>Only the receipt that you bring is looked at: no register is asked, and nothing that you send is kept.</li>\n\
         <li>If it holds, the entry was in the ledger when the receipt was signed, and the receipt has not been changed since. Whether what \
         was recorded is true is another question.</li>\n\
         <li>If you would rather not take this page’s word, verify it yourself: download the <a href=\"/ledger/keys\">verifier keys</a> and run \
         <code>shouwang ledger verify receipt.txt --key KEY</code> offline; the newest <a href=\"/ledger/checkpoint\">signed checkpoint</a> is \
         public, too.</li>\n</ul>\n</section>\n",
    )
}
