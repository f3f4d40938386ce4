use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::io::{self, BufWriter, StdoutLock, Write};

/// Where a program writes: standard output, or a file that is made when the first byte comes, so that a run that has
/// nothing to say leaves the file of the last run alone.
pub enum Output {
    /// Standard output.
    Standard(BufWriter<StdoutLock<'static>>),
    /// A file; its errors name it.
    File {
        /// Its path.
        path: OsString,
        /// Once something was written.
        file: Option<BufWriter<File>>,
    },
}

impl Output {
    /// The file of that path; standard output for `-` and for no path.
    pub fn of(path: Option<&OsStr>) -> Self {
        match path.filter(|path| *path != "-") {
            Some(path) => Self::File { path: path.to_owned(), file: None },
            None => Self::Standard(BufWriter::new(io::stdout().lock())),
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Standard(out) => out.write(bytes),
            Self::File { path, file } => named(path, open(path, file).and_then(|file| file.write(bytes))),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Standard(out) => out.flush(),
            Self::File { path, file } => named(path, file.as_mut().map_or(Ok(()), Write::flush)),
        }
    }
}

fn open<'a>(path: &OsStr, file: &'a mut Option<BufWriter<File>>) -> io::Result<&'a mut BufWriter<File>> {
    Ok(match file {
        Some(file) => file,
        None => file.insert(BufWriter::new(File::create(path)?)),
    })
}

fn named<T>(path: &OsStr, result: io::Result<T>) -> io::Result<T> {
    result.map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.to_string_lossy())))
}
