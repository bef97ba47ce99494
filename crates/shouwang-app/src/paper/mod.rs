//! Papers in the layout of GB/T 9704: one description, from which a PDF and a docx of the same look are made.
//!
//! `measure` knows how wide signs are, `lines` breaks text, `flow` sets blocks on pages, `pdf` writes the pages; `docx` gives the same blocks to a
//! word processor, which breaks lines itself. All of it is pure: the same paper is the same bytes, whenever and wherever it is made. This module
//! knows no matter; what is said in a paper is its caller's.

mod docx;
mod flow;
mod lines;
mod measure;
mod pdf;
mod proof;

use shouwang_calendar::Lang;

use lines::widest_word;
use measure::{Face, Style};

pub use docx::write_docx;
pub use pdf::write_pdf;
pub use proof::Proof;

/// A paper: what is said, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// Its language.
    pub lang: Lang,
    /// The body in whose name it is sent, if it is a letter; a form has none.
    pub letterhead: Option<String>,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// What follows.
    pub blocks: Vec<Block>,
}

/// A part of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// To whom it is addressed, with the colon.
    Addressee(String),
    /// A heading of the first level.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// A table.
    Table(Table),
    /// What is enclosed, by name.
    Enclosures(Vec<String>),
    /// Who signs and when, with the place of the seal over both, and what proves that it is on record.
    Signature {
        /// Who signs.
        name: String,
        /// The day.
        date: String,
        /// What proves it.
        proof: Option<Proof>,
    },
}

/// A table; its head stands again on every page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows, a text for each column.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub label: String,
    /// Its part of the width, beside those of the others.
    pub share: u16,
}

/// The longest head that is not broken, in signs.
const HEAD_SIGNS: usize = 4;

impl Table {
    /// What each column has of a width: its share, but never so little that a number or a word would be broken, as far as there is room.
    fn widths(&self, width: f32, lang: Lang) -> Vec<f32> {
        let all: f32 = self.columns.iter().map(|column| f32::from(column.share)).sum();
        let shares: Vec<f32> = self.columns.iter().map(|column| width * f32::from(column.share) / all.max(1.0)).collect();
        let least: Vec<f32> = (0..self.columns.len()).map(|at| self.least(at, lang).min(width / 2.0)).collect();
        let lack: f32 = shares.iter().zip(&least).map(|(share, least)| (least - share).max(0.0)).sum();
        let spare: f32 = shares.iter().zip(&least).map(|(share, least)| (share - least).max(0.0)).sum();
        let taken = if spare > 0.0 { (lack / spare).min(1.0) } else { 0.0 };
        let wanted = shares.iter().zip(&least).map(|(share, least)| if share < least { *least } else { share - (share - least) * taken });
        let wanted: Vec<f32> = wanted.collect();
        // Where even that is too much, all columns give way alike.
        let scale = width / wanted.iter().sum::<f32>().max(1.0);
        wanted.into_iter().map(|wanted| wanted * scale).collect()
    }

    /// What a column needs for its longest word, and for a short head in one line.
    fn least(&self, at: usize, lang: Lang) -> f32 {
        let head = Style { face: Face::Heading, size: sheet::CELL };
        let label = self.columns.get(at).map_or("", |column| column.label.as_str());
        let label = if label.chars().count() <= HEAD_SIGNS { head.width(label, lang) } else { widest_word(label, head, lang) };
        let cell = Style { face: Face::Text, size: sheet::CELL };
        let words = self.rows.iter().filter_map(|row| row.get(at)).map(|text| widest_word(text, cell, lang));
        words.fold(label, f32::max) + sheet::CELL_ROOM * 2.0 + 0.5
    }
}

/// Measures of the standard, in points.
mod sheet {
    /// Points in a millimetre.
    pub(super) const MM: f32 = 72.0 / 25.4;
    /// A4.
    pub(super) const WIDTH: f32 = 210.0 * MM;
    pub(super) const HEIGHT: f32 = 297.0 * MM;
    /// 天头, 订口: the margins above and on the left.
    pub(super) const TOP: f32 = 37.0 * MM;
    pub(super) const LEFT: f32 = 28.0 * MM;
    /// 版心: the text.
    pub(super) const TEXT_WIDTH: f32 = 156.0 * MM;
    pub(super) const TEXT_HEIGHT: f32 = 225.0 * MM;
    /// 每面22行.
    pub(super) const LINE: f32 = TEXT_HEIGHT / 22.0;
    /// 每行28字 of 3号.
    pub(super) const PITCH: f32 = TEXT_WIDTH / 28.0 / BODY;
    /// 2号, 3号, 4号, 小四, 小五.
    pub(super) const TITLE: f32 = 22.0;
    pub(super) const BODY: f32 = 16.0;
    pub(super) const FOLIO: f32 = 14.0;
    pub(super) const CELL: f32 = 12.0;
    pub(super) const SMALL: f32 = 9.0;
    /// A line of a table, and the room around what stands in a cell.
    pub(super) const CELL_LINE: f32 = 18.0;
    pub(super) const CELL_ROOM: f32 = 4.0;
    /// 信函格式: the name of the body this far from the page's edge, red lines of this width, the lower one this far from the lower edge.
    pub(super) const LETTERHEAD_TOP: f32 = 30.0 * MM;
    pub(super) const LETTERHEAD: f32 = 30.0;
    pub(super) const RED_WIDTH: f32 = 170.0 * MM;
    pub(super) const RED_BOTTOM: f32 = 20.0 * MM;
    /// The square of the proof.
    pub(super) const QR: f32 = 25.0 * MM;
    /// The red of letterheads.
    pub(super) const RED: [f32; 3] = [1.0, 0.0, 0.0];
}
