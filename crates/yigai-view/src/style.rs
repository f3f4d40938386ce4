use yigai::Lang;

/// How to print.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Style {
    /// The language of everything but the report's own words.
    pub lang: Lang,
    /// Whether to colour by ANSI escapes.
    pub colour: bool,
    /// Whether to list the recomputations that hold, too.
    pub all: bool,
}

impl Style {
    /// Plain text in a language.
    pub fn new(lang: Lang) -> Self {
        Self { lang, ..Self::default() }
    }

    /// With or without colour.
    #[must_use]
    pub fn colour(self, colour: bool) -> Self {
        Self { colour, ..self }
    }

    /// With or without the recomputations that hold.
    #[must_use]
    pub fn all(self, all: bool) -> Self {
        Self { all, ..self }
    }

    pub(crate) fn paint(&self, paint: Paint, text: &str) -> String {
        if self.colour { format!("\u{1b}[{}m{text}\u{1b}[0m", paint as u8) } else { text.to_owned() }
    }
}

/// The few colours in use, as ANSI codes.
#[derive(Clone, Copy)]
pub(crate) enum Paint {
    Bold = 1,
    Red = 31,
    Green = 32,
    Yellow = 33,
}
