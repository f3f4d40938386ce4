//! A report in the making: text and facts in order, before they become bytes.

use crate::number::Stated;

/// A report under construction.
pub(crate) struct Draft {
    pub(crate) title: String,
    pub(crate) place: String,
    pub(crate) pieces: Vec<Piece>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) claims: Vec<Claim>,
}

impl Draft {
    /// Puts the report under the name of another place. Afterwards and not while composing, since how many sentences
    /// fit depends on the length of the name.
    pub(crate) fn rename(&mut self, place: &str) {
        self.title = self.title.replace(&self.place, place);
        for piece in &mut self.pieces {
            if let Piece::Text(text) = piece {
                *text = text.replace(&self.place, place);
            }
        }
        self.place = place.to_owned();
    }
}

pub(crate) enum Piece {
    /// Lines of a portal round the body.
    Chrome(String),
    /// Text of the body without numerals of its own, list numbers apart.
    Text(String),
    /// The fact with this index.
    Fact(usize),
}

/// A number, date or name of the body with its truth.
pub(crate) struct Fact {
    pub(crate) kind: &'static str,
    /// What is written, once the value damages are done.
    pub(crate) written: String,
    /// The digits of a quantity that is not written in Chinese numerals.
    pub(crate) digits: Option<Stated>,
    pub(crate) tail: &'static str,
    pub(crate) scale: u32,
    /// The value as written, in base units.
    pub(crate) value: Option<String>,
    /// The value that was meant, where `value` is damaged.
    pub(crate) intended: Option<String>,
    pub(crate) bound: &'static str,
    pub(crate) unit: Option<&'static str>,
    pub(crate) indicator: Option<&'static str>,
    pub(crate) alternatives: &'static [String],
    pub(crate) role: &'static str,
    pub(crate) modality: &'static str,
    pub(crate) other_role: Option<&'static str>,
    pub(crate) other_modality: Option<&'static str>,
    pub(crate) period: Option<String>,
    pub(crate) optional: bool,
    pub(crate) corrupt: bool,
    pub(crate) note: Option<&'static str>,
}

impl Fact {
    /// A name or a date.
    pub(crate) fn plain(kind: &'static str, written: String, value: Option<String>) -> Self {
        Self {
            kind,
            written,
            digits: None,
            tail: "",
            scale: 0,
            value,
            intended: None,
            bound: "exact",
            unit: None,
            indicator: None,
            alternatives: &[],
            role: "level",
            modality: "actual",
            other_role: None,
            other_modality: None,
            period: None,
            optional: false,
            corrupt: false,
            note: None,
        }
    }

    /// Other digits in place of those meant.
    pub(crate) fn damage(&mut self, digits: Stated) {
        self.intended = self.value.take();
        self.value = Some(digits.scaled(self.scale).to_string());
        self.digits = Some(digits);
        self.written = format!("{digits}{}", self.tail);
        self.corrupt = true;
    }
}

/// A recomputation that the wording licenses, over facts by index.
#[derive(Clone)]
pub(crate) struct Claim {
    pub(crate) rule: &'static str,
    pub(crate) verdict: &'static str,
    pub(crate) basis: &'static str,
    pub(crate) target: usize,
    pub(crate) operands: Vec<usize>,
    pub(crate) computed: Option<String>,
    pub(crate) suggest: Vec<String>,
}

impl Claim {
    pub(crate) fn members(&self) -> impl Iterator<Item = usize> + '_ {
        std::iter::once(self.target).chain(self.operands.iter().copied())
    }
}
