use serde::Deserialize;

use crate::words::Words;

/// Words that divide a thing without a rest, as 城镇 and 农村 do: each division has parts, and each part words that tell it.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "Vec<Vec<Vec<String>>>")]
pub(crate) struct Divisions {
    words: Words,
    /// For each word the parts that it tells, a bit each.
    tells: Vec<(Box<str>, u64)>,
    /// For each division its parts.
    parts: Vec<u64>,
}

/// The parts of divisions that some words tell, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told(u64);

impl TryFrom<Vec<Vec<Vec<String>>>> for Divisions {
    type Error = String;

    fn try_from(divisions: Vec<Vec<Vec<String>>>) -> Result<Self, String> {
        let (mut words, mut tells, mut parts) = (Vec::new(), Vec::new(), Vec::new());
        let mut next = 0_u32;
        for division in divisions {
            let mut all = 0;
            for part in division {
                let bit = 1_u64
                    .checked_shl(next)
                    .ok_or("divisions have more than 64 parts together; leave out some of them")?;
                next += 1;
                all |= bit;
                tells.extend(part.iter().map(|word| (word.as_str().into(), bit)));
                words.extend(part);
            }
            parts.push(all);
        }
        tells.sort_unstable();
        tells.dedup_by(|(word, more), (kept, bits): &mut (Box<str>, u64)| {
            let same = word == kept;
            if same {
                *bits |= *more;
            }
            same
        });
        words.sort_unstable();
        words.dedup();
        Ok(Self { words: words.into(), tells, parts })
    }
}

impl Divisions {
    pub(crate) fn told(&self, text: &str) -> Told {
        let mut told = 0;
        self.words.each_within(text, |word| {
            if let Ok(at) = self.tells.binary_search_by_key(&word, |(told, _)| told) {
                told |= self.tells.get(at).map_or(0, |(_, parts)| *parts);
            }
        });
        Told(told)
    }

    /// Whether the parts of one division are told, all of them, and by each of some words one.
    pub(crate) fn complete(&self, told: &[Told]) -> bool {
        let all = told.iter().fold(0, |all, Told(parts)| all | parts);
        self.parts.iter().any(|&parts| {
            parts.count_ones() as usize <= told.len()
                && all & parts == parts
                && told.iter().all(|Told(own)| own & parts != 0)
        })
    }

    /// Whether some words tell parts of one division, each another one.
    pub(crate) fn apart(&self, told: &[Told]) -> bool {
        self.parts.iter().any(|&parts| {
            let mut taken = 0;
            told.iter().all(|Told(own)| {
                let first = own & parts & (own & parts).wrapping_neg();
                let free = first & !taken != 0;
                taken |= first;
                free
            })
        })
    }
}

impl Told {
    pub(crate) fn any(self) -> bool {
        self.0 != 0
    }
}
