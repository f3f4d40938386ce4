//! # Share
//!
//! **Recomputes** a percentage as its part over its whole: 占, 分别占.
//!
//! **Why**: a share is computed once and copied on while its part and whole move on.
//!
//! **Example**: 卫技岗位645个,占岗位总数(780个)的82.7% holds, 645 / 780 being 82.69 %.
//!
//! **Silent** where part and whole are of different classes, or the share is not a percentage.
//!
//! **How sure**: rounded or cut off after the last stated place; in a list of shares that makes 100 one of them may be
//! balanced by two units of its last place.

use crate::book::{Book, Class};
use crate::check::Check;
use crate::expression::Expression::Value;
use crate::finding::Rule;

pub(crate) fn check(book: &Book<'_>, share: usize, part: usize, whole: usize) -> Option<Check> {
    let comparable = book.class(share) == Some(Class::Percent) && book.same_class([part, whole].into_iter());
    if !comparable || share == part || part == whole {
        return None;
    }
    let tree = Value(part).over(Value(whole)).times(100);
    Some(Check::equal(Rule::Share, share, tree).without_factor())
}
