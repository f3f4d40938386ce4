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
        let mut members: Vec<(usize, usize)> =
            Vec::with_capacity(checks.iter().map(|check| check.members.len()).sum());
        for (at, check) in checks.iter().enumerate() {
            members.extend(check.members.iter().map(|&member| (member, at)));
        }
        members.sort_unstable();
        let mut starts = Vec::with_capacity(mentions + 1);
        for (place, &(member, _)) in members.iter().enumerate() {
            starts.resize((member + 1).max(starts.len()), place);
        }
        Self { starts, checks: members.into_iter().map(|(_, at)| at).collect() }
    }

    pub(crate) fn of(&self, mention: usize) -> &[usize] {
        let Some(&start) = self.starts.get(mention) else { return &[] };
        let end = self.starts.get(mention + 1).copied().unwrap_or(self.checks.len());
        self.checks.get(start..end).unwrap_or_default()
    }
}
