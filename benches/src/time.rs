use std::time::{Duration, Instant};

/// The shortest of several rounds: a busy machine only ever adds time.
pub fn best(rounds: u32, mut run: impl FnMut()) -> Duration {
    let timed = |()| {
        let begun = Instant::now();
        run();
        begun.elapsed()
    };
    std::iter::repeat_n((), rounds as usize).map(timed).min().unwrap_or_default()
}
