use rust_decimal::Decimal;

use super::ComputeError;

/// The establishment posts that a standard per 10,000 residents gives one county, rounded up to whole posts.
///
/// # Errors
/// [`ComputeError::Negative`] for a negative standard or population, [`ComputeError::TooLarge`].
///
/// ```
/// use yigai_model::compute::posts_needed;
///
/// assert_eq!(posts_needed(13.into(), 428_008.into()).unwrap().to_string(), "557"); // 556.41
/// assert!(posts_needed((-13).into(), 1.into()).is_err());
/// ```
pub fn posts_needed(per_ten_thousand: Decimal, population: Decimal) -> Result<Decimal, ComputeError> {
    if per_ten_thousand < Decimal::ZERO {
        return Err(ComputeError::Negative("per_ten_thousand"));
    }
    if population < Decimal::ZERO {
        return Err(ComputeError::Negative("population"));
    }
    let posts = per_ten_thousand.checked_mul(population).ok_or(ComputeError::TooLarge("population"))?;
    Ok((posts / Decimal::from(10_000)).ceil())
}

/// How many posts several counties lack, each rounded up by itself and then summed; below zero where there are more.
///
/// # Errors
/// As [`posts_needed`].
///
/// ```
/// use yigai_model::compute::staffing_gap;
///
/// let counties = [(13.into(), 300_000.into()), (15.into(), 210_500.into())];
/// assert_eq!(staffing_gap(&counties, 650.into()).unwrap().to_string(), "56"); // 390 + 316 - 650
/// ```
pub fn staffing_gap(counties: &[(Decimal, Decimal)], have: Decimal) -> Result<Decimal, ComputeError> {
    let mut need = Decimal::ZERO;
    for (standard, population) in counties {
        let posts = posts_needed(*standard, *population)?;
        need = need.checked_add(posts).ok_or(ComputeError::TooLarge("counties"))?;
    }
    need.checked_sub(have).ok_or(ComputeError::TooLarge("have"))
}
