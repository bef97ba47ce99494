//! Breaking text into lines: between any two Chinese signs, but no closing mark begins a line, no opening one ends it, and neither a number nor a
//! word is broken unless it is longer than a line.

use shouwang_calendar::Lang;

use super::measure::{Script, Style, script};

/// Signs that no line begins with.
const NOT_FIRST: &str = "，。、；：？！）》」』】〕〉”’…—·～％‰℃,.;:?!)]}%";
/// Signs that no line ends with.
const NOT_LAST: &str = "（《「『【〔〈“‘([{￥$";

/// A line, without the blanks at its end.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    pub(super) text: String,
    pub(super) width: f32,
    /// Whether the paragraph goes on in the next one, so that this one is to fill its width.
    pub(super) goes_on: bool,
}

/// What stays together, and whether only blanks are in it.
struct Atom {
    text: String,
    width: f32,
    blank: bool,
}

/// The lines of a text, the first of them narrower by its indent. An empty text is one empty line; each line feed begins a new one.
pub(super) fn break_lines(text: &str, style: Style, lang: Lang, (width, indent): (f32, f32)) -> Vec<Line> {
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let room = |count: usize| if count == 0 { width - indent } else { width };
        let begun = lines.len();
        let mut line = Line { text: String::new(), width: 0.0, goes_on: false };
        for atom in atoms(paragraph, style, lang) {
            for atom in split(atom, room(lines.len()), style, lang) {
                if line.width + atom.width > room(lines.len()) + 0.01 && !line.text.is_empty() {
                    if atom.blank {
                        continue;
                    }
                    lines.push(closed(line, true, style, lang));
                    line = Line { text: String::new(), width: 0.0, goes_on: false };
                }
                // A blank at the beginning of a line that was broken would look like an indent.
                if atom.blank && line.text.is_empty() && lines.len() > begun {
                    continue;
                }
                line.width += atom.width;
                line.text.push_str(&atom.text);
            }
        }
        lines.push(closed(line, false, style, lang));
    }
    lines
}

/// How wide the widest part of a text is that no line end parts.
pub(super) fn widest_word(text: &str, style: Style, lang: Lang) -> f32 {
    text.split('\n').flat_map(|paragraph| atoms(paragraph, style, lang)).map(|atom| atom.width).fold(0.0, f32::max)
}

fn closed(line: Line, goes_on: bool, style: Style, lang: Lang) -> Line {
    let text = line.text.trim_end_matches(' ').to_owned();
    let width = style.width(&text, lang);
    Line { text, width, goes_on }
}

/// An atom that is wider than a line, sign by sign; every other as it is.
fn split(atom: Atom, room: f32, style: Style, lang: Lang) -> Vec<Atom> {
    if atom.width <= room {
        return vec![atom];
    }
    let sign = |sign: char| Atom { text: sign.to_string(), width: style.advance(sign, lang), blank: sign == ' ' };
    atom.text.chars().map(sign).collect()
}

fn atoms(text: &str, style: Style, lang: Lang) -> Vec<Atom> {
    let mut atoms: Vec<Atom> = Vec::new();
    let mut last: Option<char> = None;
    for sign in text.chars().filter(|sign| !sign.is_control()) {
        let width = style.advance(sign, lang);
        match (atoms.last_mut(), last) {
            (Some(atom), Some(before)) if holds_together(before, sign, lang) => {
                atom.text.push(sign);
                atom.width += width;
            }
            _ => atoms.push(Atom { text: sign.to_string(), width, blank: sign == ' ' }),
        }
        last = Some(sign);
    }
    atoms
}

/// Whether no line ends between two signs.
fn holds_together(before: char, sign: char, lang: Lang) -> bool {
    if before == ' ' || sign == ' ' {
        return before == sign;
    }
    let is_word = |sign| script(sign, lang) == Script::Latin;
    NOT_FIRST.contains(sign) || NOT_LAST.contains(before) || (is_word(before) && is_word(sign))
}

#[cfg(test)]
mod tests {
    use super::super::measure::Face;
    use super::super::sheet::{BODY, TEXT_WIDTH};
    use super::*;

    const STYLE: Style = Style { face: Face::Text, size: BODY };

    fn lines(text: &str) -> Vec<String> {
        break_lines(text, STYLE, Lang::Zh, (TEXT_WIDTH, 0.0)).into_iter().map(|line| line.text).collect()
    }

    #[test]
    fn a_line_holds_28_signs() {
        let broken = lines(&"字".repeat(57));
        assert_eq!(broken.iter().map(|line| line.chars().count()).collect::<Vec<_>>(), [28, 28, 1]);
    }

    #[test]
    fn no_closing_mark_begins_a_line_and_no_opening_one_ends_it() {
        for count in 20..=30 {
            for mark in NOT_FIRST.chars() {
                let broken = lines(&format!("{}{mark}{}", "字".repeat(count), "字".repeat(20)));
                assert!(broken.iter().all(|line| !line.starts_with(mark)), "{count} {mark}: {broken:?}");
            }
            for mark in NOT_LAST.chars() {
                let broken = lines(&format!("{}{mark}{}", "字".repeat(count), "字".repeat(20)));
                assert!(broken.iter().all(|line| !line.ends_with(mark)), "{count} {mark}: {broken:?}");
            }
        }
    }

    #[test]
    fn a_number_and_a_word_are_broken_only_where_they_are_longer_than_a_line() {
        let broken = lines(&format!("{}S2026-433130-0001{}", "字".repeat(24), "字".repeat(3)));
        assert_eq!(broken[1], format!("S2026-433130-0001{}", "字".repeat(3)));
        let long = lines(&"9".repeat(200));
        assert!(long.len() > 2 && long.concat() == "9".repeat(200), "{long:?}");
    }

    #[test]
    fn the_widest_word_is_what_no_line_end_parts() {
        let width = |text: &str| widest_word(text, STYLE, Lang::Zh);
        assert_eq!(width("于2026-11-22完成"), STYLE.width("2026-11-22", Lang::Zh));
        assert_eq!(width(""), 0.0);
    }

    #[test]
    fn nothing_of_a_text_is_lost_and_no_line_is_too_wide() {
        let text = "根据《办法》第二十六条，我单位申请在 10.20.30.0/24 网段（见附件）开放端口：8443、9443。".repeat(9);
        let broken = break_lines(&text, STYLE, Lang::Zh, (TEXT_WIDTH, 32.0));
        let joined: String = broken.iter().map(|line| line.text.as_str()).collect();
        assert_eq!(joined.replace(' ', ""), text.replace(' ', ""));
        assert!(broken.iter().all(|line| line.width <= TEXT_WIDTH + 0.1));
        assert!(!broken.last().unwrap().goes_on);
    }
}
