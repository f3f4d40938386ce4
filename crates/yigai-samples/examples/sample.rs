//! Writes generated reports with their truth: `sample FOLDER FIRST_SEED COUNT [clean|slips]`; any damage by default.
#![allow(clippy::print_stderr, reason = "a program")]

use std::path::Path;
use std::{env, fs, io};
use yigai_samples::{Damage, Recipe, Sample, generate};

fn main() -> io::Result<()> {
    let mut arguments = env::args().skip(1);
    let folder = arguments.next().unwrap_or_else(|| "samples".to_owned());
    let mut number = |default| arguments.next().and_then(|text| text.parse().ok()).unwrap_or(default);
    let (first, count): (u64, u64) = (number(1), number(10));
    let kind = arguments.next().unwrap_or_default();
    fs::create_dir_all(&folder)?;
    for seed in first..first + count {
        let recipe = match kind.as_str() {
            "clean" => Recipe::clean(),
            "slips" => Recipe::clean().with(Damage::Slips(3)),
            _ => Recipe::any(seed),
        };
        write(Path::new(&folder), seed, &generate(seed, &recipe))?;
    }
    eprintln!("{count} reports in {folder}");
    Ok(())
}

fn write(folder: &Path, seed: u64, sample: &Sample) -> io::Result<()> {
    let name = format!("sample-{seed:05}");
    fs::write(folder.join(format!("{name}.txt")), &sample.bytes)?;
    if sample.encoding != "utf-8" {
        fs::write(folder.join(format!("{name}.utf8.txt")), &sample.text)?;
    }
    fs::write(folder.join(format!("{name}.gold.jsonl")), sample.gold())?;
    fs::write(folder.join(format!("{name}.checks.jsonl")), sample.check_lines())
}
