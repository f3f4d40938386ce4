use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

/// A part of a whole that never goes without its denominator: `12 of 15`.
///
/// ```
/// use yigai_view::scorecard::Share;
///
/// let share = Share { count: 2, of: 3 };
/// assert_eq!(share.percent().as_deref(), Some("66.7"));
/// assert_eq!(share.to_string(), "2/3 (66.7 %)");
/// assert_eq!(Share { count: 0, of: 0 }.to_string(), "0/0"); // a share of nothing is no number
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// The part.
    pub count: usize,
    /// The whole.
    pub of: usize,
}

impl Share {
    /// In percent with one decimal, halves upwards; `None` of nothing.
    pub fn percent(&self) -> Option<String> {
        let (count, of) = (self.count as u128, self.of as u128);
        let tenths = (count * 2000 + of).checked_div(of * 2)?;
        Some(format!("{}.{}", tenths / 10, tenths % 10))
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.count, self.of)?;
        match self.percent() {
            Some(percent) => write!(f, " ({percent} %)"),
            None => Ok(()),
        }
    }
}

impl Serialize for Share {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Share", 3)?;
        fields.serialize_field("count", &self.count)?;
        fields.serialize_field("of", &self.of)?;
        fields.serialize_field("percent", &self.percent())?;
        fields.end()
    }
}
