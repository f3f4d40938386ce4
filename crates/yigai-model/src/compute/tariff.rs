use rust_decimal::Decimal;

use super::ComputeError;

/// A rate and how often it is paid.
pub type Product = (Decimal, Decimal);

/// The sum of rates times counts, in 元: an award by tariff, a rent by month and site.
///
/// # Errors
/// [`ComputeError::TooLarge`] where the digits do not suffice.
///
/// ```
/// use yigai_model::compute::product_sum;
///
/// let award = product_sum(&[(2.into(), 61_466.into()), (4.into(), 35_944.into())]).unwrap();
/// assert_eq!(award.to_string(), "266708");
/// ```
pub fn product_sum(products: &[Product]) -> Result<Decimal, ComputeError> {
    products.iter().try_fold(Decimal::ZERO, |sum, (rate, count)| {
        let product = rate.checked_mul(*count).ok_or(ComputeError::TooLarge("count"))?;
        sum.checked_add(product).ok_or(ComputeError::TooLarge("sum"))
    })
}
