//! Writes reports of places that do not exist, with the truth beside each.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use yigai::Lang;
use yigai_examples::{Usage, run};
use yigai_samples::{Damage, Recipe, Sample, generate, places};

const NAME: &str = "generate";

fn main() -> ExitCode {
    run(NAME, Call::parse, |call, lang| call.run(lang).map(|()| 0))
}

enum Call {
    Generate(Plan),
    Help,
    Version,
}

/// What to write, and where.
struct Plan {
    count: u64,
    seed: u64,
    kind: Kind,
    size: Option<usize>,
    year: Option<u16>,
    reposts: u64,
    folder: PathBuf,
}

enum Kind {
    Any,
    Damaged(Vec<Damage>),
}

impl Call {
    fn parse(mut parser: lexopt::Parser, lang: &mut Lang) -> Result<Self, Usage> {
        use lexopt::prelude::*;
        let (mut count, mut folder) = (None, None::<OsString>);
        let mut plan = Plan {
            count: 0,
            seed: 1,
            kind: Kind::Any,
            size: None,
            year: None,
            reposts: 0,
            folder: PathBuf::new(),
        };
        while let Some(arg) = parser.next()? {
            match arg {
                Long("seed") => plan.seed = number(&parser.value()?.string()?)?,
                Long("kind") => plan.kind = Kind::parse(&parser.value()?.string()?)?,
                Long("size") => plan.size = Some(number(&parser.value()?.string()?)?),
                Long("year") => plan.year = Some(number(&parser.value()?.string()?)?),
                Long("reposts") => plan.reposts = number(&parser.value()?.string()?)?,
                Short('o') | Long("output") => folder = Some(parser.value()?),
                Long("lang") => {
                    let name = parser.value()?.string()?;
                    *lang = name.parse().map_err(|_| Usage::bad(&name, "zh, en"))?;
                }
                Short('h') | Long("help") => return Ok(Self::Help),
                Short('V') | Long("version") => return Ok(Self::Version),
                Value(value) if count.is_none() => count = Some(number(&value.string()?)?),
                _ => return Err(arg.unexpected().into()),
            }
        }
        plan.count = count.ok_or(Usage::Missing("N"))?;
        plan.folder = folder.ok_or(Usage::Missing("-o DIR"))?.into();
        if plan.seed.checked_add(plan.count).is_none() {
            return Err(Usage::BadNumber(plan.seed.to_string()));
        }
        Ok(Self::Generate(plan))
    }

    fn run(self, lang: Lang) -> io::Result<()> {
        let mut out = io::stdout().lock();
        match self {
            Self::Help => {
                let help = lang.pick(
                    include_str!("../../help/generate.zh.txt"),
                    include_str!("../../help/generate.en.txt"),
                );
                write!(out, "{help}")
            }
            Self::Version => writeln!(out, "{NAME} {}", env!("CARGO_PKG_VERSION")),
            Self::Generate(plan) => {
                let reposts = plan.write()?;
                let (count, folder) = (plan.count, plan.folder.display());
                match lang {
                    Lang::Zh => writeln!(out, "{folder}：{count} 篇，其中转载 {reposts} 篇"),
                    Lang::En => writeln!(out, "{folder}: {count} reports, {reposts} of them reposts"),
                }
            }
        }
    }
}

fn number<T: std::str::FromStr>(text: &str) -> Result<T, Usage> {
    text.parse().map_err(|_| Usage::BadNumber(text.to_owned()))
}

impl Kind {
    fn parse(names: &str) -> Result<Self, Usage> {
        match names {
            "any" => Ok(Self::Any),
            "clean" => Ok(Self::Damaged(Vec::new())),
            _ => names
                .split(',')
                .map(|name| name.trim().parse().map_err(|_| Usage::bad(name, KINDS)))
                .collect::<Result<_, _>>()
                .map(Self::Damaged),
        }
    }
}

const KINDS: &str = "clean, any, slips, number-program, lost-percent, washing, full-width, spaced-units, hard-wrap, \
                     page-markers, wrapper, html, gb18030, utf16, bom";

impl Plan {
    /// Writes all of it; the number of reposts.
    fn write(&self) -> io::Result<u64> {
        fs::create_dir_all(&self.folder)?;
        let mut reposts = String::new();
        let mut count = 0;
        for seed in self.seed..self.seed.saturating_add(self.count) {
            let sample = match self.reposted(seed) {
                None => generate(seed, &self.recipe(seed)),
                Some(first) => {
                    count += 1;
                    let line = serde_json::json!({ "report": name(seed), "of": name(first) });
                    reposts.push_str(&format!("{line}\n"));
                    self.repost(first, seed)
                }
            };
            write(&self.folder, &name(seed), &sample)?;
        }
        if self.reposts > 0 {
            fs::write(self.folder.join("reposts.jsonl"), reposts)?;
        }
        Ok(count)
    }

    fn recipe(&self, seed: u64) -> Recipe {
        let mut recipe = match &self.kind {
            Kind::Any => Recipe::any(seed),
            Kind::Damaged(damages) => {
                damages.iter().fold(Recipe::clean(), |recipe, &damage| recipe.with(damage))
            }
        };
        recipe.size = self.size.unwrap_or(recipe.size);
        recipe.year = self.year;
        recipe
    }

    /// The seed of the report that the one of `seed` repeats, where it repeats one.
    fn reposted(&self, seed: u64) -> Option<u64> {
        let earlier = seed.checked_sub(self.seed).filter(|&earlier| earlier > 0)?;
        let chosen = (scatter(seed) % 100 < self.reposts).then(|| self.seed + scatter(!seed) % earlier)?;
        // A repost of a repost repeats the first of them.
        Some(self.reposted(chosen).unwrap_or(chosen))
    }

    fn repost(&self, first: u64, seed: u64) -> Sample {
        let recipe = self.recipe(first);
        let original = generate(first, &recipe).place;
        let others: Vec<&String> = places().iter().filter(|place| **place != original).collect();
        let at = scatter(seed.rotate_left(17)) % others.len().max(1) as u64;
        match others.get(at as usize) {
            Some(place) => generate(first, &recipe.place(place.as_str())),
            None => generate(first, &recipe),
        }
    }
}

/// A number that looks random and depends on the seed alone (the finalizer of SplitMix64).
fn scatter(seed: u64) -> u64 {
    let mut z = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

fn name(seed: u64) -> String {
    format!("report-{seed:05}")
}

fn write(folder: &Path, name: &str, sample: &Sample) -> io::Result<()> {
    let html = sample.container == "html";
    let extension = if html { "html" } else { "txt" };
    fs::write(folder.join(format!("{name}.{extension}")), &sample.bytes)?;
    if html || sample.encoding != "utf-8" {
        fs::write(folder.join(format!("{name}.utf8.txt")), &sample.text)?;
    }
    fs::write(folder.join(format!("{name}.gold.jsonl")), sample.gold())?;
    fs::write(folder.join(format!("{name}.checks.jsonl")), sample.check_lines())
}
