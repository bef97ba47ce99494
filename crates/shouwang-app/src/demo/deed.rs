//! How well a body does a thing that it has to do.

/// What became of one thing that had to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// Done as the law asks.
    Kept,
    /// Not done, done too late, or done wrong.
    Missed,
    /// Perhaps done: something that would tell is not on record.
    Unrecorded,
    /// Still ahead: not done, and the day has not come.
    Pending,
}

impl Deed {
    /// All of them.
    pub(super) const ALL: [Deed; 4] = [Deed::Kept, Deed::Missed, Deed::Unrecorded, Deed::Pending];

    /// Yes when kept, no when missed, nothing when it is not on record; what is ahead is not yet so.
    pub(super) fn flag(self) -> Option<bool> {
        match self {
            Deed::Kept => Some(true),
            Deed::Missed | Deed::Pending => Some(false),
            Deed::Unrecorded => None,
        }
    }
}

/// What a body's deeds are like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// Drawn for each deed; so many in a thousand are not kept. This is the body's diligence, drawn once.
    Drawn {
        /// Deeds not kept, in a thousand.
        lapses: u32,
    },
    /// The same for each: a body of the showcase, which has one of everything.
    Always(Deed),
}
