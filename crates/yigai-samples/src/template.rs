//! Sentences with slots: `{VAR|UNIT|INDICATOR|FLAGS}`, `{@DATE}`, `{!NAME}`, `{place}`.

use crate::formula::Term;

/// A piece of a sentence.
#[derive(Clone, Debug)]
pub(crate) enum Token {
    Text(String),
    Place,
    Name(String),
    Date(String),
    Number(Slot),
}

/// A number's place in a sentence and what a careful reader says of it.
#[derive(Clone, Debug)]
pub(crate) struct Slot {
    pub(crate) term: Term,
    /// Scale word, hedge and unit as they follow the digits: `余万元`.
    pub(crate) tail: String,
    /// The power of ten of the scale word.
    pub(crate) scale: u32,
    pub(crate) unit: String,
    pub(crate) bound: &'static str,
    pub(crate) indicator: Option<String>,
    pub(crate) alternatives: Vec<String>,
    pub(crate) role: &'static str,
    pub(crate) modality: &'static str,
    /// A second right reading of the role or the modality.
    pub(crate) other_role: Option<&'static str>,
    pub(crate) other_modality: Option<&'static str>,
    pub(crate) optional: bool,
    pub(crate) chinese: bool,
}

/// Splits a sentence; every numeral in it must stand in a slot.
pub(crate) fn parse(text: &str, names: &[String]) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        plain(before, &mut tokens)?;
        let (inside, next) = after.split_once('}').ok_or("a { without its }")?;
        tokens.push(match inside.chars().next() {
            Some('!') => Token::Name(inside.chars().skip(1).collect()),
            Some('@') => Token::Date(inside.chars().skip(1).collect()),
            _ if inside == "place" => Token::Place,
            _ => Token::Number(slot(inside, names)?),
        });
        rest = next;
    }
    plain(rest, &mut tokens)?;
    Ok(tokens)
}

fn plain(text: &str, tokens: &mut Vec<Token>) -> Result<(), String> {
    let bare = text.replace("每千", "").replace("每万", "");
    if let Some(found) = bare.chars().find(|c| "0123456789一二两三四五六七八九十百千万亿零半".contains(*c))
    {
        return Err(format!("{found} stands outside a slot: write {{!…}} where it is part of a name"));
    }
    if !text.is_empty() {
        tokens.push(Token::Text(text.to_owned()));
    }
    Ok(())
}

fn slot(text: &str, names: &[String]) -> Result<Slot, String> {
    let mut fields = text.split('|');
    let mut field = |what: &str| fields.next().ok_or(format!("{{{text}}}: {what} is missing"));
    let term = Term::parse(field("the variable")?, names)?;
    let tail = field("the unit")?;
    let indicator = field("the indicator, or -,")?;
    let flags = fields.next().unwrap_or_default();

    let (bound, bare) = match tail.strip_prefix(['余', '多']) {
        Some(bare) => ("more_than", bare),
        None => ("exact", tail),
    };
    let (scale, unit) = match (bare.strip_prefix('万'), bare.strip_prefix('亿')) {
        (Some(unit), _) => (4, unit),
        (_, Some(unit)) => (8, unit),
        _ => (0, bare),
    };
    let mut slot = Slot {
        term,
        tail: tail.to_owned(),
        scale,
        unit: unit.to_owned(),
        bound,
        indicator: (indicator != "-").then(|| indicator.to_owned()),
        alternatives: Vec::new(),
        role: "level",
        modality: "actual",
        other_role: None,
        other_modality: None,
        optional: false,
        chinese: false,
    };
    for flag in flags.split_whitespace() {
        match flag {
            "previous" => slot.role = "previous",
            "change" => slot.role = "change",
            "change_rate" => slot.role = "change_rate",
            "share" => slot.role = "share",
            "target" => slot.modality = "target",
            "standard" => slot.modality = "standard",
            "or_level" => slot.other_role = Some("level"),
            "or_share" => slot.other_role = Some("share"),
            "or_target" => slot.other_modality = Some("target"),
            "or_standard" => slot.other_modality = Some("standard"),
            "or_actual" => slot.other_modality = Some("actual"),
            "about" => slot.bound = "about",
            "at_least" => slot.bound = "at_least",
            "at_most" => slot.bound = "at_most",
            "more_than" => slot.bound = "more_than",
            "less_than" => slot.bound = "less_than",
            "optional" => slot.optional = true,
            "chinese" => slot.chinese = true,
            _ => match flag.strip_prefix("alt=") {
                Some(ids) => slot.alternatives = ids.split(',').map(str::to_owned).collect(),
                None => return Err(format!("unknown flag {flag:?}")),
            },
        }
    }
    Ok(slot)
}
