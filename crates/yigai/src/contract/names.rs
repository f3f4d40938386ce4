//! The names of the contract's choices, as its JSON writes them, for formats that hold them as text.
//!
//! ```
//! use yigai::contract::{Verdict, names};
//!
//! assert_eq!(names::verdict(Verdict::NearMiss), "near_miss");
//! ```

use yigai_model::{Modality, Role};
use yigai_quantity::Kind;

use super::{Container, Grade, Verdict};

/// What kind of file the text came from.
pub const fn container(container: Container) -> &'static str {
    match container {
        Container::Text => "text",
        Container::Html => "html",
        Container::Docx => "docx",
        Container::Doc => "doc",
        Container::Pdf => "pdf",
    }
}

/// What sort of number it is.
pub const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Quantity => "quantity",
        Kind::Date => "date",
        Kind::Ordinal => "ordinal",
        Kind::Reference => "reference",
        Kind::Name => "name",
        Kind::Unreadable => "unreadable",
    }
}

/// What a figure is to its indicator.
pub const fn role(role: Role) -> &'static str {
    match role {
        Role::Level => "level",
        Role::Previous => "previous",
        Role::Change => "change",
        Role::ChangeRate => "change_rate",
        Role::Share => "share",
    }
}

/// Whether a figure is, shall be, or is set as a rule.
pub const fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Actual => "actual",
        Modality::Target => "target",
        Modality::Standard => "standard",
    }
}

/// What a finding says.
pub const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Consistent => "consistent",
        Verdict::NearMiss => "near_miss",
        Verdict::Inconsistent => "inconsistent",
        Verdict::Corrupt => "corrupt",
        Verdict::Undecidable => "undecidable",
    }
}

/// How a recomputation holds.
pub const fn grade(grade: Grade) -> &'static str {
    match grade {
        Grade::Exact => "exact",
        Grade::Rounded => "rounded",
        Grade::Truncated => "truncated",
        Grade::Balanced => "balanced",
        Grade::Hedged => "hedged",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Serialize;

    #[test]
    fn names_are_those_of_the_json() {
        fn same(value: impl Serialize, name: &str) {
            assert_eq!(serde_json::to_value(value).unwrap(), name);
        }
        for value in [Container::Text, Container::Html, Container::Docx, Container::Doc, Container::Pdf] {
            same(value, container(value));
        }
        use Kind::{Date, Name, Ordinal, Quantity, Reference, Unreadable};
        for value in [Quantity, Date, Ordinal, Reference, Name, Unreadable] {
            same(value, kind(value));
        }
        for value in [Role::Level, Role::Previous, Role::Change, Role::ChangeRate, Role::Share] {
            same(value, role(value));
        }
        for value in [Modality::Actual, Modality::Target, Modality::Standard] {
            same(value, modality(value));
        }
        use Verdict::{Consistent, Corrupt, Inconsistent, NearMiss, Undecidable};
        for value in [Consistent, NearMiss, Inconsistent, Corrupt, Undecidable] {
            same(value, verdict(value));
        }
        for value in [Grade::Exact, Grade::Rounded, Grade::Truncated, Grade::Balanced, Grade::Hedged] {
            same(value, grade(value));
        }
    }
}
