//! Scopes as plain data.

use crate::registers::unit::Industry;

/// The rows that somebody may read, or may write.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// Every row of every register.
    Everything,
    /// The rows within any of these; within none of none.
    Any(Vec<Reach>),
}

/// Rows that have one ground for being somebody's business.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Reach {
    /// Whatever names the unit of this code, or one that is part of it, however deep.
    Unit(String),
    /// What the units of a division answer for.
    Territory {
        /// The division's code.
        division: String,
        /// How far down.
        depth: Depth,
    },
    /// What the units of an industry in a division and in all divisions below it answer for.
    Industry {
        /// The industry.
        industry: Industry,
        /// The division's code.
        division: String,
    },
    /// What the contract of this code covers: itself, its reviews, the people whom it puts on site, and the vettings and agreements of its
    /// provider with the unit that it serves.
    Contract(String),
}

/// How far below a division a territory goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Depth {
    /// The division alone; with a county its townships and villages, too, whose extranet it runs (I7).
    Same,
    /// All divisions below it, and itself.
    Below,
}

impl Scope {
    /// Nothing at all.
    pub const NOTHING: Scope = Scope::Any(Vec::new());

    /// Whether no row can lie within it.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        matches!(self, Scope::Any(reaches) if reaches.is_empty())
    }

    /// What lies in either.
    #[must_use]
    pub fn or(self, other: Scope) -> Scope {
        match (self, other) {
            (Scope::Any(mut reaches), Scope::Any(further)) => {
                for reach in further {
                    if !reaches.contains(&reach) {
                        reaches.push(reach);
                    }
                }
                Scope::Any(reaches)
            }
            _ => Scope::Everything,
        }
    }
}
