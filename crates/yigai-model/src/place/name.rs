use serde::{Deserialize, Serialize};

use super::DivisionLevel;

/// The name of a place as a report has it: a name, or a mask where one was taken out. A mask is never filled in.
///
/// ```
/// use yigai_model::place::{DivisionLevel, PlaceName};
///
/// assert_eq!(PlaceName::read("洪江市"), PlaceName::Named("洪江市".to_owned()));
/// let masked = PlaceName::read("XX县");
/// assert_eq!(masked, PlaceName::Masked { text: "XX县".to_owned(), level: Some(DivisionLevel::County) });
/// assert!(masked.name().is_none());
/// assert!(PlaceName::read("某某市").is_masked());
/// assert!(!PlaceName::read("某家湾镇").is_masked()); // a place of that name
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlaceName {
    /// A name.
    Named(String),
    /// A mask such as XX县 or **市.
    Masked {
        /// As written.
        text: String,
        /// The level that its last word tells, where it tells one. 市 may be a prefecture or a county, so it tells none.
        level: Option<DivisionLevel>,
    },
}

/// Words that name the kind of a place, with the level that they tell.
const KINDS: [(&str, Option<DivisionLevel>); 10] = [
    ("自治区", Some(DivisionLevel::Province)),
    ("自治州", Some(DivisionLevel::Prefecture)),
    ("自治县", Some(DivisionLevel::County)),
    ("县区", Some(DivisionLevel::County)),
    ("省", Some(DivisionLevel::Province)),
    ("州", Some(DivisionLevel::Prefecture)),
    ("县", Some(DivisionLevel::County)),
    ("旗", Some(DivisionLevel::County)),
    ("区", Some(DivisionLevel::County)),
    ("市", None),
];

impl PlaceName {
    /// Reads a name as it stands in a report.
    pub fn read(text: &str) -> Self {
        let trimmed = text.trim();
        let kind = KINDS.iter().find_map(|(word, level)| Some((trimmed.strip_suffix(word)?, *level)));
        let (stem, level) = kind.unwrap_or((trimmed, None));
        let stem = stem.trim_end();
        if is_mask(stem) {
            Self::Masked { text: trimmed.to_owned(), level }
        } else {
            Self::Named(trimmed.to_owned())
        }
    }

    /// The name; `None` for a mask.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Named(name) => Some(name),
            Self::Masked { .. } => None,
        }
    }

    /// Whether the name was taken out.
    pub fn is_masked(&self) -> bool {
        matches!(self, Self::Masked { .. })
    }
}

fn is_mask(stem: &str) -> bool {
    let mask = |character| {
        matches!(character, 'X' | 'x' | 'Ｘ' | 'ｘ' | '×' | '*' | '＊' | '○' | '〇' | '□' | '某' | '#')
    };
    !stem.is_empty() && stem.chars().all(mask)
}
