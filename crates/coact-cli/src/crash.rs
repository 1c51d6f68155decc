//! No panic reaches a user as one: a fault of coact itself ends with a report that can be passed on.

use std::panic;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use crate::console::tell;
use crate::exit::Exit;

/// Enough for the deepest nesting the language allows, wherever the command is started from: the stack of
/// a process differs from system to system, this one does not.
const STACK_BYTES: usize = 64 * 1024 * 1024;

/// Runs the work on a thread of known stack size and turns a panic into a report.
pub(crate) fn guarded(work: impl FnOnce() -> Exit + Send + 'static) -> Exit {
    let seen = Arc::new(Mutex::new(None));
    let keep = Arc::clone(&seen);
    panic::set_hook(Box::new(move |info| {
        let mut first = keep.lock().unwrap_or_else(PoisonError::into_inner);
        first.get_or_insert_with(|| info.to_string());
    }));
    let worker = thread::Builder::new()
        .name("coact".into())
        .stack_size(STACK_BYTES)
        .spawn(work);
    let outcome = worker.map(thread::JoinHandle::join);
    let _ = panic::take_hook();
    match outcome {
        Ok(Ok(exit)) => exit,
        Ok(Err(_)) => {
            let seen = seen.lock().unwrap_or_else(PoisonError::into_inner).take();
            tell(&report(seen.as_deref().unwrap_or("no message")));
            Exit::Failed
        }
        Err(error) => {
            tell(&format!("error: no thread could be started: {error}"));
            Exit::Failed
        }
    }
}

fn report(panic: &str) -> String {
    let command: Vec<_> = std::env::args().collect();
    format!(
        "error: coact itself failed; this is a mistake in coact, not in your model\n\
         \n  version  {} ({} {})\n  command  {}\n  failure  {}\n\
         \n  hint: please report this with the model at {}/issues",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        command.join(" "),
        panic.replace('\n', "\n           "),
        env!("CARGO_PKG_REPOSITORY"),
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::panic, reason = "panics are the subject")]

    use super::*;

    #[test]
    fn a_panic_is_a_failure_of_the_tool() {
        assert_eq!(guarded(|| panic!("planted")), Exit::Failed);
        assert_eq!(guarded(|| Exit::Findings), Exit::Findings);
        let report = report("panicked at src/x.rs:1:1:\nplanted");
        assert!(
            report.contains("planted") && report.contains("hint:"),
            "{report}"
        );
    }

    #[test]
    fn the_stack_is_as_large_as_promised() {
        fn deep(left: u64) -> u64 {
            let frame = std::hint::black_box([left; 128]);
            match left {
                0 => 0,
                _ => deep(left - 1).wrapping_add(frame[0]),
            }
        }
        // 15,000 frames of a kilobyte and more would end a thread of the usual two or eight megabytes.
        assert_eq!(
            guarded(|| if deep(15_000) > 0 {
                Exit::Clean
            } else {
                Exit::Failed
            }),
            Exit::Clean
        );
    }
}
