//! What proves that a paper is on record: an address as a QR code, and what stands under it.

use qrcode::{Color, EcLevel, QrCode};

/// Where anybody can see that what the paper says is on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The address.
    pub address: String,
    /// What stands under the code, line by line.
    pub caption: Vec<String>,
}

/// The squares of a code, row by row; with the quiet zone around it left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Squares {
    pub(super) width: usize,
    pub(super) dark: Vec<bool>,
}

impl Proof {
    /// The code of the address; none for an address that is too long for one.
    pub(super) fn squares(&self) -> Option<Squares> {
        let code = QrCode::with_error_correction_level(self.address.as_bytes(), EcLevel::M).ok()?;
        Some(Squares { width: code.width(), dark: code.to_colors().into_iter().map(|color| color == Color::Dark).collect() })
    }
}

impl Squares {
    /// The dark runs: row, first column, length.
    pub(super) fn runs(&self) -> Vec<(usize, usize, usize)> {
        let mut runs = Vec::new();
        for (row, squares) in self.dark.chunks(self.width).enumerate() {
            let mut column = 0;
            while column < squares.len() {
                let length = squares[column..].iter().take_while(|dark| **dark).count();
                if length > 0 {
                    runs.push((row, column, length));
                }
                column += length.max(1);
            }
        }
        runs
    }
}
