use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::{Limits, ReadError};

/// Deep documents nest deep calls.
const STACK: usize = 64 << 20;

/// Runs a reader that was written elsewhere: a panic in it is an error, and so is taking too long.
pub(crate) fn run<T: Send + 'static>(
    name: &'static str,
    limits: &Limits,
    read: impl FnOnce() -> Result<T, ReadError> + Send + 'static,
) -> Result<T, ReadError> {
    let damaged = |reason: &str| ReadError::Damaged { name, reason: reason.to_owned() };
    let (sender, receiver) = mpsc::channel();
    let worker = thread::Builder::new().stack_size(STACK).spawn(move || {
        // Nobody listens any more after the time limit.
        let _ = sender.send(read());
    });
    if worker.is_err() {
        return Err(damaged("no thread could be started to read it"));
    }
    match receiver.recv_timeout(Duration::from_secs(limits.seconds)) {
        Ok(result) => result,
        Err(mpsc::RecvTimeoutError::Timeout) => Err(damaged("reading it takes longer than the time limit")),
        Err(mpsc::RecvTimeoutError::Disconnected) => Err(damaged("its structure makes no sense")),
    }
}

#[cfg(test)]
mod tests {
    use super::run;
    use crate::{Limits, ReadError};

    #[test]
    fn time_is_limited() {
        let limits = Limits { seconds: 0, ..Limits::default() };
        let slow = || {
            std::thread::sleep(std::time::Duration::from_secs(2));
            Ok(())
        };
        assert!(matches!(run("PDF", &limits, slow), Err(ReadError::Damaged { .. })));
    }
}
