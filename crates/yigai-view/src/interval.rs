//! An interval as one writes it.

use yigai::contract::{Ends, Interval};

use crate::names;

/// `[81,365,250, 81,365,400)`; one value where both ends are the same, ∞ where an end has no bound.
pub(crate) fn text(Interval(low, high, ends): &Interval) -> String {
    if low == high && !low.is_empty() {
        return names::grouped(low);
    }
    let (open, close) = match ends {
        Ends::Closed => ('[', ']'),
        Ends::OpenAbove => ('[', ')'),
        Ends::OpenBelow => ('(', ']'),
        Ends::Open => ('(', ')'),
    };
    let end = |end: &str, sign: &str| if end.is_empty() { format!("{sign}∞") } else { names::grouped(end) };
    format!("{open}{}, {}{close}", end(low, "-"), end(high, ""))
}
