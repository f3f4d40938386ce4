use yigai::Lang;
use yigai::model::Catalogue;

/// How to print.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Style<'a> {
    /// The language of everything but the report's own words.
    pub lang: Lang,
    /// Whether to colour by ANSI escapes.
    pub colour: bool,
    /// Whether to list the recomputations that hold, too.
    pub all: bool,
    /// Where the names of programmes and indicators are looked up.
    pub catalogue: &'a Catalogue,
}

impl Default for Style<'_> {
    /// Plain English text, and the catalogue that is compiled in.
    fn default() -> Self {
        Self { lang: Lang::En, colour: false, all: false, catalogue: Catalogue::builtin() }
    }
}

impl<'a> Style<'a> {
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

    /// With the names of a catalogue of the caller's own.
    #[must_use]
    pub fn catalogue<'b>(self, catalogue: &'b Catalogue) -> Style<'b>
    where
        'a: 'b,
    {
        Style { catalogue, ..self }
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
