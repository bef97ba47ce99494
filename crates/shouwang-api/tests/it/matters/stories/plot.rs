//! What may happen in a story, drawn so that a story that fails is made shorter until it cannot be.

use proptest::prelude::*;

/// Acts that are drawn where anybody does anything.
pub(super) const ACTS: [&str; 9] = ["submit", "withdraw", "ask", "answer", "return", "pass", "refuse", "transfer", "carry_out"];
/// Turns of a story at most.
const TURNS_MAX: usize = 18;

/// Something that is tried. Numbers stand for one of as many as there are then.
#[derive(Clone, Debug)]
pub(super) enum Turn {
    /// Somebody whose turn it is does what can be done.
    Sensible { who: usize, what: usize, said: bool },
    /// Anybody tries anything.
    Wild { who: usize, what: usize, said: bool },
    /// Somebody writes at it.
    Edits { who: usize },
    /// Somebody does the same with both matters in one request.
    Both { who: usize, what: usize, said: bool },
    /// Days go by, and what has come due is done.
    Days(i32),
}

/// A story of two matters of one kind.
#[derive(Clone, Debug)]
pub(super) struct Plot {
    /// Whether what is asked for begins and ends within days.
    pub(super) is_short: bool,
    pub(super) turns: Vec<Turn>,
}

fn turn() -> impl Strategy<Value = Turn> {
    let drawn = || (0..64_usize, 0..64_usize, proptest::bool::weighted(0.8));
    prop_oneof![
        9 => drawn().prop_map(|(who, what, said)| Turn::Sensible { who, what, said }),
        4 => drawn().prop_map(|(who, what, said)| Turn::Wild { who, what, said }),
        1 => (0..64_usize).prop_map(|who| Turn::Edits { who }),
        3 => drawn().prop_map(|(who, what, said)| Turn::Both { who, what, said }),
        1 => (1..3_i32).prop_map(Turn::Days),
    ]
}

pub(super) fn plots() -> impl Strategy<Value = Plot> {
    let turns = proptest::collection::vec(turn(), 10..TURNS_MAX);
    (any::<bool>(), turns).prop_map(|(is_short, turns)| Plot { is_short, turns })
}
