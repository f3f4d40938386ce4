use std::collections::BTreeMap;
use std::path::Path;

use yigai_extract::Settings;
use yigai_quantity::{PartialDate, Period};

use crate::{Error, Lang};

/// What the caller knows of files: the place each report is about, and its period. It goes before what the text says.
///
/// ```
/// use yigai::{Meta, Options, Reader, Report};
///
/// let meta = Meta::parse("known.csv", "path,region,period\n2011.txt,青川县,2011-01..2011-06\n")?;
/// let mut options = Options::default();
/// options.extract = meta.settings("reports/2011.txt").cloned().unwrap_or_default();
/// let report = Report::read("全县参合农民52310人。".as_bytes(), &options)?;
/// let document = report.to_contract("reports/2011.txt").document;
/// assert_eq!((document.region.as_deref(), document.period.unwrap().end.to_string().as_str()), (Some("青川县"), "2011-06-30"));
/// assert_eq!(document.given.unwrap(), ["region", "period"]);
///
/// // A mistake is told with its line.
/// let error = Meta::parse("known.csv", "path,region,period\na.txt,,someday\n").unwrap_err();
/// assert!(error.to_string().starts_with("known.csv, line 2: "));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Meta {
    files: BTreeMap<String, Settings>,
}

/// Why a file of what is known was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {problem}")]
pub struct MetaError {
    /// The file's name.
    pub file: String,
    /// The line, counted from 1.
    pub line: u64,
    /// What is wrong there, and what was expected.
    pub problem: MetaProblem,
}

/// What is wrong in a file of what is known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MetaProblem {
    /// Not CSV, or not UTF-8.
    #[error("this is not CSV in UTF-8 with as many fields in each line as in the first ({0})")]
    Csv(String),
    /// The head of a column is not known.
    #[error("there is no column {0:?}: write path, region and period")]
    Column(String),
    /// The column `path` is missing.
    #[error("the first line needs the column path: write path,region,period")]
    NoPath,
    /// A line without a path.
    #[error("the path is empty: name the file that this line is about")]
    EmptyPath,
    /// Two lines about one file.
    #[error("{0:?} stands in an earlier line already: keep one")]
    Twice(String),
    /// Not a period.
    #[error("{0:?} is no period: write 2011, 2011-06, 2011-01..2011-06 or 2011-01-01..2011-06-30")]
    Period(String),
}

impl Meta {
    /// Reads CSV with the columns `path`, `region` and `period`, in any order; an empty field says nothing.
    ///
    /// # Errors
    ///
    /// Where the text is no such CSV; the error tells the line.
    pub fn parse(file: &str, text: &str) -> Result<Self, MetaError> {
        let refuse = |line, problem| MetaError { file: file.to_owned(), line, problem };
        let broken = |error: csv::Error| {
            let line = error.position().map_or(1, csv::Position::line);
            refuse(line, MetaProblem::Csv(error.to_string()))
        };
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        let heads = reader.headers().map_err(broken)?.clone();
        let known = ["path", "region", "period"];
        if let Some(other) = heads.iter().find(|head| !known.contains(head)) {
            return Err(refuse(1, MetaProblem::Column(other.to_owned())));
        }
        let column = |name: &str| heads.iter().position(|head| head == name);
        let path = column("path").ok_or_else(|| refuse(1, MetaProblem::NoPath))?;
        let mut meta = Self::default();
        for record in reader.records() {
            let record = record.map_err(broken)?;
            let line = record.position().map_or(1, |position| line_of(text, position.byte()));
            let field =
                |at: Option<usize>| at.and_then(|at| record.get(at)).filter(|field| !field.is_empty());
            let path = field(Some(path)).ok_or_else(|| refuse(line, MetaProblem::EmptyPath))?;
            let mut settings = Settings::default();
            settings.region = field(column("region")).map(str::to_owned);
            if let Some(period) = field(column("period")) {
                let read = self::period(period);
                settings.period =
                    Some(read.ok_or_else(|| refuse(line, MetaProblem::Period(period.to_owned())))?);
            }
            if meta.files.insert(path.to_owned(), settings).is_some() {
                return Err(refuse(line, MetaProblem::Twice(path.to_owned())));
            }
        }
        Ok(meta)
    }

    /// Reads such a file.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, or as [`Meta::parse`].
    pub fn from_path(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let bytes = std::fs::read(path)?;
        let name = path.display().to_string();
        let text = String::from_utf8(bytes).map_err(|error| {
            let before = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or_default();
            let line = 1 + before.iter().filter(|&&byte| byte == b'\n').count() as u64;
            MetaError { file: name.clone(), line, problem: MetaProblem::Csv(error.utf8_error().to_string()) }
        })?;
        Ok(Self::parse(&name, &text)?)
    }

    /// What is known of a file: by its path as given, else by its name alone.
    pub fn settings(&self, path: &str) -> Option<&Settings> {
        let name = || Path::new(path).file_name().and_then(|name| name.to_str());
        self.files.get(path).or_else(|| self.files.get(name()?))
    }

    /// The paths that are named, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}

impl MetaError {
    /// The sentence in a language.
    pub fn message(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.to_string(),
            Lang::Zh => format!("{} 第 {} 行：{}", self.file, self.line, self.problem.zh()),
        }
    }
}

impl MetaProblem {
    fn zh(&self) -> String {
        match self {
            Self::Csv(reason) => format!("不是各行字段数相同的 UTF-8 编码 CSV（{reason}）"),
            Self::Column(name) => format!("没有“{name}”这一列：请写 path、region、period"),
            Self::NoPath => "第一行缺少 path 列：请写 path,region,period".to_owned(),
            Self::EmptyPath => "路径为空：请写明这一行说的是哪个文件".to_owned(),
            Self::Twice(path) => format!("“{path}”前面已有一行：请只留一行"),
            Self::Period(text) => {
                format!("“{text}”不是期间：请写 2011、2011-06、2011-01..2011-06 或 2011-01-01..2011-06-30")
            }
        }
    }
}

/// The line of a record that begins at a byte, or behind the empty lines there.
fn line_of(text: &str, byte: u64) -> u64 {
    let at = usize::try_from(byte).unwrap_or(text.len()).min(text.len());
    let (before, rest) = text.as_bytes().split_at(at);
    let empty = rest.iter().take_while(|byte| byte.is_ascii_whitespace());
    1 + before.iter().chain(empty).filter(|&&byte| byte == b'\n').count() as u64
}

/// 2011, 2011-06, 2011-06-30, or from one to another with two points between.
fn period(text: &str) -> Option<Period> {
    let (start, end) = text.split_once("..").unwrap_or((text, text));
    Period::new(whole(start.trim())?.start, whole(end.trim())?.end)
        .filter(|period| period.start <= period.end)
}

fn whole(text: &str) -> Option<Period> {
    let mut parts = text.split('-');
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let part = |part: Option<&str>| part.map(|part| part.parse::<u8>().map_err(|_| ())).transpose().ok();
    let date = PartialDate { year: Some(year), month: part(parts.next())?, day: part(parts.next())? };
    let expression = yigai_quantity::DateExpr::on(date);
    parts.next().is_none().then(|| expression.resolve(&PartialDate::default())).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods() {
        let say = |text: &str| period(text).map(|period| period.to_string());
        assert_eq!(say("2011").as_deref(), Some("2011-01-01..2011-12-31"));
        assert_eq!(say("2012-02").as_deref(), Some("2012-02-01..2012-02-29"));
        assert_eq!(say("2011-01..2011-06").as_deref(), Some("2011-01-01..2011-06-30"));
        assert_eq!(say("2009..2011").as_deref(), Some("2009-01-01..2011-12-31"));
        assert_eq!(say("2011-05-03").as_deref(), Some("2011-05-03..2011-05-03"));
        for wrong in ["", "11", "2011-13", "2011-02-30", "2011..", "2012..2011", "2011-06-01-02", "2011年"] {
            assert_eq!(say(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn mistakes_have_their_line() {
        let say = |text: &str| Meta::parse("m.csv", text).unwrap_err().to_string();
        assert!(say("path,place\n").starts_with("m.csv, line 1: there is no column \"place\""));
        assert!(say("region\n甲县\n").starts_with("m.csv, line 1: the first line needs"));
        assert!(say("path,region\na,甲\n,乙\n").starts_with("m.csv, line 3: the path is empty"));
        assert!(say("path,region\na,甲\na,乙\n").starts_with("m.csv, line 3: \"a\" stands"));
        assert!(say("path,region\na,甲,1\n").starts_with("m.csv, line 2: this is not CSV"));
        assert!(say("path,period\n\n\na,甲\n").starts_with("m.csv, line 4: \"甲\" is no period"));
    }

    #[test]
    fn a_path_goes_before_a_name() {
        let meta = Meta::parse("m.csv", "path,region\na.txt,甲县\nnew/a.txt,乙县\n").unwrap();
        let region = |path| meta.settings(path).and_then(|known| known.region.clone());
        assert_eq!(region("new/a.txt").as_deref(), Some("乙县"));
        assert_eq!(region("old/a.txt").as_deref(), Some("甲县"));
        assert_eq!(region("b.txt"), None);
    }
}
