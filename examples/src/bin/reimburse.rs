//! Settles bills under an insurance scheme and explains every line.

use std::ffi::{OsStr, OsString};
use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use rust_decimal::Decimal;
use serde::Deserialize;
use yigai::Lang;
use yigai_examples::{FAILED, Usage, complain, plain, read, run};
use yigai_model::settle::{
    Care, Category, Episode, Language, Layer, Ledger, Level, Place, Scheme, Settlement,
};
use yigai_view::csv::cell;

const NAME: &str = "reimburse";
/// A bill was refused; the others are settled.
const REFUSED: u8 = 1;
/// No scheme or file of bills is larger.
const LIMIT: u64 = 256 << 20;

fn main() -> ExitCode {
    run(NAME, Call::parse, |call, lang| {
        let mut out = BufWriter::new(io::stdout().lock());
        let status = call.run(lang, &mut out)?;
        out.flush().map(|()| status)
    })
}

/// What the user asked for.
enum Call {
    Settle { scheme: OsString, episodes: OsString, csv: bool },
    Help,
    Version,
}

impl Call {
    fn parse(mut parser: lexopt::Parser, lang: &mut Lang) -> Result<Self, Usage> {
        use lexopt::prelude::*;
        let mut csv = false;
        let mut files = Vec::new();
        while let Some(arg) = parser.next()? {
            match arg {
                Long("format") => {
                    csv = match parser.value()?.string()?.as_str() {
                        "text" => false,
                        "csv" => true,
                        other => return Err(Usage::bad(other, "text, csv")),
                    }
                }
                Long("lang") => {
                    let name = parser.value()?.string()?;
                    *lang = name.parse().map_err(|_| Usage::bad(&name, "zh, en"))?;
                }
                Short('h') | Long("help") => return Ok(Self::Help),
                Short('V') | Long("version") => return Ok(Self::Version),
                Value(file) if files.len() < 2 => files.push(file),
                _ => return Err(arg.unexpected().into()),
            }
        }
        let mut files = files.into_iter();
        match (files.next(), files.next()) {
            (Some(scheme), Some(episodes)) => Ok(Self::Settle { scheme, episodes, csv }),
            _ => Err(Usage::NoFile),
        }
    }

    fn run(&self, lang: Lang, out: &mut dyn Write) -> io::Result<u8> {
        let (scheme, episodes, csv) = match self {
            Self::Help => {
                let (zh, en) = (
                    include_str!("../../help/reimburse.zh.txt"),
                    include_str!("../../help/reimburse.en.txt"),
                );
                return write!(out, "{}", lang.pick(zh, en)).map(|()| 0);
            }
            Self::Version => return writeln!(out, "{NAME} {}", env!("CARGO_PKG_VERSION")).map(|()| 0),
            Self::Settle { scheme, episodes, csv } => (scheme, episodes, *csv),
        };
        let inputs =
            load_scheme(scheme, lang).and_then(|scheme| Ok((scheme, load_episodes(episodes, lang)?)));
        let (scheme, (episodes, unreadable)) = match inputs {
            Ok(inputs) => inputs,
            Err(message) => {
                complain(NAME, &message);
                return Ok(FAILED);
            }
        };
        for message in &unreadable {
            complain(NAME, message);
        }
        let refused = if csv {
            print_csv(&scheme, &episodes, lang, out)?
        } else {
            print_text(&scheme, &episodes, lang, out)?
        };
        Ok(if refused || !unreadable.is_empty() { REFUSED } else { 0 })
    }
}

fn text(path: &OsStr, lang: Lang) -> Result<String, String> {
    let name = path.to_string_lossy();
    let bytes = read(path, LIMIT).map_err(|error| format!("{name}: {}", error.message(lang)))?;
    let text = String::from_utf8(bytes).map_err(|_| {
        format!("{name}: {}", lang.pick("不是 UTF-8，请另存为 UTF-8", "not UTF-8; save it as UTF-8"))
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

fn load_scheme(path: &OsStr, lang: Lang) -> Result<Scheme, String> {
    let text = text(path, lang)?;
    Scheme::from_toml(&text).map_err(|error| {
        let refused = lang.pick("方案被拒绝", "the scheme is refused");
        format!("{}: {refused}: {error}", path.to_string_lossy())
    })
}

/// One line of the file of bills. Amounts are text, so that no binary fraction comes between.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    person: String,
    date: String,
    care: Care,
    level: Level,
    cost: String,
    #[serde(default)]
    out_of_list: Option<String>,
    #[serde(default)]
    essential: Option<String>,
    #[serde(default)]
    category: Option<Category>,
    #[serde(default)]
    place: Option<Place>,
    #[serde(default)]
    referred: Option<bool>,
    #[serde(default)]
    enrolled: Option<String>,
}

/// The bills, and a message for each line that is none.
fn load_episodes(path: &OsStr, lang: Lang) -> Result<(Vec<Episode>, Vec<String>), String> {
    let text = text(path, lang)?;
    let name = path.to_string_lossy();
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
    let headers = reader.headers().map_err(|error| format!("{name}: {error}"))?.clone();
    let required = ["id", "person", "date", "care", "level", "cost"];
    if let Some(missing) = required.into_iter().find(|column| !headers.iter().any(|header| header == *column))
    {
        return Err(format!("{name}: {}: {missing}", lang.pick("缺少列", "there is no column")));
    }
    let (mut episodes, mut unreadable) = (Vec::new(), Vec::new());
    for record in reader.into_records() {
        let position = match &record {
            Ok(record) => record.position(),
            Err(error) => error.position(),
        };
        let line = position.map_or(0, csv::Position::line);
        let row = record.and_then(|record| record.deserialize::<Row>(Some(&headers)));
        match row.map_err(|error| csv_reason(&error)).and_then(Row::episode) {
            Ok(episode) => episodes.push(episode),
            Err(problem) => unreadable.push(format!("{name}:{line}: {problem}")),
        }
    }
    Ok((episodes, unreadable))
}

/// What is wrong with a line, without the reader's own words about positions.
fn csv_reason(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::Deserialize { err, .. } => err.kind().to_string(),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{len} fields, where the first line has {expected_len}")
        }
        _ => error.to_string(),
    }
}

impl Row {
    fn episode(self) -> Result<Episode, String> {
        let amount = |field: &str, text: Option<&str>| match text.unwrap_or("0") {
            "" => Ok(Decimal::ZERO),
            text => Decimal::from_str_exact(text).map_err(|_| format!("`{field}`: `{text}` is no amount")),
        };
        let day =
            |field: &str, text: &str| text.parse().map_err(|_| format!("`{field}`: `{text}` is no day"));
        if self.cost.is_empty() {
            return Err("`cost`: it is empty".to_owned());
        }
        Ok(Episode {
            date: day("date", &self.date)?,
            enrolled: self.enrolled.as_deref().map(|text| day("enrolled", text)).transpose()?,
            cost: amount("cost", Some(&self.cost))?,
            out_of_list: amount("out_of_list", self.out_of_list.as_deref())?,
            essential: amount("essential", self.essential.as_deref())?,
            id: self.id,
            person: self.person,
            category: self.category.unwrap_or_default(),
            care: self.care,
            level: self.level,
            place: self.place.unwrap_or_default(),
            referred: self.referred.unwrap_or_default(),
        })
    }
}

fn language(lang: Lang) -> Language {
    lang.pick(Language::Chinese, Language::English)
}

fn print_text(scheme: &Scheme, episodes: &[Episode], lang: Lang, out: &mut dyn Write) -> io::Result<bool> {
    let (start, end) = scheme.period();
    writeln!(out, "{} ({start} – {end})", plain(scheme.name()))?;
    let mut refused = false;
    let mut totals = Totals::default();
    for (episode, settled) in Ledger::new(scheme).settle_all(episodes) {
        writeln!(out, "\n{} {} {}", plain(&episode.id), plain(&episode.person), episode.date)?;
        match settled {
            Ok(settled) => {
                for (layer, amount, why) in settled.lines(language(lang)) {
                    writeln!(out, "  {} {amount:.2}  {why}", layer.name(language(lang)))?;
                }
                if let (Some(policy), Some(actual)) = (settled.policy_ratio(), settled.actual_ratio()) {
                    let (policy_name, actual_name) = lang.pick(
                        ("政策范围内补偿比", "实际补偿比"),
                        ("of the cost inside the lists", "of the whole cost"),
                    );
                    match lang {
                        Lang::Zh => writeln!(out, "  {policy_name} {policy}%, {actual_name} {actual}%")?,
                        Lang::En => writeln!(
                            out,
                            "  basic insurance pays {policy}% {policy_name}, {actual}% {actual_name}"
                        )?,
                    }
                }
                totals.add(&settled);
            }
            Err(refusal) => {
                refused = true;
                let message = refusal.message(language(lang));
                writeln!(out, "  {}: {message}", lang.pick("拒绝", "refused"))?;
                complain(NAME, &format!("{}: {message}", episode.id));
            }
        }
    }
    totals.print(lang, out)?;
    Ok(refused)
}

fn print_csv(scheme: &Scheme, episodes: &[Episode], lang: Lang, out: &mut dyn Write) -> io::Result<bool> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["id", "person", "date", "payer", "amount", "why"])?;
    let mut refused = false;
    for (episode, settled) in Ledger::new(scheme).settle_all(episodes) {
        let date = episode.date.to_string();
        match settled {
            Ok(settled) => {
                for (layer, amount, why) in settled.lines(language(lang)) {
                    let (payer, amount) = (layer.name(language(lang)), format!("{amount:.2}"));
                    let [id, person] = [&episode.id, &episode.person].map(|text| cell(text));
                    writer.write_record([&id, &person, &date, payer, &amount, &why])?;
                }
            }
            Err(refusal) => {
                refused = true;
                complain(NAME, &format!("{}: {}", episode.id, refusal.message(language(lang))));
            }
        }
    }
    writer.flush()?;
    Ok(refused)
}

/// What each payer pays of all bills.
#[derive(Default)]
struct Totals {
    bills: usize,
    cost: Decimal,
    payers: Vec<(Layer, Decimal)>,
}

impl Totals {
    fn add(&mut self, settled: &Settlement) {
        self.bills += 1;
        self.cost += settled.cost;
        if self.payers.is_empty() {
            self.payers = settled.payments().to_vec();
        } else {
            for (total, (_, amount)) in self.payers.iter_mut().zip(settled.payments()) {
                total.1 += amount;
            }
        }
    }

    fn print(&self, lang: Lang, out: &mut dyn Write) -> io::Result<()> {
        let (bills, cost) = (self.bills, self.cost);
        match lang {
            Lang::Zh => writeln!(out, "\n合计 {bills} 张账单, {cost:.2} 元")?,
            Lang::En => writeln!(out, "\n{bills} bills, {cost:.2} 元 in all")?,
        }
        for (layer, amount) in self.payers.iter().filter(|(_, amount)| !amount.is_zero()) {
            writeln!(out, "  {} {amount:.2}", layer.name(language(lang)))?;
        }
        Ok(())
    }
}
