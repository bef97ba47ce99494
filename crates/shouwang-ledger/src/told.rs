//! What is wrong, in Chinese; in English it is said as it is displayed. A sentence is in one language: what another library's parser says stands in
//! the English one only, and in the Chinese one where to look. Only what a device or the system says is passed on in its own words.

use std::fmt::Display;

use crate::archive::ArchiveError;
use crate::checkpoint::CheckpointError;
use crate::entry::{ENTRY_VERSION, EntryError, ON_MAX};
use crate::export::ExportError;
use crate::frontier::FrontierError;
use crate::hash::HashError;
use crate::key::{KeyError, SignError};
use crate::note::NoteError;
use crate::pem::PemError;
use crate::proof::ProofError;
use crate::receipt::ReceiptError;
use crate::tile::{EntryTooLong, NodeMissing};
use crate::witness::CosignRefusal;

/// Something that is said in both languages.
pub trait Told: Display {
    /// In Chinese.
    fn zh(&self) -> String;

    /// In both.
    fn told(&self) -> Bilingual {
        Bilingual { zh: self.zh(), en: self.to_string() }
    }
}

/// The same in Chinese and in English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bilingual {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

impl Bilingual {
    /// In these words.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }

    /// What is wrong with a line or text of JSON.
    pub(crate) fn of_json(error: &serde_json::Error) -> Self {
        Self::new(format!("第 {} 个字节处不合 JSON 或账本的格式", error.column()), error.to_string())
    }
}

impl Told for EntryError {
    fn zh(&self) -> String {
        match self {
            Self::Unreadable(_) => "不合 JSON 或记录的格式".to_owned(),
            Self::Version(found) => format!("记录格式为第 {found} 版，本程序读第 {ENTRY_VERSION} 版"),
            Self::NotCanonical => "不是规范形式（RFC 8785）".to_owned(),
            Self::TableTwice(table) => format!("表 {table} 出现两次"),
            Self::TooManyRows(count) => format!("列出了 {count} 行；至多 {ON_MAX} 行"),
        }
    }
}

impl Told for HashError {
    fn zh(&self) -> String {
        "其中的哈希不是 64 个小写十六进制数字".to_owned()
    }
}

impl Told for FrontierError {
    fn zh(&self) -> String {
        match self {
            Self::Shape(_) => "末端应写作“条数 SM3,… SHA256,…”，现在不是".to_owned(),
            Self::Count { size, expected, found } => format!("{size} 条的末端每种算法应有 {expected} 个哈希，现有 {found} 个"),
            Self::Hash(error) => error.zh(),
        }
    }
}

impl Told for NoteError {
    fn zh(&self) -> String {
        match self {
            Self::Shape(_) => "不是带签名的检查点文本".to_owned(),
            Self::Forged(name) => format!("{name} 的签名是伪造的，或签名后文本被改动"),
            Self::Text => "文本至少一行、以换行结尾、不含控制字符，现在不是".to_owned(),
        }
    }
}

impl Told for CheckpointError {
    fn zh(&self) -> String {
        match self {
            Self::Shape(_) => "不是检查点：前三行应为账本名称、条数、SHA-256 根，其后有“sm3”一行".to_owned(),
            Self::Note(error) => error.zh(),
            Self::Unsigned(origin) => format!("您信任的密钥中没有 {origin} 的密钥签过它"),
            Self::Sign(error) => error.zh(),
        }
    }
}

impl Told for SignError {
    fn zh(&self) -> String {
        format!("密钥 {} 不能签名（{}）", self.name, self.why)
    }
}

impl Told for KeyError {
    fn zh(&self) -> String {
        match self {
            Self::Name(name) => format!("“{name}”不能作密钥名称：至少一个字符，不含空格和“+”"),
            Self::Shape => "验证密钥应写作“名称+哈希+BASE64”".to_owned(),
            Self::Hash => "密钥的哈希与其名称和内容不符；是否抄录完整".to_owned(),
            Self::Algorithm => "不是用于签名或会签的 Ed25519 或 SM2 密钥".to_owned(),
            Self::OtherAlgorithm(wanted) => format!("文件里是另一种算法的密钥；需要的是 {wanted}"),
            Self::Halves => "文件里的私钥与公钥不是一对".to_owned(),
            Self::Pem(error) => error.zh(),
        }
    }
}

impl Told for PemError {
    fn zh(&self) -> String {
        "文件里没有 openssl genpkey 所写形式的 Ed25519 或 SM2 私钥；是否加了密，或是一份证书".to_owned()
    }
}

impl Told for ProofError {
    fn zh(&self) -> String {
        match self {
            Self::NoLeaf { index, size } => format!("{size} 条的账本里没有第 {index} 条"),
            Self::Shrunk { old, new } => format!("{new} 条的账本不能接续 {old} 条的"),
            Self::Length => "证明所含的哈希个数不对".to_owned(),
            Self::Root { function } => format!("证明得不到所签的根（{function}）"),
        }
    }
}

impl Told for ReceiptError {
    fn zh(&self) -> String {
        match self {
            Self::Shape(_) => "不是完整的收据".to_owned(),
            Self::Note(error) => format!("收据的检查点：{}", error.zh()),
            Self::Checkpoint(error) => format!("收据的检查点：{}", error.zh()),
            Self::Entry(error) => format!("所载条目：{}", error.zh()),
            Self::OtherIndex { index, seq } => format!("收据说的是第 {index} 条，所载条目却是第 {seq} 条"),
            Self::Private => "私密内容与条目中的承诺不符".to_owned(),
            Self::Proof(error) => format!("条目不在检查点所指的账本中，或已被改动（{}）", error.zh()),
        }
    }
}

impl Told for ExportError {
    fn zh(&self) -> String {
        match self {
            Self::Io(error) => format!("读写账本文件失败（{error}）"),
            Self::Line { line, why } => format!("账本文件第 {line} 行不可读：{}", why.zh),
        }
    }
}

impl Told for ArchiveError {
    fn zh(&self) -> String {
        match self {
            Self::Export(error) => error.zh(),
            Self::NoSuchEntry(seq) => format!("文件里没有第 {seq} 条"),
            Self::NoCheckpoint(seq) => format!("文件里没有包含第 {seq} 条的检查点"),
            Self::Differs(size) => format!("文件里的条目与其 {size} 条的检查点不符；请核验该文件"),
        }
    }
}

impl Told for NodeMissing {
    fn zh(&self) -> String {
        "已读入的哈希里缺一个节点；账本的行是否被删".to_owned()
    }
}

impl Told for EntryTooLong {
    fn zh(&self) -> String {
        "有一条超过 65,535 字节，公开的条目包装不下".to_owned()
    }
}

impl Told for CosignRefusal {
    fn zh(&self) -> String {
        match self {
            Self::Unreadable(_) => "会签请求无法理解；其格式见 docs/ledger.md".to_owned(),
            Self::UnknownLog(origin) => format!("这里不见证名为“{origin}”的账本；请见证方登记其验证密钥"),
            Self::NotSigned(_) => "检查点没有所登记密钥的有效签名".to_owned(),
            Self::Conflict(size) => format!("这里上次会签到第 {size} 条；请从那里起证明一致"),
            Self::TwoHistories(size) => format!("同样是 {size} 条，这里会签过另一组根哈希：该账本出示了两套历史"),
            Self::Inconsistent(_) => "检查点不是上次会签内容的延续".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_english_sentence_stands_in_a_chinese_one() {
        let json = serde_json::from_str::<u64>("no number at all").unwrap_err();
        let of_line = ExportError::Line { line: 7, why: Bilingual::of_json(&json) };
        let entry = EntryError::Unreadable(json.to_string());
        let note: &dyn Fn() -> NoteError = &|| NoteError::Shape("a line that is none of a note stands here");
        let all: Vec<Box<dyn Told>> = vec![
            Box::new(of_line),
            Box::new(entry.clone()),
            Box::new(EntryError::NotCanonical),
            Box::new(note()),
            Box::new(NoteError::Text),
            Box::new(CheckpointError::Shape("the first line is the origin")),
            Box::new(CheckpointError::Note(note())),
            Box::new(ReceiptError::Entry(entry)),
            Box::new(ReceiptError::Note(note())),
            Box::new(ReceiptError::Proof(ProofError::Length)),
            Box::new(FrontierError::Shape("x".to_owned())),
            Box::new(KeyError::Algorithm),
            Box::new(KeyError::Pem(PemError::Kind)),
            Box::new(CosignRefusal::NotSigned(CheckpointError::Note(note()))),
        ];
        for told in all {
            let Bilingual { zh, en } = told.told();
            let words =
                |text: &str| text.split(' ').filter(|word| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase())).count();
            // The name of a command has two.
            assert!(words(&zh) <= 2 && words(&en) > 2, "{zh} / {en}");
        }
    }
}
