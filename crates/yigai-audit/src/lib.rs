//! Recompute what a report states, judge it, and propose repairs with odds.

mod across;
mod audit;
mod balance;
mod book;
mod check;
mod compose;
mod damage;
mod diagnose;
mod expression;
mod figure;
mod finding;
mod input;
mod interval;
mod message;
mod plausible;
mod rational;
mod repair;
mod rules;
mod slip;

pub use across::{Conflict, Source, across};
pub use audit::audit;
pub use finding::{Finding, Grade, Message, Rule, Suggestion, Text, Verdict};
pub use input::{Input, Options};
pub use repair::{Repair, repairs};
