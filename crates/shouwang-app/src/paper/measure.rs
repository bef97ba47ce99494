//! How wide signs are: Chinese ones are all alike, Latin ones are those of Times.

use shouwang_calendar::Lang;

use super::sheet::PITCH;

/// A typeface, by what it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Face {
    /// Titles and letterheads: 小标宋.
    Title,
    /// Text: 仿宋.
    Text,
    /// Headings: 黑体.
    Heading,
    /// Page numbers: 宋体.
    Folio,
}

/// A typeface in a size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Style {
    pub(super) face: Face,
    pub(super) size: f32,
}

/// From which font a sign is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Chinese,
    Latin,
}

impl Face {
    /// All of them.
    pub(super) const ALL: [Face; 4] = [Face::Title, Face::Text, Face::Heading, Face::Folio];

    /// Whether its Latin signs are bold: where no Chinese face tells a title from text.
    pub(super) fn is_bold(self, lang: Lang) -> bool {
        lang == Lang::En && matches!(self, Face::Title | Face::Heading)
    }
}

/// The script of a sign. Quotation marks and dashes are Chinese in Chinese and Latin in English.
pub(super) fn script(sign: char, lang: Lang) -> Script {
    let is_latin = matches!(sign, ' '..='~') || (lang == Lang::En && win_ansi(sign).is_some());
    if is_latin { Script::Latin } else { Script::Chinese }
}

/// The byte of a Latin sign in the encoding of Windows.
pub(super) fn win_ansi(sign: char) -> Option<u8> {
    match sign {
        ' '..='~' => u8::try_from(sign).ok(),
        '…' => Some(0x85),
        '‘' => Some(0x91),
        '’' => Some(0x92),
        '“' => Some(0x93),
        '”' => Some(0x94),
        '–' => Some(0x96),
        '—' => Some(0x97),
        _ => None,
    }
}

impl Style {
    /// How far a sign moves on.
    pub(super) fn advance(self, sign: char, lang: Lang) -> f32 {
        match script(sign, lang) {
            Script::Chinese => self.size * PITCH,
            Script::Latin => self.size * latin_width(sign, self.face.is_bold(lang)) / 1000.0,
        }
    }

    /// How wide a text is.
    pub(super) fn width(self, text: &str, lang: Lang) -> f32 {
        text.chars().map(|sign| self.advance(sign, lang)).sum()
    }
}

/// The width of a Latin sign in thousandths of its size.
fn latin_width(sign: char, bold: bool) -> f32 {
    let widths = if bold { &BOLD } else { &ROMAN };
    let width = match sign {
        ' '..='~' => usize::try_from(u32::from(sign) - 0x20).ok().and_then(|at| widths.get(at)).copied().unwrap_or(500),
        '…' | '—' => 1000,
        '‘' | '’' => 333,
        '“' | '”' => {
            if bold {
                500
            } else {
                444
            }
        }
        _ => 500,
    };
    f32::from(width)
}

/// Widths of Times-Roman from the space on.
#[rustfmt::skip]
const ROMAN: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278,
    500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
    921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722,
    556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
    333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500,
    500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/// Widths of Times-Bold from the space on.
#[rustfmt::skip]
const BOLD: [u16; 95] = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278,
    500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500,
    930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778,
    611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500,
    333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500,
    556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
];
