use std::fmt;

use crate::interval::Interval;

/// What a check recomputes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Rule {
    /// A whole and its parts.
    Sum,
    /// A percentage and the part and whole it is taken from.
    Share,
    /// A relative change and its two values.
    Growth,
    /// An absolute change and its two values.
    Difference,
    /// A change in percentage points and its two percentages.
    Points,
    /// A rate or an average and its numerator and denominator.
    Ratio,
    /// An amount and its standard times a count.
    Product,
    /// Money per head over the levels of government, or shares that make 100.
    Split,
    /// What was planned, and what is done, under way and still to start.
    Remainder,
    /// A value that is a multiple of another.
    Multiple,
    /// The stated number of listed things.
    Count,
    /// A range that a value cannot leave.
    Bound,
    /// Two values of which one cannot pass the other, a direction of change, or two dates.
    Order,
    /// One fact that is stated twice.
    Repeat,
    /// A token that is broken by its form.
    Corrupt,
}

impl Rule {
    /// Every rule.
    pub const ALL: [Self; 15] = [
        Self::Sum,
        Self::Share,
        Self::Growth,
        Self::Difference,
        Self::Points,
        Self::Ratio,
        Self::Product,
        Self::Split,
        Self::Remainder,
        Self::Multiple,
        Self::Count,
        Self::Bound,
        Self::Order,
        Self::Repeat,
        Self::Corrupt,
    ];

    /// The name in the machine-readable report.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sum => "sum",
            Self::Share => "share",
            Self::Growth => "growth",
            Self::Difference => "difference",
            Self::Points => "points",
            Self::Ratio => "ratio",
            Self::Product => "product",
            Self::Split => "split",
            Self::Remainder => "remainder",
            Self::Multiple => "multiple",
            Self::Count => "count",
            Self::Bound => "bound",
            Self::Order => "order",
            Self::Repeat => "repeat",
            Self::Corrupt => "corrupt",
        }
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a recomputation says about its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// One of the ways to read the stated figures makes them agree.
    Consistent,
    /// No reading agrees, but less than one unit of the last stated place is missing; never said of counts.
    NearMiss,
    /// No reading of the stated figures agrees.
    Inconsistent,
    /// The token itself cannot be what was meant.
    Corrupt,
    /// It could not be decided: an operand is itself in doubt, or the numbers are too large.
    Undecidable,
}

impl Verdict {
    /// The name in the machine-readable report.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Consistent => "consistent",
            Self::NearMiss => "near_miss",
            Self::Inconsistent => "inconsistent",
            Self::Corrupt => "corrupt",
            Self::Undecidable => "undecidable",
        }
    }

    /// Whether a person should look at it.
    pub const fn is_alarm(self) -> bool {
        matches!(self, Self::Inconsistent | Self::Corrupt)
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How a consistent figure agrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Grade {
    /// To the last digit.
    Exact,
    /// Rounded to the nearest, a tie either way.
    Rounded,
    /// Cut off after the last stated place.
    Truncated,
    /// Set by the author so that a complete list of shares makes 100.
    Balanced,
    /// Within the room that 约, 余 or 以上 leaves.
    Hedged,
}

impl Grade {
    /// The name in the machine-readable report.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Rounded => "rounded",
            Self::Truncated => "truncated",
            Self::Balanced => "balanced",
            Self::Hedged => "hedged",
        }
    }
}

impl fmt::Display for Grade {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// One sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Text {
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// A calm sentence about a finding, and the key it was built from.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Message {
    /// The stable key, such as `sum.mismatch`.
    pub key: &'static str,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// A value that a damaged token may have had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The value in base units, or the year.
    pub value: String,
    /// The unit, where the suggestion is about the unit.
    pub unit: Option<String>,
    /// How likely it is among all readings considered, from 0 to 1, with two decimals.
    pub odds: String,
    /// What speaks for it.
    pub why: Text,
}

/// What recomputing one statement of a report says. All numbers are indices into the mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What was recomputed.
    pub rule: Rule,
    /// What it says.
    pub verdict: Verdict,
    /// How a consistent one agrees.
    pub grade: Option<Grade>,
    /// The one mention that is judged; `None` for a finding about the document.
    pub target: Option<usize>,
    /// What it was recomputed from.
    pub operands: Vec<usize>,
    /// Target and operands together.
    pub mentions: Vec<usize>,
    /// The recomputation with the report's own numbers.
    pub formula: String,
    /// The target as a number.
    pub stated: String,
    /// What the operands give, where that is one number.
    pub computed: Option<String>,
    /// The readings used, target first, then the operands.
    pub intervals: Vec<Interval>,
    /// What the target may have been, best first.
    pub suggestions: Vec<Suggestion>,
    /// One sentence for a reader.
    pub message: Message,
}
