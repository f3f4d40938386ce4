//! Progress and throughput, on a terminal only.

use std::io::IsTerminal;
use std::sync::atomic::{AtomicU64, Ordering};

use indicatif::{HumanBytes, ProgressBar, ProgressDrawTarget, ProgressStyle};

pub(crate) struct Progress {
    bar: ProgressBar,
    bytes: AtomicU64,
}

impl Progress {
    pub(crate) fn new(files: u64) -> Self {
        let target = match std::io::stderr().is_terminal() {
            true => ProgressDrawTarget::stderr_with_hz(5),
            false => ProgressDrawTarget::hidden(),
        };
        let bar = ProgressBar::with_draw_target(Some(files), target);
        let line = "{bar:30} {human_pos}/{human_len}  {per_sec}  {msg}  ETA {eta}";
        if let Ok(style) = ProgressStyle::with_template(line) {
            bar.set_style(style);
        }
        Self { bar, bytes: AtomicU64::new(0) }
    }

    /// So many files and bytes more are done.
    pub(crate) fn add(&self, files: u64, bytes: u64) {
        let bytes = self.bytes.fetch_add(bytes, Ordering::Relaxed) + bytes;
        self.bar.inc(files);
        if !self.bar.is_hidden() {
            let seconds = self.bar.elapsed().as_secs().max(1);
            self.bar.set_message(format!("{}/s", HumanBytes(bytes / seconds)));
        }
    }

    /// So many files were done before.
    pub(crate) fn set(&self, files: u64) {
        self.bar.set_position(files);
    }

    pub(crate) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}
