//! What the example programs share: the language of the user, reading files, and printing into pipes.

pub mod export;
mod output;
mod pages;
mod progress;
mod source;
mod usage;

use std::ffi::{OsStr, OsString};
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use yigai::contract::steers;
use yigai::{Error, Lang};

pub use output::Output;
pub use pages::{PageError, Pages};
pub use progress::Progress;
pub use source::Source;
pub use usage::Usage;

/// The work was done, but there are alarms and the user asked for a check.
pub const ALARMS: u8 = 1;
/// A file could not be read, or the call was wrong.
pub const FAILED: u8 = 2;

/// The language of the environment, as POSIX orders it: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that is set and
/// not empty decides.
pub fn lang_of(variable: impl Fn(&str) -> Option<OsString>) -> Lang {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| variable(name).filter(|value| !value.is_empty()))
        .map_or(Lang::En, |value| Lang::of_locale(&value.to_string_lossy()))
}

/// Runs a program: what `parse` makes of its arguments is done by `work`, which returns the exit status. A complaint about
/// an option is in the language of the options before it.
pub fn run<C>(
    name: &str,
    parse: impl FnOnce(lexopt::Parser, &mut Lang) -> Result<C, Usage>,
    work: impl FnOnce(C, Lang) -> io::Result<u8>,
) -> ExitCode {
    let mut lang = lang_of(|name| std::env::var_os(name));
    match parse(lexopt::Parser::from_env(), &mut lang) {
        Ok(call) => finish(name, work(call, lang), lang),
        Err(error) => {
            complain(name, &error.message(lang));
            ExitCode::from(FAILED)
        }
    }
}

/// The bytes of a file, or of standard input for `-`.
///
/// # Errors
///
/// Where there is no such file, it is a directory, or it may not be read; and above `limit` bytes, so that an endless
/// device does not fill the memory.
pub fn read(path: &OsStr, limit: u64) -> Result<Vec<u8>, Error> {
    if path == "-" {
        return take(io::stdin().lock(), limit);
    }
    let path = Path::new(path);
    if path.is_dir() {
        return Err(Error::Directory);
    }
    take(std::fs::File::open(path)?, limit)
}

/// Whether two paths lead to one file.
pub fn same_file(a: &OsStr, b: &OsStr) -> bool {
    let whole = |path: &OsStr| std::fs::canonicalize(path).ok();
    a == b || whole(a).is_some_and(|a| Some(a) == whole(b))
}

/// The first file that is given twice.
///
/// # Errors
///
/// Its name.
pub fn each_once(files: &[OsString]) -> Result<(), Usage> {
    let mut seen = std::collections::BTreeSet::new();
    for file in files {
        let whole = std::fs::canonicalize(file).map_or_else(|_| file.clone(), Into::into);
        if !seen.insert(whole) {
            return Err(Usage::Twice(file.to_string_lossy().into_owned()));
        }
    }
    Ok(())
}

fn take(reader: impl Read, limit: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    reader.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit { Err(Error::TooLarge { limit }) } else { Ok(bytes) }
}

/// The exit status of a program from what it wrote: a reader that went away (`| head`) is no error, a full disk is.
pub fn finish(name: &str, result: io::Result<u8>, lang: Lang) -> ExitCode {
    match result {
        Ok(status) => ExitCode::from(status),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            let what = lang.pick("写不出结果", "the output could not be written");
            complain(name, &format!("{what}: {error}"));
            ExitCode::from(FAILED)
        }
    }
}

/// One line on standard error. Where even that is closed there is nobody left to tell.
pub fn complain(name: &str, what: &str) {
    let _ = writeln!(io::stderr(), "{name}: {}", plain(what));
}

/// Text for a terminal: the name of a file and the words of a report steer nothing. Line ends are blanks.
pub fn plain(text: &str) -> String {
    let shown = |c: char| match c {
        c if steers(c) && c.is_whitespace() => ' ',
        c if steers(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    text.chars().map(shown).collect()
}

/// The code of the README compiles and runs.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;

/// That of the Chinese one, too.
#[cfg(doctest)]
#[doc = include_str!("../../README.zh-CN.md")]
struct ChineseReadme;

/// So does that of the guide; its commands are run by `tests/docs`.
#[cfg(doctest)]
#[doc = include_str!("../../docs/guide.md")]
struct Guide;

/// And that of the cookbook.
#[cfg(doctest)]
#[doc = include_str!("../../docs/cookbook.md")]
struct Cookbook;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_decides() {
        let lang = |set: &[(&str, &str)]| {
            lang_of(|name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| value.into()))
        };
        assert_eq!(lang(&[]), Lang::En);
        assert_eq!(lang(&[("LANG", "zh_CN.UTF-8")]), Lang::Zh);
        assert_eq!(lang(&[("LC_ALL", ""), ("LC_MESSAGES", "zh"), ("LANG", "C")]), Lang::Zh);
        assert_eq!(lang(&[("LC_ALL", "C"), ("LANG", "zh_CN.UTF-8")]), Lang::En);
    }

    #[test]
    fn more_than_the_limit_is_refused() {
        assert_eq!(take(&b"12345"[..], 5).unwrap(), b"12345");
        assert!(matches!(take(&b"123456"[..], 5), Err(Error::TooLarge { limit: 5 })));
    }
}
