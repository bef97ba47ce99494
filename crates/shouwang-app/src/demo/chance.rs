//! Draws that come out the same on every machine and with every later version.
//!
//! ChaCha is a published cipher with test vectors, so its stream cannot change with a version of the crate that runs it; how a draw becomes a
//! number is written out here for the same reason, since the ranges of `rand` are not promised to stay.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// A stream of draws. Every body has its own, so that what it is does not depend on who else is in the sample.
pub(super) struct Chance(ChaCha8Rng);

impl Chance {
    /// The stream of this number under this seed.
    pub(super) fn new(seed: u64, stream: u64) -> Chance {
        let mut key = [0; 32];
        key[..8].copy_from_slice(&seed.to_le_bytes());
        let mut cipher = ChaCha8Rng::from_seed(key);
        cipher.set_stream(stream);
        Chance(cipher)
    }

    /// A number below `count`; 0 when there is none.
    pub(super) fn below(&mut self, count: u32) -> u32 {
        let wide = u64::from(self.0.next_u32()) * u64::from(count);
        u32::try_from(wide >> 32).unwrap_or(0)
    }

    /// A number of days from `least` to `most`, both included.
    pub(super) fn days(&mut self, least: i32, most: i32) -> i32 {
        let width = u32::try_from(most - least).unwrap_or(0) + 1;
        least + i32::try_from(self.below(width)).unwrap_or(0)
    }

    /// Yes, so many times in a thousand.
    pub(super) fn hits(&mut self, per_mille: u32) -> bool {
        self.below(1000) < per_mille
    }

    /// One of these, as often as its weight says; the first when no weight does.
    pub(super) fn weighted<'c, T>(&mut self, choices: &'c [(T, u32)]) -> Option<&'c T> {
        let mut at = self.below(choices.iter().map(|(_, weight)| weight).sum());
        let found = choices.iter().find(|(_, weight)| {
            let here = at < *weight;
            at = at.saturating_sub(*weight);
            here
        });
        found.or(choices.first()).map(|(choice, _)| choice)
    }
}

#[cfg(test)]
mod tests {
    use super::Chance;

    #[test]
    fn the_first_draws_of_a_seed_never_change() {
        let mut chance = Chance::new(7, 433_130_001);
        let drawn: Vec<u32> = (0..8).map(|_| chance.below(1_000_000)).collect();
        assert_eq!(drawn, [675_798, 793_707, 220_525, 466_122, 164_034, 500_450, 223_350, 969_087]);
    }

    #[test]
    fn draws_stay_within_their_bounds() {
        let mut chance = Chance::new(1, 1);
        for _ in 0..2_000 {
            assert!(chance.below(3) < 3);
            assert!((-5..=9).contains(&chance.days(-5, 9)));
            assert!(chance.weighted(&[("a", 1), ("never", 0), ("b", 2)]) != Some(&"never"));
        }
        assert!(!chance.hits(0) && chance.hits(1000));
    }
}
