//! # Amount = standard × count
//!
//! **Recomputes** an amount as its standard times the count it is paid for, or the sum of several such products.
//!
//! **Why**: it ties money to persons, two figures that come from different offices.
//!
//! **Example**: 4.2万人,人均补助25元,共105万元 holds. 每月200元 over a year counts twelve times.
//!
//! **Silent** where an amount of money has no money, or more than one, among the factors of a product.
//!
//! **How sure**: standards and counts are exact; the amount is rounded or cut off after its last stated place.

use crate::book::{Book, Class};
use crate::check::Check;
use crate::expression::Expression::{self, Add, Constant, Mul, Value};
use crate::finding::Rule;

pub(crate) fn check(book: &Book<'_>, amount: usize, terms: &[Vec<usize>], times: u32) -> Option<Check> {
    let class = book.class(amount)?;
    let mut seen = vec![amount];
    let mut sum = Vec::with_capacity(terms.len());
    let mut of_percents = false;
    for factors in terms {
        let money = factors.iter().filter(|&&factor| book.class(factor) == Some(Class::Money)).count();
        if factors.is_empty() || money != usize::from(class == Class::Money) {
            return None;
        }
        let mut product: Vec<Expression> = Vec::with_capacity(factors.len());
        for &factor in factors {
            if seen.contains(&factor) {
                return None; // a factor that stands twice makes the interval too wide to judge by
            }
            seen.push(factor);
            let percent = book.class(factor)? == Class::Percent;
            product.push(if percent { Value(factor).over(Constant(100)) } else { Value(factor) });
            of_percents |= percent;
        }
        sum.push(Mul(product));
    }
    if sum.is_empty() {
        return None;
    }
    let over_time = |sum: Vec<Expression>| match times {
        0 | 1 => Add(sum),
        _ => Mul(vec![Add(sum), Constant(times.into())]),
    };
    let check = Check::equal(Rule::Product, amount, over_time(sum));
    if !of_percents {
        return Some(check);
    }
    let stated = |factors: &Vec<usize>| Mul(factors.iter().copied().map(Value).collect());
    Some(check.shown(over_time(terms.iter().map(stated).collect())))
}
