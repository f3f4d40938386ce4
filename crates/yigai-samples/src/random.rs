//! Seeded choices; the sequence depends on the seed alone.

/// A random number generator whose sequence is fixed for all time.
pub(crate) struct Random(oorandom::Rand64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(oorandom::Rand64::new(u128::from(seed)))
    }

    /// Any integer from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        low.saturating_add_unsigned(self.0.rand_range(0..high.abs_diff(low).saturating_add(1)))
    }

    /// An index below `length`; 0 where there is none.
    pub(crate) fn index(&mut self, length: usize) -> usize {
        self.0.rand_range(0..(length.max(1) as u64)) as usize
    }

    pub(crate) fn pick<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        choices.get(self.index(choices.len()))
    }

    /// True once in `times`.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.index(times) == 0
    }

    pub(crate) fn shuffle<T>(&mut self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.index(last + 1));
        }
    }
}
