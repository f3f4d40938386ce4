use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The tables that many reports make.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TableName {
    /// One row for each report that was read.
    Documents,
    /// One row for each number.
    Mentions,
    /// One row for each quantity and what it states.
    Observations,
    /// One row for each recomputation.
    Findings,
    /// One row for each file that could not be read.
    Errors,
    /// One row for each report whose text occurs more than once.
    Duplicates,
}

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What its cells hold; any cell may be empty.
    pub kind: Type,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// An exact number with 38 digits, ten of them decimals; empty where the value has more decimals than that.
    Decimal,
    /// A binary fraction; only `confidence`, which is a judgement and not a value.
    Real,
}

use Type::{Decimal, Integer, Real, Text};

const fn column(name: &'static str, kind: Type) -> Column {
    Column { name, kind }
}

const DOCUMENTS: &[Column] = &[
    column("document", Text),
    column("sha256", Text),
    column("bytes", Integer),
    column("container", Text),
    column("encoding", Text),
    column("title", Text),
    column("issuer", Text),
    column("region", Text),
    column("period_start", Text),
    column("period_end", Text),
    column("period_evidence", Text),
    column("edits", Integer),
    column("mentions", Integer),
    column("observations", Integer),
    column("findings", Integer),
    column("alarms", Integer),
    column("year", Integer),
];

const MENTIONS: &[Column] = &[
    column("document", Text),
    column("mention", Integer),
    column("start", Integer),
    column("end", Integer),
    column("text", Text),
    column("paragraph", Integer),
    column("kind", Text),
    column("value", Text),
    column("upper", Text),
    column("bound", Text),
    column("unit", Text),
    column("per", Text),
    column("inferred", Text),
    column("digits", Text),
    column("decimals", Integer),
    column("scale", Text),
    column("programme", Text),
    column("year", Integer),
];

const OBSERVATIONS: &[Column] = &[
    column("document", Text),
    column("mention", Integer),
    column("indicator", Text),
    column("label", Text),
    column("role", Text),
    column("modality", Text),
    column("value", Decimal),
    column("upper", Decimal),
    column("value_text", Text),
    column("upper_text", Text),
    column("bound", Text),
    column("unit", Text),
    column("per", Text),
    column("period_start", Text),
    column("period_end", Text),
    column("subject", Text),
    column("confidence", Real),
    column("why", Text),
    column("text", Text),
    column("paragraph", Integer),
    column("start", Integer),
    column("end", Integer),
    column("programme", Text),
    column("year", Integer),
];

const FINDINGS: &[Column] = &[
    column("document", Text),
    column("finding", Integer),
    column("rule", Text),
    column("verdict", Text),
    column("grade", Text),
    column("target", Integer),
    column("operands", Text),
    column("formula", Text),
    column("stated", Text),
    column("computed", Text),
    column("suggestion", Text),
    column("odds", Text),
    column("message", Text),
    column("message_zh", Text),
    column("message_en", Text),
    column("text", Text),
    column("start", Integer),
    column("end", Integer),
    column("programme", Text),
    column("year", Integer),
];

const ERRORS: &[Column] = &[
    column("document", Text),
    column("bytes", Integer),
    column("kind", Text),
    column("message", Text),
    column("message_zh", Text),
];

const DUPLICATES: &[Column] =
    &[column("document", Text), column("original", Text), column("similarity", Integer)];

impl TableName {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Documents, Self::Mentions, Self::Observations, Self::Findings, Self::Errors, Self::Duplicates];

    /// The name in lower case.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::Mentions => "mentions",
            Self::Observations => "observations",
            Self::Findings => "findings",
            Self::Errors => "errors",
            Self::Duplicates => "duplicates",
        }
    }

    /// The columns; those that files are parted by come last.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Self::Documents => DOCUMENTS,
            Self::Mentions => MENTIONS,
            Self::Observations => OBSERVATIONS,
            Self::Findings => FINDINGS,
            Self::Errors => ERRORS,
            Self::Duplicates => DUPLICATES,
        }
    }

    /// How many of the columns, counted from the end, files are parted by: `programme=nrcms/year=2011/`.
    pub const fn partitions(self) -> usize {
        match self {
            Self::Documents => 1,
            Self::Mentions | Self::Observations | Self::Findings => 2,
            Self::Errors | Self::Duplicates => 0,
        }
    }
}

impl fmt::Display for TableName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for TableName {
    type Err = ();

    /// The table of a name.
    fn from_str(name: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|table| table.name() == name).ok_or(())
    }
}
