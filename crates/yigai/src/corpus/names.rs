//! The names of the contract's choices, as its JSON writes them.

use yigai_model::{Modality, Role};
use yigai_quantity::Kind;

use crate::contract::{Container, Grade, Verdict};

pub(super) const fn container(container: Container) -> &'static str {
    match container {
        Container::Text => "text",
        Container::Html => "html",
        Container::Docx => "docx",
        Container::Doc => "doc",
        Container::Pdf => "pdf",
    }
}

pub(super) const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Quantity => "quantity",
        Kind::Date => "date",
        Kind::Ordinal => "ordinal",
        Kind::Reference => "reference",
        Kind::Name => "name",
        Kind::Unreadable => "unreadable",
    }
}

pub(super) const fn role(role: Role) -> &'static str {
    match role {
        Role::Level => "level",
        Role::Previous => "previous",
        Role::Change => "change",
        Role::ChangeRate => "change_rate",
        Role::Share => "share",
    }
}

pub(super) const fn modality(modality: Modality) -> &'static str {
    match modality {
        Modality::Actual => "actual",
        Modality::Target => "target",
        Modality::Standard => "standard",
    }
}

pub(super) const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Consistent => "consistent",
        Verdict::NearMiss => "near_miss",
        Verdict::Inconsistent => "inconsistent",
        Verdict::Corrupt => "corrupt",
        Verdict::Undecidable => "undecidable",
    }
}

pub(super) const fn grade(grade: Grade) -> &'static str {
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
