//! What each rule of the audit recomputes, when it is silent, and an example, in both languages.

use std::fmt::Write;
use std::sync::LazyLock;

use serde::Deserialize;
use yigai::Lang;
use yigai::contract::Verdict;

use crate::messages::{self, Text};
use crate::names;

/// The built-in explanations, a file that one extends without programming.
pub const RULES: &str = include_str!("../data/rules.toml");

/// A rule of the audit in words.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Its name in the JSON: `sum`, `share`, ….
    pub id: String,
    /// Whether no wording of a report leads to it yet, so that only relations of one's own do.
    #[serde(default)]
    pub unread: bool,
    zh: Words,
    en: Words,
    /// Sentences with the verdict that they get.
    #[serde(default, rename = "example")]
    pub examples: Vec<Example>,
}

/// What there is to say about a rule, in one language.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// What is computed, from which wording.
    pub recomputes: String,
    /// Why it is worth checking.
    pub why: String,
    /// When the rule says nothing.
    pub silent: String,
    /// How far its verdict may be trusted.
    pub sure: String,
}

/// A sentence and what the rule says about it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// The verdict it gets.
    pub verdict: Verdict,
}

/// A rules file that cannot be read: the parser's message with line and column.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the rules file is wrong: {0}")]
pub struct RulesError(String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<Rule>,
}

static BUILTIN: LazyLock<Vec<Rule>> = LazyLock::new(|| parse(RULES).unwrap_or_default());

/// The rules of a file written as [`RULES`].
///
/// # Errors
///
/// Where it is no TOML, a field is missing, or there is one that nobody knows.
///
/// ```
/// let error = yigai_view::explain::parse("[[rule]]\nid = \"sum\"\ncolour = \"red\"\n").unwrap_err();
/// assert!(error.to_string().contains("line 3"), "{error}");
/// ```
pub fn parse(text: &str) -> Result<Vec<Rule>, RulesError> {
    toml::from_str::<File>(text).map(|file| file.rule).map_err(|error| RulesError(error.to_string()))
}

/// Every rule of the audit, in the order of the JSON's documentation.
pub fn rules() -> &'static [Rule] {
    &BUILTIN
}

/// The rule of a name; `None` where there is no such rule.
///
/// ```
/// use yigai::Lang;
/// use yigai_view::explain;
///
/// let sum = explain::rule("sum").unwrap();
/// assert!(sum.to_text(Lang::En).contains("Silent"));
/// assert!(explain::rule("prophecy").is_none());
/// ```
pub fn rule(id: &str) -> Option<&'static Rule> {
    rules().iter().find(|rule| rule.id == id)
}

impl Rule {
    /// The words in a language.
    pub fn words(&self, lang: Lang) -> &Words {
        lang.pick(&self.zh, &self.en)
    }

    /// The whole explanation, ready to print.
    pub fn to_text(&self, lang: Lang) -> String {
        let words = self.words(lang);
        let name = messages::rule(&self.id).map_or(self.id.as_str(), |name| name.to(lang));
        let mut text = String::new();
        // Writing into a string does not fail.
        let _ = writeln!(text, "{} · {name}\n", self.id);
        let parts: [(Text, &str); 4] = [
            (messages::RECOMPUTES, &words.recomputes),
            (messages::WHY, &words.why),
            (messages::SILENT, &words.silent),
            (messages::SURE, &words.sure),
        ];
        for (head, body) in parts {
            let _ = writeln!(text, "{}\n  {body}\n", head.to(lang));
        }
        if !self.examples.is_empty() {
            let _ = writeln!(text, "{}", messages::EXAMPLES.to(lang));
        }
        for example in &self.examples {
            let (sign, verdict, _) = names::verdict(example.verdict);
            let _ = writeln!(text, "  {sign} {}\n    {}", verdict.to(lang), example.text);
        }
        text
    }
}
