//! A place in the text, and what stands round it.

use yigai_span::{Certainty, Edit, Span};

use crate::{Lexicon, rules};

/// The characters that will stand beside a piece of text once it is joined to its neighbours.
#[derive(Clone, Copy, Default)]
pub(crate) struct Beside {
    pub(crate) before: Option<char>,
    pub(crate) after: Option<char>,
}

/// A place in the text, inside a piece that is looked at.
pub(super) struct Here<'t> {
    pub(super) text: &'t str,
    pub(super) piece: Span,
    pub(super) at: usize,
    pub(super) beside: Beside,
    pub(super) lexicon: &'t Lexicon,
}

impl Here<'_> {
    pub(super) fn current(&self) -> Option<char> {
        self.after(0)
    }

    pub(super) fn after(&self, skip: usize) -> Option<char> {
        self.text.get(self.at + skip..self.piece.end())?.chars().next().or(self.beside.after)
    }

    pub(super) fn before(&self) -> Option<char> {
        self.text.get(self.piece.start()..self.at)?.chars().next_back().or(self.beside.before)
    }

    pub(super) fn rest(&self) -> &str {
        self.text.get(self.at..self.piece.end()).unwrap_or_default()
    }

    /// Whether a character goes on with a figure before it.
    pub(super) fn is_unit(&self, character: char) -> bool {
        self.lexicon.cues.is_unit(character) || matches!(character, '年' | '月' | '日' | '多' | '余')
    }

    pub(super) fn delete(&self, length: usize) -> Option<Edit> {
        let span = Span::new(self.at, self.at + length);
        Some(Edit::new(span, "", &rules::INVISIBLE, Certainty::Exact))
    }

    pub(super) fn replace(
        &self,
        length: usize,
        by: &'static str,
        rule: &'static yigai_span::Rule,
    ) -> Option<Edit> {
        Some(Edit::new(Span::new(self.at, self.at + length), by, rule, Certainty::Exact))
    }
}

pub(super) fn is_han(character: char) -> bool {
    ('\u{3400}'..='\u{9FFF}').contains(&character)
}

/// The ASCII form of a full-width character.
pub(super) fn narrow(character: char) -> Option<char> {
    matches!(character, '\u{FF01}'..='\u{FF5E}').then(|| char::from_u32(u32::from(character) - 0xFEE0))?
}

pub(super) fn is_wide_digit(character: char) -> bool {
    matches!(character, '０'..='９')
}

pub(super) fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || is_wide_digit(character)
}
