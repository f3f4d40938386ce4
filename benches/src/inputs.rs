//! Generated reports: three sizes, dirty, damaged, and in the character set of old files. The same bytes at any time.

use yigai_samples::{Damage, Recipe, generate};

/// A file and what to call it.
pub struct Input {
    /// Its name in a table.
    pub name: &'static str,
    /// What the file holds.
    pub bytes: Vec<u8>,
}

/// All inputs, the smallest first.
pub fn inputs() -> Vec<Input> {
    let clean = |size| Recipe::clean().size(size);
    let dirty =
        [Damage::Wrapper, Damage::PageMarkers, Damage::Washing, Damage::FullWidth, Damage::HardWrap(76)];
    [
        ("10 KB", clean(10_000)),
        ("10 KB, damaged", clean(10_000).with(Damage::NumberProgram)),
        ("100 KB", clean(100_000)),
        ("100 KB, dirty", dirty.into_iter().fold(clean(100_000), Recipe::with)),
        ("100 KB, GB18030", clean(100_000).with(Damage::Gb18030)),
        ("1 MB", clean(1_000_000)),
    ]
    .into_iter()
    .map(|(name, recipe)| Input { name, bytes: generate(20, &recipe).bytes })
    .collect()
}
