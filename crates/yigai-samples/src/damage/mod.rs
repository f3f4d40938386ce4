//! Damage by kind. What changes a number comes first, then what changes words and layout, then what goes round the body.

mod layout;
mod numbers;
mod wash;
mod wrap;

use crate::draft::Draft;
use crate::library::Library;
use crate::random::Random;

/// A way in which a report is damaged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Damage {
    /// One digit changed in this many numbers that other numbers check.
    Slips(usize),
    /// A blind find-and-replace over the digits of the whole text (`10` becomes `2023`, then `2020` becomes `2022`, …).
    NumberProgram,
    /// Some rates without their `%`.
    LostPercent,
    /// Words replaced throughout by their near synonyms (服务 becomes 效劳, …).
    Washing,
    /// Digits, points and percent signs in full width.
    FullWidth,
    /// A space between some numbers and their units.
    SpacedUnits,
    /// Lines cut at this many columns, two for a Chinese character; inside words, and in some documents inside numbers.
    HardWrap(usize),
    /// Page markers `2、` on lines of their own, in the middle of words and numbers.
    PageMarkers,
    /// Lines of a portal before and after the body.
    Wrapper,
    /// A web page: paragraphs, navigation and a script round the text.
    Html,
    /// Bytes in GB18030 instead of UTF-8.
    Gb18030,
    /// Bytes in UTF-16, little end first, with a byte order mark.
    Utf16,
    /// A byte order mark before the UTF-8.
    Bom,
}

/// A name that no damage has.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no damage is called {0:?}")]
pub struct UnknownDamage(pub String);

impl std::str::FromStr for Damage {
    type Err = UnknownDamage;

    /// The damage of a name, with a usual strength where it has one.
    fn from_str(name: &str) -> Result<Self, UnknownDamage> {
        let named = Self::NAMED.iter().find(|(known, _)| *known == name);
        named.map(|(_, damage)| *damage).ok_or_else(|| UnknownDamage(name.to_owned()))
    }
}

impl Damage {
    /// Every kind by its name, with a usual strength where it has one.
    pub const NAMED: [(&str, Self); 13] = [
        ("slips", Self::Slips(3)),
        ("number-program", Self::NumberProgram),
        ("lost-percent", Self::LostPercent),
        ("washing", Self::Washing),
        ("full-width", Self::FullWidth),
        ("spaced-units", Self::SpacedUnits),
        ("hard-wrap", Self::HardWrap(72)),
        ("page-markers", Self::PageMarkers),
        ("wrapper", Self::Wrapper),
        ("html", Self::Html),
        ("gb18030", Self::Gb18030),
        ("utf16", Self::Utf16),
        ("bom", Self::Bom),
    ];

    /// The place in the order of damaging.
    fn stage(self) -> u8 {
        match self {
            Self::Slips(_) => 0,
            Self::NumberProgram => 1,
            Self::LostPercent => 2,
            Self::Washing => 3,
            Self::FullWidth => 4,
            Self::SpacedUnits => 5,
            Self::HardWrap(_) => 6,
            Self::PageMarkers => 7,
            Self::Wrapper => 8,
            Self::Html | Self::Gb18030 | Self::Utf16 | Self::Bom => 9,
        }
    }
}

/// Applies the damages in their natural order, whatever order they are given in.
pub(crate) fn apply(damages: &[Damage], draft: &mut Draft, library: &Library, random: &mut Random) {
    let mut damages = damages.to_vec();
    damages.sort_by_key(|damage| damage.stage());
    for damage in damages {
        match damage {
            Damage::Slips(count) => numbers::slips(draft, random, count),
            Damage::NumberProgram => numbers::program(draft, library, random),
            Damage::LostPercent => numbers::lost_percent(draft, random),
            Damage::Washing => wash::wash(draft, library, random),
            Damage::FullWidth => layout::full_width(draft),
            Damage::SpacedUnits => layout::spaced_units(draft, random),
            Damage::HardWrap(width) => layout::hard_wrap(draft, random, width),
            Damage::PageMarkers => layout::page_markers(draft, random),
            Damage::Wrapper => wrap::wrap(draft, library, random),
            // Done where the text becomes bytes.
            Damage::Html | Damage::Gb18030 | Damage::Utf16 | Damage::Bom => {}
        }
    }
}
