//! What the user asked for.

use std::path::PathBuf;

use yigai::Lang;
use yigai_examples::Usage;

pub(crate) enum Call {
    Run(Task),
    Help,
    Version,
}

/// A folder to read and what to make of it.
pub(crate) struct Task {
    pub(crate) folder: PathBuf,
    pub(crate) out: PathBuf,
    pub(crate) data: Option<PathBuf>,
    pub(crate) threads: Option<usize>,
    /// The rows as JSON Lines, too.
    pub(crate) json_lines: bool,
    /// From how much likeness on two reports are near-duplicates, in percent.
    pub(crate) similar: u8,
    /// Larger files are errors.
    pub(crate) max_bytes: u64,
    /// Forget what is there.
    pub(crate) fresh: bool,
}

impl Call {
    pub(crate) fn parse(mut parser: lexopt::Parser, lang: &mut Lang) -> Result<Self, Usage> {
        use lexopt::prelude::*;
        let (mut folder, mut out) = (None, None);
        let mut task = Task {
            folder: PathBuf::new(),
            out: PathBuf::new(),
            data: None,
            threads: None,
            json_lines: false,
            similar: 80,
            max_bytes: 32 << 20,
            fresh: false,
        };
        while let Some(arg) = parser.next()? {
            match arg {
                Short('o') | Long("output") => out = Some(parser.value()?),
                Long("data") => task.data = Some(parser.value()?.into()),
                Long("threads") => {
                    let text = parser.value()?.string()?;
                    task.threads = Some(within(&text, 1, 1024)? as usize);
                }
                Long("jsonl") => task.json_lines = true,
                Long("similar") => task.similar = within(&parser.value()?.string()?, 50, 100)? as u8,
                Long("max-bytes") => task.max_bytes = within(&parser.value()?.string()?, 1, u64::MAX)?,
                Long("fresh") => task.fresh = true,
                Long("lang") => {
                    let name = parser.value()?.string()?;
                    *lang = name.parse().map_err(|_| Usage::bad(&name, "zh, en"))?;
                }
                Short('h') | Long("help") => return Ok(Self::Help),
                Short('V') | Long("version") => return Ok(Self::Version),
                Value(value) if folder.is_none() => folder = Some(value),
                _ => return Err(arg.unexpected().into()),
            }
        }
        task.folder = folder.ok_or(Usage::Missing("DIR"))?.into();
        task.out = out.ok_or(Usage::Missing("-o OUT"))?.into();
        Ok(Self::Run(task))
    }
}

fn within(text: &str, least: u64, most: u64) -> Result<u64, Usage> {
    let number = text.parse().ok().filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| Usage::BadNumber(text.to_owned()))
}
