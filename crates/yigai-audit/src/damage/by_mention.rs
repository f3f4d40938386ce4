//! Which checks a number stands in.

use crate::check::Check;

/// The checks that each mention stands in, as indices into them.
#[derive(Debug)]
pub(crate) struct ByMention {
    /// For each mention where its checks begin.
    starts: Vec<usize>,
    checks: Vec<usize>,
}

impl ByMention {
    pub(crate) fn new(checks: &[Check], mentions: usize) -> Self {
        // Counted first, so that nothing is sorted.
        let mut starts = vec![0_usize; mentions + 1];
        let members = || checks.iter().flat_map(|check| check.members.iter());
        for &member in members() {
            if let Some(count) = starts.get_mut(member + 1) {
                *count += 1;
            }
        }
        let mut before = 0;
        for start in &mut starts {
            before += *start;
            *start = before;
        }
        let mut filled = starts.clone();
        let mut places = vec![0; before];
        for (at, check) in checks.iter().enumerate() {
            for &member in &check.members {
                let Some(next) = filled.get_mut(member) else { continue };
                if let Some(place) = places.get_mut(*next) {
                    *place = at;
                }
                *next += 1;
            }
        }
        Self { starts, checks: places }
    }

    pub(crate) fn of(&self, mention: usize) -> &[usize] {
        let bounds = self.starts.get(mention).zip(self.starts.get(mention + 1));
        bounds.and_then(|(&start, &end)| self.checks.get(start..end)).unwrap_or_default()
    }
}
