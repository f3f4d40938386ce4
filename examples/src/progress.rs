//! How far long work is: a line on standard error, and only where a person looks at it.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::plain;

/// A line that says how many files are done. Before it begins, and without a terminal, it is not there.
pub struct Progress(ProgressBar);

impl Default for Progress {
    fn default() -> Self {
        Self(ProgressBar::hidden())
    }
}

impl Progress {
    /// Shows the line for so many files; `printing` says that the results go to standard output: where that is a terminal,
    /// they are the progress.
    pub fn begin(&self, files: usize, printing: bool) {
        if !std::io::stderr().is_terminal() || (printing && std::io::stdout().is_terminal()) {
            return;
        }
        if let Ok(style) = ProgressStyle::with_template("{spinner} {pos}/{len} {wide_msg}") {
            self.0.set_style(style);
        }
        self.0.set_length(files as u64);
        self.0.set_draw_target(ProgressDrawTarget::stderr());
        self.0.enable_steady_tick(Duration::from_millis(200));
    }

    /// A file begins.
    pub fn at(&self, path: &str) {
        self.0.set_message(plain(path));
    }

    /// A file is done.
    pub fn done(&self) {
        self.0.inc(1);
    }

    /// Runs something that writes to standard error, with the line out of its way.
    pub fn aside<T>(&self, act: impl FnOnce() -> T) -> T {
        self.0.suspend(act)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
