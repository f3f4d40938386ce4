use std::str::FromStr;

/// The language of what a person reads. Libraries take it as a parameter and never ask the environment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Chinese.
    Zh,
    /// English.
    #[default]
    En,
}

impl Lang {
    /// The language of a POSIX locale name: Chinese for `zh`, `zh_CN.UTF-8` and the like, else English.
    ///
    /// ```
    /// use yigai::Lang;
    ///
    /// assert_eq!(Lang::of_locale("zh_CN.UTF-8"), Lang::Zh);
    /// assert_eq!(Lang::of_locale("zha"), Lang::En); // another language
    /// assert_eq!(Lang::of_locale("C"), Lang::En);
    /// ```
    pub fn of_locale(locale: &str) -> Self {
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("zh") { Self::Zh } else { Self::En }
    }

    /// Whichever of the two is in this language.
    pub fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// A language that is neither `zh` nor `en`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown language {0:?}: write zh or en")]
pub struct UnknownLang(String);

/// ```
/// use yigai::Lang;
///
/// assert_eq!("zh".parse(), Ok(Lang::Zh));
/// assert_eq!("de".parse::<Lang>().unwrap_err().to_string(), "unknown language \"de\": write zh or en");
/// ```
impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(name: &str) -> Result<Self, UnknownLang> {
        match name {
            "zh" => Ok(Self::Zh),
            "en" => Ok(Self::En),
            other => Err(UnknownLang(other.to_owned())),
        }
    }
}
