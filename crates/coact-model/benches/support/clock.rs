//! Processor time of the thread: what other programs do at the time does not count.

use std::time::Duration;

use nix::time::ClockId;

/// The time that a piece of work takes.
pub(crate) fn time(work: impl FnOnce()) -> Duration {
    let now = || Duration::from(ClockId::CLOCK_THREAD_CPUTIME_ID.now().unwrap());
    let start = now();
    work();
    now() - start
}
