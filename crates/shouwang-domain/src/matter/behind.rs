//! What may not be there without a matter: said once for each form, and read by [`super::claims`].

/// What a matter stands behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behind {
    /// Nothing: what it is about is there without it, or is not there any more.
    Nothing,
    /// The thing that it is about, from the day on which that begins.
    Thing,
    /// What the thing is between two days of its own, named by their fields: a system in service.
    Between(&'static str, &'static str),
    /// A thing that began later than what this field names: with that it came by the other's matter.
    LaterThan(&'static str),
    /// A thing that another matter stands behind: by this one it goes on.
    Further,
}

impl Behind {
    /// Whether a thing without the matter is a finding.
    #[must_use]
    pub fn is_asked(self) -> bool {
        !matches!(self, Behind::Nothing | Behind::Further)
    }
}
