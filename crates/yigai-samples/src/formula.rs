//! The small language of `vars`: each number of a family from those before it.

use crate::number::Stated;
use crate::random::Random;

/// What a variable is computed from.
#[derive(Clone, Debug)]
pub(crate) enum Formula {
    Between { low: i64, high: i64, decimals: u32 },
    Pick(Vec<Stated>),
    Part { of: Term, low: i64, high: i64 },
    Sum(Vec<Term>),
    Minus(Vec<Term>),
    Percent { above: Term, below: Term, decimals: u32 },
    Growth { old: Term, new: Term, decimals: u32 },
    Product { left: Term, right: Term, decimals: u32, shift: u32 },
    Quotient { above: Term, below: Term, decimals: u32, shift: u32 },
    Policy { key: String, back: u16 },
    County(usize),
}

/// An earlier variable or a fixed number.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Term {
    Variable(usize),
    Fixed(Stated),
}

impl Term {
    /// A name among `names`, or a number with or without `=` before it.
    pub(crate) fn parse(text: &str, names: &[String]) -> Result<Self, String> {
        if let Some(index) = names.iter().position(|name| name == text) {
            return Ok(Self::Variable(index));
        }
        Stated::parse(text.trim_start_matches('='))
            .map(Self::Fixed)
            .ok_or_else(|| format!("{text:?} is neither a number nor a variable defined above"))
    }

    fn value(self, values: &[Stated]) -> Stated {
        match self {
            Self::Fixed(value) => value,
            Self::Variable(index) => values.get(index).copied().unwrap_or(Stated::integer(0)),
        }
    }
}

impl Formula {
    /// Reads `OPERATION ARGUMENTS`.
    pub(crate) fn parse(text: &str, names: &[String], county: &[String]) -> Result<Self, String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let (&operation, arguments) = words.split_first().ok_or("an operation is missing")?;
        let term = |index: usize| {
            let word =
                arguments.get(index).ok_or(format!("{operation}: argument {} is missing", index + 1))?;
            Term::parse(word, names)
        };
        let number = |index: usize| -> Result<i64, String> {
            let word =
                arguments.get(index).ok_or(format!("{operation}: argument {} is missing", index + 1))?;
            word.parse().map_err(|_| format!("{operation}: {word:?} is not a whole number"))
        };
        let small = |index: usize| number(index).map(|value| value.unsigned_abs() as u32);
        let all = || (0..arguments.len()).map(term).collect::<Result<Vec<_>, _>>();
        Ok(match operation {
            "int" => Self::Between { low: number(0)?, high: number(1)?, decimals: 0 },
            "dec" => Self::Between { low: number(0)?, high: number(1)?, decimals: small(2)? },
            "pick" => Self::Pick(
                arguments
                    .iter()
                    .map(|word| Stated::parse(word).ok_or(format!("pick: {word:?} is not a number")))
                    .collect::<Result<_, _>>()?,
            ),
            "part" => Self::Part { of: term(0)?, low: number(1)?, high: number(2)? },
            "sum" | "plus" => Self::Sum(all()?),
            "minus" => Self::Minus(all()?),
            "percent" => Self::Percent { above: term(0)?, below: term(1)?, decimals: small(2)? },
            "growth" => Self::Growth { old: term(0)?, new: term(1)?, decimals: small(2)? },
            "product" => {
                Self::Product { left: term(0)?, right: term(1)?, decimals: small(2)?, shift: small(3)? }
            }
            "quotient" => {
                Self::Quotient { above: term(0)?, below: term(1)?, decimals: small(2)?, shift: small(3)? }
            }
            "county" => {
                let name = arguments.first().copied().unwrap_or_default();
                let index = county.iter().position(|known| known == name);
                Self::County(index.ok_or(format!("county.toml has no {name:?}"))?)
            }
            "policy" => Self::Policy {
                key: (*arguments.first().ok_or("policy: which figure?")?).to_owned(),
                back: if arguments.len() > 1 { small(1)? as u16 } else { 0 },
            },
            other => return Err(format!("unknown operation {other:?}")),
        })
    }

    /// The number, from the values computed so far and those of the place; `policy` answers for the report year less the
    /// years back.
    pub(crate) fn value(
        &self,
        values: &[Stated],
        county: &[Stated],
        random: &mut Random,
        policy: impl Fn(&str, u16) -> Stated,
    ) -> Stated {
        let computed = match self {
            Self::Between { low, high, decimals } => {
                let unit = 10_i64.pow(*decimals);
                Stated::new(random.between(low * unit, high * unit), *decimals)
            }
            Self::Pick(choices) => random.pick(choices).copied().unwrap_or(Stated::integer(1)),
            Self::Part { of, low, high } => {
                let of = of.value(values);
                of.times(Stated::integer(random.between(*low, *high)), of.decimals(), 3)
            }
            Self::Sum(terms) => {
                terms.iter().map(|term| term.value(values)).fold(Stated::integer(0), Stated::plus)
            }
            Self::Minus(terms) => {
                let mut terms = terms.iter().map(|term| term.value(values));
                let first = terms.next().unwrap_or(Stated::integer(0));
                terms.fold(first, Stated::minus)
            }
            Self::Percent { above, below, decimals } => {
                above.value(values).over(below.value(values), *decimals, 2)
            }
            Self::Growth { old, new, decimals } => {
                let (old, new) = (old.value(values), new.value(values));
                new.distance(old).over(old, *decimals, 2)
            }
            Self::Product { left, right, decimals, shift } => {
                left.value(values).times(right.value(values), *decimals, *shift)
            }
            Self::Quotient { above, below, decimals, shift } => {
                above.value(values).over(below.value(values), *decimals, *shift)
            }
            Self::Policy { key, back } => policy(key, *back),
            Self::County(index) => county.get(*index).copied().unwrap_or(Stated::integer(0)),
        };
        computed.trimmed()
    }
}
