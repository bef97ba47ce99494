//! To which ends a matter of the law can come, by its route and the matrix that a lawyer reads, and what has to be done for each.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use shouwang_domain::matter::Status;
use shouwang_domain::register::Choices as _;
use shouwang_law::model::{Deed, Matter as Rule};

const MATRIX: &str = include_str!("../../../../../../docs/matter-matrix.md");
/// From here on nothing happens any more that people do.
const ENDS: [&str; 4] = ["withdrawn", "refused", "carried_out", "closed"];

/// One thing that is done with a matter, or that time does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Move {
    Submit,
    Withdraw,
    Ask,
    Answer,
    Return,
    Pass,
    Refuse,
    CarryOut,
    /// So long that everything is over that has a last day.
    Time,
}

/// A way on which a matter ends: in which state, by what, after how many bodies said yes, and what it is then.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct End {
    pub(super) from: String,
    pub(super) by: Move,
    pub(super) yeses: usize,
    pub(super) to: String,
}

/// What the route of a matter asks for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Bodies that say yes or no.
    pub(super) deciding: usize,
    /// Whether somebody carries out what was granted.
    pub(super) carried_out: bool,
    /// Whether what is granted has a last day.
    pub(super) bounded: bool,
    /// What it is once it is granted, if nobody has to carry it out.
    granted: &'static str,
}

impl Move {
    /// The act's word.
    pub(super) fn word(self) -> &'static str {
        match self {
            Move::Submit => "submit",
            Move::Withdraw => "withdraw",
            Move::Ask => "ask",
            Move::Answer => "answer",
            Move::Return => "return",
            Move::Pass => "pass",
            Move::Refuse => "refuse",
            Move::CarryOut => "carry_out",
            Move::Time => "time",
        }
    }
}

impl Shape {
    pub(super) fn of(rule: &Rule, bounded: bool) -> Shape {
        let does = |deeds: &[Deed]| rule.route.iter().any(|step| deeds.contains(&step.does));
        let granted = match (does(&[Deed::Review, Deed::Approve, Deed::Sign]), does(&[Deed::File])) {
            (true, _) => "approved",
            (false, true) => "filed",
            (false, false) => "noticed",
        };
        let deciding = rule.route.iter().filter(|step| step.does.decides()).count();
        Shape { deciding, carried_out: does(&[Deed::CarryOut]), bounded, granted }
    }

    /// What the register of permissions says of what was granted.
    pub(super) fn decision(self) -> &'static str {
        self.granted
    }

    /// With how many yeses a matter can stand in a state.
    fn yeses_in(self, status: &str) -> Range<usize> {
        let (none, all) = (0..0, self.deciding..self.deciding + 1);
        match status {
            "draft" => 0..1,
            "submitted" | "asked" | "returned" => 0..self.deciding.min(1),
            "reviewed" => 1..self.deciding.max(1),
            "to_carry_out" | "carried_out" if self.carried_out => all,
            status if status == self.granted && !self.carried_out => all,
            _ => none,
        }
    }

    /// Every way to an end: those of the matrix that such a route has, that it is granted, and that the last day passes.
    pub(super) fn ends(self) -> BTreeSet<End> {
        let fits = |(_, by, to): &&(String, Move, String)| ENDS.contains(&to.as_str()) && (*by != Move::Time || self.bounded);
        let mut ends = BTreeSet::new();
        for (from, by, to) in matrix().iter().filter(fits) {
            ends.extend(self.yeses_in(from).map(|yeses| End { from: from.clone(), by: *by, yeses, to: to.clone() }));
        }
        let to = if self.carried_out { "to_carry_out" } else { self.granted };
        let (from, by, yeses) = match self.deciding {
            0 => ("draft", Move::Submit, 0),
            1 => ("submitted", Move::Pass, 0),
            more => ("reviewed", Move::Pass, more - 1),
        };
        ends.insert(End { from: from.to_owned(), by, yeses, to: to.to_owned() });
        ends
    }

    /// What is done with one matter after the other, so that together they come to every end; one more waits for somebody until time has passed, for
    /// that ends nothing: for the body, for an answer, for a correction, by the kind's place in the list.
    pub(super) fn fates(self, place: usize) -> Vec<Vec<Move>> {
        use Move::{Answer, Ask, CarryOut, Pass, Refuse, Return, Submit, Time, Withdraw};
        let after = |yeses: usize, then: &[Move]| [&[Submit][..], &vec![Pass; yeses], then].concat();
        let mut fates = vec![vec![Withdraw]];
        if self.deciding > 0 {
            fates.extend([vec![Submit, Ask, Withdraw], vec![Submit, Return, Withdraw], vec![Submit, Ask, Refuse]]);
            for yeses in 0..self.deciding {
                fates.extend([after(yeses, &[Withdraw]), after(yeses, &[Refuse])]);
            }
            fates.push([vec![Submit, Time], vec![Submit, Ask, Time], vec![Submit, Return, Time]][place % 3].clone());
        }
        if self.carried_out {
            fates.push(after(self.deciding, &[Time]));
        }
        let corrected: &[Move] = if self.deciding > 0 { &[Submit, Return, Submit, Ask, Answer] } else { &[Submit] };
        let carried_out: &[Move] = if self.carried_out { &[CarryOut] } else { &[] };
        fates.push([corrected, &vec![Pass; self.deciding], carried_out, &[Time]].concat());
        fates
    }
}

/// What the matrix has of every state: by which act, or by time, which state follows.
pub(super) fn matrix() -> &'static [(String, Move, String)] {
    static MATRIX_READ: LazyLock<Vec<(String, Move, String)>> = LazyLock::new(|| {
        let status = |label: &str| {
            let choice = Status::CHOICES.iter().find(|choice| choice.label.zh == label);
            choice.unwrap_or_else(|| panic!("`{label}` is no state")).id.to_owned()
        };
        let (mut from, mut read) = (String::new(), BTreeSet::new());
        for line in MATRIX.lines() {
            if let Some(head) = line.strip_prefix("### ") {
                from = status(head.split(' ').next().unwrap());
            }
            let by = line.strip_prefix("| ").and_then(|row| row.split(" | ").next()?.split(' ').nth(1));
            let by =
                by.or(line.starts_with("时间经过").then_some("time")).and_then(|word| Move::ALL.into_iter().find(|by| by.word() == word));
            let follows = line.split("→ **").skip(1).filter_map(|rest| rest.split("**").next());
            read.extend(
                by.into_iter().flat_map(|by| follows.clone().map(move |to| (by, to))).map(|(by, to)| (from.clone(), by, status(to))),
            );
        }
        read.into_iter().collect()
    });
    &MATRIX_READ
}

impl Move {
    const ALL: [Move; 9] =
        [Move::Submit, Move::Withdraw, Move::Ask, Move::Answer, Move::Return, Move::Pass, Move::Refuse, Move::CarryOut, Move::Time];
}
