//! # Broken tokens
//!
//! **Recomputes** what a token was before a blind find-and-replace ran over the report, or says by its form that it
//! cannot be what was meant.
//!
//! **Why**: reports are reused from year to year and passed on by document portals; `10`→`2023` turns 10482 into 2023482.
//!
//! **Example**: 202119年 in a report where 12 became 2019 and then 2020 became 2021 was 2012年.
//!
//! **Silent** where nothing in the report proves that a replacement ran: a year-like number (2023人) is then a number.
//!
//! **How sure**: each reading is replayed forward, and its odds come from the checks it stands in, the pairs of digits that
//! are missing in the report, and the undamaged years; several readings stay a ranked list.

use crate::book::Book;
use crate::finding::Finding;

mod by_mention;
mod evidence;
mod form;
mod limit;
mod percent;
mod program;
mod readings;
mod token;
mod weigh;

pub(crate) use percent::{lists as lists_with_lost_signs, lost as lost_signs, shown_by as lost_sign_by};
pub(crate) use readings::{LEAST_ODDS, Reading, Site, sites};
pub(crate) use token::{Token, tokens};
pub(crate) use weigh::Fit;

/// What the forms of the tokens say: lost percent signs, lost brackets, years of six digits, parts of a cent.
pub(crate) fn form_findings(book: &Book<'_>, tokens: &[Token<'_>]) -> Vec<Finding> {
    let mut findings = percent::findings(book);
    findings.extend(form::findings(book, tokens));
    findings
}
