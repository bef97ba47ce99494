//! Files that belong to matters.

use crate::procedure::matter::Matter;
use crate::register::{Choices, Ref, Register};

/// A file that was added to a matter. Its bytes lie sealed beside the registers; the row says which they are.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "事项附件",
    en = "Matter file",
    procedure,
    help = "事项的一个附件；内容加密存放，此处登记它的名称、种类、大小和摘要。",
    order = 914,
    article = "M20, M24",
    event = ("添加日", "Added on"),
)]
pub struct MatterFile {
    /// The matter.
    #[field("事项", help = "所属的事项。")]
    pub matter: Ref<Matter>,
    /// What it is called.
    #[field("名称", help = "附件的文件名。", chars = 200)]
    pub name: String,
    /// What it is, by its content.
    #[field("种类", en = "Media", help = "按内容认定的种类，不看文件名。")]
    pub media: Media,
    /// How many bytes it has.
    #[field("字节数", en = "Bytes", help = "附件的字节数。", range = 1..=104_857_600)]
    pub bytes: i64,
    /// SM3 of its bytes.
    #[field("摘要", en = "SM3", help = "附件内容的 SM3 摘要。", chars = 64)]
    pub sm3: String,
    /// The name under which the sealed bytes lie.
    #[field("密文", en = "Sealed", help = "密文的 SM3 摘要，也是密文存放的名称。", chars = 64)]
    pub sealed: String,
    /// What the search for viruses said.
    #[field("查毒结果", en = "Verdict", help = "添加时查毒的结果。")]
    pub verdict: Verdict,
    /// The account that added it.
    #[field("账户", en = "Account", help = "由哪个账户添加。", chars = 64)]
    pub by: String,
}

/// What a file may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Media {
    /// PDF.
    #[choice("PDF")]
    Pdf,
    /// Word document.
    #[choice("Word 文档")]
    Docx,
    /// Excel workbook.
    #[choice("Excel 工作簿")]
    Xlsx,
    /// OFD file.
    #[choice("OFD 版式文件")]
    Ofd,
    /// PNG picture.
    #[choice("PNG 图片")]
    Png,
    /// JPEG picture.
    #[choice("JPEG 图片")]
    Jpeg,
    /// Plain text.
    #[choice("纯文本")]
    Text,
}

/// What the search for viruses said; where it found something, the file was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Choices)]
pub enum Verdict {
    /// Clean.
    #[choice("未发现病毒")]
    Clean,
    /// Not scanned.
    #[choice("未查毒")]
    NotScanned,
}

impl Media {
    /// The name of its kind on the net.
    #[must_use]
    pub fn mime(self) -> &'static str {
        match self {
            Media::Pdf => "application/pdf",
            Media::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Media::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Media::Ofd => "application/ofd",
            Media::Png => "image/png",
            Media::Jpeg => "image/jpeg",
            Media::Text => "text/plain",
        }
    }

    /// How the names of such files end; the first is the usual one.
    #[must_use]
    pub fn endings(self) -> &'static [&'static str] {
        match self {
            Media::Pdf => &["pdf"],
            Media::Docx => &["docx"],
            Media::Xlsx => &["xlsx"],
            Media::Ofd => &["ofd"],
            Media::Png => &["png"],
            Media::Jpeg => &["jpg", "jpeg"],
            Media::Text => &["txt", "csv", "log", "md"],
        }
    }
}
