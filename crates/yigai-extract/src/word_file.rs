//! A file of wordings as it is written.

use std::collections::{BTreeMap, HashMap};

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::successor::Since;
use crate::wording::{LARGEST_RULE, Target};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    #[serde(default)]
    pub(crate) words: HashMap<String, String>,
    #[serde(default)]
    pub(crate) say: HashMap<String, Vec<String>>,
    /// For an indicator the words that never stand next to a figure of it.
    #[serde(default)]
    pub(crate) not: HashMap<String, String>,
    /// For the first part of indicator ids the words that tell it.
    #[serde(default)]
    pub(crate) family: HashMap<String, String>,
    /// For a programme the words of which one must stand in a document that has figures of it.
    #[serde(default)]
    pub(crate) needs: HashMap<String, String>,
    /// For an indicator what its words mean from a year on.
    #[serde(default)]
    pub(crate) since: BTreeMap<String, Since>,
    /// For an indicator the rate that its share of some whole is.
    #[serde(default)]
    pub(crate) share: BTreeMap<String, ShareOf>,
    /// What the figures of indicators are.
    #[serde(default)]
    pub(crate) kind: Kinds,
}

/// What the figures of some indicators are, beside what the catalogue says of them.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Kinds {
    pub(crate) house: Vec<String>,
    pub(crate) built: Vec<String>,
    pub(crate) lack: Vec<String>,
    pub(crate) change: Vec<String>,
    pub(crate) fund: Vec<String>,
    pub(crate) rule: Vec<String>,
    pub(crate) any_size: Vec<String>,
    pub(crate) care: Vec<String>,
}

/// What a list says of an indicator.
pub(crate) type Say = fn(&mut Target);

impl Kinds {
    /// The lists, with what each says.
    pub(crate) fn lists(&self) -> [(&[String], Say); 8] {
        [
            (&self.house, |target| target.house = true),
            (&self.built, |target| target.built = true),
            (&self.lack, |target| target.lack = true),
            (&self.change, |target| target.change = true),
            (&self.fund, |target| target.fund = true),
            (&self.rule, |target| target.largest = LARGEST_RULE),
            (&self.any_size, |target| target.largest = Decimal::MAX),
            (&self.care, |target| target.care = true),
        ]
    }
}

/// 签约A人,占常住人口的p%: the rate that a share is, and words of the whole that tell it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ShareOf {
    pub(crate) rate: String,
    pub(crate) whole: Vec<String>,
}
