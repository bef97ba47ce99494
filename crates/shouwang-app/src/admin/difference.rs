//! How one text differs from another, line by line: the fewest lines taken away and added.

/// Cells of the table that is filled at most; longer texts that differ everywhere are told as taken away and added whole.
const CELLS_MAX: usize = 4_000_000;

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineChange {
    /// It stands in both.
    Kept,
    /// It stands only in the older.
    Removed,
    /// It stands only in the newer.
    Added,
}

/// The lines of both texts in their order, each with what becomes of it.
#[must_use]
pub fn difference<'t>(older: &'t str, newer: &'t str) -> Vec<(LineChange, &'t str)> {
    let (old, new): (Vec<_>, Vec<_>) = (older.lines().collect(), newer.lines().collect());
    let before = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let after = old[before..].iter().rev().zip(new[before..].iter().rev()).take_while(|(old, new)| old == new).count();
    let kept = |lines: &[&'t str]| lines.iter().map(|line| (LineChange::Kept, *line)).collect::<Vec<_>>();
    let mut all = kept(&old[..before]);
    all.extend(between(&old[before..old.len() - after], &new[before..new.len() - after]));
    all.extend(kept(&old[old.len() - after..]));
    all
}

/// The same of what is left between a common beginning and a common end.
fn between<'t>(old: &[&'t str], new: &[&'t str]) -> Vec<(LineChange, &'t str)> {
    let width = new.len() + 1;
    // Lines that can be kept of everything from here on.
    let fits = old.len().saturating_mul(new.len()) <= CELLS_MAX;
    let mut keeps = if fits { vec![0_u32; width * (old.len() + 1)] } else { Vec::new() };
    for (row, old) in old.iter().enumerate().rev().filter(|_| fits) {
        for (column, new) in new.iter().enumerate().rev() {
            let at = row * width + column;
            keeps[at] = if old == new { keeps[at + width + 1] + 1 } else { keeps[at + width].max(keeps[at + 1]) };
        }
    }
    let keeps = |row: usize, column: usize| keeps.get(row * width + column).copied().unwrap_or(0);
    let (mut all, mut row, mut column) = (Vec::with_capacity(old.len() + new.len()), 0, 0);
    while row < old.len() || column < new.len() {
        let is_kept = row < old.len() && column < new.len() && old[row] == new[column];
        if is_kept {
            all.push((LineChange::Kept, old[row]));
            (row, column) = (row + 1, column + 1);
        } else if row < old.len() && (column == new.len() || keeps(row + 1, column) >= keeps(row, column + 1)) {
            all.push((LineChange::Removed, old[row]));
            row += 1;
        } else {
            all.push((LineChange::Added, new[column]));
            column += 1;
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(older: &str, newer: &str) -> String {
        let sign = |change| match change {
            LineChange::Kept => ' ',
            LineChange::Removed => '-',
            LineChange::Added => '+',
        };
        difference(older, newer).into_iter().map(|(change, line)| format!("{}{line}", sign(change))).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn what_stands_in_both_is_kept_and_the_rest_is_taken_away_and_added() {
        assert_eq!(told("a\nb\nc", "a\nb\nc"), " a| b| c");
        assert_eq!(told("", "a"), "+a");
        assert_eq!(told("a\nb\nc\nd", "a\nx\nc\ny\nd"), " a|-b|+x| c|+y| d");
        assert_eq!(told("one\ntwo\none", "two\none\ntwo"), "-one| two| one|+two");
    }

    #[test]
    fn both_texts_can_be_read_back_however_long_they_are() {
        let many = |step: usize| (0..3_000).map(|line| format!("{}\n", line * step)).collect::<String>();
        let (older, newer) = (many(2), many(3));
        let lines = difference(&older, &newer);
        let of = |without: LineChange| {
            lines.iter().filter(|(change, _)| *change != without).map(|(_, line)| format!("{line}\n")).collect::<String>()
        };
        assert!(of(LineChange::Added) == older && of(LineChange::Removed) == newer);
    }
}
