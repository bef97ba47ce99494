//! Documents that were made of matters.

use crate::procedure::matter::Matter;
use crate::register::{Ref, Register};

/// A document of a matter, as it was made last: the same matter makes the same bytes, so a row changes only when what is printed does. The code is
/// the matter's number and the document's name.
#[derive(Clone, Debug, PartialEq, Eq, Register)]
#[register(
    "事项文书",
    en = "Matter document",
    procedure,
    help = "由事项生成的申请表和答复文书，登记其摘要，便于核对。",
    order = 915,
    article = "M20, M24",
)]
pub struct MatterDocument {
    /// The matter.
    #[field("事项", help = "所属的事项。")]
    pub matter: Ref<Matter>,
    /// Which document, in which form and language.
    #[field("文书", en = "Document", help = "哪一份文书，什么格式和语言。", chars = 40)]
    pub document: String,
    /// How many bytes it has.
    #[field("字节数", en = "Bytes", help = "文书的字节数。", range = 1..=1_000_000_000)]
    pub bytes: i64,
    /// SM3 of its bytes.
    #[field("摘要", en = "SM3", help = "文书内容的 SM3 摘要。", chars = 64)]
    pub sm3: String,
}
