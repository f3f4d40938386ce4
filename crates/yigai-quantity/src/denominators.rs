use std::ops::Deref;
use std::sync::Arc;

/// What a number is counted for: 人 and 年 of `120元/人/年`. It is read as a slice.
///
/// Most numbers have none, and a text has many numbers, so it takes no more room than a pointer.
///
/// ```
/// use yigai_quantity::{Denominators, find};
///
/// let subsidy = find("每人每年补助120元");
/// let per: &Denominators = &subsidy[0].quantity().unwrap().per;
/// assert_eq!(per.iter().map(|unit| &**unit).collect::<Vec<_>>(), ["人", "年"]);
/// assert!(Denominators::default().is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[allow(clippy::box_collection)] // a boxed slice takes twice the room of a boxed vector
pub struct Denominators(Option<Box<Vec<Arc<str>>>>);

impl From<Vec<Arc<str>>> for Denominators {
    #[inline]
    fn from(units: Vec<Arc<str>>) -> Self {
        Self(if units.is_empty() { None } else { Some(Box::new(units)) })
    }
}

impl FromIterator<Arc<str>> for Denominators {
    fn from_iter<I: IntoIterator<Item = Arc<str>>>(units: I) -> Self {
        Vec::from_iter(units).into()
    }
}

impl Deref for Denominators {
    type Target = [Arc<str>];

    #[inline]
    fn deref(&self) -> &[Arc<str>] {
        self.0.as_deref().map_or(&[], Vec::as_slice)
    }
}
