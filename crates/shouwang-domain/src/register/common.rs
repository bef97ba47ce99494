//! The columns that every register has beside its own fields.

use super::def::{Choice, Label};
use super::field::Choices;
use super::row::Basis;

/// Characters of a code.
pub const CODE_CHARS_MAX: usize = 200;
/// Characters of who vouches for a row.
pub const VOUCHED_BY_CHARS_MAX: usize = 200;
/// Characters of a remark.
pub const NOTE_CHARS_MAX: usize = 2_000;

/// Heading of the code.
pub const CODE_LABEL: Label = Label { zh: "编号", en: "Code" };
/// Heading of declared or measured.
pub const BASIS_LABEL: Label = Label { zh: "依据", en: "Basis" };
/// Heading of who declared it or what measured it.
pub const VOUCHED_BY_LABEL: Label = Label { zh: "申报或测量者", en: "Vouched by" };
/// Heading of the remark.
pub const NOTE_LABEL: Label = Label { zh: "备注", en: "Note" };

/// Identifiers of the common columns, which no field may have.
pub const COMMON_NAMES: [&str; 6] = ["code", "from", "until", "basis", "vouched_by", "note"];

/// The words of the column 依据.
impl Choices for Basis {
    const CHOICES: &'static [Choice] = &[
        Choice { id: "declared", label: Label { zh: "申报", en: "Declared" } },
        Choice { id: "measured", label: Label { zh: "实测", en: "Measured" } },
    ];

    fn position(self) -> u8 {
        match self {
            Basis::Declared => 0,
            Basis::Measured => 1,
        }
    }

    fn at(position: u8) -> Option<Basis> {
        [Basis::Declared, Basis::Measured].get(usize::from(position)).copied()
    }
}
